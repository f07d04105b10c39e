"""The page in a real browser: dropped, slid, stopped, downloaded, reloaded, read by machine.

Needs Chromium; it may be missing on a developer's machine, never where CI is set.
"""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import openpyxl
import pytest

from optimizer.web.views.start import SAMPLES
from tests.support.books import WINDOWS, write
from tests.web.views.test_quotes import filled

if not os.environ.get("CI"):
    pytest.importorskip("playwright.sync_api")
from playwright import sync_api as playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium here"
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SOON, SOLVED = 15_000, 60_000
"""Milliseconds that a page may take for what it does itself, and for what is solved."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page as the command serves it."""
    command = [sys.executable, "-m", "optimizer", "page", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as made:
        found = made.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: "playwright.Browser", address: str) -> Iterator["playwright.Page"]:
    """A page at the first step; nothing may be said on its console."""
    context = browser.new_context(accept_downloads=True)
    found = context.new_page()
    found.set_default_timeout(SOON)
    said: list[str] = []
    # What the page refuses is an answer, which browsers note on the console all the same.
    found.on("console", lambda m: said.append(m.text) if "status of 400" not in m.text else None)
    found.on("pageerror", lambda error: said.append(str(error)))
    found.goto(address)
    yield found
    context.close()
    assert not said


def answered(page: "playwright.Page") -> None:
    """Wait for the answer; what stands in its way ends the waiting."""
    page.wait_for_selector("#list table, .working .line, .check-sheet", timeout=SOLVED)
    assert page.query_selector("#list table"), page.inner_text("main")


def take(page: "playwright.Page", sample: str) -> None:
    page.click(f'[data-sample="{sample}"]')
    answered(page)


def test_a_dropped_workbook_is_solved_and_its_plan_downloaded(
    page: "playwright.Page", tmp_path: Path
) -> None:
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


def test_the_slider_answers_from_the_exact_curve(page: "playwright.Page") -> None:
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


def test_long_work_shows_its_steps_and_stops(page: "playwright.Page") -> None:
    take(page, "budget.xlsx")
    page.click(".steps a[href$=negotiate]")
    page.click("#ask")
    page.wait_for_selector("[data-words]:has-text('of')")
    page.click("[data-stop]")
    page.wait_for_selector(".working .line")
    assert "Stopped" in page.inner_text(".working")
    assert "Work it out" in page.inner_text(".empty")


def test_problems_are_shown_at_their_cells(page: "playwright.Page") -> None:
    page.click('[data-sample="broken.xlsx"]')
    page.wait_for_selector(".check-sheet")
    assert "problems to mend" in page.inner_text("h1")
    assert page.locator("td.x").count() >= 14


def test_back_and_forward_work(page: "playwright.Page") -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=check]")
    page.wait_for_url("**/check")
    page.go_back()
    page.wait_for_selector("#list table")
    page.go_forward()
    page.wait_for_url("**/check")


@pytest.mark.parametrize("width", [375, 1280])
def test_no_step_is_wider_than_the_screen(page: "playwright.Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    take(page, "small.xlsx")
    base = page.url.rsplit("/", 1)[0]
    for step in ("start", "check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step


LONG_NAME = "Dr. Maximiliane Konstantinopoulos-Wetterstein von und zu Hohenlohe-Schillingsfürst"


def test_long_names_are_not_wider_than_the_screen(page: "playwright.Page", tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Team", "Department"], [LONG_NAME, "red", f"{LONG_NAME}s Klinik"]],
        "Access": [["User", "Device", "Server"], [LONG_NAME, "pc", "Windows Server 2022"]],
        "Licenses": [WINDOWS[0], *([f"{LONG_NAME} {row[0]}", *row[1:]] for row in WINDOWS[1:])],
    }
    page.set_viewport_size({"width": 375, "height": 800})
    page.set_input_files("#file", write(tmp_path / "long.xlsx", sheets))
    answered(page)
    base = page.url.rsplit("/", 1)[0]
    for step in ("check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        if step == "answer":
            page.wait_for_selector("#list table")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, step


def serious(page: "playwright.Page") -> list[str]:
    """What axe finds that stands in the way of somebody."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        found["id"] + str(found["nodes"][0]["html"])[:90]
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(
    page: "playwright.Page", scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    take(page, "small.xlsx")
    base = page.url.rsplit("/", 1)[0]
    for step in ("start", "check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        assert not serious(page), step


def test_the_steps_are_reached_by_keyboard(page: "playwright.Page") -> None:
    take(page, "small.xlsx")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").endswith("/what-if"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-if")


def reach(page: "playwright.Page", selector: str, most: int = 80) -> None:
    """Go on by Tab until what is meant has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_plan_is_made_and_tried_by_keyboard_alone(page: "playwright.Page") -> None:
    reach(page, "[data-sample='small.xlsx']")
    page.keyboard.press("Enter")
    answered(page)
    reach(page, "#list .twist")
    page.keyboard.press("Enter")
    page.wait_for_selector(".opened table")
    page.goto(page.url.replace("answer", "what-if"))
    page.wait_for_selector("#charts svg")
    before = page.input_value("#price")
    reach(page, "#slide")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(was) => document.querySelector('#price').value !== was", arg=before)
    page.wait_for_selector("#quantities li")
    reach(page, ".levers summary")
    page.keyboard.press("Enter")


# ---------------------------------------------------------------- what is dropped

DROPPED = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, bytes] of files) {
    const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
    transfer.items.add(new File([raw], name));
  }
  const event = (kind) => new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.dispatchEvent(event("dragover"));
  document.dispatchEvent(event("drop"));
}"""


def drag(page: "playwright.Page", *files: Path) -> None:
    """Drop files on the page, as a person drags them in."""
    page.evaluate(DROPPED, [(f.name, base64.b64encode(f.read_bytes()).decode()) for f in files])


def test_a_workbook_dragged_in_is_solved(page: "playwright.Page") -> None:
    drag(page, Path("samples/small.xlsx"))
    answered(page)
    assert "89.00" in page.inner_text(".figures .first")


def test_exports_dragged_in_become_a_plan(page: "playwright.Page") -> None:
    drag(page, *sorted(Path("samples/exports").iterdir()))
    page.wait_for_selector("[data-go]")
    assert not serious(page)
    assert "DHCP server log" in page.inner_text("main")
    page.click("[data-go]")
    answered(page)
    assert "illustrative" in page.request.get(page.url.replace("answer", "import")).text()


def test_two_workbooks_dragged_in_are_compared(page: "playwright.Page", tmp_path: Path) -> None:
    book = openpyxl.load_workbook("samples/small.xlsx")
    book["Licenses"].cell(2, [c.value for c in book["Licenses"][1]].index("Price") + 1).value = 70
    book.save(tmp_path / "next.xlsx")
    drag(page, Path("samples/small.xlsx"), tmp_path / "next.xlsx")
    page.wait_for_selector(".figures .first")
    assert "What each change costs" in page.inner_text("main")
    assert not serious(page)
    with page.expect_download() as found:
        page.click('a[href$="download/compared"]')
    assert found.value.suggested_filename.endswith("-compared.xlsx")


def test_a_quote_request_is_downloaded_filled_and_dropped(
    page: "playwright.Page", tmp_path: Path
) -> None:
    take(page, "small.xlsx")
    page.click(".steps a[href$=negotiate]")
    with page.expect_download() as found:
        page.click('a[href$="download/requests"]')
    found.value.save_as(tmp_path / "request.xlsx")
    (tmp_path / "filled.xlsx").write_bytes(
        filled((tmp_path / "request.xlsx").read_bytes(), "Alpha", 12)
    )
    page.set_input_files("#file", tmp_path / "filled.xlsx")
    page.wait_for_selector("#quotes .figures")
    assert "Alpha" in page.inner_text("#quotes")


LATE = "**/page.js"
"""The scripts that come late on a busy machine."""


def test_what_is_clicked_while_a_step_loads_is_done_and_leaves_it_its_scripts(
    page: "playwright.Page",
) -> None:
    take(page, "small.xlsx")
    held: list[playwright.Route] = []
    page.route(LATE, lambda route: held.append(route))  # noqa: PLW0108 - it looks into its handler
    page.goto(page.url.replace("answer", "negotiate"), wait_until="commit")
    page.click('a[href$="download/requests"]')
    with page.expect_download():
        for route in held:
            route.continue_()
        page.unroute(LATE)
    page.click("#ask")
    page.wait_for_selector("[data-stop], #worth")


def test_files_that_do_not_go_together_are_refused_in_a_sentence(page: "playwright.Page") -> None:
    drag(page, Path("samples/small.xlsx"), Path("samples/exports/DhcpSrvLog-Mon.log"))
    page.wait_for_selector("#trouble:visible")
    assert "is no file that small.xlsx names" in page.inner_text("#trouble")


def test_what_a_header_is_read_as_is_chosen_on_check(
    page: "playwright.Page", tmp_path: Path
) -> None:
    write(
        tmp_path / "in.xlsx",
        {
            "Access": [["Wer", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
            "Licenses": WINDOWS,
        },
    )
    page.set_input_files("#file", tmp_path / "in.xlsx")
    page.wait_for_selector("#read-as", timeout=SOLVED)
    assert not serious(page)
    page.get_by_label("“Wer” is read as").select_option("User")
    page.click("#choose")
    page.wait_for_selector("#reading .tag", timeout=SOLVED)
    assert "Nothing to mend" in page.inner_text("h1")
    page.click("a:has-text('See the answer')")
    answered(page)


# ---------------------------------------------------------------- what if


def test_budget_rules_and_reload(page: "playwright.Page") -> None:
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


def test_two_what_ifs_stand_side_by_side_renamed_and_removed(page: "playwright.Page") -> None:
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


# ---------------------------------------------------------------- windows, reload, samples


def test_two_windows_hold_two_workbooks(page: "playwright.Page", address: str) -> None:
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


def test_a_reload_in_the_middle_loses_nothing(page: "playwright.Page") -> None:
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


@pytest.mark.parametrize("name", [name for name, _, cost in SAMPLES if cost])
def test_every_sample_goes_through_all_steps(page: "playwright.Page", name: str) -> None:
    take(page, name)
    cost = next(cost for sample, _, cost in SAMPLES if sample == name)
    assert cost in page.inner_text(".figures .first")
    for step, words in (
        ("check", "What was read as what"),
        ("what-if", "Side by side"),
        ("negotiate", "Not worked out yet"),
        ("download", "The marked copy"),
        ("start", "Drop your workbook here"),
    ):
        page.click(f".steps a[href$='{step}']")
        page.wait_for_url(f"**/{step}")
        assert words in page.inner_text("main"), step
    page.click(".steps a[href$=answer]")
    page.wait_for_selector("#list table")
    page.click("#find [data-side=devices]")
    page.wait_for_selector("#list th:has-text('Device')")


def test_long_lists_are_searched_and_turned_without_delay(
    page: "playwright.Page", tmp_path: Path
) -> None:
    """70,000 accesses of 10,000 people in a file beside the workbook: a page of the list is 25 rows
    whatever their number. benchmarks/page.py does the same with ten times as many."""
    rows = (f"Person {n % 10_000},PC {n % 10_000 // 2 + n // 10_000},SRV" for n in range(70_000))
    (tmp_path / "access.csv").write_text("User,Device,Server\n" + "\n".join(rows))
    sheets = {
        "Settings": [["Setting", "Value"], ["Access file", "access.csv"]],
        "Servers": [["Server", "Product"], ["SRV", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    many = write(tmp_path / "many.xlsx", sheets)
    page.set_input_files("#file", [many, tmp_path / "access.csv"])
    answered(page)
    assert page.locator("#list tbody tr").count() == 25
    page.click("[data-page='1']")
    page.wait_for_selector("[data-page='0']")
    page.fill("#q", "person 9999")
    page.wait_for_function("() => document.querySelectorAll('#list tbody tr').length === 1")
