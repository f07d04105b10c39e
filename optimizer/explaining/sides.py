"""Users or devices seen from their side: what they hold, which lines of Coverage are theirs, and
what rows of a department have in common in their names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.keywords import Metric
from optimizer.domain.names import natural
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Holders, Ints, Kind

BARRED = {Metric.USER: Kind.DEVICE, Metric.DEVICE: Kind.USER}
"""The License by that bars a holder from licenses of a metric."""

NAMED = 3
"""Rows that a group names one by one."""

_NUMBER = re.compile(r"\d+")
_DIGIT = "\1"
_DIGITS = str.maketrans("0123456789", _DIGIT * 10)

FEWEST = 3
"""Rows that a common beginning of names must have on average to be a kind of its own."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Alike holders: `who` they are, how many `members`, which licenses each `holds`, and why;
    in a plan over time from period `first` to `last`."""

    department: str
    users: bool
    who: str
    members: int
    holds: tuple[str, ...]
    why: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side: its holders, what they hold, and the lines of Coverage seen from it."""

    users: bool
    holders: Holders
    others: Holders
    holding: Holding
    other_holding: Holding
    row: Ints
    other: Ints
    word: str
    other_word: str
    other_noun: str
    other_licenses: frozenset[str]
    """The other side's licenses by name."""


def sides_of(planned: Planned) -> tuple[Side, Side]:
    """People, and devices."""
    tables, plan = planned.tables, planned.plan
    c = plan.coverage
    licenses = {
        metric: frozenset(x.name for x in tables.licenses if x.metric is metric)
        for metric in (Metric.USER, Metric.DEVICE)
    }
    return (
        Side(
            users=True,
            holders=tables.users,
            others=tables.devices,
            holding=plan.users,
            other_holding=plan.devices,
            row=c.user,
            other=c.device,
            word="user",
            other_word="device",
            other_noun="device",
            other_licenses=licenses[Metric.DEVICE],
        ),
        Side(
            users=False,
            holders=tables.devices,
            others=tables.users,
            holding=plan.devices,
            other_holding=plan.users,
            row=c.device,
            other=c.user,
            word="device",
            other_word="user",
            other_noun="person",
            other_licenses=licenses[Metric.USER],
        ),
    )


def exempt_rows(plan: Plan, side: Side) -> np.ndarray:
    """Rows all of whose accesses are exempt."""
    c = plan.coverage
    exempt = np.array([text in ("Exempt", "Administration") for text in c.side.distinct], bool)
    known = side.row != NONE
    size = len(side.holders.names)
    needing = np.bincount(side.row[known & ~exempt[c.side.codes]], minlength=size)
    return np.asarray((needing == 0) & (np.bincount(side.row[known], minlength=size) > 0))


def kinds_of_names(side: Side) -> list[str]:
    """What rows of a department have in common in their names: `Nurse` of `Nurse 12`; "" where
    names are names of their own."""
    stems = _stems(side.holders.names)
    departments, rows = side.holders.department, distinct(side.holding.row).tolist()
    counts = Counter(
        zip(map(departments.__getitem__, rows), map(stems.__getitem__, rows), strict=True)
    )
    common = {each for each, n in counts.items() if n >= FEWEST}
    return [each[1] if each in common else "" for each in zip(departments, stems, strict=True)]


def _stems(names: Sequence[str]) -> list[str]:
    """Each name with # for its numbers; "" where it has none."""
    joined = "\0".join(names)
    if joined.isascii() and _DIGIT not in joined:  # what a pattern does, in a tenth of the time
        joined = joined.translate(_DIGITS)
        while _DIGIT * 2 in joined:
            joined = joined.replace(_DIGIT * 2, _DIGIT)
        stems = joined.replace(_DIGIT, "#").split("\0") if names else []
    else:
        stems = _NUMBER.sub("#", joined).split("\0")
    if len(stems) != len(names):  # a name holds that separator itself
        stems = [_NUMBER.sub("#", name) for name in names]
    return [stem if "#" in stem else "" for stem in stems]


def who_they_are(side: Side, kind: str, rows: Sequence[int]) -> str:
    """The holders by name where they are few, else the first and the last one."""
    names = [side.holders.names[row] for row in rows]
    if len(names) <= NAMED:
        return ", ".join(sorted(names, key=natural))
    if not kind:
        first, second = nsmallest(2, names, key=natural)
        return f"{first}, {second} and {len(names) - 2} more"
    if kind.count("#") == 1:  # the number alone orders them, and is all that differs
        before, _, after = kind.partition("#")
        start, end = len(before), -len(after) or None
        numbers = [name[start:end] for name in names]
        low, high = min(numbers, key=int), max(numbers, key=int)
        text, whole = f"{before}{low} to {high}{after}", int(high) - int(low) + 1 == len(names)
    else:
        low, high = min(names, key=natural), max(names, key=natural)
        lows, highs = (map(int, _NUMBER.findall(name)) for name in (low, high))
        between = sum(h - n for n, h in zip(lows, highs, strict=True))
        text, whole = f"{low} to {high}", between + 1 == len(names)
    return text if whole else f"{text}, not all"


def others_in_words(side: Side, met: Mapping[int, int]) -> str:
    """So many devices (people), by name where they are one or two rows; `met` says how many of each
    row."""
    if NONE in met:
        return "any device" if side.users else "unknown people"
    names = [side.others.names[row] for row in met]
    count = sum(met.values())
    if len(names) <= 2 and all(side.others.count[row] == 1 for row in met):
        return " and ".join(names)
    plural = {"device": "devices", "person": "people"}[side.other_noun]
    if len(names) == 1:
        return f"{count:,} {names[0]}"
    return f"{count:,} {side.other_noun if count == 1 else plural}"


def licenses_in_words(names: Iterable[str]) -> str:
    """Two licenses by name, more by number; "" for none."""
    each = [*dict.fromkeys(names)]
    return " and ".join(each) if len(each) <= 2 else f"{len(each)} licenses"
