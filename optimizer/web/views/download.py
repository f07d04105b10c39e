"""Download: each workbook as the command writes it, and everything as one zip."""

import asyncio
import zipfile
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from optimizer.web.jobs import Job, State
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of
from optimizer.web.windows import Window

KINDS = ("plan", "negotiation", "kept", "marked")
"""What can be downloaded."""

ENDINGS = {"plan": "plan", "negotiation": "negotiation", "kept": "what-ifs", "marked": "marked"}


async def download(request: Request) -> Response:
    """The sixth step."""
    window = window_of(request)
    if window.checkup is None or window.source is None:
        return RedirectResponse(f"/w/{window.token}/start", 303)
    return page(
        request,
        "download",
        "download.html",
        stem=window.source.stem,
        ready={kind: ready(window, kind) for kind in KINDS},
        endings=ENDINGS,
        result=window.result,
        plan=window.result.plan if window.result else None,
    )


def ready(window: Window, kind: str) -> bool:
    """Whether there is anything to download of that kind."""
    result, found = window.result, window.checkup
    if kind == "plan":
        return result is not None
    if kind == "negotiation":
        return result is not None and result.plan.deal is not None
    if kind == "kept":
        return bool(window.kept)
    return found is not None and bool(found.problems or found.notes)


async def fetch(request: Request) -> Response:
    """One file, or all of them as `all`."""
    window, kind = window_of(request), request.path_params["kind"]
    if window.source is None or kind not in (*KINDS, "all"):
        return JSONResponse({"error": texts()["page"].unexpected}, 404)
    wanted = [each for each in KINDS if ready(window, each)] if kind == "all" else [kind]
    paths: dict[str, Path] = {}
    for each in wanted:
        path = await _made(request, window, each)
        if isinstance(path, str):
            return JSONResponse({"error": path}, 409)
        paths[each] = path
    if kind != "all":
        path = paths[kind]
        beside = sorted(path.parent.glob(f"{path.stem}-*.csv"))
        if beside:
            path = await run_in_threadpool(_zipped, path.with_suffix(".zip"), [path, *beside])
        return FileResponse(path, filename=path.name)
    target = window.folder / "out" / f"{window.source.stem}.zip"
    files = [*paths.values()]
    files += [csv for path in files for csv in sorted(path.parent.glob(f"{path.stem}-*.csv"))]
    await run_in_threadpool(_zipped, target, files)
    return FileResponse(target, filename=target.name)


def _zipped(target: Path, files: list[Path]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return target


async def _made(request: Request, window: Window, kind: str) -> Path | str:
    """The file, written by a worker where it is not there yet; or why there is none."""
    if not ready(window, kind):
        return str(texts()["page"].unexpected)
    known = window.files.get(kind)
    if known is not None and known.exists():
        return known
    assert window.source is not None
    folder = window.folder / "out" / kind
    await run_in_threadpool(folder.mkdir, parents=True, exist_ok=True)
    target = folder / f"{window.source.stem}-{ENDINGS[kind]}.xlsx"
    target.unlink(missing_ok=True)
    result = window.result
    job = Job(f"write {kind}", target.name)
    window.jobs[job.name] = job
    workers = windows_of(request).workers
    if kind == "marked":
        workers.run(job, "mark", window.source, target, window.checkup)
    elif kind == "kept":
        rows = tuple((kept.name, *change) for kept in window.kept for change in kept.changes)
        workers.run(job, "keep", window.source, target, rows)
    else:
        assert result is not None
        if kind == "plan" and result.plan.deal is not None:
            result = replace(result, plan=replace(result.plan, deal=None))
        workers.run(job, "write", result, target)
    while not job.finished.is_set():  # noqa: ASYNC110 - set by a thread
        await asyncio.sleep(0.05)
    if job.state is not State.DONE:
        return job.failure or str(texts()["page"].unexpected)
    window.files[kind] = target
    return target
