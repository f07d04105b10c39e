"""Days as text: what is told by itself, and what is open."""

from datetime import date

import pytest

from optimizer.domain.keywords import DateOrder
from optimizer.reading.cells import Refused
from optimizer.reading.meaning.dates import Numeric, day_of, parsed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-05T10:00:00Z", date(2025, 12, 5)),
        ("2025/1/5", date(2025, 1, 5)),
        ("5.1.25", date(2025, 1, 5)),
        ("5.1.69", date(1969, 1, 5)),
        ("5 juin 2025", date(2025, 6, 5)),
        ("5 juil. 2025", date(2025, 7, 5)),
        ("5 giugno 2025", date(2025, 6, 5)),
        ("5 maart 2025 14:00", date(2025, 3, 5)),
        ("Montag, 5. Mai 2025", date(2025, 5, 5)),
        ("2025-Jun-05", date(2025, 6, 5)),
        ("May 2025", None),
        ("35.1.2025", None),
        ("soon", None),
    ],
)
def test_told_by_itself(text: str, day: date | None) -> None:
    assert parsed(text) == day


def test_numbers_alone_are_open() -> None:
    assert parsed("3/4/2025") == Numeric(3, 4, 2025)
    assert day_of("3/4/2025", DateOrder.DMY) == date(2025, 4, 3)
    assert day_of("3/4/2025", DateOrder.MDY) == date(2025, 3, 4)
    assert day_of("13/4/2025", None) == date(2025, 4, 13)
    assert day_of("4/4/2025", None) == date(2025, 4, 4)
    with pytest.raises(Refused, match="3 April 2025 or 4 March 2025"):
        day_of("3/4/2025", None)


def test_a_year_alone_is_no_day() -> None:
    with pytest.raises(Refused, match="which day"):
        day_of(2027, None)
