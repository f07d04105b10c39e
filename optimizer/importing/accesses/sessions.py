"""Session hosts: what someone does from a session host is done from the client of the session that
was open at that time.

DEFINITIONS
session   (account, host, start, end, client): from `start` on until before `end`, seconds since
          1970; its days are `first` to `last`
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from optimizer.importing.accesses.rows import NONE
from optimizer.importing.grouping.coded import (
    Column,
    coded,
    column_of,
    distinct_of,
    flags,
    joined,
    one,
)

DAY = 86_400

OPENS, CLOSES = frozenset(("21", "25", "1149")), frozenset(("24",))
"""Events by which a session is with a client, and is no more."""

TELLS_ENDS = frozenset(("21", "24", "25"))
"""Events of a log that also tells when a session is disconnected."""

LEAD = 120
"""Seconds: a log-on uses the network before the log tells of its session."""

FOREVER = 1 << 40

Event = tuple[int, str, str, str, int, bool]
"""Seconds, event, number of the session in its host, client, day, whether it has a time of day."""

Session = tuple[int, int, int, int, str]
"""Start, end, first day, last day, client."""


def clients_of_sessions(sessions: pd.DataFrame, client: Column) -> pd.DataFrame:
    """Each person's sessions on each host: `account`, `host`, `start`, `end`, `first`, `last`,
    `client` (a host, an address, or "").

    `sessions` are rows of the logs of session hosts; one without a time of day lasts its day.
    """
    made = sessions[["account", "target", "event", "session", "day", "when"]]
    made = made.assign(client=client).drop_duplicates()
    events: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for account, host, event, number, day, when, by in made.itertuples(index=False):
        timed = when != NONE
        start = when if timed else day * DAY
        events[account, host].append((start, event, number, by, day, timed))
    found = [
        (account, host, *session)
        for (account, host), mine in sorted(events.items())
        for session in _sessions(sorted(mine))
    ]
    columns = list(zip(*found, strict=True)) if found else [()] * 7
    accounts, hosts, start, end, first, last, by = columns
    return pd.DataFrame(
        {
            "account": np.array(accounts, object),
            "host": np.array(hosts, object),
            "start": np.array(start, "int64"),
            "end": np.array(end, "int64"),
            "first": np.array(first, "int64"),
            "last": np.array(last, "int64"),
            "client": np.array(by, object),
        }
    )


def _sessions(events: Sequence[Event]) -> list[Session]:
    """The sessions of one person on one host, from its events in order of time.

    A session is with its client until it is closed, or until the person's next one begins: of the
    same number, or of any where one of the two has none. Where the log does not tell ends, and none
    begins, it lasts its day.
    """
    found: list[Session] = []
    for place, (start, event, number, client, day, timed) in enumerate(events):
        if event in CLOSES or not client:
            continue
        end, last = FOREVER, FOREVER // DAY
        if event not in TELLS_ENDS or not timed:
            end, last = (day + 1) * DAY, day
        for when, _, other, _, later, _ in events[place + 1 :]:
            if when > start and (number == other or not number or not other):
                if when < end:
                    end, last = when, later
                break
        found.append((start, end, day, last, client))
    return found


def through_sessions(
    rows: pd.DataFrame, client: Column, hosts: AbstractSet[str], sessions: pd.DataFrame
) -> tuple[pd.DataFrame, Column, int]:
    """Rows from a session host become those of the client of the person's session that was open
    then (of several, of each, since either was there), else of no known device. A row that tells
    its day only is of every session of that day.

    Returns the rows, their clients, and how many rows were so changed.
    """
    from_host = flags(client, lambda host: host and host in hosts)
    if not from_host.any():
        return rows, client, 0
    moved = rows.loc[from_host].reset_index(drop=True)
    asked = pd.DataFrame(
        {
            "place": np.arange(len(moved)),
            "account": np.asarray(column_of(moved["account"]), object),
            "host": np.asarray(client[from_host], object),
            "day": moved["day"].to_numpy(),
            "when": moved["when"].to_numpy(),
        }
    )
    pairs = asked.merge(sessions, on=["account", "host"])
    timed = pairs["when"] != NONE
    open_then = (pairs["start"] <= pairs["when"]) & (pairs["when"] < pairs["end"])
    begun = (pairs["start"] > pairs["when"]) & (pairs["start"] <= pairs["when"] + LEAD)
    that_day = (pairs["first"] <= pairs["day"]) & (pairs["day"] <= pairs["last"])
    matched = pairs.loc[(timed & open_then) | (~timed & that_day)]
    # Only where none is open yet is it the one that is about to be told of.
    soon = pairs.loc[timed & begun & ~pairs["place"].isin(matched["place"])]
    found = pd.concat([matched, soon])[["place", "client"]].drop_duplicates()
    answer = asked[["place"]].merge(found, on="place", how="left").sort_values(
        ["place", "client"], kind="stable"
    )  # fmt: skip
    clients = answer["client"].fillna("").tolist()
    # The address was the session host's, not the client's.
    inner = moved.iloc[answer["place"].to_numpy()].assign(ip=one("", len(answer)))
    everything = joined([rows.loc[~from_host], inner])
    codes = np.arange(len(clients))
    both = joined(
        [
            pd.DataFrame({"client": client[~from_host]}),
            pd.DataFrame({"client": coded(clients, codes)}),
        ]
    )
    return everything, column_of(both["client"]), int(moved["read"].sum())


def people_of(sessions: pd.DataFrame) -> Mapping[str, int]:
    """How many people had a session on each host."""
    pairs = sessions[["target", "account"]].drop_duplicates()
    codes, hosts = distinct_of(pairs["target"])
    return dict(zip(hosts, np.bincount(codes, minlength=len(hosts)).tolist(), strict=True))
