"""What a row of Scenarios or Timeline may change, declared once."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from optimizer.domain.declarations import Kind


class ChangeName(StrEnum):
    """What a change is called on Scenarios and Timeline."""

    PRICE = "Price"
    PRICE_FACTOR = "Price factor"
    COUNT = "Count"
    COUNT_FACTOR = "Count factor"
    OWNED = "Owned"
    WITHOUT_LICENSE = "Without license"
    WITHOUT_OFFER = "Without offer"
    WITHOUT_CHANNEL = "Without channel"
    PRODUCT = "Product"
    LICENSE_BY = "License by"
    WITHOUT_RULE = "Without rule"
    MINIMUM_SESSIONS = "Minimum sessions"
    BUDGET = "Budget"
    HORIZON = "Horizon"
    DISCOUNT_RATE = "Discount rate"


@dataclass(frozen=True)
class ChangeKind:
    """One kind of change of Scenarios: what its Target names ("" is nothing; `all`: `*` is taken
    too), what its Value holds. What it does stands in changed.py."""

    name: ChangeName
    target: str
    value: str
    _: KW_ONLY
    kind: Kind | None = None
    all: bool = False
    dated: bool = True
    """Whether a day can be given from which it holds; else it holds throughout."""
    withdraws: bool = False
    """Whether it takes offers off the market: nothing else changes before that day."""


CHANGES = (
    ChangeKind(
        ChangeName.PRICE,
        "license or offer",
        "new price of a pack; not of a tiered offer",
        kind=Kind.MONEY,
    ),
    ChangeKind(
        ChangeName.PRICE_FACTOR,
        "license or offer",
        "multiplies the price",
        kind=Kind.NUMBER,
        all=True,
    ),
    ChangeKind(ChangeName.COUNT, "user or device", "new count", kind=Kind.WHOLE),
    ChangeKind(
        ChangeName.COUNT_FACTOR,
        "user or device",
        "multiplies the count, rounded half up; Target Users or Devices: all of them",
        kind=Kind.NUMBER,
        all=True,
    ),
    ChangeKind(ChangeName.OWNED, "license", "new quantity", kind=Kind.WHOLE, dated=False),
    ChangeKind(ChangeName.WITHOUT_LICENSE, "license", "", withdraws=True),
    ChangeKind(ChangeName.WITHOUT_OFFER, "offer", "", withdraws=True),
    ChangeKind(ChangeName.WITHOUT_CHANNEL, "channel", "", withdraws=True),
    ChangeKind(ChangeName.PRODUCT, "server", "new list of products", kind=Kind.NAMES),
    ChangeKind(
        ChangeName.LICENSE_BY, "user or device", "Either, User or Device", kind=Kind.KEYWORD
    ),
    ChangeKind(ChangeName.WITHOUT_RULE, "rule, as the negotiation names it", "", dated=False),
    ChangeKind(
        ChangeName.MINIMUM_SESSIONS,
        "",
        "accesses whose sessions, by user, device and server, are fewer are blocked",
        kind=Kind.NUMBER,
        dated=False,
    ),
    ChangeKind(ChangeName.BUDGET, "", "new value", kind=Kind.MONEY),
    ChangeKind(ChangeName.HORIZON, "", "new value", kind=Kind.WHOLE, dated=False),
    ChangeKind(ChangeName.DISCOUNT_RATE, "", "new value", kind=Kind.RATE, dated=False),
)


KIND_OF_CHANGE = {kind.name: kind for kind in CHANGES}
"""Each change's record by its name."""
