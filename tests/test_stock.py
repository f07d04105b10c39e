"""Owned units priced like bought ones: the same cost as the program wherever that proves anything, and never another."""

from pathlib import Path
from random import Random

import pytest

from optimizer import optimize as road
from optimizer.optimize import Options, case_of, optimize, prepare, solved
from optimizer.problems import Findings, InfeasibleError
from optimizer.solver import Clock
from tests import cases
from tests.books import Sheets, tables, write

P = "Windows Server 2022"


def shifts(random: Random, users: int, devices: int, owned_users: int, owned_devices: int) -> Sheets:
    return {
        "Access": [["User", "Device", "Server"], *sorted([f"u{random.randrange(users)}", f"d{random.randrange(devices)}", P] for _ in range(60))],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 50], ["D", "Device", "Windows Server", 39]],
        "Owned": [["License", "Quantity"], ["U", owned_users], ["D", owned_devices]],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_prices_and_the_program_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    random = Random(seed)
    sheets = shifts(random, 25, 12, random.choice([0, 2, 9, 40]), random.choice([0, 1, 6, 30]))
    found = tables(write(tmp_path / "in.xlsx", sheets))
    prepared = prepare(found, Findings())
    case = case_of(prepared)
    reference = optimize(found, Findings())
    monkeypatch.setattr(road, "MANY", 1)
    answer = road._with_priced_stock(case, Options(), Clock())
    plan = optimize(found, Findings())
    assert (plan.status, plan.cost, plan.all_users, plan.all_devices) == (
        "optimal",
        reference.cost,
        reference.all_users,
        reference.all_devices,
    )
    if answer is not None:
        assert answer.bound == int(reference.cost * 100)


def test_it_settles_stock_that_is_used_up_and_stock_that_is_useless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(road, "MANY", 1)
    settled = 0
    for seed in range(30):
        for owned in ((1, 2), (0, 60), (60, 0)):
            found = tables(write(tmp_path / "in.xlsx", shifts(Random(seed), 25, 12, *owned)))
            prepared = prepare(found, Findings())
            settled += road._with_priced_stock(case_of(prepared), Options(), Clock()) is not None
    assert settled > 45


def test_random_markets_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(road, "MANY", 1)
    for seed in range(60):
        found = tables(write(tmp_path / "in.xlsx", cases.case(Random(seed), rich=seed % 2 == 0, market=True)))
        try:
            prepared = prepare(found, Findings())
        except InfeasibleError:
            continue
        case = case_of(prepared)
        answer = solved(case, Options(), Clock())
        reference = road._solved(case, Options(), Clock(), False, None)
        assert (answer.status, answer.bound) == (reference.status, reference.bound), seed
