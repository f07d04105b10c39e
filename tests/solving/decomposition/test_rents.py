"""Rents against the whole program: the bound is never above the optimum, the plan never below."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.options import Options
from optimizer.solving import over_time
from optimizer.solving.decomposition import mixing, rents
from optimizer.solving.decomposition.rents import SEARCHING, RentedPlan, begun, fits
from optimizer.solving.decomposition.whole_supplies import Settled
from optimizer.solving.network.covers import Covers
from optimizer.solving.over_time import cost_in_minor_units, ordered, solved_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable, timetable_of
from tests.support.books import Sheets, tables, write


def shops(seed: int) -> Sheets:
    """People who come and go on shared tills, stock, one-year terms and a rise."""
    rng = random.Random(seed)
    start = date(2026, 1, 1)

    def span() -> tuple[date | None, date | None]:
        first = rng.choice([None, rng.randrange(0, 500)])
        last = rng.choice([None, (first or 0) + rng.randrange(30, 400)])
        days = [None if d is None else start + timedelta(days=d) for d in (first, last)]
        return days[0], days[1]

    users = [(f"u{i}", *span()) for i in range(14)]
    access = [(u, f"pc{rng.randrange(6)}", "s") for u, *_ in users for _ in range(2)]
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", start],
            ["Horizon", 2],
            ["Orders", "Quarterly"],
            ["Discount rate", 0.07],
        ],
        "Users": [["User", "From", "To"], *users],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2022"]],
        "Access": [["User", "Device", "Server"], *access],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["User CAL", "User", "Windows Server", "2025", 50],
            ["Device CAL", "Device", "Windows Server", "2025", 39],
            ["User CAL 2022", "User", "Windows Server", "2022", None],
        ],
        "Offers": [
            ["Offer", "License", "Price", "Per", "Term"],
            ["a year", "User CAL", 17, "Year", 12],
            ["a device year", "Device CAL", 13, "Year", 12],
        ],
        "Owned": [["License", "Quantity"], ["User CAL 2022", 3]],
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2027, 1, 1), "Price factor", "*", 1.2],
            [date(2027, 4, 1), "Product", "s", "Windows Server 2025"],
        ],
    }


def rented(timetable: Timetable, clock: Clock) -> RentedPlan:
    """The plan of a question that is one part, and its bound."""
    with clock.part(SEARCHING) as its:
        search = begun(timetable, "highs", its)
    assert search is not None
    return search.plan(clock)


@pytest.mark.parametrize("seed", range(8))
def test_rents_bound_the_optimum(tmp_path: Path, seed: int) -> None:
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(seed))))
    assert fits(timetable)
    whole = solved_over_time(timetable, Options(), Clock())
    assert whole.status is Status.OPTIMAL
    assert whole.mix is not None
    best = cost_in_minor_units(timetable, whole.mix.packs, ())
    found = rented(timetable, Clock())
    assert found.mixes is not None
    mix = ordered(timetable, found.mixes, (), Options())
    assert mix is not None
    cost = cost_in_minor_units(timetable, mix.packs, ())
    assert found.bound <= best <= cost
    assert found.bound == cost  # supplies one unit short of it are refused, each by a proof


@pytest.mark.parametrize("limit", [None, 60.0])
def test_what_is_looked_through_is_bounded_by_work_not_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: float | None
) -> None:
    """Else a busy machine would give another plan; seconds count only where they are asked for."""
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(1))))
    clocks: list[Clock] = []

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            clocks.append(named.get("clock") or given[-1])
            return function(*given, **named)

        return call

    monkeypatch.setattr(mixing, "solve", noted(mixing.solve))
    monkeypatch.setattr(rents, "choose", noted(rents.choose))
    # A gap is left to look through: no covers between ties, and no supply settled.
    monkeypatch.setattr(Covers, "near_ties", lambda *_: None)
    monkeypatch.setattr(rents, "settle", noted(lambda _bound, _best, known, *_: known))
    rented(timetable, Clock(limit))
    works = {each.work for each in clocks}
    assert works == {mixing.ROUNDING, rents.MIXING, rents.SETTLING, rents.LOOKING}
    for clock in clocks:
        first = clock is clocks[0]  # a plan is there before any search, however busy the machine
        assert clock.limit is None if limit is None or first else clock.limit <= limit / 2


def test_a_large_workbook_goes_by_rents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(1))))
    monkeypatch.setattr(over_time, "MANY", 1)
    answer = solved_over_time(timetable, Options(), Clock())
    assert "rents" in answer.road
    assert answer.status in (Status.OPTIMAL, Status.FEASIBLE)


def test_where_no_time_is_left_the_first_plan_stands_with_its_bound(tmp_path: Path) -> None:
    """A plan is there before any search, and the first rents bound it."""
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(1))))
    best = rented(timetable, Clock())
    clock = Clock(60)
    clock.start -= 1000
    found = rented(timetable, clock)
    assert found.mixes is not None
    mix = ordered(timetable, found.mixes, (), Options())
    assert mix is not None
    assert cost_in_minor_units(timetable, mix.packs, ()) > best.bound >= found.bound > 0


def test_a_part_has_time_for_what_is_not_proven_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(1))))
    search = begun(timetable, "highs", Clock())
    assert search is not None
    assert search.mixing.known is not None
    levels, cost = search.mixing.known
    assert search.gap == (cost - search.least) / cost
    assert 0 < search.gap < 1
    monkeypatch.setattr(search.mixing, "known", (levels, search.least - 1))
    assert search.gap == 0
    monkeypatch.setattr(search.mixing, "known", None)
    assert search.gap == 1


@pytest.mark.parametrize("seed", range(3))
def test_what_rests_on_a_solvers_word_is_never_called_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """A bound that a solver got wrong is above the optimum: no whole numbers prove it."""
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", shops(seed))))
    right = rented(timetable, Clock())

    def wrong(_bound: object, _best: object, known: Settled, *_: object) -> Settled:
        return replace(known, cost=known.cost + 5_000, least=right.bound + 1_000)

    monkeypatch.setattr(rents, "settle", wrong)
    found = rented(timetable, Clock())
    assert found.checked <= right.bound < found.bound
