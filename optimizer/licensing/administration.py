"""Who needs nothing on a server because only administration is done there.

Up to two people or devices a server, who have Administration rows there and none for use (Exempt
rows may stand beside), are exempt: an access of an exempt person, or from an exempt device, needs
nothing (Product Terms, Windows Server and others). Where there are more, the plan picks which.
"""

from enum import IntEnum

import numpy as np

from optimizer.domain.arrays import distinct_rows, keys_of
from optimizer.domain.tables import NONE, Bools, Ints, Purpose, Tables

ADMINISTRATORS = 2
"""People and devices, together, that a server exempts."""

USER, DEVICE = 1, 2
"""Whom the plan may exempt for a need, as bits."""


class State(IntEnum):
    """What a need asks of the plan."""

    OPEN = 0
    CANDIDATE = 1
    """Open, unless the plan picks its user or its device as exempt on the server."""
    ADMINISTRATION = 2
    EXEMPT = 3


def purposes(
    tables: Tables, user: Ints, device: Ints, server: Ints, purpose: Ints
) -> tuple[Ints, Ints]:
    """For each access its state, and which of its sides (bits) the plan may exempt."""
    state: Ints = np.full(len(user), State.OPEN, np.int8)
    state[purpose == Purpose.EXEMPT] = State.EXEMPT
    candidates: Ints = np.zeros(len(user), np.int8)
    administration = purpose == Purpose.ADMINISTRATION
    if not administration.any():
        return state, candidates
    sides = (
        (administration & _nothing_else(server, user, purpose), user, tables.users.count),
        (administration & _nothing_else(server, device, purpose), device, tables.devices.count),
    )
    free = sides[0][0] | sides[1][0]
    settled = np.zeros(len(tables.servers), bool)
    for alone, who, count in sides:
        settled |= _all_at_once(server, who, count, alone, free, servers=len(settled))
    candidates[free] = (sides[0][0] * USER + sides[1][0] * DEVICE)[free]
    state[free] = np.where(settled[server[free]], State.ADMINISTRATION, State.CANDIDATE)
    candidates[state != State.CANDIDATE] = 0
    return state, candidates


def _nothing_else(server: Ints, who: Ints, purpose: Ints) -> Bools:
    """Whether the server's accesses by the same user (or device) are for administration alone."""
    place = keys_of(server, who)
    _, code = np.unique(place, return_inverse=True)
    uses = np.bincount(code, weights=purpose == Purpose.USE)
    return np.asarray((uses[code] == 0) & (who != NONE), bool)


def _all_at_once(
    server: Ints, who: Ints, count: Ints, alone: Bools, free: Bools, *, servers: int
) -> Bools:
    """Servers on which the people (or the devices) are few enough to be exempt one and all, and
    leave no administrative access of anybody else: then no choice is better."""
    pairs, _ = distinct_rows(server[alone], who[alone])
    members = np.bincount(pairs[:, 0], weights=count[pairs[:, 1]], minlength=servers)
    others = np.bincount(server[free & ~alone], minlength=servers)
    return np.asarray((members <= ADMINISTRATORS) & (others == 0), bool)
