"""Headings that may say how many, or whether a row counts."""

import pytest

from optimizer.domain.asking_words import asks_how_many, asks_whether


@pytest.mark.parametrize(
    "title",
    [
        "FTE",
        "n",
        "#",
        "Size",
        "Amount (2026)",
        "Total FTE",
        "VZÄ",
        "Mitglieder",
        "Σ",
        "Antal personer",
    ],
)
def test_perhaps_how_many(title: str) -> None:
    assert asks_how_many(title)


@pytest.mark.parametrize("title", ["Badge", "Shoe size", "Mailbox size (MB)", "Age", "# of desks"])
def test_no_number_of_people(title: str) -> None:
    assert not asks_how_many(title)


@pytest.mark.parametrize(
    "title",
    [
        "Anzahl Monitore",
        "Antal kärnor",
        "ilość RAM",
        "Liczba dzieci",
        "Antal semesterdagar",
        "Aantal schermen",
        "Anzahl Anmeldungen",
        "Antal licenser",
    ],
)
def test_what_people_and_devices_have_is_not_how_many_they_are(title: str) -> None:
    assert not asks_how_many(title)


@pytest.mark.parametrize("title", ["Antal", "Liczba osób w dziale", "Počet lidí", "Anzahl je Raum"])
def test_a_number_of_whatever_may_be_is_how_many(title: str) -> None:
    assert asks_how_many(title)


def test_the_answer_that_leaves_a_row_out() -> None:
    assert asks_whether("In scope?") is False
    assert asks_whether("Excluded (Y/N)") is True
    assert asks_whether("Remote") is None
    assert asks_whether("Access rights") is False


def test_people_at_the_same_time_may_be_how_many_there_are() -> None:
    assert asks_how_many("Concurrent users")
    assert asks_how_many("Gleichzeitige Benutzer")
