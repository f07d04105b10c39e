"""Accounts that are still in use of people and devices that are left out."""

from collections.abc import Sequence

import numpy as np

from optimizer.domain.problems import FOLD_AFTER, Findings, Message
from optimizer.domain.tables import NONE, Holders, Ints, Tables

ACTIVE_ALIAS = Message(
    "active-alias",
    '{side} "{alias}" is active, but it is an account of "{holder}", which {reason} ({cell}); its '
    "{accesses} access {accesses:row is/rows are} left out as well.",
    "Close the account, say Active No there, or correct Same as.",
)


def note_active_aliases(
    tables: Tables, holders: Holders, reasons: Sequence[str], accesses: Ints, findings: Findings
) -> None:
    """Both cells of each: the account's Same as, and whatever leaves its owner out, in the words of
    `reasons` ("" where nothing does); `accesses` are the rows that name each account itself."""
    owner = holders.same_as
    alias = np.flatnonzero((owner != NONE) & holders.active)
    out = [row for row in alias.tolist() if reasons[owner[row]]]
    for row in out[: 10 * FOLD_AFTER]:
        whose = int(owner[row])
        cell = tables.place(holders.sheet, column_of(reasons[whose]), int(holders.rows[whose]))
        findings.warn(
            tables.place(holders.sheet, "Same as", int(holders.rows[row])),
            ACTIVE_ALIAS,
            others=(cell,),
            side=holders.sheet[:-1].lower(),
            alias=holders.names[row],
            holder=holders.names[whose],
            reason=reasons[whose],
            cell=cell,
            accesses=int(accesses[row]),
        )


def column_of(reason: str) -> str:
    """The column that leaves a row out for a reason."""
    words = (("active", "Active"), ("Count", "Count"), ("ended", "To"), ("", "From"))
    return next(column for word, column in words if word in reason)
