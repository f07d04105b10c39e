"""A simpler plan: the fewest who deviate from their department's standard, for no more than allowed."""

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from optimizer.domain.plan import Simplified
from optimizer.solving.program import simplified, simplify
from optimizer.solving.simple_rules import ON_REQUEST
from optimizer.solving.standards import deviating
from tests.support.books import WINDOWS, Sheets, problems, solve

P = "Windows Server 2022"


def shared_and_own(within: object) -> Sheets:
    """A ward of four on one PC, and a doctor there with two devices of her own."""
    return {
        "Settings": [["Setting", "Value"], ["Simplify within", within]],
        "Users": [["User", "Department"], *([u, "Ward"] for u in ("a", "b", "c", "dora"))],
        "Devices": [["Device", "Department"], *([d, "Ward"] for d in ("pc", "laptop", "phone"))],
        "Access": [
            ["User", "Device", "Server"],
            *([u, "pc", P] for u in ("a", "b", "c", "dora")),
            ["dora", "laptop", P],
            ["dora", "phone", P],
        ],
        "Licenses": WINDOWS,
    }


def test_one_standard_for_all_devices(tmp_path: Path) -> None:
    """The optimum, 89.00: the PC and Dora hold something, Dora differs from the ward, the PC from
    its other devices: two. Device licenses for all three devices, 117.00: none differs."""
    _, plan = solve(tmp_path, shared_and_own(28))
    assert plan.simplified == Simplified(Decimal("89.00"), Decimal("117.00"), 0, 2)
    assert (plan.status, plan.lower_bound, plan.cost) == ("optimal", 89, 117)


def test_a_tolerance_too_small_keeps_the_optimum(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, shared_and_own(27.99))
    assert plan.simplified == Simplified(Decimal("89.00"), Decimal("89.00"), 2, 2)
    assert plan.status == "optimal"


def test_a_rate_is_a_share_of_the_optimum(tmp_path: Path) -> None:
    # 28 of 89 is 31.46 %.
    _, plan = solve(tmp_path, shared_and_own("32 %"))
    assert plan.cost == 117
    _, plan = solve(tmp_path, shared_and_own(0.31))
    assert plan.cost == 89


def test_with_orders_by_date_it_is_a_problem(tmp_path: Path) -> None:
    sheets = {
        **shared_and_own(10),
        "Settings": [["Setting", "Value"], ["Simplify within", 10], ["Orders", "Yearly"]],
    }
    assert problems(tmp_path, sheets) == [
        "Settings!B2: Simplify within is filled in, but Orders is Yearly. Clear it, or set Orders to "
        "Once."
    ]


@pytest.mark.parametrize("seed", range(4))
def test_as_few_as_brute_force_finds(tmp_path: Path, seed: int) -> None:
    """Every set of licensed users and devices of a tiny workbook, tried one by one."""
    users, devices = ["a", "b", "c", "d"], ["x", "y", "z"]
    pairs = [(u, d) for i, (u, d) in enumerate(product(users, devices)) if (i * 7 + seed) % 3]
    sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", 60]],
        "Users": [["User", "Department"], *([u, "AB"[i % 2]] for i, u in enumerate(users))],
        "Devices": [["Device"], *([d] for d in devices)],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in pairs)],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    tried = []
    for held in product((0, 1), repeat=7):
        who = dict(zip((*users, *devices), held, strict=True))
        if all(who[u] or who[d] for u, d in pairs):
            cost = 50 * sum(held[:4]) + 39 * sum(held[4:])
            groups = ([who["a"], who["c"]], [who["b"], who["d"]], [who[d] for d in devices])
            differ = sum(len(g) - max(sum(g), len(g) - sum(g)) for g in groups)
            tried.append((cost, differ))
    optimum = min(cost for cost, _ in tried)
    fewest, cost = min((differ, cost) for cost, differ in tried if cost <= optimum + 60)
    assert plan.simplified is not None
    assert (plan.simplified.optimum, plan.simplified.deviating, plan.cost) == (
        optimum,
        fewest,
        cost,
    )
    assert deviating(tables, plan.mix) == fewest


def one_deviates(held: tuple[int, ...], groups: list[list[int]]) -> int:
    """Holders of another set than most of their group."""
    counts = [[held[i] for i in group] for group in groups]
    return sum(len(each) - max(each.count(x) for x in set(each)) for each in counts)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("within", [0.2, 45])
def test_as_few_as_brute_force_finds_with_units_that_sit_somewhere(
    tmp_path: Path, seed: int, within: float
) -> None:
    """Two user licenses sit with people for good and two owned device licenses with nobody: every
    set of licensed users and devices, tried one by one; who has a unit holds it, needed or not."""
    users, devices = ["a", "b", "c", "d"], ["x", "y", "z"]
    pairs = [(u, d) for i, (u, d) in enumerate(product(users, devices)) if (i * 5 + seed) % 3]
    sitting = {users[seed % 4], users[(seed + 1 + seed // 4) % 4]}
    departments = ["A", "", "A", ""]
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", within]],
        "Users": [["User", "Department"], *([u, departments[i]] for i, u in enumerate(users))],
        "Devices": [["Device"], *([d] for d in devices)],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in pairs)],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", len(sitting)], ["Device CAL", 1]],
        "Assigned": [["License", "User"], *(["User CAL", u] for u in sorted(sitting))],
    }
    _, plan = solve(tmp_path, sheets)
    tried = []
    for held in product((0, 1), repeat=7):
        who = dict(zip((*users, *devices), held, strict=True))
        if all(who[u] or who[d] for u, d in pairs) and all(who[u] for u in sitting):
            cost = 50 * (sum(held[:4]) - len(sitting)) + 39 * max(0, sum(held[4:]) - 1)
            tried.append((cost, one_deviates(held, [[0, 2], [1, 3], [4, 5, 6]])))
    optimum = min(cost for cost, _ in tried)
    most = optimum * (1 + within) if within < 1 else optimum + within
    fewest, cost = min((differ, cost) for cost, differ in tried if cost <= most)
    assert plan.simplified is not None
    found = plan.simplified.optimum, plan.simplified.deviating, plan.cost
    assert (*found, str(plan.status)) == (optimum, fewest, cost, "optimal")


def test_units_of_a_group_are_laid_out_as_is_simplest(tmp_path: Path) -> None:
    """Four alike people at a PC each, two user licenses among them for good: with two device
    licenses two of each kind hold something, 78.00 and two who deviate on either side; two more user
    licenses make all people alike, for 22.00 more."""
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", 22]],
        "Users": [["User", "Count"], ["staff", 4]],
        "Devices": [["Device", "Count"], ["pcs", 4]],
        "Access": [["User", "Device", "Server", "Pairing"], ["staff", "pcs", P, "Own"]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 2]],
        "Assigned": [["License", "User", "Quantity"], ["User CAL", "staff", 2]],
    }
    _, plan = solve(tmp_path, sheets)
    assert plan.simplified == Simplified(Decimal("78.00"), Decimal("100.00"), 0, 4)
    assert plan.status == "optimal"


def test_more_units_than_a_group_has_members(tmp_path: Path) -> None:
    """Three units with a group of two: both hold one, the third stays unused; a device more makes
    nobody alike."""
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", 40]],
        "Users": [["User", "Count"], ["staff", 2], ["temp", 1]],
        "Devices": [["Device"], ["pc"]],
        "Access": [["User", "Device", "Server"], ["staff", "", P], ["temp", "pc", P]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 3]],
        "Assigned": [["License", "User", "Quantity"], ["User CAL", "staff", 3]],
    }
    _, plan = solve(tmp_path, sheets)
    # At 39.00 the PC has a license and the temp deviates; at 50.00, the temp holds what staff do.
    assert plan.simplified == Simplified(Decimal("39.00"), Decimal("50.00"), 0, 1)


@pytest.mark.parametrize("seed", range(6))
def test_as_few_as_brute_force_finds_with_licenses_of_servers(tmp_path: Path, seed: int) -> None:
    """Two servers, each of which a license of its own may cover whole, and a device license that is
    owned: every set of licensed users, devices and servers, tried one by one. What a server holds
    makes nobody deviate."""
    users, devices, servers = ["a", "b", "c", "d"], ["x", "y", "z"], ["S", "T"]
    uses = [
        (u, d, servers[(i * (seed + 2) + j) % 2])
        for i, u in enumerate(users)
        for j, d in enumerate(devices)
        if (i * 3 + j * 5 + seed) % 3
    ]
    wide, within = 60 + 10 * seed, 15 * seed + 10
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", within]],
        "Users": [["User", "Department"], *([u, "AB"[i % 2]] for i, u in enumerate(users))],
        "Devices": [["Device"], *([d] for d in devices)],
        "Servers": [["Server", "Product"], *([s, P] for s in servers)],
        "Access": [["User", "Device", "Server"], *(map(list, uses))],
        "Licenses": [*WINDOWS, ["All of it", "Server", "Windows Server", wide]],
        "Owned": [["License", "Quantity"], ["Device CAL", 1]],
    }
    tables, plan = solve(tmp_path, sheets)
    tried = []
    for held in product((0, 1), repeat=9):
        who = dict(zip((*users, *devices, *servers), held, strict=True))
        if all(who[u] or who[d] or who[s] for u, d, s in uses):
            bought = 50 * sum(held[:4]) + 39 * max(0, sum(held[4:7]) - 1) + wide * sum(held[7:])
            tried.append((bought, one_deviates(held, [[0, 2], [1, 3], [4, 5, 6]])))
    optimum = min(cost for cost, _ in tried)
    fewest, cost = min((differ, cost) for cost, differ in tried if cost <= optimum + within)
    assert plan.simplified is not None
    found = plan.simplified.optimum, plan.simplified.deviating, plan.cost
    assert (*found, str(plan.status)) == (optimum, fewest, cost, "optimal")
    assert deviating(tables, plan.mix) == fewest


def test_more_classes_than_anybody_waits_for_are_simplified_where_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound of what nobody asked for is not that of what somebody did; each of the bounds on
    classes and on what is stated of them ends the search, and the plan is the cheapest."""
    monkeypatch.setattr(simplified, "FEW_CLASSES", 0)
    _, plan = solve(tmp_path, shared_and_own(28))
    assert plan.simplified == Simplified(Decimal("89.00"), Decimal("117.00"), 0, 2)
    cheapest = Simplified(Decimal("89.00"), Decimal("89.00"), 2, 2)
    # Two classes of people with two sets, three of devices: 2 x 2 + 3 x 2.
    for module, bound, most, found in (
        (simplify, "MOST_HELD", 10, plan.simplified),
        (simplify, "MOST_HELD", 7, cheapest),
        (simplified, "MOST_CLASSES", 2, cheapest),
    ):
        monkeypatch.setattr(module, bound, most)
        assert solve(tmp_path, shared_and_own(28))[1].simplified == found


def test_what_nobody_asked_for_has_a_bound_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = shared_and_own(28) | {"Settings": [["Setting", "Value"], ["Currency", "EUR"]]}
    names = [rule.name for rule in solve(tmp_path, sheets)[1].rules]
    monkeypatch.setattr(simplified, "FEW_CLASSES", 0)
    bounded = [rule for rule in solve(tmp_path, sheets)[1].rules if rule.name.startswith("Within")]
    assert len(names) == 3
    assert [(rule.cost, rule.why_not) for rule in bounded] == [(None, ON_REQUEST)]
