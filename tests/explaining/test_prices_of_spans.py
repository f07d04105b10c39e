"""What a license costs for some periods alone: the cheapest chain of orders, by hand."""

import pytest

from optimizer.explaining.prices_of_spans import PricesOfSpans
from tests.support.stated import timetable

TEXT = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Quarterly

    Users
    User
    ann

    Access
    User | Server
    ann  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 50
    D       | Device | Windows Server | 39
    Old     | User   | Windows Server |
    Owned D | Device | Windows Server | 7

    Owned
    License | Quantity
    Owned D | 1

    Offers
    Offer   | License | Price | Per  | Term | Pack | Maximum | Valid until
    quarter | U       | 9     | Once | 3    |      |         |
    year    | U       | 20    | Year | 12   |      |         | 2026-06-30
    packs   | D       | 1     |      |      | 5    |         |
    few     | D       | 1     |      |      |      | 2       |
"""
"""U is 50.00 for good, 20.00 for a year until June 2026, 9.00 for a quarter."""

USER, DEVICE, OLD, OWNED = range(4)


@pytest.mark.parametrize(
    ("first", "last", "cost"),
    [
        (0, 0, 900),
        (0, 1, 1800),
        (0, 2, 2000),
        (1, 4, 2000),
        (0, 4, 2900),  # a year and a quarter
        (2, 4, 2000),  # the year that began in April
        (0, 6, 4700),  # a year and three quarters
        (0, 7, 5000),  # for good
        (3, 3, 900),
    ],
)
def test_the_cheapest_chain_of_orders(first: int, last: int, cost: int) -> None:
    supply = PricesOfSpans(timetable(TEXT).tables).during(first, last)
    line = supply.plain(USER)
    assert line is not None
    assert supply.lines[line].cost == cost


def test_what_is_owned_limited_or_not_sold_has_no_price_of_its_own() -> None:
    """D is 39.00 by itself, and less in packs or of the few: at most that."""
    supply = PricesOfSpans(timetable(TEXT).tables).during(0, 3)
    assert [supply.plain(k) is None for k in range(4)] == [False, True, True, True]
    assert [supply.obtainable(k) for k in range(4)] == [True, True, False, True]
    assert [supply.lines[i].cost for i in supply.lines_of[DEVICE]] == [3900]
    assert supply.lines_of.get(OLD) is None
    assert supply.stock == (0, 1, 0, 1)
