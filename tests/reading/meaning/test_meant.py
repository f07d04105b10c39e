"""All that is written otherwise than the format says becomes what is meant, in one order."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import DateOrder
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Settings
from optimizer.reading.grid import Grid
from optimizer.reading.grids import read
from optimizer.reading.meaning.meant import meant
from tests.reading.support import REQUIRED, told
from tests.support.books import AS_OF, tables, write

P = "Windows Server 2022"


def grids(
    folder: Path, findings: Findings, order: DateOrder | None = None, **sheets: list[list[Any]]
) -> dict[str, Grid]:
    path = write(folder / "in.xlsx", REQUIRED | sheets)
    return meant(
        read(path, Findings()).grids, settings(folder), order, said=True, findings=findings
    )


def settings(folder: Path) -> Settings:
    """The settings of a workbook that says none: dollars and cents."""
    return tables(write(folder / "plain.xlsx", REQUIRED)).settings


def values(grid: Grid, name: str) -> list[object]:
    found = grid.columns[name]
    return [None if code < 0 else found.distinct[code] for code in found.codes.tolist()]


def test_what_is_written_as_the_format_says_stays(tmp_path: Path) -> None:
    findings = Findings()
    found = grids(tmp_path, findings)
    assert list(found) == ["Access", "Licenses"]
    assert values(found["Access"], "User") == ["ann"]
    assert values(found["Licenses"], "Price") == [50, 39]
    assert told(findings) == []


@pytest.mark.parametrize(
    ("head", "row", "name", "value"),
    [
        (["User", "Server", "Device"], ["ann", P, "-"], "Device", None),  # a placeholder
        (["User", "Server", "Last seen"], ["ann", P, "2025-12-24"], "Last seen", AS_OF.replace(2025, 12, 24)),
    ],
)  # fmt: skip
def test_each_way_of_writing_is_read_as_what_it_means(
    tmp_path: Path, head: list[Any], row: list[Any], name: str, value: object
) -> None:
    found = grids(tmp_path, Findings(), Access=[head, row])["Access"]
    (made,) = values(found, name)
    assert str(made).startswith(str(value))


def test_the_order_of_dates_is_the_settings(tmp_path: Path) -> None:
    """Nothing else tells whether 4 March or 3 April is meant."""
    rows = [["User", "Server", "Last seen"], ["ann", P, "03/04/2025"]]
    for order, day in ((DateOrder.DMY, "2025-04-03"), (DateOrder.MDY, "2025-03-04")):
        found = grids(tmp_path, Findings(), order, Access=rows)["Access"]
        assert str(values(found, "Last seen")[0])[:10] == day


def test_a_list_in_a_cell_is_a_row_each(tmp_path: Path) -> None:
    users = [["User"], ["ann"], ["bob"]]
    rows = [["User", "Server"], ["ann; bob", P]]
    found = grids(tmp_path, Findings(), Users=users, Access=rows)["Access"]
    assert values(found, "User") == ["ann", "bob"]
    assert found.rows.tolist() == [2, 2]


def test_prices_with_their_currency_are_numbers(tmp_path: Path) -> None:
    rows = [
        ["License", "Metric", "Covers", "Price"],
        ["User CAL", "User", "Windows Server", "$50.00"],
    ]
    (price,) = values(grids(tmp_path, Findings(), Licenses=rows)["Licenses"], "Price")
    assert float(str(price)) == 50


def test_totals_and_remarks_are_no_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["User", "Server", "Sessions"],
        ["ann", P, 5],
        ["bob", P, 7],
        ["Total", "", 12],
    ]
    findings = Findings()
    assert values(grids(tmp_path, findings, Access=rows)["Access"], "User") == ["ann", "bob"]
    assert [place for place, _ in told(findings)] == ["Access!A4"]


def test_where_nothing_but_those_is_left_it_is_a_problem(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["User", "Server", "Sessions"], ["Total", "", 12]]
    findings = Findings()
    assert list(grids(tmp_path, findings, Access=rows)) == ["Licenses"]
    assert told(findings) == [("Access", "nothing-left"), ("Access!A2", "total-rows")]


def test_settings_are_left_as_they_are(tmp_path: Path) -> None:
    rows = [["Setting", "Value"], ["Date order", "DMY"], ["As of", "01/02/2026"]]
    found = grids(tmp_path, Findings(), Settings=rows)["Settings"]
    assert values(found, "Value") == ["DMY", "01/02/2026"]


def test_a_blank_user_is_told(tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", "pc", P], ["", "tab", P]]
    findings = Findings()
    grids(tmp_path, findings, Access=rows)
    assert [(str(n.place), n.code) for n in findings.warnings if n.place.cell == "A3"]
