"""The Summary sheet: the answer first, then what it is compared with, when it is paid, and its proof."""

from decimal import Decimal

from optimizer.plan import Holder, Plan
from optimizer.report.as_text import no_comparison
from optimizer.report.page import Page
from optimizer.shares import costs_by
from optimizer.tables import Tables


def write_summary(page: Page, tables: Tables, plan: Plan) -> None:
    """Label and value rows; where there are two values, the second one's meaning stands in its section's heading."""
    settings = tables.settings
    page.header(("Summary", "Value", "", ""), (46, 24, 24, 24))
    page.add((f"Cost over the horizon ({settings.horizon} years from {settings.as_of.isoformat()})", plan.cost))
    page.add(("Due now", plan.due_now))
    for balance in plan.balances:
        if balance.bought:
            page.add((f"Buy {balance.license}", balance.bought))
    if not any(balance.bought for balance in plan.balances):
        page.add(("Buy", "nothing"))
    _comparison(page, plan)
    _heading(page, "Payments by year", "Nominal", "Discounted")
    for year in plan.payments:
        page.add((f"Year {year.year}", year.nominal, year.discounted))
    if plan.budget is not None:
        _heading(page, "Budget", "Amount")
        page.add(("Budget", plan.budget.budget))
        page.add(("Payments over the horizon", plan.budget.payments))
        page.add(("Missing", plan.budget.missing))
    for what in ("department", "site"):
        costs = costs_by(tables, plan, what)
        if costs:
            _heading(page, f"Cost by {what}", "Cost")
            for name, cost in costs.items():
                page.add((name, cost))
    if plan.mix.moves:
        _heading(page, "Units to move", "Quantity", "From", "To")
        for move in plan.mix.moves:
            names = (_name(tables, move.origin), _name(tables, move.target))
            page.add((tables.licenses[move.license].name, move.quantity, *names))
    _heading(page, "Accesses by basis", "Rows")
    for basis, rows in plan.accesses.items():
        page.add((basis or "(no basis given)", rows))
    _heading(page, "Proof", "Value")
    page.add(("Status", plan.status))
    page.add(("Lower bound", plan.lower_bound))
    page.add(("Cost is the lower bound", "OK" if plan.cost == plan.lower_bound else "not proven"))
    page.add(("Audit", "OK"))
    page.add(("Needs covered", f"{len(plan.coverage.user):,} of {len(plan.coverage.user):,}"))


def _heading(page: Page, *texts: str) -> None:
    page.row += 1
    page.add(texts, page.styles.header)


def _comparison(page: Page, plan: Plan) -> None:
    _heading(page, "Compared with", "Cost", "Saving", "Saving in %")
    for kind, cost in (("user", plan.all_users), ("device", plan.all_devices)):
        label = f"All {kind} licenses"
        if cost is None:
            page.add((label, no_comparison(kind, plan)))
        else:
            page.cell(3, (cost - plan.cost) / cost if cost else Decimal(0), page.styles.share)
            page.add((label, cost, cost - plan.cost))


def _name(tables: Tables, holder: Holder) -> str:
    users, row = holder
    return (tables.users if users else tables.devices).names[row]
