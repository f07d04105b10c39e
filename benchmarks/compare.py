"""Time `cal-optimizer solve` against a naive rival and a floor, whole processes on the same files,
one after the other.

    python -m benchmarks.compare FOLDER [--sizes 10000 100000 700000] [--shapes mixed suite] [--runs
    5] [--long-runs 5]

FOLDER holds make_workbook.py (ACCESSES OUT.xlsx --shape SHAPE), naive.py and limit.py (IN.xlsx
OUT.xlsx each). Prints the medians, their ratios and the peak memory as a table and writes it to
benchmarks/results.md and docs/speed.md, and a log-log picture of time against size to
docs/speed.svg.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

from benchmarks.picture import picture
from benchmarks.process import run

IMPORTS = (sys.executable, "-c", "import pandas, pulp, openpyxl, xlsxwriter")
LONG = 200_000
"""Accesses from which on --long-runs counts, without a round that is not counted."""

Measured = Mapping[str, tuple[float, float]]
"""Program -> median wall seconds, peak memory in MB."""


def medians(commands: Mapping[str, Sequence[str]], runs: int, *, warm: bool) -> Measured:
    """Each command in turn, `runs` times; `warm`: after one round that is not counted."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for round_ in range(runs + warm):
        for name, command in commands.items():
            spent = run(command)
            if round_ >= warm:
                taken[name].append(spent)
    return {
        name: (statistics.median(s for s, _ in each), max(mb for _, mb in each))
        for name, each in taken.items()
    }


def compare(tools: Path, shape: str, size: int, runs: int, folder: Path) -> Measured:
    """All programs on one workbook."""
    book, out = str(folder / f"{shape}-{size}.xlsx"), str(folder / "out.xlsx")
    make = [sys.executable, str(tools / "make_workbook.py"), str(size), book, "--shape", shape]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    commands: dict[str, Sequence[str]] = {
        "imports": IMPORTS,
        "ours": (
            sys.executable,
            "-m",
            "optimizer",
            "solve",
            book,
            "-o",
            str(folder / "plan.xlsx"),
            "--quiet",
        ),
        "naive": (sys.executable, str(tools / "naive.py"), book, out),
    }
    if shape != "suite":
        commands["limit"] = (sys.executable, str(tools / "limit.py"), book, out)
    found = medians(commands, runs, warm=size < LONG)
    Path(book).unlink()
    return found


def row(shape: str, size: int, runs: int, found: Measured) -> str:
    """One row of the table."""
    ours, naive = found["ours"], found["naive"]
    limit = (
        f"{found['limit'][0]:.2f} | {ours[0] / found['limit'][0]:.2f}"
        if "limit" in found
        else "- | -"
    )
    return (
        f"| {shape} | {size:,} | {found['imports'][0]:.2f} | {ours[0]:.2f} | {naive[0]:.2f} | "
        f"{ours[0] / naive[0]:.2f} | "
        f"{limit} | {ours[1]:,.0f} | {naive[1]:,.0f} | {runs} |"
    )


START, END = "<!-- speed: written by benchmarks/compare.py -->", "<!-- end of speed -->"


def with_table(page: str, results: str) -> str:
    """The page with the results' table and what follows it."""
    before, rest = page.split(START)
    table = results[results.index("| shape") :].rstrip()
    return f"{before}{START}\n\n{table}\n\n{END}{rest.split(END)[1]}"


def growth(times: Mapping[int, float]) -> float:
    """The power of size with which time grows between the two largest sizes."""
    (a, ta), (b, tb) = sorted(times.items())[-2:]
    return log(tb / ta) / log(b / a)


def main() -> None:
    """Run the benchmark and write its table and its picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tools", type=Path, metavar="FOLDER")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 700_000])
    parser.add_argument("--shapes", nargs="+", default=["office", "shift", "mixed", "suite"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--long-runs", type=int, default=5)
    args = parser.parse_args()
    lines = [
        "# Speed",
        "",
        "Whole processes, median wall seconds of alternating runs on the same file, and peak "
        "memory in MB; "
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores. Made "
        "by `python -m benchmarks.compare "
        f"FOLDER --sizes {' '.join(map(str, args.sizes))} --shapes {' '.join(args.shapes)} --runs "
        f"{args.runs} "
        f"--long-runs {args.long_runs}`.",
        "",
        "| shape | accesses | importing pandas, pulp, openpyxl, xlsxwriter | cal-optimizer | "
        "naive | ratio to naive | floor "
        "| ratio to floor | our MB | naive MB | runs |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    measured: dict[tuple[str, int], Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(args.sizes):
            runs = args.runs if size < LONG else args.long_runs
            for shape in args.shapes:
                measured[shape, size] = compare(args.tools, shape, size, runs, Path(folder))
                lines.append(row(shape, size, runs, measured[shape, size]))
                print(lines[-1], flush=True)
    if len(args.sizes) > 1:
        lines.append("")
        for shape in args.shapes:
            power = growth({size: measured[shape, size]["ours"][0] for size in args.sizes})
            lines.append(
                f"- {shape}: between the two largest sizes time grows with size to the power "
                f"{power:.2f}."
            )
    here = Path(__file__).parent
    page = here.parent / "docs" / "speed.md"
    page.write_text(
        with_table(page.read_text(encoding="utf-8"), "\n".join(lines)), encoding="utf-8"
    )
    (here / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (here.parent / "docs" / "speed.svg").write_text(picture(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
