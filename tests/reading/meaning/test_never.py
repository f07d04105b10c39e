"""Words and days that say that there is no day."""

import pytest

from optimizer.reading.meaning.never import EPOCHS, says_never, says_none


@pytest.mark.parametrize(
    "text", ["Never", "n/a", "-", "—", "unbefristet", "CDI", "00.00.0000", "0000-00-00", "00000000"]
)
def test_no_day(text: str) -> None:
    assert says_never(text)


@pytest.mark.parametrize("text", ["0", "2026", "31.12.2026", "yes", "unknown", "00-01-00"])
def test_no_word_for_never(text: str) -> None:
    assert not says_never(text)


def test_software_assurance_is_none_only_by_words_for_none() -> None:
    assert all(map(says_none, ("No", "nein", "geen", "–", "N/A", "sin")))
    assert not any(map(says_none, ("perpetual", "ongoing", "2026", "yes")))


def test_days_from_which_systems_count() -> None:
    assert {str(day) for day in EPOCHS} >= {"1601-01-01", "1900-01-01", "1970-01-01"}
