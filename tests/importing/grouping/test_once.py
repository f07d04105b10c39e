"""Overlapping exports of one log: an event that two files hold counts once."""

from collections import Counter
from typing import Any

from optimizer.importing.grouping.once import Met, group_once
from optimizer.importing.grouping.wanted import Grain, wanted
from tests.importing.grouping.support import EVENTS, lines, table

NUMBERED = "User | Server | Date | Id | Record"
BARE = "User | Server | Date | Id"


def parts(header: str, *files: tuple[str, ...]) -> list[tuple[list[list[Any]], int]]:
    """Of each file in turn: its groups, and how many rows others hold already."""
    met: Met = Counter()
    found = []
    for rows in files:
        read = table(header, *rows, more=EVENTS)
        groups, twice = group_once(read, wanted(read, Grain.DAY), "", met)
        assert groups.read == len(rows)
        found.append(([*lines(groups)], twice))
    return found


def test_an_event_is_told_by_its_number_server_and_account() -> None:
    """Spelled with its domain or without, the server is the same."""
    first = ("ann | FS1 | 2026-01-12 | 4624 | 7", "ann | FS1 | 2026-01-12 | 4624 | 8")
    second = ("ann | fs1.corp.example | 2026-01-12 | 4624 | 8", "ann | FS1 | 2026-01-13 | 4624 | 9")
    (one, none), (other, twice) = parts(NUMBERED, first, second)
    assert (one, none) == ([["ann", "FS1", "4624", "2026-01-12", 2]], 0)
    assert (other, twice) == ([["ann", "FS1", "4624", "2026-01-13", 1]], 1)


def test_a_number_that_begins_anew_is_another_event_of_somebody_else() -> None:
    (_, none), (other, twice) = parts(
        NUMBERED, ("ann | FS1 | 2026-01-12 | 4624 | 7",), ("bob | FS1 | 2026-01-12 | 4624 | 7",)
    )
    assert (none, twice, len(other)) == (0, 0, 1)


def test_without_numbers_equal_rows_count_as_often_as_one_file_holds_them() -> None:
    """Two in the one, three in the other: three events."""
    row = "ann | FS1 | 2026-01-12 | 4624"
    (one, none), (other, twice) = parts(BARE, (row,) * 2, (row,) * 3)
    assert (one[0], none) == (["ann", "FS1", "4624", "2026-01-12", 2], 0)
    assert (other[0], twice) == (["ann", "FS1", "4624", "2026-01-12", 1], 2)


def test_logs_of_two_servers_may_hold_equal_numbers() -> None:
    row = "ann | FS1 | 2026-01-12 | 4624 | 7"
    found = parts(NUMBERED, (row,), (row.replace("FS1", "FS2"),), (row,))
    assert [twice for _, twice in found] == [0, 0, 1]


def test_events_that_do_not_count_are_left_out() -> None:
    read = table(BARE, "ann | FS1 | 2026-01-12 | 4672", more=EVENTS)
    groups, twice = group_once(read, wanted(read), "", Counter())
    assert (len(groups.frame), groups.read, groups.other, twice) == (0, 1, 1, 0)
