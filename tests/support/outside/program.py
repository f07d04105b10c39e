"""A program of whole numbers, solved exactly: costs are whole minor units, divided by what divides
them all, and added up again from the solution."""

from collections.abc import Iterable
from math import gcd

import highspy


class Program:
    """Columns that are whole numbers with costs, rows with bounds."""

    def __init__(self) -> None:
        self.cost: list[int] = []
        self.most: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.values: list[int] = []

    def new(self, cost: int = 0, most: float = 1) -> int:
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def row(
        self,
        terms: Iterable[tuple[int, float]],
        least: float = -highspy.kHighsInf,
        most: float = highspy.kHighsInf,
    ) -> None:
        total: dict[int, float] = {}
        for column, weight in terms:
            total[column] = total.get(column, 0) + weight
        self.rows.append((total, least, most))

    def solve(self) -> int | None:
        """The least cost, exact; None where nothing complies."""
        if not self.cost:
            return 0 if all(least <= 0 <= most for _, least, most in self.rows) else None
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0),
        ):
            solver.setOptionValue(option, value)
        unit = gcd(*self.cost) or 1
        for cost, most in zip(self.cost, self.most, strict=True):
            solver.addCol(cost // unit, 0, most, 0, [], [])
        for column in range(len(self.cost)):
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for terms, least, most in self.rows:
            solver.addRow(least, most, len(terms), list(terms), list(terms.values()))
        solver.run()
        status, kinds = solver.getModelStatus(), highspy.HighsModelStatus
        if status != kinds.kOptimal:
            assert status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible), status
            return None
        self.values = [round(value) for value in solver.getSolution().col_value]
        return sum(c * v for c, v in zip(self.cost, self.values, strict=True))
