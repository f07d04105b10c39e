"""The road from tables to an audited plan: needs, ways, classes, program, mix, money, audit."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

import numpy as np

from optimizer import audit, schema
from optimizer.advice import advise_after, advise_before
from optimizer.case import Case
from optimizer.classes import classes_of
from optimizer.infeasible import conflict, unmeetable
from optimizer.mix import mix_of
from optimizer.money import cost_of, plan_of
from optimizer.moves import ask, moves_of
from optimizer.needs import Needs, needs_of
from optimizer.network import Cut, minimum_cut, no_cut, plain_part
from optimizer.options import Options
from optimizer.plan import Mix, Plan
from optimizer.problems import Findings, InfeasibleError, Place, SolverError, fold
from optimizer.program import state
from optimizer.shadow import Decided, decide
from optimizer.solver import Clock, Status, solve, version
from optimizer.statement import Beside, Program
from optimizer.supply import Supply, note_assigned, note_ended, supply_of
from optimizer.tables import Bools, Tables
from optimizer.ways import WIDE, Ways, takes, ways_of


@dataclass(frozen=True)
class Prepared:
    """Everything that is known before the first solve."""

    tables: Tables
    needs: Needs
    ways: Ways
    supply: Supply


def prepare(tables: Tables, findings: Findings) -> Prepared:
    """Needs and the ways to meet them. Raises InfeasibleError, naming the cells, where some need has no way at all."""
    needs = needs_of(tables, findings)
    supply = supply_of(tables, needs.users, needs.devices)
    note_ended(tables, findings)
    note_assigned(tables, needs.users, needs.devices, findings)
    _note_wide(tables, findings)
    advise_before(tables, needs, findings)
    ways = ways_of(tables, needs, supply)
    lost = unmeetable(tables, needs, ways)
    if lost:
        raise InfeasibleError(fold(lost), fold(findings.warnings))
    return Prepared(tables, needs, ways, supply)


def optimize(tables: Tables, findings: Findings, options: Options | None = None) -> Plan:
    """The cheapest compliant plan, audited.

    Raises InfeasibleError where none exists, SolverError where none is found in time, PlanError where the audit fails.
    """
    options = options or Options()
    started, clock = time.monotonic(), Clock(options.time_limit)
    prepared, case, answer, plan = planned(tables, findings, options, clock)
    if not answer.settled:
        findings.warn(
            Place(schema.BY_NAME["Assigned"].order, "Assigned"),
            "the fewest moves of movable units were not found in the time given, so moves are not listed.",
            "Allow more with --time-limit.",
        )
    options.progress("Comparing with all-user and all-device licensing")
    comparisons, unfinished = _baselines(case, options, clock)
    advise_after(tables, plan, findings)
    _note_connectors(case, answer, options, clock, findings)
    options.progress("Auditing the plan")
    audit.require(tables, plan)
    facts = {
        "Needs": f"{len(prepared.needs):,}",
        "Needs after merging what is alike": f"{len(case.classes.user):,}",
        "Decided by": answer.road,
        "Solver": version(options.solver),
        "Seconds": f"{time.monotonic() - started:.1f}",
    }
    return replace(
        plan,
        all_users=comparisons.get("user"),
        all_devices=comparisons.get("device"),
        unfinished=unfinished,
        warnings=fold(findings.warnings),
        facts=facts,
    )


def planned(tables: Tables, findings: Findings, options: Options, clock: Clock) -> tuple[Prepared, Case, "Answer", Plan]:
    """The cheapest compliant plan without what it is compared with, not audited yet. Raises as `optimize` does."""
    options.progress("Working out who needs what")
    prepared = prepare(tables, findings)
    options.progress("Merging what is alike")
    case = case_of(prepared)
    options.progress(f"Solving for {len(case.classes.user):,} kinds of access")
    answer = solved(case, options, clock, moves=True)
    if answer.status is Status.INFEASIBLE:
        raise InfeasibleError(fold(conflict(case, options.solver, clock)), fold(findings.warnings))
    if answer.mix is None:
        raise SolverError("No plan was found in the time given. Allow more with --time-limit.")
    plan = plan_of(case, answer.mix, answer.bound)
    return prepared, case, answer, plan


def cheapest(tables: Tables, options: Options) -> Decimal | None:
    """What the cheapest compliant plan of some tables costs, proven; None where there is none, or none is proven in time."""
    try:
        prepared = prepare(tables, Findings())
        case = case_of(prepared)
    except InfeasibleError:
        return None
    return _least(case, options, Clock(options.time_limit))[1]


def case_of(prepared: Prepared) -> Case:
    """The question that the needs pose, with what is alike merged."""
    tables, needs, ways, supply = prepared.tables, prepared.needs, prepared.ways, prepared.supply
    return Case(tables, needs, ways, classes_of(tables.users, tables.devices, needs, ways, supply.seats), supply)


@dataclass(frozen=True)
class Answer:
    """What came of one case: the mix (None where there is none) and its proven lower bound in minor units.

    `road` says how it was found, `wide` which wide licenses could be taken, `settled` whether its moves are worked out.
    """

    status: Status
    mix: Mix | None = None
    bound: int = 0
    road: str = ""
    wide: tuple[tuple[int, int], ...] = ()
    settled: bool = True


def solved(
    case: Case,
    options: Options,
    clock: Clock,
    moves: bool = False,
    forced: Mapping[tuple[int, int], bool] | None = None,
) -> Answer:
    """The cheapest mix: plain parts by a minimum cut, the rest by the program.

    `moves`: with the fewest moves. `forced`: wide licenses (license, place) that are taken, or not, whatever it costs.
    """
    plain = counted = np.zeros(len(case.classes.user), bool)
    if options.network:
        plain = plain_part(case)
        if not plain.all() and not _moves_wanted(case, moves):
            counted = plain_part(case, counted=True) & ~plain
    cut = minimum_cut(case.part(plain))
    if cut is None:  # its sums do not fit the network's numbers
        plain = np.zeros(len(plain), bool)
        cut = no_cut(case)
    if not cut.possible:
        return Answer(Status.INFEASIBLE)
    if int(counted.sum()) >= MANY:
        decided = decide(case.part(counted), partial(_posed, case.part(~plain & ~counted), forced), options.solver, clock)
        if decided is not None:
            return _with_shadow_prices(case, plain, counted, cut, decided)
    return _solved(case, plain, cut, options, clock, moves, forced)


def _posed(case: Case, forced: Mapping[tuple[int, int], bool] | None, beside: Beside | None = None) -> Program:
    """The program of some needs, with what is forced."""
    program = state(case, beside=beside)
    for key, taken in (forced or {}).items():
        program.wide[key].bounds(int(taken), int(taken))
    return program


def _with_shadow_prices(case: Case, plain: Bools, counted: Bools, cut: Cut, decided: Decided) -> Answer:
    """The answer where shadow prices decide what couples through counts."""
    if decided.cut is None or decided.program is None:
        return Answer(decided.status)
    rest = int((~plain & ~counted).sum())
    road = (
        f"a minimum cut for {int(plain.sum()):,} merged needs, {decided.quotes} at shadow prices for {int(counted.sum()):,}, "
        f"a program of {decided.program.problem.numVariables():,} variables and "
        f"{decided.program.problem.numConstraints():,} constraints for {rest:,} and {decided.groups:,} choices left open"
    )
    mix = mix_of(case, decided.program, cut.joined(decided.cut))
    return Answer(decided.status, mix, decided.bound + cut.flow, road, tuple(decided.program.wide))


def _moves_wanted(case: Case, moves: bool) -> bool:
    """Whether movable units make a second solve."""
    return moves and any(seat.movable for seat in case.supply.seats)


MANY = 2_000
"""Needs coupled only through counts from which on shadow prices decide them, not the program."""


def _solved(
    case: Case, plain: Bools, cut: Cut, options: Options, clock: Clock, moves: bool, forced: Mapping[tuple[int, int], bool] | None
) -> Answer:
    """The answer where the program decides all that is not plain."""
    program = _posed(case.part(~plain), forced)
    outcome = solve(program.problem, options.solver, clock)
    if outcome.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return Answer(outcome.status)
    bound = (outcome.bound or 0) * program.unit + program.fixed + cut.flow
    mix, settled = mix_of(case, program, cut), True
    if _moves_wanted(case, moves):
        mix, settled = _with_fewest_moves(case, program, cut, mix, options)
    road = (
        f"a minimum cut for {int(plain.sum()):,} merged needs, "
        f"a program of {program.problem.numVariables():,} variables and {program.problem.numConstraints():,} constraints "
        f"for {int((~plain).sum()):,}"
    )
    return Answer(outcome.status, mix, bound, road, tuple(program.wide), settled)


def _with_fewest_moves(case: Case, program: Program, cut: Cut, mix: Mix, options: Options) -> tuple[Mix, bool]:
    """Of the mixes that cost no more than this one the one that moves the fewest units, and whether that was found.

    It has the time of a solve of its own.
    """
    made = ask(case, program)
    try:
        status = solve(program.problem, options.solver, Clock(options.time_limit)).status
    except SolverError:
        status = Status.UNKNOWN
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return mix, False
    fewest = mix_of(case, program, cut)
    return replace(fewest, moves=moves_of(case, made, fewest)), True


def _tried(case: Case, options: Options, clock: Clock, forced: Mapping[tuple[int, int], bool] | None = None) -> Answer:
    """The answer to a side question: a solver that fails on it must not cost the plan."""
    try:
        return solved(case, options, clock, forced=forced)
    except SolverError:
        return Answer(Status.UNKNOWN)


def _least(case: Case, options: Options, clock: Clock) -> tuple[Status, Decimal | None]:
    """What the cheapest mix costs, proven; the flow tells it without telling who holds what."""
    if options.network and not any(server.cal_mode_cost for server in case.tables.servers) and plain_part(case).all():
        cut = minimum_cut(case)
        if cut is not None:
            cost = Decimal(cut.flow).scaleb(-case.tables.settings.digits)
            return (Status.OPTIMAL, cost) if cut.possible else (Status.INFEASIBLE, None)
    answer = _tried(case, options, clock)
    if answer.mix is None or answer.status is not Status.OPTIMAL:
        return answer.status, None
    return answer.status, cost_of(case, answer.mix)


SHARE = 0.1
"""Of a time limit, what each comparison has at least, however much of it the plan took."""


def _baselines(case: Case, options: Options, clock: Clock) -> tuple[dict[str, Decimal], frozenset[str]]:
    """Cost with user (device) licenses wherever one can cover a need, where there is such a plan; those not finished in time.

    Alike stays alike where fewer ways are open to both, so the classes are the same.
    """
    ways, classes = case.ways, case.classes
    costs: dict[str, Decimal] = {}
    unfinished = set()
    for kind in ("user", "device"):
        if kind == "user":
            fewer_ways = replace(ways, by_device=ways.by_device & ~ways.by_user)
            fewer_classes = replace(classes, by_device=classes.by_device & ~classes.by_user)
        else:
            fewer_ways = replace(ways, by_user=ways.by_user & ~ways.by_device)
            fewer_classes = replace(classes, by_user=classes.by_user & ~classes.by_device)
        other = replace(case, ways=fewer_ways, classes=fewer_classes)
        status, cost = _least(other, options, clock.at_least(SHARE))
        if cost is not None:
            costs[kind] = cost
        elif status is not Status.INFEASIBLE:
            unfinished.add(kind)
    return costs, frozenset(unfinished)


MOST_CONNECTORS = 12
"""External Connectors that are priced against their alternative; each takes a solve."""


def _note_connectors(case: Case, answer: Answer, options: Options, clock: Clock, findings: Findings) -> None:
    """What each Server license that is for some users only saves, or would cost more, against the best plan otherwise."""
    tables = case.tables
    if answer.mix is None:
        return
    best = cost_of(case, answer.mix)
    limited = [k for k, license in enumerate(tables.licenses) if license.metric == "Server" and license.types is not None]
    choices = [key for key in answer.wide if key[0] in limited][:MOST_CONNECTORS]
    for k, host in choices:
        taken = (k, host) in answer.mix.wide
        other = _tried(case, options, clock, {(k, host): not taken})
        if other.status is not Status.OPTIMAL or other.mix is None:
            continue
        difference = cost_of(case, other.mix) - best
        name, where = tables.licenses[k].name, tables.hosts[host].name
        says = "saves {0} against licensing the same accesses otherwise" if taken else "would make the plan {0} dearer"
        findings.warn(
            tables.place("Licenses", "Price", tables.licenses[k].row),
            f'"{name}" on "{where}" {says.format(f"{difference:,} {tables.settings.currency}")}.',
        )


def _note_wide(tables: Tables, findings: Findings) -> None:
    """Say which licenses can never be taken, for want of a sheet or a setting."""
    for k, license in enumerate(tables.licenses):
        if license.metric not in WIDE or any(takes(tables, k, s) for s in range(len(tables.servers))):
            continue
        lacking, remedy = {
            "Organization": ("Organization size is not set", "Set it on Settings."),
            "Core": ("no server has Cores", "Fill in Cores on Servers."),
        }.get(license.metric, ("there is no Servers sheet", "Add the sheet."))
        if not tables.hosts and license.metric != "Organization":
            lacking, remedy = "there is no Servers sheet", "Add the sheet."
        findings.warn(
            tables.place("Licenses", "Metric", license.row),
            f'"{license.name}" cannot be taken, since {lacking}.',
            remedy,
        )
