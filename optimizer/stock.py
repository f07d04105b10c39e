"""Stock without integer programming: owned units priced like bought ones, and the proof that this changed nothing.

A license that is owned and bought at one plain price p costs p * max(0, N - o) where N are used and o owned. For any price q
from 0 to p that is at least q * (N - o), so the cheapest plan at the prices q, less the sum of q * o, is a lower bound. It is
met, and the plan is optimal with stock too, where q = p only for licenses of which the plan uses all that are owned, and q = 0
only for those of which it uses no more. At these prices every license is bought plainly, so that the minimum cut may decide.
"""

from dataclasses import replace

from optimizer.case import Case
from optimizer.plan import Mix


def priced_stock(case: Case) -> dict[int, int]:
    """License -> units owned, for licenses with one plain offer, none of whose units sit anywhere or are converted."""
    supply = case.supply
    seated = {supply.lots[seat.lot].license for seat in supply.seats}
    converted = {supply.lots[lot].license for line in supply.lines for lot in line.lots}
    found = {}
    for k, owned in enumerate(supply.stock):
        lines = supply.lines_of.get(k, [])
        if owned and k not in seated | converted and len(lines) == 1 and supply.lines[lines[0]].free:
            found[k] = owned
    return found


def as_if_bought(case: Case, owned: dict[int, int], free: frozenset[int]) -> Case:
    """The case where the units owned of these licenses are bought like any other, those of `free` for nothing."""
    supply = case.supply
    stock = tuple(0 if k in owned else n for k, n in enumerate(supply.stock))
    lots = tuple(replace(lot, lasts=lot.lasts and lot.license not in owned) for lot in supply.lots)
    lines = tuple(replace(line, cost=0) if line.license in free else line for line in supply.lines)
    return replace(case, supply=replace(supply, stock=stock, lots=lots, lines=lines))


def wrong_way(mix: Mix, owned: dict[int, int], free: frozenset[int]) -> frozenset[int]:
    """Licenses whose price proves nothing: paid though fewer are used than owned, or free though more are."""
    return frozenset(k for k, n in owned.items() if (mix.used[k] > n if k in free else mix.used[k] < n))


def with_stock(case: Case, mix: Mix, owned: dict[int, int], free: frozenset[int]) -> tuple[Mix, int]:
    """The mix with its owned units taken from stock, and what they would have cost, in minor units."""
    packs, saved = list(mix.packs), 0
    for k, n in owned.items():
        line = case.supply.lines_of[k][0]
        packs[line] = max(mix.used[k] - n, 0)
        saved += 0 if k in free else n * case.supply.lines[line].cost
    return replace(mix, packs=tuple(packs)), saved
