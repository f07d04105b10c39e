"""What a negotiator asks, answered: the values that the Negotiation sheet prints. Names and
Decimals only."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Prices of a pack from `low` to `high`, both included, at which the cheapest plan buys
    `quantity` licenses this way.

    That is `packs` packs; everything else costs `rest`. `cost` is what the whole plan costs at
    `low`, `cost_high` at `high`.
    """

    low: Decimal
    high: Decimal
    quantity: int
    packs: int
    rest: Decimal
    cost: Decimal
    cost_high: Decimal


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One offer's cost curve: every price from 0 to three times today's belongs to one segment, in
    rising order.

    `today` is the index of the segment that holds today's price; the plan stays the cheapest from
    `stays_from` to `stays_to`. `break_even` is the next lower price at which more is bought;
    `walk_away` the lowest one at which none is (None: above the range). `discounts` are (share off,
    what it saves).
    """

    offer: str
    license: str
    price: Decimal
    per: str
    pack: int
    segments: tuple[Segment, ...]
    today: int
    stays_from: Decimal
    stays_to: Decimal
    break_even: Decimal | None
    walk_away: Decimal | None
    discounts: tuple[tuple[Decimal, Decimal], ...]
    cost_today: Decimal
    factor: Decimal
    """What a pack costs over the horizon for a price of 1."""
    by_date: bool = False
    """Whether the price is that of several order dates, scaled together: then `factor` is 0, and
    only the ends of segments have a cost."""


@dataclass(frozen=True)
class Worth:
    """What an offer is worth: the plan's cost without it (None: no compliant plan) against the cost
    with it."""

    offer: str
    license: str
    cost_without: Decimal | None
    worth: Decimal | None


@dataclass(frozen=True)
class Renewal:
    """The renewal as a whole: cost if nothing is renewed, if all is (None: not possible), and the
    optimum."""

    units: int
    nothing: Decimal | None
    everything: Decimal | None
    optimum: Decimal
    most: int | None = None
    """Where not everything can be renewed: how many units can be at most."""


@dataclass(frozen=True)
class RareStep:
    """Only accesses of at least `sessions` count: the cost then, what that saves, and which
    accesses are blocked in addition."""

    sessions: float
    cost: Decimal
    saving: Decimal
    blocked: tuple[str, ...]


REMOVED = "without its accesses"
"""The change of a lever that takes a holder, a server or a department away."""


@dataclass(frozen=True)
class Lever:
    """One thing that could go, or change: what, its name, what is done, and the exact saving of
    doing just that."""

    kind: str
    name: str
    change: str
    saving: Decimal
    rows: int


@dataclass(frozen=True)
class WideChoice:
    """One more server (or the organization) licensed as a whole: what the plan costs then, and the
    difference to today's."""

    license: str
    server: str
    cost: Decimal
    difference: Decimal


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """Accesses to block until there is money: so many of `pairs` of a user row, a device row and a
    server; sessions lost."""

    user: str
    device: str
    server: str
    blocked: int
    pairs: int
    sessions: float


@dataclass(frozen=True, kw_only=True)
class Blocking:
    """What fits the budget: the accesses to block, and what the rest costs. `proven`: no fewer
    sessions could be lost.

    `parts`: groups could be blocked in part, member by member.
    """

    blocked: tuple[Blocked, ...]
    sessions: float
    cost: Decimal
    payments: Decimal
    proven: bool
    parts: bool


@dataclass(frozen=True)
class Share:
    """A department's fair share of the cost, and what its own accesses would cost it alone."""

    department: str
    share: Decimal
    alone: Decimal


@dataclass(frozen=True)
class Shares:
    """Fair shares that add up to the cost; none, and the reason, where there can be none. `method`
    says how they are found."""

    shares: tuple[Share, ...]
    method: str


@dataclass(frozen=True)
class Waiting:
    """Wait or buy now: what the plan costs where an offer is ordered on As of or never, and how
    much more that is."""

    offer: str
    license: str
    cost: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True)
class RulePrice:
    """A rule of the planner's own: which, where it stands, what the plan costs without it, and the
    rule's price: what that is less (below 0: the rule saves); what would serve instead, in a
    sentence, or ""."""

    rule: str
    where: str
    cost: Decimal
    price: Decimal
    instead: str = ""


@dataclass(frozen=True, kw_only=True)
class NegotiationAnswers:
    """Everything that the Negotiation sheet says; `skipped` are curves that were not drawn, with
    the reason; `rules_left` are rules whose price was not asked for."""

    curves: tuple[Curve, ...]
    skipped: tuple[tuple[str, str], ...]
    worths: tuple[Worth, ...]
    renewal: Renewal | None
    rare: tuple[RareStep, ...]
    levers: tuple[Lever, ...]
    wide: tuple[WideChoice, ...]
    blocking: Blocking | None
    shares: Shares | None
    waiting: tuple[Waiting, ...] = ()
    rules: tuple[RulePrice, ...] = ()
    rules_left: int = 0
