"""How figures read on the page."""

from dataclasses import replace
from decimal import Decimal

import pytest

from optimizer.domain.plan import Budget
from optimizer.result import Result
from optimizer.web import show
from tests.report.support import CURVE
from tests.support.plans import plan

D = Decimal


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("52619", 2, "52,619.00"),
        ("52619", 0, "52,619"),
        ("-0.5", 2, "−0.50"),
        ("1.2345", 2, "1.2345"),  # a price may be finer than the currency
        ("1000000", 3, "1,000,000.000"),
    ],
)
def test_an_amount_is_grouped_and_has_the_currencys_decimals(
    value: str, digits: int, text: str
) -> None:
    assert show.amount(D(value), digits) == text


@pytest.mark.parametrize(("value", "text"), [("57", "+57.00"), ("-57", "−57.00"), ("0", "0.00")])
def test_a_difference_has_its_sign(value: str, text: str) -> None:
    assert show.signed(D(value), 2) == text


@pytest.mark.parametrize(
    ("value", "text"), [(5756, "5,756"), (-3, "−3"), (1234.5678, "1,235"), (0.5, "0.5")]
)
def test_a_number_of_things(value: float, text: str) -> None:
    assert show.count(value) == text


def test_shares_and_bars() -> None:
    """A share has a hard blank before its sign; of nothing there is none."""
    assert show.share(D(-148), D(1000)) == "14.8\u00a0%"
    assert show.share(D(1), D(0)) == ""
    assert show.percent(D(1), D(3)) == "33.33%"
    assert show.percent(2.0, 0) == "0%"


@pytest.mark.parametrize(
    ("of", "one", "many"),
    [
        (show.years, "1 year", "3 years"),
        (show.people, "1 person", "3 people"),
        (show.devices, "1 device", "3 devices"),
    ],
)
def test_one_and_several(of: object, one: str, many: str) -> None:
    assert callable(of)
    assert (of(1), of(3)) == (one, many)


def test_large_numbers_of_people_are_grouped() -> None:
    assert show.people(1707) == "1,707 people"
    assert show.devices(1403) == "1,403 devices"


@pytest.mark.parametrize(("seconds", "text"), [(0.9, "0:00"), (72.4, "1:12"), (3605, "60:05")])
def test_a_clock(seconds: float, text: str) -> None:
    assert show.clock(seconds) == text
    assert show.seconds(seconds) >= seconds


def test_words_become_a_sentence_and_names_of_files_stay() -> None:
    assert show.sentence("is blank.") == "Is blank."
    assert show.sentence("access.csv is damaged.") == "access.csv is damaged."
    assert show.sentence('"plan.xlsx": it is gone.') == '"plan.xlsx": it is gone.'
    assert show.sentence("") == ""


def test_a_curve_for_the_script_is_exact(clinic: Result) -> None:
    """Amounts in whole cents and prices as text; the finest end of a segment is the step."""
    found = show.curve_data(CURVE, plan(), clinic.tables)
    assert (found["offer"], found["price"], found["top"], found["step"]) == (
        "CAL",
        "50",
        "150",
        "0.01",
    )
    assert (found["today"], found["quantity"], found["pack"], found["factor"]) == (
        "90000",
        10,
        1,
        "1",
    )
    assert (found["budget"], found["dated"], found["digits"], found["currency"]) == (
        None,
        False,
        2,
        "USD",
    )
    assert found["segments"] == [
        {"low": "0", "high": "40", "quantity": 20, "packs": 20, "rest": "0", "cost": "0", "end": "80000"},
        {"low": "40.01", "high": "89.99", "quantity": 10, "packs": 10, "rest": "40000", "cost": "80010", "end": "129990"},
        {"low": "90", "high": "150", "quantity": 0, "packs": 0, "rest": "130000", "cost": "130000", "end": "130000"},
    ]  # fmt: skip
    assert found["paid"] is (clinic.tables.settings.discount_rate == 0)
    short = replace(plan(), budget=Budget(D(800), D(900), D(100)))
    assert show.curve_data(CURVE, short, clinic.tables)["budget"] == "80000"
