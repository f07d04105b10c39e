"""Which license makes another superfluous (model 4.5)."""

from collections.abc import Mapping

from optimizer.licensing.supply import Supply


def undominated(able: Mapping[int, frozenset[int]], supply: Supply) -> dict[int, frozenset[int]]:
    """Without plainly bought licenses that open no more than another plainly bought one that costs
    no more.

    Packs, tiers and stock make no license dominated: units left over from another purchase are
    free.
    """
    cost = {k: supply.lines[line].cost for k in able if (line := supply.plain(k)) is not None}
    rank = {k: (cost[k], -len(able[k]), k) for k in cost}
    return {
        k: opened
        for k, opened in able.items()
        if k not in cost or not any(opened <= able[j] and rank[j] < rank[k] for j in cost if j != k)
    }
