"""The workbooks of a procurement round: a request to fill in, and what came back compared."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from optimizer.domain.keywords import Per
from optimizer.domain.planned import Planned
from optimizer.domain.quotes import QuoteRequest, QuotesCompared
from optimizer.domain.tables import Tables
from optimizer.reading.earlier import INPUT, PROGRAM
from optimizer.report.about import write_facts
from optimizer.report.addresses import area
from optimizer.writing.charts import DARK, LABEL, axis, insert, room
from optimizer.writing.columns import Col, Formula
from optimizer.writing.page import HEADER, WorkbookWriter, checked
from optimizer.writing.styles import GREY

PAID = {"Once": "once", "Year": "a year", "Month": "a month"}


def write_request(target: Path, request: QuoteRequest, planned: Planned) -> None:
    """A request for a supplier: what, how many, on which terms, and yellow cells to fill in; no
    figure of the plan."""
    tables, plan = planned.tables, planned.plan
    title, day = f"Quote request for {request.name}", tables.settings.as_of
    deck = WorkbookWriter(target, title, day, plan.currency, plan.digits)
    page = deck.page(
        "Quote",
        f"Please fill in the yellow cells: the price of one pack, in {plan.currency} without "
        "taxes, and until when it holds; a row left blank is not offered.",
        "answer",
        title,
    )
    columns = [
        Col("Line", "count", least=90), Col("License", "after", 260), Col("Offer", "text", 220),
        Col("Uses up", "text", 200),
        Col("Quantity", "count"), Col("From quantity", "count"), Col("Pack", "count"),
        Col("Paid", "after", 80),
        Col("Months", "count"), Col("From", "date"),
        Col("Part number", "input_text", 140, least=110), Col("Price", "input", least=90),
        Col("Increase a year", "input_rate", least=70),
        Col("Remarks", "input_text", 180, least=150),
    ]  # fmt: skip
    rows = [
        [
            a.line, a.license, a.offer, a.from_license, a.quantity,
            start if len(a.tiers) > 1 else None, a.pack, PAID[a.per],
            a.term, a.starts, a.part_number, None, None, None,
        ]
        for a in request.lines
        for start in a.tiers
    ]  # fmt: skip
    always = ["Part number", "Price", "Remarks"]
    always += ["Increase a year"] * any(a.per != Per.ONCE for a in request.lines)
    kept = [i for i, col in enumerate(columns) if col.name in always or any(row[i] for row in rows)]
    top = HEADER
    page.row = top + 5 + bool(tables.settings.organization)
    page.table("tblQuote", [columns[i] for i in kept], [[r[i] for i in kept] for r in rows])
    yellow = deck.styles.look("input_text")
    for n, (label, value) in enumerate(
        (
            ("Supplier", request.supplier),
            ("Valid until", None),
            ("Currency", plan.currency),
            ("Asked on", day),
            *([("Asked by", who)] if (who := tables.settings.organization) else []),
        )
    ):
        page.put(top + n, 0, label, deck.styles.of(bold=True))
        look = yellow if n < 2 else deck.styles.look("day" if n == 3 else "text")
        page.put(top + n, 1, value, deck.styles.look("input_day") if n == 1 else look)
    place = [columns[i].name for i in kept].index("Price")
    last = page.row - 1
    first = last - len(rows) + 1
    rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    checked(page.sheet.data_validation(first, place, last, place, rule))
    facts = {name: plan.facts[name] for name in (PROGRAM, INPUT) if name in plan.facts}
    write_facts(deck, facts, "request", hidden=True)
    deck.close()


def write_comparison(
    target: Path, found: QuotesCompared, tables: Tables, source: Path, facts: Mapping[str, str]
) -> None:
    """Which quotes to take: each supplier alone, and split; `facts` on About."""
    s = tables.settings
    deck = WorkbookWriter(target, f"Quotes for {source.stem}", s.as_of, s.currency, s.digits)
    page = deck.page(
        "Quotes",
        f"What the plan of {source.name} costs with what each supplier quotes; amounts in "
        f"{s.currency} over the horizon.",
        "answer",
        "Which quotes to take",
    )
    page.lay(260, 220, 90, 90, 80, 130, 130)
    page.sheet.freeze_panes(HEADER, 0)
    page.section("Compared")
    columns = {
        0: ("Whose quotes", "strong"),
        2: ("Lines", "count"),
        5: ("Over split", "money"),
        6: ("Cost", "money"),
    }
    first = page.row + 1
    listed: list[tuple[str, int | None, Decimal | None]] = [
        ("Split as is cheapest", None, found.split),
        *found.alone,
        ("At the workbook's own prices", None, found.planned),
    ]
    rows: list[dict[int, object]] = []
    for n, (who, lines, cost) in enumerate(listed, first + 1):
        more = None if cost is None else Formula(f"=G{n}-$G${first + 1}", cost - found.split)
        rows.append({0: who, 2: lines, 5: more, 6: "not all is quoted" if cost is None else cost})
    page.block(columns, rows, span=(0, 6), first_is_total=True)
    last = first + len(rows) - 1
    page.row += 1
    page.section(
        "What to take", "By supplier; a line without a supplier is at the workbook's price."
    )
    listing = {
        0: ("License", "strong"), 1: ("Offer", "text"), 2: ("Quantity", "count"),
        3: ("Price", "price"),
        4: ("Paid", "after"), 5: ("Supplier", "after"), 6: ("Cost", "money"),
    }  # fmt: skip
    taken = sorted(found.taken, key=lambda t: (not t.supplier, t.supplier, -t.cost))
    lines_ = [
        {
            0: t.license,
            1: t.offer,
            2: t.quantity,
            3: t.price,
            4: PAID[t.per],
            5: t.supplier,
            6: t.cost,
        }
        for t in taken
    ]
    start = page.row + 1
    total = sum((t.cost for t in taken), Decimal(0))

    def summed(row: int) -> Formula:
        return Formula(f"=SUM({area(6, start, row - 2)})", total)

    page.block(listing, lines_, {0: "Total", 6: summed}, long=True)
    for name in found.unquoted:
        page.say(f"Nobody quotes {name}; it is compared at the workbook's price.")
    page.row += 1
    costs = [cost for _, _, cost in listed if cost is not None]
    bars = {
        "name": "Cost",
        "categories": ["Quotes", first, 0, last, 0],
        "values": ["Quotes", first, 6, last, 6],
        "fill": {"color": GREY},
        "points": [{"fill": {"color": "#1B4F8A"}}] + [None] * (last - first),
        "gap": 45,
    }
    axes = (
        axis(f"{s.currency} over the horizon", **room(float(max(costs)))),
        axis("", reverse=True, num_font=DARK),
    )
    about = "Bar chart: cost with each supplier's quotes."
    size = (640, 100 + 34 * len(listed))
    where = (page.row, 0)
    insert(
        page,
        deck.book,
        where,
        "bar",
        _message(found, s.currency),
        size=size,
        series=[bars | LABEL],
        axes=axes,
        about=about,
    )
    page.row += size[1] // 22 + 2
    page.sheet.print_area(0, 0, page.row, 6)
    write_facts(deck, facts, "comparison")
    deck.close()


def _message(found: QuotesCompared, currency: str) -> str:
    """What the chart says."""
    suppliers = sorted({t.supplier for t in found.taken if t.supplier})
    whole = [cost for _, _, cost in found.alone if cost is not None]
    if len(suppliers) < 2 or not whole:
        return f"Take {suppliers[0]}" if suppliers else "No quote is worth taking"
    saved = min(whole) - found.split
    return f"Splitting saves {saved:,.0f} {currency} against the best supplier alone"
