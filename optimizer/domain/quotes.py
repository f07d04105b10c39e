"""What is asked of suppliers, what they answer, and what to take."""

from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal

from optimizer.domain.tables import Offer


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A line of a quote request: what, how many, on which terms; no figure of the plan. `tiers` are
    the quantities from which a price of its own is asked for."""

    line: int
    offer: str
    license: str
    from_license: str
    part_number: str
    quantity: int
    pack: int
    per: str
    term: int | None
    starts: date
    tiers: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class QuoteRequest:
    """One workbook to send: to a supplier, or to whoever sells by a channel."""

    supplier: str
    channel: str
    lines: tuple[Asked, ...]

    @property
    def name(self) -> str:
        """Whom it is for."""
        return ", ".join(filter(None, (self.supplier, self.channel))) or "any supplier"


@dataclass(frozen=True)
class Quote:
    """Prices received: for a pack of the license that the offer asked for, by the quantity from
    which each holds; the first quantity is the least that is sold. `increase` is a share a year,
    `pack` how many licenses a pack has (None where nothing is said), `other` the offer as quoted
    where the workbook has none of that name, or on other terms."""

    file: str
    supplier: str
    offer: str
    tiers: tuple[tuple[int, Decimal], ...]
    _: KW_ONLY
    part_number: str = ""
    valid_until: date | None = None
    increase: Decimal | None = None
    pack: int | None = None
    other: Offer | None = None

    @property
    def name(self) -> str:
        """The name of the offer that it becomes."""
        return f"{self.offer}, {self.supplier}"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A line to order of a supplier, by its quote or (supplier "") at the price of the workbook."""

    supplier: str
    offer: str
    license: str
    quantity: int
    price: Decimal
    per: str
    cost: Decimal


@dataclass(frozen=True)
class QuotesCompared:
    """What the plan costs at the workbook's own prices, with each supplier alone (None: it does not
    quote all that is needed), and split as is cheapest; what to take then, and lines without a
    quote."""

    planned: Decimal
    alone: tuple[tuple[str, int, Decimal | None], ...]
    split: Decimal
    taken: tuple[Taken, ...]
    unquoted: tuple[str, ...]
