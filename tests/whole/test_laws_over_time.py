"""What always holds of plans over time, on random dated workbooks through real files."""

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.planning import optimize
from tests.support.books import Sheets, tables, write
from tests.support.outside.dated_books import ABOUT, DatedBook

PLAIN = tuple(
    each
    for each in ABOUT
    if each not in ("own pairs", "administration", "assigned", "same as", "conversions")
)
"""What books are about in which a group can be cut in two, or dates be left out."""

Rows = list[list[Any]]


def book(seed: int, subjects: tuple[str, ...] = ABOUT) -> DatedBook:
    return DatedBook(Random(seed), subjects)


def planned(path: Path, sheets: Sheets) -> Plan | None:
    """The plan; None where there is none."""
    path.mkdir(exist_ok=True)
    found = tables(write(path / "book.xlsx", sheets), as_of=None)
    try:
        return optimize(found, Findings(), Options())
    except InfeasibleError:
        return None


def cost(path: Path, sheets: Sheets) -> Decimal:
    plan = planned(path, sheets)
    return Decimal("Infinity") if plan is None else plan.cost


def set_to(sheets: Sheets, setting: str, value: object) -> None:
    sheets["Settings"] = [
        *(row for row in sheets["Settings"] if row[0] != setting),
        [setting, value],
    ]


def blanked(sheets: Sheets, sheet: str, *columns: str) -> None:
    """The same without what stands in some columns."""
    rows = sheets.get(sheet, [[]])
    for column in columns:
        if column in rows[0]:
            at = rows[0].index(column)
            for row in rows[1:]:
                row[at] = ""


@pytest.mark.parametrize("seed", range(6))
def test_more_order_dates_never_cost_more(tmp_path: Path, seed: int) -> None:
    """Quarterly <= Yearly <= everything on As of, each in periods of its own."""
    sheets = next(
        each.sheets for n in range(50) if (each := book(100 * seed + n)).rhythm == "Yearly"
    )
    yearly = planned(tmp_path / "yearly", deepcopy(sheets))
    set_to(sheets, "Orders", "Quarterly")
    quarterly = cost(tmp_path / "quarterly", sheets)
    if yearly is not None:
        assert quarterly <= yearly.cost
        assert yearly.over_time is not None
        if yearly.over_time.all_now is not None:
            assert yearly.cost <= yearly.over_time.all_now


@pytest.mark.parametrize("seed", range(6))
def test_what_is_sold_on_as_of_alone_costs_what_all_now_does(tmp_path: Path, seed: int) -> None:
    """With a Term as long as the horizon too, which then says nothing."""
    made = book(seed, PLAIN)
    sheets = made.sheets
    for sheet in ("Licenses", "Offers"):
        blanked(sheets, sheet, "Term")
    before = planned(tmp_path / "any", deepcopy(sheets))
    if before is None or before.over_time is None or before.over_time.all_now is None:
        return
    day = made.as_of + timedelta(days=1)
    rows: Rows = sheets.get("Timeline", [["From", "Change", "Target", "Value"]])
    offers = {row[0] for row in sheets.get("Offers", [])[1:]}
    gone = [[day, "Without license", row[0], ""] for row in sheets["Licenses"][1:]]
    sheets["Timeline"] = [*rows, *gone, *([day, "Without offer", o, ""] for o in sorted(offers))]
    assert cost(tmp_path / "now", deepcopy(sheets)) == before.over_time.all_now
    for sheet in ("Licenses", "Offers"):
        rows = sheets.get(sheet, [[]])
        for row in rows[1:]:
            row[rows[0].index("Term")] = 12 * made.horizon
    assert cost(tmp_path / "term", sheets) == before.over_time.all_now


@pytest.mark.parametrize("seed", range(6))
def test_where_nothing_changes_all_now_costs_what_once_does(tmp_path: Path, seed: int) -> None:
    sheets = book(seed, tuple(each for each in PLAIN if each != "at expiry")).sheets
    sheets.pop("Timeline", None)
    for sheet in ("Users", "Devices", "Servers", "Access"):
        blanked(sheets, sheet, "From", "To")
    for sheet in ("Licenses", "Offers"):
        blanked(sheets, sheet, "Term", "Valid from", "Valid until")
    blanked(sheets, "Owned", "Until", "SA until")
    dated = planned(tmp_path / "dated", deepcopy(sheets))
    set_to(sheets, "Orders", "Once")
    once = planned(tmp_path / "once", sheets)
    if dated is None or once is None:
        assert dated is once
    else:
        assert dated.over_time is not None
        assert dated.over_time.all_now == once.cost == dated.cost


@pytest.mark.parametrize("seed", range(6))
def test_a_group_cut_in_two_of_equal_dates_changes_nothing(tmp_path: Path, seed: int) -> None:
    for n in range(50):
        sheets = book(100 * seed + n, PLAIN).sheets
        head, rows = sheets["Users"][0], sheets["Users"][1:]
        targets = {str(row[2]) for row in sheets.get("Timeline", [])[1:]}
        groups = [
            row
            for row in rows
            if isinstance(row[head.index("Count")], int)
            and row[head.index("Count")] > 1
            and row[0] not in targets
            and not targets & {"Users", "*"}
        ]
        if groups:
            break
    group = groups[0]
    whole = cost(tmp_path / "whole", deepcopy(sheets))
    other, at = list(group), head.index("Count")
    other[0] = f"{group[0]} too"
    group[at], other[at] = group[at] - 1, 1
    sheets["Users"] = [head, *rows, other]
    user = sheets["Access"][0].index("User")
    twice = [
        [*row[:user], other[0], *row[user + 1 :]]
        for row in sheets["Access"][1:]
        if row[user] == group[0]
    ]
    sheets["Access"] = [*sheets["Access"], *twice]
    assert cost(tmp_path / "parts", sheets) == whole


def test_dates_that_say_nothing_change_nothing(tmp_path: Path) -> None:
    """From As of on, to the horizon's end: the same plan as without, ordered on As of."""
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", "Quarterly"],
        ],
        "Users": [
            ["User", "Count", "From", "To"],
            ["all", 7, date(2026, 1, 1), date(2027, 12, 31)],
        ],
        "Access": [["User", "Server"], ["all", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", 50],
        ],
    }
    with_dates = planned(tmp_path, deepcopy(sheets))
    blanked(sheets, "Users", "From", "To")
    without = planned(tmp_path, sheets)
    assert with_dates is not None
    assert without is not None
    assert with_dates.cost == without.cost == 350
    assert with_dates.purchases == without.purchases
