"""What every sample is made of: sheets of rows, header first, and settings that most share."""

from collections.abc import Mapping, Sequence
from datetime import date

Rows = Sequence[Sequence[object]]


Sheets = Mapping[str, Rows]


SETTINGS: Rows = (
    ("Setting", "Value"),
    ("Currency", "USD"),
    ("As of", date(2026, 1, 1)),
    ("Horizon", 3),
)
