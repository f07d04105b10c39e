"""HiGHS and SCIP on one large integer program, each in a process of its own: the first proof wins
and the other solver is stopped.

Either proof says the same: the status, the optimum and the bound. Which of plans that cost the
same is written is the winner's choice, and that depends on the machine; so the two race only where
it is asked for. Programs that are solved sooner than a process starts are HiGHS's, and so are all
where no process can be started. Ctrl-C is the parent's matter: it asks both for what they have.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from time import monotonic

import pulp

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers.highs import run_highs
from optimizer.solving.solvers.scip import require, run_scip
from optimizer.solving.solvers.status import INTERRUPTION, Clock, Outcome, Status

LARGE = 2_000
"""Entries of a program from which on two processes are worth their start."""

GLANCE = 0.1
"""Seconds between two looks at whether to end."""

GRACE = 5.0
"""Seconds after the time limit, or Ctrl-C, that a racer has to hand over what it has."""

RACERS = ("highs", "scip")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A program as plain values, for another process: a variable's least, most, whether it is
    whole, its price; a row's places, weights, least, most; `names` of the variables."""

    names: tuple[str, ...]
    variables: tuple[tuple[float | None, float | None, bool, float], ...]
    rows: tuple[tuple[list[int], list[float], float | None, float | None], ...]

    @classmethod
    def of(cls, problem: pulp.LpProblem) -> "Stated":
        """The program's values."""
        variables = problem.variables()
        place = {v.name: i for i, v in enumerate(variables)}
        return cls(
            names=tuple(v.name for v in variables),
            variables=tuple(
                (v.lowBound, v.upBound, v.cat == pulp.LpInteger, problem.objective.get(v, 0.0))
                for v in variables
            ),
            rows=tuple(
                (
                    [place[v.name] for v in row],
                    list(row.values()),
                    row.getLb(),
                    row.getUb(),
                )
                for row in problem.constraints()
            ),
        )

    def problem(self) -> pulp.LpProblem:
        """The program made anew, its variables in the same order."""
        made = pulp.LpProblem("race", pulp.LpMinimize)
        kinds = {True: pulp.LpInteger, False: pulp.LpContinuous}
        variables = [
            made.add_variable(name, low, high, kinds[whole])
            for name, (low, high, whole, _) in zip(self.names, self.variables, strict=True)
        ]
        prices = [(v, row[3]) for v, row in zip(variables, self.variables, strict=True)]
        made.setObjective(pulp.LpAffineExpression([(v, price) for v, price in prices if price]))
        for i, (places, weights, least, most) in enumerate(self.rows):
            terms = [(variables[j], w) for j, w in zip(places, weights, strict=True)]
            sums = pulp.LpAffineExpression(terms)
            if least is not None and least == most:
                made.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintEQ, f"r{i}", least))
                continue
            if least is not None:
                made.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintGE, f"r{i}", least))
            if most is not None:
                made.addConstraint(pulp.LpConstraint(sums, pulp.LpConstraintLE, f"s{i}", most))
        return made


@dataclass(frozen=True)
class Arrived:
    """What a racer handed over: its outcome, its values where it has a plan, its work; or why it
    failed, and whether its process died of it."""

    outcome: Outcome
    values: tuple[float, ...] = ()
    done: float = 0.0
    failure: str = ""
    died: bool = False

    @property
    def proven(self) -> bool:
        """Whether nothing is left to ask."""
        return self.outcome.status in (Status.OPTIMAL, Status.INFEASIBLE)


def run_race(problem: pulp.LpProblem, clock: Clock) -> Outcome:
    """Solve the integer program by whichever solver proves it first; where neither does in time,
    the cheaper plan and the better bound.

    Raises SolverError where SCIP is not installed, or both fail.
    """
    require()
    if sum(len(row) for row in problem.constraints()) < LARGE:
        return run_highs(problem, True, clock)
    stated = Stated.of(problem)
    arrived = _race(stated, clock)
    found = [each for each in arrived if not each.failure]
    if not found:
        if arrived and all(each.died for each in arrived):
            return run_highs(problem, True, clock)
        raise SolverError(" ".join(each.failure for each in arrived) or "No solver answered.")
    won = next((each for each in found if each.proven), None) or _best(stated, found)
    clock.done = max(clock.done, won.done)
    for variable, value in zip(problem.variables(), won.values, strict=False):
        variable.varValue = value
    return won.outcome


def _best(stated: Stated, found: Sequence[Arrived]) -> Arrived:
    """Of answers that prove nothing the cheaper plan, HiGHS's where they cost the same, with the
    better bound."""
    bounds = [each.outcome.bound for each in found if each.outcome.bound is not None]
    bound = max(bounds, default=None)
    plans = [each for each in found if each.outcome.status is Status.FEASIBLE]
    done = max(each.done for each in found)
    if not plans:
        return Arrived(Outcome(Status.UNKNOWN, bound), done=done)
    best = min(plans, key=lambda each: _cost(stated, each.values))
    status = Status.FEASIBLE
    if bound is not None and bound >= _cost(stated, best.values):
        status = Status.OPTIMAL  # one found it, the other proved it
    return Arrived(Outcome(status, bound), best.values, done)


def _cost(stated: Stated, values: Sequence[float]) -> int:
    """What values cost, each rounded to a whole number."""
    pairs = zip(values, stated.variables, strict=True)
    return round(sum(round(value) * variable[3] for value, variable in pairs))


def _race(stated: Stated, clock: Clock) -> list[Arrived]:
    """What the racers handed over, in the order of RACERS: all up to the first proof."""
    spawn = get_context("spawn")
    running, racers, asking = dict[Connection, str](), [], []
    arrived: dict[str, Arrived] = {}
    end = None if clock.limit is None else monotonic() + (clock.left or 0) + GRACE
    try:
        for name in RACERS:
            (ours, theirs), (listens, asks) = spawn.Pipe(duplex=False), spawn.Pipe(duplex=False)
            given = (clock.left, clock.work, clock.done)
            pipes = theirs, listens
            racer = spawn.Process(target=_run, args=(*pipes, name, stated, given), daemon=True)
            racers.append(racer)
            racer.start()
            for pipe in pipes:
                pipe.close()
            running[ours] = name
            asking.append(asks)
        while running and not any(each.proven for each in arrived.values()):
            if INTERRUPTION.asked and asking:
                end = monotonic() + GRACE
                for asks in asking:
                    asks.close()  # what a racer takes for the question
                asking = []
            if end is not None and monotonic() > end:
                break
            ready = wait(list(running), GLANCE)
            for ours in [each for each in running if each in ready]:
                name = running.pop(ours)
                arrived[name] = _received(ours, name)
    finally:
        for racer in (each for each in racers if each.pid is not None):
            racer.kill()
            racer.join()
    lost = Arrived(Outcome(Status.UNKNOWN))
    return [arrived.get(name, lost) for name in RACERS]


def _received(ours: Connection, name: str) -> Arrived:
    """What one racer sent; a process that died is a failure."""
    try:
        found: Arrived = ours.recv()
    except (EOFError, OSError):
        told = f"The process of {name} ended by itself."
        return Arrived(Outcome(Status.UNKNOWN), failure=told, died=True)
    return found


def _run(
    theirs: Connection,
    listens: Connection,
    name: str,
    stated: Stated,
    given: tuple[float | None, int | None, float],
) -> None:
    """One racer, in its own process, that answers to `theirs`; `given`: seconds and work left, and
    the share of it done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    INTERRUPTION.awaited = True
    threading.Thread(target=_watch, args=(listens,), daemon=True).start()
    left, work, done = given
    problem, clock = stated.problem(), Clock(left, work=work, done=done)
    try:
        outcome = run_highs(problem, True, clock) if name == "highs" else run_scip(problem, clock)
        told = outcome.status in (Status.OPTIMAL, Status.FEASIBLE)
        values = tuple(float(v.varValue or 0) for v in problem.variables()) if told else ()
        answer = Arrived(outcome, values, clock.done)
    except SolverError as error:
        answer = Arrived(Outcome(Status.UNKNOWN), failure=str(error))
    with contextlib.suppress(OSError):  # nobody waits any more
        theirs.send(answer)


def _watch(listens: Connection) -> None:
    """The parent wants what there is once it closes its end. One that is killed cannot stop its
    racers itself."""
    parent = parent_process()
    if parent is not None and parent.sentinel not in wait([listens, parent.sentinel]):
        INTERRUPTION.asked = True
        parent.join()
    if parent is not None:
        os._exit(1)
