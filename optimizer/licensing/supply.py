"""Offers and owned units -> lines to buy from and stock to use, every price one whole number of
minor units."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from optimizer.domain.tables import Bools, Tables
from optimizer.licensing.purchase_lines import Line, LineIndex, lines_of
from optimizer.licensing.stock import Lot, LotIndex, Seat, lots_of, seats_of


@dataclass(frozen=True)
class Supply:
    """What can be had of each license: `lines` to buy from, `lots` that are owned, the `stock` that
    lasts, and `seats` taken. Licenses that are `repriced` do not count as bought plainly: the same
    question is asked at other prices of their lines."""

    lines: tuple[Line, ...]
    lots: tuple[Lot, ...]
    stock: tuple[int, ...]
    seats: tuple[Seat, ...] = ()
    repriced: frozenset[int] = frozenset()

    @cached_property
    def lines_of(self) -> dict[int, list[LineIndex]]:
        """License -> its lines, the lowest cost of one unit first."""
        result: dict[int, list[LineIndex]] = {}
        for index, line in sorted(
            self.numbered_lines(), key=lambda each: (self.unit_cost(each[0]), each[0])
        ):
            result.setdefault(line.license, []).append(index)
        return result

    def numbered_lines(self) -> Iterator[tuple[LineIndex, Line]]:
        """Every line with its index."""
        return ((LineIndex(i), line) for i, line in enumerate(self.lines))

    def numbered_lots(self) -> Iterator[tuple[LotIndex, Lot]]:
        """Every lot with its index."""
        return ((LotIndex(i), lot) for i, lot in enumerate(self.lots))

    def unit_cost(self, line: LineIndex) -> Decimal:
        """Cost of one license in whole packs, in minor units."""
        return Decimal(self.lines[line].cost) / self.lines[line].pack

    def most_packs(self, line: LineIndex) -> int | None:
        """Packs of a line that its tier, its maximum and its lots allow; None where nothing limits
        them."""
        found = self.lines[line]
        limits = [] if found.most is None else [found.most // found.pack]
        if found.lots:
            limits.append(sum(self.lots[lot].quantity for lot in found.lots) // found.pack)
        return min(limits, default=None)

    def obtainable(self, license: int) -> bool:
        """Whether a unit can be bought or is owned."""
        return self.stock[license] > 0 or any(
            self.most_packs(i) != 0 for i in self.lines_of.get(license, ())
        )

    def plain(self, license: int) -> LineIndex | None:
        """The one line that decides the price where counting is all there is: bought singly,
        without limits or stock."""
        lines = self.lines_of.get(license, ())
        if license in self.repriced:
            return None
        if self.stock[license] or not lines or not all(self.lines[i].free for i in lines):
            return None
        return lines[0]


def supply_of(tables: Tables, users: Bools, devices: Bools) -> Supply:
    """The lines, the lots, the stock and the seats of a workbook; `users` and `devices` mark the
    rows not left out."""
    lots = lots_of(tables)
    seats = seats_of(tables, lots, users, devices)
    fixed = [
        sum(seat.quantity for seat in seats if seat.lot == i and not seat.movable)
        for i in range(len(lots))
    ]
    lots = tuple(replace(lot, fixed=n) for lot, n in zip(lots, fixed, strict=True))
    stock = [0] * len(tables.licenses)
    for lot in lots:
        stock[lot.license] += lot.quantity if lot.lasts else 0
    lines = [
        line
        for index, offer in enumerate(tables.offers)
        for line in lines_of(index, offer, lots, tables.settings)
    ]
    return Supply(tuple(lines), lots, tuple(stock), seats)
