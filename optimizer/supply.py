"""Offers and owned units -> lines to buy from and stock to use, every price one whole number of minor units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cached_property

from optimizer.problems import Findings
from optimizer.tables import Offer, Owned, Settings, Tables, anniversary

EXACT = Context(prec=60)
"""Digits carried while discounting; what is left after rounding to a minor unit is correct to the last digit."""


@dataclass(frozen=True)
class Payment:
    """A sum due on a day: `nominal` as paid, `discounted` to As of; both exact, for one pack or one server."""

    day: date
    nominal: Decimal
    discounted: Decimal


@dataclass(frozen=True)
class Line:
    """One way to buy: an offer at one of its tiers. `cost` is one pack over the horizon in minor units, rounded once.

    Bought at this tier, the offer's whole quantity lies between `least` and `most` licenses (None: no end).
    """

    offer: int
    tier: int
    license: int
    pack: int
    cost: int
    payments: tuple[Payment, ...]
    least: int = 0
    most: int | None = None

    @property
    def free(self) -> bool:
        """Whether any number of licenses can be bought, one by one."""
        return self.pack == 1 and self.least <= 1 and self.most is None


@dataclass(frozen=True)
class Supply:
    """What can be had of each license: `lines` to buy from, `owned` rows (indices) whose units last through the horizon."""

    lines: tuple[Line, ...]
    owned: tuple[int, ...]
    stock: tuple[int, ...]
    """Units of each license that are owned through the horizon."""

    @cached_property
    def lines_of(self) -> dict[int, list[int]]:
        """License -> its lines, cheapest license first."""
        result: dict[int, list[int]] = {}
        for index in sorted(range(len(self.lines)), key=lambda i: (self.unit_cost(i), i)):
            result.setdefault(self.lines[index].license, []).append(index)
        return result

    def unit_cost(self, line: int) -> Decimal:
        """Cost of one license in whole packs, in minor units."""
        return Decimal(self.lines[line].cost) / self.lines[line].pack

    def obtainable(self, license: int) -> bool:
        """Whether a unit can be bought or is owned."""
        return self.stock[license] > 0 or any(self.lines[i].most != 0 for i in self.lines_of.get(license, ()))

    def plain(self, license: int) -> int | None:
        """The one line that decides the price where counting is all there is: bought singly, without limits or stock."""
        lines = self.lines_of.get(license, ())
        if self.stock[license] or not lines or not all(self.lines[i].free for i in lines):
            return None
        return lines[0]


def supply_of(tables: Tables) -> Supply:
    """The lines and the stock of a workbook."""
    lines = [line for index, offer in enumerate(tables.offers) for line in _lines(index, offer, tables.settings)]
    lasting = tuple(i for i, owned in enumerate(tables.owned) if lasts(owned, tables.settings))
    stock = [0] * len(tables.licenses)
    for index in lasting:
        stock[tables.owned[index].license] += tables.owned[index].quantity
    return Supply(tuple(lines), lasting, tuple(stock))


def lasts(owned: Owned, settings: Settings) -> bool:
    """Whether the right covers the whole horizon."""
    return owned.until is None or owned.until >= settings.end


def ended(owned: Owned, settings: Settings) -> bool:
    """Whether the right ended before As of: it counts for nothing."""
    return owned.until is not None and owned.until < settings.as_of


def _lines(index: int, offer: Offer, settings: Settings) -> Iterable[Line]:
    for tier, (least, price) in enumerate(offer.tiers):
        last = tier + 1 == len(offer.tiers)
        most = offer.maximum if last else offer.tiers[tier + 1][0] - 1
        paid = payments(price, offer.per, settings, settings.as_of, offer.increase)
        yield Line(index, tier, offer.license, offer.pack, minor(paid, settings.digits), paid, max(least, offer.minimum), most)


def payments(price: Decimal, per: str, settings: Settings, first: date, increase: Decimal = Decimal(0)) -> tuple[Payment, ...]:
    """What a price means in payments: once, or at the start of each year from `first` to the horizon's end."""
    with localcontext(EXACT):
        if per == "Once":
            return (_payment(price, first, settings),)
        yearly = price * 12 if per == "Month" else price
        days: list[date] = []
        while (day := anniversary(first, len(days))) <= settings.end:
            days.append(day)
        return tuple(_payment(yearly * (1 + increase) ** year, day, settings) for year, day in enumerate(days))


def _payment(amount: Decimal, day: date, settings: Settings) -> Payment:
    return Payment(day, amount, amount / (1 + settings.discount_rate) ** years_after(settings.as_of, day))


def years_after(as_of: date, day: date) -> Decimal:
    """Years from As of to a day: whole on an anniversary, else days / 365.25."""
    whole = day.year - as_of.year
    if whole >= 0 and anniversary(as_of, whole) == day:
        return Decimal(whole)
    return Decimal((day - as_of).days) / Decimal("365.25")


def minor(paid: Iterable[Payment], digits: int) -> int:
    """The discounted sum of payments in minor units, rounded once, half up."""
    with localcontext(EXACT):
        total = sum((payment.discounted for payment in paid), Decimal(0))
        return int((total * 10**digits).quantize(Decimal(1), ROUND_HALF_UP))


def note_ended(tables: Tables, findings: Findings) -> None:
    """Say which owned rights count for nothing, and which end too early to cover by themselves."""
    for owned in tables.owned:
        name = tables.licenses[owned.license].name
        place = tables.place("Owned", "Until", owned.row)
        if ended(owned, tables.settings):
            findings.warn(place, f'{owned.quantity} of "{name}" ended on {owned.until}, before As of; they count for nothing.')
        elif not lasts(owned, tables.settings) and owned.quantity:
            findings.warn(
                place,
                f'{owned.quantity} of "{name}" end on {owned.until}, within the horizon; they cover nothing by themselves.',
                f"The plan must stay compliant until {tables.settings.end}.",
            )
