"""Numbers that may be how many, and those that are another thing."""

import math

import pytest

from optimizer.domain.measuring_words import may_be_how_many


@pytest.mark.parametrize(
    ("title", "values"),
    [("Team", [3, 12]), ("Persons here", [1, 1, 2])],
)
def test_may_be(title: str, values: list[object]) -> None:
    assert may_be_how_many(title, values)


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Employee ID", [3, 12]),
        ("employeeNumber", [3, 12]),
        ("Kostenstelle", [100, 100]),
        ("RAM (GB)", [8, 16]),
        ("Hired", [1999, 2020]),
        ("Crowd", [10] * 20),  # all the same
        ("Wochenstunden", [40, 20]),
        ("IPv4Address", ["10.0.0.1"]),
        ("FTE %", [100, 50]),
        ("Ratio", [0.5, 2]),
        ("Balance", [-1, 2]),
        ("Something", list(range(9))),  # all different: each row's own
        ("Something", ["1" * 5000]),  # more digits than a number is made of
        ("Something", [math.inf, math.nan]),
    ],
)
def test_is_not(title: str, values: list[object]) -> None:
    assert not may_be_how_many(title, values)
