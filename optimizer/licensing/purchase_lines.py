"""Purchase lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from optimizer.domain.tables import NONE, Offer, Settings
from optimizer.licensing.payments import Payment, minor, payments
from optimizer.licensing.stock import Lot


@dataclass(frozen=True)
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
    lots: tuple[int, ...] = ()

    @property
    def free(self) -> bool:
        """Whether any number of licenses can be bought, one by one."""
        return self.pack == 1 and self.least <= 1 and self.most is None and not self.lots


def lines_of(index: int, offer: Offer, lots: tuple[Lot, ...], settings: Settings) -> Iterable[Line]:
    """The offer's lines: one a tier; of one that starts at expiry, one a tier and day on which
    units end."""
    for first, usable in _starts(offer, lots, settings):
        for tier, (least, price) in enumerate(offer.tiers):
            last = tier + 1 == len(offer.tiers)
            below = None if last else offer.tiers[tier + 1][0] - 1
            most = min((n for n in (below, offer.maximum) if n is not None), default=None)
            paid = payments(price, offer.per, settings, first, offer.increase)
            cost = minor(paid, settings.digits)
            yield Line(
                index,
                tier,
                offer.license,
                offer.pack,
                cost,
                paid,
                max(least, offer.minimum),
                most,
                usable,
            )


def _starts(
    offer: Offer, lots: tuple[Lot, ...], settings: Settings
) -> Iterable[tuple[date, tuple[int, ...]]]:
    """Days of the first payment, and the lots that an offer uses up from then on; a plain purchase
    uses up none."""
    usable = [
        i for i, lot in enumerate(lots) if lot.license == offer.from_license and lot.convertible
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
