"""Of a plan over time: its periods, its budgets, and the owned units that it uses up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class PeriodAccount:
    """One period: its days, who is there, and units by license name.

    `needed` are used in it, `there` are owned or have been ordered and serve, `ordered` are those
    whose order falls in it, `ended` served the period before and no longer do. `payments` are
    nominal, due in it.
    """

    first: date
    last: date
    people: int
    devices: int
    needed: Mapping[str, int]
    there: Mapping[str, int]
    ordered: Mapping[str, int]
    ended: Mapping[str, int]
    payments: Decimal

    @property
    def spare(self) -> dict[str, int]:
        """Units that are there and not needed."""
        return {name: n - self.needed.get(name, 0) for name, n in self.there.items()}


@dataclass(frozen=True)
class BudgetSpan:
    """A budget that holds from a day to another one, beside what falls due then, nominal."""

    first: date
    last: date
    budget: Decimal
    payments: Decimal

    @property
    def missing(self) -> Decimal:
        """What the payments are above the budget."""
        return max(self.payments - self.budget, Decimal(0))


@dataclass(frozen=True)
class Conversion:
    """Owned units that a purchase (a line of Purchases, from 0) uses up: units like those of a row
    of Owned, that sit with a holder (users?, row) for good or, None, with nobody."""

    purchase: int
    owned: int
    units: int
    holder: tuple[bool, int] | None = None
