"""The pictures of the page in docs: `python docs/picture_page.py` (needs Chromium and the extra
`test`)."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path("docs")
SIZES = {
    "answer": {"width": 1280, "height": 1560},
    "narrow": {"width": 375, "height": 760},
    "what-if": {"width": 1280, "height": 1220},
    "check": {"width": 1280, "height": 1000},
}


def picture(page: Page, name: str) -> None:
    """Take one in its size."""
    page.set_viewport_size(SIZES[name])  # type: ignore[arg-type]
    page.mouse.move(SIZES[name]["width"] - 1, 1)
    page.evaluate("() => window.scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.screenshot(path=DOCS / f"page-{name}.png")


def pictures(page: Page, address: str) -> None:
    """Take all four."""
    page.set_default_timeout(300_000)
    page.goto(address)
    page.click('[data-sample="budget.xlsx"]')
    page.wait_for_selector("#list table")
    page.wait_for_selector("#department table")
    base = page.url.rpartition("/")[0]
    picture(page, "answer")
    page.emulate_media(color_scheme="dark")
    picture(page, "narrow")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SIZES["what-if"])  # type: ignore[arg-type]
    page.goto(f"{base}/what-if")
    page.wait_for_selector("#charts svg")
    page.click('[data-offer="Windows Server User CAL"]')
    page.wait_for_selector("#charts:not(.waiting) svg")
    page.fill("#price", "30.50")
    page.wait_for_selector("#quantities li")
    picture(page, "what-if")
    page.goto(f"{base}/start")
    page.click('[data-sample="broken.xlsx"]')
    page.wait_for_selector(".check-sheet")
    picture(page, "check")


def main() -> None:
    """Serve the page and take its pictures."""
    command = [sys.executable, "-m", "optimizer", "page", "--no-browser"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
        sync_playwright() as made,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        browser = made.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            pictures(browser.new_page(), address)
        finally:
            browser.close()
            process.terminate()


if __name__ == "__main__":
    main()
