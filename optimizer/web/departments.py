"""A department at a glance: its people and devices, what each holds, and what covers its needs.

In a plan over time that is so in one period, the one in which its people need most.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from optimizer.domain.plan import Coverage
from optimizer.domain.tables import Ints, Tables
from optimizer.web.holders import Listing
from optimizer.web.texts import texts

MOST_SPLITS = 8
"""Families on servers that are drawn."""


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department at a glance."""

    name: str
    people: int
    devices: int
    groups: tuple[tuple[int, str, str], ...]
    """(how many, "people" or "devices", what each of them holds)."""
    needs: int
    splits: tuple[tuple[str, int, int, int], ...]
    """(family on server, needs covered by devices, by people, otherwise)."""
    span: tuple[date, date] | None = None
    """The first and last day of what is told, in a plan over time."""


def counts_by_department(listing: Listing) -> dict[str, int]:
    """How many people or devices each department has; over time the most at once."""
    departments = listing.holders.department
    if not departments:
        return {}
    numbers: dict[str, int] = {}
    codes = np.array([numbers.setdefault(name, len(numbers)) for name in departments], np.int64)
    totals = listing.at_most(codes[listing.holding.row], len(numbers))
    return dict(zip(numbers, totals.tolist(), strict=True))


def department_of(
    tables: Tables, coverage: Coverage, people: Listing, devices: Listing, name: str
) -> Department:
    """Who is in a department, what each holds, and what covers its people's needs."""
    here = np.array([each == name for each in tables.users.department] + [False], bool)
    lines = np.flatnonzero(here[coverage.user])
    period = 0
    if coverage.first is not None and coverage.last is not None:
        starts, ends = coverage.first[lines], coverage.last[lines]
        there = [np.count_nonzero((starts <= t) & (t <= ends)) for t in range(len(people.spans))]
        period = int(np.argmax(there))
        lines = lines[(starts <= period) & (period <= ends)]
    groups: list[tuple[int, str, str]] = []
    counts = []
    for side, listing in (("people", people), ("devices", devices)):
        runs = np.intersect1d(listing.found("", name, "", ""), listing.runs_in(period))
        totals = np.bincount(
            listing.holding.bundle[runs], listing.holding.members[runs], len(listing.licenses) or 1
        )
        order = np.argsort(-totals, kind="stable")
        groups += [
            (int(totals[b]), side, listing.licenses[int(b)]) for b in order.tolist() if totals[b]
        ]
        counts.append(int(listing.holding.members[runs].sum()))
    return Department(
        name=name,
        people=counts[0],
        devices=counts[1],
        groups=tuple(groups),
        needs=len(lines),
        splits=_splits(tables, coverage, lines),
        span=people.spans[period] if people.spans else None,
    )


def _splits(
    tables: Tables, coverage: Coverage, lines: Ints
) -> tuple[tuple[str, int, int, int], ...]:
    """Needs by family and server, those with most first, and which side covers them."""
    if not len(lines):
        return ()
    sides = np.array(
        [0 if side == "Device" else 1 if side == "User" else 2 for side in coverage.side.distinct],
        np.int64,
    )
    keys = np.stack(
        [coverage.family[lines], coverage.server[lines], sides[coverage.side.codes[lines]]]
    )
    splits: dict[str, list[int]] = {}
    distinct, totals = np.unique(keys, axis=1, return_counts=True)
    for (family, server, kind), total in zip(distinct.T.tolist(), totals.tolist(), strict=True):
        label = texts()["answer"].family_on(
            family=tables.families[family], server=tables.servers[server].name
        )
        splits.setdefault(label, [0, 0, 0])[kind] += total
    ordered = sorted(splits.items(), key=lambda each: -sum(each[1]))
    return tuple((label, a, b, c) for label, (a, b, c) in ordered[:MOST_SPLITS])
