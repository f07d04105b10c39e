"""The audit's own reading of everything dated: periods, the timeline, terms, who is there when.

Like rules.py it takes nothing from licensing/: a change is applied anew, by what its words say.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Any

import numpy as np

from optimizer.audit import rules
from optimizer.domain.keywords import Per
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.tables import (
    Days,
    Holders,
    Ints,
    Kind,
    License,
    Offer,
    Settings,
    Tables,
    Thing,
)

SUBSCRIPTION = (1 << 20) + 1
"""The rank of a version that is open only while Software Assurance runs."""

_DIGITS = 80
_ONE_DAY = np.timedelta64(1, "D")


def months_on(day: date, months: int) -> date:
    """So many months later; the last day of a month that is too short."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def step(settings: Settings) -> int:
    """Months from one order date to the next."""
    return {"Yearly": 12, "Quarterly": 3}[settings.orders.value]


def order_dates(settings: Settings) -> list[date]:
    """The first day of every period, and last the day after the horizon."""
    every = step(settings)
    return [
        months_on(settings.as_of, months) for months in range(0, 12 * settings.horizon + 1, every)
    ]


def stretches(settings: Settings) -> list[tuple[date, date]]:
    """First and last day of every period."""
    dates = order_dates(settings)
    return [(first, date.fromordinal(after.toordinal() - 1)) for first, after in pairwise(dates)]


def meets(first: date, last: date, start: Days, stop: Days) -> Any:
    """Which of these (first and last days, NaT open) are there on some day of a stretch."""
    began = np.isnat(start) | (start < np.datetime64(last, "D") + _ONE_DAY)
    goes_on = np.isnat(stop) | (stop > np.datetime64(first, "D") - _ONE_DAY)
    return began & goes_on


@dataclass
class State:
    """What the timeline has come to on a day."""

    counts: dict[str, Ints]
    kinds: dict[str, Ints]
    products: list[tuple[int, ...]]
    tiers: list[tuple[tuple[int, Decimal], ...]]
    gone: set[int]

    def copy(self) -> "State":
        """The same, to be changed."""
        return State(
            {side: n.copy() for side, n in self.counts.items()},
            {side: n.copy() for side, n in self.kinds.items()},
            list(self.products),
            list(self.tiers),
            set(self.gone),
        )


def states(tables: Tables) -> list[tuple[date, State]]:
    """Every state with the day from which it holds, the base first."""
    now = State(
        {"User": tables.users.count, "Device": tables.devices.count},
        {"User": tables.users.kind, "Device": tables.devices.kind},
        [server.products for server in tables.servers],
        [offer.tiers for offer in tables.offers],
        set(),
    )
    found = [(date.min, now)]
    for change in tables.timeline:
        now = now.copy()
        for where, i in change.targets:
            if change.what is ChangeName.PRICE:
                now.tiers[i] = tuple((least, change.value) for least, _ in now.tiers[i])
            elif change.what is ChangeName.PRICE_FACTOR and where is Thing.OFFER:
                now.tiers[i] = tuple((least, p * change.value) for least, p in now.tiers[i])
            elif change.what is ChangeName.COUNT:
                now.counts[where][i] = change.value
            elif change.what is ChangeName.COUNT_FACTOR:
                grown = Decimal(int(now.counts[where][i])) * change.value
                now.counts[where][i] = min(10**12, int(grown + Decimal("0.5")))
            elif change.what is ChangeName.LICENSE_BY:
                now.kinds[where][i] = change.value
            elif change.what is ChangeName.PRODUCT:
                now.products[i] = change.value
            elif change.what is ChangeName.WITHOUT_LICENSE:
                now.gone |= {o for o, offer in enumerate(tables.offers) if offer.license == i}
            elif change.what.startswith("Without"):
                now.gone.add(i)
        day = change.start or date.min
        if found[-1][0] == day:
            found.pop()  # of one day's rows the last ones hold
        found.append((day, now))
    return found


def on(found: Sequence[tuple[date, State]], day: date) -> State:
    """The state of a day."""
    return [state for start, state in found if start <= day][-1]


def tables_of(
    tables: Tables, found: Sequence[tuple[date, State]], first: date, last: date
) -> Tables:
    """What the workbook asks for in one period."""
    here = [on(found, first), *(state for start, state in found if first < start <= last)]

    def holders(side: str, own: Holders) -> Holders:
        there = meets(first, last, own.start, own.stop)
        count = np.max([state.counts[side] for state in here], axis=0)
        asked = [state.kinds[side] for state in here]
        kind = np.full(len(count), Kind.EITHER, np.int64)
        for each in asked:
            kind = np.where(each != Kind.EITHER, each, kind)
        return replace(own, count=np.where(there, count, 0), kind=kind)

    access = tables.access
    there = meets(first, last, access.start, access.stop)
    servers = []
    for s, server in enumerate(tables.servers):
        gone = (server.stop is not None and server.stop < first) or (
            server.start is not None and server.start > last
        )
        used = tuple({p: None for state in here for p in state.products[s]})
        servers.append(replace(server, products=used, count=0 if gone else server.count))
    return replace(
        tables,
        users=holders("User", tables.users),
        devices=holders("Device", tables.devices),
        servers=tuple(servers),
        access=access.take(there),
    )


def lapsing(tables: Tables) -> tuple[int, ...]:
    """Licenses whose newest version some owned units lose within the horizon."""
    end = rules.last_day(tables.settings)
    losing = {
        owned.license
        for owned in tables.owned
        if owned.quantity > 0 and owned.sa_until is not None and owned.sa_until < end
    }
    return tuple(k for k in sorted(losing) if tables.licenses[k].version == SUBSCRIPTION)


def same_right(one: License, other: License) -> bool:
    """Whether two licenses may do the same for the same people."""
    return (
        one.metric == other.metric
        and set(one.covers) == set(other.covers)
        and one.version == other.version
        and one.types == other.types
    )


def served(tables: Tables, offer: Offer, day: date) -> range:
    """The periods in which a unit ordered on a day serves."""
    dates = order_dates(tables.settings)
    number = sum(each <= day for each in dates) - 1
    length = len(dates) if offer.term is None else offer.term // step(tables.settings)
    start = number
    if day != dates[number]:
        old = tables.licenses[offer.from_license]
        start += not same_right(tables.licenses[offer.license], old)
    return range(start, min(number + length, len(dates) - 1))


def dated_payments(
    tables: Tables, offer: Offer, price: Decimal, day: date
) -> tuple[list[tuple[date, Decimal, Decimal]], Decimal]:
    """(day, nominal, years after As of) of what a pack ordered on a day pays within the horizon;
    and what it pays later."""
    settings = tables.settings
    dates = order_dates(settings)[:-1]
    months = dates.index(day) * step(settings) if day in dates else None
    paid: list[tuple[date, Decimal, Decimal]] = []
    later, year = Decimal(0), 0
    with localcontext(prec=_DIGITS):
        amount = price * 12 if offer.per is Per.MONTH else price
        while True:
            if months is None:
                due = rules.later(day, year)
                years = rules.years_from(settings.as_of, due)
            else:
                due = months_on(settings.as_of, months + 12 * year)
                years = Decimal(months + 12 * year) / 12
            rest = 12 if offer.term is None else min(12, offer.term - 12 * year)
            within = due <= rules.last_day(settings)
            if (year and offer.per is Per.ONCE) or rest <= 0 or (offer.term is None and not within):
                return paid, later
            part = amount if offer.per is Per.ONCE else amount * rest / 12
            if within:
                paid.append((due, part, years))
            else:
                later += part
            amount *= 1 + offer.increase
            year += 1
