"""The Negotiation sheet: the ten things worth most, then single prices looked at closely, then what
else was asked."""

from optimizer.domain.plan import Plan
from optimizer.writing.page import WorkbookWriter
from optimizer.writing.styles import ACCENT, GOOD, RULE, WARN

COLUMNS = (58, 296, 100, 82, 66, 74, 92, 92, 92, 92, 96)
"""Pixels of the columns that every block of the sheet shares."""

TONES = {"Keep": GOOD, "Ask": ACCENT, "Avoid": WARN}


def write_negotiation(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nobody asked."""
    if plan.deal is None:
        return
    from optimizer.report.negotiation_tables import write_tables
    from optimizer.report.negotiation_text import advice, budget
    from optimizer.report.price_charts import write_charts

    page = deck.page(
        "Negotiation",
        f"The things worth most, in {plan.currency} over the horizon. Behind each amount stands a "
        "plan solved anew; the amounts do not add up.",
        "what if",
    )
    page.lay(*COLUMNS)
    page.sheet.freeze_panes(3, 0)
    found = advice(plan.deal, plan)
    columns = {0: ("", "strong"), 1: ("What", "strong"), 2: ("Worth", "sum"), 3: ("Why", "after")}
    rows: list[dict[int, object]] = [
        {0: each.verb, 1: each.what[0].upper() + each.what[1:], 2: each.worth, 3: each.why}
        for each in found
    ]
    first = page.block(columns, rows, span=(0, len(COLUMNS) - 1))
    for row, each in enumerate(found, first):
        color = TONES.get(each.verb, ACCENT)
        look = page.styles.of(bold=True, font_color=color, bottom=1, bottom_color=RULE)
        page.put(row, 0, each.verb, look)
    if not found:
        page.say("No price, offer or access was found whose change is worth anything.")
    for sentence in budget(plan.deal, plan):
        page.say(sentence)
    for worth in plan.deal.worths:
        if worth.worth is None:
            page.say(f"Without the offer {worth.offer} there is no compliant plan.")
    write_charts(page, deck, plan)
    write_tables(page, plan)
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)
