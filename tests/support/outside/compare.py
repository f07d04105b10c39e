"""A workbook's plan against what the outside program finds: its cost, its status, and whether what
it prints complies."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer import api
from optimizer.domain.problems import InfeasibleError, PlanError, WorkbookError
from tests.support.books import write
from tests.support.outside.books import Rows, times
from tests.support.outside.dated import Dated
from tests.support.outside.facts import Facts, name
from tests.support.outside.members import Members


@dataclass(frozen=True)
class Difference:
    """What the two disagree on."""

    kind: str
    text: str


def differences(folder: Path, sheets: dict[str, Rows], baselines: bool = False) -> list[Difference]:
    """Everything in which the plan of a workbook is not what the outside program says; what it is
    compared with as well, where `baselines` are asked for."""
    path = write(folder / "book.xlsx", sheets)
    facts = Facts(sheets)
    best = Members(facts).program.solve()
    try:
        result = api.solve(path)
    except InfeasibleError as error:
        if best is None:
            return []
        return [Difference("infeasible", f"no plan is found, {best} complies: {error}")]
    except WorkbookError as error:
        return [Difference("refused", str(error))]
    except PlanError as error:
        return [Difference("audit", str(error))]
    plan, cost = result.to_dict(), int(result.plan.cost.scaleb(facts.digits))
    found = []
    if best is None:
        found.append(Difference("not compliant", f"{cost} where no plan complies"))
    elif cost != best:
        found.append(Difference("cost", f"{cost}, not {best}"))
    if plan["status"] != "optimal" or plan["lower_bound"] != plan["cost"]:
        found.append(Difference("status", f"{plan['status']}, bound {plan['lower_bound']}"))
    found += [Difference("not compliant", text) for text in compliance(facts, plan, cost)]
    for side, key in (("User", "all_users"), ("Device", "all_devices")) if baselines else ():
        other = Members(facts, side).program.solve()
        listed = plan["baselines"][key]
        told = None if listed is None else int(Decimal(str(listed)).scaleb(facts.digits))
        if told != other:
            found.append(Difference("baseline", f"{key}: {told}, not {other}"))
    return found


def differences_over_time(
    folder: Path, sheets: dict[str, Rows], baselines: bool = False
) -> list[Difference]:
    """Whether a workbook whose licenses are ordered by date costs what the outside program says,
    and what it is compared with as well, where `baselines` are asked for."""
    asked = Dated(sheets)
    best, digits = asked.program.solve(), asked.whole.digits
    try:
        plan = api.solve(write(folder / "book.xlsx", sheets)).plan
    except InfeasibleError as error:
        return [] if best is None else [Difference("infeasible", f"{best} complies: {error}")]
    except (WorkbookError, PlanError) as error:
        return [Difference(type(error).__name__, str(error))]
    cost = int(plan.cost.scaleb(digits))
    found = [] if cost == best else [Difference("cost", f"{cost}, not {best}")]
    if plan.status != "optimal":
        found.append(Difference("status", f"{plan.status}, bound {plan.lower_bound}"))
    if not baselines or plan.over_time is None:
        return found
    for listed, other in (
        (plan.all_users, Dated(sheets, "User")),
        (plan.all_devices, Dated(sheets, "Device")),
        (plan.over_time.all_now, Dated(sheets, now=True)),
    ):
        told, due = None if listed is None else int(listed.scaleb(digits)), other.program.solve()
        if told != due:
            found.append(Difference("baseline", f"{told}, not {due}"))
    return found


def differences_at_scale(folder: Path, sheets: dict[str, Rows], factor: int) -> list[Difference]:
    """Whether so many times the members and owned units cost so many times as much."""
    facts = Facts(sheets)
    best = Members(facts).program.solve()
    try:
        plan = api.solve(write(folder / "book.xlsx", times(sheets, factor))).plan
    except InfeasibleError:
        return [] if best is None else [Difference("infeasible", f"{best} complies")]
    except (WorkbookError, PlanError) as error:
        return [Difference(type(error).__name__, str(error))]
    cost = int(plan.cost.scaleb(facts.digits))
    found = []
    if best is None or cost != best * factor:
        found.append(Difference("cost", f"{cost}, not {factor} times {best}"))
    if plan.status != "optimal":
        found.append(Difference("status", f"{plan.status}, bound {plan.lower_bound}"))
    return found


def compliance(facts: Facts, plan: dict[str, Any], cost: int) -> Iterable[str]:
    """Whether somebody who holds and buys what the plan prints complies, at the cost that it says."""
    model = Members(facts)
    for side, key in (("User", "users"), ("Device", "devices")):
        listed: dict[str, list[set[str]]] = {}
        for row in plan[key]:
            sets = listed.setdefault(name(row[side.lower()]), [])
            sets += [{name(k) for k in row["licenses"]}] * row["members"]
        for who, holder in facts.people[side].items():
            if len(listed.get(who, [])) != holder.count:
                yield f"{side} {who}: {len(listed.get(who, []))} members are listed"
                return
        if left_out := set(listed) - set(facts.people[side]):
            yield f"{side}s are listed that are left out: {sorted(left_out)}"
            return
        model.hold(side, listed)
    model.take({(name(r["license"]), name(r["server"])) for r in plan["servers"]})
    model.pay({name(r["server"]) for r in plan["server_costs"]})
    packs: dict[str, int] = {}
    for row in plan["purchases"]:
        packs[name(row["offer"])] = packs.get(name(row["offer"]), 0) + row["packs"]
    model.buy(packs)
    again = model.program.solve()
    if again is None:
        yield "what the plan prints does not comply"
    elif again != cost:
        yield f"what the plan prints costs {again}, not {cost}"
