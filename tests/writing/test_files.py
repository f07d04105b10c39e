"""Nothing of a planner's is written over: inputs by any name, files of others, edited results."""

import json
import os
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from optimizer.domain.problems import OutputError
from optimizer.result import Result
from optimizer.writing import files
from optimizer.writing.files import atomically, check_target
from tests.support.books import WINDOWS, solve_to, write
from tests.test_cli import call

SHEETS = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Access file", "access.csv"]],
    "Licenses": WINDOWS,
}
CSV = "User,Device,Server\nu,d,Windows Server 2022\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "access.csv").write_text(CSV, encoding="utf-8")
    return write(tmp_path / "in.xlsx", SHEETS)


def refused(*arguments: object) -> str:
    """The code of the problem that the output is refused for."""
    with pytest.raises(OutputError) as error:
        check_target(*arguments)  # type: ignore[arg-type]
    return error.value.problem.code


def test_an_input_by_any_name_is_refused_even_to_overwrite(book: Path) -> None:
    csv = book.with_name("access.csv")
    os.link(book, book.with_name("hard.xlsx"))
    (book.with_name("soft.xlsx")).symlink_to(book)
    (book.with_name("soft.csv")).symlink_to(csv)
    (book.parent / "sub").mkdir()
    kinds = (".xlsx", ".csv")
    for name in ("in.xlsx", "hard.xlsx", "soft.xlsx", "sub/../in.xlsx", "access.csv", "soft.csv"):
        with pytest.raises(OutputError) as error:
            check_target(book.parent / name, (book, csv), kinds, overwrite=True)
        assert error.value.problem.code == "output-is-input"


def test_every_file_that_was_read_is_an_input_of_the_sweep(book: Path) -> None:
    csv, vary = book.with_name("access.csv"), ("--vary", "User CAL=10,20")
    status, _, err = call("sweep", book, *vary, "-o", csv, "--overwrite", "--workers", 1)
    assert (status, csv.read_text(encoding="utf-8")) == (2, CSV)
    assert err == (
        f"{csv}: this is a file that is read, which is never written to. Choose another name with "
        "-o.\n"
    )
    assert {each.name for each in book.parent.iterdir()} == {"in.xlsx", "access.csv"}


@pytest.mark.parametrize("verb", ["solve", "negotiate"])
def test_a_file_of_somebody_else_is_refused_unless_told(book: Path, verb: str) -> None:
    target = write(book.with_name("mine.xlsx"), {"About": [["Input", "in.xlsx"]], "x": [["y"]]})
    before = target.read_bytes()
    status, _, err = call(verb, book, "-o", target)
    assert (status, target.read_bytes()) == (2, before)
    assert "there is such a file already, and it is no earlier result for this input." in err
    assert call(verb, book, "-o", target, "--overwrite")[0] == 0
    assert target.read_bytes() != before
    assert not target.with_name("mine-1.xlsx").exists()


def test_an_earlier_result_for_this_input_is_replaced_whatever_the_input_says_now(
    book: Path,
) -> None:
    target = book.with_name("plan.xlsx")
    assert call("solve", book, "-o", target)[0] == 0
    write(book, {**SHEETS, "Licenses": [WINDOWS[0], ["User CAL", "User", "Windows Server", 77]]})
    assert call("solve", book, "-o", target)[0] == 0
    assert call("negotiate", book, "-o", target)[0] == 0
    assert "77" in str(solve_to(book, target))
    other = write(book.with_name("other.xlsx"), SHEETS)
    assert call("solve", other, "-o", target)[0] == 2


def test_an_edited_result_is_kept_under_a_number_and_it_is_said(book: Path) -> None:
    target = book.with_name("plan.xlsx")
    call("solve", book, "-o", target)
    for number in (1, 2):
        edited = openpyxl.load_workbook(target)
        edited["Purchases"]["F5"] = number
        edited.save(target)
        bytes_ = target.read_bytes()
        status, _, err = call("solve", book, "-o", target)
        assert status == 0
        assert (
            f"The earlier plan.xlsx had been saved by somebody: it is kept as plan-{number}.xlsx.\n"
            in err
        )
        assert target.with_name(f"plan-{number}.xlsx").read_bytes() == bytes_
    assert call("solve", book, "-o", target)[2].count("kept") == 0


def test_a_marked_copy_is_known_again(book: Path) -> None:
    target = book.with_name("marked.xlsx")
    for _ in range(2):
        assert call("check", book, "--mark", target)[0] == 0
    mine = write(book.with_name("mine.xlsx"), {"x": [["y"]]})
    assert call("check", book, "--mark", mine)[0] == 2
    edited = openpyxl.load_workbook(target)
    edited.active["A1"] = "seen"
    edited.save(target)
    assert "marked-1.xlsx" in call("check", book, "--mark", target)[2]


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.xlsx"])
def test_a_sweep_is_known_again_by_its_note_or_about(book: Path, name: str) -> None:
    target = book.with_name(name)
    again = ("sweep", book, "--vary", "User CAL=10,20", "-o", target, "--workers", 1)
    target.write_bytes(b"mine")
    assert call(*again)[0] == 2
    assert target.read_bytes() == b"mine"
    target.unlink()
    for _ in range(2):
        assert call(*again)[0] == 0
    assert not target.with_name(f"{target.stem}-1{target.suffix}").exists()
    if name == "out.csv":
        table = pd.read_csv(target)
        table["Cost"] = 0
        table.to_csv(target)
        assert "kept as out-1.csv" in call(*again)[2]
        note = json.loads(target.with_name("out.csv.about.json").read_text(encoding="utf-8"))
        assert note["Input"] == "in.xlsx"


def test_lists_beside_a_result_that_somebody_edited_are_kept(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    target, beside = book.with_name("plan.xlsx"), book.with_name("plan-coverage.csv")
    call("solve", book, "-o", target)
    assert beside.exists()
    assert "kept" not in call("solve", book, "-o", target)[2]
    beside.write_text("mine", encoding="utf-8")
    assert "it is kept as plan-coverage-1.csv" in call("solve", book, "-o", target)[2]
    assert beside.with_name("plan-coverage-1.csv").read_text(encoding="utf-8") == "mine"


def test_links_are_followed(book: Path) -> None:
    (book.parent / "real").mkdir()
    (book.with_name("link.xlsx")).symlink_to(book.parent / "real" / "plan.xlsx")
    assert call("solve", book, "-o", book.with_name("link.xlsx"))[0] == 0
    assert book.with_name("link.xlsx").is_symlink()
    assert (book.parent / "real" / "plan.xlsx").stat().st_size > 1000
    (book.with_name("lost.xlsx")).symlink_to(book.parent / "nowhere" / "plan.xlsx")
    assert refused(book.with_name("lost.xlsx"), book) == "output-no-folder"


def test_what_is_no_place_for_a_result(book: Path) -> None:
    folder = book.parent
    (folder / "folder.xlsx").mkdir()
    os.mkfifo(folder / "pipe.xlsx")
    expected = {
        "plan.txt": "output-ending",
        "": "output-ending",
        "folder.xlsx": "output-is-folder",
        "pipe.xlsx": "output-no-file",
        "no/plan.xlsx": "output-no-folder",
        f"{'x' * 300}.xlsx": "not-written",
    }
    assert {name: refused(folder / name, book) for name in expected} == expected


def test_all_or_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old", encoding="utf-8")

    def fails() -> None:
        with atomically(one, two, overwrite=True) as drafts:
            drafts[0].write_text("new", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert one.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["one"]
    with atomically(one, two, overwrite=True) as drafts:
        drafts[1].write_text("new", encoding="utf-8")
    assert two.read_text(encoding="utf-8") == "new"


def test_without_hard_links_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(files.os, "link", none)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"x")
    (tmp_path / "plan-1.xlsx").touch()
    assert files.kept_aside(path) == tmp_path / "plan-2.xlsx"


def test_tables_without_a_workbook_are_nobodys_earlier_result(book: Path) -> None:
    found = solve_to(book, book.with_name("plan.xlsx"))
    bare = Result(tables=found.tables, plan=found.plan, source=Path())
    with pytest.raises(OutputError):
        bare.write(book.with_name("plan.xlsx"))
    bare.write(book.with_name("plan.xlsx"), overwrite=True)


def test_lists_beside_a_result_whose_workbook_was_deleted_are_known_by_their_note(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs of a large workbook, the result deleted in between, leave no numbered copies."""
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    target, beside = book.with_name("plan.xlsx"), book.with_name("plan-coverage.csv")
    for row in ("u,d", "u,e"):
        text = f"User,Device,Server\n{row},Windows Server 2022\n"
        book.with_name("access.csv").write_text(text, encoding="utf-8")
        assert "kept" not in call("solve", book, "-o", target)[2]
        target.unlink()
    assert ",e," in beside.read_text(encoding="utf-8")
    assert sorted(each.name for each in book.parent.glob("plan*")) == [
        "plan-coverage.csv", "plan-coverage.csv.about.json",
    ]  # fmt: skip
    # One of another input is kept, as is one that somebody changed.
    book.with_name("access.csv").write_text(CSV, encoding="utf-8")
    call("solve", write(book.with_name("other.xlsx"), SHEETS), "-o", target)
    assert beside.with_name("plan-coverage-1.csv").exists()


def test_the_same_bytes_need_no_copy(tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    for text in ("old", "old", "new"):
        with atomically(one) as drafts:
            drafts[0].write_text(text, encoding="utf-8")
        kept = [] if text == "old" else [(one, tmp_path / "one-1.csv")]
        assert drafts.kept == kept


@pytest.mark.parametrize("mine", ["mine", "{}", '{"Input": "in.xlsx"}', "[" * 9999])
def test_a_note_of_somebody_else_is_never_written_over(book: Path, mine: str) -> None:
    note = book.with_name("out.csv.about.json")
    note.write_text(mine, encoding="utf-8")
    again = ("sweep", book, "--vary", "User CAL=10,20", "-o", book.with_name("out.csv"))
    status, _, err = call(*again, "--workers", 1)
    assert (status, note.read_text(encoding="utf-8")) == (2, mine)
    assert f"{note}: there is such a file already" in err
    assert call(*again, "--workers", 1, "--overwrite")[0] == 0


def test_a_note_that_is_an_input_is_refused(book: Path) -> None:
    note = book.with_name("access.csv.about.json")
    os.link(book, note)
    assert refused(book.with_name("access.csv"), book, (".csv",)) == "output-exists"
    book.with_name("access.csv").unlink()
    assert refused(book.with_name("access.csv"), book, (".csv",)) == "output-is-input"


def test_a_list_that_is_a_link_into_another_folder(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is drafted beside the place that it takes: no file is moved between disks."""
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    away = book.parent / "away"
    away.mkdir()
    (book.with_name("plan-coverage.csv")).symlink_to(away / "coverage.csv")
    moved: list[tuple[Path, Path]] = []
    real = os.replace

    def replace(draft: Path, final: Path) -> None:
        moved.append((draft, final))
        real(draft, final)

    monkeypatch.setattr("pathlib.Path.replace", replace)
    assert call("solve", book, "-o", book.with_name("plan.xlsx"))[0] == 0
    assert {each.name for each in away.iterdir()} == {"coverage.csv", "coverage.csv.about.json"}
    assert moved
    assert all(draft.parent.parent == final.parent for draft, final in moved)


def test_two_files_of_one_result_are_never_one(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    (book.with_name("plan-coverage.csv")).symlink_to(book.with_name("plan.xlsx"))
    status, _, err = call("solve", book, "-o", book.with_name("plan.xlsx"))
    assert (status, book.with_name("plan.xlsx").exists()) == (2, False)
    assert "two files of the result would be this one" in err
