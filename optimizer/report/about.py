"""About."""

from optimizer.domain.plan import Plan
from optimizer.writing.page import Col, WorkbookWriter

_PRICES = (
    "Negotiation",
    "The cheapest cost as a function of one price is the lower envelope of one line a plan; every "
    "breakpoint is found exactly, "
    "each solve proven optimal (Eisner and Severance 1976). Fair shares by the flow are in the "
    "core (Deng and others 1999).",
)


def write_about(deck: WorkbookWriter, plan: Plan) -> None:
    """About: the input, the options, the solver, and how the answer is proven."""
    page = deck.page(
        "About", "How this plan was made, so that it can be repeated and checked.", "proof"
    )
    rows = [
        *plan.facts.items(),
        ("Status", plan.status),
        (
            "Method",
            "Alike people and devices are one class; plain parts are a minimum cut, the rest an "
            "integer program at gap zero.",
        ),
        (
            "Proof",
            "The cost equals a proven lower bound, and an audit that shares no code with it "
            "worked everything out again.",
        ),
        *([_PRICES] if plan.deal is not None else []),
        (
            "Formulas",
            "Follow an edited price; they do not choose another mix. For that run cal-optimizer "
            "again.",
        ),
        (
            "What governs",
            "Requirements come from public licensing texts; the contract and the vendor's Product "
            "Terms govern.",
        ),
    ]
    page.table("tblAbout", [Col("About this plan", 34), Col("Value", 70, deck.styles.wrap)], rows)
