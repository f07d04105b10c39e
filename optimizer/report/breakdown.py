"""Breakdown: the cost by department and site, licenses in use by family, units to move, accesses by
basis."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holder, Plan
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Tables
from optimizer.explaining.cost_by_department import costs_by
from optimizer.licensing.metrics import WIDE
from optimizer.writing.columns import Formula
from optimizer.writing.page import Page, WorkbookWriter

COLUMNS = (320, 110, 130, 130, 220, 220)

WHOLE = 20
"""Rows of a list that stand together with its heading in print."""

METRICS = (
    ('(tblHoldings[Metric]="User")*', (Metric.USER,)),
    ('(tblHoldings[Metric]="Device")*', (Metric.DEVICE,)),
    (
        '(tblHoldings[Metric]<>"User")*(tblHoldings[Metric]<>"Device")*',
        tuple(WIDE),
    ),
)
"""How the units of Holdings are told apart, and the metrics that each stands for."""


def write_breakdown(deck: WorkbookWriter, planned: Planned) -> None:
    """The sheet; a section that would say nothing is left out."""
    plan = planned.plan
    costs = {what: costs_by(planned, what) for what in ("department", "site")}
    families = sorted({family for b in plan.balances if b.used for family in b.covers})
    if not families and not any(costs.values()) and not plan.mix.moves:
        return
    page = deck.page(
        "Breakdown",
        f"Where the money goes, in {plan.currency} at the prices as read, and which licenses are "
        "in use.",
    )
    page.lay(*COLUMNS)
    page.sheet.freeze_panes(3, 1)
    for what, found in costs.items():
        if found:
            _costs(page, what, found, plan)
    if families:
        _families(page, plan, families)
    if plan.mix.moves:
        _moves(page, planned)
    if any(plan.accesses):
        _section(page, "Accesses by basis", len(plan.accesses))
        rows = [{0: name or "(no basis given)", 1: n} for name, n in plan.accesses.items()]
        page.block({0: ("Basis", "text"), 1: ("Rows", "count")}, list(rows))
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)


def _section(page: Page, title: str, rows: int, note: str = "") -> None:
    """A heading on the printed page of its list, or of the first rows of one that is longer."""
    page.keep(page.row, page.row + 1 + bool(note) + min(rows, WHOLE))
    page.section(title, note)


def _costs(page: Page, what: str, costs: Mapping[str, Decimal], plan: Plan) -> None:
    _section(page, f"Cost by {what}", len(costs) + 1)
    first, total = page.row + 2, sum(costs.values(), Decimal(0))
    placed: dict[str, int] = {}  # the row of each: headers may stand between them
    rows: list[dict[int, object]] = [
        {0: _placed(placed, name), 2: cost} for name, cost in costs.items()
    ]
    columns = {0: (what.capitalize(), "strong"), 1: ("Share", "rate"), 2: ("Cost", "money")}
    summed: dict[int, object] = {0: "Total", 2: _sum(first, plan.cost)}
    page.block(columns, rows, summed, long=True)
    for name, row in placed.items():
        share = f"=IF(C${page.row}=0,0,C{row}/C${page.row})"
        made = Formula(share, costs[name] / total if total else Decimal(0))
        page.put(row - 1, 1, made, page.styles.look("rate", "cell"))
    page.row += 1


def _placed(placed: dict[str, int], name: str) -> Callable[[int], str]:
    """The name, and a note of the row that it is written in."""

    def write(row: int) -> str:
        placed[name] = row
        return name

    return write


def _sum(first: int, cost: Decimal) -> Callable[[int], Formula]:
    return lambda row: Formula(f"=SUM(C{first}:C{row - 1})", cost)


def _families(page: Page, plan: Plan, names: list[str]) -> None:
    """Units in use that open each family, a suite's under each of its families."""
    note = "A suite counts under each family that it covers."
    _section(page, "Licenses in use by family", len(names), note)
    rows: list[dict[int, object]] = []
    for name in names:
        row: dict[int, object] = {0: name}
        for column, (condition, kinds) in enumerate(METRICS, 1):
            units = sum(b.used for b in plan.balances if name in b.covers and b.metric in kinds)
            row[column] = _in_use(condition, units)
        rows.append(row)
    columns = {
        0: ("Family", "strong"),
        1: ("User", "count"),
        2: ("Device", "count"),
        3: ("Server, core, all", "count"),
    }
    page.block(columns, rows, long=True)
    page.row += 1


def _in_use(condition: str, units: int) -> Callable[[int], Formula]:
    """Units of the row's family."""
    found = 'ISNUMBER(FIND("; "&$A{row}&";","; "&tblHoldings[Covers]&";"))*tblHoldings[Used])'
    return lambda row: Formula(f"=SUMPRODUCT({condition}{found.format(row=row)}", units)


def _moves(page: Page, planned: Planned) -> None:
    tables = planned.tables
    _section(page, "Units to move", len(planned.plan.mix.moves))
    rows: list[dict[int, object]] = [
        {
            0: tables.licenses[m.license].name,
            1: m.quantity,
            2: _name(tables, m.origin),
            4: _name(tables, m.target),
        }
        for m in planned.plan.mix.moves
    ]
    columns = {
        0: ("License", "strong"),
        1: ("Quantity", "count"),
        2: ("From", "after"),
        4: ("To", "after"),
    }
    page.block(columns, rows, span=(0, 5), long=True)
    page.row += 1


def _name(tables: Tables, holder: Holder | None) -> str:
    if holder is None:
        return "whoever needs them"
    users, row = holder
    return (tables.users if users else tables.devices).names[row]
