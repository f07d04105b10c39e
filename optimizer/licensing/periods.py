"""Tables -> a table set a period: who is there in it, what the timeline has changed by then, and
what is sold on which day."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from optimizer.domain.access_rows import with_access
from optimizer.domain.arrays import distinct
from optimizer.domain.changed import changed, unsold
from optimizer.domain.kinds_of_change import KIND_OF_CHANGE
from optimizer.domain.names import fold
from optimizer.domain.tables import (
    Bools,
    Days,
    Holders,
    Host,
    Ints,
    Kind,
    Server,
    Settings,
    Tables,
)
from optimizer.licensing.horizon import months_after


@dataclass(frozen=True)
class Period:
    """A stretch of the horizon between two order dates: its first and its last day."""

    first: date
    last: date

    def holds(self, start: date | None, stop: date | None) -> bool:
        """Whether something with these first and last days is there on some day of it."""
        return not ((stop or self.last) < self.first or (start or self.first) > self.last)

    def those_there(self, start: Days, stop: Days) -> Bools:
        """The same for arrays (NaT: open)."""
        first, last = np.datetime64(self.first, "D"), np.datetime64(self.last, "D")
        return np.asarray(~(stop < first) & ~(start > last), bool)


def periods_of(settings: Settings) -> tuple[Period, ...]:
    """The horizon cut into periods of Orders' length; all of it is one where everything is ordered
    at once."""
    months = settings.orders.months or 12 * settings.horizon
    count = 12 * settings.horizon // months
    days = [months_after(settings.as_of, months * t) for t in range(count + 1)]
    return tuple(Period(days[t], days[t + 1] - timedelta(days=1)) for t in range(count))


@dataclass(frozen=True)
class InForce:
    """What the timeline has made of the tables from a day on; `unsold` are offers that cannot be
    ordered then."""

    tables: Tables
    unsold: frozenset[int] = frozenset()


@dataclass(frozen=True)
class History:
    """The tables as they change from day to day: `days` are those of the timeline, sorted."""

    base: Tables
    days: tuple[date, ...]
    states: tuple[InForce, ...]
    """One more than days: the base first."""

    @classmethod
    def of(cls, tables: Tables) -> "History":
        """Work the timeline through, change by change."""
        state = InForce(tables)
        days: list[date] = []
        states = [state]
        for change in tables.timeline:
            if change.start is None:
                continue
            gone = unsold(state.tables, change, conversions=False)
            kept = KIND_OF_CHANGE[change.what].withdraws
            after = state.tables if kept else changed(state.tables, change)
            state = InForce(after, state.unsold | gone)
            if days and days[-1] == change.start:
                states[-1] = state
            else:
                days.append(change.start)
                states.append(state)
        return cls(tables, tuple(days), tuple(states))

    def on(self, day: date) -> InForce:
        """What holds on a day."""
        return self.states[bisect_right(self.days, day)]

    def within(self, period: Period) -> list[Tables]:
        """Everything that holds on some day of a period, in order."""
        first, last = (bisect_right(self.days, day) for day in (period.first, period.last))
        return [state.tables for state in self.states[first : last + 1]]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the horizon."""
        return periods_of(self.base.settings)

    def during(self, period: Period) -> tuple[Tables, Ints]:
        """The tables of one period, and the row of Access that each of its rows is.

        Who is there on no day of it has Count 0. A Count is the largest of the period, a server has
        the products of all its days, License by is what some day asks for.
        """
        found = self.within(period)
        there = period.those_there(found[0].access.start, found[0].access.stop)
        tables = found[0] if there.all() else with_access(found[0], there)
        users = _together(tuple(each.users for each in found), period)
        devices = _together(tuple(each.devices for each in found), period)
        servers = tuple(
            _server(tuple(each.servers[s] for each in found), period)
            for s in range(len(tables.servers))
        )
        tables = replace(tables, users=users, devices=devices, servers=servers, timeline=())
        rows = np.flatnonzero(there).astype(np.int64)
        return replace(tables, hosts=_hosts(tables)), rows


def _together(found: tuple[Holders, ...], period: Period) -> Holders:
    """Rows of users or devices as they count for a whole period."""
    first = found[0]
    there = period.those_there(first.start, first.stop)
    count = np.maximum.reduce([each.count for each in found])
    kinds = [each.kind for each in found]
    kind = np.where(
        np.any([each == Kind.USER for each in kinds], axis=0),
        Kind.USER,
        np.where(np.any([each == Kind.DEVICE for each in kinds], axis=0), Kind.DEVICE, Kind.EITHER),
    )
    return replace(first, count=np.where(there, count, 0), kind=kind.astype(np.int64))


def _server(found: tuple[Server, ...], period: Period) -> Server:
    """A server as it counts for a whole period: what any of its days uses."""
    products = tuple(dict.fromkeys(p for each in found for p in each.products))
    first = found[0]
    count = first.count if period.holds(first.start, first.stop) else 0
    return replace(first, products=products, count=count)


def _hosts(tables: Tables) -> tuple[Host, ...]:
    """Machines as they count for a whole period: one that is itself a row of Servers as that row
    does, not at all where it is not there."""
    rows = {fold(server.name): server.count for server in tables.servers}
    return tuple(
        replace(host, count=rows.get(fold(host.name), host.count)) for host in tables.hosts
    )


def undecided(found: list[Tables]) -> list[tuple[str, int]]:
    """Rows ("Users" or "Devices", index) that are to be licensed by user on some day and by device
    on another one."""
    clashing: list[tuple[str, int]] = []
    for sheet in ("Users", "Devices"):
        kinds = [(each.users if sheet == "Users" else each.devices).kind for each in found]
        both = np.any([kind == Kind.USER for kind in kinds], axis=0) & np.any(
            [kind == Kind.DEVICE for kind in kinds], axis=0
        )
        clashing += [(sheet, row) for row in distinct(np.flatnonzero(both)).tolist()]
    return clashing
