"""What ends a solve before it is done: work that is counted, and whoever presses Ctrl-C."""

from random import Random

import pulp
import pytest

from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import (
    FEWEST_LOOKS,
    INTERRUPTION,
    Clock,
    Outcome,
    Status,
    awaiting_interruption,
)


def hard() -> pulp.LpProblem:
    """A covering program that takes many branches."""
    random = Random(1)
    problem = pulp.LpProblem("hard", pulp.LpMinimize)
    x = [problem.add_variable(f"x{i}", 0, 1, pulp.LpInteger) for i in range(120)]
    for i in range(140):
        row = pulp.LpAffineExpression([(v, 1) for v in random.sample(x, 6)])
        problem.addConstraint(pulp.LpConstraint(row, pulp.LpConstraintGE, f"r{i}", 2))
    problem.setObjective(pulp.LpAffineExpression([(v, random.randint(50, 99)) for v in x]))
    return problem


def test_the_same_work_gives_the_same_answer() -> None:
    answers = [solve(hard(), "highs", Clock(work=60_000)) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].status is Status.FEASIBLE
    assert answers[0].bound is not None


def test_work_is_taken_off_and_none_is_left_in_the_end() -> None:
    clock = Clock(work=1)
    for _ in range(3):
        solve(hard(), "highs", clock)
    assert clock.done >= 1
    assert solve(hard(), "highs", clock) == Outcome(Status.UNKNOWN)


def test_a_relaxation_has_the_same_work_where_ctrl_c_is_awaited() -> None:
    """The solver asks after Ctrl-C at every step then; that is no look at the program."""
    problem = hard()
    entries = sum(len(row) for row in problem.constraints())
    with awaiting_interruption():
        awaited = relaxed(hard(), "highs", Clock(work=FEWEST_LOOKS * entries))
    assert awaited.status is Status.OPTIMAL
    assert awaited == relaxed(problem, "highs", Clock(work=FEWEST_LOOKS * entries))


def test_a_proof_that_is_interrupted_keeps_no_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    assert Clock().left == 0.01
    assert solve(hard(), "highs", Clock()).status in (Status.FEASIBLE, Status.UNKNOWN)


def test_no_time_passes_where_there_is_no_limit_but_an_interruption_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else what asks whether it is late would begin another program after Ctrl-C."""
    late = Clock(100)
    late.start -= 60
    assert [late.past(share) for share in (0.5, 0.7)] == [True, False]
    assert not Clock().past(0.01)
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    assert Clock().past(1)
    assert Clock(100).past(1)


def test_parts_share_what_is_left() -> None:
    # Half of the work for the first, of which it uses half; then a third of the rest.
    clock = Clock(limit=1000, work=1200)
    with clock.part(0.5) as first:
        assert first.work == 600
        assert 499 < (first.left or 0) <= 500
        first.done = 0.5
    assert clock.done == 0.25
    with clock.part(1 / 3) as second:
        assert second.work == 300


def test_a_part_of_no_limit_has_none() -> None:
    with Clock().part(0.1) as part:
        assert (part.left, part.work) == (None, None)
