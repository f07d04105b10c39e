"""The sheet Access: who uses what, and what is wrong with it."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import NONE, Access, Purpose
from optimizer.reading.columns import Columns
from optimizer.reading.sheets import access as module
from optimizer.reading.sheets.access import read_access
from optimizer.reading.sheets.holders import read_holders
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.servers import read_servers
from tests.reading.support import grid, told
from tests.support.books import WINDOWS, problems

P, SQL = "Windows Server 2022", "SQL Server 2022"
HEAD = ["User", "Device", "Server"]


def read(folder: Path, *rows: list[Any]) -> tuple[Access, list[tuple[str, str]]]:
    """Access beside two people (bob stands for two), two devices and the servers s and t."""
    findings = Findings()
    registry = KnownNames(findings)
    users = read_holders(
        grid(folder, "Users", ["User", "Count"], ["ann", 1], ["bob", 2]), registry, findings
    )
    devices = read_holders(
        grid(folder, "Devices", ["Device", "Count"], ["pc", 1], ["tab", 2]), registry, findings
    )
    fleet = read_servers(
        grid(folder, "Servers", ["Server", "Product"], ["s", f"{P}; {SQL}"], ["t", P]),
        registry,
        findings,
    )
    columns = Columns(grid(folder, "Access", *rows), findings)
    return read_access(columns, users, devices, fleet, registry), told(findings)


def test_a_row_is_one_access_of_everything_on_the_server(tmp_path: Path) -> None:
    found, said = read(tmp_path, HEAD, ["ann", "pc", "s"], ["", "tab", "T"], ["BOB", "", "s"])
    assert not said
    assert found.user.tolist() == [0, NONE, 1]
    assert found.device.tolist() == [0, 1, NONE]
    assert found.server.tolist() == [0, 1, 0]
    assert found.narrowed.tolist() == [NONE] * 3
    assert found.sessions.tolist() == [1, 1, 1]
    assert not found.measured.any()
    assert found.purpose.tolist() == [Purpose.USE] * 3
    assert not found.own.any()
    assert np.isnat(found.last_seen).all()
    assert np.isnat(found.start).all()
    assert found.rows.tolist() == [2, 3, 4]
    assert found.times.tolist() == [1, 1, 1]


def test_every_column_is_read(tmp_path: Path) -> None:
    head = [*HEAD, "Product", "Purpose", "Sessions", "Last seen", "Basis", "Reason", "From", "To"]
    day, first, last = date(2025, 12, 24), date(2026, 3, 1), date(2026, 5, 31)
    found, said = read(
        tmp_path,
        head,
        ["ann", "pc", "s", SQL, "Administration", 12, day, "Observed", "", first, last],
        ["bob", "tab", "s", "", "Exempt", 2.5, "", "Rostered", "print only", "", ""],
    )
    assert not said
    assert found.narrowed.tolist() == [0, NONE]
    assert len(found.products) == 1
    assert found.purpose.tolist() == [Purpose.ADMINISTRATION, Purpose.EXEMPT]
    assert found.sessions.tolist() == [12, 2.5]
    assert found.measured.tolist() == [True, True]
    assert [found.bases[code] for code in found.basis] == ["Observed", "Rostered"]
    assert (found.reason.tolist(), found.reasons[0]) == ([NONE, 0], "print only")
    assert (str(found.last_seen[0]), np.isnat(found.last_seen[1])) == ("2025-12-24", True)
    assert (str(found.start[0]), str(found.stop[0])) == ("2026-03-01", "2026-05-31")


@pytest.mark.parametrize(
    ("head", "row", "place", "code"),
    [
        (HEAD, ["", "", "s"], "Access!A2", "user-and-device-blank"),
        (HEAD, ["cy", "pc", "s"], "Access!A2", "unknown-name"),
        (HEAD, ["ann", "pc", "u"], "Access!C2", "unknown-name"),
        ([*HEAD, "Product"], ["ann", "pc", "t", SQL], "Access!D2", "not-on-server"),
        ([*HEAD, "Product"], ["ann", "pc", "s", "No such thing"], "Access!D2", "unknown-product"),
        ([*HEAD, "Pairing"], ["ann", "", "s", "Own"], "Access!D2", "half-a-pair"),
        ([*HEAD, "Pairing"], ["ann", "tab", "s", "Own"], "Access!D2", "unequal-pair"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, head: list[str], row: list[Any], place: str, code: str
) -> None:
    """tab stands for two devices, ann for one person: who would use whose?"""
    _, said = read(tmp_path, head, row)
    assert said == [(place, code)]


def test_pairs_of_equal_count_are_their_own(tmp_path: Path) -> None:
    found, said = read(
        tmp_path, [*HEAD, "Pairing"], ["bob", "tab", "s", "Own"], ["ann", "pc", "s", ""]
    )
    assert not said
    assert found.own.tolist() == [True, False]


def test_pairs_beyond_what_is_told_apart_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ([*HEAD, "Pairing"], ["bob", "tab", "s", "Own"])
    monkeypatch.setattr(module, "MOST_PAIRS", 2)
    assert read(tmp_path, *rows)[1] == []
    monkeypatch.setattr(module, "MOST_PAIRS", 1)
    assert read(tmp_path, *rows)[1] == [("Access!D2", "too-many-pairs")]


def test_a_product_named_twice_narrows_once_and_rows_share_their_list(tmp_path: Path) -> None:
    rows = [["ann", "pc", "s", f"{P}; {SQL}; {P}"], ["bob", "pc", "t", P], ["bob", "tab", "t", P]]
    found, said = read(tmp_path, [*HEAD, "Product"], *rows)
    assert not said
    assert found.narrowed.tolist() == [0, 1, 1]
    assert found.products == ((0, 1), (0,))


def test_some_rows_in_another_order(tmp_path: Path) -> None:
    found, _ = read(tmp_path, HEAD, ["ann", "pc", "s"], ["bob", "tab", "t"])
    taken = found.take(np.array([1, 0]))
    assert (taken.user.tolist(), taken.rows.tolist()) == ([1, 0], [3, 2])


def test_where_neither_side_is_known_the_rows_are_not_told_too(tmp_path: Path) -> None:
    """Käyttäjä and Työasema may be User and Device: each is asked for once, at its heading."""
    found = problems(
        tmp_path,
        {
            "Access": [["Käyttäjä", "Työasema", "Server"], ["ann", "pc", "Windows Server 2022"]],
            "Licenses": WINDOWS,
        },
    )
    assert [problem.split(":")[0] for problem in found] == ["Access!A1", "Access!A1"]
