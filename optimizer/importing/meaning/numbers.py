"""Counts and prices as exports write them, by the workbook's own rule of numbers."""

import re
from decimal import Decimal

from optimizer.reading.cells import Refused, number, price
from optimizer.reading.meaning.amounts import amount_of

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
"""What could be a fraction of three digits is a thousand where it counts something."""


def count_of(text: str) -> int | None:
    """A whole number, thousands marked in any way; None of any other text."""
    bare = text.strip()
    if _THOUSANDS.fullmatch(bare):
        return int(re.sub(r"[.,]", "", bare))
    try:
        found = number(bare)
    except Refused:
        return None
    return int(found) if found == found.to_integral_value() else None


def price_of(text: str, currency: str) -> Decimal:
    """An amount, with a sign of its currency or without. Raises Refused where it is none, is in
    another currency, or could be two."""
    value = amount_of(text, currency, 2) if currency else text
    return value if isinstance(value, Decimal) else price(value)
