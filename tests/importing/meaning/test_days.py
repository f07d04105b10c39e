"""Moments: their forms, and the order of day and month that a file proves."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from optimizer.importing.meaning.days import local, moments_of


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-01-12", datetime(2026, 1, 12)),
        ("2026-01-12T08:30:00.123Z", datetime(2026, 1, 12, 8, 30)),
        ("2026-01-12T08:30:00+02:00", datetime(2026, 1, 12, 6, 30)),
        ("2026/01/12 08:30", datetime(2026, 1, 12, 8, 30)),
        ("12.01.2026 08:30:00", datetime(2026, 1, 12, 8, 30)),
        ("1/13/2026 4:00:37.371 PM", datetime(2026, 1, 13, 16, 0, 37)),
        ("1/13/2026, 12:00:37 AM", datetime(2026, 1, 13, 0, 0, 37)),
        ("13/01/26 08:30:00", datetime(2026, 1, 13, 8, 30)),
        ("133024563725700000", datetime(2022, 7, 16, 14, 46, 12)),
        ("/Date(1768204800000)/", datetime(2026, 1, 12, 8, 0)),
        ("20260112083000.0Z", datetime(2026, 1, 12, 8, 30)),
        ("20260112083000.000000-000", datetime(2026, 1, 12, 8, 30)),
        ("20260112083000.000000+060", datetime(2026, 1, 12, 7, 30)),
        ("12 janv. 2026 08:30", datetime(2026, 1, 12)),
        ("Jan 12, 2026", datetime(2026, 1, 12)),
        ("46034", datetime(2026, 1, 12)),
    ],
)
def test_forms(text: str, when: datetime) -> None:
    assert moments_of([text]).by_text[text].when.replace(microsecond=0) == when


def test_the_file_proves_its_order() -> None:
    found = moments_of(["01/02/2026", "01/13/2026"])
    assert (found.order, found.proof) == ("MDY", "01/13/2026")
    assert found.by_text["01/02/2026"].when == datetime(2026, 1, 2)
    assert moments_of(["01/02/2026", "13/02/2026"]).by_text["01/02/2026"].when.month == 2


def test_it_is_asked_for_never_guessed() -> None:
    assert moments_of(["01/02/2026"]).ambiguous == "01/02/2026"
    assert moments_of(["02/02/2026"]).ambiguous == ""  # the same in either order
    assert moments_of(["01/02/2026"], "DMY").by_text["01/02/2026"].when.month == 2
    # What the file proves stands against an answer.
    assert moments_of(["01/13/2026"], "DMY").order == "MDY"
    found = moments_of(["01/13/2026", "13/01/2026"])
    assert (found.order, found.proof, found.clash) == ("MDY", "01/13/2026", "13/01/2026")
    found = moments_of(["13/01/2026", "14/01/2026", "21/01/2026", "2/14/2026"])
    assert (found.order, found.proof, found.clash) == ("DMY", "13/01/2026", "2/14/2026")


def test_words_for_never_and_what_is_not_read() -> None:
    found = moments_of(["", "-", "Never", "soon"])
    assert (found.by_text, found.unread) == ({}, ("soon",))


def test_utc_on_the_clock_of_a_place() -> None:
    paris = ZoneInfo("Europe/Paris")
    late = moments_of(["2026-01-12T23:30:00Z"]).by_text["2026-01-12T23:30:00Z"]
    assert local(late, utc=False, zone=paris) == datetime(2026, 1, 13, 0, 30)
    assert local(late, utc=False, zone=None) == datetime(2026, 1, 12, 23, 30)
    plain = moments_of(["2026-01-12T23:30:00"]).by_text["2026-01-12T23:30:00"]
    assert local(plain, utc=False, zone=paris) == datetime(2026, 1, 12, 23, 30)
    assert local(plain, utc=True, zone=paris) == datetime(2026, 1, 13, 0, 30)
