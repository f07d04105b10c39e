"""How far the work is, told as it goes; a page that listens is a page that is open."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from optimizer.web import show
from optimizer.web.jobs import State
from optimizer.web.texts import texts
from optimizer.web.views.frame import said_in, window_of
from optimizer.web.windows import Window

SOON = 0.05
"""Seconds between two words while there is work."""

BEAT = 10.0
"""Seconds between two words while there is none."""


async def events(request: Request) -> Response:
    """Server-sent events: the window's jobs whenever they have changed."""
    window = window_of(request)
    return StreamingResponse(_told(request, window), media_type="text/event-stream")


async def _told(request: Request, window: Window) -> AsyncIterator[str]:
    window.pages += 1
    last, beaten = "", 0.0
    try:
        while not await request.is_disconnected():
            said = json.dumps(jobs(window))
            if said != last or monotonic() - beaten > BEAT:
                last, beaten = said, monotonic()
                yield f"data: {said}\n\n"
            await asyncio.sleep(SOON)
    finally:
        window.pages -= 1
        window.left = monotonic()


def jobs(window: Window) -> list[dict[str, object]]:
    """The window's jobs as the script shows them."""
    t = texts()["working"]
    found: list[dict[str, object]] = []
    for name, job in list(window.jobs.items()):
        step = job.steps[-1] if job.steps else None
        running = job.state is State.RUNNING
        now = monotonic()
        found.append(
            {
                "name": name,
                "state": str(job.state),
                "title": str(job.title),
                "words": step.words if step else str(job.title),
                "number": step.number if step else 0,
                "count": step.count if step else 0,
                "done": [each.words for each in job.steps[:-1]],
                "time": t.so_far(
                    step=show.clock(now - step.began if step else job.seconds),
                    all=show.clock(job.seconds),
                )
                if running
                else "",
            }
        )
    return found


async def stop(request: Request) -> Response:
    """Stop a job; it hands over what it has found, where it has found a plan."""
    window = window_of(request)
    job = window.jobs.get(str((await said_in(request)).get("job", "")))
    if job is not None and job.state is State.RUNNING and job.worker is not None:
        job.worker.stop()
    return JSONResponse({})
