"""What Answer shows of a plan beyond the plan itself: worked out once, as soon as there is one."""

from dataclasses import dataclass
from decimal import Decimal

from optimizer.explaining.cost_by_department import costs_by
from optimizer.report.comparisons import Rule, best_of, rules
from optimizer.result import Result
from optimizer.web.departments import counts_by_department
from optimizer.web.holders import Listing


@dataclass(frozen=True, kw_only=True)
class Spent:
    """A department: its people and devices (over time the most at once), and what it costs."""

    name: str
    people: int
    devices: int
    cost: Decimal


@dataclass(frozen=True, kw_only=True)
class Answered:
    """Both lists, the departments, the dearest first, and the rules that the plan is compared
    with; `best` is the cheapest of those that people follow."""

    people: Listing
    devices: Listing
    departments: tuple[Spent, ...]
    rules: tuple[Rule, ...]
    best: Rule | None
    later: Decimal
    """What is paid after As of, not discounted."""
    dated: bool
    """Whether something is ordered on another day than As of."""

    @classmethod
    def of(cls, result: Result) -> "Answered":
        """Work it out."""
        tables, plan = result.tables, result.plan
        people, devices = (Listing.of(result, side) for side in ("people", "devices"))
        counts = [counts_by_department(each) for each in (people, devices)]
        departments = (
            Spent(
                name=name, people=counts[0].get(name, 0), devices=counts[1].get(name, 0), cost=cost
            )
            for name, cost in costs_by(result, "department").items()
        )
        # A simpler plan that was not worked out says nothing here; the workbook tells how to ask.
        compared = tuple(r for r in rules(plan) if r.cost is not None or not r.simpler)
        day = tables.settings.as_of
        return cls(
            people=people,
            devices=devices,
            departments=tuple(sorted(departments, key=lambda each: (-each.cost, each.name))),
            rules=compared,
            best=best_of(compared),
            later=sum((y.nominal for y in plan.payments), Decimal(0)) - plan.due_now,
            dated=any(purchase.from_date != day for purchase in plan.purchases),
        )

    def prepare(self) -> None:
        """Have what a search looks at ready before somebody searches."""
        self.people.prepare()
        self.devices.prepare()

    def listing(self, side: str) -> Listing:
        """The list of one side, "people" or "devices"."""
        return self.people if side == "people" else self.devices

    def cost_of(self, department: str) -> Decimal:
        """What a department costs; nothing where there is none of that name."""
        return next((each.cost for each in self.departments if each.name == department), Decimal(0))
