"""One sheet's grid: its header wherever it stands, its rows that hold anything."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading import grids, sheet_grids
from tests.support.books import WINDOWS, problems, tables, write

ACCESS = [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]]


def test_titles_above_the_header_blank_rows_and_columns_in_any_order(tmp_path: Path) -> None:
    rows = [
        ["Our accesses"],
        [],
        ["Server", None, "device", " USER "],
        [],
        ["Windows Server 2022", None, "d", "u"],
        [" ", None, "\u00a0", ""],
    ]
    found = tables(write(tmp_path / "book.xlsx", {" access ": rows, "LICENSES": WINDOWS}))
    assert (found.users.names, found.devices.names, found.access.rows.tolist()) == (
        ("u",),
        ("d",),
        [5],
    )


def test_a_header_that_lacks_a_required_column(tmp_path: Path) -> None:
    assert problems(tmp_path, {"Access": [["User", "Servr"], ["u", "x"]], "Licenses": WINDOWS}) == [
        'Access!A1: the header lacks "Server". Rename "Servr" to "Server". '
        "The header row, within the first 20 rows, holds every required column."
    ]


def test_a_header_below_the_twentieth_row_is_none(tmp_path: Path) -> None:
    sheets = {"Access": [["x"]] * 20 + ACCESS, "Licenses": WINDOWS}
    assert problems(tmp_path, sheets)[0].startswith('Access!A1: the header lacks "Server".')


def test_a_sheet_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for those that may be as long as Excel has rows; blank rows count for nothing."""
    monkeypatch.setattr(sheet_grids, "MOST_ROWS", 2)
    server = "Windows Server 2022"
    price = ["L", "User", "Windows Server", 40]
    licenses = [["License", "Metric", "Covers", "Price"], price, *([[]] * 9), ["M", *price[1:]]]
    sheets = {
        "Licenses": licenses,
        "Access": [["User", "Server"], *([f"u{i}", server] for i in range(3))],
        "Servers": [["Server", "Products"], *([f"s{i}", server] for i in range(3))],
        "Assigned": [["License", "User"], *(["L", f"u{i}"] for i in range(3))],
    }
    findings = Findings()
    grids.read(write(tmp_path / "book.xlsx", sheets), findings)
    assert [str(problem) for problem in findings.problems] == [
        "Servers: has 3 rows; at most 2 are read. Is Servers the right sheet? Only Access, Users, "
        "Devices and Assigned may be longer."
    ]
