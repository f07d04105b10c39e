"""What the plan does without because it is there at another time: servers and accesses that ended
before As of, or start after the horizon."""

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Tables
from optimizer.licensing.horizon import end_of
from optimizer.licensing.needs import current, stands

SERVER_GONE = Message(
    "server-of-another-time",
    'server "{name}" {why}; it is left out with its access rows.',
)
ACCESS_GONE = Message(
    "access-of-another-time",
    "{rows} access {rows:row/rows, from this one on,} ended before As of or "
    "{rows:starts/start} after the horizon's end, and {rows:is/are} left out.",
)


def note_other_times(tables: Tables, findings: Findings) -> None:
    """Say which servers and rows of Access are left out for their dates."""
    for server in tables.servers:
        if server.count and not stands(server, tables):
            began = server.start is not None and server.start > end_of(tables.settings)
            findings.warn(
                tables.place("Servers", "From" if began else "To", server.row),
                SERVER_GONE,
                name=server.name,
                why="starts after the horizon's end" if began else "ended before As of",
            )
    past = np.flatnonzero(~current(tables))
    if len(past):
        row = int(tables.access.rows[past[0]])
        findings.warn(
            tables.place("Access", "To", row),
            ACCESS_GONE,
            rows=int(tables.access.times[past].sum()),
        )
