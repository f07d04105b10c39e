"""Every single corruption of dates, terms, orders and payments is seen by the audit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from optimizer.audit.audit import OVER_TIME, audit
from optimizer.domain.plan import OverTime, Plan
from optimizer.domain.tables import Tables
from tests.support.books import WINDOWS, Sheets, solve

BOOK: Sheets = {
    "Settings": [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", 2],
        ["Orders", "Quarterly"],
        ["Discount rate", 0.08],
        ["Budget", 900],
    ],
    "Users": [
        ["User", "Count", "From", "To"],
        ["a", 10, None, None],
        ["b", 5, date(2026, 8, 1), date(2027, 3, 31)],
        ["c", 4, date(2027, 1, 1), None],
    ],
    "Servers": [["Server", "Product", "CAL mode cost"], ["s", "Windows Server 2022", 40]],
    "Access": [["User", "Device", "Server"], *([user, None, "s"] for user in "abc")],
    "Licenses": [
        ["License", "Metric", "Covers", "Version", "Price"],
        ["CAL", "User", "Windows Server", "2025", 50],
        ["CAL 2022", "User", "Windows Server", "2022", None],
    ],
    "Offers": [
        ["Offer", "License", "From license", "Price", "Per", "Term", "Starts"],
        ["a year", "CAL", None, 17, "Year", 12, None],
        ["step-up", "CAL", "CAL 2022", 9, "Once", None, "At expiry"],
    ],
    "Owned": [["License", "Quantity", "Until"], ["CAL 2022", 6, date(2026, 12, 31)]],
    "Timeline": [
        ["From", "Change", "Target", "Value"],
        [date(2027, 1, 1), "Price factor", "*", 1.2],
        [date(2027, 1, 1), "Product", "s", "Windows Server 2025"],
        [date(2027, 1, 1), "Budget", None, 400],
    ],
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Plan]:
    tables, plan = solve(Path(tmp_path_factory.mktemp("book")), BOOK)
    assert plan.over_time is not None
    assert plan.over_time.conversions
    assert audit(tables, plan) == ()
    return tables, plan


def time(plan: Plan, **changed: object) -> Plan:
    assert plan.over_time is not None
    return replace(plan, over_time=replace(plan.over_time, **changed))  # type: ignore[arg-type]


def period(plan: Plan, number: int, **changed: object) -> Plan:
    assert plan.over_time is not None
    periods = list(plan.over_time.periods)
    periods[number] = replace(periods[number], **changed)  # type: ignore[arg-type]
    return time(plan, periods=tuple(periods))


def purchase(plan: Plan, number: int, **changed: object) -> Plan:
    purchases = list(plan.purchases)
    purchases[number] = replace(purchases[number], **changed)  # type: ignore[arg-type]
    return replace(plan, purchases=tuple(purchases))


def emptied(plan: Plan, number: int) -> Plan:
    """Nobody holds anything in a period."""
    assert plan.over_time is not None
    mixes = list(plan.over_time.mixes)
    users = mixes[number].users
    bundles = (*users.bundles, ())
    nothing = np.full(len(users.bundle), len(bundles) - 1)
    mixes[number] = replace(mixes[number], users=replace(users, bundle=nothing, bundles=bundles))
    return time(plan, mixes=tuple(mixes))


def shifted(plan: Plan) -> Plan:
    """A row of User licenses ends a period earlier."""
    users = plan.mix.users
    assert users.last is not None
    last = users.last.copy()
    last[0] -= 1
    return replace(plan, mix=replace(plan.mix, users=replace(users, last=last)))


def conversion(plan: Plan, **changed: object) -> Plan:
    time_: OverTime | None = plan.over_time
    assert time_ is not None
    first, *rest = time_.conversions
    return time(plan, conversions=(replace(first, **changed), *rest))  # type: ignore[arg-type]


def budget(plan: Plan, number: int, **changed: object) -> Plan:
    assert plan.over_time is not None
    budgets = list(plan.over_time.budgets)
    budgets[number] = replace(budgets[number], **changed)  # type: ignore[arg-type]
    return time(plan, budgets=tuple(budgets))


def converting(plan: Plan) -> int:
    return next(i for i, line in enumerate(plan.purchases) if line.from_license)


CORRUPTIONS: dict[str, Callable[[Plan], Plan]] = {
    "a day later": lambda plan: purchase(plan, 0, from_date=date(2026, 1, 2)),
    "a quarter later": lambda plan: purchase(plan, 0, from_date=date(2026, 4, 1)),
    "a quarter earlier": lambda plan: purchase(plan, -1, from_date=date(2026, 10, 1)),
    "one unit less": lambda plan: purchase(plan, 0, quantity=plan.purchases[0].quantity - 1),
    "one pack less": lambda plan: purchase(plan, 0, packs=plan.purchases[0].packs - 1),
    "an old price": lambda plan: purchase(
        plan, -1, price=plan.purchases[-1].price / Decimal("1.2")
    ),
    "another offer": lambda plan: purchase(plan, 0, offer="step-up"),
    "a cent less": lambda plan: purchase(plan, 0, cost=plan.purchases[0].cost - Decimal("0.01")),
    "due now": lambda plan: replace(plan, due_now=plan.due_now + 1),
    "a line left out": lambda plan: replace(plan, purchases=plan.purchases[1:]),
    "no cover in a period": lambda plan: emptied(plan, 3),
    "a row ends early": shifted,
    "a period's payments": lambda plan: period(plan, 0, payments=Decimal(1)),
    "a period's people": lambda plan: period(plan, 2, people=3),
    "a period's needed": lambda plan: period(plan, 2, needed={"CAL": 1}),
    "a period's there": lambda plan: period(plan, 2, there={"CAL": 100}),
    "a period's days": lambda plan: period(plan, 1, first=date(2026, 4, 2)),
    "a period's ordered": lambda plan: period(plan, 0, ordered={"CAL": 1}),
    "a period's ended": lambda plan: period(plan, 4, ended={"CAL 2022": 5}),
    "a period's last day": lambda plan: period(plan, 1, last=date(2026, 6, 29)),
    "a budget's payments": lambda plan: budget(plan, 1, payments=Decimal(1)),
    "CAL mode left out": lambda plan: replace(plan, server_costs=()),
    "a conversion on a day too early": lambda plan: purchase(
        plan, converting(plan), from_date=date(2026, 12, 31)
    ),
    "conversion of other units": lambda plan: conversion(plan, units=-1),
    "conversion with a holder": lambda plan: conversion(plan, holder=(True, 0)),
    "twins": lambda plan: time(plan, twins=(0,)),
    "committed after": lambda plan: time(plan, committed_after=Decimal(5)),
    "conversions forgotten": lambda plan: time(plan, conversions=()),
    "one conversion more": lambda plan: conversion(plan, units=7),
    "conversion of another purchase": lambda plan: conversion(plan, purchase=0),
    "the cost": lambda plan: replace(plan, cost=plan.cost - 1, lower_bound=plan.lower_bound - 1),
    "the bound": lambda plan: replace(plan, lower_bound=plan.cost + 1),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_is_seen(found: tuple[Tables, Plan], name: str) -> None:
    tables, plan = found
    assert audit(tables, CORRUPTIONS[name](plan)) != ()


SEEN_BY = {
    "each_period_complies": "no cover in a period",
    "spans_say_the_same": "a row ends early",
    "units_are_there": "a quarter later",
    "periods_are_told": "a period's ended",
    "cal_mode_is_paid_once": "CAL mode left out",
    "orders_follow_offers": "an old price",
    "conversions_use_what_is_there": "conversion with a holder",
    "money_by_date": "a budget's payments",
}
"""A rule -> a corruption that it sees by itself; for the last rule of the audit see below."""


@pytest.mark.parametrize("check", OVER_TIME, ids=lambda check: check.__name__)
def test_every_rule_sees_a_corruption_by_itself(
    found: tuple[Tables, Plan], check: Callable[[Tables, Plan, OverTime], list[str]]
) -> None:
    tables, plan = found
    assert plan.over_time is not None
    assert check(tables, plan, plan.over_time) == []
    if check.__name__ in SEEN_BY:
        wrong = CORRUPTIONS[SEEN_BY[check.__name__]](plan)
        assert wrong.over_time is not None
        assert check(tables, wrong, wrong.over_time) != []
    else:
        assert check.__name__ == "nothing_could_be_put_off"


def test_what_could_be_put_off_is_seen(tmp_path: Path) -> None:
    # Five come in October: a CAL at the same price may wait until then.
    sheets: Sheets = {
        "Settings": BOOK["Settings"][:4],
        "Users": [["User", "From"], ["ann", date(2026, 10, 1)]],
        "Access": [["User", "Device", "Server"], ["ann", None, "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 5],
        ],
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.purchases[0].from_date == date(2026, 10, 1)
    early = purchase(plan, 0, from_date=date(2026, 7, 1))
    assert any("could be ordered on" in said for said in audit(tables, early))


@pytest.mark.parametrize("units", [0, 3])
def test_moves_of_what_does_not_sit_there_are_seen(tmp_path: Path, units: int) -> None:
    # Ann's two units are movable, and Bob and Carl need them.
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Horizon", 1], ["Orders", "Yearly"],
        ],
        "Users": [["User"], ["ann"], ["bob"], ["carl"]],
        "Access": [["User", "Server"], *([u, "Windows Server 2022"] for u in ("bob", "carl"))],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 2]],
        "Assigned": [["License", "User", "Quantity", "Movable"], ["User CAL", "ann", 2, "Yes"]],
    }  # fmt: skip
    found, plan = solve(tmp_path, sheets)
    (move,) = plan.mix.moves
    assert (move.quantity, audit(found, plan)) == (2, ())
    wrong = replace(plan.mix, moves=(replace(move, quantity=units),))
    assert audit(found, replace(plan, mix=wrong)) == (
        "A move takes units that do not sit there, or moves none.",
    )
