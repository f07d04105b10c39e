"""Amounts as people type them, with a currency's sign or code, and counts with thousands marked."""

import re
from decimal import Decimal

import numpy as np

from optimizer.catalogue import currencies
from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.schema import Kind
from optimizer.reading.cells import TWO_NUMBERS, Refused, Wrong
from optimizer.reading.cells import number as number_of
from optimizer.reading.grid import Grid, Values
from optimizer.reading.headers import currency_in
from optimizer.reading.wording import counted

OTHER_CURRENCY = Message(
    "other-currency",
    '"{value}" is in {found}, but the workbook is in {currency}.',
    "Convert it, or set Currency on Settings.",
)
SET_CURRENCY = Message(
    "set-currency",
    "all amounts of {column} are in {found}, but Currency is not set and counts as {currency}.",
    "Set Currency on Settings to {found}.",
)
HEADER_CURRENCY = Message(
    "header-currency",
    'the column "{title}" is in {found}, but the workbook is in {currency}.',
    "Convert its amounts, or set Currency on Settings.",
)
ROW_CURRENCY = Message(
    "row-currency",
    'the column "{title}" says "{value}", but the workbook is in {currency}.',
    "Convert the amounts of those rows, or set Currency on Settings.",
)
THOUSANDS = Message(
    "thousands",
    '{cells} of {column} read with thousands marked: "{value}" is {number}.',
    "Type them as numbers if that is not what is meant.",
)

_MARKED = re.compile(
    r"(?P<before>[^\d\s.,'’+-]+\.?(?:\s*[^\d\s.,'’+-]+)?)?\s*(?P<number>[+-]?[\d.,'’\s]*\d)"
    r"(?:[.,][-–—]+)?\s*(?P<after>[^\d\s.,'’+-]+\.?)?",
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")


def settled(grid: Grid, currency: str, digits: int, *, said: bool, findings: Findings) -> Grid:
    """The grid with text of its columns of amounts and counts as numbers; `said` is whether the
    workbook says its currency."""
    titles = dict(grid.unread)
    for position, value in grid.currencies:
        if currencies.named(value) not in (None, currency):
            place = Place(grid.sheet.order, grid.sheet.name, grid.header, position + 1)
            title = titles[position]
            findings.problem(place, ROW_CURRENCY, title=title, value=value, currency=currency)
    for name, values in grid.columns.items():
        if values.column.kind is Kind.MONEY:
            _check_header(grid, name, currency, findings)
            if any(isinstance(value, str) for value in values.distinct):
                settled_ = _amounts(grid, name, values, (currency, digits, said), findings)
                grid = grid.put(name, settled_)
        elif values.column.kind is Kind.WHOLE:
            grid = grid.put(name, _counts(grid, name, values, findings))
    return grid


def amount_of(value: object, currency: str, digits: int) -> object:
    """A single cell's number where text names an amount in that currency, else the value itself.
    Raises Refused for another currency."""
    if not isinstance(value, str):
        return value
    number, mark = _taken_apart(value)
    if mark and not currencies.is_written_so(mark, currency):
        named = currencies.marked(mark)
        if named is None:
            return value
        raise Refused(OTHER_CURRENCY, value=naming.trim(value), found=named, currency=currency)
    if not digits and _THOUSANDS.fullmatch(number):
        number = re.sub(r"\D", "", number)
    return number_of(number) if mark or number != naming.trim(value) else value


def _taken_apart(value: str) -> tuple[str, str]:
    """The number and the currency's mark of an amount; the text itself and "" where it is none."""
    text = naming.trim(value)
    found = _MARKED.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return text, ""
    mark = (found["before"] or found["after"] or "").strip().rstrip(".")
    if mark == "%":
        return text, ""
    return found["number"].replace("’", "'"), mark


def _amounts(
    grid: Grid, name: str, values: Values, money: tuple[str, int, bool], findings: Findings
) -> Values:
    currency, digits, said = money
    result: list[object] = []
    others: dict[str, list[int]] = {}
    for code, value in enumerate(values.distinct):
        try:
            result.append(amount_of(value, currency, digits))
        except Refused as refused:
            if refused.message is OTHER_CURRENCY:
                others.setdefault(refused.fields["found"], []).append(code)
            result.append(Wrong(refused))
    if not said and len(others) == 1 and all(isinstance(each, Wrong) for each in result):
        (found,) = others
        cells = grid.cells(name, np.flatnonzero(values.codes >= 0))
        findings.problem(
            cells[0], SET_CURRENCY, others=cells[1:], column=name, found=found, currency=currency
        )
        return values.recoded([Decimal(0)] * len(result))
    return values.recoded(result)


def _check_header(grid: Grid, name: str, currency: str, findings: Findings) -> None:
    title = grid.titles.get(name, name)
    mark = currency_in(title)
    if (
        mark
        and not currencies.is_written_so(mark, currency)
        and (found := currencies.marked(mark)) is not None
    ):
        findings.problem(
            grid.place(name, grid.header),
            HEADER_CURRENCY,
            title=title,
            found=found,
            currency=currency,
        )


def _counts(grid: Grid, name: str, values: Values, findings: Findings) -> Values:
    """`1,000` in a column of counts is a thousand, unless all of its text might be decimals."""
    texts = [naming.trim(v) for v in values.distinct if isinstance(v, str)]
    marked = [text for text in texts if _THOUSANDS.fullmatch(text)]
    if not marked:
        return values
    alike = len(texts) > 1 and len({text[-4] for text in marked}) == 1
    if alike and len(marked) == len(texts) and all(text.endswith("000") for text in texts):
        return values.recoded([_two_numbers(value) for value in values.distinct])
    result: list[object] = []
    read = []
    for code, value in enumerate(values.distinct):
        if isinstance(value, str) and _THOUSANDS.fullmatch(naming.trim(value)):
            result.append(int(re.sub(r"\D", "", value)))
            read.append(code)
        else:
            result.append(value)
    rows = np.flatnonzero(np.isin(values.codes, read))
    cells = grid.cells(name, rows)
    findings.warn(
        cells[0],
        THOUSANDS,
        others=cells[1:],
        cells=counted(len(rows)),
        column=name,
        value=naming.trim(str(values.distinct[read[0]])),
        number=result[read[0]],
    )
    return values.recoded(result)


def _two_numbers(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = naming.trim(value)
    plain = re.sub(r"\D", "", text)
    fraction = f"{text[:-4]}.{text[-3:]}"
    return Wrong(Refused(TWO_NUMBERS, value=text, plain=plain, fraction=fraction))
