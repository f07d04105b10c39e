"""One question at many prices: each answer is that of the workbook with that price."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.planning import instance_of, prepare
from optimizer.solving.instance import Instance
from optimizer.solving.network.parts import plain_part
from optimizer.solving.repriced import repriced, size_of
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock, Status
from tests.support.books import WINDOWS, tables, write
from tests.support.cases import case
from tests.support.copies import several

PRICES = (1, 700, 1900, 2600, 9999)


def asked_anew(found: Instance, line: int, cost: int) -> int:
    lines = list(found.supply.lines)
    lines[line] = replace(lines[line], cost=cost)
    changed = replace(found, supply=replace(found.supply, lines=tuple(lines)))
    answer = solved(changed, Options(method=Method.PROGRAM), Clock(), who=False)
    assert answer.status is Status.OPTIMAL
    return answer.cost


@pytest.mark.parametrize("seed", range(10))
def test_each_price_costs_what_it_does_asked_anew(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    sheets = several(case(random, rich=seed % 3 > 0, market=seed % 3 == 1), 2)
    try:
        prepared = prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings())
    except InfeasibleError:
        return
    found = instance_of(prepared)
    if solved(found, Options(), Clock()).status is not Status.OPTIMAL:
        return
    for line, _ in found.supply.numbered_lines():
        at = repriced(found, line, Options(), Clock())
        if at is None:
            continue
        for cost in PRICES:
            least, packs = at(cost)
            assert least == asked_anew(found, line, cost), f"line {line} at {cost}"
            # With so many packs another price costs no less than that line says.
            assert asked_anew(found, line, cost + 5) <= least + 5 * packs


def test_where_all_is_bought_plainly_a_cut_tells_the_cost_and_the_packs(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["nurses", 3]],
        "Access": [["User", "Device", "Server"], ["nurses", "ward PC", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    found = instance_of(prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings()))
    assert plain_part(found).all()
    user = next(i for i, x in found.supply.numbered_lines() if x.license == 0)
    at = repriced(found, user, Options(), Clock())
    assert at is not None
    # One device at 39 or three users: users from 12.99 down.
    assert at(1299) == (3897, 3)
    assert at(1301) == (3900, 0)
    assert repriced(found, user, Options(method=Method.PROGRAM), Clock()) is None
    assert size_of(found) > 0
