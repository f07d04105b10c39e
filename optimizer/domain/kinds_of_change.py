"""What a row of Scenarios or Timeline may change, declared once."""

from optimizer.domain.declarations import ChangeKind, ChangeName, Kind

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
