"""Words of who is still there: no word says both."""

from optimizer.domain.names import key
from optimizer.domain.status_words import NO, SAY_GONE, SAY_NO_MORE, YES


def test_no_word_says_both() -> None:
    assert not YES & NO
    assert not SAY_NO_MORE & SAY_GONE


def test_yes_and_no_say_nothing_without_their_heading() -> None:
    assert key("no") in NO
    assert key("no") not in SAY_GONE
    assert key("terminated") in SAY_GONE


def test_words_of_having_left_or_no_access_say_gone() -> None:
    assert {key("Left company"), key("No access"), key("Kein Zugriff")} <= SAY_GONE


def test_words_of_the_languages_of_headers_are_known() -> None:
    """Under `Stan` or `Status`: people who have left would be licensed."""
    assert {key(word) for word in ("aktywny", "włączone", "anställd", "ansat", "i bruk")} <= YES
    gone = ("nieaktywny", "wyłączone", "zwolniona", "avslutad", "spärrad", "fratrådt", "sperret")
    assert {key(word) for word in gone} <= SAY_GONE
