"""What dates mean for money: payments, terms, packs and conversions, each a tiny workbook whose
cost is worked out by hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.plan import Plan
from tests.support.books import Sheets
from tests.whole.test_dates_of_rows import LICENSES, QUARTER, ordered, planned, shop

Rows = Sequence[Any]

NO_PRICE: Rows = [["License", "Metric", "Covers"], ["User CAL", "User", "Windows Server"]]


def paid(plan: Plan) -> list[Decimal]:
    """What falls due in each year."""
    return [year.nominal for year in plan.payments]


def offers(*rows: list[Any], more: Sequence[str] = ()) -> Rows:
    return [["Offer", "License", "Price", "Per", "Term", *more], *rows]


def test_a_payment_by_the_month_is_its_share_of_the_term(tmp_path: Path) -> None:
    """2.00 a month for three months, in one payment."""
    sheets = shop(
        Users=[["User", "To"], ["ann", date(2026, 3, 31)]],
        Offers=offers(["three months", "User CAL", 2, "Month", 3]),
    )
    plan = planned(tmp_path, sheets)
    assert (plan.cost, plan.due_now) == (6, 6)


def test_a_year_and_a_half_is_paid_twice(tmp_path: Path) -> None:
    """12.00, and 6.00 for what is left of the term."""
    sheets = shop(
        years=2,
        Licenses=NO_PRICE,
        Users=[["User", "To"], ["ann", date(2027, 6, 30)]],
        Offers=offers(["18 months", "User CAL", 12, "Year", 18]),
    )
    plan = planned(tmp_path, sheets)
    assert (plan.cost, paid(plan)) == (18, [12, 6])


def test_what_falls_due_after_the_horizon_is_named_and_does_not_count(tmp_path: Path) -> None:
    """The term ends half a year after it; the first payment is for twelve months all the same."""
    sheets = shop(Licenses=NO_PRICE, Offers=offers(["18 months", "User CAL", 12, "Year", 18]))
    plan = planned(tmp_path, sheets)
    assert plan.cost == 12
    assert plan.over_time is not None
    assert plan.over_time.committed_after == 6


def test_an_order_may_be_paid_in_full_though_the_horizon_ends_before_it(tmp_path: Path) -> None:
    """Ordered in October for twelve months: all 12.00 count, of which three months are used."""
    sheets = shop(
        Licenses=NO_PRICE,
        Users=[["User", "From"], ["ann", date(2026, 10, 1)]],
        Offers=offers(["a year", "User CAL", 12, "Year", 12]),
    )
    assert planned(tmp_path, sheets).cost == 12


@pytest.mark.parametrize(("rate", "cost"), [(0.21, "9.09"), (0, "10.00")])
def test_a_payment_is_discounted_from_its_own_day(tmp_path: Path, rate: float, cost: str) -> None:
    """Six months after As of: 10 / 1.21^0.5."""
    sheets = shop(
        Users=[["User", "From"], ["ann", date(2026, 7, 1)]],
        Offers=offers(["half", "User CAL", 10, "Once", 6]),
    )
    sheets["Settings"] = [*sheets["Settings"], ["Discount rate", rate]]
    assert planned(tmp_path, sheets).cost == Decimal(cost)


STEPS: Sheets = shop(
    Users=[
        ["User", "Count", "From", "To"],
        ["ann", 3, None, date(2026, 3, 31)],
        ["bob", 3, date(2026, 4, 1), date(2026, 6, 30)],
    ],
    Access=[["User", "Server"], ["ann", "s"], ["bob", "s"]],
)
"""Three people in the first quarter, three others in the second: six units of a quarter."""


def test_a_minimum_is_of_each_order(tmp_path: Path) -> None:
    """3.00 from five on: no order is of so many, and five at 3.00 are no less than three at 5.00;
    so 15.00 each. Together they would be six at 3.00."""
    sheets = STEPS | {
        "Offers": offers(
            [*QUARTER, None], ["many", "User CAL", 3.1, "Once", 3, 5], more=["Minimum"]
        )
    }
    assert planned(tmp_path, sheets).cost == 30


def test_a_maximum_is_of_all_orders(tmp_path: Path) -> None:
    """Four at 1.00 in all: 4.00, and two at 5.00."""
    sheets = STEPS | {
        "Offers": offers([*QUARTER, None], ["few", "User CAL", 1, "Once", 3, 4], more=["Maximum"])
    }
    assert planned(tmp_path, sheets).cost == 14


def test_a_pack_is_of_each_order(tmp_path: Path) -> None:
    """Packs of two at 8.00: a pack and a single are 13.00 a quarter. Together three packs would do
    for both, at 24.00."""
    sheets = STEPS | {
        "Offers": offers([*QUARTER, None], ["two", "User CAL", 8, "Once", 3, 2], more=["Pack"])
    }
    assert planned(tmp_path, sheets).cost == 26


def test_increase_counts_from_the_order_s_first_payment(tmp_path: Path) -> None:
    """Ordered in 2027 at 20.00 a year: 20.00 and 22.00."""
    sheets = shop(
        years=3,
        Users=[["User", "From"], ["ann", date(2027, 1, 1)]],
        Offers=offers(["by year", "User CAL", 20, "Year", None, 0.1], more=["Increase"]),
    )
    plan = planned(tmp_path, sheets)
    assert (plan.cost, paid(plan)) == (42, [0, 20, 22])


def test_a_price_of_the_timeline_leaves_what_is_ordered_before(tmp_path: Path) -> None:
    """12.00 in each of three years, though it is 40.00 from the second on."""
    sheets = shop(
        years=3,
        Offers=offers(["by year", "User CAL", 12, "Year", None]),
        Timeline=[
            ["From", "Change", "Target", "Value"],
            [date(2027, 1, 1), "Price", "by year", 40],
        ],
    )
    assert planned(tmp_path, sheets).cost == 36


@pytest.mark.parametrize(
    ("until", "cost"), [(date(2026, 6, 29), 15), (date(2026, 6, 30), 10), (date(2026, 3, 30), 20)]
)
def test_owned_units_serve_the_periods_that_end_by_their_last_day(
    tmp_path: Path, until: date, cost: int
) -> None:
    sheets = shop(Owned=[["License", "Quantity", "Until"], ["User CAL", 1, until]])
    assert planned(tmp_path, sheets).cost == cost


def renewal(until: date, *rows: list[Any], **sheets: Any) -> Sheets:
    """Ann's license ends; offers that use it up from the day after on."""
    return shop(
        Owned=[["License", "Quantity", "Until"], ["User CAL", 1, until]],
        Offers=offers([*QUARTER, None, None], *rows, more=["From license", "Starts"]),
        **sheets,
    )


def test_a_renewal_is_ordered_on_the_day_after_whatever_day_that_is(tmp_path: Path) -> None:
    """Until 15 May: the second quarter is served to the end, by the one or the other."""
    renewed = ["renewal", "User CAL", 10, "Once", None, "User CAL", "At expiry"]
    plan = planned(tmp_path, renewal(date(2026, 5, 15), renewed))
    assert (plan.cost, ordered(plan)) == (10, [("renewal", "2026-05-16", 1)])


@pytest.mark.parametrize(("day", "cost"), [(date(2026, 5, 16), 12), (date(2026, 5, 17), 10)])
def test_a_renewal_s_price_is_that_of_its_very_day(tmp_path: Path, day: date, cost: int) -> None:
    renewed = ["renewal", "User CAL", 10, "Once", None, "User CAL", "At expiry"]
    rise = [["From", "Change", "Target", "Value"], [day, "Price", "renewal", 12]]
    assert planned(tmp_path, renewal(date(2026, 5, 15), renewed, Timeline=rise)).cost == cost


def test_another_metric_serves_from_the_next_period_off_an_order_date(tmp_path: Path) -> None:
    """From 16 May on a device CAL: the second quarter is served by neither, so 5.00 more."""
    switched = ["switch", "Device CAL", 10, "Once", None, "User CAL", "At expiry"]
    licenses = [*LICENSES, ["Device CAL", "Device", "Windows Server", 60]]
    sheets = renewal(date(2026, 5, 15), switched, Licenses=licenses)
    sheets["Access"] = [["User", "Device", "Server"], ["ann", "pc", "s"]]
    assert planned(tmp_path, sheets).cost == 15
    on_time = renewal(date(2026, 6, 30), switched, Licenses=licenses)
    on_time["Access"] = sheets["Access"]
    plan = planned(tmp_path, on_time)
    assert (plan.cost, ordered(plan)) == (10, [("switch", "2026-07-01", 1)])


def test_a_bought_unit_is_never_converted(tmp_path: Path) -> None:
    """A switch from user CALs at 1.00 is of no use where none is owned: 20.00, four quarters."""
    sheets = shop(
        Licenses=[*LICENSES, ["Device CAL", "Device", "Windows Server", 60]],
        Offers=offers(
            [*QUARTER, None, None],
            ["switch", "Device CAL", 1, "Once", None, "User CAL", "Now"],
            more=["From license", "Starts"],
        ),
    )
    assert planned(tmp_path, sheets).cost == 20


@pytest.mark.parametrize(("until", "cost"), [(date(2026, 6, 29), 15), (date(2026, 6, 30), 10)])
def test_current_is_open_in_periods_that_end_by_sa_until(
    tmp_path: Path, until: date, cost: int
) -> None:
    sheets = shop(
        Servers=[["Server", "Product"], ["s", "Always new"]],
        Products=[
            ["Product", "Family", "Version"],
            ["Always new", "Windows Server", "Current"],
        ],
        Owned=[["License", "Quantity", "SA until"], ["User CAL", 1, until]],
    )
    assert planned(tmp_path, sheets).cost == cost


@pytest.mark.parametrize(("holder", "cost"), [("bob", 10), ("ann", 0)])
def test_an_unmovable_unit_is_its_holders_while_there(
    tmp_path: Path, holder: str, cost: int
) -> None:
    """Bob comes in July, when ann has left: hers is free then, his is not before, so ann buys."""
    sheets = shop(
        Users=[
            ["User", "From", "To"],
            ["ann", None, date(2026, 6, 30)],
            ["bob", date(2026, 7, 1), None],
        ],
        Access=[["User", "Server"], ["ann", "s"], ["bob", "s"]],
        Owned=[["License", "Quantity"], ["User CAL", 1]],
        Assigned=[["License", "User"], ["User CAL", holder]],
    )
    assert planned(tmp_path, sheets).cost == cost


def test_a_smaller_group_keeps_its_units(tmp_path: Path) -> None:
    """Two are staff's; one of staff leaves in July, when bob comes, who buys for two quarters."""
    sheets = shop(
        Users=[["User", "Count", "From"], ["staff", 2, None], ["bob", 1, date(2026, 7, 1)]],
        Access=[["User", "Server"], ["staff", "s"], ["bob", "s"]],
        Owned=[["License", "Quantity"], ["User CAL", 2]],
        Assigned=[["License", "User", "Quantity"], ["User CAL", "staff", 2]],
        Timeline=[
            ["From", "Change", "Target", "Value"],
            [date(2026, 7, 1), "Count", "staff", 1],
        ],
    )
    assert planned(tmp_path, sheets).cost == 10
