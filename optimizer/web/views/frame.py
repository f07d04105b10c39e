"""What every page shares: its window, the steps with what each holds now, and the templates."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from optimizer.web import show
from optimizer.web.jobs import Job
from optimizer.web.texts import texts
from optimizer.web.windows import Window, Windows

STEPS = ("start", "check", "answer", "what_if", "negotiate", "download")
PATHS = {step: step.replace("_", "-") for step in STEPS}


def windows_of(request: Request) -> Windows:
    """The run's windows."""
    found = request.app.state.windows
    assert isinstance(found, Windows)
    return found


def window_of(request: Request) -> Window:
    """The request's window; a page that says so where it has been forgotten."""
    window = windows_of(request).get(request.path_params["window"])
    if window is None:
        raise HTTPException(404, texts()["page"].gone)
    return window


MOST_SAID = 4 << 20
"""Bytes of what the page's own scripts say of something that is to be done."""


async def said_in(request: Request) -> dict[str, Any]:
    """What the page's script says, as JSON's object; a sentence where it is not one, or too
    long."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MOST_SAID:
            raise HTTPException(413, texts()["page"].not_understood)
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise HTTPException(400, texts()["page"].not_understood)
    return found


@cache
def environment() -> Environment:
    """The templates; every value is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("optimizer.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(show=show, t=texts(), STEPS=STEPS, PATHS=PATHS)
    return made


def rendered(template: str, **values: Any) -> str:
    """A template as text."""
    return environment().get_template(template).render(**values)


def page(request: Request, step: str, template: str, **values: Any) -> HTMLResponse:
    """A step's page in the frame."""
    window = window_of(request)
    states = {name: STATES[name](window) for name in STEPS}
    return HTMLResponse(
        rendered(
            template,
            window=window,
            base=f"/w/{window.token}",
            step=step,
            states=states,
            working=_working(window, step),
            **values,
        )
    )


def _working(window: Window, step: str) -> Job | None:
    """The job that a step waits for; one that has just ended still counts as waited for, and the
    script then asks for the page again."""
    return window.jobs.get({"start": "check", "what_if": "", "download": ""}.get(step, step))


def _start(window: Window) -> Mapping[str, str]:
    return {
        "kind": "done" if window.source else "",
        "words": window.source.name if window.source else "",
    }


def _check(window: Window) -> Mapping[str, str]:
    t = texts()["steps"]
    if window.running("check"):
        return {"kind": "", "words": t.working}
    found = window.checkup
    if found is None:
        return {"kind": "later", "words": ""}
    c = texts()["check"]
    parts = [
        one if number == 1 else more(count=number)
        for number, one, more in (
            (len(found.problems), c.problem_one, c.problem_many),
            (len(found.notes), c.note_one, c.note_many),
        )
        if number
    ]
    kind = "done" if not found.problems else "bad"
    return {"kind": kind, "words": ", ".join(parts) or t.no_problems}


def _answer(window: Window) -> Mapping[str, str]:
    t = texts()["steps"]
    if window.running("answer"):
        return {"kind": "", "words": t.working}
    if window.result is not None:
        plan = window.result.plan
        return {"kind": "done", "words": f"{show.amount(plan.cost, plan.digits)} {plan.currency}"}
    job = window.jobs.get("answer")
    return {"kind": "bad", "words": t.no_plan} if job else {"kind": "later", "words": ""}


def _what_if(window: Window) -> Mapping[str, str]:
    t = texts()["steps"]
    if window.result is None:
        return {"kind": "later", "words": ""}
    kept = len(window.kept)
    return {"kind": "done" if kept else "", "words": f"{kept} kept" if kept else t.nothing_tried}


def _negotiate(window: Window) -> Mapping[str, str]:
    t = texts()["steps"]
    if window.result is None:
        return {"kind": "later", "words": ""}
    if window.running("negotiate"):
        return {"kind": "", "words": t.working}
    done = window.result.plan.deal is not None
    return {"kind": "done" if done else "", "words": t.worked_out if done else t.not_worked_out}


def _download(window: Window) -> Mapping[str, str]:
    if window.checkup is None:
        return {"kind": "later", "words": ""}
    t = texts()["steps"]
    return {"kind": "", "words": t.ready if window.result is not None else ""}


STATES: Mapping[str, Callable[[Window], Mapping[str, str]]] = {
    "start": _start,
    "check": _check,
    "answer": _answer,
    "what_if": _what_if,
    "negotiate": _negotiate,
    "download": _download,
}
"""What the rail says of each step: done, bad, later or nothing, and a few words."""
