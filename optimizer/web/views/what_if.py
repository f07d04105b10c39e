"""What if: a price on its exact curve, headcounts, offers; each alternative solved on its own."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from optimizer.domain.answers import Curve
from optimizer.domain.plan import Plan, PlanStatus
from optimizer.domain.planners_rules import rules_of
from optimizer.domain.tables import Kind
from optimizer.result import Result
from optimizer.web import show
from optimizer.web.jobs import Job, State
from optimizer.web.texts import texts
from optimizer.web.views.answer import answered
from optimizer.web.views.frame import page, rendered, said_in, window_of, windows_of
from optimizer.web.windows import WhatIf, Window

CHANGES = (
    *("Price", "Count", "Count factor", "Without offer", "License by", "Without rule", "Budget"),
)
"""The changes that the step offers, in the words of Scenarios."""

Changes = tuple[tuple[object, ...], ...]

MOST_CHANGES = 200


MOST_ROWS = 60
"""Rows that are listed one by one."""


class ChangeError(Exception):
    """Changes that are not of the step's own making."""


async def what_if(request: Request) -> Response:
    """The fourth step."""
    window = window_of(request)
    result = window.result
    if result is None:
        return RedirectResponse(f"/w/{window.token}/answer", 303)
    tables, plan = result.tables, result.plan
    offers = [
        {
            "name": offer.name,
            "license": tables.licenses[offer.license].name,
            "price": offer.tiers[0][1],
            "tiered": len(offer.tiers) > 1,
        }
        for offer in tables.offers
    ]
    bought = {p.offer: p.cost for p in plan.purchases}
    plain = [offer.name for offer in tables.offers if len(offer.tiers) == 1]
    first = max(plain, key=lambda name: bought.get(name, Decimal(-1)), default="")
    sides = (("User", tables.users), ("Device", tables.devices))
    groups = [
        (side, name, int(count))
        for side, holders in sides
        for name, count in zip(holders.names, holders.count.tolist(), strict=True)
        if count > 1
    ][:MOST_ROWS]
    fixed = [
        (holders.names[row], "User" if holders.kind[row] == Kind.USER else "Device")
        for _, holders in sides
        for row in np.flatnonzero(holders.kind != Kind.EITHER).tolist()
    ]
    deal = plan.deal
    shown = await run_in_threadpool(answered, window, result)
    return page(
        request,
        "what_if",
        "what_if.html",
        result=result,
        plan=plan,
        tables=tables,
        offers=offers,
        first=first,
        groups=groups,
        heads=[listing.members for listing in (shown.people, shown.devices)],
        fixed=fixed[:MOST_ROWS],
        fixed_more=max(0, len(fixed) - MOST_ROWS),
        worths={each.offer: each.worth for each in deal.worths} if deal else {},
        rules=_rules(result),
        rules_priced=deal is not None,
        beside=_beside(window, result),
    )


def _rules(result: Result) -> list[tuple[str, str, Decimal | None]]:
    """Each rule of the workbook but License by of single rows, which have switches of their own:
    its name, the same in the page's words, and its price where it is known and is one."""
    t, deal = texts()["rules"], result.plan.deal
    prices = {(r.rule, r.where): r.price for r in deal.rules} if deal else {}
    found = islice(rules_of(result.tables), MOST_ROWS)
    return [
        (
            rule.name,
            getattr(t, rule.rule.lower().replace(" ", "_"))(where=rule.where),
            prices.get((rule.rule, rule.where)),
        )
        for rule in found
        if rule.rule != "License by" or rule.whole
    ]


async def curve(request: Request) -> Response:
    """The exact curve of one offer's price under other changes, as data for the script."""
    window = window_of(request)
    result = window.result
    if result is None:
        return JSONResponse({"error": texts()["page"].unexpected}, 409)
    asked = await said_in(request)
    offer = str(asked.get("offer", ""))
    if offer not in {each.name for each in result.tables.offers}:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    try:
        changes = _changes(asked.get("changes", []))
    except ChangeError:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    key = ("curve", offer, changes)
    found = window.memory.get(key)
    if found is None:
        done = await _asked(request, window, "curve", result.tables, changes, offer)
        if done.state is not State.DONE:
            return JSONResponse({"why": done.failure or texts()["working"].stopped})
        found = done.answer
        window.memory.put(key, found)
    if not isinstance(found, Curve):
        return JSONResponse({"why": str(found)})
    return JSONResponse(show.curve_data(found, result.plan, result.tables))


async def solve(request: Request) -> Response:
    """The cheapest plan under some changes: its figures, and the licenses that it changes."""
    window = window_of(request)
    if window.result is None:
        return JSONResponse({"error": texts()["page"].unexpected}, 409)
    try:
        changes = _changes((await said_in(request)).get("changes", []))
    except ChangeError:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    found = await _solved(request, window, changes)
    if isinstance(found, str):
        return JSONResponse({"why": found})
    return JSONResponse(figures(window.result, found))


async def keep(request: Request) -> Response:
    """Keep an alternative beside the plan; answers with the table."""
    window = window_of(request)
    result = window.result
    asked = await said_in(request)
    try:
        changes = _changes(asked.get("changes", []))
    except ChangeError:
        changes = ()
    if result is None or not changes:
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    found = await _solved(request, window, changes, name="keep")
    if isinstance(found, str):
        return JSONResponse({"why": found})
    name = _free(window, str(asked.get("name", "")).strip()[:60] or _name(changes))
    window.kept.append(WhatIf(name, changes, found))
    window.files.pop("kept", None)
    return HTMLResponse(_beside(window, result))


async def drop(request: Request) -> Response:
    """Remove or rename a kept alternative; answers with the table."""
    window = window_of(request)
    asked = await said_in(request)
    number, name = asked.get("number"), str(asked.get("name", "")).strip()[:60]
    if window.result is None or not isinstance(number, int) or not 0 <= number < len(window.kept):
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    if name:
        window.kept[number].name = _free(window, name, but=number)
    else:
        del window.kept[number]
    window.files.pop("kept", None)
    return HTMLResponse(_beside(window, window.result))


async def _solved(
    request: Request, window: Window, changes: Changes, name: str = "try"
) -> Result | str:
    """The plan under the changes, or why there is none. One that is to be kept is a job by another
    name, so that nothing tried meanwhile takes its place."""
    assert window.result is not None
    key = ("what-if", changes)
    found = window.memory.get(key)
    if found is None:
        done = await _asked(request, window, "what-if", window.result.tables, changes, name=name)
        if done.state is State.STOPPED:
            return str(texts()["working"].stopped)
        if done.state is not State.DONE:
            problems = "; ".join(str(problem.problem) for problem in (done.answer or ())[:2])
            words = f"{done.failure} {problems}".strip()
            return words or texts()["what_if"].infeasible
        found = done.answer
        assert isinstance(found, Result)
        if found.plan.status is PlanStatus.OPTIMAL:  # one that was stopped may be proven next time
            window.memory.put(key, found)
    assert isinstance(found, Result)
    return found


async def _asked(
    request: Request, window: Window, task: str, *arguments: object, name: str = "try"
) -> Job:
    """A job of this step, waited for; one that is asked for later takes its place."""
    name = f"{name} {task}"
    earlier = window.running(name)
    if earlier is not None and earlier.worker is not None:
        worker, earlier.worker = earlier.worker, None
        worker.kill()
    words = texts()["what_if"]
    job = Job(name, words.drawing if task == "curve" else words.solving)
    window.jobs[name] = job
    windows_of(request).workers.run(job, task, *arguments)
    await run_in_threadpool(job.finished.wait)
    return job


def _changes(asked: object) -> Changes:
    """Changes of the page as (change, target, value); raises ChangeError."""
    if not isinstance(asked, list) or len(asked) > MOST_CHANGES:
        raise ChangeError
    made: list[tuple[object, ...]] = []
    for each in asked:
        if not isinstance(each, list) or len(each) != 3 or each[0] not in CHANGES:
            raise ChangeError
        what, target, value = each
        if what in ("Price", "Count factor", "Budget"):
            try:
                value = Decimal(str(value))
            except InvalidOperation:
                raise ChangeError from None
            if not value.is_finite():
                raise ChangeError
            value = int(value) if value == value.to_integral_value() else float(value)
        elif what == "Count":
            if not isinstance(value, int):
                raise ChangeError
        else:
            value = None if str(what).startswith("Without") else str(value)
        made.append((what, str(target), value))
    return tuple(made)


def figures(today: Result, then: Result) -> Mapping[str, object]:
    """What the page says of an alternative, every amount as text."""
    plan, other = today.plan, then.plan
    digits = plan.digits
    difference = other.cost - plan.cost
    return {
        "cost": show.amount(other.cost, digits),
        "difference": show.signed(difference, digits),
        "direction": "down" if difference < 0 else "up" if difference > 0 else "",
        "share": show.share(difference, plan.cost),
        "budget": _budget(other),
        "missing": bool(other.budget and other.budget.missing),
        "of": show.amount(other.budget.budget, digits) if other.budget else "",
        "quantities": {
            p.license: sum(q.quantity for q in other.purchases if q.license == p.license)
            for p in other.purchases
        },
        "proven": other.status is PlanStatus.OPTIMAL,
    }


def _budget(plan: Plan) -> str:
    if plan.budget is None:
        return ""
    t, b = texts()["what_if"], plan.budget
    if b.missing:
        return t.budget_missing(amount=show.amount(b.missing, plan.digits))
    return t.budget_left(amount=show.amount(b.budget - b.payments, plan.digits))


def _name(changes: Changes) -> str:
    what, target, value = changes[0]
    words = texts()["what_if"]
    text = (
        words.named_price(target=target, value=f"{value:,}")
        if what == "Price"
        else f"{what} {target} {value or ''}".strip()
    )
    more = len(changes) - 1
    return words.named_more(name=text, count=more) if more else text


def _free(window: Window, name: str, but: int = -1) -> str:
    result = window.result
    taken = {each.name.casefold() for i, each in enumerate(window.kept) if i != but}
    taken |= {scenario.name.casefold() for scenario in result.tables.scenarios} if result else set()
    number, found = 2, name
    while found.casefold() in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def _beside(window: Window, result: Result) -> str:
    """The table of the plan, what has been kept, and the workbook's scenarios."""
    plan = result.plan
    columns: list[tuple[str, Plan | None, int | None]] = [(texts()["what_if"].the_plan, plan, None)]
    columns += [(each.name, each.result.plan, i) for i, each in enumerate(window.kept)]
    columns += [(future.name, future.plan, None) for future in plan.futures]
    names = [b.license for b in plan.balances if b.used]
    for _, other, _ in columns:
        if other is not None:
            names += [b.license for b in other.balances if b.used and b.license not in names]
    rows: list[tuple[str, list[Any]]] = [
        (name, [_used(other, name) for _, other, _ in columns]) for name in names
    ]
    return rendered(
        "beside.html",
        result=result,
        plan=plan,
        columns=columns,
        rows=rows,
        budget_of=_budget,
    )


def _used(plan: Plan | None, license: str) -> int | None:
    if plan is None:
        return None
    return sum(b.used for b in plan.balances if b.license == license)
