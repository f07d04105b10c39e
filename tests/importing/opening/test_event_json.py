"""Events in JSON: each value from where it stands, and equal events counted."""

import json
from typing import Any

import pytest

from optimizer.importing.opening import event_json
from optimizer.importing.opening.event_json import counted, long_road, straight_road
from optimizer.importing.opening.evtx import COLUMNS
from optimizer.importing.opening.table import Equal

SYSTEM = {
    "EventID": 4624,
    "TimeCreated": {"#attributes": {"SystemTime": "2026-01-12T08:00:00Z"}},
    "EventRecordID": 7,
    "Computer": "FS1",
}
DATA = {"TargetUserName": "ann", "LogonType": 3, "IpAddress": None, "Computer": "other"}


HEADER = tuple(COLUMNS["Security"].split())

COLUMNS_ASKED = [HEADER.index(name) for name in ("TimeCreated", "TargetUserName", "LogonType")]


@pytest.mark.parametrize(
    ("event", "straight"),
    [
        ({"System": SYSTEM, "EventData": DATA}, True),
        ({"System": SYSTEM, "EventData": {**DATA, "Other": {"a": [1]}}}, True),
        ({"System": SYSTEM, "UserData": {"EventXML": DATA}}, True),
        ({"System": {**SYSTEM, "EventID": {"#text": 4624}}, "EventData": DATA}, True),
        ({"System": SYSTEM, "EventData": {"Data": {"#text": ["a", "b"]}}}, True),
        ({"System": SYSTEM, "EventData": {"TargetUserName": {"#text": "ann"}}}, False),
        ({"System": SYSTEM, "EventData": {"LogonType": True}}, False),
        ({"System": SYSTEM, "UserData": {"One": DATA, "Two": {}}}, False),
        ({"System": SYSTEM}, False),
        ({"System": {"EventID": 1}}, False),
        ({"System": {**SYSTEM, "Computer": None}, "EventData": DATA}, False),
    ],
)
def test_the_straight_road_tells_what_the_long_one_does(
    event: dict[str, Any], straight: bool
) -> None:
    text = json.dumps({"Event": event})
    found = straight_road(HEADER)("4624", text)
    assert (found is not None) == straight
    if found is not None:
        assert found == long_road("4624", text, HEADER)


def test_each_value_stands_below_its_name() -> None:
    text = json.dumps({"Event": {"System": SYSTEM, "EventData": DATA}})
    named = dict(zip(HEADER, long_road("4624", text, HEADER), strict=True))
    assert {name: value for name, value in named.items() if value} == {
        "EventID": "4624",
        "TimeCreated": "2026-01-12T08:00:00Z",
        "Computer": "FS1",
        "EventRecordID": "7",
        "TargetUserName": "ann",
        "LogonType": "3",
    }


@pytest.mark.parametrize("event", [None, 7, {}])
def test_what_is_no_event_has_no_values(event: object) -> None:
    text = json.dumps({"Event": event})
    assert straight_road(HEADER)("", text) is None
    assert not any(long_road("", text, HEADER))


def test_without_the_library_the_long_road_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(event_json, "import_module", missing)
    event_json.decoder_of.cache_clear()
    text = json.dumps({"Event": {"System": SYSTEM, "EventData": DATA}})
    try:
        assert straight_road.__wrapped__(HEADER)("4624", text) is None
        assert counted([(1, "4624", text)], HEADER, COLUMNS_ASKED, lambda _: None) is None
    finally:
        event_json.decoder_of.cache_clear()


def event(record: int, at: str = "2026-01-12T08:00:00Z", **data: object) -> str:
    """A log-on's JSON."""
    created = {"#attributes": {"SystemTime": at}}
    system = {**SYSTEM, "TimeCreated": created, "EventRecordID": record}
    return json.dumps({"Event": {"System": system, "EventData": {**DATA, **data}}})


def equal(*texts: str) -> Equal:
    told: list[int] = []
    events = [(number, "4624", text) for number, text in enumerate(texts, 1)]
    found = counted(events, HEADER, COLUMNS_ASKED, told.append)
    assert found is not None
    return found


def lines(found: Equal) -> list[tuple[list[str], int]]:
    """What is asked for of each row, and how many they are."""
    return sorted(([row[at] for at in COLUMNS_ASKED], count) for row, count in found.rows)


def test_events_of_a_day_that_say_the_same_are_one_row() -> None:
    """The hour, the number and what nobody asked for are not told apart; the day and LogonType
    are."""
    found = equal(
        event(5),
        event(9, "2026-01-12T23:59:59.5Z", IpAddress="10.0.0.7"),
        event(3, "2026-01-13T00:00:00Z"),
        event(4, LogonType="3"),
        event(6, LogonType=10),
    )
    assert sorted(lines(found)) == [
        (["2026-01-12", "ann", "10"], 1),
        (["2026-01-12", "ann", "3"], 1),
        (["2026-01-12", "ann", "3"], 2),
        (["2026-01-13", "ann", "3"], 1),
    ]
    assert found.read == 5
    assert sorted(map(int, found.records)) == [3, 9]


def test_events_that_are_built_otherwise_are_told_in_full() -> None:
    """Each stands as its row is read, its own number aside, which is among the records."""
    in_user_data = json.dumps({"Event": {"System": SYSTEM, "UserData": {"EventXML": DATA}}})
    nested = event(8, TargetUserName={"#text": "bob"})
    found = equal(in_user_data, in_user_data, nested, event(2, "12.01.2026 8:00"))
    assert lines(found) == [
        (["12.01.2026 8:00", "ann", "3"], 1),
        (["2026-01-12T08:00:00Z", "ann", "3"], 2),
        (["2026-01-12T08:00:00Z", "bob", "3"], 1),
    ]
    assert {row[3] for row, _ in found.rows} == {""}
    assert sorted(map(int, found.records)) == [2, 7, 8]


def test_moments_in_another_form_are_left_to_the_rows() -> None:
    events = [(1, "4624", event(1)), (2, "4624", event(2, "12/01/2026 08:00:00"))]
    assert counted(events[:1], HEADER, COLUMNS_ASKED, lambda _: None) is not None
    assert counted(events, HEADER, COLUMNS_ASKED, lambda _: None) is None


def test_only_what_a_name_asks_for_is_taken() -> None:
    for columns in ([0], [0, HEADER.index("TargetUserName")]):
        found = counted([(1, "4624", event(1))], HEADER, columns, lambda _: None)
        assert found is not None
        ((row, count),) = found.rows
        assert (row[0], row[2], count) == ("4624", "FS1", 1)
        assert ("ann" in row) == (len(columns) == 2)
    assert counted([], HEADER, [0], lambda _: None) == Equal(rows=[], read=0, records=())


def test_progress_is_told_as_often_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_json, "EVERY", 2)
    told: list[int] = []
    events = [(number, "4624", event(number)) for number in (4, 3, 9, 2, 5)]
    found = counted(events, HEADER, COLUMNS_ASKED, told.append)
    assert found is not None
    assert told == [2, 4]
    assert sorted(map(int, found.records)) == [2, 9]
