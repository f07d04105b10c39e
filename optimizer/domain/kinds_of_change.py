"""What a row of Scenarios or Timeline may change, declared once."""

from optimizer.domain.declarations import ChangeKind, ChangeName, Kind

CHANGES = (
    ChangeKind(
        ChangeName.PRICE,
        "license or offer",
        "new price of a pack; not of a tiered offer",
        Kind.MONEY,
    ),
    ChangeKind(
        ChangeName.PRICE_FACTOR, "license or offer", "multiplies the price", Kind.NUMBER, all=True
    ),
    ChangeKind(ChangeName.COUNT, "user or device", "new count", Kind.WHOLE),
    ChangeKind(
        ChangeName.COUNT_FACTOR,
        "user or device",
        "multiplies the count, rounded half up; Target Users or Devices: all of them",
        Kind.NUMBER,
        all=True,
    ),
    ChangeKind(ChangeName.OWNED, "license", "new quantity", Kind.WHOLE, dated=False),
    ChangeKind(ChangeName.WITHOUT_LICENSE, "license", "", withdraws=True),
    ChangeKind(ChangeName.WITHOUT_OFFER, "offer", "", withdraws=True),
    ChangeKind(ChangeName.WITHOUT_CHANNEL, "channel", "", withdraws=True),
    ChangeKind(ChangeName.PRODUCT, "server", "new list of products", Kind.NAMES),
    ChangeKind(ChangeName.LICENSE_BY, "user or device", "Either, User or Device", Kind.KEYWORD),
    ChangeKind(ChangeName.WITHOUT_RULE, "rule, as the negotiation names it", "", dated=False),
    ChangeKind(
        ChangeName.MINIMUM_SESSIONS,
        "",
        "accesses whose sessions, by user, device and server, are fewer are blocked",
        Kind.NUMBER,
        dated=False,
    ),
    ChangeKind(ChangeName.BUDGET, "", "new value", Kind.MONEY),
    ChangeKind(ChangeName.HORIZON, "", "new value", Kind.WHOLE, dated=False),
    ChangeKind(ChangeName.DISCOUNT_RATE, "", "new value", Kind.RATE, dated=False),
)


KIND_OF_CHANGE = {kind.name: kind for kind in CHANGES}
"""Each change's record by its name."""
