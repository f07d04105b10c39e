"""Dates and purchases in a planner's words."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.domain.plan import Balance, PlanStatus, Simplified
from optimizer.report.words import bought_as, day_in_words, simpler_than_cheapest, span_in_words
from tests.support.plans import plan, purchase


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 1), "1 January 2026"),
        (date(2028, 2, 29), "29 February 2028"),
        (date(2026, 12, 31), "31 December 2026"),
    ],
)
def test_a_day_is_named_in_full(day: date, words: str) -> None:
    assert day_in_words(day) == words


def test_a_span_names_its_last_day_too() -> None:
    first, last = date(2026, 7, 1), date(2027, 6, 30)
    assert span_in_words(first, last) == "1 July 2026 to 30 June 2027"


def balance(license: str, metric: str) -> Balance:
    return Balance(
        license=license, owned=0, kept=0, converted=0, left_over=0, bought=0, used=0, surplus=0,
        activate=0, metric=metric,
    )  # fmt: skip


def test_the_way_in_which_a_license_is_obtained_is_told() -> None:
    found = plan(balances=(balance("A", "User"), balance("B", "User"), balance("C", "Device")))
    assert bought_as(purchase("A", 1), found) == "A"
    assert bought_as(purchase("A by the year", 1, license="A"), found) == "A, A by the year"
    assert bought_as(purchase("x", 1, license="A", from_license="A"), found) == "A, renewed"
    assert bought_as(purchase("x", 1, license="B", from_license="A"), found) == "B, stepped up"
    assert bought_as(purchase("x", 1, license="C", from_license="A"), found) == "C, switched"


@pytest.mark.parametrize(
    ("before", "status", "text"),
    [
        (7, PlanStatus.OPTIMAL, "Proven: simpler by 5 holders for 1,000.50 USD more."),
        (3, PlanStatus.FEASIBLE, "Simpler by 1 holder for 1,000.50 USD more."),
        (2, PlanStatus.FEASIBLE, "No plan was found within the tolerance that is simpler than the cheapest one."),
        (2, PlanStatus.OPTIMAL, "Proven: no plan within the tolerance is simpler than the cheapest one."),
    ],
)  # fmt: skip
def test_how_much_simpler_and_for_how_much_more(before: int, status: PlanStatus, text: str) -> None:
    """Proven is said only of a plan that is proven, and the sentence begins with a capital."""
    simple = Simplified(Decimal(2000), Decimal("3000.5"), 2, before)
    assert simpler_than_cheapest(plan(status=status, simplified=simple)) == text
