"""What a group of a plan over time would pay for its own licenses, and for those of the other kind
instead, each ordered for the group's periods alone.

DEFINITIONS
    met      lines of Coverage of a group, in its periods, (line,)
    rows     {row of Users or Devices: members of it that are meant}
    masks    the needs of each row's members, (row,): least_costs.py
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

import numpy as np

from optimizer.domain.keywords import Metric
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Ints, Kind
from optimizer.explaining.least_costs import LeastCosts
from optimizer.explaining.prices_of_spans import PricesOfSpans
from optimizer.explaining.sides import BARRED, Side

Span = tuple[int, int]


class GroupCosts:
    """Amounts of one plan, in its currency."""

    def __init__(self, planned: Planned) -> None:
        self.tables, self.plan = planned.tables, planned.plan
        self.prices = PricesOfSpans(planned.tables)
        self.during = cache(self._during)

    def _during(self, span: Span) -> LeastCosts:
        c = self.plan.coverage
        return LeastCosts(self.tables, self.prices.during(*span), c.family, c.version)

    def held(self, licenses: Sequence[int], members: int, span: Span) -> Decimal | None:
        """Licenses of so many members; None where one is owned, or has no price of its own."""
        supply, total = self.during(span).supply, 0
        for k in licenses:
            line = supply.plain(k)
            if line is None:
                return None
            total += supply.lines[line].cost * members
        return Decimal(total).scaleb(-self.plan.digits)

    def least(
        self, side: Side, met: Ints, rows: Mapping[int, int], span: Span, *, other: bool
    ) -> tuple[Decimal | None, bool]:
        """The cheapest single licenses for the needs of some lines, of those who hold them (or, of
        the `other` side, of those whom they meet), `rows` with their members; and whether it may
        be less, as it may where not all of them are there throughout. None where one is not to be
        had."""
        holders, index = (side.others, side.other) if other else (side.holders, side.row)
        metric = Metric((side.other_word if other else side.word).capitalize())
        known = self.during(span)
        at, which = np.unique(index[met], return_inverse=True)
        barred = np.append(holders.kind, Kind.EITHER)[at] == BARRED[metric]
        if (at == NONE).any() or barred.any():
            return None, False
        masks = known.masks(known.code[met], which.reshape(-1), len(at))
        types = holders.type[at] if metric is Metric.USER else np.full(len(at), NONE, np.int64)
        cost, less = known.of(metric, masks, types.astype(np.int64))
        if (cost == NONE).any():
            return None, False
        members = np.array([rows.get(row, 0) for row in at.tolist()], np.int64)
        c, hands_on = self.plan.coverage, False
        if c.first is not None and c.last is not None:
            hands_on = bool((c.first[met] > span[0]).any() or (c.last[met] < span[1]).any())
        total = Decimal(int(cost @ members)).scaleb(-self.plan.digits)
        return total, hands_on or bool(less.any())

    def compared(self, side: Side, own: Decimal | None, other: tuple[Decimal | None, bool]) -> str:
        """The end of a sentence on who holds what."""
        instead, less = other
        kind, others = f"{side.word} licenses", f"{side.other_word} licenses"
        if instead is None:
            return f": no {side.other_word} license can cover all of it."
        would = f"{others} for this time alone would cost {self.money(instead, less=less)}."
        if own is None:
            return f"; {would}"
        if own < instead:
            paid, dearer = self.money(own), self.money(instead, less=less)
            return f": {kind} for this time alone {paid}; {others} {dearer}."
        return f": {kind} for this time alone {self.money(own)}, cheapest together with the rest."

    def money(self, amount: Decimal, *, less: bool = False) -> str:
        """An amount in words; `less`: no more than that."""
        return f"{'at most ' if less else ''}{amount:,.{self.plan.digits}f}"
