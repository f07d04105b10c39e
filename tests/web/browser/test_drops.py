"""What is dropped on the page: a workbook, exports, two plans, quotes, what does not go together."""

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.support.books import WINDOWS, write
from tests.web.browser.driven import NEEDS_CHROMIUM, SOLVED, answered, drag, serious, take
from tests.web.views.test_quotes import filled

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


def test_a_workbook_dragged_in_is_solved(page: "Page") -> None:
    drag(page, Path("samples/small.xlsx"))
    answered(page)
    assert "89.00" in page.inner_text(".figures .first")


def test_exports_dragged_in_become_a_plan(page: "Page") -> None:
    drag(page, *sorted(Path("samples/exports").iterdir()))
    page.wait_for_selector("[data-go]")
    assert not serious(page)
    assert "DHCP server log" in page.inner_text("main")
    page.click("[data-go]")
    answered(page)
    assert "illustrative" in page.request.get(page.url.replace("answer", "import")).text()


def test_two_workbooks_dragged_in_are_compared(page: "Page", tmp_path: Path) -> None:
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


def test_a_quote_request_is_downloaded_filled_and_dropped(page: "Page", tmp_path: Path) -> None:
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


def test_files_that_do_not_go_together_are_refused_in_a_sentence(page: "Page") -> None:
    drag(page, Path("samples/small.xlsx"), Path("samples/exports/DhcpSrvLog-Mon.log"))
    page.wait_for_selector("#trouble:visible")
    assert "is no file that small.xlsx names" in page.inner_text("#trouble")


def test_what_a_header_is_read_as_is_chosen_on_check(page: "Page", tmp_path: Path) -> None:
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
