"""Widths and heights: every text measured, so that nothing is cut and a page is one page wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from xlsxwriter.utility import cell_autofit_width

from optimizer.writing.many_texts import each
from optimizer.writing.styles import SIZE

WIDE = 1150
"""Pixels that a page's columns may take together: then 10 points print at 8 or more on A4 and
Letter."""

ROW, LINE, PAD, EDGE = 22, 16, 14, 6
"""Pixels: a row of one line, each further line, the room that a column leaves its texts, and what
of it a cell itself takes."""

TEXTS = ("text", "strong", "after", "link", "input_text")
"""Kinds of columns whose cells may take several lines."""


@dataclass(frozen=True)
class Formula:
    """A formula and its value as worked out here; `text` begins with `=`."""

    text: str
    value: object


@dataclass(frozen=True)
class Col:
    """A table's column: its header, the kind of its values (styles.py), the most pixels it may
    take, what stands in the total row: "sum", a text, or nothing; and the fewest pixels."""

    name: str
    kind: str = "text"
    most: int = 420
    total: str | None = None
    least: int = 0


def plain(value: object) -> object:
    """A formula's value, or the value itself."""
    return value.value if isinstance(value, Formula) else value


@lru_cache(100_000)
def pixels(text: str, *, bold: bool = False) -> int:
    """How wide a text of the sheets' size is; a margin is added for fonts that stand in for
    another."""
    wide = max(cell_autofit_width(line) for line in text.split("\n")) - 7
    return int(wide * SIZE / 11 * (1.07 if bold else 1.03)) + 1


def shown(value: object, kind: str, digits: int) -> str:
    """A value about as a cell shows it."""
    value = plain(value)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return "2026-00-00"
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        if kind in ("money", "sum"):
            return f"{value:,.{digits}f}"
        if kind in ("price", "input"):
            finest = max(digits, min(6, -int(Decimal(str(value)).normalize().as_tuple().exponent)))
            return f"{value:,.{finest if digits else 0}f}"
        if kind == "rate":
            return f"{float(value) * 100:.1f} %"
        if kind == "number":
            return f"{value}"
        return f"{value:,.0f}"
    return str(value)


def heading(name: str) -> int:
    """The least width of a header, which breaks between words."""
    return max(pixels(word, bold=True) for word in name.split()) + PAD if name else 0


def widths(columns: Sequence[Col], texts: Sequence[Sequence[str]], most: int = WIDE) -> list[int]:
    """Pixels of each column: what its header and its texts need, capped, and together no more than
    `most`.

    Texts give way: the widest are cut down to one common cap, below which their lines break.
    """
    natural, least = [], []
    for col, cells in zip(columns, texts, strict=True):
        bold = col.kind in ("strong", "sum") or col.total is not None
        longest = max((pixels(text, bold=bold) for text in {*shapes(cells)}), default=0) + PAD
        longest += 9 * (col.kind == "after")
        if col.kind in TEXTS:
            parts = {word for text in {*shapes(cells[:2000])} for word in text.split()}
            words = max((pixels(word, bold=bold) for word in parts), default=0)
            least.append(min(max(heading(col.name), min(words + PAD, 240), 60), col.most))
            natural.append(max(least[-1], min(longest, col.most), col.least))
        else:
            natural.append(max(heading(col.name), longest, 40, col.least))
            least.append(natural[-1])
    cap = max(natural, default=0)
    while cap > 60 and sum(_capped(natural, least, cap)) > most:
        cap -= 4
    return _capped(natural, least, cap)


def _capped(natural: Sequence[int], least: Sequence[int], cap: int) -> list[int]:
    """Widths cut down to a cap, those that cannot give way apart."""
    return [max(low, min(wide, cap)) for wide, low in zip(natural, least, strict=True)]


DIGITS = str.maketrans("123456789", "0" * 9)


def shapes(texts: Sequence[str]) -> list[str]:
    """Texts that are as wide and break at the same places: every digit is as wide as 0, so that
    names which differ in their numbers alone are measured once."""
    return each(texts, lambda text: text.translate(DIGITS))


@lru_cache(100_000)
def lines(text: str, width: int, *, bold: bool = False) -> int:
    """Lines that a text takes in a cell of so many pixels, broken between words."""
    total = 0
    for line in text.split("\n"):
        count, filled = 1, 0
        space = pixels(" ", bold=bold)
        for word in line.split(" "):
            wide = pixels(word, bold=bold)
            if filled and filled + space + wide > width - EDGE:
                count, filled = count + 1, 0
            elif filled:
                wide += space
            filled += wide
            count += max(0, -(-wide // max(width - EDGE, 1)) - 1)
        total += count
    return total


def height(count: int) -> int:
    """Pixels of a row of so many lines."""
    return ROW if count <= 1 else 8 + LINE * count


def summed(rows: Sequence[Sequence[object]], column: int) -> Decimal:
    """What a column adds up to; blanks count for nothing."""
    values = [plain(row[column]) for row in rows]
    return sum((Decimal(str(v)) for v in values if v not in (None, "")), Decimal(0))
