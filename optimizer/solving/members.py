"""Members."""

import numpy as np

from optimizer.domain.plan import Holding
from optimizer.domain.tables import NONE, Ints
from optimizer.solving.bundles import Runs
from optimizer.solving.classes import Classes, Side


def holding_of(side: Side, runs: list[Runs]) -> Holding:
    """The runs of classes dealt out to their nodes in row order, equal neighbours of one row
    joined."""
    names: dict[tuple[int, ...], int] = {(): 0}
    numbered = [
        [(names.setdefault(tuple(sorted(bundle)), len(names)), size) for bundle, size in each]
        for each in runs
    ]
    uniform = np.array(
        [each[0][0] if len(each) == 1 else NONE for each in numbered] + [0], np.int64
    )
    bundle = uniform[side.class_of]
    row, members = side.row, side.size
    mixed = np.flatnonzero(bundle == NONE)
    if len(mixed):
        kept = np.flatnonzero(bundle != NONE)
        dealt = _deal(side, mixed, numbered)
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


def _deal(side: Side, nodes: Ints, numbered: list[list[tuple[int, int]]]) -> Ints:
    """(node, members, bundle) rows: each class's runs handed to its nodes in order."""
    left = {c: list(reversed(numbered[c])) for c in np.unique(side.class_of[nodes]).tolist()}
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


def members_of(classes: Classes, picked: set[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Picked (user class, server) pairs as (user row, member, server); such classes are single
    members."""
    side, result = classes.users, []
    for c, server in sorted(picked):
        node = int(np.flatnonzero(side.class_of == c)[0])
        row = int(side.row[node])
        result.append((row, int(node - np.searchsorted(side.row, row)), server))
    return tuple(result)
