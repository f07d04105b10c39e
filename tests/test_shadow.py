"""Shadow prices: the same cost as the program, whatever couples what is needed through counts."""

from pathlib import Path
from random import Random

import pytest

from optimizer import optimize as road
from optimizer.optimize import case_of, optimize, prepare, solved
from optimizer.options import Options
from optimizer.problems import Findings, InfeasibleError
from optimizer.solver import Clock
from tests import cases
from tests.books import Sheets, tables, write

P = "Windows Server 2022"


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few needs are enough."""
    monkeypatch.setattr(road, "MANY", 1)


def shifts(random: Random, users: int, devices: int, owned_users: int, owned_devices: int) -> Sheets:
    return {
        "Access": [["User", "Device", "Server"], *sorted([f"u{random.randrange(users)}", f"d{random.randrange(devices)}", P] for _ in range(60))],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 50], ["D", "Device", "Windows Server", 39]],
        "Owned": [["License", "Quantity"], ["U", owned_users], ["D", owned_devices]],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_stock_of_both_kinds_agrees_with_the_program(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    sheets = shifts(random, 25, 12, random.choice([0, 2, 9, 40]), random.choice([0, 1, 6, 30]))
    found = tables(write(tmp_path / "in.xlsx", sheets))
    reference = optimize(found, Findings(), Options(network=False))
    plan = optimize(found, Findings())
    assert (plan.status, plan.cost, plan.all_users, plan.all_devices) == (
        "optimal",
        reference.cost,
        reference.all_users,
        reference.all_devices,
    )


@pytest.mark.parametrize("rich", [False, True])
@pytest.mark.parametrize("block", range(4))
def test_random_markets_agree_with_the_program(tmp_path: Path, rich: bool, block: int) -> None:
    priced = 0
    for seed in range(block * 40, block * 40 + 40):
        found = tables(write(tmp_path / "in.xlsx", cases.case(Random(seed), rich=rich, market=True)))
        try:
            prepared = prepare(found, Findings())
        except InfeasibleError:
            continue
        case = case_of(prepared)
        answer = solved(case, Options(), Clock())
        reference = solved(case, Options(network=False), Clock())
        assert (answer.status, answer.bound) == (reference.status, reference.bound), seed
        priced += "shadow prices" in answer.road
    assert priced > 4
