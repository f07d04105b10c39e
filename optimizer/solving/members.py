"""Classes apart again: which member of which row holds what."""

from collections.abc import Mapping, Sequence

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.names import natural
from optimizer.domain.plan import Holding
from optimizer.domain.tables import NONE, Ints
from optimizer.solving.bundles import Runs
from optimizer.solving.classes import Side


def holding_of(side: Side, runs: list[Runs], row_names: Sequence[str] = ()) -> Holding:
    """The runs of classes dealt out to their nodes by the order of their rows' names, else of their
    rows, equal neighbours of one row joined."""
    sets = dict.fromkeys(bundle for each in runs for bundle, _ in each)
    names: dict[tuple[int, ...], int] = {(): 0}
    number = {each: names.setdefault(tuple(sorted(each)), len(names)) for each in sets}
    numbered = [[(number[bundle], size) for bundle, size in each] for each in runs]
    uniform = np.array(
        [each[0][0] if len(each) == 1 else NONE for each in numbered] + [0], np.int64
    )
    bundle = uniform[side.class_of]
    row, members = side.row, side.size
    mixed = np.flatnonzero(bundle == NONE)
    if len(mixed):
        kept = np.flatnonzero(bundle != NONE)
        dealt = _deal(side, _by_name(side, mixed, row_names), numbered)
        node = np.concatenate([kept, dealt[:, 0]])
        members = np.concatenate([members[kept], dealt[:, 1]])
        bundle = np.concatenate([bundle[kept], dealt[:, 2]])
        order = np.argsort(node, kind="stable")
        row, members, bundle = row[node[order]], members[order], bundle[order]
    first = np.ones(len(row), bool)
    first[1:] = (np.diff(row) != 0) | (np.diff(bundle) != 0)
    starts = np.flatnonzero(first)
    total = np.add.reduceat(members, starts) if len(starts) else members
    return Holding(row[starts], total, bundle[starts], tuple(names))


def _by_name(side: Side, nodes: Ints, row_names: Sequence[str]) -> Ints:
    """The nodes by name, a number in it as a number, and within a row as they stand."""
    if not row_names:
        return nodes
    keys = {row: (natural(row_names[row]), row) for row in distinct(side.row[nodes]).tolist()}
    rank = {row: i for i, row in enumerate(sorted(keys, key=keys.__getitem__))}
    return nodes[np.argsort([rank[row] for row in side.row[nodes].tolist()], kind="stable")]


def _deal(side: Side, nodes: Ints, numbered: list[list[tuple[int, int]]]) -> Ints:
    """(node, members, bundle) rows: each class's runs handed to its nodes in order."""
    left = {c: list(reversed(numbered[c])) for c in distinct(side.class_of[nodes]).tolist()}
    dealt = []
    for node in nodes.tolist():
        open_, wanted = left[int(side.class_of[node])], int(side.size[node])
        while wanted:
            bundle, size = open_.pop()
            taken = min(size, wanted)
            dealt.append((node, taken, bundle))
            wanted -= taken
            if size > taken:
                open_.append((bundle, size - taken))
    return np.array(dealt, np.int64).reshape(-1, 3)


def with_shared(holding: Holding, shared: Mapping[int, Mapping[int, int]]) -> Holding:
    """The holding where the units that sit with a row for good (license -> units) are laid out too:
    members who lack one take it, those with the fewest licenses first, as far as there are any."""
    if not shared:
        return holding
    bundles = {bundle: number for number, bundle in enumerate(holding.bundles)}
    pieces: list[Ints] = []
    done = 0
    for row in sorted(shared):
        first, last = np.searchsorted(holding.row, [row, row + 1]).tolist()
        runs = [
            (holding.bundles[bundle], members)
            for bundle, members in zip(
                holding.bundle[first:last].tolist(),
                holding.members[first:last].tolist(),
                strict=True,
            )
        ]
        for license, units in sorted(shared[row].items()):
            runs = _laid(runs, license, units)
        pieces.append(np.stack([holding.row, holding.members, holding.bundle])[:, done:first])
        made = [
            (row, members, bundles.setdefault(bundle, len(bundles))) for bundle, members in runs
        ]
        pieces.append(np.array(made, np.int64).reshape(-1, 3).T)
        done = last
    pieces.append(np.stack([holding.row, holding.members, holding.bundle])[:, done:])
    rows, members, numbers = np.concatenate(pieces, axis=1)
    return Holding(rows, members, numbers, tuple(bundles))


Run = tuple[tuple[int, ...], int]
"""Licenses that so many members hold."""


def _laid(runs: list[Run], license: int, units: int) -> list[Run]:
    """The runs of a row where a license is held by so many members, or more."""
    left = units - sum(members for bundle, members in runs if license in bundle)
    given = [0] * len(runs)
    for i in sorted(range(len(runs)), key=lambda i: (len(runs[i][0]), i)):
        if license not in runs[i][0]:
            given[i] = max(0, min(left, runs[i][1]))
            left -= given[i]
    result: list[Run] = []
    for (bundle, members), taken in zip(runs, given, strict=True):
        parts = ((tuple(sorted({*bundle, license})), taken), (bundle, members - taken))
        for held, count in parts:
            if count and result and result[-1][0] == held:
                result.append((held, count + result.pop()[1]))
            elif count:
                result.append((held, count))
    return result


def members_of(side: Side, picked: set[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Picked (class, server) pairs of a side as (row, member, server); such classes are single
    members."""
    result = []
    for c, server in sorted(picked):
        node = int(np.flatnonzero(side.class_of == c)[0])
        row = int(side.row[node])
        result.append((row, int(node - np.searchsorted(side.row, row)), server))
    return tuple(result)
