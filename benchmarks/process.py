"""What a whole process takes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import IO, NamedTuple

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Spent(NamedTuple):
    """CPU and wall seconds, and peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def spent(command: Sequence[str], output: IO[bytes] | int = subprocess.DEVNULL) -> Spent:
    """What one run takes, its standard output sent elsewhere; an error ends the benchmark. CPU
    seconds are those of all its threads and processes.

    Modules are compiled once, as where the tool is installed, whatever the environment says. Needs
    Linux or macOS.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=output, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall = time.perf_counter() - start
    memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Spent(usage.ru_utime + usage.ru_stime, wall, memory)


def apart(function: Callable[..., object], *given: object, **named: object) -> None:
    """Call a function in a process of its own: the peak memory of a program that is started counts
    the memory of whoever starts it."""
    process = get_context("spawn").Process(target=function, args=given, kwargs=named)
    process.start()
    process.join()
    if process.exitcode:
        raise ChildProcessError(f"{function.__name__} ended with {process.exitcode}")


def run(
    command: Sequence[str], output: IO[bytes] | int = subprocess.DEVNULL
) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of one run."""
    taken = spent(command, output)
    return taken.wall, taken.memory
