"""What if in a real browser: slid along the exact curve, levers, side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.books import WINDOWS, write
from tests.web.browser.driven import NEEDS_CHROMIUM, SOLVED, answered, step, take

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


def test_the_slider_answers_from_the_exact_curve(page: "Page") -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=what-if]")
    page.wait_for_selector("#charts svg")
    offer = page.inner_text("#price-name")
    page.fill("#price", "60")
    shown = page.inner_text("#cost")
    page.wait_for_selector("#quantities li")
    assert (
        page.inner_text("#cost")
        == shown
        == {"Windows Server Device CAL": "110.00", "Windows Server User CAL": "99.00"}[offer]
    )
    page.click("#keep")
    page.wait_for_selector("[data-drop]")
    page.reload()
    assert shown in page.inner_text(".beside")


def test_budget_rules_and_reload(page: "Page") -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=what-if]")
    page.wait_for_selector("#charts svg")
    page.evaluate(
        "document.querySelectorAll('.levers details').forEach((each) => each.open = true)"
    )
    page.fill("#budget-line", "80")
    page.wait_for_selector("#budget-figure:visible")
    assert "9.00 missing" in page.inner_text("#budget")
    assert page.locator(".budget-line").count() == 1
    page.fill("#new-rule input", "Dr. Dora")
    page.select_option("#new-rule select", "Device")
    page.click("#new-rule button")
    page.wait_for_selector("#difference.up")
    dearer = page.inner_text("#cost")
    assert dearer != "89.00"
    page.reload()
    page.wait_for_function(
        "(cost) => document.querySelector('#cost')?.textContent === cost", arg=dearer
    )
    assert page.input_value("#budget-line") == "80"
    assert page.locator("[data-added]").count() == 1
    page.click("#back")
    page.wait_for_function("() => document.querySelector('#cost')?.textContent === '89.00'")
    assert page.locator("[data-added]").count() == 0


def test_two_what_ifs_stand_side_by_side_renamed_and_removed(page: "Page") -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=what-if]")
    page.wait_for_selector("#charts svg")
    for price, count in (("60", 1), ("70", 2)):
        page.fill("#price", price)
        page.click("#keep")
        page.wait_for_function(
            "(n) => document.querySelectorAll('[data-drop]').length === n", arg=count
        )
    page.click("[data-rename='0']")
    page.keyboard.press("Escape")
    page.click("[data-rename='0']")
    page.fill(".beside tfoot input", "Sixty")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[data-what='Sixty']")
    page.click("[data-drop='1']")
    page.wait_for_function("() => document.querySelectorAll('[data-drop]').length === 1")
    page.wait_for_selector(".steps:has-text('1 kept')")


DATED = {
    "Settings": [
        ["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2], ["Orders", "Yearly"],
    ],
    "Users": [["User", "From"], ["Ann", None], ["Ben", "2027-01-01"]],
    "Access": [
        ["User", "Device", "Server"],
        ["Ann", "PC 1", "Windows Server 2022"],
        ["Ben", "PC 2", "Windows Server 2022"],
    ],
    "Licenses": WINDOWS,
}  # fmt: skip
"""Ann comes now and Ben in a year, each to a device of their own: two device CALs at 39, ordered a
year apart, cost 78."""


def test_a_price_of_several_dates_has_a_curve_and_its_figures_are_solved(
    page: "Page", tmp_path: Path
) -> None:
    """At 45 two device CALs cost 90, less than two user CALs at 50."""
    page.set_input_files("#file", write(tmp_path / "dated.xlsx", DATED))
    answered(page)
    assert "2027-01-01" in page.inner_text("main")
    step(page, "what-if")
    page.wait_for_selector("#charts svg", timeout=SOLVED)
    page.wait_for_selector("#dated:visible")
    assert page.inner_text("#cost") == "78.00"
    page.fill("#price", "45")
    page.wait_for_function(
        "() => document.querySelector('#cost').textContent === '90.00'", timeout=SOLVED
    )
    page.click("#keep")
    page.wait_for_selector("[data-drop]", timeout=SOLVED)
    assert "90.00" in page.inner_text(".beside")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12500", "12500"), ("12.5", "12.5"), ("12,5", "12.5"), ("38.999", "38.999"),
        ("1,250.00", "1250.00"), ("1.250,00", "1250.00"), ("1,250,000", "1250000"),
        ("50 000", "50000"), ("50\u202f000,5", "50000.5"), ("12,500", None), ("1,2,3", None),
        ("-1", None), ("1e3", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_is_read_one_way_only(page: "Page", typed: str, read: str | None) -> None:
    assert page.evaluate("(text) => decimal(text)?.text ?? null", typed) == read


def test_a_number_that_could_be_two_is_said_and_changes_nothing(page: "Page") -> None:
    take(page, "small.xlsx")
    step(page, "what-if")
    page.wait_for_selector("#charts svg")
    page.fill("#price", "12,500")
    page.keyboard.press("Tab")
    page.wait_for_selector("#trouble:visible")
    assert "“12,500” is no number that can be read one way only" in page.inner_text("#trouble")
    assert page.inner_text("#cost") == "89.00"
    page.fill("#price", "60")
    page.keyboard.press("Tab")
    page.wait_for_selector("#trouble", state="hidden")


def test_a_quote_for_a_price_of_several_dates_is_solved(page: "Page", tmp_path: Path) -> None:
    """At 30 the two device CALs cost 60: 18 saved."""
    page.set_input_files("#file", write(tmp_path / "dated.xlsx", DATED))
    answered(page)
    step(page, "negotiate")
    page.click("#ask")
    page.wait_for_selector("#worth", timeout=SOLVED)
    page.select_option("#quote select", label="Device CAL")
    page.fill("#quote input", "30")
    page.wait_for_function(
        "() => document.querySelector('.reply .big').textContent.startsWith('18.00')",
        timeout=SOLVED,
    )
    assert "The cheapest plan is then 60.00" in page.inner_text(".reply")
