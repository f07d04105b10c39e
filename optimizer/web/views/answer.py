"""Answer: what to buy and what it costs, the proof, departments, and who holds what and why."""

from decimal import Decimal
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from optimizer.result import Result
from optimizer.web import show
from optimizer.web.accesses import accesses_of
from optimizer.web.answered import Answered
from optimizer.web.departments import department_of
from optimizer.web.holders import PAGE
from optimizer.web.views.frame import page, rendered, window_of
from optimizer.web.windows import Window

SIDES = ("people", "devices")


async def answer(request: Request) -> Response:
    """The third step."""
    window = window_of(request)
    if window.result is None:
        if "answer" not in window.jobs:
            step = "check" if window.checkup or "check" in window.jobs else "start"
            return RedirectResponse(f"/w/{window.token}/{step}", 303)
        job = window.jobs["answer"]
        return page(request, "answer", "waiting.html", job=job)
    values = await run_in_threadpool(_shown, window, window.result)
    return page(request, "answer", "answer.html", **values)


def _shown(window: Window, result: Result) -> dict[str, Any]:
    plan, found = result.plan, answered(window, result)
    known = [rule.cost for rule in found.rules if rule.cost is not None]
    time = plan.over_time
    return {
        "result": result,
        "plan": plan,
        "tables": result.tables,
        "found": found,
        "periods": time.periods if time else (),
        "budgets": time.budgets if time else (),
        "longest": max([*known, plan.cost]),
        "most_paid": max((y.nominal for y in plan.payments), default=Decimal(0)),
        "most_due": max((p.payments for p in time.periods), default=Decimal(0)) if time else 0,
        "most_spent": max((each.cost for each in found.departments), default=Decimal(0)),
    }


def answered(window: Window, result: Result) -> Answered:
    """What is shown of the window's plan, worked out once."""
    with window.lock:
        if window.answered is None:
            window.answered = Answered.of(result)
        return window.answered


async def holders(request: Request) -> Response:
    """A page of the list, as a fragment."""
    window = window_of(request)
    side = request.query_params.get("side", "people")
    result = window.result
    if result is None or side not in SIDES:
        return HTMLResponse("", 404)
    asked = {
        name: request.query_params.get(name, "")
        for name in ("q", "department", "license", "reason")
    }
    number = (
        max(0, int(request.query_params.get("page", "0") or 0))
        if request.query_params.get("page", "0").isdigit()
        else 0
    )

    def made() -> str:
        found = answered(window, result).listing(side)
        runs = found.found(asked["q"], asked["department"], asked["license"], asked["reason"])
        first = min(number * PAGE, max(0, (len(runs) - 1) // PAGE * PAGE))
        shown = found.lines(runs[first : first + PAGE].tolist())
        return rendered(
            "holders.html",
            base=f"/w/{window.token}",
            side=side,
            lines=shown,
            listing=found,
            asked=asked,
            matching=len(runs) if found.spans else int(found.holding.members[runs].sum()),
            number_shown=len(shown) if found.spans else sum(line.members for line in shown),
            number=first // PAGE,
            last=first + PAGE >= len(runs),
        )

    return HTMLResponse(await run_in_threadpool(made))


async def opened(request: Request) -> Response:
    """One person's or device's accesses and what covers each, as a fragment."""
    window = window_of(request)
    side, row = request.query_params.get("side", ""), request.query_params.get("row", "")
    result = window.result
    if result is None or side not in SIDES or not row.isdigit():
        return HTMLResponse("", 404)
    names = (result.tables.users if side == "people" else result.tables.devices).names
    if int(row) >= len(names):
        return HTMLResponse("", 404)
    found = await run_in_threadpool(
        accesses_of, result.tables, result.plan.coverage, side, int(row)
    )
    return HTMLResponse(rendered("accesses.html", side=side, name=names[int(row)], found=found))


async def department(request: Request) -> Response:
    """One department at a glance, as a fragment."""
    window = window_of(request)
    result, name = window.result, request.query_params.get("name", "")
    if result is None:
        return HTMLResponse("", 404)

    def made() -> str:
        known = answered(window, result)
        found = department_of(
            result.tables, result.plan.coverage, known.people, known.devices, name
        )
        cost = show.amount(known.cost_of(name), result.plan.digits)
        return rendered("department.html", found=found, amount=f"{cost} {result.plan.currency}")

    return HTMLResponse(await run_in_threadpool(made))
