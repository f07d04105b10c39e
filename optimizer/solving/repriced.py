"""One question at many prices of one line: needs, network and rows stay what they are."""

from collections.abc import Callable
from dataclasses import replace

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import SolverError
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.solving.decomposition.open_decisions import paid
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import minimum_cut, plain_prices
from optimizer.solving.network.network import Network
from optimizer.solving.network.parts import plain_part
from optimizer.solving.program.builder import number
from optimizer.solving.program.formulation import price, state
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status

Repriced = Callable[[int], tuple[int, int]]
"""What a pack of the line costs, in minor units -> what the cheapest plan costs, and its packs."""


def repriced(case: Instance, line: LineIndex, options: Options, clock: Clock) -> Repriced | None:
    """The cheapest plan as a function of one line's price above 0; None where it cannot be told
    without asking everything anew."""
    if options.method is not Method.FASTEST or not len(case.classes.user):
        return None
    # Its price may be any: it makes no other license superfluous, nor any other it.
    license = case.supply.lines[line].license
    free = replace(case, supply=replace(case.supply, repriced=frozenset([license])))
    if case.supply.plain(license) is not None and plain_part(case).all():
        modes = any(server.cal_mode_cost for server in case.tables.servers)
        return None if modes else _by_cuts(free, line)
    return _by_program(free, line, options, clock)


def _by_cuts(case: Instance, line: LineIndex) -> Repriced | None:
    """Where everything is bought plainly: one network, a minimum cut a price."""
    license, lines = case.supply.lines[line].license, case.supply.lines
    network, prices = Network(case), plain_prices(case)
    others = [(lines[i].cost, i) for i in case.supply.lines_of[license] if i != line]

    def at(cost: int) -> tuple[int, int]:
        least = min([(cost, line), *others])
        prices[license] = least[0]
        flow = network.flow(prices)
        if flow is None or not flow.possible:
            raise SolverError("A price is too high to be told by a network.")
        bought = int(network.used(flow.level)[license]) if least[1] == line else 0
        return flow.cost, bought

    return at


def _by_program(case: Instance, line: LineIndex, options: Options, clock: Clock) -> Repriced | None:
    """Where one program decides what no cut does: its objective changes."""
    plain = plain_part(case)
    counted = plain_part(case, counted=True) & ~plain
    if int(counted.sum()) >= options.tuning.many_needs:
        return None
    cut = minimum_cut(case.part(plain))
    if cut is None or not cut.possible:
        return None
    program = state(case.part(~plain))
    packs = program.packs.get(line)
    if packs is None:  # nobody could use it
        return None
    flow, costs = cut.flow, dict(program.cost)

    def at(cost: int) -> tuple[int, int]:
        price(program, costs | {packs: cost})
        outcome = solve(program.problem, options.solver, clock)
        if outcome.status is not Status.OPTIMAL:
            raise SolverError("A price was not solved to proven optimality in the time given.")
        return paid(program) + flow, number(packs)

    return at


def size_of(case: Instance) -> int:
    """Variables of the program that a case is told by."""
    return int(state(case).problem.numVariables())
