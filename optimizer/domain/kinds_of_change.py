"""What a row of Scenarios or Timeline may change, declared once."""

from optimizer.domain.declarations import ChangeKind, Kind

CHANGES = (
    ChangeKind(
        "Price", "license or offer", "new price of a pack; not of a tiered offer", Kind.MONEY
    ),
    ChangeKind("Price factor", "license or offer", "multiplies the price", Kind.NUMBER, all=True),
    ChangeKind("Count", "user or device", "new count", Kind.WHOLE),
    ChangeKind(
        "Count factor",
        "user or device",
        "multiplies the count, rounded half up; Target Users or Devices: all of them",
        Kind.NUMBER,
        all=True,
    ),
    ChangeKind("Owned", "license", "new quantity", Kind.WHOLE),
    ChangeKind("Without license", "license", ""),
    ChangeKind("Without offer", "offer", ""),
    ChangeKind("Without channel", "channel", ""),
    ChangeKind("Product", "server", "new list of products", Kind.NAMES),
    ChangeKind("License by", "user or device", "Either, User or Device", Kind.KEYWORD),
    ChangeKind("Without rule", "rule, as the negotiation names it", ""),
    ChangeKind(
        "Minimum sessions",
        "",
        "accesses whose sessions, by user, device and server, are fewer are blocked",
        Kind.NUMBER,
    ),
    ChangeKind("Budget", "", "new value", Kind.MONEY),
    ChangeKind("Horizon", "", "new value", Kind.WHOLE),
    ChangeKind("Discount rate", "", "new value", Kind.RATE),
)


UNDATED = ("Owned", "Without rule", "Minimum sessions", "Horizon", "Discount rate")
"""Changes that hold throughout: no day can be given from which they do."""
