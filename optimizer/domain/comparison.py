"""Two plans compared: what changed, what each change costs, what to buy more and what becomes
free."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Step:
    """A kind of change (or several, where one alone leaves no plan) and what the plan costs with it
    and all before it; `change` is what it adds."""

    names: tuple[str, ...]
    cost: Decimal
    change: Decimal

    @property
    def name(self) -> str:
        """Its kinds of change in one line."""
        first, *rest = self.names
        return "; ".join((first, *(name[0].lower() + name[1:] for name in rest)))


@dataclass(frozen=True)
class Changed:
    """How many of a kind came, went and differ, and the first names of them."""

    what: str
    added: int
    removed: int
    altered: int
    examples: str


@dataclass(frozen=True)
class LicenseChange:
    """A license in both plans: in use, bought, and owned without need."""

    license: str
    used_before: int
    used_after: int
    buy: int
    free: int


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The old and the new plan. `steps` lead from the old cost to the new one, exactly; there are
    none where only results were given."""

    old: str
    new: str
    currency: str
    digits: int
    cost_before: Decimal
    cost_after: Decimal
    steps: tuple[Step, ...]
    changes: tuple[Changed, ...]
    licenses: tuple[LicenseChange, ...]
    notes: tuple[str, ...] = ()
    """What a reader must know besides, a sentence each."""
