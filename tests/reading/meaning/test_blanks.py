"""Blanks of User and Device on Access, counted, and those below a name asked about."""

from pathlib import Path
from typing import Any

from optimizer.domain.problems import Findings
from optimizer.reading.meaning.blanks import note_blanks
from tests.reading.support import grid

P = "Windows Server 2022"


def notes(folder: Path, *rows: list[Any], head: tuple[str, ...] = ("User", "Device")) -> list[str]:
    findings = Findings()
    note_blanks(grid(folder, "Access", [*head, "Server"], *rows), findings)
    assert not findings.problems
    return [str(note) for note in findings.warnings]


def test_a_filled_list_has_no_note(tmp_path: Path) -> None:
    assert not notes(tmp_path, ["ann", "pc", P], ["bob", "pc", P])


def test_blank_devices_and_users_are_told_with_what_they_force(tmp_path: Path) -> None:
    found = notes(tmp_path, ["ann", "", P], ["", "pc", P], ["", "tab", P], ["bob", "pc", P])
    assert [note.partition(":")[0] for note in found] == ["Access!B2", "Access!A3"]
    assert "1 row has no Device (B2): any device, which forces user licenses." in found[0]
    assert "2 rows have no User (A3, A4): unknown people, which forces device licenses." in found[1]


def test_rows_below_a_name_may_mean_it(tmp_path: Path) -> None:
    """As an outline writes them: two of three stand below a filled cell."""
    (note,) = notes(tmp_path, ["", "pc", P], ["ann", "pc", P], ["", "tab", P], ["", "tv", P])
    assert "3 rows have no User" in note
    assert "2 of them below a filled cell: is the name above meant?" in note
    assert note.endswith("If so, fill each row in.")


def test_one_row_below_a_name_is_spoken_of_as_one(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, ["ann", "pc", P], ["bob", "", P])
    assert note.endswith("It is below a filled cell: is the name above meant? If so, fill it in.")


def test_without_a_cell_above_nothing_is_asked(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, ["", "pc", P], ["ann", "pc", P])
    assert "below a filled cell" not in note


def test_both_blank_is_a_problem_of_its_own_and_a_missing_column_none(tmp_path: Path) -> None:
    assert not notes(tmp_path, ["", "", P], ["ann", "pc", P])
    assert not notes(tmp_path, ["ann", P], head=("User",))
