"""The sheet Timeline: changes with the day from which each holds."""

from datetime import date
from pathlib import Path
from typing import Any

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Change, Tables, Thing
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.scenarios import Targets
from optimizer.reading.sheets.timeline import read_timeline
from tests.reading.support import grid, told
from tests.support.books import WINDOWS, tables, write

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def small(folder: Path) -> Tables:
    sheets = {
        "Users": [["User", "Count"], ["staff", 7]],
        "Servers": [["Server", "Product", "CAL mode cost"], ["s", "SQL Server 2022", 900]],
        "Access": [["User", "Server"], ["staff", "s"]],
        "Licenses": [*WINDOWS, ["SQL CAL", "User", "SQL Server", 200]],
    }
    return tables(write(folder / "tables.xlsx", sheets))


def read(folder: Path, *rows: list[Any]) -> tuple[tuple[Change, ...], list[tuple[str, str]]]:
    t = small(folder)
    findings = Findings()
    sheet = grid(folder, "Timeline", ["From", "Change", "Target", "Value"], *rows)
    names = Targets(t.users, t.devices, t.servers, t.licenses, t.offers)
    return read_timeline(sheet, names, KnownNames(findings), findings), told(findings)


def test_without_the_sheet_nothing_changes(tmp_path: Path) -> None:
    t = small(tmp_path)
    names = Targets(t.users, t.devices, t.servers, t.licenses, t.offers)
    assert read_timeline(None, names, KnownNames(Findings()), Findings()) == ()


def test_changes_are_in_the_order_of_their_days_and_those_of_one_day_of_their_rows(
    tmp_path: Path,
) -> None:
    found, said = read(
        tmp_path,
        [JUNE, "Count", "staff", 9],
        [MAY, "Price", "User CAL", 45],
        [MAY, "Count", "staff", 8],
    )
    assert not said
    assert [(c.start, c.what, c.value, c.row) for c in found] == [
        (MAY, ChangeName.PRICE, 45, 3),
        (MAY, ChangeName.COUNT, 8, 4),
        (JUNE, ChangeName.COUNT, 9, 2),
    ]
    assert {c.sheet for c in found} == {"Timeline"}


def test_a_price_factor_leaves_what_is_paid_once_on_as_of(tmp_path: Path) -> None:
    """Of all prices, those of offers change; the CAL mode cost of s is paid as it was."""
    (change,), said = read(tmp_path, [MAY, "Price factor", "*", 1.1])
    assert not said
    assert {thing for thing, _ in change.targets} == {Thing.OFFER}
    assert len(change.targets) == 3


def test_what_is_wrong_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    found, said = read(
        tmp_path,
        ["soon", "Count", "staff", 9],
        [MAY, "Counting", "staff", 9],
        [MAY, "Count", "nobody", 9],
        [MAY, "Count", "staff", ""],
        [MAY, "Count", "staff", 8],
    )
    assert [c.value for c in found] == [8]
    assert sorted(place for place, _ in said) == [
        *("Timeline!A2", "Timeline!B3", "Timeline!C4", "Timeline!D5"),
    ]
