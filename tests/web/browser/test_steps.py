"""The steps in a real browser: dropped, stopped, downloaded, reloaded, in several windows."""

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from optimizer.web.views.start import SAMPLES
from tests.web.browser.driven import NEEDS_CHROMIUM, SOLVED, SOON, answered, step, take

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = NEEDS_CHROMIUM


def test_a_dropped_workbook_is_solved_and_its_plan_downloaded(page: "Page", tmp_path: Path) -> None:
    page.set_input_files("#file", "samples/small.xlsx")
    answered(page)
    assert "89.00" in page.inner_text(".figures .first")
    page.click(".twist")
    page.wait_for_selector(".opened table")
    page.click(".steps a[href$=download]")
    with page.expect_download() as found:
        page.click('a[href$="download/plan"]')
    found.value.save_as(tmp_path / "plan.xlsx")
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)["Summary"]


def test_long_work_shows_its_steps_and_stops(page: "Page") -> None:
    take(page, "budget.xlsx")
    page.click(".steps a[href$=negotiate]")
    page.click("#ask")
    page.wait_for_selector("[data-words]:has-text('of')")
    page.click("[data-stop]")
    page.wait_for_selector(".working .line")
    assert "Stopped" in page.inner_text(".working")
    assert "Work it out" in page.inner_text(".empty")


def test_problems_are_shown_at_their_cells(page: "Page") -> None:
    page.click('[data-sample="broken.xlsx"]')
    page.wait_for_selector(".check-sheet")
    assert "problems to mend" in page.inner_text("h1")
    assert page.locator("td.x").count() >= 14


def test_back_and_forward_work(page: "Page") -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=check]")
    page.wait_for_url("**/check")
    page.go_back()
    page.wait_for_selector("#list table")
    page.go_forward()
    page.wait_for_url("**/check")


LATE = "**/page.js"
"""The scripts that come late on a busy machine."""


def test_what_is_clicked_while_a_step_loads_is_done_and_leaves_it_its_scripts(
    page: "Page",
) -> None:
    take(page, "small.xlsx")
    held: list[Route] = []
    page.route(LATE, lambda route: held.append(route))  # noqa: PLW0108 - it looks into its handler
    page.goto(page.url.replace("answer", "negotiate"), wait_until="commit")
    page.click('a[href$="download/requests"]')
    with page.expect_download():
        for route in held:
            route.continue_()
        page.unroute(LATE)
    page.click("#ask")
    page.wait_for_selector("[data-stop], #worth")


def test_two_windows_hold_two_workbooks(page: "Page", address: str) -> None:
    other = page.context.new_page()
    other.goto(address.partition("/?")[0])
    take(page, "small.xlsx")
    other.set_default_timeout(SOON)
    assert "small.xlsx" not in other.inner_text(".steps")
    take(other, "clinic.xlsx")
    page.reload()
    answered(page)
    assert "89.00" in page.inner_text(".figures .first")
    assert "52,619.00" in other.inner_text(".figures .first")


def test_a_reload_in_the_middle_loses_nothing(page: "Page") -> None:
    page.click('[data-sample="clinic.xlsx"]')
    page.wait_for_selector("[data-job]")
    for _ in range(3):
        page.reload()
    # Where it ended while the page was away, Check is shown and leads on.
    page.wait_for_selector("#list table, a:has-text('See the answer')", timeout=SOLVED)
    if not page.query_selector("#list table"):
        page.click("a:has-text('See the answer')")
    page.wait_for_selector("#list table")
    assert "52,619.00" in page.inner_text(".figures .first")


@pytest.mark.parametrize("name", [name for name, cost in SAMPLES.items() if cost])
def test_every_sample_goes_through_all_steps(page: "Page", name: str) -> None:
    take(page, name)
    assert SAMPLES[name] in page.inner_text(".figures .first")
    for name_of_step, words in (
        ("check", "What was read as what"),
        ("what-if", "Side by side"),
        ("negotiate", "Not worked out yet"),
        ("download", "The marked copy"),
        ("start", "Drop your workbook here"),
    ):
        step(page, name_of_step)
        assert words in page.inner_text("main"), name_of_step
    step(page, "answer")
    page.wait_for_selector("#list table")
    page.click("#find [data-side=devices]")
    page.wait_for_selector("#list th:has-text('Device')")


def test_a_download_comes_though_its_step_is_left(page: "Page", tmp_path: Path) -> None:
    """The file is still being written when somebody goes on reading; it comes on the next step."""
    take(page, "clinic.xlsx")
    step(page, "download")
    with page.expect_download(timeout=SOLVED) as found:
        page.click('a[href$="download/plan"]')
        step(page, "answer")
        page.wait_for_selector("#list table")
    found.value.save_as(tmp_path / "plan.xlsx")
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)["Summary"]
    assert page.evaluate("awaited().length") == 0


def test_a_mended_file_shows_what_is_different(page: "Page", tmp_path: Path) -> None:
    """Under another name too, since it is dropped where the problems are."""
    page.click('[data-sample="broken.xlsx"]')
    page.wait_for_selector(".check-sheet", timeout=SOLVED)
    before = page.locator(".check-sheet .problems li").count()
    book = openpyxl.load_workbook("samples/broken.xlsx")
    book["Settings"]["B2"] = "EUR"
    book.save(tmp_path / "mended.xlsx")
    page.set_input_files("#file", tmp_path / "mended.xlsx")
    page.wait_for_selector("#differs", timeout=SOLVED)
    assert f"Mended: 1. {before - 1} are as before." in page.inner_text("#differs")
    assert page.locator(".check-sheet:visible").count() == 0
    page.click("#same > summary")
    assert page.locator("#same .problems li:visible").count() == before - 1
