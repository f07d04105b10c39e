"""A way of writing facts, with its decided outcome: the right cost, or a problem at a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Rows = Sequence[Any]

SERVER = "Windows Server 2022"
LICENSES: Rows = (
    ("License", "Metric", "Covers", "Price"),
    ("User CAL", "User", "Windows Server", 50),
    ("Device CAL", "Device", "Windows Server", 39),
)
SETTINGS: Rows = (("Setting", "Value"), ("As of", date(2026, 1, 1)))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A workbook's sheets and what must come of it: `cost` with notes that hold each of `says`, or
    a problem at the cell `at`."""

    name: str
    sheets: Mapping[str, Rows]
    cost: Decimal | None = None
    says: tuple[str, ...] = ()
    at: str = ""
    merged: Mapping[str, str] | None = None


def case(name: str, cost: int | str | None = None, at: str = "", **sheets: Rows) -> Case:
    """A case on the common licenses and settings."""
    whole = {"Settings": SETTINGS, "Licenses": LICENSES, **sheets}
    return Case(name=name, sheets=whole, cost=None if cost is None else Decimal(cost), at=at)
