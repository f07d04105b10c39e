"""The sheets Users and Devices, and what stands for them where they are not there."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import NONE, Holders, Kind
from optimizer.reading.columns import Columns
from optimizer.reading.sheets.holders import no_sheet, read_holders
from optimizer.reading.sheets.products_families import KnownNames
from tests.reading.support import grid, told


def read(
    folder: Path, *rows: list[Any], sheet: str = "Users"
) -> tuple[Holders, list[str], list[tuple[str, str]]]:
    """Holders, the names of the types met, and what is told."""
    findings = Findings()
    registry = KnownNames(findings)
    found = read_holders(grid(folder, sheet, *rows), registry, findings)
    return found, registry.types.spelled, told(findings)


def test_a_row_is_one_employee_who_is_there_unless_it_says_otherwise(tmp_path: Path) -> None:
    found, types, said = read(tmp_path, ["User"], ["ann"], ["bob"])
    assert found.names == ("ann", "bob")
    assert found.count.tolist() == [1, 1]
    assert [types[code] for code in found.type] == ["Employee"] * 2
    assert found.kind.tolist() == [Kind.EITHER] * 2
    assert found.same_as.tolist() == [NONE, NONE]
    assert np.isnat(found.start).all()
    assert np.isnat(found.stop).all()
    assert (found.department, found.site) == (("", ""), ("", ""))
    assert found.active.all()
    assert found.rows.tolist() == [2, 3]
    assert not said


def test_every_column_is_read(tmp_path: Path) -> None:
    head = ["User", "Count", "License by", "Type", "Same as", "From", "To", "Department", "Site"]
    day, last = date(2026, 3, 1), date(2026, 5, 31)
    found, types, said = read(
        tmp_path,
        [*head, "Active"],
        ["staff", 30, "Device", "External", "", day, last, "Ward", "Bonn", "no"],
        ["ann", "", "User", "", "STAFF", "", "", "", "", "yes"],
    )
    assert not said
    assert found.count.tolist() == [30, 1]
    assert found.kind.tolist() == [Kind.DEVICE, Kind.USER]
    assert [types[code] for code in found.type] == ["External", "Employee"]
    assert found.same_as.tolist() == [NONE, 0]
    assert (found.start[0], found.stop[0]) == (np.datetime64(day), np.datetime64(last))
    assert found.department == ("Ward", "")
    assert found.site == ("Bonn", "")
    assert found.active.tolist() == [False, True]


def test_devices_have_their_own_names(tmp_path: Path) -> None:
    found, _, said = read(tmp_path, ["Device", "Count"], ["pc", 4], sheet="Devices")
    assert (found.sheet, found.names, found.count.tolist()) == ("Devices", ("pc",), [4])
    assert not said


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ((["a", "a"],), "same-as-itself"),
        ((["a", "b"], ["b", "c"], ["c", ""]), "same-as-chained"),
    ],
)
def test_the_same_as_names_another_row_that_stands_for_itself(
    tmp_path: Path, others: tuple[list[str], ...], code: str
) -> None:
    assert read(tmp_path, ["User", "Same as"], *others)[2] == [("Users!B2", code)]


def test_two_may_be_the_same_as_a_third(tmp_path: Path) -> None:
    found, _, said = read(tmp_path, ["User", "Same as"], ["a", ""], ["b", "a"], ["c", "a"])
    assert found.same_as.tolist() == [NONE, 0, 0]
    assert not said


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["a", ""], ["A", ""]], "Users!A3"),
        ([["a", -1], ["b", 1]], "Users!B2"),
        ([["a", "many"], ["b", 1]], "Users!B2"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, rows: list[list[Any]], place: str
) -> None:
    assert place in [at for at, _ in read(tmp_path, ["User", "Count"], *rows)[2]]


def test_a_type_that_is_read_as_another_is_told_once_with_its_rows(tmp_path: Path) -> None:
    findings = Findings()
    registry = KnownNames(findings)
    rows = [["User", "Type"], ["a", "Guest"], ["b", "guest"], ["c", "Trainee"], ["d", "Member"]]
    found = read_holders(grid(tmp_path, "Users", *rows), registry, findings)
    read_as = [registry.types.spelled[code] for code in found.type]
    assert read_as == ["External", "External", "Trainee", "Employee"]
    texts = [f"{note.place}: {note.problem}" for note in findings.warnings]
    assert texts[0].startswith('Users!B2: Type "Guest" is read as External in ')
    assert texts[-1] == 'Users!B5: Type "Member" is read as Employee in 1 row.'


def test_without_a_sheet_each_name_on_access_is_one(tmp_path: Path) -> None:
    findings = Findings()
    access = grid(
        tmp_path,
        "Access",
        *(["User", "Device", "Server"], ["ann", "pc", "P"], ["", "pc", "P"], ["Ann", "tab", "P"]),
    )
    columns, registry = Columns(access, findings), KnownNames(findings)
    users = no_sheet("Users", columns, registry)
    devices = no_sheet("Devices", columns, registry)
    assert (users.names, devices.names) == (("ann",), ("pc", "tab"))
    assert users.count.tolist() == [1]
    assert users.rows.tolist() == [0]  # no row that a message could name
    assert users.active.all()
    assert np.isnat(users.start).all()
