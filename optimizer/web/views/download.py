"""Download: each workbook as the command writes it, and everything as one zip."""

import asyncio
import glob
import zipfile
from dataclasses import replace
from pathlib import Path
from secrets import token_urlsafe

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from optimizer.web.jobs import Job, State
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of
from optimizer.web.windows import Window, Windows

ENDINGS = {
    "plan": "plan.xlsx",
    "negotiation": "negotiation.xlsx",
    "requests": "quote-requests",
    "quoted": "quotes.zip",
    "kept": "what-ifs.xlsx",
    "compared": "compared.xlsx",
    "imported": "imported.zip",
    "marked": "marked.xlsx",
}
"""What can be downloaded, in the order of the page, and how its name ends; one without an ending is
one workbook or several."""


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
        ready={kind: ready(window, kind) for kind in ENDINGS},
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
    if kind == "requests":
        return result is not None and bool(result.plan.purchases)
    if kind == "kept":
        return bool(window.kept)
    if kind == "quoted":
        return window.quoted is not None
    if kind == "compared":
        return window.compared is not None
    if kind == "imported":
        return window.imported is not None
    return found is not None and bool(found.problems or found.notes or window.choices)


async def fetch(request: Request) -> Response:
    """One file, or all of them as `all`; several files of one kind come as a zip."""
    window, kind = window_of(request), request.path_params["kind"]
    if kind not in (*ENDINGS, "all"):
        return JSONResponse({"error": texts()["page"].unexpected}, 404)
    wanted = [each for each in ENDINGS if ready(window, each)] if kind == "all" else [kind]
    files: list[Path] = []
    for each in wanted:
        made = await _made(request, window, each)
        if isinstance(made, str):
            return JSONResponse({"error": made}, 409)
        files += [path for path in made if path not in files]
    if len(files) == 1:
        return FileResponse(files[0], filename=files[0].name)
    name = _stem(window) if kind == "all" else f"{_stem(window)}-{ENDINGS[kind].split('.')[0]}"
    target = window.out("zip") / f"{name}.zip"
    await run_in_threadpool(_zipped, target, files)
    return FileResponse(target, filename=target.name)


def _stem(window: Window) -> str:
    return window.source.stem if window.source is not None else "cal-optimizer"


def _zipped(target: Path, files: list[Path]) -> Path:
    taken: set[str] = set()
    draft = target.with_name(f".{token_urlsafe(6)}.part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            name, number = file.name, 2
            while name in taken:
                name, number = f"{file.stem}-{number}{file.suffix}", number + 1
            taken.add(name)
            archive.write(file, name)
    return draft.replace(target)


async def _made(request: Request, window: Window, kind: str) -> list[Path] | str:
    """The files, written by a worker where they are not there yet; or why there are none."""
    if not ready(window, kind):
        return str(getattr(texts()["download"], f"{kind}_off", texts()["page"].unexpected))
    if kind == "imported" and window.imported is not None:
        return list(window.imported.files)
    if kind == "quoted" and window.quoted is not None:
        return list(window.quoted.files)
    job = window.running(f"write {kind}")
    if job is None:
        known = window.files.get(kind)
        if known is not None and known.exists():
            return [known, *_beside(known)]
        job = _begun(windows_of(request), window, kind)
    # It is waited for, but goes on by itself: whoever asks again finds it under way or done.
    while not job.finished.is_set():  # noqa: ASYNC110 - set by a thread
        await asyncio.sleep(0.05)
    if job.state is State.STOPPED:
        return str(texts()["working"].stopped)
    if job.state is not State.DONE:
        return job.failure or str(texts()["page"].unexpected)
    if kind == "requests":
        return [each for each in job.answer or () if isinstance(each, Path)]
    return [window.files[kind], *_beside(window.files[kind])]


def _begun(windows: Windows, window: Window, kind: str) -> Job:
    """A job that writes the file of that kind."""
    source = window.source
    assert source is not None
    target = window.out(kind) / f"{source.stem}-{ENDINGS[kind]}"
    for old in (target, *_beside(target)):
        old.unlink(missing_ok=True)
    result = window.result
    task: tuple[object, ...]
    if kind == "requests":
        task = ("requests", result, window.out("requests"))
    elif kind == "marked":
        task = ("mark", source, target, window.checkup, window.choices)
    elif kind == "kept":
        rows = tuple((kept.name, *change) for kept in window.kept for change in kept.changes)
        task = ("keep", source, target, rows, window.choices)
    else:
        assert result is not None
        if kind == "plan" and result.plan.deal is not None:
            result = replace(result, plan=replace(result.plan, deal=None))
        task = ("write", result, target)
    job = Job(f"write {kind}", str(texts()["download"].writing(name=target.name)))
    window.jobs[job.name] = job

    def written(done: Job) -> None:
        if window.jobs.get(job.name) is done and kind != "requests":
            window.files[kind] = target

    job.follows = written
    verb, *arguments = task
    windows.workers.run(job, str(verb), *arguments)
    return job


def _beside(target: Path) -> list[Path]:
    stem = glob.escape(target.stem)
    return sorted(f for kind in ("csv", "parquet") for f in target.parent.glob(f"{stem}-*.{kind}"))
