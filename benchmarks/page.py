"""How quick the page is, on this machine: `python benchmarks/page.py [ACCESSES ...]`.

Prints how long the page takes to be ready, what a sample takes by the command and through the page,
and what a real browser (Chromium) waits for with many accesses. CPU seconds are of the program and
its workers; wall seconds are told beside them, since others may use the machine at the same time.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

SAMPLE = "samples/clinic.xlsx"
TIMES = 4
"""Solves that a figure is the mean of."""


def spent() -> float:
    """CPU seconds of all processes that have been started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(process: int) -> float:
    """CPU seconds of a process that runs (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The page as the command serves it: its address and its process."""
    command = [sys.executable, "-m", "optimizer", "page", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1], process.pid
        finally:
            process.terminate()


def ready() -> tuple[float, float]:
    """Wall and CPU seconds until the address is told."""
    start = time.perf_counter()
    with served() as (_, process):
        wall = time.perf_counter() - start
        return wall, cpu_of(process) if sys.platform == "linux" else float("nan")


def by_command(count: int) -> tuple[float, float]:
    """Wall and CPU seconds of one solve by the command, without a workbook written."""
    before, start = spent(), time.perf_counter()
    code = "import sys, optimizer; optimizer.solve(sys.argv[1])"
    for _ in range(count):
        subprocess.run([sys.executable, "-c", code, SAMPLE], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) / count, (spent() - before) / count


def by_page(count: int) -> tuple[float, float]:
    """Wall seconds of one solve through the page, and CPU seconds of all of the page's processes
    from start to quit."""
    import httpx2 as httpx

    before, walls = spent(), 0.0
    with served() as (address, _):
        base = address.partition("/?")[0]
        with httpx.Client(base_url=base, headers={"Origin": base}, follow_redirects=True) as client:
            window = str(client.get(address).url).rpartition("/w/")[2].partition("/")[0]
            time.sleep(2)  # the worker that waits has loaded, as while a person looks around
            for _ in range(count):
                start = time.perf_counter()
                client.post(f"/w/{window}/sample", json={"name": Path(SAMPLE).name})
                while "figures" not in (shown := client.get(f"/w/{window}/answer").text):
                    assert "It did not work" not in shown
                    time.sleep(0.02)
                walls += time.perf_counter() - start
                time.sleep(2)
            client.post("/quit")
    return walls / max(count, 1), spent() - before


def workbook(folder: Path, accesses: int) -> list[Path]:
    """A workbook whose Access file has so many rows: a seventh as many people, in departments."""
    random = np.random.default_rng(1)
    people = max(accesses // 7, 1)
    users = random.integers(0, people, accesses)
    table = pd.DataFrame(
        {
            "User": [f"Person {n}" for n in users],
            "Device": [f"PC {n}" for n in users // 2 + random.integers(0, 3, accesses)],
            "Server": [f"FILE{n}" for n in random.integers(1, 4, accesses)],
        }
    )
    table.drop_duplicates().to_csv(folder / "access.csv", index=False)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, list[list[Any]]] = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Access file", "access.csv"]],
        "Servers": [
            ["Server", "Product"],
            *([f"FILE{n}", "Windows Server 2022"] for n in range(1, 4)),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["Windows Server User CAL", "User", "Windows Server", 2022, 50],
            ["Windows Server Device CAL", "Device", "Windows Server", 2022, 39],
        ],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "many.xlsx")
    return [folder / "many.xlsx", folder / "access.csv"]


def in_a_browser(accesses: int) -> dict[str, float]:
    """Seconds that a person waits for with so many accesses, in Chromium."""
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        served() as (address, _),
        sync_playwright() as made,
    ):
        files = workbook(Path(folder), accesses)
        browser = made.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(600_000)
        page.goto(address)

        def timed(name: str, selector: str) -> None:
            start = time.perf_counter()
            page.wait_for_selector(selector)
            found[name] = time.perf_counter() - start

        page.set_input_files("#file", files)
        timed("dropped, read, solved, shown", "#list table")
        page.reload()
        page.wait_for_selector("#list table")
        found["first paint of Answer"] = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
        )
        page.click("[data-page='1']")
        timed("a page of the list", "[data-page='0']")
        page.fill("#q", "person 77")
        timed("a search", "#list:not(:has([data-page='0']))")
        page.click(".twist")
        timed("a person opened", ".opened table")
        browser.close()
    return found


def main(sizes: list[int]) -> None:
    """Print every figure."""
    wall, cpu = ready()
    print(f"page ready: {wall:.2f} s wall, {cpu:.2f} s CPU")
    _, idle = by_page(0)
    wall_c, cpu_c = by_command(TIMES)
    wall_p, total = by_page(TIMES)
    cpu_p = (total - idle) / TIMES
    print(f"{SAMPLE}: by command {wall_c:.2f} s wall, {cpu_c:.2f} s CPU")
    print(f"{SAMPLE}: through the page {wall_p:.2f} s wall, {cpu_p:.2f} s CPU")
    print(f"  the page's share: {wall_p / wall_c:.2f} wall, {cpu_p / cpu_c:.2f} CPU")
    for accesses in sizes:
        for name, seconds in in_a_browser(accesses).items():
            print(f"{accesses:,} accesses: {name}: {seconds:.2f} s")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100_000, 700_000])
