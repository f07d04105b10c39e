"""Event logs: each value from where it stands, however an event is built."""

import json
from typing import Any

import pytest

from optimizer.importing.opening import evtx
from optimizer.importing.opening.evtx import COLUMNS, event_of, long_road, straight_road

SYSTEM = {
    "EventID": 4624,
    "TimeCreated": {"#attributes": {"SystemTime": "2026-01-12T08:00:00Z"}},
    "EventRecordID": 7,
    "Computer": "FS1",
}
DATA = {"TargetUserName": "ann", "LogonType": 3, "IpAddress": None, "Computer": "other"}


HEADER = tuple(COLUMNS["Security"].split())


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


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ('{"System":{"EventID":4624,"Version":0}}', "4624"),
        ('{"System":{"EventID":"4624","Version":0}}', "4624"),
        ('{"System":{"EventID":{"#attributes":{"Qualifiers":7},"#text":4624}}}', "4624"),
        ('{"System":{"EventID":{"#text":4624,"#attributes":{"Qualifiers":7}}}}', "4624"),
        ('{"System":{"EventID":4624}}', "4624"),
        ('{"System":{"Version":0}}', ""),
        ("", ""),
    ],
)
def test_the_number_of_an_event(text: str, event: str) -> None:
    assert event_of(text) == event


def test_without_the_library_the_long_road_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(evtx, "import_module", missing)
    text = json.dumps({"Event": {"System": SYSTEM, "EventData": DATA}})
    assert straight_road.__wrapped__(HEADER)("4624", text) is None
