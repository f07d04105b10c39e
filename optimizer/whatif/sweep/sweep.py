"""Sweeps: thousands of futures, points of grids and draws from distributions, each solved like the
plan, on many cores.

Parallel through `concurrent.futures.Executor` alone, so that processes, a Dask cluster or anything
else will do. Every finished point is kept in a journal beside the result; the same sweep started
again goes on from there.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from optimizer.domain.options import Options
from optimizer.domain.plan import PlanStatus
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Scenario, Tables
from optimizer.whatif.clashes import refuse_clashes
from optimizer.whatif.scenarios import future
from optimizer.whatif.sweep.points import Point

AHEAD = 64
"""Points handed out at one time; the tables travel with each and are unpacked once a process."""


ATTEMPTS = 3
"""How often the points of a worker that died are tried again."""


Row = dict[str, Any]
"""A point's outcome: status, amounts as text, counts, and licenses bought."""


def outcome(tables: Tables, point: Point, options: Options) -> Row:
    """What one point comes to."""
    scenario = Scenario("point", point.changes)
    findings = Findings()
    refuse_clashes(replace(tables, scenarios=(scenario,)), findings)
    if findings.problems:
        return {"status": PlanStatus.INVALID, "why": findings.problems[0].problem}
    found = future(tables, scenario, options)
    if found.plan is None:
        return {"status": found.status, "why": str(found.reasons[0]) if found.reasons else ""}
    plan = found.plan
    return {
        "status": found.status,
        "cost": str(plan.cost),
        "due_now": str(plan.due_now),
        "payments": str(sum((year.nominal for year in plan.payments), Decimal(0))),
        "people": plan.users.licensed,
        "devices": plan.devices.licensed,
        "bought": {b.license: b.bought for b in plan.balances if b.bought},
    }


@lru_cache(maxsize=2)
def _unpacked(blob: bytes) -> tuple[Tables, Options]:
    tables, options = pickle.loads(blob)  # noqa: S301 - of this very run
    return tables, options


def packed_outcome(blob: bytes, point: Point) -> Row:
    """What a point comes to, in whichever process this runs."""
    tables, options = _unpacked(blob)
    return outcome(tables, point, options)


def sweep(
    tables: Tables,
    points: Sequence[Point],
    options: Options,
    executor: Callable[[], Executor],
    done: Mapping[int, Row],
) -> Iterator[tuple[int, Row]]:
    """The outcomes of the points not `done` yet, as they finish. A worker that dies costs its
    points another try."""
    blob = pickle.dumps((tables, options))
    waiting = deque(number for number in range(len(points)) if number not in done)
    tried: dict[int, int] = {}
    while waiting:
        pool = executor()
        running: dict[Future[Row], int] = {}
        try:
            while waiting or running:
                while waiting and len(running) < AHEAD:
                    # Taken off the list once handed out: a broken pool refuses it.
                    running[pool.submit(packed_outcome, blob, points[waiting[0]])] = waiting[0]
                    waiting.popleft()
                finished = wait(running, return_when=FIRST_COMPLETED).done
                for each in sorted(finished, key=lambda future: future.exception() is not None):
                    row = each.result()
                    yield running.pop(each), row
        except BrokenExecutor:
            for number in running.values():
                tried[number] = tried.get(number, 0) + 1
            yield from (
                (n, {"status": PlanStatus.FAILED, "why": "its worker died"})
                for n in running.values()
                if tried[n] > ATTEMPTS
            )
            waiting.extendleft(n for n in reversed(running.values()) if tried[n] <= ATTEMPTS)
        finally:
            for each in running:
                each.cancel()
            pool.shutdown(wait=False)
