"""Alike pieces told as numbers of patterns: the same optimum as one by one, and a plan of it."""

from pathlib import Path
from random import Random

import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.domain.tables import Tables
from optimizer.planning import instance_of, optimize, prepare
from optimizer.solving.network.cut import no_cut
from optimizer.solving.program.formulation import state
from optimizer.solving.program.solved import mix_of
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock
from tests.support import oracle
from tests.support.books import Sheets, tables, write
from tests.support.cases import case
from tests.support.copies import several

SUITES: Sheets = {
    "Users": [["User", "Count"], ["clerks", 10], ["nurses", 3]],
    "Devices": [["Device", "Count"], ["notebooks", 10], ["tablets", 3], ["kiosk", 1]],
    "Servers": [["Server", "Product"], ["MAIL", "M"], ["FILE", "F"]],
    "Access": [
        ["User", "Device", "Server", "Pairing"],
        ["clerks", "notebooks", "MAIL", "Own"],
        ["clerks", "notebooks", "FILE", "Own"],
        ["nurses", "tablets", "FILE", "Own"],
        ["nurses", "kiosk", "MAIL", ""],
    ],
    "Products": [["Product", "Family", "Version"], ["M", "E", ""], ["F", "W", ""]],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Pack"],
        ["W User", "User", "W", 20, ""],
        ["W Device", "Device", "W", 16, 5],
        ["E User", "User", "E", 35, ""],
        ["E Device", "Device", "E", 33, ""],
        ["Suite User", "User", "E; W", 50, 10],
    ],
    "Owned": [["License", "Quantity"], ["E User", 3], ["W Device", 4]],
}
"""Own pairs, overlapping suites, packs and stock; the nurses meet at the kiosk and are one piece."""


def test_own_pairs_are_numbers_of_patterns(tmp_path: Path) -> None:
    found = instance_of(prepare(tables(write(tmp_path / "book.xlsx", SUITES)), Findings()))
    together, apart = state(found), state(found, one_by_one=True)
    # Ten clerks, each with a notebook; the three nurses hang together at the kiosk.
    assert [each.pieces.copies for each in together.followed] == [10]
    assert together.problem.numVariables() < apart.problem.numVariables() / 2
    costs = {solve(each.problem, "highs", Clock()).bound for each in (together, apart)}
    assert len(costs) == 1
    mix = mix_of(found, together, no_cut(found))
    assert mix.used == mix_of(found, together, no_cut(found), shed=False).used


def test_patterns_are_dealt_to_pieces_and_licenses_to_their_members(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "book.xlsx", SUITES))
    fast = optimize(found, Findings())  # audited, member by member
    assert fast.cost == optimize(found, Findings(), Options(method=Method.PROGRAM)).cost


def answer(found: Tables, method: Method) -> tuple[int | None, int]:
    """Cost in cents (None: no plan), and units moved."""
    try:
        plan = optimize(found, Findings(), Options(method=method))
    except InfeasibleError:
        return None, 0
    assert plan.status == "optimal"
    return int(plan.cost * 100), sum(move.quantity for move in plan.mix.moves)


@pytest.mark.parametrize("first", range(0, 20, 2))
def test_numbers_of_patterns_cost_what_pieces_one_by_one_cost(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 2):
        random = Random(seed)
        sheets = case(random, rich=seed % 4 > 0, market=seed % 4 == 1)
        sheets = several(sheets, random.choice([2, 3, 5]), scale=seed % 3 > 0)
        found = tables(write(tmp_path / "book.xlsx", sheets))
        assert answer(found, Method.FASTEST) == answer(found, Method.PROGRAM), f"seed {seed}"


@pytest.mark.parametrize("seed", range(100, 106))
def test_numbers_of_patterns_cost_what_a_program_over_all_members_finds(
    tmp_path: Path, seed: int
) -> None:
    sheets = several(case(Random(seed), market=seed % 2 == 1), 3)
    found = answer(tables(write(tmp_path / "book.xlsx", sheets)), Method.FASTEST)
    assert found == oracle.answer(sheets)


def test_a_connector_is_counted_on_by_all_copies_or_none(tmp_path: Path) -> None:
    sheets: Sheets = {
        "Users": [["User", "Count", "Type"], ["guests", 9, "External"]],
        "Devices": [["Device", "Count"], ["phones", 9]],
        "Servers": [["Server", "Product"], ["FILE", "Windows Server 2022"]],
        "Access": [["User", "Device", "Server", "Pairing"], ["guests", "phones", "FILE", "Own"]],
        "Licenses": [
            ["License", "Metric", "Covers", "For", "Price", "Pack"],
            ["User CAL", "User", "Windows Server", "", 38, ""],
            ["Device CAL", "Device", "Windows Server", "", 150, 5],
            ["Connector", "Server", "Windows Server", "External", 250, ""],
        ],
    }
    found = instance_of(prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings()))
    program = state(found)
    assert [each.pieces.copies for each in program.followed] == [9]
    # Ten devices in two packs cost 300, nine users 342, a pack and four users 302.
    assert solve(program.problem, "highs", Clock()).bound == 250 * 100 // program.unit
    program.wide[next(iter(program.wide))].bounds(0, 0)
    assert solve(program.problem, "highs", Clock()).bound == 300 * 100 // program.unit
