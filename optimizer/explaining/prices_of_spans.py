"""What a license costs that is ordered for some periods alone: the amounts by which groups over
time are compared.

DEFINITIONS
    span      first and last period, both included
    orders    those of single licenses: any number, no pack, tier, limit or owned unit
    least[t]  the least price of orders that together serve the span's periods before t, minor units
"""

from dataclasses import dataclass
from functools import cached_property

from optimizer.domain.tables import Tables
from optimizer.licensing.dated_supply import DatedSupply, Order, dated_supply
from optimizer.licensing.periods import History
from optimizer.licensing.purchase_lines import Line
from optimizer.licensing.supply import Supply


@dataclass(frozen=True)
class PricesOfSpans:
    """Prices of a workbook that is ordered by date."""

    tables: Tables

    @cached_property
    def supply(self) -> DatedSupply:
        """Every order that can be placed."""
        return dated_supply(History.of(self.tables))

    def during(self, first: int, last: int) -> Supply:
        """What can be had for a span: a line for each license that orders serve throughout it;
        units owned, and orders of packs or by quantity, count as stock."""
        lines, stock = [], []
        for k in range(len(self.tables.licenses)):
            orders = [
                order
                for order in self.supply.orders
                if order.license == k and order.first <= last and order.stop > first
            ]
            single = [order for order in orders if self._single(order)]
            owned = any(
                lot.quantity and k in lot.serves[first : last + 1] for lot in self.supply.lots
            )
            stock.append(int(owned or len(single) < len(orders)))
            cost = _least(single, first, last)
            if cost is not None:
                of = single[0].offer
                lines.append(Line(offer=of, tier=0, license=k, pack=1, cost=cost, payments=()))
        return Supply(tuple(lines), (), tuple(stock))

    def _single(self, order: Order) -> bool:
        unlimited = order.most is None and self.tables.offers[order.offer].maximum is None
        return order.pack == 1 and order.least <= 1 and unlimited and not order.lots


def _least(orders: list[Order], first: int, last: int) -> int | None:
    """The least price of orders that serve a span; None where none do."""
    least = {first: 0}
    for t in range(first, last + 1):
        for order in orders if t in least else ():
            if order.serves(t):
                end, cost = min(order.stop, last + 1), least[t] + order.cost
                least[end] = min(least.get(end, cost), cost)
    return least.get(last + 1)
