"""What people write for a keyword names that keyword alone."""

import pytest

from optimizer.domain import keywords
from optimizer.domain.keyword_words import keyword_words
from optimizer.domain.names import key

LISTS = (
    keywords.METRICS, keywords.PERIODS, keywords.LICENSE_BY, keywords.PURPOSES, keywords.PAIRINGS,
    keywords.STARTS, keywords.ORDERS, keywords.DATE_ORDERS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("keyword", "word"),
    [("Year", "jährlich"), ("Month", "par mois"), ("Core", "NÚCLEO"), ("At expiry", "bei Ablauf")],
)
def test_words_are_compared_folded(keyword: str, word: str) -> None:
    assert key(word) in keyword_words()[keyword]


@pytest.mark.parametrize("listed", LISTS)
def test_no_word_stands_for_two_keywords_of_one_list(listed: tuple[str, ...]) -> None:
    said = [word for keyword in listed for word in keyword_words().get(keyword, ())]
    assert len(said) == len(set(said))
