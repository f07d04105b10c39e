"""Shadow prices: the same cost as the program, whatever couples what is needed through counts."""

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pulp
import pytest

from optimizer.domain.options import Method, Options, Tuning
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.domain.tables import Bools, Ints
from optimizer.planning import instance_of, optimize, prepare
from optimizer.solving.cost import cost_of
from optimizer.solving.decomposition import open_decisions as choices
from optimizer.solving.decomposition.bound_by_prices import TightCut
from optimizer.solving.decomposition.symmetry import Symmetry
from optimizer.solving.network.network import Network
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock, Outcome, Status
from tests.support import cases
from tests.support.books import Sheets, held, tables, write

P = "Windows Server 2022"


ALWAYS = Options(tuning=Tuning(many_needs=1))
"""Few needs are enough."""


def shifts(
    random: Random, users: int, devices: int, owned_users: int, owned_devices: int
) -> Sheets:
    return {
        "Access": [["User", "Device", "Server"], *sorted([f"u{random.randrange(users)}", f"d{random.randrange(devices)}", P] for _ in range(60))],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 50], ["D", "Device", "Windows Server", 39]],
        "Owned": [["License", "Quantity"], ["U", owned_users], ["D", owned_devices]],
    }  # fmt: skip


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 6, 8, 9])
def test_stock_of_both_kinds_agrees_with_the_program(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    sheets = shifts(random, 25, 12, random.choice([0, 2, 9, 40]), random.choice([0, 1, 6, 30]))
    found = tables(write(tmp_path / "in.xlsx", sheets))
    reference = optimize(found, Findings(), Options(method=Method.PROGRAM))
    plan = optimize(found, Findings(), ALWAYS)
    assert (plan.status, plan.cost, plan.all_users, plan.all_devices) == (
        "optimal",
        reference.cost,
        reference.all_users,
        reference.all_devices,
    )


@pytest.mark.parametrize("rich", [False, True])
@pytest.mark.parametrize(
    "seeds", [(*range(8), 1675), (*range(40, 48), 2007), (*range(80, 88), 2339)]
)
def test_random_markets_agree_with_the_program(
    tmp_path: Path, rich: bool, seeds: Iterable[int]
) -> None:
    priced = 0
    for seed in seeds:
        found = tables(
            write(tmp_path / "in.xlsx", cases.case(Random(seed), rich=rich, market=True))
        )
        try:
            prepared = prepare(found, Findings())
        except InfeasibleError:
            continue
        case = instance_of(prepared)
        answer = solved(case, ALWAYS, Clock())
        reference = solved(case, Options(method=Method.PROGRAM), Clock())
        assert (answer.status, answer.bound) == (reference.status, reference.bound), seed
        if answer.mix and reference.mix:
            assert cost_of(case, answer.mix) == cost_of(case, reference.mix), seed
        priced += "shadow prices" in answer.road
    assert priced


def sites(random: Random, kinds: int, copies: int) -> Sheets:
    """Sites of a few kinds, each many times, that share what is owned and bought in packs; groups
    with members and a suite."""
    access = [["User", "Device", "Server"]]
    users: list[list[Any]] = [["User", "Count"]]
    devices: list[list[Any]] = [["Device", "Count"]]
    for kind in range(kinds):
        people, machines, size = (
            random.randint(1, 4),
            random.randint(1, 3),
            random.choice([1, 1, 3]),
        )
        pairs = [
            (u, d, random.choice("FM"))
            for u in range(people)
            for d in range(machines)
            if random.random() < 0.7
        ]
        for copy in range(copies):
            site = f"{kind}.{copy}"
            users += [[f"u{site}.{u}", size] for u in {u for u, _, _ in pairs}]
            devices += [[f"d{site}.{d}", 1] for d in {d for _, d, _ in pairs}]
            access += [[f"u{site}.{u}", f"d{site}.{d}", server] for u, d, server in pairs]
    return {
        "Access": access,
        "Users": users,
        "Devices": devices,
        "Servers": [["Server", "Product"], ["F", "Windows Server 2022"], ["M", "Windows Server 2022; Exchange Server 2019"]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 50], ["D", "Device", "Windows Server", 39],
                     ["X", "User", "Exchange Standard", 97], ["Y", "Device", "Exchange Standard", 76],
                     ["S", "User", "Windows Server; Exchange Standard", 127]],
        "Offers": [["Offer", "License", "Price", "Pack"], ["Packs", "Y", random.choice([130, 190]), random.choice([2, 3])]],
        "Owned": [["License", "Quantity"], *([name, random.randint(0, kinds * copies)] for name in "UDS")],
    }  # fmt: skip


@pytest.mark.parametrize("seed", [6])
def test_what_is_alike_is_decided_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    spared = []
    original = choices.alike

    def watched(rows: Ints, size: Ints, single: Bools) -> Symmetry:
        found = original(rows, size, single)
        spared.append(len(size) - found.kinds)
        return found

    monkeypatch.setattr(choices, "alike", watched)
    found = tables(write(tmp_path / "in.xlsx", sites(Random(seed), 4, 4)))
    plan, reference = (
        optimize(found, Findings(), ALWAYS),
        optimize(found, Findings(), Options(method=Method.PROGRAM)),
    )
    assert (plan.status, plan.cost) == ("optimal", reference.cost)
    assert plan.lower_bound == reference.cost
    assert sum(spared) > 5


@pytest.mark.parametrize(
    ("rich", "seeds"), [(False, range(200, 212)), (True, (*range(200, 210), 293, 320))]
)
def test_plans_made_better_step_by_step_agree_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rich: bool, seeds: Iterable[int]
) -> None:
    steps = []
    near = Network.near
    tuning = Tuning(many_needs=1, several_decisions=0, nearby_groups=1, tries=2, few_decisions=1)

    def watched(self: Network, *asked: Any) -> Any:
        steps.append(1)
        return near(self, *asked)

    monkeypatch.setattr(Network, "near", watched)
    for seed in seeds:
        found = tables(
            write(tmp_path / "in.xlsx", cases.case(Random(seed), rich=rich, market=True))
        )
        try:
            case = instance_of(prepare(found, Findings()))
        except InfeasibleError:
            continue
        answer, reference = (
            solved(case, Options(method=method, tuning=tuning), Clock()) for method in Method
        )
        assert (answer.status, answer.bound) == (reference.status, reference.bound), seed
    assert steps


def test_out_of_time_the_best_plan_so_far_is_kept_with_its_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tables(write(tmp_path / "in.xlsx", shifts(Random(1), 25, 12, 2, 1)))
    cheapest = optimize(found, Findings(), ALWAYS).cost
    original, calls = choices.solve, []

    def out_of_time(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
        calls.append(problem)
        return original(problem, solver, clock) if len(calls) == 1 else Outcome(Status.UNKNOWN)

    monkeypatch.setattr(choices, "solve", out_of_time)
    plan = optimize(found, Findings(), ALWAYS)
    assert len(calls) > 1
    assert plan.status == "feasible"
    assert plan.lower_bound <= cheapest <= plan.cost


def test_nobody_is_given_an_owned_license_that_nothing_asks_for(tmp_path: Path) -> None:
    for seed in range(4):
        sheets = shifts(Random(seed), 25, 12, 60, 60)
        found = tables(write(tmp_path / "in.xlsx", sheets))
        plan = optimize(found, Findings(), ALWAYS)
        assert plan.cost == 0
        having = {
            name
            for side in ("users", "devices")
            for name, runs in held(found, plan, side).items()
            if any(b for _, b in runs)
        }
        access = [(user, device) for user, device, _ in sheets["Access"][1:]]
        for name in having:
            assert any(name in pair and len(having & set(pair)) == 1 for pair in access), (
                seed,
                name,
            )


@pytest.mark.parametrize(("gap", "most", "least"), [(-1, 50, 50), (10, 50, 50), (100, 3, 151)])
def test_a_gap_grows_to_what_the_best_plan_says_and_past_it_by_half(
    gap: int, most: int, least: int
) -> None:
    class Nothing:
        kinds = 0

        def choices(self, _: int) -> "Nothing":
            return self

    assert TightCut.wider(Nothing(), gap, most, 5)[0] == least  # type: ignore[arg-type]
