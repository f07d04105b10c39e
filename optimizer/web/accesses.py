"""What a person's or a device's accesses need, and what covers each, as the page opens it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from optimizer.domain.plan import Coverage
from optimizer.domain.tables import Tables
from optimizer.domain.versions import version_text
from optimizer.report.over_time import stretches

MOST_ACCESSES = 200
"""Accesses of one holder that are shown at once."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """What an access needs, the license that covers it and the side that holds it; in a plan over
    time from when to when."""

    need: str
    license: str
    side: str
    span: tuple[date, date] | None = None


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One access of a holder: the other side, the server, and what covers each of its needs."""

    other: str
    server: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, kw_only=True)
class Accesses:
    """The accesses that are shown of a holder, and how many there are."""

    shown: tuple[Covered, ...]
    count: int


def accesses_of(tables: Tables, coverage: Coverage, side: str, row: int) -> Accesses:
    """What one row's accesses need and what covers each, in the order of the Access sheet."""
    mine, other = (
        (coverage.user, coverage.device) if side == "people" else (coverage.device, coverage.user)
    )
    names = tables.devices.names if side == "people" else tables.users.names
    lines = np.flatnonzero(mine == row)
    days = stretches(tables) if coverage.first is not None else []
    found: dict[tuple[int, int], list[Need]] = {}
    for i in lines.tolist():
        key = int(other[i]), int(coverage.server[i])
        if key not in found and len(found) == MOST_ACCESSES:
            continue
        version = version_text(int(coverage.version[i]))
        need = Need(
            need=f"{tables.families[int(coverage.family[i])]} {version}".strip(),
            license=coverage.license[i],
            side=coverage.side[i],
            span=None
            if coverage.first is None or coverage.last is None
            else (days[int(coverage.first[i])][0], days[int(coverage.last[i])][1]),
        )
        found.setdefault(key, []).append(need)
    pairs = np.unique(np.stack([other[lines], coverage.server[lines]]), axis=1)
    return Accesses(
        shown=tuple(
            Covered(
                other=names[o] if o >= 0 else "",
                server=tables.servers[s].name,
                needs=tuple(needs),
            )
            for (o, s), needs in found.items()
        ),
        count=pairs.shape[1],
    )
