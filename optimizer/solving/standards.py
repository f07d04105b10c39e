"""What a department has as its standard, and how many deviate from it."""

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.plan import Mix
from optimizer.domain.tables import Holders, Ints, Tables


def deviating(tables: Tables, mix: Mix) -> int:
    """People and devices who hold another set than most of their department do."""
    total = 0
    for holders, holding in ((tables.users, mix.users), (tables.devices, mix.devices)):
        if not len(holding.row):
            continue
        label = departments(holders)[holding.row]
        keys, code = distinct_rows(label, holding.bundle)
        members = np.bincount(code, weights=holding.members)
        most = np.zeros(int(keys[:, 0].max()) + 1)
        np.maximum.at(most, keys[:, 0], members)
        total += int(members.sum() - most.sum())
    return total


def standards_of(tables: Tables, mix: Mix) -> dict[tuple[bool, int], frozenset[int]]:
    """What most people, and most devices, of each department hold: (users?, department) -> set."""
    found: dict[tuple[bool, int], frozenset[int]] = {}
    for users, holders, holding in (
        (True, tables.users, mix.users),
        (False, tables.devices, mix.devices),
    ):
        label = departments(holders)[holding.row]
        keys, code = distinct_rows(label, holding.bundle)
        members = np.bincount(code, weights=holding.members, minlength=len(keys))
        for n in np.argsort(members, kind="stable").tolist():  # the most come last
            found[users, int(keys[n, 0])] = frozenset(holding.bundles[int(keys[n, 1])])
    return found


def departments(holders: Holders) -> Ints:
    """The number of each row's department; a blank one is one too."""
    number = {name: i for i, name in enumerate(sorted({*holders.department}))}
    return np.fromiter(map(number.__getitem__, holders.department), np.int64, len(holders.names))
