"""Families of licenses: what no piece of the network joins is apart."""

from pathlib import Path

import numpy as np

from optimizer.solving.network.covers import Covers
from optimizer.solving.network.families import families_of
from optimizer.solving.timetable import timetable_of
from tests.support.books import Sheets, tables, write


def book(suite: list[object]) -> Sheets:
    return {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Orders", "Yearly"]],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2025"], ["m", "Mail"]],
        "Products": [["Product", "Family", "Version"], ["Mail", "Exchange", "2019"]],
        "Access": [["User", "Device", "Server"], ["u", "d", "s"], ["u", "d", "m"], ["v", "d", "s"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", 50],
            ["Device CAL", "Device", "Windows Server", 39],
            suite,
        ],
    }


def families(path: Path, suite: list[object]) -> list[list[int]]:
    timetable = timetable_of(tables(write(path / "book.xlsx", book(suite))))
    cover = Covers.of(timetable.instances[0])
    found = families_of(cover)
    for family in found:  # nodes are those of the family's pieces, the source and sink nobody's
        assert (family.nodes == np.isin(cover.piece, family.pieces)).all()
        assert not family.nodes[:2].any()
    return [np.flatnonzero(family.licenses).tolist() for family in found]


def test_families_do_not_share_a_license(tmp_path: Path) -> None:
    assert families(tmp_path, ["Mail CAL", "User", "Exchange", 70]) == [[0, 1], [2]]


def test_a_suite_joins_families(tmp_path: Path) -> None:
    assert families(tmp_path, ["Suite", "User", "Exchange; Windows Server", 90]) == [[0, 1, 2]]
