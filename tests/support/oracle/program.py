"""An integer program, put together column by column and row by row, solved to the end."""

import highspy

INFINITE = highspy.kHighsInf

Terms = list[tuple[int, float]]
"""Columns with their weights, added up."""


class Model:
    """Columns with costs, rows with bounds."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.most: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def new(self, cost: float = 0, most: float = 1) -> int:
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def row(self, terms: Terms, least: float = -INFINITE, most: float = INFINITE) -> None:
        total: dict[int, float] = {}
        for index, weight in terms:
            total[index] = total.get(index, 0) + weight
        self.rows.append((total, least, most))

    def solve(self) -> float | None:
        """The least cost; None where nothing keeps every row."""
        if not self.cost:
            return 0.0 if all(least <= 0 <= most for _, least, most in self.rows) else None
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)  # a process has one number of threads
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.0)
        for cost, most in zip(self.cost, self.most, strict=True):
            solver.addCol(cost, 0, most, 0, [], [])
        for column in range(len(self.cost)):
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for terms, least, highest in self.rows:
            solver.addRow(least, highest, len(terms), list(terms), list(terms.values()))
        solver.run()
        kinds = highspy.HighsModelStatus
        status = solver.getModelStatus()
        assert status in (kinds.kOptimal, kinds.kInfeasible, kinds.kUnboundedOrInfeasible), status
        return (
            float(solver.getInfo().objective_function_value) if status == kinds.kOptimal else None
        )
