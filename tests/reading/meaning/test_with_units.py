"""A number says what it counts, and is read without it; another thing's is not."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.meaning.with_units import number_in
from tests.support.books import WINDOWS, tables, write


@pytest.mark.parametrize(
    ("said", "sheet", "column", "number"),
    [
        ("42 users", "Users", "Count", 42),
        ("1 user", "Users", "Count", 1),
        ("1,234,567 people", "Users", "Count", 1_234_567),
        ("42 Personen", "Users", "Count", 42),
        ("20 PCs", "Devices", "Count", 20),
        ("2 CALs", "Owned", "Quantity", 2),
        ("5-pack", "Licenses", "Pack", 5),
        ("pack of 5", "Licenses", "Pack", 5),
        ("5er Pack", "Licenses", "Pack", 5),
        ("5 CALs", "Licenses", "Pack", 5),
        ("36 months", "Offers", "Term", 36),
        ("3 years", "Offers", "Term", 36),
        ("3 Jahre", "Licenses", "Term", 36),
        ("16 cores", "Servers", "Cores", 16),
        ("90 days", "Settings", "Access window", 90),
    ],
)
def test_what_a_column_counts(said: str, sheet: str, column: str, number: int) -> None:
    assert number_in(said, sheet, column) == number


@pytest.mark.parametrize(
    ("said", "sheet", "column"),
    [
        ("42 PCs", "Users", "Count"),  # of people
        ("2 packs of 5", "Owned", "Quantity"),
        ("2 packs", "Owned", "Quantity"),
        ("42 FTE", "Users", "Count"),
        ("~42 users", "Users", "Count"),
        ("1,234 users", "Users", "Count"),  # or a bit more than one
        ("2.5 users", "Users", "Count"),
        ("3 weeks", "Offers", "Term"),
        ("3 months", "Settings", "Access window"),
        ("16 CPUs", "Servers", "Cores"),
        ("users", "Users", "Count"),
    ],
)
def test_anything_else_stays_as_it_is_written(said: str, sheet: str, column: str) -> None:
    assert number_in(said, sheet, column) is None


def test_it_is_noted_once_for_a_column(tmp_path: Path) -> None:
    users: list[list[Any]] = [["User", "Count"], ["a", "42 users"], ["b", "2 users"], ["c", 1]]
    sheets = {
        "Users": users,
        "Access": [["User", "Server"], ["a", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    findings = Findings()
    found = tables(write(tmp_path / "book.xlsx", sheets), findings)
    assert found.users.count.tolist() == [42, 2, 1]
    (note,) = [str(each) for each in findings.warnings if each.code == "number-with-unit"]
    assert note == (
        'Users!B2: 2 cells of Count read as numbers: "42 users" is 42. Type the number alone if '
        "that is not what is meant."
    )
