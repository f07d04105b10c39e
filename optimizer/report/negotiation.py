"""The Negotiation sheet: sentences first, then tables that answer another price, then demand
curves."""

from collections.abc import Sequence

from optimizer.domain.answers import Curve, NegotiationAnswers
from optimizer.domain.plan import Plan
from optimizer.report.negotiation_text import sentences
from optimizer.writing.page import Col, Formula, Page, WorkbookWriter

CHARTS = 8
"""Demand curves that are drawn: those of most segments."""


def write_negotiation(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nobody asked."""
    if plan.deal is None:
        return
    deal = plan.deal
    page = deck.page(
        "Negotiation",
        "What each price and each change is worth, every number a cheapest compliant plan. Orange "
        "prices are yours to try.",
        "what if",
    )
    page.widths(44, 34, 18, 18, 18, 18, 18, 18, 16, 16, 16, 16)
    page.sheet.freeze_panes(3, 1)
    for sentence in sentences(deal, plan):
        page.add((f"•  {sentence}",))
    _prices(page, deck, deal, plan)
    _tables(page, deck, deal, plan)
    _charts(page, deck, deal)
    page.sheet.print_area(0, 0, page.row, 15)


def _section(page: Page, text: str, note: str = "") -> None:
    page.row += 1
    page.add((text, note), page.styles.heading)


def _prices(page: Page, deck: WorkbookWriter, deal: NegotiationAnswers, plan: Plan) -> None:
    """The curves: what each price does, and a price of the reader's own."""
    style = deck.styles
    if not deal.curves:
        return
    _section(
        page,
        "Prices",
        "Type a price of your own (0 to three times today's): Buys then and Cost then follow.",
    )
    mine = "ROUND(tblPrices[[#This Row],[Your price]],6)"
    offer = "tblPrices[[#This Row],[Offer]]"
    here = (
        f"(tblDemand[Offer]={offer})*(tblDemand[From price]<={mine})*(tblDemand[To price]>={mine})"
    )
    pack = f"ROUND({mine}*tblPrices[[#This Row],[Factor]],{plan.digits})"
    rows = []
    for c in deal.curves:
        now = c.segments[c.today]
        rows.append(
            (
                c.offer, c.license, c.price, now.quantity, c.stays_from, c.stays_to, c.break_even, c.walk_away,
                *(saved for _, saved in c.discounts),
                c.price,
                Formula(f"=SUMPRODUCT({here}*tblDemand[Quantity])", now.quantity),
                Formula(f"=ROUND(SUMPRODUCT({here}*(tblDemand[Rest]+tblDemand[Packs]*{pack})),{plan.digits})", c.cost_today),
                float(c.factor),
            )
        )  # fmt: skip
    columns = [
        Col("Offer"), Col("License"), Col("Price today", 18, style.price), Col("Buys today"),
        Col("Plan stays from", 18, style.price), Col("Plan stays to", 18, style.price), Col("More is bought at", 18, style.price),
        Col("None is bought from", 18, style.price), Col("1 % off saves"), Col("5 % off saves"), Col("10 % off saves"),
        Col("20 % off saves"), Col("Your price", 18, style.price_input), Col("Buys then", 12, style.whole_calculated),
        Col("Cost then", 18, style.money_calculated), Col("Factor", 12, style.number),
    ]  # fmt: skip
    page.table("tblPrices", columns, rows, main=False)
    page.sheet.set_column(12, 13, 16)
    page.sheet.set_column(14, 14, 18)
    for name, reason in deal.skipped:
        page.add((f"{name}: no curve, since {reason}.",), style.note)
    _section(
        page,
        "Demand",
        "For each range of prices how many are bought, and what the whole plan costs at its two "
        "ends.",
    )
    demand = [
        (c.offer, s.low, s.high, s.quantity, s.cost, s.cost_high, s.packs, s.rest)
        for c in deal.curves
        for s in c.segments
    ]
    columns = [
        Col("Offer"), Col("From price", 18, style.price), Col("To price", 18, style.price), Col("Quantity"),
        Col("Cost at From"), Col("Cost at To"), Col("Packs"), Col("Rest"),
    ]  # fmt: skip
    page.table("tblDemand", columns, demand, main=False)


def _tables(page: Page, deck: WorkbookWriter, deal: NegotiationAnswers, plan: Plan) -> None:
    style = deck.styles
    _section(
        page,
        "Offers",
        "What the cheapest plan costs without each offer, hence what the offer is worth.",
    )
    rows: list[Sequence[object]] = []
    for w in deal.worths:
        if w.cost_without is None:
            rows.append((w.offer, w.license, "no compliant plan", None))
        else:
            worth = Formula("=tblWorth[[#This Row],[Cost without it]]-Plan_cost", w.worth)
            rows.append((w.offer, w.license, w.cost_without, worth))
    worth_columns = [
        Col("Offer"),
        Col("License"),
        Col("Cost without it"),
        Col("Worth", 18, style.money_calculated),
    ]
    page.table("tblWorth", worth_columns, rows, main=False)
    if deal.renewal is not None:
        r = deal.renewal
        _section(page, "Renewal as a whole", f"{r.units:,} owned units end within the horizon.")
        cases = (
            ("Nothing is renewed", r.nothing),
            ("Everything is renewed", r.everything),
            ("The optimum", r.optimum),
        )
        costs = [(name, "not possible" if cost is None else cost) for name, cost in cases]
        page.table("tblRenewal", [Col("Instance"), Col("Cost")], costs, main=False)
    if deal.rare:
        _section(
            page,
            "Rarely used accesses",
            "Only accesses of at least so many sessions count.",
        )
        steps = [
            (
                s.sessions,
                s.cost,
                Formula(f"=Plan_cost-{_this('Rare', 'Cost')}", s.saving),
                "; ".join(s.blocked),
            )
            for s in deal.rare
        ]
        columns = [
            Col("Least sessions", 18, style.number),
            Col("Cost"),
            Col("Saving", 18, style.money_calculated),
            Col("Blocked in addition"),
        ]
        page.table("tblRare", columns, steps, main=False)
    if deal.levers:
        _section(
            page,
            "Who and what costs most",
            "Tried: users, devices and departments with the dearest licenses, servers with most "
            "needs. Savings do not add up.",
        )
        pulled = [
            (lever.name, lever.kind, lever.change, lever.rows, lever.saving)
            for lever in deal.levers
        ]
        columns = [Col("Name"), Col("Kind"), Col("Change"), Col("Access rows"), Col("Saving")]
        page.table("tblLevers", columns, pulled, main=False)
    if deal.wide:
        _section(
            page,
            "One more server licensed as a whole",
            "What the plan costs then; a positive difference is dearer.",
        )
        choices = [
            (
                w.server,
                w.license,
                w.cost,
                Formula(f"={_this('Wide', 'Cost then')}-Plan_cost", w.difference),
            )
            for w in deal.wide
        ]
        columns = [
            Col("Server"),
            Col("License"),
            Col("Cost then"),
            Col("Difference", 18, style.money_calculated),
        ]
        page.table("tblWide", columns, choices, main=False)
    if deal.blocking is not None:
        b = deal.blocking
        parts = (
            "groups may be blocked in part"
            if b.parts
            else "groups are too large to be taken apart: each is blocked whole or not"
        )
        proof = (
            "no fewer sessions could be lost"
            if b.proven
            else "the best list found in the time given"
        )
        _section(
            page,
            "Within the budget",
            f"Block these until there is money: {proof}; {parts}. The rest is compliant.",
        )
        page.add(("Payments of the rest", b.payments))
        page.add(("Cost of the rest", b.cost))
        listed = [(x.user, x.device, x.server, x.blocked, x.pairs, x.sessions) for x in b.blocked]
        columns = [
            Col("User"),
            Col("Device"),
            Col("Server"),
            Col("Blocked"),
            Col("Of"),
            Col("Sessions lost", 18, style.number),
        ]
        page.table("tblBlocked", columns, listed, main=False)
    if deal.shares is not None:
        _section(page, "Fair shares", f"{deal.shares.method}.")
        if deal.shares.shares:
            saved = f"={_this('Shares', 'Alone')}-{_this('Shares', 'Share')}"
            shares = [
                (s.department, s.share, s.alone, Formula(saved, s.alone - s.share))
                for s in deal.shares.shares
            ]
            columns = [
                Col("Department"),
                Col("Share"),
                Col("Alone"),
                Col("Saved together", 18, style.money_calculated),
            ]
            page.table("tblShares", columns, shares, main=False)
            total = Formula("=SUM(tblShares[Share])", plan.cost)
            page.cell(page.row, 1, total, style.money_calculated)
            page.add(("All departments",))


def _this(table: str, column: str) -> str:
    return f"tbl{table}[[#This Row],[{column}]]"


def _charts(page: Page, deck: WorkbookWriter, deal: NegotiationAnswers) -> None:
    """Demand curves, drawn as steps from points of their own."""
    drawn = sorted((c for c in deal.curves if len(c.segments) > 1), key=lambda c: -len(c.segments))[
        :CHARTS
    ]
    if not drawn:
        return
    _section(
        page,
        "Demand curves",
        "Prices to the right, quantities upwards; the table holds the points of the charts.",
    )
    top = page.row
    page.row += 17 * (-(-len(drawn) // 2))
    points = [
        (c.offer, price, s.quantity) for c in drawn for s in c.segments for price in (s.low, s.high)
    ]
    head = page.table(
        "tblPoints",
        [Col("Offer"), Col("Price", 18, deck.styles.price), Col("Quantity")],
        points,
        main=False,
    )
    row = head + 1
    for number, curve in enumerate(drawn):
        last = row + 2 * len(curve.segments) - 1
        chart = _chart(deck, curve, row, last)
        column = 0 if number % 2 == 0 else 3
        page.sheet.insert_chart(
            top + 17 * (number // 2),
            column,
            chart,
            {"description": f"Line chart: demand for {curve.offer} by price."},
        )
        row = last + 1


_LIGHT = {"visible": True, "line": {"color": "#D9D9D9"}}


def _chart(deck: WorkbookWriter, curve: Curve, first: int, last: int) -> object:
    chart = deck.book.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(
        {
            "name": curve.offer,
            "categories": ["Negotiation", first, 1, last, 1],
            "values": ["Negotiation", first, 2, last, 2],
            "line": {"color": "#1F3864", "width": 2},
        }
    )
    chart.set_title({"name": f"{curve.offer}: bought at each price", "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"name": "Price", "num_format": "#,##0", "min": 0})
    chart.set_y_axis(
        {"name": "Quantity", "num_format": "#,##0", "min": 0, "major_gridlines": _LIGHT}
    )
    chart.set_size({"width": 520, "height": 320})
    return chart
