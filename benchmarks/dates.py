"""What plans over time take and what they save: `python -m benchmarks.dates [WORKBOOK ...]`.

For each workbook with Orders Yearly or Quarterly, without any for retailers 1 to 3
(retailers.py): seconds of the processor and gap, of the bound as
it is and of what whole numbers prove of it; what ordering everything on As of costs more; what
going step by step without foresight does, each period buying what is cheapest for itself; with
`--whole`, what HiGHS makes of the whole program in the same `--limit`.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pulp

from benchmarks.retailers import write_retailer
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings
from optimizer.reading import grids
from optimizer.reading.read import tables_of
from optimizer.solving.over_time import DatedAnswer, cost_in_minor_units, solved_over_time
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable, timetable_of


def solved(
    timetable: Timetable, limit: float, barred: frozenset[int] = frozenset()
) -> tuple[float, int, DatedAnswer]:
    """Seconds, cost in minor units (0: none was found), and the answer with its bounds."""
    start = time.process_time()
    answer = solved_over_time(
        timetable, Options(time_limit=limit), Clock(limit), barred, check=True
    )
    seconds, cost = time.process_time() - start, 0
    if answer.mix is not None:
        cost = cost_in_minor_units(timetable, answer.mix.packs, answer.mix.cal_mode)
    return seconds, cost, answer


def gap(cost: int, bound: int) -> str:
    """What is left between a cost and a bound."""
    return "proven" if bound >= cost else f"{100 * (cost - bound) / max(cost, 1):.4f} %"


def whole_program(timetable: Timetable, limit: float) -> str:
    """What HiGHS makes of the whole program: seconds of the processor, and the gap that is left."""
    start = time.process_time()
    program = state_over_time(timetable, one_by_one=True)
    outcome = solve(program.problem, "highs", Clock(limit))
    seconds = f"{time.process_time() - start:.0f} s"
    if outcome.status is Status.OPTIMAL:
        return f"proven, {seconds}"
    if outcome.status is not Status.FEASIBLE or outcome.bound is None:
        return f"no plan, {seconds}"
    cost = pulp.value(program.problem.objective)
    return f"{100 * (cost - outcome.bound) / max(cost, 1):.4f} %, {seconds}"


def step_by_step(timetable: Timetable, limit: float) -> int:
    """Each period alone, with what was bought before it; what all of it costs in minor units."""
    supply, total = timetable.supply, 0
    bought: dict[int, int] = {}
    for t in range(len(timetable.periods)):
        there = [0] * len(supply.licenses)
        for i, packs in bought.items():
            if supply.orders[i].serves(t):
                there[supply.orders[i].license] += packs * supply.orders[i].pack
        lots = [replace(lot, serves=(lot.serves[t],)) for lot in supply.lots]
        lots += [
            replace(lots[0], license=k, rows=(), quantity=n, until=None, sa_until=None, serves=(k,))
            for k, n in enumerate(there)
            if n and lots
        ]
        now = {
            i: replace(order, period=0, begins=0, first=0, stop=1)
            for i, order in enumerate(supply.orders)
            if order.period == t and order.serves(t) and not order.lots
        }
        alone = replace(
            timetable,
            supply=replace(
                supply,
                periods=(supply.periods[t],),
                orders=tuple(now.values()),
                lots=tuple(lots),
                fixed=(),
                moving=(),
            ),
            instances=(timetable.instances[t],),
            rows=(timetable.rows[t],),
        )
        answer = solved_over_time(alone, Options(time_limit=limit), Clock(limit))
        if answer.mix is None:
            return 0
        for i, packs in zip(now, answer.mix.packs, strict=True):
            if packs:
                bought[i] = bought.get(i, 0) + packs
                total += supply.orders[i].cost * packs
    return total


def retailers(folder: Path, people: int) -> Iterator[Path]:
    """Three, by quarter and by year, each written when it is asked for."""
    for seed in (1, 2, 3):
        for orders in ("Quarterly", "Yearly"):
            path = folder / f"retailer {seed} {orders}.xlsx"
            write_retailer(path, people, seed, orders)
            yield path


def row(path: Path, limit: float, *, whole: bool) -> str:
    """The table's row of a workbook, as Markdown."""
    findings = Findings()
    timetable = timetable_of(tables_of(grids.read(path, findings), findings))
    start = timetable.tables.settings.as_of
    seconds, cost, answer = solved(timetable, limit)
    later = frozenset(i for i, o in enumerate(timetable.supply.orders) if o.day > start)
    _, now, _ = solved(timetable, limit, later)
    steps = step_by_step(timetable, limit)
    alone = whole_program(timetable, limit) if whole else ""
    scale = 10**timetable.tables.settings.digits
    needs = sum(len(case.classes.user) for case in timetable.instances)
    dearer = [
        f"+{100 * (other / cost - 1):.1f} %" if other and cost else "" for other in (now, steps)
    ]
    return (
        f"| {path.stem} | {len(timetable.periods)} | {needs:,} | {seconds:.1f} | "
        f"{cost / scale:,.2f} | "
        f"{gap(cost, answer.bound)} | {gap(cost, answer.checked)} | "
        f"{dearer[0]} | {dearer[1]} | {alone} |"
    )


def main() -> None:
    """A row for each workbook, as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("workbooks", nargs="*", type=Path)
    parser.add_argument("--people", type=int, default=2_500, help="of each retailer")
    parser.add_argument("--limit", type=float, default=60, help="seconds a question may take")
    parser.add_argument("--whole", action="store_true")
    args = parser.parse_args()
    print(
        "| workbook | periods | merged needs | seconds | cost | gap | in whole numbers | all now "
        "| step by step | HiGHS alone |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        for path in args.workbooks or retailers(Path(folder), args.people):
            print(row(path, args.limit, whole=args.whole), flush=True)


if __name__ == "__main__":
    main()
