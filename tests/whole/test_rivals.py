"""The programs that the speed is measured against find what the package finds, on workbooks that
the benchmark writes."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from benchmarks.compare import HEAD, row
from benchmarks.process import Spent
from benchmarks.rivals import RIVALS
from benchmarks.workbooks import SHAPES, pairs_of, write_workbook
from optimizer import api

NEEDS = {"flow": ("fastexcel", "polars", "ortools"), "highs": ("fastexcel", "polars")}


@pytest.mark.parametrize("inline", [False, True])
def test_all_find_the_same_cost(tmp_path: Path, *, inline: bool) -> None:
    """A rival that is wrong would be no measure. Each runs by itself, as it is measured: OR-Tools
    brings a HiGHS of its own, which must not meet ours in one process."""
    source = tmp_path / "book.xlsx"
    write_workbook(source, "mixed", 120, inline=inline)
    cost = float(api.solve(source).plan.cost)
    for name in RIVALS:
        if all(find_spec(library) for library in NEEDS.get(name, ())):
            target = tmp_path / f"{name}.xlsx"
            command = [sys.executable, "-m", "benchmarks.rivals", name, str(source), str(target)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            assert float(done.stdout.split()[-1]) == pytest.approx(cost)
            assert target.exists()


@pytest.mark.parametrize("shape", SHAPES)
def test_pairs_are_about_so_many_and_each_is_once(shape: str) -> None:
    pairs = pairs_of(shape, 600, np.random.default_rng(1))
    assert 540 <= len(pairs) <= 600
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_a_row_has_the_ratios() -> None:
    """Twice the CPU seconds of the flow, half of the floor's; nobody waited for the others."""
    found = {
        "numpy": Spent(0.1, 0.1, 20),
        "ours": Spent(2, 3, 500),
        "flow": Spent(1, 1, 400),
        "floor": Spent(4, 4, 300),
    }
    cells = [cell.strip() for cell in row("mixed", 1000, "shared", 5, found).strip("|").split("|")]
    by = dict(zip([each.strip() for each in HEAD[0].strip("|").split("|")], cells, strict=True))
    assert (by["to flow"], by["to floor"], by["to naive"], by["to highs"]) == (
        "2.00",
        "0.50",
        "-",
        "-",
    )
    assert (by["wall"], by["MB"], by["MB of flow"], by["runs"]) == ("3.00", "500", "400", "5")
