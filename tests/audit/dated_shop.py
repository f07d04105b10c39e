"""A shop over two years, ordered by quarters, and lines of a plan of it whose money is forced.

At 21 % a year half a year is 10 %, and a year 21 %: 17 from July is worth 15.45 today, and the 9 of
a step-up, a fifth dearer from 2027 on, 10.80 / 1.21 = 8.93.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from optimizer.domain.keywords import Per
from optimizer.domain.over_time import BudgetSpan, Conversion, PeriodAccount
from optimizer.domain.plan import (
    Coverage,
    Holding,
    Mix,
    OverTime,
    Plan,
    PlanStatus,
    Purchase,
    Texts,
)
from optimizer.domain.tables import Tables
from tests.support.books import Sheets, tables, write

BOOK: Sheets = {
    "Settings": [
        ["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2], ["Orders", "Quarterly"],
        ["Discount rate", 0.21],
    ],
    "Users": [
        ["User", "Count", "From", "To"], ["a", 6, None, None],
        ["b", 5, date(2026, 8, 1), date(2027, 3, 31)], ["left", 1, None, date(2025, 12, 31)],
    ],
    "Devices": [["Device", "Count"], ["kiosk", 2]],
    "Servers": [["Server", "Product", "CAL mode cost", "Count"],
                ["s", "Windows Server 2022", 40, 2]],
    "Access": [["User", "Device", "Server"], ["a", None, "s"], ["b", None, "s"],
               ["left", None, "s"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Version", "Price"],
        ["CAL", "User", "Windows Server", "2025", 50],
        ["Old", "User", "Windows Server", "2022", None],
        ["D", "Device", "Windows Server", "2025", 30],
    ],
    "Offers": [
        ["Offer", "License", "From license", "Price", "Per", "Term", "Starts", "Pack",
         "From quantity", "Minimum", "Maximum", "Valid from", "Valid until", "Increase"],
        ["a year", "CAL", None, 17, "Year", 12, None, None, None, None, None, None, None, None],
        ["step-up", "CAL", "Old", 9, None, None, "At expiry", None, None, None, None, None, None,
         None],
        ["swap", "D", "Old", 4, None, None, None, None, None, None, None, None, None, None],
        ["packs", "D", None, 100, "Year", None, None, 5, 1, 5, 15, date(2026, 4, 1),
         date(2026, 7, 1), 0.1],
        ["packs", "D", None, 90, "Year", None, None, 5, 10, 5, 15, date(2026, 4, 1),
         date(2026, 7, 1), 0.1],
    ],
    "Owned": [
        ["License", "Quantity", "Until", "SA until"],
        ["Old", 6, date(2026, 12, 31), None], ["Old", 4, None, date(2027, 3, 31)],
    ],
    "Assigned": [["License", "User", "Quantity", "Movable"], ["Old", "a", 2, "No"],
                 ["Old", "left", 1, "No"]],
    "Timeline": [
        ["From", "Change", "Target", "Value"],
        [date(2027, 1, 1), "Price factor", "*", 1.2],
        [date(2027, 4, 1), "Without offer", "CAL", None],
    ],
}  # fmt: skip

NOW, APRIL, JULY = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)
NEXT, NEXT_APRIL = date(2027, 1, 1), date(2027, 4, 1)


def line(offer: str, quantity: int, day: date, cost: str, **other: Any) -> Purchase:
    """A purchase of that cost, of single CALs at 50 where nothing else is said."""
    plain = Purchase(
        offer=offer, license="CAL", from_license=None, quantity=quantity, packs=quantity,
        price=Decimal(50), per=Per.ONCE, from_date=day, due_now=Decimal(0), cost=Decimal(cost),
    )  # fmt: skip
    return replace(plain, **other)


PURCHASES = (
    line("CAL", 3, NOW, "150", due_now=Decimal(150)),
    line("a year", 2, JULY, "30.90", price=Decimal(17), per=Per.YEAR),
    line("step-up", 4, NEXT, "35.72", price=Decimal("10.8"), from_license="Old"),
    line("swap", 2, APRIL, "7.62", price=Decimal(4), license="D", from_license="Old"),
    line("packs", 10, APRIL, "327.64", price=Decimal(90), per=Per.YEAR, license="D", packs=2),
)
"""Ten in two packs of the second tier: 90 / 1.21 ^ 1/4 + 99 / 1.21 ^ 5/4 = 163.82, twice."""

CONVERSIONS = (Conversion(2, 0, 4), Conversion(3, 1, 2))


def holding(*rows: tuple[int, int, tuple[int, ...]], first: int = -1, last: int = -1) -> Holding:
    """Runs of members of a row who hold a set of licenses."""
    bundles = tuple(dict.fromkeys(bundle for *_, bundle in rows))
    row, members, bundle = (
        np.array(column, np.int64)
        for column in (
            [row for row, *_ in rows],
            [members for _, members, _ in rows],
            [bundles.index(bundle) for *_, bundle in rows],
        )
    )
    if last < 0:
        return Holding(row, members, bundle, bundles)
    spans = np.full(len(row), first), np.full(len(row), last)
    return Holding(row, members, bundle, bundles, first=spans[0], last=spans[1])


def mix(users: Holding, devices: Holding, **other: Any) -> Mix:
    """Who holds what in a period, and nothing else."""
    plain = Mix(
        users=users, devices=devices, wide=(), exempt=(), modes={}, packs=(), converted=(),
        used=(), cal_mode=(),
    )  # fmt: skip
    return replace(plain, **other)


def account(first: date, last: date, payments: str = "0", **other: Any) -> PeriodAccount:
    """A period in which nobody is there."""
    plain = PeriodAccount(
        first=first, last=last, people=0, devices=0, needed={}, there={}, ordered={}, ended={},
        payments=Decimal(payments),
    )  # fmt: skip
    return replace(plain, **other)


NOBODY = mix(holding(), holding())


def plan_of(
    purchases: tuple[Purchase, ...] = PURCHASES,
    conversions: tuple[Conversion, ...] = CONVERSIONS,
    mixes: tuple[Mix, ...] = (NOBODY,) * 8,
    periods: tuple[PeriodAccount, ...] = (),
    budgets: tuple[BudgetSpan, ...] = (),
    **other: Any,
) -> tuple[Plan, OverTime]:
    """A plan with these lines, and what it says of its periods."""
    time = OverTime(
        periods=periods, mixes=mixes, twins=(), conversions=conversions,
        committed_after=Decimal(0), budgets=budgets,
    )  # fmt: skip
    none, texts = np.zeros(0, np.int64), Texts(np.zeros(0, np.int64), ())
    plan = Plan(
        status=PlanStatus.OPTIMAL, currency="USD", digits=2, cost=Decimal(0), due_now=Decimal(0),
        lower_bound=Decimal(0), payments=(), purchases=purchases, servers=(), server_costs=(),
        balances=(), budget=None, mix=mixes[0], user_why=texts, device_why=texts, accesses={},
        coverage=Coverage(
            user=none, device=none, server=none, family=none, version=none, access=none,
            side=texts, license=texts,
        ),
        over_time=time,
    )  # fmt: skip
    plan = replace(plan, **other)
    return plan, time


def read() -> Tables:
    """The workbook's tables."""
    with TemporaryDirectory() as folder:
        return tables(write(Path(folder) / "book.xlsx", BOOK))
