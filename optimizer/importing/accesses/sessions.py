"""Session hosts: what someone does from a session host is done from the client of that session."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from optimizer.importing.accesses.rows import NONE


def clients_of_sessions(sessions: pd.DataFrame, client: "np.ndarray") -> pd.DataFrame:
    """Each person's client on each session host, a row a day and client: `account`, `host`, `day`,
    `client` (a host, an address, or "")."""
    made = pd.DataFrame(
        {
            "account": sessions["account"].to_numpy(object),
            "host": sessions["target"].to_numpy(object),
            "day": sessions["day"].to_numpy(),
            "client": client,
        }
    )
    known = made.loc[(made["client"] != "").to_numpy()]
    return known.drop_duplicates().sort_values(["host", "day", "client"], kind="stable")


def through_sessions(
    rows: pd.DataFrame,
    client: "np.ndarray",
    session_hosts: AbstractSet[str],
    sessions: pd.DataFrame,
) -> tuple[pd.DataFrame, "np.ndarray", int]:
    """Rows from a session host become those of the client of the person's session on that day (of
    several clients, of each, since either was there), else of no known device.

    Returns the rows, their clients, and how many rows were so changed.
    """
    from_host = np.isin(client.astype(str), sorted(session_hosts)) & (client != "")
    if not from_host.any():
        return rows, client, 0
    stay, moved = rows.loc[~from_host], rows.loc[from_host].assign(host=client[from_host])
    merged = moved.merge(sessions, on=["account", "host", "day"], how="left", suffixes=("", "_of"))
    found = merged["client_of"] if "client_of" in merged else merged["client"]
    inner = found.fillna("").to_numpy(object)
    # The address was the session host's, not the client's.
    merged = merged[rows.columns].assign(ip="")
    everything = pd.concat([stay, merged], ignore_index=True)
    clients = np.concatenate([client[~from_host], inner])
    return everything, clients, int(moved["read"].sum())


def people_of(sessions: pd.DataFrame) -> Mapping[str, int]:
    """How many people had a session on each host."""
    counts = sessions.groupby("target")["account"].nunique()
    return {str(host): int(count) for host, count in counts.items()}


def last_day(rows: pd.DataFrame) -> int:
    """The newest day of the rows; NONE without any."""
    return int(rows["day"].max()) if len(rows) else NONE
