"""The methods, and which of them decides which needs: minimum cut, prices, program. What states
programs is loaded where there is one to state."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from optimizer.domain.options import Method, Options
from optimizer.domain.plan import Mix
from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Bools
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import Cut, no_cut
from optimizer.solving.network.minimum_cut import minimum_cut
from optimizer.solving.network.parts import alone, plain_part
from optimizer.solving.solution import mix_of_cut
from optimizer.solving.solvers.status import Clock, Status

if TYPE_CHECKING:
    from optimizer.solving.decomposition.decided import Decided
    from optimizer.solving.program.builder import Beside, Program


@dataclass(frozen=True)
class Answer:
    """What came of one case: the mix (None where there is none) and its proven lower bound in minor
    units.

    `road` says how it was found, `wide` which wide licenses could be taken, `settled` whether its
    moves are worked out, `cost` what the plan costs in minor units, told of the mix or without it.
    """

    status: Status
    _: KW_ONLY
    mix: Mix | None = None
    bound: int = 0
    road: str = ""
    wide: tuple[tuple[int, int], ...] = ()
    settled: bool = True
    cost: int = 0


def solved(
    case: Instance,
    options: Options,
    clock: Clock,
    *,
    moves: bool = False,
    forced: Mapping[tuple[int, int], bool] | None = None,
    who: bool = True,
) -> Answer:
    """The cheapest mix: plain parts by a minimum cut, the rest by the program.

    `moves`: with the fewest moves. `forced`: wide licenses (license, place) that are taken, or not,
    whatever it costs. Without `who` the cost alone is told, and no mix.
    """
    plain = counted = np.zeros(len(case.classes.user), bool)
    if options.method is Method.FASTEST:
        plain = plain_part(case)
        if not plain.all():
            counted = plain_part(case, counted=True) & ~plain
    cut = minimum_cut(case.part(plain))
    if cut is None:  # its sums do not fit the network's numbers
        plain = np.zeros(len(plain), bool)
        cut = no_cut(case)
    if not cut.possible:
        return Answer(Status.INFEASIBLE)
    if plain.all() and not forced and alone(case):
        return _decided_by_cut(case, cut, who=who)
    if int(counted.sum()) >= options.tuning.many_needs:
        from optimizer.solving.decomposition.search import decide

        decided = decide(
            case.part(counted),
            partial(_posed, case.part(~plain & ~counted), forced, options.method),
            options,
            clock,
        )
        if decided is not None:
            answer = _with_shadow_prices(case, plain, counted, cut, decided, who=who)
            if answer.status is Status.OPTIMAL and answer.mix and _moves_wanted(case, moves=moves):
                program = _posed(case.part(~plain), forced, options.method)
                price = answer.bound - cut.flow - program.fixed
                mix, settled = _with_fewest_moves(
                    case, program, cut, answer.mix, options, clock=clock, cost=price // program.unit
                )
                answer = replace(answer, mix=mix, settled=settled)
            return answer
    return _solved(case, plain, cut, options, clock, moves=moves, forced=forced, who=who)


def _decided_by_cut(case: Instance, cut: Cut, *, who: bool) -> Answer:
    """The answer where the minimum cut decides everything: a program would have no variable."""
    mix = mix_of_cut(case, cut) if who else None
    road = f"a minimum cut for {len(case.classes.user):,} merged needs"
    return Answer(Status.OPTIMAL, mix=mix, bound=cut.flow, road=road, cost=cut.flow)


def _posed(
    case: Instance,
    forced: Mapping[tuple[int, int], bool] | None,
    method: Method,
    beside: "Beside | None" = None,
) -> "Program":
    """The program of some needs, with what is forced."""
    from optimizer.solving.program.formulation import state

    program = state(case, beside=beside, one_by_one=method is Method.PROGRAM)
    for key, taken in (forced or {}).items():
        program.wide[key].bounds(int(taken), int(taken))
    return program


def _with_shadow_prices(
    case: Instance, plain: Bools, counted: Bools, cut: Cut, decided: "Decided", *, who: bool
) -> Answer:
    """The answer where shadow prices decide what couples through counts."""
    from optimizer.solving.program.solved import mix_of

    if decided.cut is None or decided.program is None:
        return Answer(decided.status)
    rest = int((~plain & ~counted).sum())
    road = (
        f"a minimum cut for {int(plain.sum()):,} merged needs, {decided.quotes} at shadow prices "
        f"for {int(counted.sum()):,}, "
        f"a program of {decided.program.problem.numVariables():,} variables and "
        f"{decided.program.problem.numConstraints():,} constraints for {rest:,} and "
        f"{decided.groups:,} choices left open"
    )
    mix = mix_of(case, decided.program, cut.joined(decided.cut)) if who else None
    bound, cost = decided.bound + cut.flow, decided.cost + cut.flow
    return Answer(
        decided.status, mix=mix, bound=bound, road=road, wide=tuple(decided.program.wide), cost=cost
    )


def _moves_wanted(case: Instance, *, moves: bool) -> bool:
    """Whether movable units make a second solve."""
    return moves and any(seat.movable for seat in case.supply.seats)


def _solved(
    case: Instance,
    plain: Bools,
    cut: Cut,
    options: Options,
    clock: Clock,
    *,
    moves: bool,
    forced: Mapping[tuple[int, int], bool] | None,
    who: bool,
) -> Answer:
    """The answer where the program decides all that is not plain."""
    from optimizer.solving.decomposition.open_decisions import paid
    from optimizer.solving.program.solved import mix_of
    from optimizer.solving.solvers.solver import solve

    program = _posed(case.part(~plain), forced, options.method)
    outcome = solve(program.problem, options.solver, clock)
    if outcome.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return Answer(outcome.status)
    bound = (outcome.bound or 0) * program.unit + program.fixed + cut.flow
    cost = paid(program) + cut.flow
    if not who:
        return Answer(outcome.status, mix=None, bound=bound, cost=cost)
    mix, settled = mix_of(case, program, cut), True
    if _moves_wanted(case, moves=moves):
        price = (paid(program) - program.fixed) // program.unit
        mix, settled = _with_fewest_moves(case, program, cut, mix, options, clock=clock, cost=price)
    road = (
        f"a minimum cut for {int(plain.sum()):,} merged needs, "
        f"a program of {program.problem.numVariables():,} variables and "
        f"{program.problem.numConstraints():,} constraints "
        f"for {int((~plain).sum()):,}"
    )
    return Answer(
        outcome.status,
        mix=mix,
        bound=bound,
        road=road,
        wide=tuple(program.wide),
        settled=settled,
        cost=cost,
    )


def _with_fewest_moves(
    case: Instance,
    program: "Program",
    cut: Cut,
    mix: Mix,
    options: Options,
    *,
    clock: Clock,
    cost: int,
) -> tuple[Mix, bool]:
    """Of the mixes that cost no more than this one the one that moves the fewest units, and whether
    that was proven; `cost` is in the program's own unit.

    It has the time of a solve of its own, and only so much work: the plan does not wait for it.
    """
    from optimizer.solving.program.fewest_moves import ask, moves_of
    from optimizer.solving.program.solved import mix_of
    from optimizer.solving.solvers.solver import solve

    made = ask(case, program, cost)
    try:
        bounded = clock.at_least(1, options.tuning.extra_work)
        status = solve(program.problem, options.solver, bounded).status
    except SolverError:
        status = Status.UNKNOWN
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return mix, False
    fewest = mix_of(case, program, cut)
    moved = replace(fewest, moves=moves_of(case, made, fewest))
    return moved, status is Status.OPTIMAL
