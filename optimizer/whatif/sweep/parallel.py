"""Work on several cores: processes of their own, spawned alike on every system."""

import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context, parent_process
from typing import Any

from optimizer.domain.problems import OutputError


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes(count: int) -> ProcessPoolExecutor:
    """An executor of so many processes, which end with this one, however it ends. Spawned, not
    forked: a fork would copy a solver's threads half-way through."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have this process end when the one that began it does: killed, it cannot say so itself."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def cluster(address: str) -> Executor:
    """The executor of an existing Dask cluster at an address such as tcp://host:8786.

    Raises OutputError where the extra is not installed or the cluster does not answer.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise OutputError(
            '--dask: needs the extra: pip install "cal-optimizer[cluster]".'
        ) from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise OutputError(
            f"--dask {address}: the cluster does not answer ({error}). Check the address."
        ) from None
    executor: Any = client.get_executor(retries=3)
    leave = executor.shutdown

    def shutdown(*args: Any, **options: Any) -> None:
        """Leave the cluster with the executor: nobody else has a use for this client."""
        leave(*args, **options)
        client.close()

    executor.shutdown = shutdown
    found: Executor = executor
    return found
