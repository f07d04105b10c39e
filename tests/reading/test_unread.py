"""What a header comes to is told: read as, not read, done without."""

from pathlib import Path
from typing import Any

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, problems, tables, write

P = "Windows Server 2022"
ACCESS = [["User", "Device", "Server"], ["ann", "pc", P]]


def notes(path: Path, sheets: dict[str, Any]) -> list[str]:
    findings = Findings()
    tables(write(path / "book.xlsx", {"Access": ACCESS, "Licenses": WINDOWS} | sheets), findings)
    return [str(note) for note in findings.warnings]


def test_one_note_says_what_was_read_as_what(tmp_path: Path) -> None:
    users = [["Username", "Qty"], ["ann", 3]]
    assert notes(tmp_path, {"Users": users}) == ['Users: reads "Username" as User, "Qty" as Count.']


def test_one_note_says_what_is_not_read_and_what_that_means(tmp_path: Path) -> None:
    users = [["User", "Team", "Badge", "#Shoe size"], ["ann", "x", 7, 40]]
    (note,) = notes(tmp_path, {"Users": users})
    assert note.startswith(
        "Users: not read: Team, Badge. There is no Count, so each row is one person."
    )


def test_access_without_a_device_needs_a_word(tmp_path: Path) -> None:
    rows = [["User", "Badge", "Server"], ["ann", "pc", P]]
    assert problems(tmp_path, {"Access": rows, "Licenses": WINDOWS}) == [
        'Access!B1: there is no column Device, while "Badge" is not read. Rename the one that is '
        "Device, or add an empty column Device to say that devices are unknown."
    ]
    rows = [["User", "Badge", "Device", "Server"], ["ann", "pc", "", P]]
    assert problems(tmp_path, {"Access": rows, "Licenses": WINDOWS}) == []
    rows = [["User", "Server"], ["ann", P]]
    assert problems(tmp_path, {"Access": rows, "Licenses": WINDOWS}) == []


def test_licenses_without_a_price_where_amounts_stand(tmp_path: Path) -> None:
    licenses = [
        ["License", "Metric", "Covers", "Levy"],
        ["CAL", "User", "Windows Server", "38,50 €"],
    ]
    assert problems(tmp_path, {"Access": ACCESS, "Licenses": licenses}) == [
        'Licenses!D1: there is no column Price, while "Levy" holds amounts and is not read. Rename '
        "the one that is the Price, or put a # before its name."
    ]


def test_thousands_of_unknown_columns_are_one_note(tmp_path: Path) -> None:
    users: list[Any] = [["User", *(f"c{i}" for i in range(3000))], ["ann"]]
    (note,) = notes(tmp_path, {"Users": users})
    assert "c0, c1" in note
    assert "and 2,800 more" in note


def test_a_site_may_say_that_a_device_is_gone_a_department_may_be_called_so(tmp_path: Path) -> None:
    devices = [["Device", "Site", "Department"], ["pc", "Scrapped", "Archive"]]
    assert notes(tmp_path, {"Devices": devices}) == [
        'Devices!B1: "Site" is carried along as Site, and says "Scrapped". Write No into a column '
        "Active where such a row is to be left out."
    ]
