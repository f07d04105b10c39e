"""Exempt rows that do not say why."""

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, Purpose, Tables

NO_REASON = Message(
    "no-reason",
    "{rows} Exempt {rows:row of Access has/rows of Access, from this one on, have} no Reason; an "
    "auditor will ask for it.",
    "Type why {rows:it needs/they need} no license, such as a public web page.",
)


def note_exempt(tables: Tables, findings: Findings) -> None:
    """One note, at the first of them."""
    access = tables.access
    silent = np.flatnonzero((access.purpose == Purpose.EXEMPT) & (access.reason == NONE))
    if len(silent):
        place = tables.place("Access", "Purpose", int(access.rows[silent[0]]))
        findings.warn(place, NO_REASON, rows=len(silent))
