"""What is different about a workbook's problems after it was mended and dropped again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from optimizer.domain.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Problems that are gone, those that are new, and those that were there before."""

    mended: tuple[Problem, ...]
    fresh: tuple[Problem, ...]
    same: tuple[Problem, ...]


def difference(before: Sequence[Problem], now: Sequence[Problem]) -> Difference:
    """What is different. A problem that only moved to another row, since rows were put in or taken
    out above it, was there before."""
    gone = list(before)
    fresh: list[Problem] = []
    same: list[Problem] = []
    for key in (_cell, _column):
        left: dict[tuple[object, ...], list[Problem]] = {}
        for problem in gone:
            left.setdefault(key(problem), []).append(problem)
        waiting: Iterable[Problem] = now if key is _cell else fresh
        fresh = []
        for problem in waiting:
            alike = left.get(key(problem))
            if alike:
                alike.pop(0)
                same.append(problem)
            else:
                fresh.append(problem)
        gone = [p for p in gone if any(p is other for other in left[key(p)])]
    order = {id(problem): number for number, problem in enumerate(now)}
    same.sort(key=lambda problem: order[id(problem)])
    return Difference(mended=tuple(gone), fresh=tuple(fresh), same=tuple(same))


def _cell(problem: Problem) -> tuple[object, ...]:
    return str(problem.place), problem.code, problem.problem


def _column(problem: Problem) -> tuple[object, ...]:
    return problem.place.sheet, problem.place.column, problem.code, problem.problem
