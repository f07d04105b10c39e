"""The value of a change as people type it: an amount with its currency's sign, a number with what
it counts; what is written as a change of the old value is refused."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from optimizer.domain import keywords
from optimizer.domain.keywords import Kind as Side
from optimizer.domain.kinds_of_change import ChangeKind, ChangeName
from optimizer.domain.names import trim
from optimizer.domain.problems import Message
from optimizer.domain.schema import Kind
from optimizer.reading import cells
from optimizer.reading.meaning.amounts import amount_of
from optimizer.reading.meaning.prices import bare_amount
from optimizer.reading.meaning.with_units import number_in

A_DIFFERENCE = Message(
    "a-difference",
    '"{value}" is written as what is added or taken off, but {change} takes {new}.',
    "Type {new}{example}.",
)

ODD_FACTOR = Message(
    "odd-factor",
    "{value} multiplies: what is 100 becomes {becomes}.",
    "Type 1.1 for ten per cent more, 0.9 for ten per cent less, if that is what is meant.",
)

USUAL = Decimal("0.3"), Decimal(3)
"""Factors within are taken without a word; others may be meant as what is added or taken off."""

SIGNS = ("+", "-", "−", "–")
PRICES = (ChangeName.PRICE, ChangeName.PRICE_FACTOR)
FACTORS = (ChangeName.PRICE_FACTOR, ChangeName.COUNT_FACTOR)
UNITS = {
    ChangeName.COUNT: (("Users", "Count"), ("Devices", "Count")),
    ChangeName.OWNED: (("Owned", "Quantity"),),
    ChangeName.HORIZON: (("Settings", "Horizon"),),
}
"""Change -> sheets and columns whose words for what they count may stand behind its value."""


@dataclass(frozen=True)
class Money:
    """The workbook's currency and its decimal digits; "" where none is told."""

    currency: str = ""
    digits: int = 2


def typed(kind: ChangeKind, value: object, money: Money) -> object:
    """The new value of a change. Raises Refused."""
    if isinstance(value, str):
        value = _meant(kind, trim(value), money)
    elif kind.name in FACTORS and cells.number(value) < 0:
        raise _difference(kind, cells.text(value))
    if kind.name is ChangeName.HORIZON:
        return cells.horizon(value)
    convert: dict[Kind, Any] = {
        Kind.MONEY: cells.amount,
        Kind.NUMBER: cells.factor,
        Kind.WHOLE: cells.whole,
        Kind.RATE: cells.rate,
        Kind.KEYWORD: lambda word: Side.of(cells.keyword(word, keywords.LICENSE_BY)),
    }
    assert kind.kind is not None
    new: object = convert[kind.kind](value)
    if kind.name in PRICES and isinstance(new, Decimal) and new >= cells.LARGE:
        raise cells.Refused(cells.TOO_LARGE, value=cells.text(value))
    return new


def is_odd(kind: ChangeKind, value: object) -> bool:
    """Whether a factor is so far from 1 that another thing may be meant by it."""
    least, most = USUAL
    return kind.name in FACTORS and isinstance(value, Decimal) and not least <= value <= most


def _meant(kind: ChangeKind, said: str, money: Money) -> object:
    """The text as a cell of its kind has it."""
    if kind.kind in (Kind.MONEY, Kind.NUMBER, Kind.WHOLE) and said.startswith(SIGNS):
        raise _difference(kind, said)
    if kind.kind is Kind.MONEY and money.currency:
        return amount_of(bare_amount(said), money.currency, money.digits)
    for sheet, column in UNITS.get(kind.name, ()):
        if (number := number_in(said, sheet, column)) is not None:
            return number
    return said


def _difference(kind: ChangeKind, said: str) -> cells.Refused:
    factor = kind.name in FACTORS
    return cells.Refused(
        A_DIFFERENCE,
        value=said,
        change=kind.name,
        new="a factor" if factor else "the new value itself",
        example=": 1.1 or 110 % for ten per cent more" if factor else "",
    )
