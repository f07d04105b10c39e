"""Accounts that many people share: on many devices in one day, or named for a place."""

import re
from collections.abc import Mapping

import pandas as pd

from optimizer.importing.meaning.accounts import Key

MANY = 10
"""Devices that one person hardly uses in one day."""

PLACES = re.compile(r"(?:^|[^a-z])(scan|scanner|kiosk|kiosque|ward|reception)(?:[^a-z]|$)")
"""Words in the name of an account that belongs to a place."""


def shared(accesses: pd.DataFrame, names: Mapping[Key, str]) -> list[tuple[Key, int, str]]:
    """Accounts that look shared: the account, its rows, and why.

    `accesses` has `account`, `device`, `day` and `read`, before days are merged.
    """
    known = accesses.loc[((accesses["device"] != "") & (accesses["account"] != "")).to_numpy()]
    devices = known.groupby(["account", "day"])["device"].nunique().groupby("account").max()
    rows = accesses.groupby("account")["read"].sum()
    found: list[tuple[Key, int, str]] = []
    for account, read in zip(map(str, rows.index), rows.tolist(), strict=True):
        name = names.get(account, "")
        most = int(devices.get(account, 0))
        if most > MANY:
            found.append((account, int(read), f"it was on {most} devices in one day"))
        elif place := PLACES.search(name.lower()):
            found.append((account, int(read), f'"{place[1]}" is in its name'))
    return sorted(found, key=lambda item: (names.get(item[0], ""), item[0]))
