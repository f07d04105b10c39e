"""The page in a real browser: dropped, slid, stopped, downloaded, reloaded, read by machine.

Needs Chromium; it may be missing on a developer's machine, never where CI is set.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

playwright = pytest.importorskip("playwright.sync_api") if not os.environ.get("CI") else None
if playwright is None:
    import playwright.sync_api as playwright  # type: ignore[no-redef]

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
LONG = 120_000


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
    found.set_default_timeout(LONG)
    said: list[str] = []
    found.on("console", lambda message: said.append(message.text))
    found.on("pageerror", lambda error: said.append(str(error)))
    found.goto(address)
    yield found
    context.close()
    assert not said


def take(page: "playwright.Page", sample: str) -> None:
    page.click(f'[data-sample="{sample}"]')
    page.wait_for_selector("#list table")


def test_a_dropped_workbook_is_solved_and_its_plan_downloaded(
    page: "playwright.Page", tmp_path: Path
) -> None:
    page.set_input_files("#file", "samples/small.xlsx")
    page.wait_for_selector("#list table")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(
    page: "playwright.Page", scheme: "playwright.ColorScheme"
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    take(page, "small.xlsx")
    base = page.url.rsplit("/", 1)[0]
    for step in ("start", "check", "answer", "what-if", "negotiate", "download"):
        page.goto(f"{base}/{step}")
        found = Axe().run(page)
        serious = [
            v["id"] + str(v["nodes"][0]["html"])[:90]
            for v in found.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, (step, serious)


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
