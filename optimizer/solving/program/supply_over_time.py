"""Supply over time: what is used of a license in a period is owned, or has been ordered, by then.

DEFINITIONS (counts; W is 0 or 1)
    k, t, o      license, period, lot
    l            order: an offer at a tier on a day
    f            fixed units: those of a lot that sit with a row for good, up to a last period
    Q[k,t]       units of k in use in t: `Draw.used`, as terms
    B[l]         packs ordered, each `pack` units at `cost` whole minor units
    V[l,o]       units of o, not fixed ones, that l converts; H[l,f] fixed units that it does
    R[row,k,t]   fixed units that the row uses: at most what it uses, and what sits there
    W[l]         1: the order's tier is bought, from `least` to `most` units
    L[k,t]       units in full that serve as k, a lapsed twin of a wide license
    S[k,t]       what is missing, where the least of that is asked for
    J[f]         fixed units that are movable and given up: anyone's in every period

    Q[k,t] <= owned(k,t) - sum of V[l,o] that begin by t + sum of Pack B[l] over orders l that
    serve t (model 10.1); H leave Pack B, and R leave Q, while they sit with a row
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

import numpy as np
import pulp

from optimizer.domain.tables import NONE, Floats, Kind
from optimizer.licensing.dated_supply import (
    DatedLotIndex,
    DatedSupply,
    FixedIndex,
    FixedUnits,
    Order,
    OrderIndex,
)
from optimizer.licensing.metrics import WIDE
from optimizer.licensing.rules import admits
from optimizer.solving.program.builder import Program, Terms, add_row, merged, number
from optimizer.solving.timetable import Timetable


@dataclass
class DatedProgram:
    """The stated problem and what its variables mean. Costs are in `unit` minor units; `fixed` is
    paid in any case."""

    problem: pulp.LpProblem
    _: KW_ONLY
    unit: int = 1
    fixed: int = 0
    periods: list[Program] = field(default_factory=list)
    packs: dict[OrderIndex, pulp.LpVariable] = field(default_factory=dict)
    converted: dict[tuple[OrderIndex, DatedLotIndex], pulp.LpVariable] = field(default_factory=dict)
    """(order, lot) -> units that sit with nobody for good."""
    fixed_converted: dict[tuple[OrderIndex, FixedIndex], pulp.LpVariable] = field(
        default_factory=dict
    )
    """(order, fixed units) -> units."""
    given_up: dict[FixedIndex, pulp.LpVariable] = field(default_factory=dict)
    """Movable units that do not stay with their holder, where they are asked to."""
    cal_mode: dict[int, pulp.LpVariable | None] = field(default_factory=dict)
    missing: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    """(license, period) -> units that are lacking, where the least that is missing is asked for."""


@dataclass(frozen=True)
class Draw:
    """What one period uses: units of each license in all, and of those by the members of each row
    (users?, row) with which owned units sit."""

    used: dict[int, Terms]
    by_row: dict[tuple[bool, int], dict[int, Terms]]


def rents_of(made: DatedProgram, licenses: int, periods: int) -> Floats:
    """The duals of the rows Q <= S of a solved relaxation, (license, period), in minor units: what
    a unit of the license earns in the period."""
    rents = np.zeros((licenses, periods))
    for row in made.problem.constraints():
        if row.name.startswith("supply_k"):
            k, t = row.name.removeprefix("supply_k").split("_p")
            rents[int(k), int(t)] = abs(row.pi or 0.0) * made.unit
    return rents


def state_supply(
    timetable: Timetable,
    used: Sequence[Mapping[int, int]],
    by_row: Sequence[Mapping[tuple[bool, int], Mapping[int, int]]],
    barred: frozenset[int] = frozenset(),
) -> DatedProgram:
    """The supply alone, for what each period uses in all and by row."""
    problem = pulp.LpProblem("supply", pulp.LpMinimize)
    made = DatedProgram(problem)
    one = problem.add_variable("one", 1, 1, pulp.LpInteger)
    draws = [
        Draw(
            {k: _number(one, n) for k, n in all_.items() if n},
            {row: {k: _number(one, n) for k, n in own.items()} for row, own in rows.items()},
        )
        for all_, rows in zip(used, by_row, strict=True)
    ]
    cost = supply(made, timetable, draws, barred, elastic=False)
    problem.setObjective(pulp.LpAffineExpression([(v, money) for v, money in cost if money]))
    return made


def _number(one: pulp.LpVariable, units: int) -> Terms:
    return [(one, units)]


def supply(
    made: DatedProgram,
    timetable: Timetable,
    draws: Sequence[Draw],
    barred: frozenset[int],
    *,
    elastic: bool,
) -> list[tuple[pulp.LpVariable, int]]:
    """What is used of each license in each period is owned, or ordered by then."""
    stock = timetable.supply
    most = [
        max((sum(_most(each.used.get(k, [])) for k in same) for each in draws), default=0)
        for same in (
            (k, *(twin for twin, other in enumerate(stock.licenses) if other.lapsed_of == k))
            for k in range(len(stock.licenses))
        )
    ]
    for i, order in stock.numbered_orders():
        if i not in barred:
            limit = _most_packs(stock, order, most[order.license])
            made.packs[i] = made.problem.add_variable(f"B_l{i}", 0, limit, pulp.LpInteger)
    for f, units in stock.numbered_fixed():
        if units.movable:
            made.given_up[f] = made.problem.add_variable(
                f"J_f{f}", 0, units.quantity, pulp.LpInteger
            )
    _limit(made, timetable)
    _convert(made, timetable)
    for t, draw in enumerate(draws):
        own = _with_their_holders(made, stock, draw, t)
        serving = _serve_as_lapsed(made, stock, draw, t)
        for k in sorted({*draw.used, *serving}):
            constant, supplied = available(made, stock, k, t)
            terms = [*draw.used.get(k, []), *own.get(k, []), *serving.get(k, [])]
            terms += [(v, -w) for v, w in supplied]
            if elastic:
                lacking = made.problem.add_variable(f"S_k{k}_p{t}", 0, None, pulp.LpInteger)
                made.missing[k, t] = lacking
                terms.append((lacking, -1))
            add_row(made.problem, f"supply_k{k}_p{t}", merged(terms), pulp.LpConstraintLE, constant)
    return [(made.packs[i], stock.orders[i].cost) for i in made.packs]


def _serve_as_lapsed(
    made: DatedProgram, stock: DatedSupply, draw: Draw, period: int
) -> dict[int, Terms]:
    """L units in full fill up a host, server or organization that lapsed ones license in part: what
    that adds to the use of each license, and takes off its lapsed twin's."""
    serving: dict[int, Terms] = {}
    for twin in sorted(draw.used):
        license = stock.licenses[twin]
        if license.lapsed_of != NONE and license.metric in WIDE:
            most = _most(draw.used[twin])
            units = made.problem.add_variable(f"L_k{twin}_p{period}", 0, most, pulp.LpInteger)
            serving.setdefault(license.lapsed_of, []).append((units, 1))
            serving.setdefault(twin, []).append((units, -1))
    return serving


def available(
    made: DatedProgram, supply: DatedSupply, license: int, period: int
) -> tuple[int, Terms]:
    """Units of a license that anyone may use in a period: a number, and what is added to it."""
    constant, terms = 0, Terms()
    fixed = [0] * len(supply.lots)
    for f, units in enumerate(supply.fixed):
        fixed[units.lot] += units.quantity
        if period > units.last:  # free: it counts like any other
            there, more = _units(made, supply, f, license, period)
            constant += there
            terms += more
    for o, lot in enumerate(supply.lots):
        if lot.serves[period] == license:
            constant += lot.quantity - fixed[o]
            terms += [(v, 1) for f, v in made.given_up.items() if supply.fixed[f].lot == o]
            terms += [
                (v, -1)
                for (i, other), v in made.converted.items()
                if other == o and supply.orders[i].begins <= period
            ]
    for i, packs in made.packs.items():
        order = supply.orders[i]
        if order.license == license and order.serves(period):
            terms.append((packs, order.pack))
            # Fixed units that are converted are in the packs, and stay with their holder.
            terms += [(v, -1) for (j, _), v in made.fixed_converted.items() if j == i]
    return constant, merged(terms)


def _units(
    made: DatedProgram, supply: DatedSupply, fixed: int, license: int, period: int
) -> tuple[int, Terms]:
    """Fixed units that are of a license in a period: those kept and those converted into it."""
    units = supply.fixed[fixed]
    kept = supply.lots[units.lot].serves[period] == license
    terms: Terms = [(v, -1) for f, v in made.given_up.items() if f == fixed and kept]
    for (i, f), v in made.fixed_converted.items():
        order = supply.orders[i]
        if f != fixed:
            continue
        if kept and order.begins <= period:
            terms.append((v, -1))
        if order.license == license and order.serves(period):
            terms.append((v, 1))
    return units.quantity if kept else 0, merged(terms)


def _with_their_holders(
    made: DatedProgram, supply: DatedSupply, draw: Draw, period: int
) -> dict[int, Terms]:
    """R[row,k,t] units are used by the row that they sit with: no more than it uses, nor than sit
    there. Returns what that spares the rest, by license."""
    spared: dict[int, Terms] = {}
    rows: dict[tuple[bool, int], list[int]] = {}
    for f, units in enumerate(supply.fixed):
        if period <= units.last:
            rows.setdefault((units.user, units.holder), []).append(f)
    for (user, row), sitting in rows.items():
        for k, terms in draw.by_row.get((user, row), {}).items():
            there = [_units(made, supply, f, k, period) for f in sitting]
            constant = sum(n for n, _ in there)
            more = merged([term for _, each in there for term in each])
            if not constant and not more:
                continue
            name = f"p{period}_{'u' if user else 'd'}{row}_k{k}"
            most = constant + sum(int(v.upBound or 0) for v, w in more if w > 0)
            own = made.problem.add_variable(f"R_{name}", 0, most, pulp.LpInteger)
            used: Terms = merged([(own, 1), *((v, -w) for v, w in terms)])
            add_row(made.problem, f"uses_{name}", used, pulp.LpConstraintLE, 0)
            sits: Terms = [(own, 1), *((v, -w) for v, w in more)]
            add_row(made.problem, f"sits_{name}", sits, pulp.LpConstraintLE, constant)
            spared.setdefault(k, []).append((own, -1))
    return spared


def _limit(made: DatedProgram, timetable: Timetable) -> None:
    """Packs, Minimum and tiers are each order's own: one tier a day, least W <= sum of Pack B <=
    most W. Maximum counts all orders of an offer."""
    supply, tables = timetable.supply, timetable.tables
    for (offer, day), orders in supply.by_day.items():
        chosen: Terms = []
        for i in (i for i in orders if i in made.packs):
            order, packs = supply.orders[i], made.packs[i]
            if len(tables.offers[offer].tiers) == 1 and order.least <= 1:
                continue
            name = f"o{offer}_{day:%Y%m%d}_t{order.tier}"
            binary = made.problem.add_variable(f"W_{name}", 0, 1, pulp.LpInteger)
            most = int(packs.upBound or 0) * order.pack
            most = most if order.most is None else min(most, order.most)
            chosen.append((binary, 1))
            add_row(made.problem, f"most_{name}", [(packs, order.pack), (binary, -most)], -1, 0)
            add_row(
                made.problem, f"least_{name}", [(packs, order.pack), (binary, -order.least)], 1, 0
            )
        if len(chosen) > 1:
            add_row(made.problem, f"tier_o{offer}_{day:%Y%m%d}", chosen, pulp.LpConstraintLE, 1)
    for o, found in enumerate(tables.offers):
        terms: Terms = [
            (packs, supply.orders[i].pack)
            for i, packs in made.packs.items()
            if supply.orders[i].offer == o
        ]
        if found.maximum is not None and len(terms) > 1:
            add_row(made.problem, f"maximum_o{o}", terms, pulp.LpConstraintLE, found.maximum)


def _convert(made: DatedProgram, timetable: Timetable) -> None:
    """Pack * B of a conversion = sum of V and H over its lots; each unit is converted once."""
    supply = timetable.supply
    free = [lot.quantity for lot in supply.lots]
    for units in supply.fixed:
        free[units.lot] -= units.quantity
    most = list(free)
    from_lot: dict[DatedLotIndex, Terms] = {}
    from_fixed: dict[FixedIndex, Terms] = {}
    for f in made.given_up:
        most[supply.fixed[f].lot] += supply.fixed[f].quantity
    for i, packs in made.packs.items():
        order = supply.orders[i]
        if not order.lots:
            continue
        used_up: Terms = []
        for o in order.lots:
            if most[o]:
                v = made.problem.add_variable(f"V_l{i}_o{o}", 0, most[o], pulp.LpInteger)
                made.converted[i, o] = v
                used_up.append((v, 1))
                from_lot.setdefault(o, []).append((v, 1))
        for f, units in supply.numbered_fixed():
            if units.lot in order.lots and may_convert(timetable, units, order):
                v = made.problem.add_variable(f"H_l{i}_f{f}", 0, units.quantity, pulp.LpInteger)
                made.fixed_converted[i, f] = v
                used_up.append((v, 1))
                from_fixed.setdefault(f, []).append((v, 1))
        add_row(made.problem, f"convert_l{i}", [*used_up, (packs, -order.pack)], 0, 0)
    for o, terms in from_lot.items():
        terms += [(v, -1) for f, v in made.given_up.items() if supply.fixed[f].lot == o]
        add_row(made.problem, f"lot_o{o}", terms, pulp.LpConstraintLE, free[o])
    for f, terms in from_fixed.items():
        if f in made.given_up:
            terms.append((made.given_up[f], 1))
        add_row(made.problem, f"fixed_f{f}", terms, pulp.LpConstraintLE, supply.fixed[f].quantity)


def may_convert(timetable: Timetable, units: FixedUnits, order: Order) -> bool:
    """A unit that sits with someone becomes a license of the same metric, unless License by or For
    keeps it from covering anything there; once free, any."""
    supply = timetable.supply
    if order.begins > units.last:
        return True
    old, new = supply.licenses[supply.lots[units.lot].license], supply.licenses[order.license]
    tables = timetable.instances[order.period].tables
    holders, barred = (tables.users, Kind.DEVICE) if units.user else (tables.devices, Kind.USER)
    if old.metric != new.metric or holders.kind[units.holder] == barred:
        return False
    return not units.user or admits(old, int(holders.type[units.holder]))


def _most(terms: Terms) -> int:
    return int(sum((v.upBound or 0) * max(units, 0) for v, units in terms))


def _most_packs(supply: DatedSupply, order: Order, needed: int) -> int:
    """Packs of an order that can be of use: up to the need, or up to what its tier asks for."""
    useful: int = -(-max(needed, order.least) // order.pack)
    limits = [useful]
    if order.most is not None:
        limits.append(order.most // order.pack)
    if order.lots:
        limits.append(sum(supply.lots[o].quantity for o in order.lots) // order.pack)
    return min(limits)


def put_off(made: DatedProgram, timetable: Timetable) -> Callable[[], None]:
    """Turn the solved program into the question which of its cheapest orders are the latest;
    returns what takes the first answer back."""
    problem, orders, last = made.problem, timetable.supply.orders, len(timetable.periods)
    before = {v: v.varValue for v in problem.variables()}
    priced = [(v, int(money)) for v, money in problem.objective.items() if money]
    if priced:
        least = sum(money * number(v) for v, money in priced)
        add_row(problem, "cost", priced, pulp.LpConstraintLE, least)
    early = [(v, orders[i].pack * (last - orders[i].period)) for i, v in made.packs.items()]
    problem.setObjective(pulp.LpAffineExpression(early))

    def take_back() -> None:
        for v, value in before.items():
            v.varValue = value

    return take_back
