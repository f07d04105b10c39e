"""The memo: Summary, Purchases and Notes as a PDF."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.domain.planned import Planned
from optimizer.domain.problems import OutputError
from optimizer.report import memo
from optimizer.report.write import write_result
from tests.support.books import WINDOWS, write
from tests.support.recalculate import office
from tests.test_cli import call

BOOK = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"]],
    "Access": [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}


def test_the_memo_has_its_sheets_only(tmp_path: Path) -> None:
    office()
    target = api.solve("samples/renewal.xlsx").write_memo(tmp_path / "memo.pdf")
    assert target.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "What to buy" in text
        assert "Orders to place" in text
        assert "Name by name" not in text  # Who gets what
        assert "Licenses in use by family" not in text  # Breakdown
        assert text.count("\f") == 3


def test_no_page_of_the_memo_links_to_a_sheet_that_it_lacks(tmp_path: Path) -> None:
    result, target = api.solve(write(tmp_path / "in.xlsx", BOOK)), tmp_path / "memo.xlsx"
    write_result(target, {}, Planned(result.tables, result.plan, result.source), only=memo.MEMO)
    book = openpyxl.load_workbook(target)
    shown = [page for page in book if page.sheet_state == "visible"]
    assert {page.title for page in shown} == memo.MEMO
    heads = [cell.value for page in shown for cell in page[3] if cell.value]
    assert set(heads) == {f"\u2192 {name}" for name in memo.MEMO}


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "PROGRAMS", ("no-such-office",))
    with pytest.raises(OutputError, match="--pdf needs LibreOffice"):
        memo.program()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice, but quick: its memo is the workbook's bytes."""

    def run(command: list[str], **_: object) -> None:
        book = Path(command[-1])
        book.with_suffix(".pdf").write_bytes(b"%PDF" + book.read_bytes())

    monkeypatch.setattr(memo, "program", lambda: "soffice")
    monkeypatch.setattr(memo.subprocess, "run", run)


@pytest.mark.usefixtures("drawn")
def test_a_memo_of_somebody_else_is_refused_before_solving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, mine = write(tmp_path / "in.xlsx", BOOK), tmp_path / "plan.pdf"
    mine.write_bytes(b"mine")
    asked = ("solve", book, "--pdf", "-o", tmp_path / "plan.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(api, "solve", None)
        status, _, err = call(*asked)
    assert (status, mine.read_bytes()) == (2, b"mine")
    assert f"{mine}: there is such a file already" in err
    with pytest.raises(OutputError, match="there is such a file already"):
        api.solve(book).write_memo(mine)
    assert call(*asked, "--overwrite")[0] == 0
    assert mine.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("drawn")
def test_an_earlier_memo_is_replaced_and_one_written_on_is_kept(tmp_path: Path) -> None:
    book, target = write(tmp_path / "in.xlsx", BOOK), tmp_path / "plan.pdf"
    asked = ("solve", book, "--pdf", "-o", target.with_suffix(".xlsx"))
    for price in (5, 6):
        write(book, {**BOOK, "Licenses": [WINDOWS[0], ["CAL", "User", "Windows Server", price]]})
        for _ in range(2):
            status, _, err = call(*asked)
            assert (status, "kept" in err) == (0, False)
    assert sorted(each.name for each in tmp_path.glob("plan*")) == [
        "plan.pdf", "plan.pdf.about.json", "plan.xlsx",
    ]  # fmt: skip
    target.write_bytes(b"with my notes")
    assert "it is kept as plan-1.pdf" in call(*asked)[2]
    assert (tmp_path / "plan-1.pdf").read_bytes() == b"with my notes"
    other = write(tmp_path / "other.xlsx", BOOK)
    target.with_suffix(".xlsx").unlink()
    assert call("solve", other, "--pdf", "-o", target.with_suffix(".xlsx"))[0] == 2
