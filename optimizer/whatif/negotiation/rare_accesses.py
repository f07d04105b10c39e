"""What blocking rarely used accesses would save."""

from collections.abc import Iterator

import numpy as np

from optimizer.domain.access_rows import measured, sessions_of, with_access
from optimizer.domain.answers import RareStep
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Bools, Tables
from optimizer.licensing.needs import Needs
from optimizer.planning import cheapest

STEPS = 12
"""Numbers of sessions at which rare accesses are looked at."""


NAMED = 10
"""Accesses that a step names; the others are counted."""


def rare_accesses(planned: Planned, needs: Needs, options: Options) -> Iterator[RareStep]:
    """The cost where only accesses of at least so many sessions count, at rising numbers of
    sessions."""
    tables, plan = planned.tables, planned.plan
    sessions, counting = sessions_of(tables), needs.accesses & measured(tables)
    levels = np.unique(sessions[counting])[1:]
    if len(levels) > STEPS:  # the rarest ones matter: half of the steps among the lowest levels
        chosen = np.unique(
            np.r_[
                levels[: STEPS // 2],
                levels[np.linspace(0, len(levels) - 1, STEPS // 2).astype(int)],
            ]
        )
        levels = chosen
    before = np.zeros(len(sessions), bool)
    for level in levels.tolist():
        blocked = (sessions < level) & measured(tables)
        cost = cheapest(with_access(tables, ~blocked), options)
        if cost is not None:
            yield RareStep(
                level, cost, plan.cost - cost, _accesses(tables, blocked & ~before & counting)
            )
            before = blocked


def _accesses(tables: Tables, rows: Bools) -> tuple[str, ...]:
    """The accesses of some rows as text, each once; those past the first few counted."""
    access = tables.access
    users, devices = (*tables.users.names, "(anyone)"), (*tables.devices.names, "(any device)")
    found = dict.fromkeys(
        f"{users[u]} on {devices[d]} to {tables.servers[s].name}"
        for u, d, s in zip(
            access.user[rows].tolist(),
            access.device[rows].tolist(),
            access.server[rows].tolist(),
            strict=True,
        )
    )
    names = list(found)
    return (
        (*names[:NAMED], f"and {len(names) - NAMED} more") if len(names) > NAMED else tuple(names)
    )
