"""What is grouped of a table, and how a moment is cut."""

import pandas as pd
import pytest

from optimizer.importing.grouping import coded
from optimizer.importing.grouping.wanted import (
    Grain,
    Groups,
    Wanted,
    cut,
    event_of,
    frame_of,
    spelled,
    wanted,
)
from tests.importing.grouping.support import EVENTS, table


def test_everything_that_a_source_maps_is_wanted_but_numbers_of_records() -> None:
    """In the order of all fields, not of the header; a moment may be of two columns."""
    found = wanted(
        table("Record | Time | Date | Server | User", "1 | 08:00 | 2026-01-12 | FS1 | ann")
    )
    assert found == Wanted(
        fields=("user", "server", "at"), positions=((4,), (3,), (2, 1)), grain=Grain.DAY, record=0
    )
    assert found.clients == ()


def test_events_count_where_the_source_tells_them() -> None:
    header = "User | Server | Id"
    assert wanted(table(header, "ann | FS1 | 4624")).event is None
    found = wanted(table(header, "ann | FS1 | 4624", more=EVENTS), Grain.FULL, frozenset({"x"}))
    assert (found.event, found.events) == (2, spelled("4624") | spelled("4769"))
    assert (found.grain, found.exact) == (Grain.FULL, frozenset({"x"}))


def test_clients_are_the_address_and_the_device() -> None:
    found = wanted(table("User | Server | Device | Address", "ann | FS1 | pc | 10.0.0.5"))
    assert found.clients == (3, 2)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("2026-01-12T08:00:31.5Z", "2026-01-12", "2026-01-12T08:00Z"),
        ("2026-01-12 08:00:31", "2026-01-12", "2026-01-12 08:00"),
        ("12.01.2026 8:00:31", "12.01.2026", "12.01.2026 8:00"),
        ("1/12/2026, 8:00:31 PM", "1/12/2026", "1/12/2026, 8:00 PM"),
        ("2026-01-12", "2026-01-12", "2026-01-12"),
        ("never", "never", "never"),
        ("", "", ""),
    ],
)
def test_a_moment_is_cut_to_the_day_or_the_minute(text: str, day: str, minute: str) -> None:
    assert (cut(text, Grain.DAY), cut(text, Grain.MINUTE), cut(text, Grain.FULL)) == (
        day,
        minute,
        text,
    )


def test_a_frame_has_its_fields_in_order_and_how_many_last() -> None:
    columns = {"n": [2], "at": coded.of(["x"]), "user": coded.of(["ann"])}
    assert list(frame_of(("user", "at"), columns).columns) == ["user", "at", "n"]


@pytest.mark.parametrize("text", ["4624", "4,624", "4.624", "4 624", "4\u202f624", "4624.0"])
def test_an_event_is_known_in_every_spelling_of_its_number(text: str) -> None:
    assert text in spelled("4624")
    assert event_of(text) == "4624"


def test_what_is_no_spelling_of_an_event_stays_as_it_is() -> None:
    assert "46.24" not in spelled("4624")
    assert spelled("21") == {"21", "21.0"}
    assert event_of("log-on") == "log-on"


def test_groups_share_what_they_say_beside_their_moment() -> None:
    """Three groups say two things; a frame tells each group in full again."""
    columns: dict[str, object] = {
        "user": coded.of(["ann", "bob", "ann"]),
        "at": coded.of(["1", "1", "2"]),
        "n": [5, 6, 7],
    }
    frame = frame_of(("user", "at"), columns)
    groups = Groups.of(frame, read=20, other=2)
    assert len(groups) == 3
    assert groups.said["user"].tolist() == ["ann", "bob"]
    assert [coded.distinct_of(groups.column(name))[1] for name in ("user", "at")] == [
        ["ann", "bob"],
        ["1", "2"],
    ]
    pd.testing.assert_frame_equal(groups.frame, frame)
    bare = Groups.of(frame_of(("user",), columns), read=20, other=2)
    assert (bare.at, len(bare.said)) == (None, 2)
