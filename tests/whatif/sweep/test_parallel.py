"""Processes of a sweep: as many as asked for, gone with the one that began them."""

import os
import signal
import subprocess
import sys
import time

import pytest

from optimizer.whatif.sweep.parallel import cores, processes

PARENT = """
import os, time
from optimizer.whatif.sweep.parallel import processes
if __name__ == "__main__":
    pool = processes(1)
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 1).result()
    time.sleep(600)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_killed_run_leaves_no_process(tmp_path: object) -> None:
    code = [sys.executable, "-c", PARENT]
    with subprocess.Popen(code, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    for _ in range(600):
        if not alive(worker):
            break
        time.sleep(0.1)
    assert not alive(worker)


def test_cores_and_processes() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
    with processes(1) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
