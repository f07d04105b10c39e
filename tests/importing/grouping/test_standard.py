"""Groups by the standard library, row by row."""

import pytest

from optimizer.importing.grouping import standard
from optimizer.importing.grouping.standard import frame_of_counts, group, key_of
from optimizer.importing.grouping.wanted import Grain, Groups, Wanted, wanted
from tests.importing.grouping.support import EVENTS, lines, table

HEADER = "User | Server | Address | Date | Time | Id | Record"
ROWS = (
    "ann | FS1 | 10.0.0.5 | 2026-01-12 | 08:00:01 | 4624 | 7",
    "ann | FS1 | 10.0.0.5 | 2026-01-12 | 09:30:02 | 4624 | 9",
    "ann | FS1 | 10.0.0.6 | 2026-01-12 | 09:30:59 | 4769 | 8",
    "bob | FS1 | 10.0.0.5 | 2026-01-13 | 10:00:00 | 4672 | 1",
)


def grouped(
    *rows: str, grain: Grain = Grain.DAY, exact: frozenset[str] = frozenset(), more: str = EVENTS
) -> Groups:
    found = table(HEADER, *rows, more=more)
    return group(found.candidate, wanted(found, grain, exact), ragged=False)


def test_equal_rows_of_a_day_are_one_group() -> None:
    """An event that nobody asked for is counted, and is no group."""
    found = grouped(*ROWS)
    assert lines(found) == [
        ["ann", "10.0.0.5", "FS1", "4624", "2026-01-12", 2],
        ["ann", "10.0.0.6", "FS1", "4769", "2026-01-12", 1],
    ]
    assert (found.read, found.other, found.records) == (4, 1, (7, 9))


def test_finer_moments_make_more_groups() -> None:
    assert [line[-2] for line in lines(grouped(*ROWS, grain=Grain.MINUTE))] == [
        *("2026-01-12 08:00", "2026-01-12 09:30", "2026-01-12 09:30"),
    ]
    assert lines(grouped(*ROWS, grain=Grain.FULL))[0][-2] == "2026-01-12 08:00:01"


def test_rows_of_an_exact_address_keep_their_moment() -> None:
    found = lines(grouped(*ROWS, exact=frozenset({"10.0.0.5"})))
    assert [(line[1], line[-2]) for line in found] == [
        ("10.0.0.5", "2026-01-12 08:00:01"),
        ("10.0.0.5", "2026-01-12 09:30:02"),
        ("10.0.0.6", "2026-01-12"),
    ]


def test_without_events_every_row_counts() -> None:
    found = grouped(*ROWS, more="")
    assert (len(lines(found)), found.read, found.other, found.records) == (3, 4, 0, (1, 9))


def test_records_are_told_only_where_each_has_a_number() -> None:
    assert grouped(ROWS[0], ROWS[1].replace("| 9", "| x")).records is None
    assert grouped(ROWS[3]).records is None  # none counts


def test_rows_that_were_passed_over_are_read_and_count_for_nothing() -> None:
    found = table(HEADER, *ROWS, more=EVENTS)
    found.candidate.passed.append(5)
    made = group(found.candidate, wanted(found), ragged=False)
    assert (made.read, made.other) == (9, 6)


def test_progress_is_told_every_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard, "EVERY", 2)
    heard: list[int] = []
    found = table(HEADER, *ROWS, more=EVENTS)
    group(found.candidate, wanted(found), ragged=False, progress=heard.append)
    assert heard == [2, 4, 4]


def test_a_key_has_the_moment_last() -> None:
    day = Wanted(fields=("user", "at", "server"), positions=((0,), (1,), (2,)))
    assert key_of(day)(["ann", "2026-01-12T08:00", "FS1"]) == ("ann", "FS1", "2026-01-12")
    assert key_of(day)(["ann", "12.01.2026 08:00", "FS1"]) == ("ann", "FS1", "12.01.2026")
    timeless = Wanted(fields=("user",), positions=((0,),))
    assert key_of(timeless)(["ann", "x"]) == ("ann",)


def test_counts_become_a_frame() -> None:
    asked = Wanted(fields=("at", "user"), positions=((0,), (1,)))
    frame = frame_of_counts(asked, {("ann", "2026"): 3})
    assert [*frame.columns] == ["at", "user", "n"]
    assert frame.iloc[0].tolist() == ["2026", "ann", 3]
    assert len(frame_of_counts(asked, {})) == 0
