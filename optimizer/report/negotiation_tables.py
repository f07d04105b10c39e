"""What else a negotiator asks, in lists by license, access, department: below the ten on
Negotiation, and every price on a sheet of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from optimizer.domain.answers import Blocking, NegotiationAnswers
from optimizer.domain.plan import Plan
from optimizer.report.price_charts import CURVES, drawn
from optimizer.writing.columns import PAD, Col, Formula, pixels, shown
from optimizer.writing.page import Page, WorkbookWriter

LAST = 10
"""The last column of Negotiation."""

PAID = {"Once": "once", "Year": "a year", "Month": "a month"}


def write_tables(page: Page, plan: Plan) -> None:
    """Everything below the charts; a list with nothing to say is left out."""
    assert plan.deal is not None
    deal = plan.deal
    _renewal(page, deal)
    _rare(page, deal)
    _levers(page, deal)
    _wide(page, deal)
    _rules(page, deal)
    if deal.blocking is not None:
        _blocking(page, deal.blocking)
    _shares(page, deal, plan)


def _list(
    page: Page,
    title: str,
    note: str,
    columns: Mapping[int, tuple[str, str]],
    rows: Sequence[Mapping[int, object]],
    *,
    total: Mapping[int, object] | None = None,
) -> int:
    page.row += 1
    page.keep(page.row, page.row + 3)
    page.section(title, note)
    return page.block(columns, rows, total, span=(0, LAST))


def _less(row: int, column: str) -> str:
    return f"=Plan_cost-{column}{row + 1}"


def _renewal(page: Page, deal: NegotiationAnswers) -> None:
    r = deal.renewal
    if r is None:
        return
    rows = [
        {0: name, 2: "not possible" if cost is None else cost}
        for name, cost in (
            ("Nothing is renewed", r.nothing),
            ("Everything is renewed", r.everything),
            ("The optimum", r.optimum),
        )
    ]
    note = f"{r.units:,} owned units end within the horizon."
    if r.most is not None:
        note += f" Not all can be renewed: at most {r.most:,} of them."
    _list(page, "Renewal as a whole", note, {0: ("Case", "text"), 2: ("Cost", "money")}, rows)


def _rare(page: Page, deal: NegotiationAnswers) -> None:
    if not deal.rare:
        return
    columns = {
        0: ("Sessions", "number"),
        1: ("Blocked in addition", "after"),
        9: ("Cost", "money"),
        10: ("Saving", "money"),
    }
    rows = []
    for n, step in enumerate(deal.rare, page.row + 4):
        blocked = "; ".join(step.blocked[:12])
        if len(step.blocked) > 12:
            blocked += f"; and {len(step.blocked) - 12:,} more"
        rows.append(
            {0: step.sessions, 1: blocked, 9: step.cost, 10: Formula(_less(n, "J"), step.saving)}
        )
    note = "Only accesses of at least so many sessions count."
    _list(page, "Rarely used accesses", note, columns, rows)


def _levers(page: Page, deal: NegotiationAnswers) -> None:
    if not deal.levers:
        return
    columns = {
        0: ("Name", "strong"),
        2: ("Kind", "after"),
        3: ("Change", "after"),
        8: ("Access rows", "count"),
        10: ("Saving", "money"),
    }
    rows = [{0: x.name, 2: x.kind, 3: x.change, 8: x.rows, 10: x.saving} for x in deal.levers]
    note = (
        "Tried: users, devices and departments with the dearest licenses, servers with most needs. "
        "Savings do not add up."
    )
    _list(page, "Who and what costs most", note, columns, rows)


def _wide(page: Page, deal: NegotiationAnswers) -> None:
    if not deal.wide:
        return
    columns = {
        0: ("Server", "strong"),
        2: ("License", "after"),
        9: ("Cost then", "money"),
        10: ("Difference", "money"),
    }
    rows = [
        {
            0: w.server,
            2: w.license,
            9: w.cost,
            10: Formula(f"=J{n + 1}-Plan_cost", w.difference),
        }
        for n, w in enumerate(deal.wide, page.row + 4)
    ]
    note = "What the plan costs then; a positive difference is dearer."
    _list(page, "One more server licensed as a whole", note, columns, rows)


def _rules(page: Page, deal: NegotiationAnswers) -> None:
    """What the planner's own rules cost."""
    if not deal.rules:
        return
    columns = {
        0: ("Rule", "strong"),
        2: ("Where", "after"),
        9: ("Cost without it", "money"),
        10: ("Price of the rule", "money"),
    }
    rows = [
        {0: r.rule, 2: r.where, 9: r.cost, 10: Formula(_less(n, "J"), r.price)}
        for n, r in enumerate(deal.rules, page.row + 4)
    ]
    note = "What the plan costs without each of your own rules; below 0 the rule saves."
    note = " ".join((note, *(r.instead for r in deal.rules if r.instead)))
    if deal.rules_left:
        note += f" {deal.rules_left:,} more were not left out one by one."
    _list(page, "What your rules cost", note, columns, rows)


def _blocking(page: Page, b: Blocking) -> None:
    parts = (
        "groups may be blocked in part"
        if b.parts
        else "groups are too large to be taken apart: each is blocked whole or not"
    )
    proof = (
        "no fewer sessions could be lost" if b.proven else "the best list found in the time given"
    )
    columns = {
        0: ("User", "text"), 2: ("Device", "after"), 4: ("Server", "after"),
        8: ("Blocked", "count"),
        9: ("Of", "count"), 10: ("Sessions lost", "number"),
    }  # fmt: skip
    rows = [
        {0: x.user, 2: x.device, 4: x.server, 8: x.blocked, 9: x.pairs, 10: x.sessions}
        for x in b.blocked
    ]
    note = f"Block these until there is money: {proof}; {parts}. The rest is compliant."
    _list(page, "Within the budget", note, columns, rows)
    amounts = {0: ("The rest", "text"), 2: ("Amount", "money")}
    page.block(amounts, [{0: "Payments", 2: b.payments}, {0: "Cost", 2: b.cost}], span=(0, 2))


def _shares(page: Page, deal: NegotiationAnswers, plan: Plan) -> None:
    if deal.shares is None:
        return
    if not deal.shares.shares:
        page.row += 1
        page.section("Fair shares", f"{deal.shares.method}.")
        return
    columns = {
        0: ("Department", "strong"),
        8: ("Share", "money"),
        9: ("Alone", "money"),
        10: ("Saved together", "money"),
    }
    first = page.row + 4
    rows = [
        {
            0: s.department,
            8: s.share,
            9: s.alone,
            10: Formula(f"=J{n + 1}-I{n + 1}", s.alone - s.share),
        }
        for n, s in enumerate(deal.shares.shares, first)
    ]
    alone = sum((s.alone for s in deal.shares.shares), Decimal(0))
    last = first + len(rows)
    total = {
        0: "Total",
        8: Formula(f"=SUM(I{first + 1}:I{last})", plan.cost),
        9: Formula(f"=SUM(J{first + 1}:J{last})", alone),
        10: Formula(f"=SUM(K{first + 1}:K{last})", alone - plan.cost),
    }
    _list(page, "Fair shares", f"{deal.shares.method}.", columns, rows, total=total)


def write_prices(deck: WorkbookWriter, plan: Plan) -> None:
    """Prices: every price and offer with what it does; below it the ranges of prices."""
    deal = plan.deal
    if deal is None or not (deal.curves or deal.worths):
        return
    page = deck.page(
        "Prices",
        f"Every price, in {plan.currency}; blank where none up to three times today's changes the "
        "plan.",
        "what if",
    )
    worths = {w.offer: w for w in deal.worths}
    rows: list[list[object]] = []
    for c in deal.curves:
        worth = worths.pop(c.offer, None)
        rows.append(
            [
                c.license, c.offer, c.price, PAID[c.per], c.segments[c.today].quantity,
                c.stays_from, c.stays_to,
                c.break_even, c.walk_away, *(saved for _, saved in c.discounts), *_without(worth),
            ]
        )  # fmt: skip
    skipped = dict(deal.skipped)
    for worth in worths.values():
        prices = [None] * 11
        rows.append([worth.license, worth.offer, *prices, *_without(worth)])
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    # The second list stands on the same columns.
    wide, price = _widest(deal, plan)
    columns = [
        Col("License", "strong", 240), Col("Offer", "text", 200),
        Col("Price today", "price", least=price), Col("Paid", "after"),
        Col("Buys today", "count"), Col("Plan stays from", "price", least=price),
        Col("Plan stays to", "price"),
        Col("More is bought at", "price"), Col("None is bought from", "price", least=wide),
        Col("1 % off saves", "money"),
        Col("5 % off saves", "money", least=wide), Col("10 % off saves", "money"),
        Col("20 % off saves", "money"),
        Col("Plan without it", "money"), Col("Worth", "money"),
    ]  # fmt: skip
    page.table("tblPrices", columns, rows)
    for name, reason in skipped.items():
        page.say(f"{name}: no curve, since {reason}.")
    if deal.curves:
        page.row += 1
        page.section("What is bought at each price, and what the plan costs at both ends")
        listed = {
            0: ("License", "strong"), 1: ("Offer", "text"), 2: ("From", "price"),
            5: ("To", "price"),
            6: ("Buys", "count"), 8: ("Plan at From", "money"), 10: ("Plan at To", "money"),
        }  # fmt: skip
        demand = [
            {
                0: c.license, 1: c.offer, 2: s.low, 5: s.high,
                6: s.quantity, 8: s.cost, 10: s.cost_high,
            }
            for c in sorted(deal.curves, key=lambda c: (c.license, c.offer))
            for s in c.segments
        ]  # fmt: skip
        page.block(listed, demand)
    page.sheet.print_area(0, 0, page.row, len(columns) - 1)


def _widest(deal: NegotiationAnswers, plan: Plan) -> tuple[int, int]:
    """Pixels of the widest amount and the widest price of the ranges."""
    pieces = [s for c in deal.curves for s in c.segments]
    costs = max((max(s.cost, s.cost_high) for s in pieces), default=Decimal(0))
    prices = max((s.high for s in pieces), default=Decimal(0))
    return (
        pixels(shown(costs, "money", plan.digits)) + PAD,
        pixels(shown(prices, "price", plan.digits)) + PAD,
    )


def _without(worth: object) -> tuple[object, object]:
    """The plan's cost without an offer, and what the offer is worth."""
    cost, value = getattr(worth, "cost_without", None), getattr(worth, "worth", None)
    if worth is not None and cost is None:
        return "no compliant plan", None
    without = "tblPrices[[#This Row],[Plan without it]]"
    this = f'=IF({without}="","",{without}-Plan_cost)'
    return cost, None if value is None else Formula(this, value)


def write_curves(page: Page, plan: Plan) -> None:
    """The segments that a price of the reader's own is looked up in, on Workings."""
    curves = [] if plan.deal is None else [c for c in drawn(plan) if not c.by_date]
    if not curves:
        return
    page.row += 1
    rows = [[c.offer, s.low, s.packs, s.rest, float(c.factor)] for c in curves for s in c.segments]
    columns = [
        Col("Curve", "number"),
        Col("From", "number"),
        Col("Packs", "number"),
        Col("Rest", "number"),
        Col("Factor", "number"),
    ]
    page.table(CURVES, columns, rows, main=not page.columns)
