"""The marked copy: problems at their cells, a list with links, the original untouched."""

from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart

from tests.support.books import WINDOWS, write
from tests.test_cli import call

BROKEN = Path("samples/broken.xlsx")


def test_every_problem_stands_at_its_cell(tmp_path: Path) -> None:
    before, target = BROKEN.read_bytes(), tmp_path / "marked.xlsx"
    code, out, err = call("check", BROKEN, "--mark", target)
    assert (code, BROKEN.read_bytes()) == (1, before)
    assert out.splitlines()[0] == f"Marked copy written to {target}"
    assert "Users: 5 rows" in out  # what each sheet was read as
    book = openpyxl.load_workbook(target)
    page = book["Problems"]
    listed = [row for row in page.iter_rows(min_row=6) if row[0].value == "Problem"]
    assert len(listed) == err.count("  ") - err.count("note") * 0 - sum(
        1 for r in page.iter_rows(min_row=6) if r[0].value == "Note"
    )
    for kind, place, problem, _ in page.iter_rows(min_row=6):
        sheet, _, cell = str(place.value).partition("!")
        if cell:
            found = book[sheet][cell]
            assert str(problem.value) in found.comment.text
            assert found.fill.fgColor.rgb == (
                "00FFC7CE" if "Problem: " in found.comment.text else "00FFEB9C"
            )
            assert place.hyperlink.location == f"'{sheet}'!{cell}"
        assert kind.value in ("Problem", "Note")
    original = openpyxl.load_workbook(BROKEN)
    assert [cell.value for cell in book["Access"][2]] == [
        cell.value for cell in original["Access"][2]
    ]


def test_it_says_what_the_copy_leaves_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "in.xlsx",
        {"Access": [["User", "Server"], ["=1+1", "Windows Server 2022"]], "Licenses": WINDOWS},
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].add_chart(BarChart(), "F5")
    book.save(path)
    code, out, _ = call("check", path, "--mark", tmp_path / "out.xlsx")
    lost = "charts, stored results of formulas (opening the copy works them out again)"
    written = f"Marked copy written to {tmp_path / 'out.xlsx'}; it leaves out: {lost}."
    assert (code, out.splitlines()[0]) == (1, written)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Problems"]
    assert page["A3"].value == f"This copy leaves out: {lost}."
    assert page["B6"].value == "Access!A2"


def test_a_workbook_without_problems_has_its_notes_marked(tmp_path: Path) -> None:
    sheets = {
        "Problems": [["mine"]],
        "Access": [["User", "Server"], ["u", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    path = write(tmp_path / "in.xlsx", {**sheets, "Users": [["User"], ["u"], ["idle"]]})
    code, out, _ = call("check", path, "--mark", tmp_path / "out.xlsx", "--as-of", "2026-01-01")
    assert (code, out.splitlines()[-1]) == (0, "in.xlsx has no problems.")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[0] == "Problems found"
    assert book["Users"]["A3"].comment.text.startswith('Note: user "idle" has no access rows')


def test_the_copy_is_never_the_input(tmp_path: Path) -> None:
    code, _, err = call("check", BROKEN, "--mark", BROKEN)
    assert (code, err) == (
        2,
        f"{BROKEN}: this is the input, which is never written to. Choose another name with -o.\n",
    )


def test_a_file_that_is_no_workbook_has_no_copy(tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(b"no")
    assert call("check", tmp_path / "in.xlsx", "--mark", tmp_path / "out.xlsx")[0] == 1
    assert not (tmp_path / "out.xlsx").exists()


def test_what_is_folded_is_marked_too(tmp_path: Path) -> None:
    rows = [["User", "Server", "Sessions"], *([f"u{i}", "FILE", -1] for i in range(30))]
    path = write(tmp_path / "in.xlsx", {"Access": rows, "Licenses": WINDOWS})
    call("check", path, "--mark", tmp_path / "out.xlsx")
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Access"]
    for column in "BC":
        marked = [page[f"{column}{row}"].fill.fgColor.rgb for row in range(2, 32)]
        assert marked == ["00FFC7CE"] * 30
