"""Time `cal-optimizer solve` against four rivals (benchmarks/rivals.py), whole processes on the
same files, one after the other.

    python -m benchmarks.compare [FOLDER] [--sizes 10000 100000 700000] [--shapes mixed]
        [--strings shared inline] [--runs 5] [--most naive=10000 highs=100000]

Prints the medians of CPU seconds, their ratios, wall seconds and peak memory as a table and writes
it to benchmarks/results.md and docs/speed.md, and a log-log picture of time against size to
docs/speed.svg. FOLDER is where the workbook of the moment lies (a temporary one if left out).
`--most`: accesses past which a rival is not waited for. The rivals need the extra `benchmark`. As
it stands it takes some ten minutes on a quiet machine; all three shapes take three times as long.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

from benchmarks.picture import picture
from benchmarks.process import Spent, apart, spent
from benchmarks.rivals import RIVALS
from benchmarks.workbooks import SHAPES, write_workbook

Measured = Mapping[str, Spent]
"""Program -> the medians of CPU and wall seconds, and peak memory in MB."""

MOST = ("naive=10000", "highs=100000")
"""Accesses past which some rivals take minutes a run."""

NUMPY = (sys.executable, "-c", "import numpy")


def medians(commands: Mapping[str, Sequence[str]], runs: int) -> Measured:
    """Each command in turn, `runs` times."""
    taken: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(spent(command))
    return {
        name: Spent(
            statistics.median(each.cpu for each in runs_),
            statistics.median(each.wall for each in runs_),
            max(each.memory for each in runs_),
        )
        for name, runs_ in taken.items()
    }


def commands(book: Path, folder: Path, rivals: Sequence[str]) -> dict[str, Sequence[str]]:
    """The programs on one workbook."""
    plan, out = str(folder / "plan.xlsx"), str(folder / "out.xlsx")
    solve = (sys.executable, "-m", "optimizer", "solve", str(book), "-o", plan, "-q", "--overwrite")
    return {
        "numpy": NUMPY,
        "ours": solve,
        **{
            road: (sys.executable, "-m", "benchmarks.rivals", road, str(book), out)
            for road in rivals
        },
    }


HEAD = (
    "| shape | accesses | strings | importing numpy | cal-optimizer | naive | flow | highs | floor "
    "| to naive | to flow | to highs | to floor | wall | MB | MB of flow | runs |",
    "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def row(shape: str, size: int, strings: str, runs: int, found: Measured) -> str:
    """One row of the table: CPU seconds, and ours divided by each rival's."""
    ours = found["ours"]
    cpu = [f"{found[name].cpu:.2f}" if name in found else "-" for name in RIVALS]
    ratio = [f"{ours.cpu / found[name].cpu:.2f}" if name in found else "-" for name in RIVALS]
    memory = f"{found['flow'].memory:,.0f}" if "flow" in found else "-"
    cells = (
        shape, f"{size:,}", strings, f"{found['numpy'].cpu:.2f}", f"{ours.cpu:.2f}", *cpu, *ratio,
        f"{ours.wall:.2f}", f"{ours.memory:,.0f}", memory, str(runs),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


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
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 700_000])
    parser.add_argument("--shapes", nargs="+", default=["mixed"], choices=SHAPES)
    parser.add_argument("--strings", nargs="+", default=["shared", "inline"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", nargs="*", default=MOST, metavar="RIVAL=ACCESSES")
    args = parser.parse_args()
    most = {name: int(count) for name, count in (each.split("=") for each in args.most)}
    options = [word for word in sys.argv[1:] if word != str(args.folder)]
    lines = [
        "# Speed",
        "",
        "Whole processes, median CPU seconds of alternating runs on the same file; Python "
        f"{platform.python_version()}, {platform.system()}, {os.cpu_count()} cores. Made by "
        f"`{' '.join(['python -m benchmarks.compare', *options])}`.",
        "",
        *HEAD,
    ]
    measured: dict[tuple[str, int], Measured] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for size in sorted(args.sizes):
            rivals = [each for each in RIVALS if size <= most.get(each, size)]
            for shape in args.shapes:
                for strings in args.strings:
                    book = folder / "book.xlsx"
                    apart(write_workbook, book, shape, size, inline=strings == "inline")
                    found = medians(commands(book, folder, rivals), args.runs)
                    measured.setdefault((shape, size), found)
                    lines.append(row(shape, size, strings, args.runs, found))
                    print(lines[-1], flush=True)
    if len(args.sizes) > 1:
        lines.append("")
        for shape in args.shapes:
            power = growth({size: measured[shape, size]["ours"].cpu for size in args.sizes})
            lines.append(
                f"- {shape}: between the two largest sizes time grows with size to the power "
                f"{power:.2f}."
            )
    here = Path(__file__).parent
    page = here.parent / "docs" / "speed.md"
    results = "\n".join(lines)
    page.write_text(with_table(page.read_text(encoding="utf-8"), results), encoding="utf-8")
    (here / "results.md").write_text(results + "\n", encoding="utf-8")
    if len(args.sizes) > 1:  # else there is no size to draw time against
        (here.parent / "docs" / "speed.svg").write_text(picture(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
