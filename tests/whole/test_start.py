"""What is loaded when: a small workbook's solve waits for no library that it does not use.

Each run is a process of its own, since a test run has everything loaded already.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.books import WINDOWS, Sheets, write

HEAVY = (
    "babel", "email", "highspy", "numpy", "numpy.ma", "numpy.random", "openpyxl", "pandas", "pulp",
    "scipy", "xlsxwriter",
)  # fmt: skip

SHARED_PC: Sheets = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"]],
    "Access": [["User", "Device", "Server"], *([u, "pc", "Windows Server 2022"] for u in "abc")],
    "Licenses": WINDOWS,
}
"""One device license for a PC: a minimum cut decides, and nobody deviates from anything."""


def loaded(*lines: str) -> set[str]:
    """Which heavy libraries a program of these lines loads."""
    told = f"import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((*lines, told))],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["optimizer", "optimizer.cli", "optimizer.meant"])
def test_commands_are_known_before_anything_heavy_is_loaded(module: str) -> None:
    assert loaded(f"import {module}") == set()


def test_a_small_solve_loads_no_library_that_it_has_no_use_for(tmp_path: Path) -> None:
    """It reads, cuts and writes: no pandas, no library of graphs, no solver of programs."""
    source = write(tmp_path / "book.xlsx", SHARED_PC)
    used = loaded(
        "from pathlib import Path",
        "import optimizer",
        f"result = optimizer.solve({str(source)!r})",
        f"result.write(Path({str(tmp_path / 'plan.xlsx')!r}))",
        "assert result.plan.cost == 39",
    )
    assert used <= {"babel", "numpy", "xlsxwriter"}


def test_a_program_loads_its_solver_and_nothing_else(tmp_path: Path) -> None:
    """Three owned licenses are drawn on by a program; tables of pandas and graphs are not."""
    sheets = {**SHARED_PC, "Owned": [["License", "Quantity"], ["User CAL", 3]]}
    source = write(tmp_path / "book.xlsx", sheets)
    used = loaded("import optimizer", f"assert optimizer.solve({str(source)!r}).plan.cost == 0")
    assert {"highspy", "pulp"} <= used
    assert used.isdisjoint({"openpyxl", "pandas", "scipy"})
