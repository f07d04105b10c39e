"""What ordering by date could save at most: the dearest quarter alone, worked out by hand."""

from decimal import Decimal

import pytest

from optimizer.domain.options import Options
from optimizer.solving import dearest_quarter as module
from optimizer.solving.dearest_quarter import dearest_quarter
from optimizer.solving.solvers.status import Clock
from tests.support.stated import tables_of

SEASON = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 1

    Users
    User   | Count | From       | To
    always | 2     |            |
    spring | 5     | 2026-04-01 | 2026-06-30
    autumn | 4     | 2026-10-01 | 2026-12-31

    Access
    User   | Server
    always | Windows Server 2022
    spring | Windows Server 2022
    autumn | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 10
"""


def asked(text: str) -> Decimal | None:
    return dearest_quarter(tables_of(text), Options(), Clock())


def test_seven_are_there_in_spring() -> None:
    assert asked(SEASON) == Decimal("70.00")


def test_what_is_owned_then_counts_and_what_has_ended_does_not() -> None:
    """Three lasting ones leave four to buy in spring; of three that end in March none does."""
    owned = SEASON + "\n    Owned\n    License | Quantity | Until\n    U | 3 | {}\n"
    assert asked(owned.format("")) == Decimal("40.00")
    assert asked(owned.format("2026-03-31")) == Decimal("70.00")


OFFERS = """
    Offers
    Offer | License | Price | Term | From quantity | Minimum | Maximum | Valid until
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A term of three months at 2, of two of which no more than three may be bought.
        ("short | U | 2 | 3 | 1 | 1 | 3 |", "46.00"),
        # One of two months serves a quarter, too.
        ("short | U | 2 | 2 | 1 | 1 |  |", "14.00"),
        # Tiers and minimums are left aside: all at the cheapest of them.
        ("bulk  | U | 9 |   | 1  | 50 | |\n    bulk  | U | 1 |   | 99 | 50 | |", "7.00"),
        # Sold only in the first quarter, for good: bought then, it serves in spring.
        ("early | U | 3 |   | 1 | 1 |  | 2026-01-31", "21.00"),
        # A quarter's that is sold only in the first serves there alone.
        ("early | U | 3 | 3 | 1 | 1 |  | 2026-01-31", "70.00"),
    ],
)
def test_each_offer_at_its_cheapest_that_serves_the_quarter(rows: str, expected: str) -> None:
    assert asked(SEASON + OFFERS + f"    {rows}\n") == Decimal(expected)


def test_only_the_fullest_quarter_of_a_large_workbook_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In autumn six are there, of whom four use something dearer, which a large workbook is not
    asked for: the fullest quarter is spring."""
    text = SEASON.replace("autumn | Windows Server 2022", "autumn | Exchange Server 2019") + (
        "    M       | User   | Exchange Standard | 30\n"
    )
    assert asked(text) == Decimal("180.00")
    monkeypatch.setattr(module, "LARGE", 0)
    assert asked(text) == Decimal("70.00")
