"""A row that does not say the device folds into those that the person is known to use on that
server; from the internet it never does."""

from typing import TYPE_CHECKING

import pandas as pd

from optimizer.importing.accesses.basis import ADDRESS, OBSERVED
from optimizer.importing.grouping.coded import chosen, column_of, flags, is_text, joined, of, one
from optimizer.importing.meaning.hosts import address_of

if TYPE_CHECKING:
    import numpy as np


def folded(accesses: pd.DataFrame, public: "np.ndarray") -> tuple[pd.DataFrame, int]:
    """Accesses without the rows that folded, their sessions added to the device that the person
    used there most; and how many rows those were.

    `accesses` has `account`, `device`, `server`, `product`, `basis`, `sessions`, `day`, `read`.
    """
    nowhere, nobody = is_text(accesses["device"], ""), is_text(accesses["account"], "")
    blank = nowhere & ~public & ~nobody
    if not blank.any():
        return accesses, 0
    known = accesses.loc[~nowhere & ~nobody]
    most = (
        known.groupby(["account", "server", "device"], observed=True)["sessions"]
        .sum()
        .reset_index()
        .sort_values(["sessions", "device"], ascending=[False, True], kind="stable")
        .drop_duplicates(["account", "server"])
        .drop(columns="sessions")
        .rename(columns={"device": "known"})
    )
    candidates = accesses.loc[blank]
    merged = candidates.merge(most, on=["account", "server"], how="left")
    folds = merged["known"].notna().to_numpy()
    moved = merged.loc[folds]
    device, basis = of(moved["known"]), column_of(moved["basis"])
    by_address = is_text(basis, OBSERVED) & flags(device, address_of)
    basis = chosen(by_address, one(ADDRESS, len(moved)), basis)
    moved = moved.assign(device=device, basis=basis)
    rows = int(moved["read"].sum())
    # A folded row never widens what the device is known to be used for: it joins a row that is
    # there, of the same product where there is one.
    stays = accesses.loc[~blank]
    rest = merged.loc[~folds, list(accesses.columns)]
    return joined([stays, rest, moved[list(accesses.columns)]]), rows
