"""What to buy, on Summary: the dearest first, the same bought on several days in one line; its sums
are those of Purchases."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from optimizer.domain.plan import Plan, Purchase
from optimizer.report import purchases
from optimizer.report.addresses import area
from optimizer.report.words import bought_as
from optimizer.writing.columns import Formula, plain
from optimizer.writing.page import Page

LABEL, QUANTITY, PRICE, PAID, NOW, OVER = range(6)
"""Columns of Summary."""

MOST_LINES, MOST_DAYS = 10, 100
"""Lines that are listed one by one, and days that one of them stands for: a formula has an end."""

EACH = {"Once": "once", "Year": "a year", "Month": "a month"}
"""How a price is paid, of one license."""

PACK = {"Once": "", "Year": ", a year", "Month": ", a month"}
"""The same, of a pack."""


@dataclass(frozen=True)
class Listed:
    """Where the lines stand, as first and last row, the dearest one with its cost, and the highest
    amount of any; where the last of them stands for `rest` lines more, what those cost."""

    rows: tuple[int, int] | None = None
    dearest: tuple[str, Decimal] = "", Decimal(0)
    highest: Decimal = Decimal(0)
    rest: int = 0
    rest_cost: Decimal = Decimal(0)


def same_lines(plan: Plan) -> list[list[int]]:
    """The lines of Purchases that one line of Summary stands for: the same offer at the same price,
    on whatever day; the dearest first."""
    found: dict[tuple[object, ...], list[int]] = {}
    for i, p in enumerate(plan.purchases):
        key = p.offer, p.license, p.from_license, p.price, p.per, p.pack
        found.setdefault(key, []).append(i)
    parts = [
        lines[at : at + MOST_DAYS]
        for lines in found.values()
        for at in range(0, len(lines), MOST_DAYS)
    ]
    return sorted(parts, key=lambda lines: -_cost(plan, lines))


def _cost(plan: Plan, lines: Sequence[int]) -> Decimal:
    return sum((plan.purchases[i].cost for i in lines), Decimal(0))


def write_what_to_buy(page: Page, plan: Plan, over: str) -> Listed:
    """The list, from the page's current row on."""
    page.section("What to buy")
    columns = {
        LABEL: ("License", "text"), QUANTITY: ("Quantity", "count"), PRICE: ("Price", "price"),
        PAID: ("Paid", "after"), NOW: ("Due now", "money"), OVER: (over, "money"),
    }  # fmt: skip
    order = same_lines(plan)
    whole = len(order) + len(plan.server_costs)
    listed = order if whole <= MOST_LINES else order[: MOST_LINES - 1 - len(plan.server_costs)]
    rows = [_line(plan, lines) for lines in listed]
    first = page.row + 1
    rest = [i for lines in order[len(listed) :] for i in lines]
    if rest:
        rows.append(_rest(plan, order[len(listed) :], first, len(rows)))
    rows += [
        {LABEL: f"{server}: the server's own license", NOW: cost, OVER: cost}
        for server, cost in plan.server_costs
    ]
    if not rows:
        page.say("Nothing: what is needed is owned.")
        return Listed()
    last = first + len(rows) - 1
    total = {
        LABEL: "Total",
        NOW: Formula(f"=SUM({area(NOW, first, last)})", plan.due_now),
        OVER: Formula(f"=SUM({area(OVER, first, last)})", plan.cost),
    }
    page.block(columns, rows, total)
    costs = [Decimal(str(plain(row[OVER]))) for row in rows]
    if rest and not plan.server_costs:  # the chart is of the lines that have a name
        last, costs = last - 1, costs[:-1]
    return Listed(
        (first, last), (str(rows[0][LABEL]), costs[0]), max(costs), len(rest), _cost(plan, rest)
    )


def _line(plan: Plan, lines: Sequence[int]) -> dict[int, object]:
    """One line, whose amounts are those of its lines of Purchases together."""
    these = [plan.purchases[i] for i in lines]
    p = these[0]
    return {
        LABEL: bought_as(p, plan),
        QUANTITY: _sum(lines, "Quantity", sum(each.quantity for each in these)),
        PRICE: Formula(f"=INDEX({purchases.TABLE}[Price],{lines[0] + 1})", p.price),
        PAID: _paid(p),
        NOW: _sum(lines, "Due now", sum((each.due_now for each in these), Decimal(0))),
        OVER: _sum(lines, "Over horizon", _cost(plan, lines)),
    }


def _sum(lines: Sequence[int], column: str, value: object) -> Formula:
    cells = (f"INDEX({purchases.TABLE}[{column}],{i + 1})" for i in lines)
    return Formula("=" + "+".join(cells), value)


def _paid(p: Purchase) -> str:
    return EACH[p.per] if p.pack == 1 else f"pack of {p.pack}{PACK[p.per]}"


def _rest(plan: Plan, order: Sequence[Sequence[int]], first: int, above: int) -> dict[int, object]:
    """What is not listed one by one, in one line."""
    rest = [plan.purchases[i] for lines in order for i in lines]
    row: dict[int, object] = {LABEL: f"{len(rest)} more lines, on Purchases"}
    for c, name, value in (
        (NOW, "Due now", sum((p.due_now for p in rest), Decimal(0))),
        (OVER, "Over horizon", sum((p.cost for p in rest), Decimal(0))),
    ):
        listed = area(c, first, first + above - 1)
        row[c] = Formula(f"=SUM({purchases.TABLE}[{name}])-SUM({listed})", value)
    return row
