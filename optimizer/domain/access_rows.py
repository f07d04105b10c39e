"""Which rows of Access count."""

from dataclasses import replace

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.tables import Bools, Floats, Tables


def sessions_of(tables: Tables) -> Floats:
    """For each row of Access the sessions of its user, device and server, all rows of theirs that
    count taken together."""
    access = tables.access
    _, place = distinct_rows(
        tables.users.meant(access.user), tables.devices.meant(access.device), access.server
    )
    counting = np.where(recent(tables), access.sessions, 0.0)
    return np.asarray(np.bincount(place, weights=counting)[place], np.float64)


def measured(tables: Tables) -> Bools:
    """For each row of Access whether all rows of its user, device and server say how often: what
    was never filled in is no measurement."""
    access = tables.access
    _, place = distinct_rows(
        tables.users.meant(access.user), tables.devices.meant(access.device), access.server
    )
    return np.asarray(np.bincount(place, weights=~access.measured)[place] == 0, bool)


def recent(tables: Tables) -> Bools:
    """Rows of Access seen within the Access window, or never dated."""
    window = tables.settings.access_window
    if window is None:
        return np.ones(len(tables.access.rows), bool)
    return np.asarray(
        ~(tables.access.last_seen < np.datetime64(tables.settings.as_of, "D") - window), bool
    )


def with_access(tables: Tables, rows: Bools) -> Tables:
    """The tables with some rows of Access (bool, a row each) only."""
    return replace(tables, access=tables.access.take(rows))
