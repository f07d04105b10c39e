"""One side's licenses wherever they can: what the program says it costs, on estates drawn at random
with suites, earlier versions, a base of the same holder, and needs that only one side can cover."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.comparisons import baselines
from optimizer.solving.instance import Instance
from optimizer.solving.network.one_side_first import cost_with_first
from optimizer.solving.network.parts import plain_part
from optimizer.solving.solvers.status import Clock
from tests.solving.network.ward import WARD
from tests.support.books import Sheets, tables, write
from tests.support.stated import case_of

PRODUCTS = (("P", "A", 2022), ("P19", "A", 2019), ("Q", "B", 2022), ("R", "C", 2022))


def drawn(seed: int) -> Sheets:
    """A few people of several members on a few devices; prices make suites worth it now and then."""
    random = np.random.default_rng(seed)

    def price() -> int:
        return int(random.integers(1, 30))

    rows = {
        (
            f"u{random.integers(5)}" if random.random() < 0.9 else "",
            f"d{random.integers(4)}" if random.random() < 0.9 else "",
            PRODUCTS[int(random.integers(len(PRODUCTS)))][0],
        )
        for _ in range(14)
    }
    licenses = [
        [f"{metric[0]} {covers}", metric, covers, price()]
        for metric in ("User", "Device")
        for covers in ("A", "B", "C", "A; C")
    ]
    return {
        "Users": [["User", "Count"], *([f"u{i}", int(random.integers(1, 4))] for i in range(5))],
        "Devices": [["Device", "Count"], *([f"d{i}", int(random.integers(1, 4))] for i in range(4))],
        "Access": [["User", "Device", "Server"], *map(list, sorted(r for r in rows if any(r[:2])))],
        "Products": [["Product", "Family", "Version"], *map(list, PRODUCTS)],
        "Families": [["Family", "Base", "Same holder"], ["B", "A", "Yes"]],
        "Licenses": [["License", "Metric", "Covers", "Price"], *licenses],
    }  # fmt: skip


def in_full(case: Instance) -> dict[str, Decimal]:
    """The same two costs, each by a program of its own."""
    return baselines(case, Options(method=Method.PROGRAM), Clock())[0]


def told(cost: int | None) -> Decimal:
    assert cost is not None
    return Decimal(cost).scaleb(-2)


@pytest.mark.parametrize("seed", range(25))
def test_it_costs_what_the_program_says(tmp_path: Path, seed: int) -> None:
    case = instance_of(prepare(tables(write(tmp_path / "in.xlsx", drawn(seed))), Findings()))
    assert plain_part(case).all()
    assert in_full(case) == {
        "user": told(cost_with_first(case, users=True)),
        "device": told(cost_with_first(case, users=False)),
    }


def test_a_one_kind_that_the_plan_chooses_is_left_to_others() -> None:
    """All accesses of a server then have one kind, whoever could take either."""
    assert cost_with_first(case_of(WARD), users=True) is None


def test_sums_that_do_not_fit_are_left_to_others() -> None:
    """Every class of 2^62 members: no sum of 64 bits holds what they pay."""
    case = case_of(WARD.replace("| Q       | B", "| Q       |"))
    assert cost_with_first(case, users=True) is not None
    users = replace(case.classes.users, members=case.classes.users.members + 2**62)
    huge = replace(case, classes=replace(case.classes, users=users))
    assert cost_with_first(huge, users=True) is None
