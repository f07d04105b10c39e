"""Random workbooks that reach the corners, against a program that knows the format's page alone.

Thousands more: `python -m tests.whole.compare --seeds 0:5000`.
"""

from pathlib import Path

import pytest

from tests.support.outside.books import PLAIN, book
from tests.support.outside.compare import differences, differences_at_scale, differences_over_time
from tests.support.outside.dated_books import dated_book
from tests.whole.compare import seeds_of

CHUNK = 10


@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_cost_status_and_compliance_are_what_the_outside_program_says(
    tmp_path: Path, first: int
) -> None:
    for seed in range(first, first + CHUNK):
        found = differences(tmp_path, book(seed), baselines=seed % 2 == 0)
        assert found == [], f"seed {seed}"


@pytest.mark.parametrize("first", range(0, 50, CHUNK))
def test_ten_million_times_the_people_cost_ten_million_times_as_much(
    tmp_path: Path, first: int
) -> None:
    for seed in range(first, first + CHUNK):
        found = differences_at_scale(tmp_path, book(seed, PLAIN), 10_000_000)
        assert found == [], f"seed {seed}"


@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_what_is_ordered_by_date_costs_what_the_outside_program_says(
    tmp_path: Path, first: int
) -> None:
    for seed in range(first, first + CHUNK):
        found = differences_over_time(tmp_path, dated_book(seed), baselines=seed % 2 == 0)
        assert found == [], f"seed {seed}"


def test_seeds_are_one_or_a_range() -> None:
    assert list(seeds_of("17")) == [17]
    assert list(seeds_of("3:6")) == [3, 4, 5]
