"""Time what-ifs on the samples and a sweep, and write benchmarks/questions.md.

    python -m benchmarks.questions FOLDER

FOLDER holds make_workbook.py (ACCESSES OUT.xlsx --shape SHAPE).
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from optimizer import api as run
from optimizer.domain.options import Options
from optimizer.sweep_to_file import sweep_to_file
from optimizer.whatif.scenarios import future
from optimizer.whatif.sweep.parallel import cores, processes

SAMPLES = Path(__file__).parent.parent / "samples"


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and write."""
    tools = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        clinic = [
            sys.executable,
            "-m",
            "optimizer",
            "solve",
            str(SAMPLES / "clinic.xlsx"),
            "-o",
            str(folder / "clinic.xlsx"),
            "-q",
        ]
        first = min(
            seconds(lambda: subprocess.run(clinic, check=True, stdout=subprocess.DEVNULL))
            for _ in range(3)
        )
        tables = run.read(SAMPLES / "budget.xlsx")
        each = [
            seconds(partial(future, tables, scenario, Options())) for scenario in tables.scenarios
        ]
        book = folder / "mixed.xlsx"
        subprocess.run(
            [
                sys.executable,
                str(tools / "make_workbook.py"),
                "10000",
                str(book),
                "--shape",
                "mixed",
            ],
            check=True,
        )
        vary, day = ["Windows Server User CAL=0.1:100:0.1"], date(2026, 1, 1)
        swept = seconds(
            lambda: sweep_to_file(
                book,
                folder / "s.csv",
                vary,
                0,
                1,
                as_of=day,
                options=Options(),
                executor=lambda: processes(cores()),
            )
        )
        deal = seconds(
            lambda: run.negotiate(run.solve(SAMPLES / "renewal.xlsx")).write(folder / "r.xlsx")
        )
    lines = [
        "# What-ifs",
        "",
        f"Wall seconds on {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"{platform.system()}. "
        "Made by `python -m benchmarks.questions FOLDER`.",
        "",
        "| what | seconds |",
        "|---|--:|",
        f"| `solve samples/clinic.xlsx`, whole process | {first:.2f} |",
        "| one more scenario on the clinic (median of the five of `budget.xlsx`) | "
        f"{sorted(each)[len(each) // 2]:.2f} |",
        f"| 1,000 sweep points on 10,000 accesses | {swept:.1f} |",
        f"| `negotiate samples/renewal.xlsx`, the sheets included | {deal:.1f} |",
    ]
    Path(__file__).with_name("questions.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
