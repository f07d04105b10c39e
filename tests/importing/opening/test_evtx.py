"""Event logs: each value from where it stands, however an event is built."""

from typing import Any

import pytest

from optimizer.importing.opening.evtx import COLUMNS, _record
from optimizer.importing.opening.records import flat

SYSTEM = {
    "EventID": 4624,
    "TimeCreated": {"#attributes": {"SystemTime": "2026-01-12T08:00:00Z"}},
    "EventRecordID": 7,
    "Computer": "FS1",
}
DATA = {"TargetUserName": "ann", "LogonType": 3, "IpAddress": None, "Computer": "other"}


@pytest.mark.parametrize(
    "found",
    [
        {"Event": {"System": SYSTEM, "EventData": DATA}},
        {"Event": {"System": SYSTEM, "UserData": {"EventXML": DATA}}},
        {"Event": {"System": SYSTEM, "EventData": {"Data": {"#text": ["a", "b"]}}}},
        {"Event": {"System": SYSTEM, "EventData": {"TargetUserName": {"#text": "ann"}}}},
        {"Event": {"System": SYSTEM, "UserData": {"One": DATA, "Two": {}}}},
        {"Event": {"System": SYSTEM}},
        {"Event": {"System": {"EventID": 1}}},
        {"Event": None},
        {},
    ],
)
def test_the_straight_road_tells_what_the_long_one_does(found: dict[str, Any]) -> None:
    header = COLUMNS["Security"].split()
    told, whole = _record(found, header), flat(found)
    whole["TimeCreated"] = whole.get("SystemTime", "")
    names = [name for name in header if name != "EventID"]
    assert [told.get(n, "") for n in names] == [whole.get(n, "") for n in names]
