"""A log as Access, CSV or Parquet: many rows that name few accesses, in how much time and memory.

    python -m benchmarks.logs [--rows N] [--accesses N] [--kind csv|parquet] [--keep FOLDER]

DuckDB writes the log, sites of twenty people on six kiosks; one process reads and solves it. Says
rows, distinct accesses, CPU and wall seconds, and peak memory. Needs the extras import and parquet.
"""

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.process import spent
from samples.write_samples import write

PEOPLE, KIOSKS = 20, 6

SHEETS: dict[str, list[tuple[object, ...]]] = {
    "Servers": [
        ("Server", "Product"),
        ("FILES", "Windows Server 2022"),
        ("MAIL", "Windows Server 2022; Exchange Server 2019"),
        ("PORTAL", "Windows Server 2022; SharePoint Server 2019"),
    ],
    "Licenses": [
        ("License", "Metric", "Covers", "Price"),
        ("Windows Server User CAL", "User", "Windows Server", 50),
        ("Windows Server Device CAL", "Device", "Windows Server", 39),
        ("Exchange Standard User CAL", "User", "Exchange Standard", 97),
        ("Exchange Standard Device CAL", "Device", "Exchange Standard", 76),
        ("SharePoint Standard User CAL", "User", "SharePoint Standard", 135),
        ("SharePoint Standard Device CAL", "Device", "SharePoint Standard", 105),
    ],
}


def write_log(path: Path, rows: int, accesses: int) -> None:
    """A log of about so many distinct accesses, in no order."""
    duckdb: Any = import_module("duckdb")
    site, pair = f"(h % {accesses}) // {PEOPLE * KIOSKS}", f"(h % {accesses}) % {PEOPLE * KIOSKS}"
    query = (
        f"SELECT 'user' || lpad((site * {PEOPLE} + pair % {PEOPLE})::VARCHAR, 7, '0') AS \"User\", "
        f"'PC-' || lpad((site * {KIOSKS} + pair // {PEOPLE})::VARCHAR, 7, '0') AS \"Device\", "
        "['FILES', 'MAIL', 'PORTAL'][1 + (site % 3)::INTEGER] AS \"Server\", "
        '1 + (h % 7)::INTEGER AS "Sessions", '
        "DATE '2026-01-01' - ((h // 11) % 90)::INTEGER AS \"Last seen\" "
        f"FROM (SELECT h, {site} AS site, {pair} AS pair FROM "
        f"(SELECT hash(range) % 1000000000000 AS h FROM range({rows})))"
    )
    form = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    duckdb.execute(f"COPY ({query}) TO '{path.as_posix()}' ({form})")


def main() -> None:
    """Write, solve, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--accesses", type=int, default=3_000_000)
    parser.add_argument("--kind", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--keep", type=Path, help="where the log is kept, or found")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        log = folder / f"log-{args.rows}-{args.accesses}.{args.kind}"
        if not log.exists():
            write_log(log, args.rows, args.accesses)
        source = folder / "log.xlsx"
        settings = [("Setting", "Value"), ("As of", "2026-01-01"), ("Access file", log.name)]
        write(source, {"Settings": settings, **SHEETS})
        target = Path(scratch) / "plan.xlsx"
        command = [sys.executable, "-m", "optimizer", "solve", str(source), "-o", str(target)]
        taken = spent(command)
    print(
        f"{args.rows:,} rows of {args.kind}, {args.accesses:,} accesses: {taken.cpu:.1f} CPU "
        f"seconds, {taken.wall:.1f} wall, {taken.memory:,.0f} MB"
    )


if __name__ == "__main__":
    main()
