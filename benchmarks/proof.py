"""One workbook solved as a whole process: what is proven of its plan, how long that took, and in
how much memory."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.process import run


def proof(source: Path, time_limit: float, solver: str = "highs") -> str:
    """Status, wall seconds, peak memory, cost, lower bound and the gap between the two, as text."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "plan.json"
        command = [
            sys.executable,
            "-m",
            "optimizer",
            "solve",
            str(source),
            "-o",
            str(Path(folder) / "plan.xlsx"),
            "--json",
            "--solver",
            solver,
        ]
        with answer.open("wb") as output:
            seconds, memory = run([*command, "--time-limit", str(time_limit)], output)
        plan = json.loads(answer.read_text(encoding="utf-8"))
    cost, bound = plan["cost"], plan["lower_bound"]
    gap = f", gap {(cost - bound) / cost:.4%}" if cost else ""
    return (
        f"{plan['status']} in {seconds:.1f} s and {memory:,.0f} MB, cost {cost}, lower bound "
        f"{bound}{gap}"
    )
