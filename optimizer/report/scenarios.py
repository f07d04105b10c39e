"""The Scenarios sheet: the plan and every future side by side; on request, who would hold something
else in each."""

from collections.abc import Sequence
from decimal import Decimal

from optimizer.domain.plan import Holding, Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import letters
from optimizer.domain.tables import Tables
from optimizer.report.named import FrameColumns
from optimizer.writing.charts import DARK, LABEL, axis, insert, room
from optimizer.writing.columns import ROW
from optimizer.writing.page import HEADER, Col, Formula, WorkbookWriter
from optimizer.writing.styles import ACCENT, GREY

BASE = "The plan"


def write_scenarios(deck: WorkbookWriter, plan: Plan) -> None:
    """One column a scenario, the plan first."""
    if not plan.futures:
        return
    page = deck.page(
        "Scenarios",
        "Each column is the cheapest compliant plan in another future; Difference is against the "
        "plan of this workbook.",
        "what if",
    )
    plans: list[Plan | None] = [plan, *(future.plan for future in plan.futures)]
    names = _unique([BASE, *(future.name for future in plan.futures)])
    style = deck.styles
    rows: list[tuple[object, ...]] = [
        (
            "Status",
            *(
                p.status if p else future
                for p, future in zip(plans, ["", *(f.status for f in plan.futures)], strict=True)
            ),
        ),
        ("Cost", *(p and p.cost for p in plans)),
    ]
    cost_row = HEADER + 3
    differences = []
    for column, other in enumerate(plans):
        cell = f"{letters(column + 2)}{cost_row}"
        differences.append(other and Formula(f"={cell}-$B${cost_row}", other.cost - plan.cost))
    rows.append(("Difference", *differences))
    rows.append(("Due now", *(p and p.due_now for p in plans)))
    rows.append(
        (
            "Payments over the horizon",
            *(p and sum((y.nominal for y in p.payments), Decimal(0)) for p in plans),
        )
    )
    if any(p and p.missing_in_budget is not None for p in plans):
        whole = [p.budget if p and not p.budgets else None for p in plans]
        if any(whole):
            rows.append(("Budget", *(budget and budget.budget for budget in whole)))
        rows.append(("Missing in the budget", *(p and p.missing_in_budget for p in plans)))
    amounts = len(rows)
    rows.append(("People with a license", *(p and p.users.licensed for p in plans)))
    rows.append(("Devices with a license", *(p and p.devices.licensed for p in plans)))
    licenses = list(dict.fromkeys(b.license for p in plans if p for b in p.balances if b.used))
    rows += [
        (f"In use: {license}", *(p and _count(p, license, "used") for p in plans))
        for license in licenses
    ]
    rows += [
        (f"Buy: {license}", *(p and _count(p, license, "bought") for p in plans))
        for license in licenses
        if any(p and _count(p, license, "bought") for p in plans)
    ]
    columns = [Col("What", "strong", 330), *(Col(name, "money") for name in names)]
    page.table("tblScenarios", columns, rows)
    for number, row in enumerate(rows, HEADER + 1):
        if 0 < number - HEADER - 1 < amounts:
            continue
        look = style.look("count")
        for column, value in enumerate(row[1:], 1):
            page.put(number, column, value, look)
    _chart(deck, plan, names)
    for future in plan.futures:
        for reason in future.reasons:
            page.say(f"{future.name}: {reason}")
    page.sheet.print_area(0, 0, page.row, len(columns) - 1)


def _chart(deck: WorkbookWriter, plan: Plan, names: Sequence[str]) -> None:
    """What each future costs, the plan in blue."""
    page, count = deck.pages["Scenarios"], len(names)
    costs = [plan.cost, *(f.plan.cost for f in plan.futures if f.plan is not None)]
    title = f"The futures cost from {min(costs):,.0f} to {max(costs):,.0f} {plan.currency}"
    bars = {
        "name": "Cost",
        "categories": ["Scenarios", HEADER, 1, HEADER, count],
        "values": ["Scenarios", HEADER + 2, 1, HEADER + 2, count],
        "fill": {"color": GREY},
        "points": [{"fill": {"color": ACCENT}}] + [None] * (count - 1),
        "gap": 45,
    }
    axes = (
        axis(f"{plan.currency} over the horizon", **room(float(max(costs)))),
        axis("", reverse=True, num_font=DARK),
    )
    page.row += 1
    tall = min(90 + 34 * count, page.depth - 40)
    first = page.row
    size = (min(sum(page.columns), 720), tall)
    about = "Bar chart: cost over the horizon of the plan and of each scenario."
    insert(
        page,
        deck.book,
        (first, 0),
        "bar",
        title,
        size=size,
        series=[bars | LABEL],
        axes=axes,
        about=about,
    )
    page.row += -(-tall // ROW) + 1
    page.keep(first, page.row)


def _unique(names: Sequence[str]) -> list[str]:
    """Names as a table's headers, which must differ whatever their case and hold no line breaks."""
    found: dict[str, str] = {}
    for name in names:
        shown, number = " ".join(name.split()), 2
        while shown.lower() in found:
            shown, number = f"{' '.join(name.split())} ({number})", number + 1
        found[shown.lower()] = shown
    return list(found.values())


def _count(plan: Plan, license: str, what: str) -> int:
    return next((int(getattr(b, what)) for b in plan.balances if b.license == license), 0)


def scenarios_columns(planned: Planned) -> FrameColumns:
    """A row a future."""
    futures = planned.plan.futures
    return {
        "Scenario": [each.name for each in futures],
        "Status": [each.status for each in futures],
        "Cost": [each.plan.cost if each.plan else None for each in futures],
        "Due now": [each.plan.due_now if each.plan else None for each in futures],
    }


def write_changes(deck: WorkbookWriter, planned: Planned) -> None:
    """Scenario changes: for each future the users and devices that would hold something else."""
    rows = list(changes(planned))
    if not rows:
        return
    page = deck.page(
        "Scenario changes",
        "For each scenario, who would hold other licenses than in the plan, and which.",
        "what if",
    )
    columns = [
        Col("Scenario", "strong", 180), Col("Kind", "text", 80), Col("Name", "text", 200),
        Col("Members now", "count"),
        Col("Licenses in the plan", "after", 280), Col("Members then", "count"),
        Col("Licenses in the scenario", "after", 280),
    ]  # fmt: skip
    page.table("tblChanges", columns, rows)


def changes(planned: Planned) -> list[tuple[object, ...]]:
    """(scenario, User or Device, name, members and licenses in the plan, members and licenses in
    the scenario)."""
    tables, plan = planned.tables, planned.plan
    rows: list[tuple[object, ...]] = []
    for future in plan.futures:
        if future.plan is None:
            continue
        sides = (
            ("User", tables.users.names, plan.users, future.plan.users),
            ("Device", tables.devices.names, plan.devices, future.plan.devices),
        )
        for side, names, now, then in sides:
            before, after = _sets(tables, now), _sets(tables, then)
            for row in sorted(before.keys() | after.keys()):
                old, new = before.get(row, ()), after.get(row, ())
                if old != new:
                    left = [run for run in old if run not in new] or [("", None)]
                    right = [run for run in new if run not in old] or [("", None)]
                    left += [("", None)] * (len(right) - len(left))
                    right += [("", None)] * (len(left) - len(right))
                    for (held, members), (would, count) in zip(left, right, strict=True):
                        rows.append((future.name, side, names[row], members, held, count, would))
    return rows


def _sets(tables: Tables, holding: Holding) -> dict[int, list[tuple[str, int | None]]]:
    """Row -> (licenses, members), in member order."""
    sets = [
        "; ".join(tables.licenses[k].name for k in bundle) or "(none)" for bundle in holding.bundles
    ]
    result: dict[int, list[tuple[str, int | None]]] = {}
    for row, members, bundle in zip(
        holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
    ):
        result.setdefault(row, []).append((sets[bundle], members))
    return result
