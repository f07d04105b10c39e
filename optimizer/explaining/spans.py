"""What holds in each period -> what holds from a day to another one: equal neighbours are
joined."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from optimizer.domain.arrays import keys_of
from optimizer.domain.plan import Coverage, Holding, ServerLicense, Texts
from optimizer.domain.tables import Floats
from optimizer.explaining.coverage import coverage_of, covers_of
from optimizer.explaining.plan_of import server_license
from optimizer.explaining.twins import named
from optimizer.explaining.why import reasons
from optimizer.licensing.dated_supply import Order
from optimizer.licensing.supply import Supply
from optimizer.solving.over_time import DatedMix
from optimizer.solving.timetable import Timetable

Run = tuple[tuple[int, ...], int]
"""Licenses, and the members who hold just them."""


LATER = "; later otherwise: see Coverage"
"""Said where a row goes on as it is for another reason than at first."""


def holdings_over_time(
    timetable: Timetable, mix: DatedMix, rents: Floats | None = None
) -> tuple[Holding, Texts, Holding, Texts]:
    """What users and devices hold from when to when, and why; with `rents`, what it earns then."""
    count, twins = len(timetable.tables.licenses), timetable.supply.twin
    mixes = [named(each, count, twins) for each in mix.periods]
    whys = []
    for case, each in zip(timetable.instances, mix.periods, strict=True):
        covers = covers_of(case.tables, case.needs, case.ways, each)
        supply = Supply((), (), (0,) * len(case.tables.licenses))
        names = coverage_of(case.tables, case.needs, covers, each).license
        whys.append(
            reasons(case.tables, case.needs, case.ways, covers, supply, names=names, mix=each)
        )
    earned = Earnings(timetable, mix, rents)
    users, user_why = joined([each.users for each in mixes], [why for why, _ in whys], earned)
    devices, device_why = joined([each.devices for each in mixes], [why for _, why in whys], earned)
    return users, user_why, devices, device_why


@dataclass(frozen=True)
class Earnings:
    """What units of licenses earn in each period, `rents` in minor units, beside their cost."""

    timetable: Timetable
    mix: DatedMix
    rents: Floats | None

    def said(self, bundle: tuple[int, ...], first: int, last: int) -> list[str]:
        """Of each license that was bought, what a stretch of periods earns, where that is a part of
        its price."""
        if self.rents is None:
            return []
        tables, found = self.timetable.tables, list[str]()
        digits = tables.settings.digits
        for k in bundle:
            order = self._order(k, first)
            if order is None:
                continue
            price = Fraction(order.cost, order.pack)
            here = range(max(first, order.first), min(last + 1, order.stop))
            earned = round(float(self.rents[k, list(here)].sum()))
            if 0 < earned < price - 1:
                whole, part = (
                    f"{Decimal(round(each)).scaleb(-digits):,}" for each in (price, earned)
                )
                name = tables.licenses[k].name
                found.append(f"of the {whole} for this {name}, these periods bear {part}")
        return found

    def _order(self, license: int, period: int) -> Order | None:
        """The cheapest order that was placed and serves a period."""
        placed = [
            order
            for order, packs in zip(self.timetable.supply.orders, self.mix.packs, strict=True)
            if packs and order.license == license and order.serves(period)
        ]
        return min(placed, key=lambda order: Fraction(order.cost, order.pack), default=None)


def joined(holdings: list[Holding], whys: list[Texts], earned: Earnings) -> tuple[Holding, Texts]:
    """One holding of all periods: rows that hold the same in neighbouring ones once, with the first
    one's reasons, whether others follow, and what they earn together."""
    names: dict[tuple[int, ...], int] = {(): 0}
    open_: dict[int, int] = {}
    spans: list[tuple[int, int, int, tuple[Run, ...], list[str]]] = []  # row, first, last, runs
    for t, (holding, why) in enumerate(zip(holdings, whys, strict=True)):
        rows, starts = np.unique(holding.row, return_index=True)
        ends = np.append(starts, len(holding.row))[1:]
        members, bundle = holding.members.tolist(), holding.bundle.tolist()
        for row, a, b in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
            runs = tuple((holding.bundles[bundle[i]], members[i]) for i in range(a, b))
            before = open_.get(row)
            if before is not None and spans[before][2] == t - 1 and spans[before][3] == runs:
                told = spans[before][4]
                now = zip(told, (why[i] for i in range(a, b)), strict=True)
                spans[before] = (row, spans[before][1], t, runs, [_then(*each) for each in now])
            else:
                open_[row] = len(spans)
                spans.append((row, t, t, runs, [why[i] for i in range(a, b)]))
    spans.sort(key=lambda span: span[:2])
    flat = [
        (row, members, names.setdefault(bundle, len(names)), first, last)
        for row, first, last, runs, _ in spans
        for bundle, members in runs
    ]
    columns = np.array(flat, np.int64).reshape(-1, 5).T
    known: dict[tuple[tuple[int, ...], int, int], list[str]] = {}
    said = list[str]()
    for _, first, last, runs, why_ in spans:
        for (bundle, _), text in zip(runs, why_, strict=True):
            key = bundle, first, last
            if key not in known:
                known[key] = earned.said(*key)
            said.append("; ".join([text, *known[key]]))
    texts = Texts.of(said)
    return Holding(
        columns[0], columns[1], columns[2], tuple(names), first=columns[3], last=columns[4]
    ), texts


def _then(first: str, now: str) -> str:
    """The reason of a first period, where a later one has another: Coverage tells them apart."""
    return first if now == first or first.endswith(LATER) else first + LATER


def servers_over_time(timetable: Timetable, mix: DatedMix) -> tuple[ServerLicense, ...]:
    """Wide licenses that are taken, from when to when."""
    tables, periods = timetable.tables, timetable.periods
    count, twins = len(tables.licenses), timetable.supply.twin
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for t, each in enumerate(named(m, count, twins) for m in mix.periods):
        for key in dict.fromkeys(each.wide):
            spans = taken.setdefault(key, [])
            if spans and spans[-1][1] == t - 1:
                spans[-1] = (spans[-1][0], t)
            else:
                spans.append((t, t))
    return tuple(
        replace(server_license(tables, k, index), first=periods[a].first, last=periods[b].last)
        for (k, index), spans in sorted(taken.items())
        for a, b in spans
    )


def coverage_over_time(timetable: Timetable, mix: DatedMix) -> Coverage:
    """A line for each need and stretch of periods in which the same covers it."""
    parts, sides, licenses = [], list[str](), list[str]()
    for t, (case, rows, each) in enumerate(
        zip(timetable.instances, timetable.rows, mix.periods, strict=True)
    ):
        covers = covers_of(case.tables, case.needs, case.ways, each)
        found = coverage_of(case.tables, case.needs, covers, each)
        here = (found.user, found.device, found.server, found.family, found.version)
        access = rows[found.access]
        parts.append(np.stack([*here, np.full(len(access), t, np.int64), access], 1))
        sides += [found.side.distinct[code] for code in found.side.codes.tolist()]
        licenses += [found.license.distinct[code] for code in found.license.codes.tolist()]
    side, license = Texts.of(sides), Texts.of(licenses)
    *need, period, access = np.concatenate(parts).T
    order = np.lexsort((period, *reversed(need)))
    said = [*need, side.codes, license.codes]
    code, period = keys_of(*(column[order] for column in said)), period[order]
    first = np.ones(len(order), bool)
    first[1:] = (code[1:] != code[:-1]) | (period[1:] != period[:-1] + 1)
    starts = np.flatnonzero(first)
    ends = np.append(starts, len(order))[1:] - 1
    kept = order[starts]
    user, device, server, family, version = (column[kept] for column in need)
    return Coverage(
        user=user,
        device=device,
        server=server,
        family=family,
        version=version,
        access=access[kept],
        side=Texts.of(side[i] for i in kept.tolist()),
        license=Texts.of(license[i] for i in kept.tolist()),
        first=period[starts],
        last=period[ends],
    )
