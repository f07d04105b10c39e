"""Two plans compared: what each change costs, what to buy more, and what becomes free."""

from decimal import Decimal

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from optimizer.web.begun import compare_two
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of


async def compare(request: Request) -> Response:
    """What differs between the two."""
    window = window_of(request)
    job = window.jobs.get("compare")
    if window.pair is None or (job is None and window.compared is None):
        return RedirectResponse(f"/w/{window.token}/start", 303)
    found = window.compared
    return page(
        request,
        "start",
        "compare.html",
        job=job,
        pair=window.pair,
        found=found,
        most=max((abs(step.change) for step in found.steps), default=Decimal(0)) if found else 0,
    )


async def swap(request: Request) -> Response:
    """Compare the other way round."""
    from dataclasses import replace

    window = window_of(request)
    if window.pair is None or window.running("compare"):
        return JSONResponse({"error": texts()["page"].unexpected}, 409)
    old, new = window.pair.files
    road = replace(window.pair, files=(new, old), inputs=window.pair.inputs[::-1])
    compare_two(windows_of(request), window, road)
    return JSONResponse({"next": f"/w/{window.token}/compare"})
