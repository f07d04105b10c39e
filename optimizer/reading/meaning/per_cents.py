"""Rates a year: with the words for a year behind them (`3 % p.a.`), and under a name that says per
cent, where 5 is 5 %."""

import re
from decimal import Decimal

from optimizer.domain.problems import Message
from optimizer.reading import cells

TWO_RATES = Message(
    "two-rates",
    '"{value}" is {value} % or {share} %, under a name that says %: "{title}".',
    "Take the % out of the name and type {value} % or {share} % beside it.",
)

MEANT_AS_SHARE = Decimal("0.2")
"""Below it a number under a name that says per cent is the share that Excel stores (0.05 is 5 %);
from here to 1 both readings are as likely."""

_SAYS = re.compile(
    r"%|\bper ?cent|\bprozent|\bpour ?cent|\bpor ciento|\bper cento|\bprocent", re.IGNORECASE
)

_A_YEAR = re.compile(
    r"(.*%)\s*(?:p\. ?a\.?|pa|per annum|(?:per|a|/) ?(?:year|yr|annum|a)|yearly|annually|"
    r"(?:pro|im) Jahr|jährlich|par an|l'an|al año|anual|all'anno|annuo|per jaar)",
    re.IGNORECASE,
)


def says(title: str) -> bool:
    """Whether a name says per cent."""
    return _SAYS.search(title) is not None


def rate(value: object, title: str) -> Decimal:
    """A share from 0 to below 1 a year, as it stands under a name; raises Refused."""
    if isinstance(value, str):
        found = _A_YEAR.fullmatch(value.strip()) if len(value) <= LONGEST else None
        value = found[1] if found else value
        if value.rstrip().endswith("%"):
            return cells.rate(value)
    if not says(title):
        return cells.rate(value)
    number = cells.factor(value)
    if number >= 1:
        return cells.rate(f"{number:f} %")
    if number >= MEANT_AS_SHARE:
        share = f"{number * 100:f}".rstrip("0").rstrip(".")
        raise cells.Refused(TWO_RATES, value=cells.text(value), share=share, title=title)
    return number


LONGEST = 60
"""Characters of a text that may be a rate."""
