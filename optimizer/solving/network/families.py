"""Licenses that the pieces of a period's network use together: families, which do not meet."""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.network.covers import Covers
from optimizer.solving.network.pieces import pieces


@dataclass(frozen=True)
class Family:
    """Licenses, (license,), that pieces of a period, (piece,), use together, and their nodes."""

    licenses: Bools
    pieces: Ints
    nodes: Bools


def families_of(cover: Covers) -> list[Family]:
    """Licenses that the pieces of a period use together, in order of the first one."""
    network = cover.network
    license, licenses = network.license[network.license != NONE], len(cover.case.tables.licenses)
    label = pieces(license, licenses + cover.arcs, licenses + cover.count)
    found = []
    for each in distinct(label[distinct(license)]).tolist():
        used = np.flatnonzero(label[licenses:] == each)
        nodes = np.isin(cover.piece, used)
        found.append(Family(label[:licenses] == each, used, nodes))
    return found
