"""Families that no license, rule or cost joins are questions of their own, over time as well
(docs/model-dates.md, T6), and what is decided of each is laid side by side again.

DEFINITIONS
    f       family; `root` of a part: its least family
    t       period: an entry of a timetable's instances
    part    families that licenses, rules or costs join, directly or by way of each other
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.plan import Holding, Mix
from optimizer.domain.tables import NONE, Ints
from optimizer.licensing.administration import State
from optimizer.licensing.dated_supply import DatedSupply
from optimizer.solving.timetable import Timetable, with_some_needs


@dataclass(frozen=True)
class Part:
    """A question of some families alone; `orders` are, of the whole supply's, those that it may
    place, in its own order of them."""

    timetable: Timetable
    orders: tuple[int, ...]


def independent(timetable: Timetable) -> list[Part]:
    """The question in parts, in the order of their families; one of all where they hang
    together."""
    root = _roots(timetable)
    supply = timetable.supply
    roots = sorted(set(root.values()))
    if len(roots) < 2:
        return [Part(timetable, tuple(range(len(supply.orders))))]
    families = len(timetable.tables.families)
    of = np.array([root.get(f, NONE) for f in range(families)], np.int64)
    serves = _serves(supply)
    parts = []
    for each in roots:
        orders = tuple(
            i
            for i, order in enumerate(supply.orders)
            if any(root.get(f) == each for f in serves[order.license])
        )
        own = replace(supply, orders=tuple(supply.orders[i] for i in orders))
        instances = tuple(
            with_some_needs(case, of[case.needs.family] == each, supply)
            for case in timetable.instances
        )
        parts.append(Part(replace(timetable, supply=own, instances=instances), orders))
    return parts


def _roots(timetable: Timetable) -> dict[int, int]:
    """For each family that is needed in some period the least one of its part."""
    tables, supply = timetable.tables, timetable.supply
    asked = [case.needs.family[case.needs.state != State.EXEMPT] for case in timetable.instances]
    needed = {int(family) for families in asked for family in distinct(families).tolist()}
    bases = tables.same_holder
    while below := {bases[family] for family in needed if family in bases} - needed:
        needed |= below
    found = _Joined(sorted(needed))
    for pair in bases.items():
        found.join(pair)
    for licenses in _together(supply):
        found.join({f for k in licenses for f in supply.licenses[k].covers})
    for case in timetable.instances:
        needs = case.needs
        found.join(needs.family[needs.state == State.CANDIDATE].tolist())
        paid = np.array([bool(server.cal_mode_cost) for server in case.tables.servers], bool)
        if paid.any():
            found.join(needs.family[paid[needs.server]].tolist())
    return {family: found.of(family) for family in found.root}


def _together(supply: DatedSupply) -> Iterable[tuple[int, ...]]:
    """Licenses that are decided together: each that can be had, with what it requires and what it
    is converted from."""
    for k, license in enumerate(supply.licenses):
        if any(supply.obtainable(k, t) for t in range(len(supply.periods))):
            yield (k,) if license.requires == NONE else (k, license.requires)
    for order in supply.orders:
        yield (order.license, *(supply.lots[o].license for o in order.lots))


def _serves(supply: DatedSupply) -> list[set[int]]:
    """The families that each license is of use for: its own, and those of what requires it."""
    found = [set(license.covers) for license in supply.licenses]
    for _ in supply.licenses:
        for k, license in enumerate(supply.licenses):
            if license.requires != NONE:
                found[license.requires] |= found[k]
    return found


class _Joined:
    """Families that are joined to each other; others are left out."""

    def __init__(self, families: Sequence[int]) -> None:
        self.root = {family: family for family in families}

    def of(self, family: int) -> int:
        """The least family of its part."""
        while self.root[family] != family:
            family = self.root[family]
        return family

    def join(self, families: Iterable[int]) -> None:
        """Those known among them are one part."""
        roots = {self.of(family) for family in families if family in self.root}
        for each in roots:
            self.root[each] = min(roots)


def side_by_side(mixes: Sequence[Mix]) -> Mix:
    """One mix of those of all parts of a period: each member holds the union of what they say."""
    if len(mixes) == 1:
        return mixes[0]
    return replace(
        mixes[0],
        users=_joined([mix.users for mix in mixes]),
        devices=_joined([mix.devices for mix in mixes]),
        wide=tuple(sorted({each for mix in mixes for each in mix.wide})),
        exempt=tuple(sorted({each for mix in mixes for each in mix.exempt})),
        exempt_devices=tuple(sorted({each for mix in mixes for each in mix.exempt_devices})),
        modes={key: kind for mix in mixes for key, kind in mix.modes.items()},
        used=tuple(map(sum, zip(*(mix.used for mix in mixes), strict=True))),
        cal_mode=tuple(sorted({s for mix in mixes for s in mix.cal_mode})),
    )


def _joined(holdings: Sequence[Holding]) -> Holding:
    """Runs of the same members laid side by side: a run ends where one of any of them does."""
    ends = [np.cumsum(holding.members) for holding in holdings]
    cuts = distinct(np.concatenate(ends))
    row = holdings[0].row[np.searchsorted(ends[0], cuts)]
    bundle = np.zeros(len(cuts), np.int64)
    bundles: list[tuple[int, ...]] = [()]
    for holding, end in zip(holdings, ends, strict=True):
        here = holding.bundle[np.searchsorted(end, cuts)]
        bundle, bundles = _united(bundle, bundles, here, holding.bundles)
    members = np.diff(cuts, prepend=0)
    first = np.ones(len(row), bool)
    first[1:] = (np.diff(row) != 0) | (np.diff(bundle) != 0)
    starts = np.flatnonzero(first)
    total = np.add.reduceat(members, starts) if len(starts) else members
    return Holding(row[starts], total, bundle[starts], tuple(bundles))


def _united(
    one: Ints, sets: Sequence[tuple[int, ...]], other: Ints, others: Sequence[tuple[int, ...]]
) -> tuple[Ints, list[tuple[int, ...]]]:
    """The union of two sets for each run: its number, and the sets."""
    pairs, which = np.unique(one * len(others) + other, return_inverse=True)
    names: dict[tuple[int, ...], int] = {(): 0}
    number = np.array(
        [
            names.setdefault(
                tuple(sorted({*sets[pair // len(others)], *others[pair % len(others)]})), len(names)
            )
            for pair in pairs.tolist()
        ],
        np.int64,
    )
    return number[which.reshape(-1)], list(names)
