"""The Purchases sheet: each line to buy, with the total; what to order where. A price that is
changed there changes every sum that rests on it."""

from decimal import Decimal

from optimizer.domain.plan import Plan, Purchase
from optimizer.domain.planned import Planned
from optimizer.domain.problems import letters
from optimizer.report import workings
from optimizer.report.addresses import area
from optimizer.report.named import FrameColumns
from optimizer.writing.page import HEADER, Col, Formula, WorkbookWriter, checked

TABLE = "tblPurchases"

EDITED = f"SUMPRODUCT(--({TABLE}[Price]<>{workings.of_all('Price as read')}))"
"""How many prices were changed in the workbook."""

SERVERS = "tblServers"


def cell(column: str) -> str:
    """This row's cell of a column."""
    return f"{TABLE}[[#This Row],[{column}]]"


def paid(factor: str) -> str:
    """What all lines pay by one of their factors."""
    return f"SUMPRODUCT({TABLE}[Packs]*{TABLE}[Price]*{workings.of_all(factor)})"


def invoiced(digits: int) -> str:
    """What all lines pay over the horizon: now, rounded line by line, and later, rounded once."""
    return f"SUM({TABLE}[Due now])+ROUND({paid('Nominal')}-{paid('Now')},{digits})"


def write_purchases(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nothing is bought."""
    if not plan.purchases:
        return
    page = deck.page(
        "Purchases",
        f"What to order, amounts in {plan.currency}. Change a yellow price and every sum follows, "
        "here and on Summary; for another mix of licenses, solve again.",
    )
    columns, rows = _listed(plan)
    page.table(TABLE, columns, rows)
    place = {col.name: i for i, col in enumerate(columns)}
    first, last = HEADER + 1, HEADER + len(rows)
    rule = {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": "A price: a number, 0 or more.",
    }
    checked(page.sheet.data_validation(first, place["Price"], last, place["Price"], rule))
    money = (place["Due now"], place["Over horizon"])
    _servers(deck, plan, money)
    _orders(deck, plan, place)
    page.sheet.print_area(0, 0, page.row, len(columns) - 1)


def columns_of(plan: Plan) -> list[Col]:
    """The columns of the list that say something."""
    return _listed(plan)[0]


def _listed(plan: Plan) -> tuple[list[Col], list[list[object]]]:
    """The columns that are not empty throughout, and the lines."""
    columns = [
        Col("Offer", "strong", 230, "Total"), Col("License", "text", 230),
        Col("From license", "text", 200),
        Col("Quantity", "count"), Col("Packs", "count"), Col("Price", "input"),
        Col("Per", "after", 70),
        Col("From date", "date"), Col("Due now", "money", total="sum"),
        Col("Over horizon", "sum", total="sum"),
        Col("Channel", "after", 120), Col("Supplier", "after", 160),
        Col("Part number", "after", 140),
        Col("Line", "count"),
    ]  # fmt: skip
    rows = [_row(p, line, plan.digits) for line, p in enumerate(plan.purchases, 1)]
    kept = [i for i in range(len(columns)) if any(row[i] not in (None, "") for row in rows)]
    return [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]


def purchases_columns(planned: Planned) -> FrameColumns:
    """A row a line to buy."""
    bought = planned.plan.purchases
    return {
        "Offer": [p.offer for p in bought],
        "License": [p.license for p in bought],
        "From license": [p.from_license for p in bought],
        "Quantity": [p.quantity for p in bought],
        "Packs": [p.packs for p in bought],
        "Price": [p.price for p in bought],
        "Per": [p.per for p in bought],
        "From date": [p.from_date for p in bought],
        "Due now": [p.due_now for p in bought],
        "Over horizon": [p.cost for p in bought],
        "Channel": [p.channel for p in bought],
        "Supplier": [p.supplier for p in bought],
        "Part number": [p.part_number for p in bought],
    }


def _row(p: Purchase, line: int, digits: int) -> list[object]:
    def factor(name: str) -> str:
        return workings.of_one(cell("Line"), name)

    now = f"=ROUND({cell('Packs')}*{cell('Price')}*{factor('Now')},{digits})"
    over = f"={cell('Packs')}*ROUND({cell('Price')}*{factor('Over horizon')},{digits})"
    units = f"={cell('Packs')}*{factor('Pack')}"
    return [
        p.offer, p.license, p.from_license, Formula(units, p.quantity), p.packs, p.price, p.per,
        p.from_date,
        Formula(now, p.due_now), Formula(over, p.cost), p.channel, p.supplier, p.part_number, line,
    ]  # fmt: skip


def _servers(deck: WorkbookWriter, plan: Plan, money: tuple[int, int]) -> None:
    """The servers' own licenses, which are paid too, and everything together."""
    if not plan.server_costs:
        return
    page = deck.pages["Purchases"]
    total = page.row - 1
    page.row += 1
    page.section("Servers' own licenses, paid once since CALs cover their accesses")
    columns = {
        0: ("Server", "strong"),
        money[0]: ("Due now", "money"),
        money[1]: ("Over horizon", "sum"),
    }
    rows = [{0: server, money[0]: cost, money[1]: cost} for server, cost in plan.server_costs]
    first = page.row + 1
    whole: dict[int, object] = {0: "Total of all"}
    for c, value in zip(money, (plan.due_now, plan.cost), strict=True):
        own = area(c, first, first + len(rows) - 1)
        whole[c] = Formula(f"={letters(c + 1)}{total + 1}+SUM({own})", value)
    page.block(columns, rows, whole, span=(0, money[1]))


def _orders(deck: WorkbookWriter, plan: Plan, place: dict[str, int]) -> None:
    """What to order where, where there is more than one place."""
    channels = list(dict.fromkeys(p.channel for p in plan.purchases))
    if len(channels) < 2:
        return
    page = deck.pages["Purchases"]
    now, over = place["Due now"], place["Over horizon"]
    page.row += 1
    page.section("Orders to place")
    rows: list[dict[int, object]] = []
    for n, channel in enumerate(channels):
        mine = [p for p in plan.purchases if p.channel == channel]
        who = [*dict.fromkeys(p.supplier for p in mine if p.supplier)]
        said = f"{len(mine)} line{'s' if len(mine) > 1 else ''}"
        row = page.row + 2 + n
        # No criterion: a channel that holds a wildcard, or none, would match others.
        same = f'({TABLE}[Channel]&""=$A{row}&"")' if channel else f'({TABLE}[Channel]="")'
        due, cost = _add(p.due_now for p in mine), _add(p.cost for p in mine)
        rows.append(
            {
                0: channel or "(no channel named)",
                1: ", ".join([said, *who]),
                now: Formula(f"=SUMPRODUCT({same}*{TABLE}[Due now])", due),
                over: Formula(f"=SUMPRODUCT({same}*{TABLE}[Over horizon])", cost),
            }
        )  # fmt: skip
    columns = {
        0: ("Channel", "strong"),
        1: ("Lines, supplier", "text"),
        now: ("Due now", "money"),
        over: ("Over horizon", "money"),
    }
    first = page.row + 1
    total: dict[int, object] = {0: "Total"}
    for c, value in (
        (now, _add(p.due_now for p in plan.purchases)),
        (over, _add(p.cost for p in plan.purchases)),
    ):
        total[c] = Formula(f"=SUM({area(c, first, first + len(rows) - 1)})", value)
    page.block(columns, rows, total, span=(0, over))


def _add(amounts: object) -> Decimal:
    return sum(amounts, Decimal(0))  # type: ignore[call-overload, no-any-return]
