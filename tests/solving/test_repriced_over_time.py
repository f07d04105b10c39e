"""A question over time at other prices: as dear as solving it anew, and nothing cheaper passes."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.dated_planning import timetable
from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings
from optimizer.solving import repriced_over_time
from optimizer.solving.over_time import cost_in_minor_units, solved_over_time
from optimizer.solving.repriced_over_time import Placed, RepricedOverTime, prices_of
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import Timetable
from tests.support.books import tables, write
from tests.support.outside.dated_books import dated_book

SEEDS = (1, 2, 5, 8)


def asked(folder: Path, seed: int) -> Timetable:
    return timetable(tables(write(folder / "book.xlsx", dated_book(seed))), Findings())


def anew(found: Timetable, prices: list[int]) -> int:
    """What the cheapest plan costs where everything is stated again."""
    orders = [replace(o, cost=p) for o, p in zip(found.supply.orders, prices, strict=True)]
    priced = replace(found, supply=replace(found.supply, orders=tuple(orders)))
    mix = solved_over_time(priced, Options(), Clock()).mix
    assert mix is not None
    return cost_in_minor_units(priced, mix.packs, mix.cal_mode)


@pytest.mark.parametrize("method", [Method.FASTEST, Method.PROGRAM])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_price_costs_what_it_does_anew(tmp_path: Path, seed: int, method: Method) -> None:
    found = asked(tmp_path, seed)
    again = RepricedOverTime(found, Options(method=method))
    today = prices_of(found)
    for prices in (today, [2 * p for p in today], [p * (i % 3) for i, p in enumerate(today)]):
        least = anew(found, prices)
        assert again.cheapest(prices).cost(prices) == least
        # Nothing is cheaper than the cheapest, and it is cheaper than a cent more.
        assert again.cheaper(prices, least) is None
        other = again.cheaper(prices, least + 1)
        assert other is not None
        assert other.cost(prices) == least


def test_large_questions_are_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repriced_over_time, "MANY", 0)
    monkeypatch.setattr(repriced_over_time, "fits", lambda _: True)
    found = asked(tmp_path, 1)
    again, prices = RepricedOverTime(found, Options()), prices_of(found)
    least = anew(found, prices)
    assert again.program is None
    assert again.cheapest(prices).cost(prices) == least
    assert again.cheaper(prices, least) is None


def test_a_plan_costs_its_packs_and_what_is_beside() -> None:
    assert Placed((2, 0, 1), 100).cost([5, 9, 30]) == 140


def test_the_plan_of_today_is_known_first(tmp_path: Path) -> None:
    found = asked(tmp_path, 1)
    mix = solved_over_time(found, Options(), Clock()).mix
    assert mix is not None
    again = RepricedOverTime(found, Options(), mix)
    assert [plan.packs for plan in again.known] == [mix.packs]
    # Another price's plan joins it, once.
    dearer = [10 * p for p in prices_of(found)]
    again.cheapest(dearer)
    again.cheapest(dearer)
    assert len(again.known) <= 2
