"""Accounts that many people share: on many devices in one day, or named for a place."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from optimizer.importing.accesses.lines import Lines
from optimizer.importing.grouping.coded import combined, distinct_of, flags, is_text, joined
from optimizer.importing.meaning.accounts import Key

MANY = 10
"""Devices that one person hardly uses in one day."""

PAIRS = ["account", "day", "device"]

PLACES = re.compile(r"(?:^|[^a-z])(scan|scanner|kiosk|kiosque|ward|reception)(?:[^a-z]|$)")
"""Words in the name of an account that belongs to a place."""


def _most_in_one_day(pairs: pd.DataFrame) -> dict[str, int]:
    """The most devices in one day of each account; `pairs` has each device of a day once."""
    codes, days = combined(pairs, ("account", "day"))
    accounts, names = distinct_of(days["account"])
    most = np.zeros(len(names), "int64")
    np.maximum.at(most, accounts, np.bincount(codes, minlength=len(days)))
    return dict(zip(names, most.tolist(), strict=True))


def _on_many_devices(accesses: pd.DataFrame, lines: Lines) -> pd.DataFrame:
    """Each device of each day, once, of the accounts with many of them on all days together."""
    known = accesses.loc[~is_text(accesses["device"], "") & ~is_text(accesses["account"], "")]
    accounts, names = distinct_of(combined(known, ("account", "device"))[1]["account"])
    several = {names[code] for code in np.flatnonzero(np.bincount(accounts) > MANY).tolist()}
    mine = known.loc[flags(known["account"], several.__contains__)]
    rest = mine["row"].to_numpy() < 0  # of no log: all on one day
    days = lines.days_of(mine["row"].to_numpy()[~rest])
    dated = mine.loc[~rest, ["account", "device", "row"]].merge(days, on="row")
    return combined(joined([dated[PAIRS], mine.loc[rest, PAIRS]]), PAIRS)[1]


def shared(
    accesses: pd.DataFrame, lines: Lines, names: Mapping[Key, str]
) -> list[tuple[Key, int, str]]:
    """Accounts that look shared: the account, its rows, and why.

    `accesses` has `account`, `device`, `row`, `day` and `read`; `lines` the days of each row.
    """
    devices = _most_in_one_day(_on_many_devices(accesses, lines))
    rows = accesses.groupby("account", observed=True)["read"].sum()
    found: list[tuple[Key, int, str]] = []
    for account, read in zip(map(str, rows.index), rows.tolist(), strict=True):
        name = names.get(account, "")
        most = devices.get(account, 0)
        if most > MANY:
            found.append((account, int(read), f"it was on {most} devices in one day"))
        elif place := PLACES.search(name.lower()):
            found.append((account, int(read), f'"{place[1]}" is in its name'))
    return sorted(found, key=lambda item: (names.get(item[0], ""), item[0]))
