"""How fast importing is: `python -m benchmarks.importing [ROWS] [REPEATS]`.

A Security log of ROWS log-ons of 98 bytes as CSV, imported to the written workbook, beside the bare
DuckDB group-by of the same columns, pandas in chunks, and the standard library's road. Each runs in
a process of its own; CPU seconds and peak memory are the process's.
"""

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

NAMES = "user domain sid device address server event type at".split()  # noqa: SIM905

COLUMNS = (
    "TimeCreated,EventID,EventRecordID,Computer,TargetUserName,TargetDomainName,TargetUserSid,"
    "LogonType,WorkstationName,IpAddress"
)


def write_log(path: Path, rows: int, repeats: int, first: int = 0) -> None:
    """Log-ons of twenty thousand people; a person, server and day come up about `repeats` times."""
    rnd = random.Random(first)
    kinds = max(rows // repeats, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(COLUMNS + "\n")
        for number in range(first, first + rows):
            kind = rnd.randrange(kinds)
            person, day, server = kind % 20_000, 1 + kind // 20_000 % 28, kind // 560_000 % 30
            device = person % 9_000
            file.write(
                f"2026-01-{day:02d}T08:{number % 60:02d}:11.123,4624,{number},"
                f"FS{server:02d}.corp.x,"
                f"u{person},CORP,S-1-5-21-1-2-3-{person},3,PC{device},"
                f"10.0.{device // 250}.{device % 250}\n"
            )


def imported(path: Path, engine: str) -> None:
    """The whole road, to the written workbook."""
    from optimizer.importing.choices import Engine
    from optimizer.importing.import_exports import import_exports
    from optimizer.importing.options import ImportOptions

    with tempfile.TemporaryDirectory() as folder:
        options = ImportOptions(engine=Engine(engine), cache=False)
        import_exports([path], Path(folder) / "out.xlsx", options)


def refreshed(logs: Path, output: Path) -> None:
    """An import of a folder that keeps what it read, first or again."""
    from optimizer.importing.import_exports import import_exports

    import_exports([logs], output)


def duckdb_alone(path: Path) -> None:
    """The group-by that every import needs, and nothing else."""
    import duckdb

    duckdb.connect().execute(
        "SELECT TargetUserName, TargetDomainName, TargetUserSid, WorkstationName, IpAddress, "
        "Computer, EventID, LogonType, left(TimeCreated, 10), count(*) "
        f"FROM read_csv('{path}', all_varchar=true) GROUP BY ALL"
    ).df()


def pandas_in_chunks(path: Path) -> None:
    """The same by pandas, a million rows at a time."""
    import pandas as pd

    parts = []
    for chunk in pd.read_csv(path, dtype=str, chunksize=1_000_000, keep_default_na=False):
        chunk["day"] = chunk["TimeCreated"].str[:10]
        keys = [*COLUMNS.split(",")[3:], "EventID", "day"]
        parts.append(chunk.groupby(keys, sort=False).size())
    pd.concat(parts).groupby(level=list(range(9)), sort=False).sum()


def measured(work: Callable[..., None], *arguments: object) -> tuple[float, float, int]:
    """CPU seconds, seconds, and peak megabytes of a process that does the work."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, work, arguments))
    process.start()
    cpu, wall, peak = receiver.recv()
    process.join()
    return cpu, wall, peak


def _run(sender: object, work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    before, started = time.process_time(), time.perf_counter()
    work(*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    sent = (time.process_time() - before, time.perf_counter() - started, peak)
    sender.send(sent)  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("repeats", type=int, nargs="?", default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        write_log(path, arguments.rows, arguments.repeats)
        print(f"{arguments.rows:,} rows, {path.stat().st_size >> 20:,} MB")
        works: tuple[tuple[str, Callable[..., None], tuple[object, ...]], ...] = (
            ("DuckDB, the group-by alone", duckdb_alone, (path,)),
            ("import, DuckDB", imported, (path, "duckdb")),
            ("import, standard library", imported, (path, "standard")),
            ("pandas in chunks, the group-by alone", pandas_in_chunks, (path,)),
        )
        for name, work, rest in works:
            cpu, wall, peak = measured(work, *rest)
            print(f"{name:40} {cpu:7.1f} s CPU  {wall:7.1f} s  {peak:6,} MB")
        path.unlink()
        refresh(arguments.rows, arguments.repeats, Path(folder))


def refresh(rows: int, repeats: int, folder: Path) -> None:
    """Thirty logs, one of which comes later: what the second import takes of the first one's CPU
    seconds, those of loading the program included."""
    logs, later = folder / "logs", folder / "later.csv"
    logs.mkdir()
    each = rows // 30
    for number in range(29):
        write_log(logs / f"{number:02}.csv", each, repeats, first=number * each)
    write_log(later, each, repeats, first=29 * each)
    time.sleep(4)  # a file that has just been written is not believed to be unchanged
    measured(refreshed, logs, folder / "again.xlsx")
    later.rename(logs / "29.csv")
    whole, _, _ = measured(refreshed, logs, folder / "whole.xlsx")
    again, _, _ = measured(refreshed, logs, folder / "again.xlsx")
    print(f"thirty files {whole:7.1f} s CPU, with one new {again:5.1f} s: {again / whole:.2f}")


if __name__ == "__main__":
    main()
