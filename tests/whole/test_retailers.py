"""The retailers that plans over time are measured with: read without a problem, the same each
time, and nobody is there before the shop is."""

from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.dates import retailers
from benchmarks.retailers import QUARTERS, Retailer, days, first_day, sheets_of, some_of, spans
from optimizer.api import examine
from optimizer.domain.tables import Orders
from tests.support.books import tables


def test_a_retailer_is_read_without_a_problem_and_has_dates(tmp_path: Path) -> None:
    asked = list(retailers(tmp_path, 70))
    assert [path.stem for path in asked[:2]] == ["retailer 1 Quarterly", "retailer 1 Yearly"]
    assert len(asked) == 6
    assert not examine(asked[1]).problems
    found = tables(asked[1])
    assert found.settings.orders is Orders.YEARLY
    assert len(found.timeline) == 4
    assert (~np.isnat(found.users.start)).sum() > 10


def test_the_same_seed_makes_the_same_retailer() -> None:
    assert sheets_of(70, 1, "Yearly") == sheets_of(70, 1, "Yearly")
    assert sheets_of(70, 1, "Yearly") != sheets_of(70, 2, "Yearly")


def test_spans_lie_within_and_pairs_are_of_who_is_there() -> None:
    random = np.random.default_rng(1)
    made = spans(random, 400, (3, 9), 0.5)
    assert made.min() >= 3
    assert made.max() <= 9
    assert (made[:, 0] < made[:, 1]).all()
    assert 100 < (made != [3, 9]).any(axis=1).sum() < 300
    assert spans(random, 4, (3, 9), 0).tolist() == [[3, 9]] * 4
    on = some_of(random, 50, 6, 4)
    counts = np.bincount(on[:, 0], minlength=50)
    assert (counts.min(), counts.max()) == (2, 4)
    assert len(np.unique(on, axis=0)) == len(on)
    whole = Retailer(200, 3)
    users, devices = np.concatenate(whole.users), np.concatenate(whole.devices)
    pairs = np.concatenate(whole.pairs)
    assert pairs[:, 0].max() < len(users)
    assert pairs[:, 1].max() < len(devices)
    assert users.max() <= QUARTERS


def test_days_are_blank_at_the_ends() -> None:
    assert days(np.array([0, QUARTERS])) == [None, None]
    assert days(np.array([3, 4])) == [date(2026, 10, 1), date(2026, 12, 31)]
    assert first_day(11) == date(2028, 10, 1)
