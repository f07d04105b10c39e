"""What dates on rows, offers and the Timeline mean: a tiny workbook for each, its cost by hand.

One person's license is 50.00 for good and 5.00 for a quarter, so what a plan costs tells in how
many quarters, of four, somebody is there.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.api import examine
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings
from optimizer.planning import optimize
from optimizer.whatif.scenarios import futures
from tests.support.books import Sheets, solve, tables, write

W = "Windows Server 2022"
Rows = Sequence[Any]

LICENSES: Rows = [
    ["License", "Metric", "Covers", "Price"],
    ["User CAL", "User", "Windows Server", 50],
]
QUARTER: Rows = ["quarter", "User CAL", 5, "Once", 3]
OFFERS: Rows = [["Offer", "License", "Price", "Per", "Term"], QUARTER]


def shop(*, as_of: date = date(2026, 1, 1), years: int = 1, **sheets: Any) -> Sheets:
    """Ann on a server, by quarter, with other sheets in place of these."""
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", as_of],
            ["Horizon", years],
            ["Orders", "Quarterly"],
        ],
        "Servers": [["Server", "Product"], ["s", W]],
        "Access": [["User", "Server"], ["ann", "s"]],
        "Licenses": LICENSES,
        "Offers": OFFERS,
        **sheets,
    }


def timeline(*rows: list[Any]) -> Rows:
    return [["From", "Change", "Target", "Value"], *rows]


def planned(tmp_path: Path, sheets: Sheets) -> Plan:
    found = tables(write(tmp_path / "book.xlsx", sheets), as_of=None)
    return optimize(found, Findings(), Options())


def ordered(plan: Plan) -> list[tuple[str, str, int]]:
    return [(p.offer, p.from_date.isoformat(), p.quantity) for p in plan.purchases]


@pytest.mark.parametrize(("start", "cost"), [(date(2026, 3, 31), 5), (date(2026, 4, 1), 0)])
def test_person_and_server_need_not_be_there_on_the_same_day(
    tmp_path: Path, start: date, cost: int
) -> None:
    """Ann leaves in January, the server comes in March: in the first quarter each is there."""
    sheets = shop(
        Users=[["User", "To"], ["ann", date(2026, 1, 15)]],
        Servers=[["Server", "Product", "From"], ["s", W, start]],
    )
    assert planned(tmp_path, sheets).cost == cost


def test_an_access_is_there_whenever_one_of_its_rows_is(tmp_path: Path) -> None:
    """The first and the last quarter."""
    rows = [
        ["User", "Server", "From", "To"],
        ["ann", "s", None, date(2026, 3, 31)],
        ["ann", "s", date(2026, 10, 1), None],
    ]
    plan = planned(tmp_path, shop(Access=rows))
    assert plan.cost == 10
    assert ordered(plan) == [("quarter", "2026-01-01", 1), ("quarter", "2026-10-01", 1)]


@pytest.mark.parametrize(
    ("start", "end", "cost"),
    [
        (date(2026, 7, 1), None, 10),
        (date(2026, 6, 30), None, 15),
        (None, date(2026, 3, 31), 5),
        (None, date(2026, 4, 1), 10),
        (None, None, 20),
    ],
)
@pytest.mark.parametrize("sheet", ["Users", "Devices", "Servers", "Access"])
def test_a_blank_end_is_open(
    tmp_path: Path, sheet: str, start: date | None, end: date | None, cost: int
) -> None:
    rows: Sheets = {
        "Users": [["User", "From", "To"], ["ann", start, end]],
        "Devices": [["Device", "From", "To"], ["pc", start, end]],
        "Servers": [["Server", "Product", "From", "To"], ["s", W, start, end]],
        "Access": [["User", "Device", "Server", "From", "To"], ["ann", "pc", "s", start, end]],
    }
    plain: Sheets = {"Access": [["User", "Device", "Server"], ["ann", "pc", "s"]]}
    assert planned(tmp_path, shop(**(plain | {sheet: rows[sheet]}))).cost == cost


@pytest.mark.parametrize(
    ("end", "cost"), [(date(2026, 4, 29), 5), (date(2026, 4, 30), 10), (date(2026, 7, 30), 10)]
)
def test_periods_begin_on_the_last_day_of_shorter_months(
    tmp_path: Path, end: date, cost: int
) -> None:
    """From 31 January on they begin on 30 April and 31 July."""
    sheets = shop(as_of=date(2026, 1, 31), Users=[["User", "To"], ["ann", end]])
    assert planned(tmp_path, sheets).cost == cost


@pytest.mark.parametrize(
    ("as_of", "short"),
    [(date(2026, 2, 1), "2026-02-01 on has 89 days"), (date(2026, 1, 1), ""),
     (date(2027, 2, 1), "2027-02-01 on has 89 days"), (date(2028, 2, 1), "")],
)  # fmt: skip
def test_a_quarter_of_89_days_is_noted(tmp_path: Path, as_of: date, short: str) -> None:
    """A license may be reassigned after 90; 2028 is a leap year."""
    notes = " ".join(map(str, examined(tmp_path, shop(as_of=as_of))))
    assert (short in notes) if short else "has 89 days" not in notes


def examined(tmp_path: Path, sheets: Sheets) -> Sequence[object]:
    found = examine(write(tmp_path / "book.xlsx", sheets))
    assert not found.problems
    return found.notes


@pytest.mark.parametrize("day", [date(2020, 5, 5), date(2026, 1, 1)])
def test_what_changes_by_as_of_holds_from_the_first_day(tmp_path: Path, day: date) -> None:
    sheets = shop(Timeline=timeline([day, "Price", "quarter", 4]))
    assert planned(tmp_path, sheets).cost == 16


def test_what_changes_after_the_horizon_is_left_out_with_a_note(tmp_path: Path) -> None:
    sheets = shop(Timeline=timeline([date(2027, 1, 1), "Price", "quarter", 400]))
    assert planned(tmp_path, sheets).cost == 20
    assert any("Timeline!A2" in str(note) for note in examined(tmp_path, sheets))


def test_rows_of_one_target_apply_by_day_whatever_their_order(tmp_path: Path) -> None:
    """5 + 7 + 9 + 9."""
    rows = timeline(
        [date(2026, 7, 1), "Price", "quarter", 9], [date(2026, 4, 1), "Price", "quarter", 7]
    )
    assert planned(tmp_path, shop(Timeline=rows)).cost == 30


def test_a_price_changes_the_orders_from_its_day_on(tmp_path: Path) -> None:
    """In the middle of a quarter: the next order date is the first at it. 5 + 5 + 9 + 9."""
    rows = timeline([date(2026, 4, 2), "Price", "quarter", 9])
    assert planned(tmp_path, shop(Timeline=rows)).cost == 28


def test_a_count_is_the_largest_of_the_period(tmp_path: Path) -> None:
    """Three in the first quarter, then two: 9 units of a quarter."""
    rows = timeline([date(2026, 2, 15), "Count", "ann", 3], [date(2026, 3, 15), "Count", "ann", 2])
    assert planned(tmp_path, shop(Timeline=rows)).cost == 45


def test_a_count_factor_counts_from_its_day(tmp_path: Path) -> None:
    """Four, then six: 4 + 3 times 6 units."""
    sheets = shop(
        Users=[["User", "Count"], ["ann", 4]],
        Timeline=timeline([date(2026, 4, 1), "Count factor", "Users", 1.5]),
    )
    assert planned(tmp_path, sheets).cost == 110


VERSIONS: Rows = [
    ["License", "Metric", "Covers", "Version", "Price", "Term"],
    ["CAL 2022", "User", "Windows Server", "2022", 3, 3],
    ["CAL 2025", "User", "Windows Server", "2025", 7, 3],
]


def test_in_the_period_of_an_upgrade_both_products_count(tmp_path: Path) -> None:
    """3 in the first quarter; from the second on 7, which opens the older one too."""
    rows = timeline([date(2026, 5, 1), "Product", "s", "Windows Server 2025"])
    sheets = shop(Licenses=VERSIONS, Offers=[["Offer", "License", "Price"]], Timeline=rows)
    assert planned(tmp_path, sheets).cost == 24


def test_a_row_narrowed_to_some_products_keeps_its_own(tmp_path: Path) -> None:
    """Ann's row names the first of the server's products, so the new list is no matter of hers."""
    sheets = shop(
        Servers=[["Server", "Product"], ["s", f"{W}; Exchange Server 2019"]],
        Access=[["User", "Server", "Product"], ["ann", "s", W]],
        Licenses=VERSIONS,
        Offers=[["Offer", "License", "Price"]],
        Timeline=timeline([date(2026, 4, 1), "Product", "s", "Windows Server 2025"]),
    )
    assert planned(tmp_path, sheets).cost == 12


@pytest.mark.parametrize(
    ("what", "target"),
    [("Without license", "User CAL"), ("Without offer", "CAL"), ("Without channel", "Shop")],
)
def test_what_is_no_longer_sold_is_ordered_before_and_stays(
    tmp_path: Path, what: str, target: str
) -> None:
    """Bob comes in July; from April on nothing is sold, so his is ordered on 1 January. The owned
    one is ann's throughout."""
    sheets = shop(
        Users=[["User", "From"], ["ann", None], ["bob", date(2026, 7, 1)]],
        Access=[["User", "Server"], ["ann", "s"], ["bob", "s"]],
        Licenses=[["License", "Metric", "Covers"], ["User CAL", "User", "Windows Server"]],
        Offers=[["Offer", "License", "Price", "Channel"], ["CAL", "User CAL", 50, "Shop"]],
        Owned=[["License", "Quantity"], ["User CAL", 1]],
        Timeline=timeline([date(2026, 4, 1), what, target, None]),
    )
    plan = planned(tmp_path, sheets)
    assert (plan.cost, ordered(plan)) == (50, [("CAL", "2026-01-01", 1)])


def test_an_offer_is_ordered_on_order_dates_within_its_days(tmp_path: Path) -> None:
    """From April to June there is one, 1 April; she comes in October."""
    sheets = shop(
        Users=[["User", "From"], ["ann", date(2026, 10, 1)]],
        Offers=[
            ["Offer", "License", "Price", "Valid from", "Valid until"],
            ["spring", "User CAL", 20, date(2026, 3, 31), date(2026, 6, 30)],
        ],
    )
    plan = planned(tmp_path, sheets)
    assert (plan.cost, ordered(plan)) == (20, [("spring", "2026-04-01", 1)])


def test_a_dated_row_of_a_scenario_comes_after_those_of_its_day(tmp_path: Path) -> None:
    """Without From the base: 4, then the Timeline's 6; with it, 8 from the same day on."""
    rise = timeline([date(2026, 7, 1), "Price", "quarter", 6])
    assert planned(tmp_path, shop(Timeline=rise)).cost == 22
    for scenario, cost in (
        ([["dear", "Price", "quarter", 4, None]], 20),
        ([["dear", "Price", "quarter", 8, date(2026, 7, 1)]], 26),
    ):
        sheets = shop(
            Timeline=rise, Scenarios=[["Scenario", "Change", "Target", "Value", "From"], *scenario]
        )
        outcomes = list(futures(solve(tmp_path, sheets)[0], Options()))
        assert [outcome.plan and outcome.plan.cost for outcome in outcomes] == [cost]


def test_what_is_checked_is_what_is_solved_by_period(tmp_path: Path) -> None:
    """Sold from April on, when ann comes: at once it could not be bought at all."""
    sheets = shop(
        Users=[["User", "From"], ["ann", date(2026, 4, 1)]],
        Licenses=[["License", "Metric", "Covers"], ["User CAL", "User", "Windows Server"]],
        Offers=[
            ["Offer", "License", "Price", "Valid from"],
            ["later", "User CAL", 20, date(2026, 4, 1)],
        ],
    )
    assert planned(tmp_path, sheets).cost == 20
    assert not examine(tmp_path / "book.xlsx").problems
    sheets["Users"] = [["User", "From"], ["ann", date(2026, 3, 31)]]
    found = examine(write(tmp_path / "book.xlsx", sheets))
    assert found.infeasible
    assert "2026-01-01" in str(found.problems[0])
