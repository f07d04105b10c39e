"""The plan as one JSON object, for programs."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from optimizer.domain.plan import Holder, Holding, Plan, PlanStatus, Texts
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Problem
from optimizer.domain.read_as import SheetReading
from optimizer.domain.tables import Holders, Tables
from optimizer.domain.versions import version_text
from optimizer.explaining.cost_by_department import costs_by
from optimizer.report.over_time import all_now, budgets, days, periods, stretches
from optimizer.report.words import number


def plan_object(planned: Planned) -> dict[str, Any]:
    """Every key of the format's JSON."""
    tables, plan = planned.tables, planned.plan
    return {
        "status": plan.status,
        "as_of": tables.settings.as_of.isoformat(),
        "years": tables.settings.horizon,
        "currency": plan.currency,
        "cost": number(plan.cost),
        "due_now": number(plan.due_now),
        "lower_bound": number(plan.lower_bound),
        **_simplified(plan),
        "payments": [
            {"year": y.year, "nominal": number(y.nominal), "discounted": number(y.discounted)}
            for y in plan.payments
        ],
        "purchases": [
            {
                "offer": p.offer,
                "license": p.license,
                "from_license": p.from_license,
                "quantity": p.quantity,
                "packs": p.packs,
                "price": number(p.price),
                "per": p.per,
                "from_date": p.from_date.isoformat(),
                "due_now": number(p.due_now),
                "cost": number(p.cost),
                **({"date": p.from_date.isoformat()} if plan.over_time else {}),
            }
            for p in plan.purchases
        ],
        "server_costs": [
            {"server": server, "cost": number(cost)} for server, cost in plan.server_costs
        ],
        "moves": [
            {
                "license": tables.licenses[move.license].name,
                "from": _holder(tables, move.origin),
                "to": _holder(tables, move.target),
                "quantity": move.quantity,
            }
            for move in plan.mix.moves
        ],
        "moves_proven": plan.moves_proven,
        "users": _held(tables, plan.users, plan.user_why, "user", tables.users),
        "devices": _held(tables, plan.devices, plan.device_why, "device", tables.devices),
        "departments": [
            {"department": name, "cost": number(cost)}
            for name, cost in costs_by(planned, "department").items()
        ],
        "servers": [
            {
                "server": s.server,
                "license": s.license,
                "quantity": s.quantity,
                **days(s.first, s.last),
            }
            for s in plan.servers
        ],
        "holdings": [
            {
                "license": b.license,
                "owned": b.owned,
                "kept": b.kept,
                "converted": b.converted,
                "left_over": b.left_over,
                "bought": b.bought,
                "used": b.used,
                "surplus": b.surplus,
            }
            for b in plan.balances
        ],
        "baselines": {
            "all_users": _optional(plan.all_users),
            "all_devices": _optional(plan.all_devices),
            **all_now(plan),
        },
        "simple_rules": [
            {
                "rule": rule.name,
                "cost": _optional(rule.cost),
                "fewer_deviating": rule.fewer,
                "reason": rule.why_not or None,
            }
            for rule in plan.rules
        ],
        **periods(plan),
        "budget": _budget(plan),
        "licensed": _licensed(plan),
        "scenarios": [
            {
                "scenario": f.name,
                "status": f.status,
                "cost": None if f.plan is None else number(f.plan.cost),
                "due_now": None if f.plan is None else number(f.plan.due_now),
                "budget": None if f.plan is None else _budget(f.plan),
                "licensed": None if f.plan is None else _licensed(f.plan),
                "in_use": [] if f.plan is None else _in_use(f.plan),
                "reasons": problem_list(f.reasons),
            }
            for f in plan.futures
        ],
        "facts": dict(plan.facts),
        "problems": [],
        "warnings": problem_list(plan.warnings),
        "reading": _reading(tables.reading),
    }


def no_plan_object(
    status: PlanStatus,
    problems: Iterable[Problem],
    warnings: Iterable[Problem],
    reading: Iterable[SheetReading] = (),
) -> dict[str, Any]:
    """The same keys where there is no plan: cost is null, problems say why."""
    empty: dict[str, Any] = dict.fromkeys(
        (
            "as_of",
            "years",
            "currency",
            "cost",
            "due_now",
            "lower_bound",
            "moves_proven",
            "budget",
            "licensed",
            "seconds",
        )
    )
    lists = (
        "payments",
        "purchases",
        "server_costs",
        "moves",
        "users",
        "devices",
        "departments",
        "servers",
        "holdings",
        "simple_rules",
        "scenarios",
    )
    return {
        "status": status,
        **empty,
        **{name: [] for name in lists},
        "baselines": {"all_users": None, "all_devices": None},
        "facts": {},
        "problems": problem_list(problems),
        "warnings": problem_list(warnings),
        "reading": _reading(reading),
    }


def _reading(found: Iterable[SheetReading]) -> list[dict[str, Any]]:
    """What each sheet was read as; `sheet` is "" for one that is not read."""
    return [
        {
            "sheet": each.sheet if each.read else "",
            "title": each.title or each.sheet,
            "rows": each.rows,
            "columns": dict(each.columns),
            "not_read": list(each.not_read),
            "passed": list(each.passed),
            "dates": dict(each.dates),
            "merged": dict(each.merged),
            "also": list(each.also),
        }
        for each in found
    ]


def text(value: dict[str, Any]) -> str:
    """The object as JSON text."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def problem_list(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems or warnings as JSON objects; `places` are all cells, `place` the first of them."""
    return [
        {
            "code": p.code,
            "place": str(p.place),
            "places": [str(place) for place in p.places],
            "problem": p.problem,
            "remedy": p.remedy,
        }
        for p in problems
    ]


def _holder(tables: Tables, holder: Holder | None) -> str | None:
    if holder is None:
        return None
    users, row = holder
    return (tables.users if users else tables.devices).names[row]


def coverage_list(planned: Planned) -> list[dict[str, Any]]:
    """What each access needs and what covers it, over time from when to when; `user` is None where
    people are unknown, `device` where it is any."""
    tables, coverage = planned.tables, planned.plan.coverage
    users, devices = (*tables.users.names, None), (*tables.devices.names, None)
    dates = stretches(tables) if coverage.first is not None else []
    lines = zip(
        *(
            column.tolist()
            for column in (
                coverage.user, coverage.device, coverage.server, coverage.family, coverage.version,
            )
        ), strict=True,
    )  # fmt: skip
    return [
        {
            "user": users[user],
            "device": devices[device],
            "server": tables.servers[server].name,
            "family": tables.families[family],
            "version": version_text(version),
            "license": coverage.license[i],
            "side": coverage.side[i],
            **(
                {}
                if coverage.first is None or coverage.last is None
                else days(dates[int(coverage.first[i])][0], dates[int(coverage.last[i])][1])
            ),
        }
        for i, (user, device, server, family, version) in enumerate(lines)
    ]


def _held(
    tables: Tables, holding: Holding, why: Texts, key: str, holders: Holders
) -> list[dict[str, Any]]:
    sets = [[tables.licenses[k].name for k in bundle] for bundle in holding.bundles]
    rows = zip(holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True)
    spans: list[dict[str, str]] = [{}] * len(holding.row)
    if holding.first is not None and holding.last is not None:
        dates = stretches(tables)
        spans = [
            days(dates[first][0], dates[last][1])
            for first, last in zip(holding.first.tolist(), holding.last.tolist(), strict=True)
        ]
    departments = holders.department or ("",) * len(holders.names)
    return [
        {
            key: holders.names[row],
            "members": members,
            "licenses": sets[bundle],
            "department": departments[row],
            "why": why[i],
            **span,
        }
        for i, ((row, members, bundle), span) in enumerate(zip(rows, spans, strict=True))
    ]


def _optional(amount: Decimal | None) -> float | int | None:
    return None if amount is None else number(amount)


def _budget(plan: Plan) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The one budget of the whole horizon, or those that follow each other; None where there is
    none."""
    if plan.budgets:
        return budgets(plan)
    if plan.budget is None:
        return None
    return {
        "budget": number(plan.budget.budget),
        "payments": number(plan.budget.payments),
        "missing": number(plan.budget.missing),
    }


def _licensed(plan: Plan) -> dict[str, int]:
    """How many people and devices hold at least one license."""
    return {"people": plan.users.licensed, "devices": plan.devices.licensed}


def _in_use(plan: Plan) -> list[dict[str, Any]]:
    """Each license that somebody uses, and how many of it."""
    return [{"license": b.license, "used": b.used} for b in plan.balances if b.used]


def _simplified(plan: Plan) -> dict[str, Any]:
    """What a simpler plan was made from; nothing where none was asked for."""
    simple = plan.simplified
    if simple is None:
        return {}
    return {
        "simplified": {
            "optimum": number(simple.optimum),
            "cost": number(simple.cost),
            "deviating": simple.deviating,
            "deviating_before": simple.deviating_before,
        }
    }
