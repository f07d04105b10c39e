"""One workbook solved as a whole process: what is proven of its plan, and how long that took."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def proof(source: Path, time_limit: float) -> str:
    """Status, wall seconds, cost, lower bound and the gap between the two, as text."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "optimizer", "solve", str(source), "-o", str(Path(folder) / "plan.xlsx"), "--json"]
        done = subprocess.run([*command, "--time-limit", str(time_limit)], capture_output=True, text=True, check=False)
        spent = time.perf_counter() - start
    plan = json.loads(done.stdout)
    cost, bound = plan["cost"], plan["lower_bound"]
    gap = f", gap {(cost - bound) / cost:.4%}" if cost else ""
    return f"{plan['status']} in {spent:.1f} s, cost {cost}, lower bound {bound}{gap}"
