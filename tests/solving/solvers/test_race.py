"""The race: what it says is what either solver says alone, whoever wins, and nobody is left
running."""

import multiprocessing
import sys
from multiprocessing.connection import Connection
from random import Random
from types import SimpleNamespace

import pulp
import pytest

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers import race
from optimizer.solving.solvers.race import Arrived, Stated, _race, _watch, run_race
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import INTERRUPTION, Clock, Outcome, Status


def cover(seed: int, count: int = 30) -> pulp.LpProblem:
    """Subsets of `count` things, at a price each, that cover every thing; some come in packs."""
    random = Random(seed)
    problem = pulp.LpProblem("cover", pulp.LpMinimize)
    taken = [problem.add_variable(f"x{i}", 0, 3, pulp.LpInteger) for i in range(count)]
    prices = [random.randint(20, 60) for _ in taken]
    problem.setObjective(pulp.LpAffineExpression(list(zip(taken, prices, strict=True))))
    for i in range(count):
        terms = [(v, random.randint(1, 3)) for v in random.sample(taken, 4)]
        row = pulp.LpAffineExpression(terms)
        kind = pulp.LpConstraintGE if i % 7 else pulp.LpConstraintEQ
        problem.addConstraint(pulp.LpConstraint(row, kind, f"row{i}", 5))
    return problem


def values(problem: pulp.LpProblem) -> list[float]:
    return [v.varValue for v in problem.variables()]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_race_proves_what_highs_proves(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(race, "LARGE", 0)
    raced, alone = cover(seed), cover(seed)
    assert run_race(raced, Clock()) == solve(alone, "highs", Clock())
    if values(alone)[0] is not None:
        assert pulp.value(raced.objective) == pytest.approx(pulp.value(alone.objective))
        assert all(row.valid(1e-6) for row in raced.constraints())
    assert not multiprocessing.active_children()


def test_what_cannot_be_is_infeasible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "LARGE", 0)
    problem = cover(1)
    rows = pulp.LpAffineExpression([(v, 2) for v in problem.variables()])
    problem.addConstraint(pulp.LpConstraint(rows, pulp.LpConstraintEQ, "odd", 61))
    assert run_race(problem, Clock()).status is Status.INFEASIBLE


def test_a_small_program_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "_race", lambda *_: pytest.fail("a process was started"))
    assert run_race(cover(1), Clock()) == solve(cover(1), "highs", Clock())


def test_a_program_is_the_same_in_another_process() -> None:
    """Bounds, kinds, prices and rows of every kind come back."""
    problem = cover(3)
    free = problem.add_variable("y", 0, None)
    rows = pulp.LpAffineExpression([(free, 2), (problem.variables()[0], -1)])
    problem.addConstraint(pulp.LpConstraint(rows, pulp.LpConstraintLE, "most", 7))
    stated = Stated.of(problem)
    assert Stated.of(stated.problem()) == stated


def arrived(status: Status, bound: int | None, *taken: float) -> Arrived:
    return Arrived(Outcome(status, bound), taken)


PRICES = Stated(names=("x", "y"), variables=((0, 9, True, 10.0), (0, 9, True, 7.0)), rows=())


@pytest.mark.parametrize(
    ("racers", "outcome", "taken"),
    [
        # The first proof counts, whatever the other has.
        (
            [arrived(Status.FEASIBLE, 15, 2, 0), arrived(Status.OPTIMAL, 17, 1, 1)],
            Outcome(Status.OPTIMAL, 17),
            (1, 1),
        ),
        # Nobody proved it: the cheaper plan, 17 of 20, and the better bound.
        (
            [arrived(Status.FEASIBLE, 15, 2, 0), arrived(Status.FEASIBLE, 12, 1, 1)],
            Outcome(Status.FEASIBLE, 15),
            (1, 1),
        ),
        # One found the plan, the other's bound is its price.
        (
            [arrived(Status.FEASIBLE, 11, 1, 1), arrived(Status.UNKNOWN, 17)],
            Outcome(Status.OPTIMAL, 17),
            (1, 1),
        ),
        (
            [arrived(Status.UNKNOWN, 3), arrived(Status.UNKNOWN, None)],
            Outcome(Status.UNKNOWN, 3),
            (),
        ),
    ],
)
def test_which_answer_counts(
    monkeypatch: pytest.MonkeyPatch,
    racers: list[Arrived],
    outcome: Outcome,
    taken: tuple[float, ...],
) -> None:
    monkeypatch.setattr(race, "LARGE", 0)
    monkeypatch.setattr(race, "_race", lambda *_: racers)
    monkeypatch.setattr(Stated, "of", lambda _: PRICES)
    problem = PRICES.problem()
    assert run_race(problem, Clock()) == outcome
    if taken:
        assert tuple(values(problem)) == taken


def test_one_failure_leaves_the_other_and_two_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "LARGE", 0)
    failed = Arrived(Outcome(Status.UNKNOWN), failure="SCIP failed.")
    proven = arrived(Status.INFEASIBLE, None)
    monkeypatch.setattr(race, "_race", lambda *_: [proven, failed])
    assert run_race(cover(1), Clock()).status is Status.INFEASIBLE
    monkeypatch.setattr(race, "_race", lambda *_: [failed, failed])
    with pytest.raises(SolverError, match="SCIP failed"):
        run_race(cover(1), Clock())


def test_where_no_process_can_be_started_highs_answers_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in a program that asks for a race outside of its main part: its processes die at once."""
    monkeypatch.setattr(race, "LARGE", 0)
    monkeypatch.setattr(race, "_run", "nothing that can be called")
    assert run_race(cover(1), Clock()) == solve(cover(1), "highs", Clock())
    assert not multiprocessing.active_children()


def hands_over_when_asked(theirs: Connection, listens: Connection, *_: object) -> None:
    """A racer that would search for ever."""
    listens.poll(None)
    theirs.send(arrived(Status.FEASIBLE, 15, 1, 1))


def test_who_stops_the_proof_keeps_the_best_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while both search: what they have found so far is handed over, nobody is left."""
    monkeypatch.setattr(race, "_run", hands_over_when_asked)
    monkeypatch.setattr(race, "GRACE", 60)
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    plan = arrived(Status.FEASIBLE, 15, 1, 1)
    assert _race(PRICES, Clock()) == [plan, plan]
    assert not multiprocessing.active_children()


def test_a_racer_ends_its_proof_when_asked_and_itself_with_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (listens, asks), (sentinel, parent) = multiprocessing.Pipe(), multiprocessing.Pipe()
    told: list[object] = []
    monkeypatch.setattr(INTERRUPTION, "asked", False)
    ended = SimpleNamespace(sentinel=sentinel, join=lambda: told.append(INTERRUPTION.asked))
    monkeypatch.setattr(race, "parent_process", lambda: ended)
    monkeypatch.setattr(race.os, "_exit", told.append)
    asks.close()
    _watch(listens)
    assert told == [True, 1]
    INTERRUPTION.asked = False
    parent.close()
    _watch(listens)
    assert told == [True, 1, 1]


def test_where_scip_is_not_installed_one_sentence_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyscipopt", None)
    with pytest.raises(SolverError, match=r"cal-optimizer\[scip\]"):
        run_race(cover(1), Clock())
