"""Totals and headers said once more, in columns of many names."""

from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings
from optimizer.reading.meaning import leftovers, placeholders
from tests.support.books import WINDOWS, Sheets, tables, write

P = "Windows Server 2022"


def test_no_word_of_a_total_or_of_nothing_holds_a_digit() -> None:
    """Names with one need no comparing with them."""
    words = (
        *leftovers.TOTAL_WORDS,
        *placeholders.NOTHING,
        *placeholders.UNKNOWN,
        *placeholders.ALL,
        *placeholders.ALL_DEVICES,
        *placeholders.DITTO,
    )
    assert not [word for word in words if naming.DIGIT.search(word)]


def read(path: Path, *rows: list[str]) -> tuple[list[str], list[str]]:
    """The users of an Access sheet of these rows, and its notes."""
    sheets: Sheets = {
        "Access": [["User", "Device", "Server"], *rows],
        "Licenses": WINDOWS,
    }
    findings = Findings()
    found = tables(write(path / "book.xlsx", sheets), findings)
    return list(found.users.names), [note.problem for note in findings.warnings]


def test_a_header_once_more_is_left_out(tmp_path: Path) -> None:
    """In any case and with any white space; a name that only holds the title is a name."""
    users, notes = read(
        tmp_path,
        ["user1", "pc", P],
        ["USER ", " device", "Server"],
        ["user2", "pc", P],
    )
    assert users == ["user1", "user2"]
    assert any("header" in note for note in notes)


def test_names_that_hold_titles_stay(tmp_path: Path) -> None:
    users, _ = read(tmp_path, ["power user", "user", P], ["user.x", "device", P])
    assert users == ["power user", "user.x"]


def test_a_total_after_a_name_with_digits(tmp_path: Path) -> None:
    """`u1 total` stands after u1, who is above it; its own Device is blank."""
    users, notes = read(tmp_path, ["u1", "pc", P], ["u1 Total", "", ""], ["u2", "pc", P])
    assert users == ["u1", "u2"]
    assert any("total" in note for note in notes)
