"""The cheapest plan over time, by the whole program: who holds what in each period, and what is
ordered when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.options import Method, Options
from optimizer.domain.plan import Holding, Mix, Move
from optimizer.domain.tables import Floats
from optimizer.licensing.dated_supply import DatedLotIndex, FixedIndex, FixedUnits, OrderIndex
from optimizer.licensing.payments import cal_mode_payments, minor
from optimizer.solving.decomposition.rents import SEARCHING, RentedPlan, Rents, begun, fits
from optimizer.solving.independent import Part, independent, side_by_side
from optimizer.solving.network.cut import no_cut
from optimizer.solving.program.builder import number
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.program.solved import mix_of
from optimizer.solving.program.supply_over_time import (
    DatedProgram,
    put_off,
    rents_of,
    state_supply,
)
from optimizer.solving.solvers.branching import least_proven
from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


@dataclass(frozen=True, kw_only=True)
class DatedMix:
    """A compliant plan over time: a mix a period, `packs` of each order, units `converted` as
    (order, lot, units), and those among them that sit with someone, `fixed` (order, fixed units,
    units)."""

    periods: tuple[Mix, ...]
    packs: tuple[int, ...]
    converted: tuple[tuple[OrderIndex, DatedLotIndex, int], ...]
    fixed: tuple[tuple[OrderIndex, FixedIndex, int], ...]
    cal_mode: tuple[int, ...]
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DatedAnswer:
    """What came of it: the mix (None where there is none) and its proven lower bound in minor
    units, and how much of that is proven in whole numbers, not on a solver's word."""

    status: Status
    mix: DatedMix | None = None
    bound: int = 0
    checked: int = 0
    road: str = ""
    rents: Floats | None = None
    """What a unit of each license earns in each period, (license, period), in minor units."""


FEW_VARIABLES = 4_000
"""Up to so many, the latest orders are sought over all that periods may hold; past them, for what
they hold in the plan found first."""


def solved_over_time(
    timetable: Timetable,
    options: Options,
    clock: Clock,
    barred: frozenset[int] = frozenset(),
    *,
    latest: bool = True,
    check: bool = False,
    proof: bool = False,
) -> DatedAnswer:
    """The cheapest plan over time, of equal ones that with the `latest` orders, where it is asked
    for; `barred` orders are not placed; `check`: how much of the bound do whole numbers prove;
    `proof`: what is not proven is of no use.

    Families that nothing joins are decided one after the other, each with its share of the time.
    """
    parts = independent(timetable) if options.method is Method.FASTEST else []
    if len(parts) < 2:
        with clock.part(SEARCHING) as its:
            search = _begun(timetable, options, its, barred)
        return _solved(timetable, options, clock, barred, search, latest=latest, check=check)
    own = [frozenset(i for i, n in enumerate(part.orders) if n in barred) for part in parts]
    searches = list[Rents | None]()
    with clock.part(SEARCHING) as searching:
        for part, without, share in zip(parts, own, _shares(map(_size, parts)), strict=True):
            with searching.part(share) as its:
                searches.append(_begun(part.timetable, options, its, without))
            if proof and searches[-1] is not None and its.past(1):
                return DatedAnswer(status=Status.UNKNOWN)  # there is more to do than time for it
    # Each is given time for what is not proven yet: one part in a hundred counts as all of it.
    open_ = [
        1 + _size(part) * (1.0 if search is None else min(1.0, 100 * search.gap))
        for part, search in zip(parts, searches, strict=True)
    ]
    answers = list[DatedAnswer]()
    for part, without, search, share in zip(parts, own, searches, _shares(open_), strict=True):
        with clock.part(share) as its:
            answer = _solved(
                part.timetable, options, its, without, search, latest=latest, check=check
            )
        if answer.mix is None or (proof and answer.status is not Status.OPTIMAL):
            return answer
        answers.append(answer)
    return _together(timetable, answers, options, barred, latest=latest)


def _shares(sizes: Iterable[float]) -> Iterator[float]:
    """Of what is left, the share that is each one's."""
    known = list(sizes)
    for i, size in enumerate(known):
        yield size / sum(known[i:])


def _size(part: Part) -> int:
    """How much of the time a question of some families is given, one more than its merged needs."""
    return 1 + sum(len(case.classes.user) for case in part.timetable.instances)


def _together(
    timetable: Timetable,
    answers: Sequence[DatedAnswer],
    options: Options,
    barred: frozenset[int],
    *,
    latest: bool,
) -> DatedAnswer:
    """The plans of parts laid side by side."""
    found = [answer.mix for answer in answers if answer.mix is not None]
    mixes = tuple(map(side_by_side, zip(*(mix.periods for mix in found), strict=True)))
    modes = tuple(sorted({s for mix in found for s in mix.cal_mode}))
    mix = ordered(timetable, mixes, modes, options, barred, latest=latest)
    optimal = all(answer.status is Status.OPTIMAL for answer in answers)
    known = [answer.rents for answer in answers if answer.rents is not None]
    return DatedAnswer(
        status=Status.OPTIMAL if optimal else Status.FEASIBLE,
        mix=mix,
        bound=sum(answer.bound for answer in answers),
        checked=sum(answer.checked for answer in answers),
        road="; ".join(dict.fromkeys(answer.road for answer in answers)),
        rents=np.sum(known, axis=0) if len(known) == len(answers) else None,
    )


def _solved(
    timetable: Timetable,
    options: Options,
    clock: Clock,
    barred: frozenset[int],
    search: Rents | None,
    *,
    latest: bool,
    check: bool,
) -> DatedAnswer:
    """By rents where they have been sought, else by the whole program."""
    if search is not None:
        answer = _by_rents(timetable, search.plan(clock), options, barred, latest=latest)
        if answer is not None:
            return answer
        if clock.past(1):
            return DatedAnswer(status=Status.UNKNOWN)
    one_by_one = options.method is Method.PROGRAM
    program = state_over_time(timetable, barred=barred, one_by_one=one_by_one)
    rents = _rents(program, timetable, options, clock) if latest else None
    outcome = solve(program.problem, options.solver, clock)
    if outcome.status is Status.UNKNOWN and search is None and fits(timetable):
        # Time was too short for the program: a plan of what is sold is better than none.
        search = begun(timetable, options.solver, clock, barred)
        answer = None
        if search is not None:
            answer = _by_rents(timetable, search.plan(clock), options, barred, latest=latest)
        return answer or DatedAnswer(status=Status.UNKNOWN)
    if outcome.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return DatedAnswer(status=outcome.status)
    bound = (outcome.bound or 0) * program.unit + program.fixed
    checked = 0
    if check and outcome.bound is not None:
        checked = least_proven(program.problem, outcome.bound, clock) or 0
        checked = checked * program.unit + program.fixed
    if (
        latest
        and outcome.status is Status.OPTIMAL
        and program.problem.numVariables() <= FEW_VARIABLES
    ):
        kept = put_off(program, timetable)
        if solve(program.problem, options.solver, clock).status is not Status.OPTIMAL:
            kept()
    mixes = tuple(
        mix_of(case, each, no_cut(case))
        for case, each in zip(timetable.instances, program.periods, strict=True)
    )
    mix = ordered(timetable, mixes, _paid_modes(program), options, barred, latest=latest)
    road = (
        f"a program of {program.problem.numVariables():,} variables and "
        f"{program.problem.numConstraints():,} constraints for {len(mixes)} periods"
    )
    return DatedAnswer(
        status=outcome.status, mix=mix, bound=bound, checked=checked, road=road, rents=rents
    )


def _rents(
    program: DatedProgram, timetable: Timetable, options: Options, clock: Clock
) -> Floats | None:
    """The duals of the supply, where the program is small enough for another relaxation."""
    if program.problem.numVariables() > RENTED_VARIABLES:
        return None
    if relaxed(program.problem, options.solver, clock).status is not Status.OPTIMAL:
        return None
    return rents_of(program, len(timetable.supply.licenses), len(timetable.periods))


RENTED_VARIABLES = 20_000
"""Up to so many, a whole program is asked what its units earn."""

MANY = 4_000
"""Merged needs of all periods together from which on rents decide, not the whole program."""


def _begun(
    timetable: Timetable, options: Options, clock: Clock, barred: frozenset[int]
) -> Rents | None:
    """Rents, where the whole program is not small, they can decide and their numbers fit."""
    needs = sum(len(case.classes.user) for case in timetable.instances)
    if options.method is not Method.FASTEST or needs < MANY or not fits(timetable):
        return None
    return begun(timetable, options.solver, clock, barred)


def _by_rents(
    timetable: Timetable,
    found: RentedPlan,
    options: Options,
    barred: frozenset[int],
    *,
    latest: bool,
) -> DatedAnswer | None:
    """The plan that rents lead to, and its bound, with the gap that is left; None where none is
    found."""
    if found.mixes is None:
        return None
    mix = ordered(timetable, found.mixes, (), options, barred, latest=latest)
    if mix is None:
        return None
    cost = cost_in_minor_units(timetable, mix.packs, ())
    road = (
        f"{found.rounds} rounds of minimum cuts at rents, {found.covers:,} covers of parts of "
        f"{len(found.mixes)} periods"
    )
    status = Status.OPTIMAL if found.bound >= cost else Status.FEASIBLE
    bound = min(found.bound, cost)
    return DatedAnswer(
        status=status,
        mix=mix,
        bound=bound,
        checked=min(found.checked, bound),
        road=road,
        rents=found.rents,
    )


def _paid_modes(program: DatedProgram) -> tuple[int, ...]:
    return tuple(s for s, paid in program.cal_mode.items() if paid is None or number(paid))


def ordered(
    timetable: Timetable,
    mixes: tuple[Mix, ...],
    cal_mode: tuple[int, ...],
    options: Options,
    barred: frozenset[int] = frozenset(),
    *,
    latest: bool = True,
) -> DatedMix | None:
    """The cheapest orders for what is held, of equal ones the `latest`; None where none is."""
    program = supply_for(timetable, mixes, barred)
    if solve(program.problem, options.solver, Clock()).status is not Status.OPTIMAL:
        return None
    if latest:
        kept = put_off(program, timetable)
        if solve(program.problem, options.solver, Clock()).status is not Status.OPTIMAL:
            kept()
    return as_ordered(timetable, program, mixes, cal_mode)


def supply_for(
    timetable: Timetable, mixes: tuple[Mix, ...], barred: frozenset[int]
) -> DatedProgram:
    """The program of the orders alone, for what is held."""
    used = [dict(enumerate(mix.used)) for mix in mixes]
    seated = {(each.user, each.holder): each for each in timetable.supply.fixed}
    return state_supply(timetable, used, [_by_row(mix, seated) for mix in mixes], barred)


def as_ordered(
    timetable: Timetable, program: DatedProgram, mixes: tuple[Mix, ...], cal_mode: tuple[int, ...]
) -> DatedMix:
    """What is held, with the orders and conversions of a solved program."""
    supply = timetable.supply
    packs = tuple(
        number(program.packs[i]) if i in program.packs else 0 for i, _ in supply.numbered_orders()
    )
    free = [(i, o, number(v)) for (i, o), v in program.converted.items()]
    fixed = [(i, f, number(v)) for (i, f), v in program.fixed_converted.items()]
    units: dict[tuple[OrderIndex, DatedLotIndex], int] = {}
    for i, lot, n in (*free, *((i, supply.fixed[f].lot, n) for i, f, n in fixed)):
        units[i, lot] = units.get((i, lot), 0) + n
    return DatedMix(
        periods=mixes,
        packs=packs,
        converted=tuple((i, lot, n) for (i, lot), n in sorted(units.items()) if n),
        fixed=tuple(each for each in fixed if each[2]),
        cal_mode=cal_mode,
    )


def _by_row(
    mix: Mix, seated: Mapping[tuple[bool, int], FixedUnits]
) -> dict[tuple[bool, int], dict[int, int]]:
    """What the members of the rows with which units sit hold of each license."""
    found: dict[tuple[bool, int], dict[int, int]] = {}
    for user, row in seated:
        own = units_of_row(mix.users if user else mix.devices, row)
        if own:
            found[user, row] = own
    return found


def units_of_row(holding: Holding, row: int) -> dict[int, int]:
    """Units of each license that the members of a row hold."""
    found: dict[int, int] = {}
    for i in (holding.row == row).nonzero()[0].tolist():
        for k in holding.bundles[int(holding.bundle[i])]:
            found[k] = found.get(k, 0) + int(holding.members[i])
    return found


def cost_in_minor_units(timetable: Timetable, packs: Sequence[int], modes: Sequence[int]) -> int:
    """What a plan costs over the horizon, discounted."""
    bought = sum(order.cost * n for order, n in zip(timetable.supply.orders, packs, strict=True))
    paid = (cal_mode_payments(timetable.tables, s) for s in modes)
    return bought + sum(minor(each, timetable.tables.settings.digits) for each in paid)


def conflict_over_time(
    timetable: Timetable, options: Options, clock: Clock
) -> dict[tuple[int, int], int]:
    """Where each need can be met but not all together: units of each license that are missing in
    each period; empty where no single license explains it."""
    program = state_over_time(timetable, elastic=True)
    status = solve(program.problem, options.solver, clock).status
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return {}
    return {key: number(v) for key, v in program.missing.items() if number(v)}
