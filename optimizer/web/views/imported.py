"""Exports: what each was taken for, what is left to decide, and on to the plan."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from optimizer.web.begun import go_on, import_again
from optimizer.web.imported import Asked, merged
from optimizer.web.jobs import State
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, said_in, window_of, windows_of

if TYPE_CHECKING:
    from optimizer.domain.problems import Problem

ANSWERED = {
    "export-server": "server",
    "group-server": "group",
    "export-dates": "dates",
    "export-zones": "zone",
    "time-zone": "zone",
    "export-unknown": "map",
    "export-nearest": "map",
    "export-tie": "map",
}
"""Questions of an import that are answered on the page, and by what; of any other file one may do
without."""

MOST = 500
"""Answers in one request."""

MAP_FIELDS = ("user", "device", "server", "at")
"""What a column of a file of no known kind may hold, as it is asked for here."""

SHOWN = 200
"""Questions that stand on the page; the workbook has all."""


async def imported(request: Request) -> Response:
    """What came of the exports."""
    window = window_of(request)
    job = window.jobs.get("import")
    if window.exports is None or (job is None and window.imported is None):
        return RedirectResponse(f"/w/{window.token}/start", 303)
    problems: tuple[Problem, ...] = ()
    if job is not None and job.state is State.FAILED:
        problems = tuple(job.answer or ())
    return page(
        request,
        "start",
        "imported.html",
        job=job,
        found=window.imported,
        problems=[(each, ANSWERED.get(each.code, "leave")) for each in problems],
        asked=window.asked or Asked(),
        count=len(window.exports.files),
        shown=SHOWN,
        columns_of=columns_of,
        map_fields=MAP_FIELDS,
    )


async def again(request: Request) -> Response:
    """Import once more, with what has been answered."""
    window = window_of(request)
    if window.exports is None:
        return JSONResponse({"error": texts()["page"].unexpected}, 409)
    said = await said_in(request)
    asked, running = window.asked or Asked(), window.running("import")
    decided = said.get("decided", [])
    named = [_texts(said.get(key, {})) for key in ("servers", "groups", "mapped")]
    left_out = said.get("left_out", [])
    if running or None in named or not isinstance(left_out, list) or not _decisions(decided):
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    dates = str(said.get("dates", "")).upper()
    servers, groups, mapped = (found or {} for found in named)
    if wrong := _wrong_map(mapped):
        return JSONResponse({"error": wrong}, 400)
    import_again(
        windows_of(request),
        window,
        Asked(
            dates=dates if dates in ("DMY", "MDY") else asked.dates,
            time_zone=str(said.get("zone", asked.time_zone))[:60],
            servers={**asked.servers, **servers},
            groups={**asked.groups, **groups},
            mapped={**asked.mapped, **mapped},
            left_out=asked.left_out | {str(name) for name in left_out},
            decided=merged(
                asked.decided, [(str(a), str(b), str(c), str(d)) for a, b, c, d in decided]
            ),
            illustrative=asked.illustrative,
        ),
    )
    return JSONResponse({"next": f"/w/{window.token}/import"})


async def go(request: Request) -> Response:
    """Read what was imported, and solve it."""
    window = window_of(request)
    if window.imported is None or window.running("import"):
        return JSONResponse({"error": texts()["page"].unexpected}, 409)
    go_on(
        windows_of(request), window, illustrative=bool((await said_in(request)).get("illustrative"))
    )
    return JSONResponse({"next": f"/w/{window.token}/check"})


def _texts(value: object) -> Mapping[str, str] | None:
    """A short mapping of texts; None for anything else."""
    if not isinstance(value, dict) or len(value) > MOST:
        return None
    return {str(key): str(text)[:200] for key, text in value.items() if str(text).strip()}


def _wrong_map(mapped: Mapping[str, str]) -> str:
    """What is wrong with how the columns of a file were told; "" where nothing is."""
    from optimizer.importing.sources.mapped import WrongMapError, source_of_map

    try:
        for text in mapped.values():
            source_of_map(text)
    except WrongMapError as error:
        return str(error)
    return ""


def columns_of(problem: "Problem") -> tuple[str, ...]:
    """The first columns of a file of no known kind, as far as the question names them."""
    header = str(dict(problem.fields).get("header", ""))
    return tuple(name.strip('"') for name in header.split(", ") if name.strip('"'))


def _decisions(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST
        and all(isinstance(each, list) and len(each) == 4 for each in value)
    )
