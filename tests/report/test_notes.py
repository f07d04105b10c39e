"""Notes: which are serious, how many there are, and the sheet that lists them."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.planned import Planned
from optimizer.domain.problems import Message, Place, Problem
from optimizer.report.notes import SERIOUS, counted, notes_columns, serious, write_notes
from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF, WINDOWS, tables, write
from tests.support.plans import plan

BOOK = {
    "Access": [["User", "Device", "Server"], ["ann", "", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}


def note(code: str, place: Place | None = None) -> Problem:
    return Problem(place or Place(7, "Owned", 3, 2), Message(code, f"it is {code}.", "Look."), ())


MILD, GRAVE = note("group-of-one"), note("stale")


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        ([], "No notes"),
        ([MILD], "1 note, none serious"),
        ([GRAVE], "1 note, 1 serious"),
        ([MILD, GRAVE, MILD], "3 notes, 1 serious"),
    ],
)
def test_notes_are_counted_with_those_that_matter(notes: list[Problem], text: str) -> None:
    assert counted(notes) == text


def test_what_may_change_a_decision_is_serious() -> None:
    assert serious(GRAVE)
    assert not serious(MILD)


def test_every_serious_code_is_a_message_of_the_program() -> None:
    """A code that nobody gives any more would make nothing serious."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path("optimizer").rglob("*.py")
        if path.name != "notes.py"
    )
    assert [code for code in sorted(SERIOUS) if f'"{code}"' not in source] == []


def sheet(folder: Path, *notes: Problem) -> list[list[object]]:
    """What the sheet of a plan with these notes says, without blank rows; none: no sheet."""
    found = tables(write(folder / "in.xlsx", BOOK))
    deck = WorkbookWriter(folder / "out.xlsx", "notes", AS_OF, "USD", 2)
    write_notes(deck, Planned(found, plan(warnings=notes), folder / "in.xlsx"))
    deck.page("Last", "so that there is one")
    deck.close()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    if "Notes" not in book.sheetnames:
        return []
    rows = [list[object](c.value for c in row if c.value is not None) for row in book["Notes"]]
    return [row for row in rows if row]


def test_serious_notes_stand_first_and_say_so(tmp_path: Path) -> None:
    found = sheet(tmp_path, MILD, GRAVE)
    table = [row[:4] for row in found if "Owned!B3" in row]
    assert table == [
        ["Owned!B3", "serious", "it is stale.", "Look."],
        ["Owned!B3", "it is group-of-one.", "Look."],
    ]


def test_without_notes_the_sheet_says_what_was_read(tmp_path: Path) -> None:
    found = sheet(tmp_path)
    assert any(str(row[0]).startswith("No notes; what each sheet of in.xlsx") for row in found)
    assert [row[:2] for row in found if row[0] in ("Access", "Licenses")] == [
        ["Access", 1],
        ["Licenses", 2],
    ]


def test_a_frame_has_the_notes_in_the_order_in_which_they_were_found(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "in.xlsx", BOOK))
    columns = notes_columns(Planned(found, replace(plan(), warnings=(MILD, GRAVE)), tmp_path))
    assert {name: list(values) for name, values in columns.items()} == {
        "Place": ["Owned!B3"] * 2,
        "Note": ["it is group-of-one.", "it is stale."],
        "What to do": ["Look."] * 2,
    }
