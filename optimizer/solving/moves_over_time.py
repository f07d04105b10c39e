"""Among the cheapest plans over time with the latest orders, the one in which the fewest movable
units do not stay with their holders.

A movable unit stays where it is kept for its holder while that one is there, as one that may not
move is; given up, it is anyone's in every period (docs/model-dates.md, T0).
"""

from dataclasses import replace

from optimizer.domain.options import Method, Options
from optimizer.domain.plan import Mix, Move
from optimizer.domain.problems import SolverError
from optimizer.solving.network.cut import no_cut
from optimizer.solving.over_time import (
    FEW_VARIABLES,
    DatedMix,
    as_ordered,
    cost_in_minor_units,
    ordered,
    supply_for,
)
from optimizer.solving.program.builder import number
from optimizer.solving.program.fewest_moves_over_time import ask
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.program.solved import mix_of
from optimizer.solving.program.supply_over_time import DatedProgram
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


def with_fewest_moves(
    timetable: Timetable, mix: DatedMix, options: Options, clock: Clock
) -> tuple[DatedMix, bool]:
    """The plan with its moves, or one that costs the same, orders as late and moves fewer units;
    and whether it is proven that none moves fewer."""
    supply = timetable.supply
    if not supply.moving:
        return mix, True
    staying = replace(
        timetable, supply=replace(supply, fixed=(*supply.fixed, *supply.moving), moving=())
    )
    bounded = clock.at_least(1, options.tuning.extra_work)
    try:
        found = _of_what_is_held(timetable, staying, mix, options, bounded)
        if found is not None and not found.moves:
            return found, True
        other, proven = _of_all(timetable, staying, mix, options, bounded)
    except SolverError:
        return mix, False
    if other is not None and (found is None or _units(other) < _units(found)):
        return other, proven
    return (mix, False) if found is None else (found, proven)


def _units(mix: DatedMix) -> int:
    return sum(move.quantity for move in mix.moves)


def _early(timetable: Timetable, mix: DatedMix) -> int:
    """Units ordered, times the periods from their order to the end: fewer are later."""
    orders, last = timetable.supply.orders, len(timetable.periods)
    return sum(
        order.pack * (last - order.period) * n for order, n in zip(orders, mix.packs, strict=True)
    )


def _of_what_is_held(
    timetable: Timetable, staying: Timetable, mix: DatedMix, options: Options, clock: Clock
) -> DatedMix | None:
    """The same holdings and the fewest moves."""
    program = supply_for(staying, mix.periods, frozenset())
    ask(program, timetable, _money(timetable, program, mix), _early(timetable, mix))
    if solve(program.problem, options.solver, clock).status is not Status.OPTIMAL:
        return None
    return _with_moves(staying, timetable, program, mix.periods, mix.cal_mode)


def _of_all(
    timetable: Timetable, staying: Timetable, mix: DatedMix, options: Options, clock: Clock
) -> tuple[DatedMix | None, bool]:
    """The fewest moves of all that may be held at that cost, and whether that is proven."""
    program = state_over_time(staying, one_by_one=options.method is Method.PROGRAM)
    few = program.problem.numVariables() <= FEW_VARIABLES
    ask(program, timetable, _money(timetable, program, mix), _early(timetable, mix))
    status = solve(program.problem, options.solver, clock).status
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return None, False
    mixes = tuple(
        mix_of(case, each, no_cut(case))
        for case, each in zip(staying.instances, program.periods, strict=True)
    )
    modes = tuple(s for s, paid in program.cal_mode.items() if paid is None or number(paid))
    latest = ordered(timetable, mixes, modes, options)
    if latest is None or _cost(timetable, latest) > _cost(timetable, mix):
        return None, False
    found = _of_what_is_held(timetable, staying, latest, options, clock)
    return found, few and status is Status.OPTIMAL


def _money(timetable: Timetable, program: DatedProgram, mix: DatedMix) -> int:
    """What the program may pay of a plan's cost: of a CAL mode that is paid in any case nothing."""
    if program.periods:
        return _cost(timetable, mix) - program.fixed
    return cost_in_minor_units(timetable, mix.packs, ())


def _cost(timetable: Timetable, mix: DatedMix) -> int:
    return cost_in_minor_units(timetable, mix.packs, mix.cal_mode)


def _with_moves(
    staying: Timetable,
    timetable: Timetable,
    program: DatedProgram,
    mixes: tuple[Mix, ...],
    modes: tuple[int, ...],
) -> DatedMix:
    """The plan of a solved program: what stays movable is no unit that stays for good."""
    made = as_ordered(staying, program, mixes, modes)
    supply = staying.supply
    moves: dict[tuple[int, tuple[bool, int]], int] = {}
    for f, given in program.given_up.items():
        units = supply.fixed[f]
        key = supply.lots[units.lot].license, (units.user, units.holder)
        if number(given):
            moves[key] = moves.get(key, 0) + number(given)
    firm = len(timetable.supply.fixed)
    return replace(
        made,
        fixed=tuple(each for each in made.fixed if each[1] < firm),
        moves=tuple(Move(license, origin, None, n) for (license, origin), n in moves.items()),
    )
