"""Start: a workbook dropped, a sample, or the template."""

import shutil
import sys
import sysconfig
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

import optimizer
from optimizer.web import uploads
from optimizer.web.jobs import Job
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of
from optimizer.web.windows import Window, Windows

SAMPLES = (
    ("small.xlsx", "Solvable by eye: three nurses and a doctor share a PC, the doctor has two "
                   "devices more.", "89.00"),
    ("clinic.xlsx", "707 people in shifts over 403 shared and own devices, five products.",
     "52,619.00"),
    ("budget.xlsx", "The clinic under a tighter budget, with five what-ifs.", "52,619.00"),
    ("office.xlsx", "Groups with a device each, nested suites by subscription, an older version, "
                    "owned licenses.", "6,821.12"),
    ("renewal.xlsx", "An Enterprise Agreement up for renewal: 820 suite CALs end in June, some "
                     "1,600 people.", "142,469.80"),
    ("hosting.xlsx", "995 external users, hosts that run several servers, SQL Server by core or "
                     "by CAL.", "43,684.00"),
    ("broken.xlsx", "One of each common mistake, and what is said of it.", ""),
)  # fmt: skip
"""The samples: file, what it shows, its answer (held against the samples by a test)."""


def samples_folder() -> Path | None:
    """Where the samples lie: beside the package in a checkout, among its data once installed."""
    beside = Path(optimizer.__file__).resolve().parent.parent / "samples"
    installed = Path(sysconfig.get_path("data")) / "share" / "cal-optimizer" / "samples"
    frozen = Path(getattr(sys, "_MEIPASS", "")) / "samples"
    places = (beside, installed, frozen)
    return next((each for each in places if (each / "small.xlsx").exists()), None)


async def home(request: Request) -> Response:
    """A new window."""
    window = windows_of(request).open()
    return RedirectResponse(f"/w/{window.token}/start", 303)


async def start(request: Request) -> Response:
    """The first step."""
    folder = samples_folder()
    shown = [each for each in SAMPLES if folder is not None and (folder / each[0]).exists()]
    return page(request, "start", "start.html", samples=shown)


async def put_file(request: Request) -> Response:
    """A dropped file, kept in the window's folder."""
    window = window_of(request)
    try:
        path = await uploads.receive(request, window.folder, request.query_params.get("name", ""))
    except uploads.UploadError as error:
        return JSONResponse({"error": str(error)}, 400)
    return JSONResponse({"name": path.name})


async def read(request: Request) -> Response:
    """Take the dropped workbook and read it; where nothing is wrong, solve it."""
    window = window_of(request)
    names = [str(name) for name in (await request.json()).get("names", [])]
    try:
        books = [
            plain for plain in map(uploads.plain_name, names) if plain.lower().endswith(".xlsx")
        ]
    except uploads.UploadError as error:
        return JSONResponse({"error": str(error)}, 400)
    if len(books) != 1 and len(names) != 1:
        return JSONResponse({"error": texts()["start"].one_workbook}, 400)
    source = window.folder / (books[0] if books else uploads.plain_name(names[0]))
    if not source.is_file():
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    begin(windows_of(request), window, source)
    return JSONResponse({"next": f"/w/{window.token}/check"})


async def take_sample(request: Request) -> Response:
    """Read a sample."""
    window, folder = window_of(request), samples_folder()
    name = str((await request.json()).get("name", ""))
    if folder is None or name not in {each[0] for each in SAMPLES}:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    source = window.folder / name
    await run_in_threadpool(shutil.copyfile, folder / name, source)
    begin(windows_of(request), window, source)
    return JSONResponse({"next": f"/w/{window.token}/check"})


def begin(windows: Windows, window: Window, source: Path) -> None:
    """Read a workbook in this window, and solve it where nothing is wrong with it."""
    with window.lock:
        before = window.checkup if window.source and window.source.name == source.name else None
        window.forget()
        window.source = source
        window.before = before.problems if before else ()
        job = Job("check", texts()["working"].checking)
        window.jobs["check"] = job

    def checked(done: Job) -> None:
        if window.jobs.get("check") is done:
            window.checkup, window.excerpts = done.answer
            if window.checkup is not None and not window.checkup.problems:
                solve(windows, window)

    job.follows = checked
    windows.workers.run(job, "examine", source, None)


def solve(windows: Windows, window: Window) -> None:
    """Find the window's plan."""
    job = Job("answer", texts()["working"].solving)
    window.jobs["answer"] = job

    def solved(done: Job) -> None:
        if window.jobs.get("answer") is done:
            window.result = done.answer

    job.follows = solved
    windows.workers.run(job, "solve", window.source, None)


async def template(request: Request) -> Response:
    """The template workbook."""
    from optimizer.api import template as write

    target = window_of(request).folder / "cal-optimizer.xlsx"
    target.unlink(missing_ok=True)
    await run_in_threadpool(write, target)
    return FileResponse(target, filename=target.name)
