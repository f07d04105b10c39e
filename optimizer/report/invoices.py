"""When the invoices come: a list below Purchases where its printed page has room for it, else the
sheet Invoices, so that in print each list stands under its own header."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from optimizer.domain.plan import Plan
from optimizer.report import workings
from optimizer.report.addresses import area
from optimizer.report.purchases import SERVERS, TABLE, columns_of, invoiced
from optimizer.writing.columns import ROW, Col, Formula, height, lines
from optimizer.writing.page import Page, WorkbookWriter

HEADING = 32
"""Pixels of the heading above the list."""

Days = Sequence[tuple[date, str, Formula]]
"""Days of payment, each with what for and how much."""


def write_invoices(deck: WorkbookWriter, plan: Plan) -> None:
    """The days of payment, where there is more than one."""
    if not plan.purchases or len(workings.days(plan)) < 2:
        return
    page = deck.pages["Purchases"]
    names = [col.name for col in columns_of(plan)]
    column = names.index("Over horizon")
    if _tall(_days(plan, area_below(0, 0)), sum(page.columns[1:column])) <= page.left(page.row + 1):
        _below(page, plan, column)
        page.sheet.print_area(0, 0, page.row, len(names) - 1)
        return
    own = deck.page(
        "Invoices",
        f"When it is paid, in {plan.currency} as invoiced; it follows the prices of Purchases.",
    )
    columns = [
        Col("Day", "day", 120, "Total"), Col("For", "text", 700),
        Col("As invoiced", "money", total="sum"),
    ]  # fmt: skip
    own.table("tblInvoices", columns, _days(plan, area_below(2, own.row + 1)))


def _tall(days: Days, wide: int) -> int:
    """Pixels that the list takes, what for in a column so wide."""
    return HEADING + 3 * ROW + sum(height(lines(what, wide)) for _, what, _ in days)


def _below(page: Page, plan: Plan, column: int) -> None:
    page.row += 1
    page.section("When it is paid")
    first = page.row + 1
    days = _days(plan, area_below(column, first))
    total = sum((year.nominal for year in plan.payments), Decimal(0))
    whole = Formula(f"=SUM({area(column, first, first + len(days) - 1)})", total)
    columns = {0: ("Day", "day"), 1: ("For", "text"), column: ("As invoiced", "money")}
    rows = [{0: day, 1: what, column: amount} for day, what, amount in days]
    page.block(columns, rows, {0: "Total", column: whole}, span=(0, column))


def area_below(column: int, first: int) -> Callable[[int], str]:
    """The cells below a column's first one, of so many."""
    return lambda count: area(column, first + 1, first + count - 1)


def _days(plan: Plan, rest: Callable[[int], str]) -> Days:
    """The days; the servers' own licenses are paid on As of, and what rounding leaves goes to the
    first day."""
    days, digits = workings.days(plan), plan.digits
    found: list[tuple[date, str, Formula]] = []
    for n, day in enumerate(days, 1):
        due = [(p, dict(p.invoices)[day]) for p in plan.purchases if day in dict(p.invoices)]
        amount = sum((p.price * p.packs * factor for p, factor in due), Decimal(0))
        what = "; ".join(dict.fromkeys(p.offer for p, _ in due))
        made = f"SUMPRODUCT({TABLE}[Packs]*{TABLE}[Price]*{workings.of_all(f'Day {n}')})"
        rounded = workings.rounded(amount, digits)
        found.append((day, what, Formula(f"=ROUND({made},{digits})", rounded)))
    later = sum((Decimal(str(amount.value)) for _, _, amount in found[1:]), Decimal(0))
    total = sum((year.nominal for year in plan.payments), Decimal(0))
    modes = f"+SUM({SERVERS}[Cost])" if plan.server_costs else ""
    first = Formula(f"={invoiced(digits)}{modes}-SUM({rest(len(days))})", total - later)
    return [(*found[0][:2], first), *found[1:]]
