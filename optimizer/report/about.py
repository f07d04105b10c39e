"""About: how the plan was made, in planner's words, so that it can be repeated and checked."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from optimizer.domain.plan import Plan, PlanStatus
from optimizer.reading.files.table import sha256_of
from optimizer.writing.page import Col, WorkbookWriter

NOTHING = re.compile(r"a minimum cut for 0 merged needs|a program of 0 variables and 0 constraints")
CUT = re.compile(r"a minimum cut for ([\d,]+) merged needs")
PROGRAM_OF = re.compile(
    r"a program of ([\d,]+) variables and ([\d,]+) constraints for ([\d,]+)(?! periods)\b"
)


def write_facts(
    deck: WorkbookWriter, facts: Mapping[str, str], what: str, *, hidden: bool = False
) -> None:
    """A sheet About with facts alone, by which the next run knows the file again."""
    page = deck.page(
        "About", f"How this {what} was made, so that it can be repeated.", "proof", "About"
    )
    page.table(
        "tblAbout",
        [Col(f"About this {what}", "strong", 300), Col("Value", "text", 700)],
        [in_words(*fact) for fact in facts.items()],
    )
    if hidden:
        page.hidden = True
        page.sheet.hide()


def in_words(name: str, value: str) -> tuple[str, str]:
    """A fact of the run for somebody who knows no mathematics."""
    if name == "Needs":
        each = "a row of people or devices, a server, a family of licenses"
        return "Needs to cover", f"{value}: each {each}"
    if name == "Needs after merging what is alike":
        which = "alike needs together, members of a row apart where they may differ"
        return "Kinds of needs", f"{value}: {which}"
    if name == "Decided by":
        return "How it was decided", decided(value)
    return name, value


def decided(road: str) -> str:
    """How the mix was found, without the steps that had nothing to do."""
    parts = [part for part in road.split(", ") if not NOTHING.match(part)]
    text = ", and ".join(parts) or road
    text = CUT.sub(
        r"the cheapest split between user and device licenses for \1 kinds of needs", text
    )
    text = PROGRAM_OF.sub(
        r"an exact program of \1 choices and \2 conditions for the \3 kinds of needs that packs, "
        "tiers, units owned or rules tie together",
        text,
    )
    return text[0].upper() + text[1:]


def write_about(deck: WorkbookWriter, plan: Plan, beside: Iterable[Path] = ()) -> None:
    """The input, the options, the solver, why the answer can be trusted, and the files written
    beside it by their bytes."""
    page = deck.page(
        "About", "How this plan was made, so that it can be repeated and checked.", "proof"
    )
    optimal = plan.status is PlanStatus.OPTIMAL
    rows = [
        *(in_words(name, value) for name, value in plan.facts.items()),
        *((f"SHA-256 of {file.name}", sha256_of(file)) for file in beside),
        ("Status", plan.status),
        (
            "Is it the cheapest?",
            "Yes: it is proven that no other mix that covers every access costs less."
            if optimal
            else "It covers every access; that nothing is cheaper could not be proven in the time "
            f"given. No plan costs less than {plan.lower_bound:,} {plan.currency}.",
        ),
        (
            "Who checked it?",
            "After the solver, a second program that shares no code with it read the tables again, "
            "checked every access, every rule and every amount, and found nothing to object to.",
        ),
        (
            "What happens when I change a price?",
            "Every sum follows. Which licenses are bought does not: for that, change the input and "
            "solve again.",
        ),
        *(
            [
                (
                    "Where do the numbers on Negotiation come from?",
                    "From a plan solved anew for each price and each change; where a mix changes "
                    "hands was found exactly.",
                )
            ]
            if plan.deal is not None
            else []
        ),
        (
            "What do the sums rest on?",
            "On the sheet Workings, which is hidden (right click on a tab, Unhide): what a price "
            "of 1 pays each year.",
        ),
        (
            "Whose rules are these?",
            "Requirements come from public licensing texts; your contract and the vendor's Product "
            "Terms govern.",
        ),
    ]
    page.table("tblAbout", [Col("About this plan", "strong", 300), Col("Value", "text", 700)], rows)
