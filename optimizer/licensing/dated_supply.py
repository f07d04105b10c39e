"""Offers and owned units over time: what can be ordered on which day, from when to when it serves,
and what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from functools import cached_property
from typing import NewType

from optimizer.domain.keywords import Per
from optimizer.domain.tables import NONE, License, Offer, Settings, Tables
from optimizer.domain.versions import CURRENT, NEWEST
from optimizer.licensing.horizon import anniversary, end_of, months_after
from optimizer.licensing.payments import EXACT, Payment, a_payment, minor, years_after
from optimizer.licensing.periods import History, Period
from optimizer.licensing.purchase_lines import fits, tier_bounds

OrderIndex = NewType("OrderIndex", int)
"""Which order of a dated supply: what `DatedSupply.orders` is asked for."""

DatedLotIndex = NewType("DatedLotIndex", int)
"""Which lot of a dated supply: what `DatedSupply.lots` is asked for."""

FixedIndex = NewType("FixedIndex", int)
"""Which of a dated supply's units that sit with someone: what `DatedSupply.fixed` is asked for."""


@dataclass(frozen=True, kw_only=True)
class DatedLot:
    """Owned units that are alike: rows of Owned (indices) of one license that end, and lose
    Software Assurance, on the same days.

    `serves` is what license they are in each period: the license itself, its lapsed twin once
    assurance has ended, or NONE where the right does not last the whole period.
    """

    license: int
    rows: tuple[int, ...]
    quantity: int
    until: date | None
    sa_until: date | None
    serves: tuple[int, ...]

    def there_on(self, day: date) -> bool:
        """Whether the right has not ended before that day."""
        return self.until is None or self.until >= day

    def assured_on(self, day: date) -> bool:
        """Whether an offer may use units up that day: its last chance is the day after assurance
        ends."""
        return self.sa_until is None or self.sa_until >= day - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Order:
    """An offer at one of its tiers, ordered on one day. `cost` is one pack over the horizon in
    minor units, rounded once.

    It serves the periods from `first` to before `stop`; `begins` is the first period in which the
    owned units that it uses up, of its `lots`, no longer serve. `later` is what a pack is committed
    to pay after the horizon. The quantity of an offer ordered that day at this tier lies between
    `least` and `most` (None: no end).
    """

    offer: int
    tier: int
    license: int
    pack: int
    day: date
    period: int
    """The period in which the day falls."""
    begins: int
    first: int
    stop: int
    cost: int
    payments: tuple[Payment, ...]
    later: Decimal
    least: int = 0
    most: int | None = None
    lots: tuple[DatedLotIndex, ...] = ()

    def serves(self, period: int) -> bool:
        """Whether a unit covers in that period."""
        return self.first <= period < self.stop


@dataclass(frozen=True, kw_only=True)
class FixedUnits:
    """Units of a lot that sit with a row of users (or, `user` False, of devices) up to the period
    `last`; free from the next one on. Those that are `movable` may be anyone's from the start."""

    user: bool
    holder: int
    lot: DatedLotIndex
    quantity: int
    last: int
    movable: bool = False


@dataclass(frozen=True, kw_only=True)
class DatedSupply:
    """What can be had of each license and when: `orders` to place, `lots` that are owned, of which
    `fixed` sit with someone and `moving` may move.

    Licenses past the tables' own are lapsed twins: `twin` says of which one each is.
    """

    periods: tuple[Period, ...]
    licenses: tuple[License, ...]
    twin: tuple[int, ...]
    orders: tuple[Order, ...]
    lots: tuple[DatedLot, ...]
    fixed: tuple[FixedUnits, ...]
    moving: tuple[FixedUnits, ...] = ()

    def obtainable(self, license: int, period: int) -> bool:
        """Whether a unit may serve in that period."""
        return any(lot.serves[period] == license for lot in self.lots) or any(
            order.license == license and order.serves(period) for order in self.orders
        )

    def numbered_orders(self) -> Iterator[tuple[OrderIndex, Order]]:
        """Every order with its index."""
        return ((OrderIndex(i), order) for i, order in enumerate(self.orders))

    def numbered_fixed(self) -> Iterator[tuple[FixedIndex, FixedUnits]]:
        """Every lot's units that sit with someone, with their index."""
        return ((FixedIndex(i), units) for i, units in enumerate(self.fixed))

    @cached_property
    def by_day(self) -> dict[tuple[int, date], list[OrderIndex]]:
        """(offer, day) -> its orders, a tier each."""
        result: dict[tuple[int, date], list[OrderIndex]] = {}
        for i, order in self.numbered_orders():
            result.setdefault((order.offer, order.day), []).append(i)
        return result


def dated_supply(history: History) -> DatedSupply:
    """Every order that can be placed, and what is owned."""
    tables, periods = history.base, history.periods
    twins = _twins(tables)
    licenses = (*tables.licenses, *(_lapsed(k, tables.licenses[k]) for k in twins))
    lots = _lots(tables, periods, twins)
    orders = [
        order
        for index, offer in enumerate(tables.offers)
        for order in _orders(index, offer, lots, history)
    ]
    fixed, moving = _seated(tables, periods, lots)
    return DatedSupply(
        periods=periods,
        licenses=licenses,
        twin=twins,
        orders=tuple(orders),
        lots=lots,
        fixed=fixed,
        moving=moving,
    )


def _twins(tables: Tables) -> tuple[int, ...]:
    """Licenses without a version of which some units lose Software Assurance within the horizon."""
    end = end_of(tables.settings)
    return tuple(
        k
        for k, license in enumerate(tables.licenses)
        if license.version == CURRENT
        and any(
            o.license == k and o.sa_until is not None and o.sa_until < end and o.quantity
            for o in tables.owned
        )
    )


def _lapsed(number: int, license: License) -> License:
    """What such a license is without assurance: it opens every version but the current one."""
    return replace(license, version=NEWEST, lapsed_of=number)


def _lots(
    tables: Tables, periods: tuple[Period, ...], twins: tuple[int, ...]
) -> tuple[DatedLot, ...]:
    """Rights that have not ended before As of, alike ones together."""
    groups: dict[tuple[int, date | None, date | None], list[int]] = {}
    for index, owned in enumerate(tables.owned):
        if owned.quantity and (owned.until is None or owned.until >= tables.settings.as_of):
            groups.setdefault((owned.license, owned.until, owned.sa_until), []).append(index)
    lots = []
    for (license, until, sa_until), rows in groups.items():
        twin = len(tables.licenses) + twins.index(license) if license in twins else license
        serves = tuple(
            NONE
            if until is not None and until < period.last
            else twin
            if sa_until is not None and sa_until < period.last
            else license
            for period in periods
        )
        quantity = sum(tables.owned[row].quantity for row in rows)
        lots.append(
            DatedLot(
                license=license,
                rows=tuple(rows),
                quantity=quantity,
                until=until,
                sa_until=sa_until,
                serves=serves,
            )
        )
    return tuple(lots)


def _orders(
    index: int, offer: Offer, lots: tuple[DatedLot, ...], history: History
) -> Iterator[Order]:
    """The offer's orders: one a tier and day on which it may be ordered."""
    settings, periods = history.base.settings, history.periods
    for day, period, begins, first, usable in _days(offer, lots, history):
        state = history.on(day)
        valid = (offer.valid_from or day) <= day <= (offer.valid_until or day)
        if index in state.unsold or not valid:
            continue
        tiers = state.tables.offers[index].tiers
        length = None if offer.term is None else offer.term // settings.orders.months
        whole = day == periods[period].first
        stop = len(periods) if length is None else min(period + length, len(periods))
        for tier, ((_, price), (least, most)) in enumerate(
            zip(tiers, tier_bounds(offer), strict=True)
        ):
            if not fits(offer.pack, least, most):
                continue
            months = period * settings.orders.months if whole else None
            paid, later = dated_payments(price, offer, settings, day, months)
            yield Order(
                offer=index,
                tier=tier,
                license=offer.license,
                pack=offer.pack,
                day=day,
                period=period,
                begins=begins,
                first=first,
                stop=stop,
                cost=minor(paid, settings.digits),
                payments=paid,
                later=later,
                least=least,
                most=most,
                lots=usable,
            )


def _days(
    offer: Offer, lots: tuple[DatedLot, ...], history: History
) -> Iterator[tuple[date, int, int, int, tuple[DatedLotIndex, ...]]]:
    """Days on which an offer starts: the day, its period, the first period without the unit used
    up, the first one that the new unit serves, and the lots to use up."""
    tables, periods = history.base, history.periods
    if not offer.at_expiry:
        for t, period in enumerate(periods):
            usable = tuple(
                DatedLotIndex(i)
                for i, lot in enumerate(lots)
                if lot.license == offer.from_license
                and lot.there_on(period.first)
                and lot.assured_on(period.first)
            )
            if offer.from_license == NONE or usable:
                yield period.first, t, t, t, usable
        return
    untils = {lot.until for lot in lots if lot.license == offer.from_license}
    for until in sorted(day for day in untils if day is not None and day < end_of(tables.settings)):
        day = until + timedelta(days=1)
        t = next(i for i, period in enumerate(periods) if period.first <= day <= period.last)
        usable = tuple(
            DatedLotIndex(i)
            for i, lot in enumerate(lots)
            if lot.license == offer.from_license and lot.until == until and lot.assured_on(day)
        )
        # The period of the change is served by both together where they are the same right.
        alike = _same_right(tables.licenses[offer.license], tables.licenses[offer.from_license])
        first = t if alike or day == periods[t].first else t + 1
        if usable and first < len(periods):
            yield day, t, first, first, usable


def _same_right(new: License, old: License) -> bool:
    return (new.metric, frozenset(new.covers), new.version, new.types) == (
        old.metric,
        frozenset(old.covers),
        old.version,
        old.types,
    )


def dated_payments(
    price: Decimal, offer: Offer, settings: Settings, first: date, months: int | None
) -> tuple[tuple[Payment, ...], Decimal]:
    """What a pack ordered on a day pays within the horizon, and what it is committed to pay later.

    `months` is how long after As of the day is (None: on no order date, where days are counted). A
    payment is for twelve months, or for what is left of the term where that is less.
    """
    end = end_of(settings)
    with localcontext(EXACT):
        yearly = a_payment(price, offer.per)
        paid: list[Payment] = []
        later = Decimal(0)
        year = 0
        while True:
            if months is None:
                day = anniversary(first, year)
                years = years_after(settings.as_of, day)
            else:
                day = months_after(settings.as_of, months + 12 * year)
                years = Decimal(months + 12 * year) / 12
            left = None if offer.term is None else offer.term - 12 * year
            over = year > 0 and offer.per is Per.ONCE
            if over or (left is None and day > end) or (left is not None and left <= 0):
                return tuple(paid), later
            share = (
                Decimal(1) if offer.per is Per.ONCE or left is None else Decimal(min(left, 12)) / 12
            )
            amount = yearly * (1 + offer.increase) ** year * share
            if day <= end:
                paid.append(Payment(day, amount, amount / (1 + settings.discount_rate) ** years))
            else:
                later += amount
            year += 1


def _seated(
    tables: Tables, periods: tuple[Period, ...], lots: tuple[DatedLot, ...]
) -> tuple[tuple[FixedUnits, ...], tuple[FixedUnits, ...]]:
    """Assigned units laid over the rows of Owned in sheet order: those that stay, those that move.

    Rights that ended sit with nobody; a holder who is left out keeps nothing.
    """
    lot_of = {row: DatedLotIndex(i) for i, lot in enumerate(lots) for row in lot.rows}
    left = {row: tables.owned[row].quantity for row in sorted(lot_of)}
    found: dict[tuple[bool, bool, int, DatedLotIndex], int] = {}
    for assigned in tables.assigned:
        wanted = assigned.quantity
        for row, units in left.items():
            taken = min(wanted, units) if tables.owned[row].license == assigned.license else 0
            if taken:
                left[row] -= taken
                wanted -= taken
                key = assigned.movable, assigned.user, assigned.holder, lot_of[row]
                found[key] = found.get(key, 0) + taken
    sides: tuple[list[FixedUnits], list[FixedUnits]] = ([], [])
    for (movable, user, holder, lot), quantity in found.items():
        last = _last_period(tables, periods, user=user, holder=holder)
        if last != NONE:
            sides[movable].append(
                FixedUnits(
                    user=user, holder=holder, lot=lot, quantity=quantity, last=last, movable=movable
                )
            )
    return tuple(sides[0]), tuple(sides[1])


def _last_period(tables: Tables, periods: tuple[Period, ...], *, user: bool, holder: int) -> int:
    """The last period in which a row is there; NONE where it never is, or is left out."""
    holders = tables.users if user else tables.devices
    start, stop = holders.start[holder : holder + 1], holders.stop[holder : holder + 1]
    if not (holders.count[holder] and holders.active[holder]):
        return NONE
    there = [t for t, period in enumerate(periods) if period.those_there(start, stop)[0]]
    return max(there, default=NONE)
