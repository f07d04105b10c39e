"""Long lists in a real browser."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.books import WINDOWS, write
from tests.web.browser.driven import NEEDS_CHROMIUM, answered

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


def test_long_lists_are_searched_and_turned_without_delay(page: "Page", tmp_path: Path) -> None:
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
