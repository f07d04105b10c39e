"""Negotiate: what each price, offer, access and server is worth; a quote compared at once."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from optimizer.domain.answers import Curve
from optimizer.domain.plan import Plan, PlanStatus
from optimizer.web import show
from optimizer.web.jobs import Job
from optimizer.web.texts import texts
from optimizer.web.views.frame import page, window_of, windows_of


async def negotiate(request: Request) -> Response:
    """The fifth step."""
    window = window_of(request)
    result = window.result
    if result is None:
        return RedirectResponse(f"/w/{window.token}/answer", 303)
    plan = result.plan
    deal = plan.deal
    curves = sorted(deal.curves, key=lambda c: (-c.discounts[-2][1], -_now(c))) if deal else []
    return page(
        request,
        "negotiate",
        "negotiate.html",
        result=result,
        plan=plan,
        deal=deal,
        quotes_job=window.jobs.get("quotes"),
        curves=[_row(curve, plan) for curve in curves],
        data=[show.curve_data(curve, plan, result.tables) for curve in curves],
        worths=sorted(
            (w for w in deal.worths if w.worth is None or w.worth > 0) if deal else (),
            key=lambda w: -(w.worth if w.worth is not None else Decimal("Infinity")),
        ),
        most_worth=max((w.worth or Decimal(0) for w in deal.worths), default=Decimal(0))
        if deal
        else Decimal(0),
    )


async def begin(request: Request) -> Response:
    """Ask every question of the plan."""
    windows, window = windows_of(request), window_of(request)
    result = window.result
    if result is None or result.plan.status is not PlanStatus.OPTIMAL:
        return JSONResponse({"error": texts()["negotiate"].unproven}, 409)
    if window.running("negotiate") is None:
        job = Job("negotiate", texts()["working"].negotiating)
        window.jobs["negotiate"] = job

        def answered(done: Job) -> None:
            if window.jobs.get("negotiate") is done and window.result:
                window.result = replace(
                    window.result, plan=replace(window.result.plan, deal=done.answer)
                )
                window.files.pop("negotiation", None)

        job.follows = answered
        windows.workers.run(job, "negotiate", result)
    return JSONResponse({"next": f"/w/{window.token}/negotiate"})


def _now(curve: Curve) -> int:
    return curve.segments[curve.today].quantity


def _row(curve: Curve, plan: Plan) -> dict[str, Any]:
    """A curve in words and in places along its range of prices."""
    t, digits = texts()["negotiate"], plan.digits
    now, top = _now(curve), curve.segments[-1].high
    at_lower = None
    says = []
    if curve.break_even is not None:
        lower = next(s for s in curve.segments if s.high == curve.break_even)
        at_lower = curve.cost_today - lower.cost_high
        words = t.buy_more if now else t.buy_some
        says.append(
            words(
                price=show.amount(curve.break_even, digits),
                today=show.amount(curve.price, digits),
                count=show.count(lower.quantity - now),
            )
        )
    else:
        says.append(t.buy_same(count=show.count(now)) if now else str(t.buy_none))
    if now and curve.walk_away is not None:
        says.append(t.none_from(price=show.amount(curve.walk_away, digits)))
    elif now:
        says.append(
            t.even_at(price=show.amount(top, digits), count=show.count(curve.segments[-1].quantity))
        )
    return {
        "name": curve.offer,
        "says": says,
        "off": dict(curve.discounts).get(Decimal("0.1"), Decimal(0)),
        "at_lower": at_lower,
        "from": show.percent(curve.stays_from, top),
        "until": show.percent(curve.stays_to, top),
        "today": show.percent(curve.price, top),
        "low": (show.percent(curve.break_even, top), show.amount(curve.break_even, digits))
        if curve.break_even is not None
        else None,
        "high": (
            show.percent(curve.walk_away, top),
            show.amount(curve.walk_away, digits),
            show.percent(_beside(curve, top), top),
        )
        if now and curve.walk_away is not None
        else None,
    }


ROOM = Decimal("0.19")
"""Of the range's width, what a figure under it takes."""


def _beside(curve: Curve, top: Decimal) -> Decimal:
    """Where the walk-away price's figure stands: under its mark, or beside the other figure."""
    assert curve.walk_away is not None
    if curve.break_even is None:
        return curve.walk_away
    return max(curve.walk_away, curve.break_even + ROOM * top)
