"""Start: a workbook dropped, a sample, or the template."""

import re
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

import optimizer
from optimizer.web import uploads
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of
from optimizer.web.windows import Window, Windows

if TYPE_CHECKING:
    from optimizer.web.dropped import Road

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

SAMPLE = "sample"
"""The drop that samples are copied into."""


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
    """A dropped file, kept in its drop's folder."""
    window = window_of(request)
    drop = request.query_params.get("drop", "")
    if not re.fullmatch(r"[0-9a-z]{1,32}", drop):
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    try:
        path = await uploads.receive(
            request, window.drop_folder(drop), request.query_params.get("name", "")
        )
    except uploads.UploadError as error:
        return JSONResponse({"error": str(error)}, 400)
    window.drops.setdefault(drop, []).append(path)
    return JSONResponse({"name": path.name})


async def read(request: Request) -> Response:
    """Do with the files of a drop what they are for."""
    from optimizer.web.dropped import DropError, Way, road_of

    window = window_of(request)
    drop = str((await request.json()).get("drop", ""))
    try:
        road = await run_in_threadpool(road_of, tuple(window.drops.get(drop, ())))
    except DropError as error:
        words = getattr(texts()["dropped"], error.code)
        return JSONResponse({"error": words(**error.fields)}, 400)
    if road.way is Way.QUOTES and window.result is None:
        return JSONResponse({"error": texts()["dropped"].quotes_alone}, 409)
    await run_in_threadpool(window.tidy, *road.files, *(each for each in _in_use(window)))
    return JSONResponse({"next": f"/w/{window.token}/{_gone(windows_of(request), window, road)}"})


def _in_use(window: Window) -> tuple[Path, ...]:
    """Files of earlier drops that are still asked for."""
    exports = window.exports.files[:1] if window.exports else ()
    pair = (*window.pair.files, *window.pair.inputs) if window.pair else ()
    return (*((window.source,) if window.source else ()), *exports, *pair)


def _gone(windows: Windows, window: Window, road: "Road") -> str:
    """Set out on the way; the step that shows it."""
    from optimizer.web.begun import begin, compare_two, import_exports, take_quotes
    from optimizer.web.dropped import Way

    if road.way is Way.QUOTES:
        take_quotes(windows, window, road.files)
        return "negotiate"
    if road.way is Way.COMPARE:
        compare_two(windows, window, road)
        return "compare"
    if road.way is Way.IMPORT:
        import_exports(windows, window, road)
        return "import"
    window.exports, window.imported, window.asked = None, None, None
    begin(windows, window, road.files[0])
    window.aside, window.quotes = road.aside, road.quotes
    return "check"


async def take_sample(request: Request) -> Response:
    """Read a sample."""
    from optimizer.web.begun import begin

    window, folder = window_of(request), samples_folder()
    name = str((await request.json()).get("name", ""))
    if folder is None or name not in {each[0] for each in SAMPLES}:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    source = window.drop_folder(SAMPLE) / name
    source.parent.mkdir(parents=True, exist_ok=True)
    await run_in_threadpool(shutil.copyfile, folder / name, source)
    begin(windows_of(request), window, source)
    return JSONResponse({"next": f"/w/{window.token}/check"})


async def template(request: Request) -> Response:
    """The template workbook."""
    from optimizer.api import template as write

    target = window_of(request).out("template") / "cal-optimizer.xlsx"
    target.unlink(missing_ok=True)
    await run_in_threadpool(write, target)
    return FileResponse(target, filename=target.name)
