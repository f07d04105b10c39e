"""Offers and owned units -> lines to buy from and stock to use, every price one whole number of minor units."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cached_property

from optimizer.problems import Findings
from optimizer.tables import NONE, Bools, Kind, Offer, Owned, Settings, Tables, anniversary

EXACT = Context(prec=60)
"""Digits carried while discounting; what is left after rounding to a minor unit is correct to the last digit."""


@dataclass(frozen=True)
class Payment:
    """A sum due on a day: `nominal` as paid, `discounted` to As of; both exact, for one pack or one server."""

    day: date
    nominal: Decimal
    discounted: Decimal


@dataclass(frozen=True)
class Lot:
    """Owned units that are alike: rows of Owned (indices) of one license that end on one day, with or without assurance.

    `lasts`: the right covers the whole horizon, so that a unit kept covers. `convertible`: an offer may use a unit up.
    `fixed` of them sit with someone for good; the others are free to go to anyone.
    """

    license: int
    rows: tuple[int, ...]
    quantity: int
    until: date | None
    lasts: bool
    convertible: bool
    fixed: int = 0

    @property
    def pool(self) -> int:
        """Units that may go to anyone."""
        return self.quantity - self.fixed


@dataclass(frozen=True)
class Seat:
    """Units of a lot that sit with a row of users (or, `user` False, of devices), its first members from `first` on."""

    user: bool
    holder: int
    lot: int
    first: int
    quantity: int
    movable: bool


@dataclass(frozen=True)
class Line:
    """One way to buy: an offer at one of its tiers. `cost` is one pack over the horizon in minor units, rounded once.

    Bought at this tier, the offer's whole quantity lies between `least` and `most` licenses (None: no end). A conversion
    uses up a unit of one of its `lots` for each license obtained; other lines have none.
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


@dataclass(frozen=True)
class Supply:
    """What can be had of each license: `lines` to buy from, `lots` that are owned, the `stock` that lasts, `seats` taken."""

    lines: tuple[Line, ...]
    lots: tuple[Lot, ...]
    stock: tuple[int, ...]
    seats: tuple[Seat, ...] = ()

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

    def most_packs(self, line: int) -> int | None:
        """Packs of a line that its tier, its maximum and its lots allow; None where nothing limits them."""
        found = self.lines[line]
        limits = [] if found.most is None else [found.most // found.pack]
        if found.lots:
            limits.append(sum(self.lots[lot].quantity for lot in found.lots) // found.pack)
        return min(limits, default=None)

    def obtainable(self, license: int) -> bool:
        """Whether a unit can be bought or is owned."""
        return self.stock[license] > 0 or any(self.most_packs(i) != 0 for i in self.lines_of.get(license, ()))

    def plain(self, license: int) -> int | None:
        """The one line that decides the price where counting is all there is: bought singly, without limits or stock."""
        lines = self.lines_of.get(license, ())
        if self.stock[license] or not lines or not all(self.lines[i].free for i in lines):
            return None
        return lines[0]


def supply_of(tables: Tables, users: Bools, devices: Bools) -> Supply:
    """The lines, the lots, the stock and the seats of a workbook; `users` and `devices` mark the rows not left out."""
    lots = _lots(tables)
    seats = _seats(tables, lots, users, devices)
    fixed = [sum(seat.quantity for seat in seats if seat.lot == i and not seat.movable) for i in range(len(lots))]
    lots = tuple(replace(lot, fixed=n) for lot, n in zip(lots, fixed, strict=True))
    stock = [0] * len(tables.licenses)
    for lot in lots:
        stock[lot.license] += lot.quantity if lot.lasts else 0
    lines = [line for index, offer in enumerate(tables.offers) for line in _lines(index, offer, lots, tables.settings)]
    return Supply(tuple(lines), lots, tuple(stock), seats)


def _lots(tables: Tables) -> tuple[Lot, ...]:
    """Rights that have not ended, alike ones together."""
    groups: dict[tuple[int, date | None, bool], list[int]] = {}
    for index, owned in enumerate(tables.owned):
        if owned.quantity and not ended(owned, tables.settings):
            assured = owned.sa_until is None or owned.sa_until >= tables.settings.as_of
            groups.setdefault((owned.license, owned.until, assured), []).append(index)
    return tuple(
        Lot(
            license,
            tuple(rows),
            sum(tables.owned[row].quantity for row in rows),
            until,
            lasts(tables.owned[rows[0]], tables.settings),
            assured,
        )
        for (license, until, assured), rows in groups.items()
    )


def _seats(tables: Tables, lots: tuple[Lot, ...], users: Bools, devices: Bools) -> tuple[Seat, ...]:
    """Assigned units laid over the rows of Owned in sheet order; on rows left out, and of rights that ended, none sit."""
    lot_of = {row: i for i, lot in enumerate(lots) for row in lot.rows}
    left = {i: owned.quantity for i, owned in enumerate(tables.owned)}
    filled: dict[tuple[bool, int, int], int] = {}
    seats = []
    for assigned in tables.assigned:
        wanted = assigned.quantity
        present = (users if assigned.user else devices)[assigned.holder]
        for i, owned in enumerate(tables.owned):
            taken = min(wanted, left[i]) if owned.license == assigned.license else 0
            if taken:
                left[i] -= taken
                wanted -= taken
                key = assigned.user, assigned.license, assigned.holder
                if present and i in lot_of:
                    seats.append(Seat(assigned.user, assigned.holder, lot_of[i], filled.get(key, 0), taken, assigned.movable))
                filled[key] = filled.get(key, 0) + taken
    return tuple(seats)


def lasts(owned: Owned, settings: Settings) -> bool:
    """Whether the right covers the whole horizon."""
    return owned.until is None or owned.until >= settings.end


def ended(owned: Owned, settings: Settings) -> bool:
    """Whether the right ended before As of: it counts for nothing."""
    return owned.until is not None and owned.until < settings.as_of


def _lines(index: int, offer: Offer, lots: tuple[Lot, ...], settings: Settings) -> Iterable[Line]:
    """The offer's lines: one a tier; of one that starts at expiry, one a tier and day on which units end."""
    for first, usable in _starts(offer, lots, settings):
        for tier, (least, price) in enumerate(offer.tiers):
            last = tier + 1 == len(offer.tiers)
            below = None if last else offer.tiers[tier + 1][0] - 1
            most = min((n for n in (below, offer.maximum) if n is not None), default=None)
            paid = payments(price, offer.per, settings, first, offer.increase)
            cost = minor(paid, settings.digits)
            yield Line(index, tier, offer.license, offer.pack, cost, paid, max(least, offer.minimum), most, usable)


def _starts(offer: Offer, lots: tuple[Lot, ...], settings: Settings) -> Iterable[tuple[date, tuple[int, ...]]]:
    """Days of the first payment, and the lots that an offer uses up from then on; a plain purchase uses up none."""
    usable = [i for i, lot in enumerate(lots) if lot.license == offer.from_license and lot.convertible]
    if offer.from_license == NONE:
        yield settings.as_of, ()
    elif not offer.at_expiry:
        if usable:
            yield settings.as_of, tuple(usable)
    else:
        for until in sorted({lot.until for lot in (lots[i] for i in usable) if lot.until is not None and not lot.lasts}):
            yield until + timedelta(days=1), tuple(i for i in usable if lots[i].until == until)


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


def cal_mode_payments(tables: Tables, server: int) -> tuple[Payment, ...]:
    """What a server row costs in CAL mode: paid once, times Count."""
    row, settings = tables.servers[server], tables.settings
    return payments(row.cal_mode_cost * row.count, "Once", settings, settings.as_of)


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


def note_assigned(tables: Tables, users: Bools, devices: Bools, findings: Findings) -> None:
    """Say which assigned units are free to use, and which stay where they cover nothing."""
    for assigned in tables.assigned:
        license = tables.licenses[assigned.license]
        holders = tables.users if assigned.user else tables.devices
        name, barred = holders.names[assigned.holder], Kind.DEVICE if assigned.user else Kind.USER
        column = "User" if assigned.user else "Device"
        if not (users if assigned.user else devices)[assigned.holder]:
            findings.warn(
                tables.place("Assigned", column, assigned.row),
                f'"{name}" is left out; {assigned.quantity} of "{license.name}" that sit there are free to use.',
            )
            continue
        why = ""
        if holders.kind[assigned.holder] == barred:
            why = f"License by in {tables.place(holders.sheet, 'License by', int(holders.rows[assigned.holder]))} bars them"
        elif assigned.user and not license.admits(tables.user_type(assigned.holder)):
            why = f'they are not for type "{tables.types[tables.user_type(assigned.holder)]}"'
        if why and not assigned.movable:
            findings.warn(
                tables.place("Assigned", "License", assigned.row),
                f'{assigned.quantity} of "{license.name}" stay with "{name}", where they cover nothing: {why}.',
            )


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
