"""A lower bound of an integer program that rests on no float: every branch is closed by weak
duality in whole numbers (model 6.4), or by a certificate that it holds nothing. The solver only
guides.

DEFINITIONS
    w[i], low[i], high[i]  a row times 2^n, for the least n at which all its numbers are whole
    y[i]     its dual, a whole multiple of 1/`parts`, of any sign
    box      bounds of the variables that a branch has narrowed: {variable: (low, high)}
    ray      y at which the rows without any cost bound 0 from below by more than 0: nothing fits
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor

import highspy
import numpy as np
import pulp

from optimizer.domain.tables import Floats
from optimizer.solving.solvers.highs import quiet_stdout
from optimizer.solving.solvers.status import INTEGRAL, INTERRUPTION, Clock

FINE = 2**40
"""Parts of one that duals are rounded to."""

WORK = 4_000_000
"""Entries of a program times branches of it that a proof may take."""

FEW = 500_000
"""The same for one of many questions whose answer is on the solver's word otherwise."""

FEWEST, MOST = 10, 800
"""Relaxations that even a large program is worth, and those that a small one is."""

TRIED = 4
"""Variables that are tried at each branch: the one that raises the bound most is taken."""

SHORT = 0.02
"""Seconds left of a time limit that are too few for another branch."""

STEPS = 20_000
"""Steps of the simplex method that one branch may take."""

Box = dict[int, tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A program's rows in whole numbers, each by its own power of two; its costs; the bounds of its
    variables (None: open)."""

    entries: Sequence[Sequence[tuple[int, int]]]
    low: Sequence[int | None]
    high: Sequence[int | None]
    scale: Sequence[int]
    cost: Sequence[int]
    bounds: Sequence[tuple[int | None, int | None]]

    @classmethod
    def of(cls, problem: pulp.LpProblem) -> "Rows | None":
        """The rows of a problem; None where some cost, or bound of a variable, is not whole."""
        variables = problem.variables()
        index = {variable.name: j for j, variable in enumerate(variables)}
        entries, low, high, scale = [], list[int | None](), list[int | None](), []
        for row in problem.constraints():
            terms = [(index[v.name], float(w)) for v, w in row.items()]
            sides = row.getLb(), row.getUb()
            numbers = [w for _, w in terms] + [float(s) for s in sides if s is not None]
            parts = max((n.as_integer_ratio()[1] for n in numbers), default=1)
            scale.append(parts)
            entries.append([(j, _times(w, parts)) for j, w in terms])
            least, most = (None if s is None else _times(float(s), parts) for s in sides)
            low.append(least)
            high.append(most)
        bounds = [(v.lowBound, v.upBound) for v in variables]
        cost = [0.0] * len(variables)
        for variable, price in problem.objective.items():
            cost[index[variable.name]] = price
        if any(n is not None and n != floor(n) for n in (*cost, *(s for b in bounds for s in b))):
            return None
        return cls(
            entries=entries,
            low=low,
            high=high,
            scale=scale,
            cost=[int(each) for each in cost],
            bounds=[tuple(None if s is None else int(s) for s in each) for each in bounds],  # type: ignore[misc]
        )

    def bound(self, duals: Floats, box: Box, *, priced: bool = True) -> int | None:
        """The least whole number that the objective can have within a box, as far as these duals
        prove it; without costs (not `priced`), more than 0 says that the box holds nothing."""
        finest = max(self.scale, default=1)
        parts, total = FINE * finest, 0
        taken = [cost * parts if priced else 0 for cost in self.cost]
        for i in np.flatnonzero(duals).tolist():
            y = round(float(duals[i]) * FINE) * (finest // self.scale[i])
            side = self.low[i] if y > 0 else self.high[i]
            if y and side is not None:  # else of the wrong sign: noise
                total += y * side
                for j, w in self.entries[i]:
                    taken[j] -= w * y
        for j, reduced in enumerate(taken):
            if reduced:
                low, high = box.get(j) or self.bounds[j]
                limit = low if reduced > 0 else high
                if limit is None:
                    return None
                total += reduced * limit
        return -(-total // parts)


def _times(number: float, parts: int) -> int:
    over, under = number.as_integer_ratio()
    return over * (parts // under)


@dataclass
class _Relaxation:
    """The program's relaxation in the solver, warm from one branch to the next."""

    problem: pulp.LpProblem
    rows: Rows
    solver: highspy.Highs = field(default_factory=highspy.Highs)
    narrowed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for option, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("threads", 1),
            ("random_seed", 0),
            ("simplex_iteration_limit", STEPS),
        ):
            self.solver.setOptionValue(option, value)
        rows, model, infinite = self.rows, highspy.HighsLp(), highspy.kHighsInf
        model.num_col_, model.num_row_ = len(rows.cost), len(rows.low)
        model.col_cost_ = np.array(rows.cost, np.float64)
        model.col_lower_ = np.array([-infinite if s is None else s for s, _ in rows.bounds], float)
        model.col_upper_ = np.array([infinite if s is None else s for _, s in rows.bounds], float)
        sides = [(row.getLb(), row.getUb()) for row in self.problem.constraints()]
        model.row_lower_ = np.array([-infinite if s is None else s for s, _ in sides], float)
        model.row_upper_ = np.array([infinite if s is None else s for _, s in sides], float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        sizes = [len(row) for row in rows.entries]
        model.a_matrix_.start_ = np.r_[0, np.cumsum(sizes)].astype(np.int32)
        flat = [(j, w / n) for row, n in zip(rows.entries, rows.scale, strict=True) for j, w in row]
        model.a_matrix_.index_ = np.array([j for j, _ in flat], np.int32)
        model.a_matrix_.value_ = np.array([w for _, w in flat], np.float64)
        self.solver.passModel(model)

    def solve(self, box: Box) -> "_Branch":
        """What is known of a box."""
        wide = highspy.kHighsInf
        for j in self.narrowed - box.keys():
            low, high = self.rows.bounds[j]
            self.solver.changeColBounds(
                j, -wide if low is None else low, wide if high is None else high
            )
        for j, (low, high) in box.items():
            self.solver.changeColBounds(j, low, high)
        self.narrowed = set(box)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            _, known, ray = self.solver.getDualRay()  # type: ignore[attr-defined]
            rays = (sign * np.array(ray, float) for sign in (1, -1)) if known else ()
            return _Branch(
                empty=any((self.rows.bound(each, box, priced=False) or 0) > 0 for each in rays)
            )
        if status != highspy.HighsModelStatus.kOptimal:
            return _Branch()
        found = self.solver.getSolution()
        least = self.rows.bound(np.array(found.row_dual, float), box)
        return _Branch(least=least, values=np.array(found.col_value, float))


@dataclass(frozen=True)
class _Branch:
    """What every solution in a box costs `least` (None: not known) and the relaxation's `values`
    (None: not solved); `empty` where it is proven to hold none."""

    least: int | None = None
    values: Floats | None = None
    empty: bool = False


def bound_by_duals(problem: pulp.LpProblem) -> int | None:
    """What every solution of a program costs at least, as far as the duals of its solved relaxation
    prove it in whole numbers; None where they prove nothing."""
    rows = Rows.of(problem)
    if rows is None:
        return None
    return rows.bound(np.array([row.pi or 0.0 for row in problem.constraints()]), {})


def least_proven(
    problem: pulp.LpProblem, target: int, clock: Clock, work: int = WORK
) -> int | None:
    """What every solution of an integer program costs at least, as far as that is proven in whole
    numbers within so much work; no more than `target`. None: nothing is."""
    rows = Rows.of(problem)
    if rows is None:
        return None
    with quiet_stdout():
        relaxation = _Relaxation(problem, rows)
        return _search(relaxation, target, clock, work)


def _search(relaxation: _Relaxation, target: int, clock: Clock, work: int) -> int | None:
    """The branch of the least bound first, the deepest of those that are equal."""
    entries = max(1, sum(len(row) for row in relaxation.rows.entries))
    limit, solved, number = min(MOST, max(FEWEST, work // entries)), 1, 0
    root = relaxation.solve({})
    if root.empty:
        return target
    if root.least is None or root.values is None:
        return None
    open_ = [(root.least, 0, 0, Box(), root.values)]
    while open_:
        least, depth, _, box, values = heapq.heappop(open_)
        if least >= target:
            return target
        tried = _tried(relaxation, box, values)
        spent = solved >= limit or INTERRUPTION.asked or (clock.left or 1) <= SHORT
        if not tried or spent:
            return least
        branched: tuple[float, list[tuple[Box, _Branch]]] = (-1.0, [])
        for j in tried:
            both = [(each, relaxation.solve(each)) for each in _halves(relaxation, box, j, values)]
            solved += 2
            raised = [_raised(branch, least, target) for _, branch in both]
            branched = max(branched, (raised[0] * raised[1], both), key=lambda each: each[0])
        for inner, branch in branched[1]:
            if branch.empty:
                continue
            if branch.values is None:
                return least  # neither solved nor proven to hold nothing
            number += 1
            below = least if branch.least is None else max(branch.least, least)
            heapq.heappush(open_, (below, depth - 1, number, inner, branch.values))
    return target


def _tried(relaxation: _Relaxation, box: Box, values: Floats) -> list[int]:
    """The variables to try: those of yes or no first, the least whole ones first."""
    away = np.abs(values - np.round(values))
    found = []
    for j in np.flatnonzero(away > INTEGRAL).tolist():
        low, high = box.get(j) or relaxation.rows.bounds[j]
        if low is not None and high is not None:
            found.append((high - low > 1, -float(away[j]), j))
    return [j for *_, j in sorted(found)[:TRIED]]


def _halves(relaxation: _Relaxation, box: Box, j: int, values: Floats) -> list[Box]:
    """The box without the values between two whole numbers of a variable."""
    low, high = box.get(j) or relaxation.rows.bounds[j]
    below, above = floor(values[j]), ceil(values[j])
    return [box | {j: (int(low or 0), below)}, box | {j: (above, int(high or 0))}]


def _raised(branch: _Branch, least: int, target: int) -> float:
    """By how much a branch's bound is above the one it comes from, as far as it matters."""
    if branch.empty:
        return target - least
    return max(min((branch.least or least), target) - least, 1e-3)
