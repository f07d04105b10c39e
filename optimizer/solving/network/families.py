"""Licenses that the pieces of a period's network use together: families, which do not meet."""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.network.covers import Covers


@dataclass(frozen=True)
class Family:
    """Licenses, (license,), that pieces of a period, (piece,), use together, and their nodes."""

    licenses: Bools
    pieces: Ints
    nodes: Bools


def families_of(cover: Covers) -> list[Family]:
    """Licenses that the pieces of a period use together, in order of the first one."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    network = cover.network
    license, licenses = network.license[network.license != NONE], len(cover.case.tables.licenses)
    links = coo_array(
        (np.ones(len(license), np.int8), (license, licenses + cover.arcs)),
        shape=(licenses + cover.count,) * 2,
    )
    _, label = connected_components(links, directed=False)
    found = []
    for each in np.unique(label[np.unique(license)]).tolist():
        pieces = np.flatnonzero(label[licenses:] == each).astype(np.int64)
        nodes = np.isin(cover.piece, pieces)
        found.append(Family(label[:licenses] == each, pieces, nodes))
    return found
