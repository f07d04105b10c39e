"""Answer: what to buy and what it costs, the proof, departments, and who holds what and why."""

from decimal import Decimal
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from optimizer.explaining.cost_by_department import costs_by
from optimizer.result import Result
from optimizer.web import show
from optimizer.web.holders import (
    PAGE,
    Listing,
    accesses_of,
    counts_by_department,
    department_of,
)
from optimizer.web.texts import texts
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
    t = texts()["answer"]
    tables, plan = result.tables, result.plan
    people, devices = (listing(window, side) for side in SIDES)
    compared = [
        (t.all_devices, plan.all_devices, "device" in plan.unfinished),
        (t.all_users, plan.all_users, "user" in plan.unfinished),
    ]
    known = [cost for _, cost, _ in compared if cost is not None]
    best = min(known, default=None)
    spent = costs_by(result, "department")
    counts = [counts_by_department(each) for each in (people, devices)]
    departments = sorted(
        (
            (name, counts[0].get(name, 0), counts[1].get(name, 0), cost)
            for name, cost in spent.items()
        ),
        key=lambda each: (-each[3], each[0]),
    )
    return {
        "result": result,
        "plan": plan,
        "tables": tables,
        "people": people,
        "devices": devices,
        "compared": compared,
        "longest": max([*known, plan.cost], default=plan.cost),
        "best": best,
        "best_name": next((name for name, cost, _ in compared if cost == best), ""),
        "later": sum((y.nominal for y in plan.payments), Decimal(0)) - plan.due_now,
        "departments": departments,
        "most_paid": max((y.nominal for y in plan.payments), default=Decimal(0)),
        "most_spent": max((each[3] for each in departments), default=Decimal(0)),
    }


def listing(window: Window, side: str) -> Listing:
    """One side's listing of the window's plan, made once."""
    result = window.result
    assert result is not None
    with window.lock:
        if side not in window.listings:
            window.listings[side] = Listing.of(result, side)
        return window.listings[side]


async def holders(request: Request) -> Response:
    """A page of the list, as a fragment."""
    window = window_of(request)
    side = request.query_params.get("side", "people")
    if window.result is None or side not in SIDES:
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
        found = listing(window, side)
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
            matching=int(found.holding.members[runs].sum()),
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
    return HTMLResponse(rendered("accesses.html", side=side, name=names[int(row)], accesses=found))


async def department(request: Request) -> Response:
    """One department at a glance, as a fragment."""
    window = window_of(request)
    result, name = window.result, request.query_params.get("name", "")
    if result is None:
        return HTMLResponse("", 404)

    def made() -> str:
        found = department_of(
            result.tables,
            result.plan.coverage,
            listing(window, "people"),
            listing(window, "devices"),
            name,
        )
        cost = costs_by(result, "department").get(name, Decimal(0))
        amount = f"{show.amount(cost, result.plan.digits)} {result.plan.currency}"
        return rendered("department.html", found=found, amount=amount)

    return HTMLResponse(await run_in_threadpool(made))
