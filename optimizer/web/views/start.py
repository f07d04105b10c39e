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
from optimizer.web.views.frame import page, said_in, window_of, windows_of
from optimizer.web.windows import Window, Windows

if TYPE_CHECKING:
    from optimizer.web.dropped import Road

EXPORTS = "exports"
"""The sample that is a folder of exports."""

SAMPLES = {
    "small.xlsx": "89.00",
    "clinic.xlsx": "52,619.00",
    "budget.xlsx": "52,619.00",
    "office.xlsx": "6,821.12",
    "renewal.xlsx": "142,469.80",
    "renewal-dated.xlsx": "139,675.60",
    "expansion.xlsx": "13,901.69",
    "hosting.xlsx": "43,684.00",
    EXPORTS: "3,365.00",
    "broken.xlsx": "",
}
"""The samples with their answers (held against the samples by a test)."""

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
    shown = [
        (name, Path(name).stem.replace("-", "_"), cost)
        for name, cost in SAMPLES.items()
        if folder is not None and (folder / name).exists()
    ]
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
    asked = await said_in(request)
    drop = str(asked.get("drop", ""))
    try:
        road = await run_in_threadpool(road_of, tuple(window.drops.get(drop, ())))
    except DropError as error:
        words = getattr(texts()["dropped"], error.code)
        return JSONResponse({"error": words(**error.fields)}, 400)
    if road.way is Way.QUOTES and window.result is None:
        return JSONResponse({"error": texts()["dropped"].quotes_alone}, 409)
    await run_in_threadpool(window.tidy, *road.files, *(each for each in _in_use(window)))
    mended = asked.get("step") == "check"
    step = _gone(windows_of(request), window, road, mended=mended)
    return JSONResponse({"next": f"/w/{window.token}/{step}"})


def _in_use(window: Window) -> tuple[Path, ...]:
    """Files of earlier drops that are still asked for."""
    exports = window.exports.files[:1] if window.exports else ()
    pair = (*window.pair.files, *window.pair.inputs) if window.pair else ()
    return (*((window.source,) if window.source else ()), *exports, *pair)


def _gone(windows: Windows, window: Window, road: "Road", *, mended: bool) -> str:
    """Set out on the way; the step that shows it. What is dropped on Check is the file mended."""
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
    begin(windows, window, road.files[0], mended=mended)
    window.aside, window.quotes = road.aside, road.quotes
    return "check"


async def take_sample(request: Request) -> Response:
    """Read a sample, or import the exports among them."""
    from optimizer.web.begun import begin
    from optimizer.web.dropped import road_of

    window, folder = window_of(request), samples_folder()
    name = str((await said_in(request)).get("name", ""))
    if folder is None or name not in SAMPLES or not (folder / name).exists():
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    copy = window.drop_folder(SAMPLE) / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    if name == EXPORTS:
        await run_in_threadpool(shutil.copytree, folder / name, copy, dirs_exist_ok=True)
        road = await run_in_threadpool(road_of, sorted(copy.iterdir()))
        step = _gone(windows_of(request), window, road, mended=False)
        return JSONResponse({"next": f"/w/{window.token}/{step}"})
    await run_in_threadpool(shutil.copyfile, folder / name, copy)
    begin(windows_of(request), window, copy)
    return JSONResponse({"next": f"/w/{window.token}/check"})


async def template(request: Request) -> Response:
    """The template workbook."""
    from optimizer.api import template as write

    target = window_of(request).out("template") / "cal-optimizer.xlsx"
    target.unlink(missing_ok=True)
    await run_in_threadpool(write, target)
    return FileResponse(target, filename=target.name)
