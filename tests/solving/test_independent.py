"""Families that nothing joins are decided apart, and laid side by side member by member."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.dated_planning import timetable
from optimizer.domain.options import Method, Options
from optimizer.domain.plan import Holding
from optimizer.domain.problems import Findings
from optimizer.licensing.administration import State
from optimizer.solving.independent import _joined, independent
from optimizer.solving.over_time import cost_in_minor_units, solved_over_time
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import Timetable
from tests.support.books import Sheets, tables, write
from tests.support.outside.dated_books import dated_book

BOOK: Sheets = {
    "Settings": [["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Orders", "Yearly"]],
    "Products": [["Product", "Family", "Version"], ["PA", "A", ""], ["PB", "B", ""]],
    "Servers": [["Server", "Product"], ["s", "PA"], ["t", "PB"]],
    "Users": [["User", "From"], ["ann", ""], ["bob", date(2027, 1, 1)]],
    "Access": [["User", "Device", "Server"], ["ann", "pc", "s"], ["bob", "pc", "t"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Requires", "Price"],
        *([f"{f} {m}", m, f, "", 10] for f in "AB" for m in ("User", "Device")),
    ],
}

NO_PLAN = 23
"""A seed whose workbook has no plan."""

JOINED: dict[str, Sheets] = {
    "a suite": {"Licenses": [*BOOK["Licenses"], ["Suite", "User", "A; B", "", 15]]},
    "a suite that is owned": {
        "Licenses": [*BOOK["Licenses"], ["Suite", "User", "A; B", "", ""]],
        "Owned": [["License", "Quantity"], ["Suite", 1]],
    },
    "a switch": {
        "Owned": [["License", "Quantity"], ["A User", 1]],
        "Offers": [["Offer", "License", "From license", "Price"], ["go", "B User", "A User", 1]],
    },
    "the same holder": {"Families": [["Family", "Base", "Same holder"], ["B", "A", "Yes"]]},
    "a server's cost": {
        "Servers": [["Server", "Product", "CAL mode cost"], ["s", "PA; PB", 100], ["t", "PB", ""]]
    },
    "who administers": {
        "Servers": [["Server", "Product"], ["s", "PA; PB"], ["t", "PB"]],
        "Users": [["User", "Count"], ["ann", 3], ["bob", 1]],
        "Devices": [["Device", "Count"], ["pc", 3]],
        "Access": [
            ["User", "Device", "Server", "Purpose"],
            ["ann", "pc", "s", "Administration"],
            ["bob", "pc", "t", ""],
        ],
    },
    "what one requires": {
        "Licenses": [
            *BOOK["Licenses"],
            ["A host", "Server", "A", "", 90],
            ["B host", "Server", "B", "A host", 90],
        ],
    },
}


def asked(folder: Path, changed: Sheets) -> Timetable:
    return timetable(tables(write(folder / "book.xlsx", {**BOOK, **changed})), Findings())


def test_two_families_are_two_questions(tmp_path: Path) -> None:
    whole = asked(tmp_path, {})
    parts = independent(whole)
    families = [
        {
            family
            for case in part.timetable.instances
            for family in case.needs.family[case.needs.state == State.OPEN].tolist()
        }
        for part in parts
    ]
    assert families == [{0}, {1}]
    # Orders of three years for each of four licenses; each part keeps those of its two.
    assert [len(part.orders) for part in parts] == [6, 6]
    for part in parts:
        kept = [whole.supply.orders[i] for i in part.orders]
        assert list(part.timetable.supply.orders) == kept
    # In the first year nobody needs B.
    assert [len(case.classes.user) for case in parts[1].timetable.instances] == [0, 1, 1]


@pytest.mark.parametrize("what", JOINED)
def test_what_joins_families_makes_them_one_question(tmp_path: Path, what: str) -> None:
    assert len(independent(asked(tmp_path, JOINED[what]))) == 1


def test_a_suite_that_nobody_can_have_joins_nothing(tmp_path: Path) -> None:
    licenses = [*BOOK["Licenses"], ["Suite", "User", "A; B", "", ""]]
    assert len(independent(asked(tmp_path, {"Licenses": licenses}))) == 2


def test_what_is_required_for_a_family_is_sold_with_it(tmp_path: Path) -> None:
    # Nobody needs C, but the host license of B stands on the one of C.
    licenses = [
        *BOOK["Licenses"],
        ["C host", "Server", "C", "", 4],
        ["B host", "Server", "B", "C host", 5],
    ]
    users = [["User", "Count"], ["ann", 1], ["bob", 9]]
    access = [["User", "Device", "Server"], ["ann", "pc", "s"], ["bob", "", "t"]]
    changed = {"Licenses": licenses, "Users": users, "Access": access}
    whole = asked(tmp_path, changed)
    assert [len(part.orders) for part in independent(whole)] == [6, 12]
    answer = solved_over_time(whole, Options(), Clock())
    assert answer.mix is not None
    # 10 for ann's A, 9 for both host licenses instead of 90 for nine people.
    assert cost_in_minor_units(whole, answer.mix.packs, answer.mix.cal_mode) == 1900


@pytest.mark.parametrize("seed", sorted(set(range(40)) - {NO_PLAN}))
def test_parts_come_to_what_the_whole_program_does(tmp_path: Path, seed: int) -> None:
    found = tables(write(tmp_path / "book.xlsx", dated_book(seed)))
    whole = timetable(found, Findings())
    costs = set()
    for method in (Method.FASTEST, Method.PROGRAM):
        answer = solved_over_time(whole, Options(method=method), Clock())
        mix = answer.mix
        cost = None if mix is None else cost_in_minor_units(whole, mix.packs, mix.cal_mode)
        costs.add((answer.status, cost))
    assert len(costs) == 1


def holding(*runs: tuple[int, int, tuple[int, ...]]) -> Holding:
    """(row, members, licenses) runs."""
    bundles = list(dict.fromkeys(bundle for *_, bundle in runs))
    columns: list[Any] = [[run[0] for run in runs], [run[1] for run in runs]]
    columns.append([bundles.index(run[2]) for run in runs])
    row, members, bundle = (np.array(column, np.int64) for column in columns)
    return Holding(row, members, bundle, tuple(bundles))


def runs(found: Holding) -> list[tuple[int, int, tuple[int, ...]]]:
    columns = (found.row.tolist(), found.members.tolist(), found.bundle.tolist())
    return [(row, n, found.bundles[b]) for row, n, b in zip(*columns, strict=True)]


def test_each_member_holds_what_every_part_says() -> None:
    one = holding((0, 3, (4,)), (0, 2, ()), (2, 1, (4,)))
    other = holding((0, 1, ()), (0, 4, (1, 7)), (2, 1, ()))
    assert runs(_joined([one, other])) == [
        (0, 1, (4,)), (0, 2, (1, 4, 7)), (0, 2, (1, 7)), (2, 1, (4,)),
    ]  # fmt: skip


def test_equal_neighbours_are_one_run() -> None:
    one, other = holding((0, 2, ()), (1, 2, (5,))), holding((0, 1, ()), (0, 1, ()), (1, 2, ()))
    assert runs(_joined([one, other])) == [(0, 2, ()), (1, 2, (5,))]
