"""Event logs: each value from where it stands, however an event is built."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from optimizer.importing.choices import Engine
from optimizer.importing.grouping.group import group
from optimizer.importing.grouping.wanted import wanted
from optimizer.importing.opening import evtx
from optimizer.importing.opening.evtx import event_of, open_evtx
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Cut, Opened
from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.recognise import Recognised, recognise

SYSTEM = {
    "EventID": 4624,
    "TimeCreated": {"#attributes": {"SystemTime": "2026-01-12T08:00:00Z"}},
    "EventRecordID": 7,
    "Computer": "FS1",
}
DATA = {"TargetUserName": "ann", "LogonType": 3, "IpAddress": None, "Computer": "other"}


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


class Log:
    """A log as the library gives it: records, and an error for each that cannot be read."""

    def __init__(self, records: list[str | Exception]) -> None:
        self._left = iter(records)

    def records_json(self) -> "Log":
        return self

    def __iter__(self) -> Iterator[dict[str, str]]:
        return self

    def __next__(self) -> dict[str, str]:
        found = next(self._left)
        if isinstance(found, Exception):
            raise found
        return {"data": found}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A log of two blocks, whose records are told by the library."""
    head = b"ElfFile\x00" + bytes(34) + (2).to_bytes(2, "little")
    path = tmp_path / "FS1.evtx"
    path.write_bytes(head.ljust(evtx.HEAD, b"\0") + bytes(2 * evtx.BLOCK))
    return path


def opened(place: Path, records: list[str | Exception], monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The table of a log of these records."""
    library = SimpleNamespace(PyEvtxParser=lambda _path: Log(records))
    real = evtx.import_module
    monkeypatch.setattr(
        evtx, "import_module", lambda name: library if name == "evtx" else real(name)
    )
    size = place.stat().st_size
    return open_evtx(Export(name="FS1.evtx", path=place, sha256="", size=size))


def record(number: int, event: object = 4624, provider: str = "Auditing") -> str:
    """A record of the Security log."""
    head = {"Provider": {"Name": provider}, "EventID": event, "Channel": "Security"}
    system = {**head, **{k: v for k, v in SYSTEM.items() if k not in head}}
    event_ = {"System": {**system, "EventRecordID": number}, "EventData": DATA}
    return json.dumps({"Event": event_}, separators=(",", ":"))


def test_events_of_no_interest_are_counted_wherever_their_number_stands(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The number stands at another place, is longer, shorter, or inside an object of its own.
    records: list[str | Exception] = [
        record(1),
        record(2, 46240),
        record(3, 462),
        record(4, 4672, provider="A longer name"),
        record(5, provider="Another"),
        record(6, {"#attributes": {"Qualifiers": 4624}, "#text": 4907}),
        record(7, {"#attributes": {"Qualifiers": 1}, "#text": 4624}),
        "{}",
        record(8, 4769),
    ]
    (candidate,) = opened(place, records, monkeypatch).candidates
    for _ in range(2):  # each pass counts anew
        found = [(cells[0], cells[3]) for _, cells in candidate.rows(False)]
        assert found == [("4624", "1"), ("4624", "5"), ("4624", "7"), ("4769", "8")]
        assert candidate.passed == [5]


def test_groups_count_the_events_that_were_passed_over(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = opened(place, [record(1), record(2, 4907), record(3)], monkeypatch)
    recognised = recognise(table, sources())
    assert isinstance(recognised, Recognised)
    groups = group(recognised, wanted(recognised), Engine.AUTO, Path())
    assert (groups.read, groups.other, groups.frame["n"].sum()) == (3, 1, 2)


def test_equal_events_make_the_groups_that_their_rows_make(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the quick road for days, and row by row."""
    texts = [record(1), record(2, 4907), record(5, 4769), record(3), record(9, 4624, "Another")]
    found = []
    for quick in (True, False):
        table = recognise(opened(place, [*texts], monkeypatch), sources())
        assert isinstance(table, Recognised)
        candidate = table.candidate if quick else replace(table.candidate, equal=None)
        table = replace(table, candidate=candidate)
        groups = group(table, wanted(table), Engine.AUTO, Path())
        lines = sorted(tuple(line) for line in groups.frame.astype(object).to_numpy().tolist())
        found.append((lines, groups.read, groups.other, groups.records))
    assert found[0] == found[1]
    assert found[0][1:] == (5, 1, (1, 9))
    assert [line[-1] for line in found[0][0]] == [3, 1]


def test_bad_records_are_passed_over_and_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = RuntimeError("no such chunk")
    table = opened(place, [bad, record(1), bad, record(2)], monkeypatch)
    (candidate,) = table.candidates
    assert [(number, cells[3]) for number, cells in candidate.rows(False)] == [(2, "1"), (4, "2")]
    assert table.bad == [1, 3]


def test_a_log_of_bad_records_alone_is_given_up(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evtx, "MOST_BAD", 5)
    (candidate,) = opened(place, [RuntimeError("bad")] * 9, monkeypatch).candidates
    with pytest.raises(Cut, match="too many"):
        list(candidate.rows(False))


@pytest.mark.parametrize("left", [evtx.HEAD, evtx.HEAD + 100, evtx.HEAD + evtx.BLOCK, -1])
def test_a_log_that_was_cut_says_so_at_its_end(
    place: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    place.write_bytes(place.read_bytes()[:left])
    (candidate,) = opened(place, [record(1), record(2)], monkeypatch).candidates
    with pytest.raises(Cut, match="2 blocks of 64 KB were there") as raised:
        list(candidate.rows(False))
    assert raised.value.line == 3
