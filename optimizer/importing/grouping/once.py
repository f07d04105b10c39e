"""Overlapping exports of one log: an event that two files hold is one fact.

Events are told apart by the server, the event's number in its log and the account, since numbers
begin anew in a log that was made anew; where a file does not hold the number, by everything in the
row, its moment in full. Of equal rows as many count as the file with the most of them holds.
"""

from collections import Counter

from optimizer.domain import names as naming
from optimizer.importing.grouping.standard import frame_of_counts, key_of
from optimizer.importing.grouping.wanted import Groups, Wanted
from optimizer.importing.meaning.accounts import parse
from optimizer.importing.meaning.hosts import host_of
from optimizer.importing.opening.table import Row
from optimizer.importing.sources.recognise import Recognised

Met = Counter[int]


def group_once(table: Recognised, wanted: Wanted, server: str, met: Met) -> tuple[Groups, int]:
    """The groups of a table without the rows that `met` holds already, which its own then join; and
    how many those were. Raises Cut."""
    key = key_of(wanted)
    counts: dict[tuple[str, ...], int] = {}
    mine: Met = Counter()
    read = other = twice = 0
    server_at = table.positions.get("server", (None,))[0]
    record_at = table.positions.get("record", (None,))[0]
    user_at = table.positions.get("user", (None,))[0]
    pattern = table.source.extract.get("user")
    for _, cells in table.candidate.rows(table.source.ragged):
        read += 1
        if wanted.event is not None and cells[wanted.event].strip() not in wanted.events:
            other += 1
            continue
        named = cells[server_at] if server_at is not None else server
        user = "" if user_at is None else cells[user_at]
        if pattern is not None and (found := pattern.search(user)):
            user = next((part for part in found.groups() if part), "")
        fact = _fact(cells, named, user, record_at)
        mine[fact] += 1
        if mine[fact] <= met[fact]:
            twice += 1
            continue
        made = key(cells)
        counts[made] = counts.get(made, 0) + 1
    passed = sum(table.candidate.passed)
    read, other = read + passed, other + passed
    for fact, number in mine.items():
        met[fact] = max(met[fact], number)
    return Groups.of(frame_of_counts(wanted, counts), read=read, other=other), twice


def _fact(cells: Row, server: str, user: str, record: int | None) -> int:
    if record is not None and cells[record].strip():
        label = naming.fold(host_of(server)).partition(".")[0]
        return hash((label, cells[record].strip(), naming.fold(parse(user).name)))
    return hash(tuple(cells))
