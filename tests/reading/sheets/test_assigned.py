"""The sheet Assigned: units that sit with somebody, and what cannot be."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import Metric
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Assigned, License, Owned, Tables
from optimizer.reading.sheets.assigned import read_assigned
from tests.reading.support import grid, told
from tests.support.books import WINDOWS, tables, write

HEAD = ["License", "User", "Device", "Quantity", "Movable"]
LICENSES = [License("U", Metric.USER, (0,), 0), License("D", Metric.DEVICE, (0,), 0)]


@pytest.fixture
def known(tmp_path: Path) -> Tables:
    """Staff of 30; ann and her other account; four PCs."""
    sheets = {
        "Users": [
            ["User", "Count", "Same as"],
            *(["staff", 30, ""], ["ann", 1, ""], ["adm-ann", 1, "ann"]),
        ],
        "Devices": [["Device", "Count"], ["pc", 4]],
        "Access": [["User", "Device", "Server"], ["staff", "pc", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    return tables(write(tmp_path / "tables.xlsx", sheets))


def read(
    folder: Path, known: Tables, *rows: list[Any], owned: tuple[int, int] = (30, 4)
) -> tuple[list[Assigned], list[tuple[str, str]]]:
    findings = Findings()
    have = [Owned(license, quantity) for license, quantity in enumerate(owned)]
    found = read_assigned(
        grid(folder, "Assigned", HEAD, *rows), known.users, known.devices, LICENSES, have,
        findings=findings,
    )  # fmt: skip
    return found, told(findings)


def test_without_the_sheet_nothing_sits_with_anybody(known: Tables) -> None:
    assert not read_assigned(None, known.users, known.devices, LICENSES, [], findings=Findings())


def test_a_blank_quantity_is_one_for_each_member(tmp_path: Path, known: Tables) -> None:
    found, said = read(
        tmp_path, known, ["u", "staff", "", 12, "yes"], ["D", "", "pc", "", ""], ["U", "ann"]
    )
    assert not said
    assert found == [
        Assigned(0, True, 0, 12, True, row=2),
        Assigned(1, False, 0, 4, False, row=3),
        Assigned(0, True, 1, 1, False, row=4),
    ]


def test_what_sits_with_another_account_sits_with_the_person(tmp_path: Path, known: Tables) -> None:
    (found,), _ = read(tmp_path, known, ["U", "adm-ann", "", 1, ""])
    assert found.holder == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["U", "", "", 1, ""], ("Assigned!B2", "nobody-holds")),
        (["U", "ann", "pc", 1, ""], ("Assigned!B2", "two-hold")),
        (["D", "ann", "", 1, ""], ("Assigned!A2", "wrong-holder")),
        (["U", "", "pc", 1, ""], ("Assigned!A2", "wrong-holder")),
        (["U", "staff", "", 31, ""], ("Assigned!A2", "more-than-owned")),
    ],
)
def test_what_cannot_be_is_told(
    tmp_path: Path, known: Tables, row: list[Any], said: tuple[str, str]
) -> None:
    assert read(tmp_path, known, row)[1] == [said]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (["X", "ann", "", 1, ""], "Assigned!A2"),
        (["U", "cy", "", 1, ""], "Assigned!B2"),
        (["D", "", "mac", 1, ""], "Assigned!C2"),
        (["U", "ann", "", -1, ""], "Assigned!D2"),
        (["U", "ann", "", 1, "perhaps"], "Assigned!E2"),
    ],
)
def test_a_wrong_cell_is_told_at_its_place(
    tmp_path: Path, known: Tables, row: list[Any], place: str
) -> None:
    assert [at for at, _ in read(tmp_path, known, row)[1]] == [place]


def test_units_of_all_rows_together_are_owned(tmp_path: Path, known: Tables) -> None:
    """31 of 30, told at the last row; each row alone would do."""
    rows = [["U", "staff", "", 30, ""], ["U", "ann", "", 1, ""]]
    assert read(tmp_path, known, *rows)[1] == [("Assigned!A3", "more-than-owned")]
    assert not read(tmp_path, known, *rows, owned=(31, 4))[1]
