"""Which source a table is of: the one whose fingerprint its header holds, the largest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from optimizer.importing.opening.table import Candidate, Opened
from optimizer.importing.sources.declared import Source, folded


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A table, its source, the columns of each field that it has, and why it is that source."""

    opened: Opened
    candidate: Candidate
    source: Source
    positions: Mapping[str, tuple[int, ...]]
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A table of no source, or of several: what to say of it.

    `tie` are titles of sources that fit alike; else `nearest` is the source that fits best, without
    the columns `missing`.
    """

    opened: Opened
    tie: tuple[str, ...] = ()
    tied: tuple[Source, ...] = ()
    nearest: str = ""
    missing: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


def recognise(opened: Opened, sources: Sequence[Source]) -> Recognised | Unknown:
    """The source of a table, or why there is none."""
    best: list[tuple[int, Candidate, Source, list[int]]] = []
    firsts = {spelling for source in sources for spelling in source.fingerprint[0]}
    for candidate in opened.candidates:
        places = places_of(candidate.header)
        for source in () if firsts.isdisjoint(places) else sources:
            found = _hits(source, places)
            if found:
                best.append((len(found), candidate, source, found))
    if not best:
        return _nearest(opened, sources)
    size = max(score for score, *_ in best)
    winners = [entry for entry in best if entry[0] == size]
    keys = sorted({source.key for _, _, source, _ in winners})
    if len(keys) > 1:
        tied = tuple(source for source in sources if source.key in keys)
        return Unknown(opened=opened, tie=tuple(source.title for source in tied), tied=tied)
    _, candidate, source, hits = winners[0]
    return Recognised(
        opened=opened,
        candidate=candidate,
        source=source,
        positions=positions_of(candidate.header, source),
        because=tuple(candidate.header[position] for position in hits),
    )


def beside(answer: Recognised | Unknown) -> list[Recognised | Unknown]:
    """The answer itself; where two sources fit alike whose rows may stand in one file and a column
    tells them apart, the table as each of them."""
    tied = answer.tied if isinstance(answer, Unknown) else ()
    if [source.beside for source in tied] != [source.key for source in reversed(tied)]:
        return [answer]
    both = [recognise(answer.opened, [source]) for source in tied]
    apart = all(isinstance(each, Recognised) and _told_apart(each, tied) for each in both)
    return both if tied and apart else [answer]


def _told_apart(table: Recognised, tied: Sequence[Source]) -> bool:
    """Whether its rows are told from those of the other: by the number of their events, or by the
    columns of its conditions."""
    first, *others = ({*source.events} for source in tied)
    if "event" in table.positions and first and all(o and not o & first for o in others):
        return True
    return all(only.field in table.positions for only in table.source.only)


def places_of(header: Iterable[str]) -> dict[str, int]:
    """Folded header -> its position; of doubled ones the first."""
    places: dict[str, int] = {}
    for position, name in enumerate(header):
        if key := folded(name):
            places.setdefault(key, position)
    return places


def positions_of(header: Iterable[str], source: Source) -> dict[str, tuple[int, ...]]:
    """The columns of each field of a source that the header has."""
    places = places_of(header)
    found: dict[str, tuple[int, ...]] = {}
    for name, parts in source.fields.items():
        positions = [_place(spellings, places) for spellings in parts]
        held = tuple(p for p in positions if p is not None)
        if positions[0] is not None:
            found[name] = held
    return found


def _hits(source: Source, places: Mapping[str, int]) -> list[int]:
    """The positions of a source's fingerprint; none where one of its columns is not there, or one
    is that it never has."""
    if any(name in places for name in source.never):
        return []
    found = []
    for spellings in source.fingerprint:
        place = _place(spellings, places)
        if place is None:
            return []
        found.append(place)
    return found


def _place(spellings: tuple[str, ...], places: Mapping[str, int]) -> int | None:
    return next((places[spelling] for spelling in spellings if spelling in places), None)


def _nearest(opened: Opened, sources: Sequence[Source]) -> Unknown:
    """The source that lacks the least, by share of its fingerprint."""
    nearest: tuple[float, int, str, tuple[str, ...], tuple[str, ...]] | None = None
    for candidate in opened.candidates:
        places = places_of(candidate.header)
        for source in sources:
            there = [_place(spellings, places) is not None for spellings in source.fingerprint]
            share = sum(there) / len(there)
            missing = tuple(
                column.split("|")[0]
                for column, hit in zip(source.columns, there, strict=True)
                if not hit
            )
            if share and (nearest is None or (share, len(there)) > nearest[:2]):
                nearest = (share, len(there), source.title, missing, candidate.header)
    if nearest is None:
        header = opened.candidates[0].header if opened.candidates else ()
        return Unknown(opened=opened, header=header)
    return Unknown(opened=opened, nearest=nearest[2], missing=nearest[3], header=nearest[4])
