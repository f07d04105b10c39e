"""What a department has as its standard, and how many deviate from it."""

import numpy as np

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Holders, Ints, Tables


def deviating(tables: Tables, mix: Mix) -> int:
    """People and devices who hold another set than most of their department do."""
    total = 0
    for holders, holding in ((tables.users, mix.users), (tables.devices, mix.devices)):
        if not len(holding.row):
            continue
        label = departments(holders)[holding.row]
        keys, code = np.unique(np.c_[label, holding.bundle], axis=0, return_inverse=True)
        members = np.bincount(code.reshape(-1), weights=holding.members)
        most = np.zeros(int(keys[:, 0].max()) + 1)
        np.maximum.at(most, keys[:, 0], members)
        total += int(members.sum() - most.sum())
    return total


def departments(holders: Holders) -> Ints:
    """The number of each row's department; a blank one is one too."""
    return np.unique(np.array(holders.department, object).astype(str), return_inverse=True)[
        1
    ].reshape(-1)
