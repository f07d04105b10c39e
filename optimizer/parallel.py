"""Work on several cores: processes of their own, spawned alike on every system."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes(count: int) -> ProcessPoolExecutor:
    """An executor of so many processes. Spawned, not forked: a fork would copy a solver's threads half-way through."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
