"""Sweeps: points, outcomes in input order, deaths and stops that lose nothing, and a real cluster
on loopback."""

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import distributed
import openpyxl
import pandas as pd
import pytest

from optimizer.domain.options import Options
from optimizer.domain.problems import WorkbookError
from optimizer.planning import cheapest
from optimizer.sweep_to_file import sweep_to_file
from optimizer.whatif.sweep import sweep
from optimizer.whatif.sweep.parallel import cluster, processes
from optimizer.whatif.sweep.points import points_of
from tests.support.books import WINDOWS, tables, write
from tests.test_cli import call
from tests.whatif.test_changes import BASE

SMALL = Path("samples/small.xlsx")
USER = "Windows Server User CAL"


def threads() -> Executor:
    return ThreadPoolExecutor(1)


def swept(
    target: Path,
    *texts: str,
    draws: int = 0,
    seed: int = 1,
    executor: Callable[[], Executor] = threads,
) -> int:
    return sweep_to_file(
        SMALL, target, texts, draws, seed, as_of=None, options=Options(), executor=executor
    )


def test_a_grid_is_every_combination_in_input_order(tmp_path: Path) -> None:
    count = swept(tmp_path / "out.csv", f"{USER}=20:80:20", "windows server device cal=10,39")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert count == len(rows) == 8
    assert [(row[USER], row["windows server device cal"]) for row in rows[:3]] == [
        ("20.0", "10.0"),
        ("20.0", "39.0"),
        ("40.0", "10.0"),
    ]
    base = tables(SMALL, as_of=None)
    for row in rows:
        prices = (row[USER], row["windows server device cal"])
        offers = tuple(
            replace(o, tiers=((1, Decimal(p)),)) for o, p in zip(base.offers, prices, strict=True)
        )
        assert Decimal(row["Cost"]) == cheapest(replace(base, offers=offers), Options())


def test_kinds_of_change_and_their_targets(tmp_path: Path) -> None:
    found = tables(write(tmp_path / "in.xlsx", BASE))
    varied, points = points_of(
        ["Count nurses=20:30:5", "minimum sessions=2", "Price factor *=1.1", "tiers=1"][:3],
        0,
        1,
        found,
    )
    assert [(each.change, each.target) for each in varied] == [
        ("Count", "nurses"),
        ("Minimum sessions", ""),
        ("Price factor", "*"),
    ]
    assert [point.values[0] for point in points] == [20, 25, 30]
    assert points[0].changes[0].value == 20


def test_draws_are_seeded_and_as_fine_as_the_change() -> None:
    found = tables(SMALL, as_of=None)
    texts = [
        f"{USER}=normal(50,5)",
        "Count Dr. Dora=triangular(1,2,9)",
        "Windows Server Device CAL=39,40",
    ]
    _, first = points_of(texts, 50, 7, found)
    _, again = points_of(texts, 50, 7, found)
    _, other = points_of(texts, 50, 8, found)
    assert first == again != other
    assert len(first) == 100
    assert [point.values[2] for point in first] == [39] * 50 + [40] * 50
    assert all(point.values[0] == round(point.values[0], 2) for point in first)
    assert {point.values[1] for point in first} <= set(map(Decimal, range(1, 10)))


def test_everything_wrong_is_said_at_once() -> None:
    found = tables(SMALL, as_of=None)
    with pytest.raises(WorkbookError) as error:
        points_of(
            [
                "nothing",
                f"{USER}=dear",
                "Count nobody=1",
                f"{USER}=9:1:1",
                "Windows Server Device CAL=uniform(1,2)",
            ],
            0,
            1,
            found,
        )
    said = [str(problem) for problem in error.value.problems]
    assert any('--vary "nothing": has no =.' in each for each in said)
    assert any('"dear" is neither low:high:step' in each for each in said)
    assert any('Target "nobody" is on neither Users nor Devices' in each for each in said)
    assert any("does not rise from low to high" in each for each in said)
    assert any(each.startswith("--draws: is missing.") for each in said)


def test_a_point_that_cannot_be_says_why_and_stops_no_other(tmp_path: Path) -> None:
    source = write(tmp_path / "in.xlsx", {**BASE})
    sweep_to_file(
        source,
        tmp_path / "out.xlsx",
        ["Count sales=3,4"],
        0,
        1,
        as_of=None,
        options=Options(),
        executor=threads,
    )
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Sweep"]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    assert rows[0][:3] == ("Count sales", "Status", "Cost")
    assert [row[1] for row in rows[1:3]] == ["invalid", "optimal"]
    assert "pairs them one to one" in str(rows[1][rows[0].index("Why not")])


def test_parquet_and_its_types(tmp_path: Path) -> None:
    swept(tmp_path / "out.parquet", f"{USER}=40,60")
    table = pd.read_parquet(tmp_path / "out.parquet")
    assert list(table.columns[:3]) == [USER, "Status", "Cost"]
    assert table["Cost"].tolist() == [79.0, 99.0]


class Dying(Executor):
    """Runs each call at once, but the first few calls die as a process does."""

    deaths = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        from concurrent.futures import Future

        made: Future[Any] = Future()
        if Dying.deaths > 0:
            Dying.deaths -= 1
            made.set_exception(BrokenProcessPool("killed"))
        else:
            made.set_result(fn(*args, **kwargs))
        return made


def test_a_worker_that_dies_costs_a_retry(tmp_path: Path) -> None:
    Dying.deaths = 2
    swept(tmp_path / "out.csv", f"{USER}=20:80:5", executor=Dying)
    swept(tmp_path / "calm.csv", f"{USER}=20:80:5")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "calm.csv").read_bytes()


class Refusing(Dying):
    """Dies between two calls, and so refuses the next one itself, as a pool of processes does."""

    refusals = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        if Refusing.refusals > 0:
            Refusing.refusals -= 1
            raise BrokenProcessPool("killed")
        return super().submit(fn, *args, **kwargs)


def test_a_point_refused_by_a_broken_pool_is_handed_out_again(tmp_path: Path) -> None:
    Refusing.refusals = 2
    swept(tmp_path / "out.csv", f"{USER}=20:80:5", executor=Refusing)
    assert Refusing.refusals == 0
    swept(tmp_path / "calm.csv", f"{USER}=20:80:5")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "calm.csv").read_bytes()


def test_one_that_always_dies_ends(tmp_path: Path) -> None:
    Dying.deaths = 10**9
    swept(tmp_path / "out.csv", f"{USER}=20,30", executor=Dying)
    Dying.deaths = 0
    assert pd.read_csv(tmp_path / "out.csv")["Status"].tolist() == ["failed", "failed"]


def test_a_process_that_is_killed_is_replaced(tmp_path: Path) -> None:
    """With real processes: the first one to run kills itself, once."""
    mark = tmp_path / "killed"
    found = tables(SMALL, as_of=None)
    _, points = points_of([f"{USER}=20:80:10"], 0, 1, found)
    pools = []

    def executor() -> Executor:
        pool = processes(1)
        pools.append(pool)
        if not mark.exists():
            mark.touch()
            pool.submit(os.kill, pool.submit(os.getpid).result(), signal.SIGTERM)
        return pool

    rows = dict(sweep.sweep(found, points, Options(), executor, {}))
    assert sorted(rows) == list(range(7))
    assert {row["status"] for row in rows.values()} == {"optimal"}
    assert len(pools) == 2


def test_stopped_half_way_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, solves, whole = tmp_path / "out.csv", [], sweep.outcome

    def stopping(found: Any, point: Any, options: Any) -> Any:
        solves.append(point)
        if len(solves) == 9:
            raise KeyboardInterrupt
        return whole(found, point, options)

    monkeypatch.setattr(sweep, "outcome", stopping)
    with pytest.raises(KeyboardInterrupt):
        swept(target, f"{USER}=20:80:5")
    assert not target.exists()
    kept = (tmp_path / "out.csv.partial").read_text(encoding="utf-8").splitlines()[1:]
    assert 8 <= len(kept) < 13
    # A line that was cut off as the machine went down counts as not solved.
    with (tmp_path / "out.csv.partial").open("a", encoding="utf-8") as file:
        file.write('[7, {"stat')
    solves.clear()
    swept(target, f"{USER}=20:80:5")
    assert len(solves) == 13 - len(kept)
    monkeypatch.undo()
    assert not (tmp_path / "out.csv.partial").exists()
    swept(tmp_path / "calm.csv", f"{USER}=20:80:5")
    assert target.read_bytes() == (tmp_path / "calm.csv").read_bytes()


def test_a_killed_command_goes_on(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.xlsx",
        {
            "Access": [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]],
            "Licenses": WINDOWS,
        },
    )
    target, partial = tmp_path / "out.csv", tmp_path / "out.csv.partial"
    command = [sys.executable, "-m", "optimizer", "sweep", str(source), "--vary", "User CAL=1:500:1", "-o", str(target), "--workers", "1", "-q", "--as-of", "2026-01-01"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not (
            partial.exists() and partial.read_text(encoding="utf-8").count("\n") > 50
        ):
            time.sleep(0.05)
        running.kill()
    kept = partial.read_text(encoding="utf-8").count("\n") - 1
    assert 0 < kept < 500
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"500 points written to {target}\n"
    assert len(pd.read_csv(target)) == 500


def test_a_dask_cluster(tmp_path: Path) -> None:
    """A real scheduler and a real worker process, on loopback."""
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as local:
        swept(
            tmp_path / "out.csv",
            f"{USER}=20:80:5",
            executor=lambda: cluster(local.scheduler_address),
        )
    swept(tmp_path / "calm.csv", f"{USER}=20:80:5")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "calm.csv").read_bytes()


def test_a_cluster_that_is_not_there_and_a_file_that_is_no_table(tmp_path: Path) -> None:
    code, _, err = call("sweep", SMALL, "--vary", f"{USER}=1", "-o", tmp_path / "x.txt")
    assert (code, err) == (
        2,
        f"{tmp_path / 'x.txt'}: the result is a table, so its name must end in .xlsx or .csv or "
        ".parquet.\n",
    )
