"""What plans over time are compared with: costs that are forced."""

from dataclasses import replace
from decimal import Decimal

import pytest

from optimizer.domain.options import Options
from optimizer.licensing.dated_supply import OrderIndex
from optimizer.solving import comparisons_over_time, over_time
from optimizer.solving.comparisons_over_time import (
    all_now,
    baselines_over_time,
    least_over_time,
    one_sided,
)
from optimizer.solving.independent import independent
from optimizer.solving.over_time import solved_over_time
from optimizer.solving.solvers.status import Clock, Outcome, Status
from tests.solving.test_over_time import YEARS
from tests.support.stated import timetable


def test_what_it_is_compared_with() -> None:
    """Everything now costs the same, since nothing is cheaper later."""
    costs, unfinished = baselines_over_time(timetable(YEARS), Options(), Clock())
    assert costs == {"user": Decimal("67.00"), "device": Decimal("81.00"), "now": Decimal("67.00")}
    assert unfinished == frozenset()


def test_what_can_only_be_ordered_later_is_not_there_now() -> None:
    """Without D, and U sold from 2027 on: everything now is no plan."""
    text = (
        YEARS.replace("ann  |        | mail", "bob  |        | file")
        .replace("    ann  | PC     | file\n", "")
        .replace(
            "D       | Device | Windows Server    | 11", "D       | Device | Windows Server    |"
        )
    )
    text = text.replace("    U       | User   | Windows Server    | 10\n",
                        "    U       | User   | Windows Server    |\n") + """
    Offers
    Offer | License | Price | Valid from
    later | U       | 10    | 2027-01-01
    """  # fmt: skip
    found = timetable(text)
    costs, unfinished = baselines_over_time(found, Options(), Clock())
    assert costs == {"user": Decimal("37.00"), "device": Decimal("37.00")}
    assert unfinished == frozenset()
    barred = frozenset(OrderIndex(i) for i, o in enumerate(found.supply.orders) if o.license == 0)
    assert least_over_time(found, Options(), Clock(), barred) == (Status.INFEASIBLE, None)
    assert solved_over_time(found, Options(), Clock(), barred).mix is None


def test_one_side_alone_where_it_can() -> None:
    found = timetable(YEARS)
    for users in (True, False):
        for case, fewer in zip(
            found.instances, one_sided(found, users=users).instances, strict=True
        ):
            here, other = ("by_user", "by_device") if users else ("by_device", "by_user")
            for of, less in ((case.ways, fewer.ways), (case.classes, fewer.classes)):
                assert getattr(less, here).tolist() == getattr(of, here).tolist()
                assert getattr(less, other).tolist() == [
                    not mine and theirs
                    for mine, theirs in zip(getattr(of, here), getattr(of, other), strict=True)
                ]


def test_what_takes_too_long_is_named_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second is left: a comparison has its own share of the limit, here of none."""
    found = timetable(YEARS)
    monkeypatch.setattr(over_time, "solve", lambda *_: Outcome(Status.UNKNOWN))
    assert baselines_over_time(found, Options(), Clock(60)) == (
        {},
        frozenset({"user", "device", "now"}),
    )


def test_each_has_an_equal_share_of_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,000 seconds 15 are left, and each takes all that it has: 5 for each."""
    clocks: list[Clock] = []

    def least(_t: object, _o: object, clock: Clock, *_: object) -> tuple[Status, None]:
        clocks.append(clock)
        used.start -= clock.limit or 0
        return Status.UNKNOWN, None

    for name in ("least_over_time", "all_now"):
        monkeypatch.setattr(comparisons_over_time, name, least)
    used = Clock(1000)
    used.start -= 985
    costs, unfinished = baselines_over_time(timetable(YEARS), Options(), used)
    assert [clock.limit for clock in clocks] == pytest.approx([5.0] * 3, abs=0.5)
    assert (costs, unfinished) == ({}, {"user", "device", "now"})


def test_what_is_not_proven_of_ordering_all_now_is_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A plan of 67.00 of which 60.00 are proven."""
    found = timetable(YEARS)
    answer = solved_over_time(found, Options(), Clock())
    half = replace(answer, status=Status.FEASIBLE, bound=6000)
    monkeypatch.setattr(comparisons_over_time, "solved_over_time", lambda *_, **__: half)
    assert all_now(found, Options(), Clock()) == (Status.FEASIBLE, Decimal("60.00"))
    assert baselines_over_time(found, Options(), Clock()) == (
        {"now_at_least": Decimal("60.00")},
        frozenset({"user", "device", "now"}),
    )
    none = replace(half, mix=None)
    monkeypatch.setattr(comparisons_over_time, "solved_over_time", lambda *_, **__: none)
    assert all_now(found, Options(), Clock()) == (Status.FEASIBLE, None)


TWO = (
    YEARS.replace("CAL mode cost", "Note")
    .replace("| 7", "|")
    .replace("ann  |        | mail", "ann  | PC     | mail")
)
"""Two families that nothing joins."""


def test_what_would_not_be_proven_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second is left when the first family's rents have been sought: no more is tried."""
    found = timetable(TWO)
    assert len(independent(found)) == 2
    assert least_over_time(found, Options(), Clock(60))[0] is Status.OPTIMAL
    monkeypatch.setattr(over_time, "MANY", 1)
    assert least_over_time(found, Options(), Clock(60))[0] is Status.OPTIMAL
    late = Clock(60)
    late.start -= 1000
    tried = list[object]()
    monkeypatch.setattr(over_time, "_solved", lambda *asked, **_: tried.append(asked))
    assert least_over_time(found, Options(), late) == (Status.UNKNOWN, None)
    assert not tried
