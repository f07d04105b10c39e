"""What random workbooks are drawn from: their subjects, currencies, amounts and days."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

CURRENCIES = {
    "USD": ("1", 2),
    "EUR": ("1", 2),
    "CHF": ("0.95", 2),
    "JPY": ("150", 0),
    "KRW": ("1380", 0),
    "CLP": ("950", 0),
    "IDR": ("16250", 2),
    "HUF": ("365", 2),
    "KWD": ("0.307", 3),
    "BHD": ("0.377", 3),
}
"""What a dollar comes to, and the decimals of the minor unit."""

SUBJECTS = (
    "groups",
    "types",
    "license by",
    "active",
    "dates",
    "same as",
    "window",
    "blank sides",
    "narrowed",
    "own pairs",
    "administration",
    "exempt",
    "one kind",
    "same holder",
    "versions",
    "suites",
    "wide",
    "requires",
    "processors",
    "cal mode",
    "front end",
    "external",
    "owned",
    "assigned",
    "assurance",
    "packs",
    "limits",
    "tiers",
    "conversions",
    "at expiry",
    "term",
    "zero",
    "money",
    "apart",
    "no sheets",
)

VERSIONS = ["2012", "2012 R2", "2016", "2019", "2022"]
FAMILIES = ["Windows Server", "SQL Server", "Exchange", "Remote Desktop"]
TYPES = ["", "External", "Guest", "Contractor", "Member"]
AS_OF = date(2026, 1, 1)

Rows = list[Any]


class Drawing:
    """A workbook being drawn; `about` are its subjects."""

    def __init__(self, r: Random, subjects: tuple[str, ...] = SUBJECTS) -> None:
        self.r = r
        self.about = set(r.sample(subjects, min(len(subjects), r.randint(3, 9))))
        if {"assigned", "assurance", "conversions", "at expiry"} & self.about:
            self.about.add("owned")
        if {"requires", "processors", "cal mode"} & self.about:
            self.about.add("wide")
        self.currency = r.choice(list(CURRENCIES)) if "money" in self.about else "USD"
        self.scale = r.choice([1, 1000, 100_000]) if "money" in self.about else 1
        self.horizon = r.choice([1, 2, 3, 5])
        self.sheets: dict[str, Rows] = {}
        self.families = FAMILIES[: r.choice([1, 1, 2, 2, 3, 4])]

    def some(self, share: float, subject: str = "") -> bool:
        """Yes in a share of the cases, where the workbook is about the subject."""
        return (not subject or subject in self.about) and self.r.random() < share

    def price(self, dollars: float) -> object:
        """An amount of the currency, now and then a minor unit off the round one."""
        rate, digits = CURRENCIES[self.currency]
        amount = Decimal(str(dollars)) * Decimal(rate) * self.scale
        amount = amount.quantize(Decimal(1).scaleb(-digits))
        if self.some(0.3, "money"):
            amount += Decimal(self.r.randint(0, 2)).scaleb(-digits)
        found = float(amount)
        assert Decimal(repr(found)) == amount
        return int(amount) if amount == int(amount) else found

    def around(self, day: date, spread: int = 1) -> date:
        return day + timedelta(days=self.r.randint(-spread, spread))

    @property
    def end(self) -> date:
        return date(AS_OF.year + self.horizon, 1, 1) - timedelta(days=1)
