"""The result of a run as one value, `Plan`: every face of the program only prints it. Money is
exact, in Decimal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from optimizer.domain.arrays import appearing, narrow
from optimizer.domain.plan_status import PlanStatus as PlanStatus
from optimizer.domain.problems import Problem
from optimizer.domain.tables import Ints, Kind

if TYPE_CHECKING:
    from optimizer.domain.answers import NegotiationAnswers
    from optimizer.domain.over_time import BudgetSpan, Conversion, PeriodAccount


@dataclass(frozen=True)
class Holding:
    """What the members of user or device rows hold, in row and member order: arrays with a run
    each.

    `members` people of `row` hold `bundles[bundle]` (license indices, sorted); the runs of a row
    add up to its Count. In a plan over time a run holds from period `first` to `last`, and the runs
    of one period add up to the row's Count then.
    """

    row: Ints
    members: Ints
    bundle: Ints
    bundles: tuple[tuple[int, ...], ...]
    _: KW_ONLY
    first: Ints | None = None
    last: Ints | None = None

    @property
    def licensed(self) -> int:
        """Members who hold anything; over time, the most in any period."""
        some = np.array([bool(bundle) for bundle in self.bundles], bool)
        holding = np.where(some[self.bundle], self.members, 0)
        if self.first is None or self.last is None:
            return int(holding.sum())
        ends = int(self.last.max(initial=-1)) + 1
        there = [int(holding[(self.first <= t) & (t <= self.last)].sum()) for t in range(ends)]
        return max(there, default=0)


Holder = tuple[bool, int]
"""A row of users (True) or of devices (False)."""


@dataclass(frozen=True)
class Move:
    """Units of a license that go from one holder to another; over time (None) to whoever needs them
    in a period."""

    license: int
    origin: Holder
    target: Holder | None
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Mix:
    """A compliant mix. `wide` holds (license, host, server or NONE); `exempt` (user row, member
    from 0, server), `exempt_devices` the same of devices; `modes` the kind that counts for a server
    and family; `packs` a number for each line of the supply, `converted` one for each of its lots;
    `cal_mode` the servers whose CAL mode cost is paid."""

    users: Holding
    devices: Holding
    wide: tuple[tuple[int, int], ...]
    exempt: tuple[tuple[int, int, int], ...]
    modes: Mapping[tuple[int, int], Kind]
    packs: tuple[int, ...]
    converted: tuple[int, ...]
    used: tuple[int, ...]
    cal_mode: tuple[int, ...]
    moves: tuple[Move, ...] = ()
    exempt_devices: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Texts:
    """A long list of texts, each distinct one once: `codes` index `distinct`."""

    codes: Ints
    distinct: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Encode texts in order of first appearance."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(text, len(numbers)) for text in texts]
        return cls(np.array(codes, np.int64), tuple(numbers))

    @classmethod
    def among(cls, codes: Ints, words: Sequence[str]) -> "Texts":
        """The same of texts that are indices of words, some of which may be equal or in no line."""
        number, first = appearing(codes)
        known = cls.of(words[int(codes[i])] for i in first)
        return cls(narrow(known.codes)[number], known.distinct)

    def __getitem__(self, index: int) -> str:
        return self.distinct[int(self.codes[index])]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Arrays with a line each, indices into the tables (NONE: unknown people, any device), and what
    covers it.

    `access` is the first row of Access that asks for it; `side` is User, Device, Server,
    Organization, Administration or Exempt, several joined by `; ` where members are covered in
    different ways; `license` likewise.
    """

    user: Ints
    device: Ints
    server: Ints
    family: Ints
    version: Ints
    access: Ints
    side: Texts
    license: Texts
    first: Ints | None = None
    last: Ints | None = None
    """In a plan over time, the first and the last period of each line."""


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """A line to buy: `quantity` licenses in `packs` of `price` each; `cost` is over the horizon,
    discounted."""

    offer: str
    license: str
    from_license: str | None
    quantity: int
    packs: int
    price: Decimal
    per: str
    from_date: date
    due_now: Decimal
    cost: Decimal
    channel: str = ""
    supplier: str = ""
    part_number: str = ""
    pack: int = 1
    factor_now: Decimal = Decimal(1)
    factors: tuple[tuple[Decimal, Decimal], ...] = ()
    """For each year of the horizon what one pack pays for a price of 1: nominal, discounted;
    `factor_now` of it on As of."""
    invoices: tuple[tuple[date, Decimal], ...] = ()
    """The days on which one pack is paid for, and what of it for a price of 1, not discounted."""


@dataclass(frozen=True)
class ServerLicense:
    """A wide license that is taken: for a host, a server, or (server None) the whole
    organization."""

    server: str | None
    license: str
    quantity: int
    _: KW_ONLY
    why: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One license's account: kept + converted + left_over = owned, kept + bought = used +
    surplus."""

    license: str
    owned: int
    kept: int
    converted: int
    left_over: int
    bought: int
    used: int
    surplus: int
    activate: int
    metric: str = ""
    covers: tuple[str, ...] = ()
    """The families that it opens."""


@dataclass(frozen=True)
class YearPayment:
    """What is paid in a year of the horizon (from 1), nominal and discounted; both add up to the
    plan's totals."""

    year: int
    nominal: Decimal
    discounted: Decimal


@dataclass(frozen=True)
class Budget:
    """The budget beside what the plan pays over the horizon, undiscounted; `missing` is 0 where it
    fits."""

    budget: Decimal
    payments: Decimal
    missing: Decimal


@dataclass(frozen=True, kw_only=True)
class OverTime:
    """The periods of a plan over time. `mixes` are their mixes, whose licenses past the tables' own
    are the lapsed `twins` of those (no current version without Software Assurance)."""

    periods: "tuple[PeriodAccount, ...]"
    mixes: tuple[Mix, ...]
    twins: tuple[int, ...]
    conversions: "tuple[Conversion, ...]"
    committed_after: Decimal
    """Payments, nominal, that fall due after the horizon under terms that have begun."""
    budgets: "tuple[BudgetSpan, ...]" = ()
    all_now: Decimal | None = None
    """The cheapest plan of which everything is ordered on As of."""
    now_at_least: Decimal | None = None
    """What any such plan costs at least, where the cheapest is not proven."""
    rents: Mapping[tuple[str, int], Decimal] | None = None
    """(license, period) -> what one more unit would save in that period."""


@dataclass(frozen=True, kw_only=True)
class ToldApart:
    """The mix where some units of a license lose Software Assurance and some access needs it:
    licenses past the tables' own are the lapsed `twins` of those."""

    mix: Mix
    twins: tuple[int, ...]


@dataclass(frozen=True)
class Simplified:
    """A plan that was made simpler: what the optimum costs, what this plan does, and how many
    people and devices hold another set than their department's standard, now and in the optimum."""

    optimum: Decimal
    cost: Decimal
    deviating: int
    deviating_before: int


@dataclass(frozen=True)
class SimpleRule:
    """A rule that is easier to follow, and what the cheapest plan that follows it costs (None, and
    why, where that is not known).

    `habit` marks what is done without looking for anything better: everything that ends is renewed
    as it is. `fewer` is how many holders fewer deviate from their department's standard, where the
    rule is about that.
    """

    name: str
    cost: Decimal | None
    why_not: str = ""
    habit: bool = False
    fewer: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The cheapest compliant mix, its money and its proof. `mix` holds indices into the tables,
    everything else names."""

    status: PlanStatus
    currency: str
    digits: int
    """Decimals of the currency's minor unit."""
    cost: Decimal
    due_now: Decimal
    lower_bound: Decimal
    payments: tuple[YearPayment, ...]
    purchases: tuple[Purchase, ...]
    servers: tuple[ServerLicense, ...]
    server_costs: tuple[tuple[str, Decimal], ...]
    balances: tuple[Balance, ...]
    budget: Budget | None
    mix: Mix
    coverage: Coverage
    user_why: Texts
    device_why: Texts
    accesses: Mapping[str, int]
    """Access rows that count, by Basis."""
    all_users: Decimal | None = None
    all_devices: Decimal | None = None
    moves_proven: bool = True
    """Whether no fewer Movable units could move at this cost."""
    unfinished: frozenset[str] = frozenset()
    """Which of the comparisons, "user" or "device", were not finished in the time given."""
    futures: tuple["ScenarioOutcome", ...] = ()
    """The workbook's scenarios, in its order."""
    told_apart: ToldApart | None = None
    """Who holds lapsed units, where that matters."""
    simplified: Simplified | None = None
    """Where Simplify within asked for it; `status` and `lower_bound` are then of both questions."""
    rules: tuple[SimpleRule, ...] = ()
    """What simple rules would cost, beside `all_users` and `all_devices`."""
    deal: "NegotiationAnswers | None" = None
    """The negotiator's answers, where they were asked for."""
    warnings: tuple[Problem, ...] = ()
    over_time: OverTime | None = None
    """Its periods, where licenses are ordered by date."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What About says of the run: the input, the solver, the sizes."""

    @property
    def users(self) -> Holding:
        """What users hold."""
        return self.mix.users

    @property
    def devices(self) -> Holding:
        """What devices hold."""
        return self.mix.devices

    def spare_throughout(self, license: str, units: int) -> int:
        """Of so many spare units of a license those that no period needs."""
        periods = () if self.over_time is None else self.over_time.periods
        return min([units, *(period.spare.get(license, 0) for period in periods)])

    @property
    def budgets(self) -> "tuple[BudgetSpan, ...]":
        """The budgets that follow each other; none where one holds throughout."""
        return () if self.over_time is None else self.over_time.budgets

    @property
    def missing_in_budget(self) -> Decimal | None:
        """What is paid above the budget, or above each of those that follow each other; None where
        there is none."""
        if self.budgets:
            return sum((span.missing for span in self.budgets), Decimal(0))
        return None if self.budget is None else self.budget.missing


@dataclass(frozen=True)
class ScenarioOutcome:
    """A scenario's outcome: its plan, or, where there is none, the reasons."""

    name: str
    status: PlanStatus
    plan: Plan | None = None
    reasons: tuple[Problem, ...] = ()
