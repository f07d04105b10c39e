"""What else a negotiator asks, in lists by license, access, department: below the ten on
Negotiation."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from optimizer.domain.answers import Blocking, NegotiationAnswers
from optimizer.domain.plan import Plan
from optimizer.writing.columns import Formula
from optimizer.writing.page import Page

LAST = 10
"""The last column of Negotiation."""


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
    return page.block(columns, rows, total, span=(0, LAST), long=True)


def _less(value: object) -> Callable[[int], Formula]:
    """How much less the row's cost is than the plan's."""
    return lambda row: Formula(f"=Plan_cost-J{row}", value)


def _more(value: object) -> Callable[[int], Formula]:
    return lambda row: Formula(f"=J{row}-Plan_cost", value)


def _saved(value: object) -> Callable[[int], Formula]:
    return lambda row: Formula(f"=J{row}-I{row}", value)


def _sum(column: str, first: int, value: object) -> Callable[[int], Formula]:
    """The sum of a column from a row to the one above the total."""
    return lambda row: Formula(f"=SUM({column}{first}:{column}{row - 1})", value)


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
    for step in deal.rare:
        blocked = "; ".join(step.blocked[:12])
        if len(step.blocked) > 12:
            blocked += f"; and {len(step.blocked) - 12:,} more"
        rows.append({0: step.sessions, 1: blocked, 9: step.cost, 10: _less(step.saving)})
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
    rows = [{0: w.server, 2: w.license, 9: w.cost, 10: _more(w.difference)} for w in deal.wide]
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
    rows = [{0: r.rule, 2: r.where, 9: r.cost, 10: _less(r.price)} for r in deal.rules]
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
        {0: s.department, 8: s.share, 9: s.alone, 10: _saved(s.alone - s.share)}
        for s in deal.shares.shares
    ]
    alone = sum((s.alone for s in deal.shares.shares), Decimal(0))
    sums = {"I": plan.cost, "J": alone, "K": alone - plan.cost}
    total: dict[int, object] = {0: "Total"}
    total |= {8 + n: _sum(c, first + 1, value) for n, (c, value) in enumerate(sums.items())}
    _list(page, "Fair shares", f"{deal.shares.method}.", columns, rows, total=total)
