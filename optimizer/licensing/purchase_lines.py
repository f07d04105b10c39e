"""Ways to buy: an offer at one tier and one start, with what a pack of it costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from optimizer.domain.keywords import Per
from optimizer.domain.tables import NONE, Offer, Settings
from optimizer.licensing.payments import Payment, minor, payments
from optimizer.licensing.stock import Lot, LotIndex

LineIndex = NewType("LineIndex", int)
"""Which line of a supply: what `Supply.lines` is asked for."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One way to buy: an offer at one of its tiers. `cost` is one pack over the horizon in minor
    units, rounded once.

    Bought at this tier, the offer's whole quantity lies between `least` and `most` licenses (None:
    no end). A conversion uses up a unit of one of its `lots` for each license obtained; other lines
    have none.
    """

    offer: int
    tier: int
    license: int
    pack: int
    cost: int
    payments: tuple[Payment, ...]
    least: int = 0
    most: int | None = None
    lots: tuple[LotIndex, ...] = ()

    @property
    def free(self) -> bool:
        """Whether any number of licenses can be bought, one by one."""
        return self.pack == 1 and self.least <= 1 and self.most is None and not self.lots


def lines_of(index: int, offer: Offer, lots: tuple[Lot, ...], settings: Settings) -> Iterable[Line]:
    """The offer's lines: one a tier; of one that starts at expiry, one a tier and day on which
    units end.

    One that is paid once and serves less than the horizon has none: it cannot be ordered again.
    """
    if offer.term is not None and offer.per is Per.ONCE and offer.term < 12 * settings.horizon:
        return
    bounds = tier_bounds(offer)
    for first, usable in _starts(offer, lots, settings):
        for tier, (_, price) in enumerate(offer.tiers):
            least, most = bounds[tier]
            if not fits(offer.pack, least, most):
                continue
            paid = payments(price, offer.per, settings, first, offer.increase)
            cost = minor(paid, settings.digits)
            yield Line(
                offer=index,
                tier=tier,
                license=offer.license,
                pack=offer.pack,
                cost=cost,
                payments=paid,
                least=least,
                most=most,
                lots=usable,
            )


def tier_bounds(offer: Offer) -> list[tuple[int, int | None]]:
    """The least and the most licenses (None: no end) that each tier of an offer allows, whole
    packs aside."""
    ends = [least - 1 for least, _ in offer.tiers[1:]] + [None]
    return [
        (
            max(least, offer.minimum),
            min((n for n in (end, offer.maximum) if n is not None), default=None),
        )
        for (least, _), end in zip(offer.tiers, ends, strict=True)
    ]


def fits(pack: int, least: int, most: int | None) -> bool:
    """Whether a whole number of packs, one or more, lies within the bounds."""
    return most is None or max(pack, -(-least // pack) * pack) <= most


def _starts(
    offer: Offer, lots: tuple[Lot, ...], settings: Settings
) -> Iterable[tuple[date, tuple[LotIndex, ...]]]:
    """Days of the first payment, and the lots that an offer uses up from then on; a plain purchase
    uses up none."""
    usable = [
        LotIndex(i)
        for i, lot in enumerate(lots)
        if lot.of == offer.from_license and lot.convertible
    ]
    if offer.from_license == NONE:
        yield settings.as_of, ()
    elif not offer.at_expiry:
        if usable:
            yield settings.as_of, tuple(usable)
    else:
        for until in sorted(
            {
                lot.until
                for lot in (lots[i] for i in usable)
                if lot.until is not None and not lot.lasts
            }
        ):
            yield until + timedelta(days=1), tuple(i for i in usable if lots[i].until == until)
