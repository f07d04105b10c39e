"""What a whole process takes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO


def run(
    command: Sequence[str], output: IO[bytes] | int = subprocess.DEVNULL
) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of one run, its standard output sent elsewhere; an error
    ends the benchmark.

    Peak memory needs Linux or macOS.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, usage.ru_maxrss / (
        2**20 if sys.platform == "darwin" else 2**10
    )
