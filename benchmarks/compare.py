"""Time `cal-optimizer solve` against a naive rival and a floor, whole processes on the same files, one after the other.

    python benchmarks/compare.py FOLDER [--sizes 10000 100000] [--shapes mixed] [--runs 5]

FOLDER holds make_workbook.py (ACCESSES OUT.xlsx --shape SHAPE), naive.py and limit.py (IN.xlsx OUT.xlsx each). Prints the
medians and their ratios as a table and writes it to benchmarks/results.md.
"""

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

IMPORTS = (sys.executable, "-c", "import pandas, pulp, openpyxl, xlsxwriter")


def seconds(command: Sequence[str]) -> float:
    """Wall seconds of one run of a whole process; an error ends the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def medians(commands: dict[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Median seconds of each command, run in turn after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(runs + 1):
        for name, command in commands.items():
            spent = seconds(command)
            if round_:
                taken[name].append(spent)
    return {name: statistics.median(each) for name, each in taken.items()}


def compare(tools: Path, shape: str, size: int, runs: int, folder: Path) -> str:
    """One row of the table."""
    book, out = str(folder / f"{shape}-{size}.xlsx"), str(folder / "out.xlsx")
    subprocess.run(
        [sys.executable, str(tools / "make_workbook.py"), str(size), book, "--shape", shape],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    commands: dict[str, Sequence[str]] = {
        "imports": IMPORTS,
        "ours": (sys.executable, "-m", "optimizer", "solve", book, "-o", str(folder / "plan.xlsx"), "--quiet"),
        "naive": (sys.executable, str(tools / "naive.py"), book, out),
    }
    if shape != "suite":
        commands["limit"] = (sys.executable, str(tools / "limit.py"), book, out)
    found = medians(commands, runs)
    limit = f"{found['limit']:.2f} | {found['ours'] / found['limit']:.2f}" if "limit" in found else "- | -"
    return (
        f"| {shape} | {size:,} | {found['imports']:.2f} | {found['ours']:.2f} | {found['naive']:.2f} | "
        f"{found['ours'] / found['naive']:.2f} | {limit} |"
    )


def main() -> None:
    """Run the benchmark and write its table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tools", type=Path, metavar="FOLDER")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--shapes", nargs="+", default=["mixed"])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    lines = [
        "# Speed",
        "",
        f"Whole processes, median wall seconds of {args.runs} alternating runs on the same file; "
        f"Python {platform.python_version()}, {platform.system()}. Made by `python benchmarks/compare.py FOLDER "
        f"--sizes {' '.join(map(str, args.sizes))} --shapes {' '.join(args.shapes)} --runs {args.runs}`.",
        "",
        "| shape | accesses | importing pandas, pulp, openpyxl, xlsxwriter | cal-optimizer | naive | ratio to naive | floor "
        "| ratio to floor |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for shape in args.shapes:
            for size in args.sizes:
                lines.append(compare(args.tools, shape, size, args.runs, Path(folder)))
                print(lines[-1], flush=True)
    Path(__file__).with_name("results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
