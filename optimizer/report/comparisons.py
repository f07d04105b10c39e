"""What the plan is compared with: simple rules, each with what it would cost."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from optimizer.domain.plan import Plan
from optimizer.report.as_text import no_comparison

LESS_SIMPLE = "The cheapest plan, less simple"
"""The line of the optimum where a simpler plan was made from it."""


@dataclass(frozen=True)
class Rule:
    """A simple rule and what it would cost (None, and why, where that is not known); `cell` is the
    name that its cell has, `simpler` marks a plan that was searched for as well as this one: no
    saving is boasted of against it."""

    name: str
    cost: Decimal | None
    why_not: str = ""
    cell: str = ""
    simpler: bool = False


def rules(plan: Plan) -> tuple[Rule, ...]:
    """The rules that people follow, the cheapest first, those without a cost last; then the simpler
    plans in the same order."""
    found = [
        Rule(name, cost, no_comparison(kind, plan), cell)
        for name, kind, cost, cell in (
            ("Devices where possible", "device", plan.all_devices, "All_device_licenses"),
            ("Users where possible", "user", plan.all_users, "All_user_licenses"),
        )
    ]
    if plan.over_time is not None:
        why_not = "" if plan.over_time.all_now is not None else no_comparison("now", plan)
        found.append(Rule("Everything ordered now", plan.over_time.all_now, why_not, "All_now"))
    found += [Rule(r.name, r.cost, r.why_not, simpler=not r.habit) for r in plan.rules]
    if plan.simplified is not None:
        found.append(Rule(LESS_SIMPLE, plan.simplified.optimum, simpler=True))
    return tuple(sorted(found, key=lambda r: (r.simpler, r.cost is None, r.cost or 0)))


def best_of(found: tuple[Rule, ...]) -> Rule | None:
    """The cheapest of the rules that people follow without searching."""
    return next((r for r in found if r.cost is not None and not r.simpler), None)


def beside(rule: Rule, own: str, cost: Decimal) -> tuple[str, str]:
    """How the plan's cost stands to a rule's, as a formula's expression and its value; `own` is the
    cell of the rule's cost."""
    assert rule.cost is not None
    name = rule.name[0].lower() + rule.name[1:]
    percent = f"ABS(ROUND(100*({own}-Plan_cost)/MAX({own},1),1))"
    word = f'IF({own}>Plan_cost,"less","more")&" than {name}"'
    told = f'IF({percent}=0,"hardly ",{percent}&" % ")&{word}'
    formula = f'IF({own}=Plan_cost,"as much as {name}",{told})'
    if rule.cost == cost:
        return formula, f"as much as {name}"
    part = share(abs(rule.cost - cost), max(rule.cost, Decimal(1)))
    text = "hardly " if part == "0" else f"{part} % "
    return formula, f"{text}{'less' if rule.cost > cost else 'more'} than {name}"


def share(part: Decimal, whole: Decimal, places: int = 1) -> str:
    """A part in percent as a formula's ROUND shows it: 10.9, 10, 0."""
    if not whole:
        return "0"
    percent = (100 * part / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{percent:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
