"""Programs to be measured against: each reads Access and the two prices of such a workbook, finds
the cheapest licenses, and writes who holds one. None checks, audits or explains anything.

    python -m benchmarks.rivals naive|flow|highs|floor IN.xlsx OUT.xlsx

naive: what is written in an afternoon, pandas and PuLP with CBC. flow: what is written with care,
fastexcel and polars, and the maximum flow of OR-Tools. highs: the same with HiGHS and a linear
program. floor: the fewest steps that we know of, calamine, the flow of scipy, and a writer that
streams.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Least = Callable[[Any, Any, int, int], tuple[float, Any, Any]]
"""(user, device of each access, price of a user, of a device) -> cost, who holds a license of
either kind (bool each)."""


def naive(source: str, target: str) -> float:
    """Frames in, a variable a name, frames out."""
    import pandas as pd
    import pulp

    book = pd.read_excel(
        source, sheet_name=None, engine="openpyxl", dtype=str, keep_default_na=False
    )
    price = dict(zip(book["Licenses"]["Metric"], book["Licenses"]["Price"], strict=True))
    access = book["Access"][["User", "Device"]].drop_duplicates()
    problem: Any = pulp.LpProblem("licenses", pulp.LpMinimize)
    sides = {
        side: {
            name: problem.add_variable(f"{side}{i}", 0, 1)
            for i, name in enumerate(access[side].unique())
        }
        for side in ("User", "Device")
    }
    problem += pulp.lpSum(
        float(price[side]) * made for side, each in sides.items() for made in each.values()
    )
    for user, device in access.itertuples(index=False):
        problem += sides["User"][user] + sides["Device"][device] >= 1
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    held = [
        (side, name) for side, each in sides.items() for name, v in each.items() if v.value() > 0.5
    ]
    frame = pd.DataFrame(held, columns=["Metric", "Holder"])
    frame.to_excel(target, sheet_name="Licenses", index=False, engine="xlsxwriter")
    return float(pulp.value(problem.objective))


def _with_polars(source: str, target: str, least: Least) -> float:
    import fastexcel
    import polars as pl
    import xlsxwriter

    book = fastexcel.read_excel(source)
    access, licenses = (
        pl.DataFrame(book.load_sheet(name, dtypes="string")) for name in ("Access", "Licenses")
    )
    price = {str(row["Metric"]): int(row["Price"]) for row in licenses.iter_rows(named=True)}
    access = access.select("User", "Device").unique()
    numbered = access.with_columns(pl.col("User", "Device").rank("dense") - 1)
    user, device = (numbered[side].to_numpy().astype(np.int64) for side in ("User", "Device"))
    cost, users, devices = least(user, device, price["User"], price["Device"])
    held = pl.concat(
        [
            access.select(pl.col(side).unique().sort().alias("Holder"))
            .filter(pl.Series(chosen))
            .select(pl.lit(side).alias("Metric"), "Holder")
            for side, chosen in (("User", users), ("Device", devices))
        ]
    )
    with xlsxwriter.Workbook(target) as out:
        held.write_excel(out, worksheet="Licenses")
    return cost


def _by_flow(user: Any, device: Any, user_price: int, device_price: int) -> Any:
    from ortools.graph.python import max_flow

    users, devices = int(user.max()) + 1, int(device.max()) + 1
    source, sink = users + devices, users + devices + 1
    network = max_flow.SimpleMaxFlow()
    start = np.r_[np.full(devices, source), users + device, np.arange(users)]
    end = np.r_[users + np.arange(devices), user, np.full(users, sink)]
    capacity = np.r_[
        np.full(devices, device_price), np.full(len(user), 2**40), np.full(users, user_price)
    ]
    network.add_arcs_with_capacity(start.astype(np.int32), end.astype(np.int32), capacity)
    network.solve(source, sink)
    near = np.zeros(sink + 1, bool)
    near[network.get_source_side_min_cut()] = True
    return network.optimal_flow(), near[:users], ~near[users:source]


def _by_program(user: Any, device: Any, user_price: int, device_price: int) -> Any:
    import highspy

    users, devices, rows = int(user.max()) + 1, int(device.max()) + 1, len(user)
    columns = users + devices
    program: Any = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, rows
    program.col_cost_ = np.repeat([float(user_price), float(device_price)], [users, devices])
    program.col_lower_, program.col_upper_ = np.zeros(columns), np.ones(columns)
    program.row_lower_, program.row_upper_ = np.ones(rows), np.full(rows, np.inf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.arange(0, 2 * rows + 1, 2, dtype=np.int32)
    program.a_matrix_.index_ = np.stack([user, users + device], 1).ravel().astype(np.int32)
    program.a_matrix_.value_ = np.ones(2 * rows)
    made: Any = highspy.Highs
    solver = made()
    solver.setOptionValue("output_flag", False)
    solver.passModel(program)
    solver.run()
    value = np.array(solver.getSolution().col_value)
    return solver.getInfo().objective_function_value, value[:users] > 0.5, value[users:] > 0.5


def floor(source: str, target: str) -> float:
    """The fewest steps."""
    import pandas as pd
    import python_calamine
    import xlsxwriter
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    book = python_calamine.load_workbook(source)
    titles, *lines = book.get_sheet_by_name("Licenses").to_python()
    metric, amount = titles.index("Metric"), titles.index("Price")
    price = {str(line[metric]): int(float(str(line[amount]))) for line in lines}
    rows = book.get_sheet_by_name("Access").to_python()[1:]
    (user, people), (device, machines) = (
        pd.factorize(np.array([row[i] for row in rows], object)) for i in (0, 1)
    )
    users, devices = len(people), len(machines)
    near, far = users + devices, users + devices + 1
    start = np.r_[np.full(users, near), user, users + np.arange(devices)]
    end = np.r_[np.arange(users), users + device, np.full(devices, far)]
    capacity = np.r_[
        np.full(users, price["User"]), np.full(len(user), 2**30), np.full(devices, price["Device"])
    ]
    graph = coo_array((capacity.astype(np.int32), (start, end)), shape=(far + 1, far + 1)).tocsr()
    graph.data[graph.data > 2**30] = 2**30
    flow = maximum_flow(graph, near, far)
    left = graph - flow.flow
    left.eliminate_zeros()
    reached = np.zeros(far + 1, bool)
    reached[breadth_first_order(left, near, return_predecessors=False)] = True
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as out:
        sheet, row = out.add_worksheet("Licenses"), 0
        for side, names, chosen in (
            ("User", people, ~reached[:users]),
            ("Device", machines, reached[users:near]),
        ):
            for name in names[chosen].tolist():
                sheet.write_string(row, 0, name)
                sheet.write_string(row, 1, side)
                row += 1
    return float(flow.flow_value)


RIVALS: Mapping[str, Callable[[str, str], float]] = {
    "naive": naive,
    "flow": lambda source, target: _with_polars(source, target, _by_flow),
    "highs": lambda source, target: _with_polars(source, target, _by_program),
    "floor": floor,
}


def main(arguments: Sequence[str]) -> None:
    """Run one of them and print what the licenses cost."""
    road, source, target = arguments
    print(f"{RIVALS[road](source, target):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
