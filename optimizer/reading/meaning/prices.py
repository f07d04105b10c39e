"""Prices with words behind the amount: how often they are paid (`USD 30/yr`), what they are of (`30
per user`), thousands (`12k`)."""

import re
from dataclasses import dataclass, replace

import numpy as np

from optimizer.catalogue import currencies
from optimizer.domain.keywords import PERIODS, Per
from optimizer.domain.names import key, trim
from optimizer.domain.problems import Findings, Message
from optimizer.domain.schema import Kind
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import Refused, keyword, number, whole
from optimizer.reading.grid import Grid
from optimizer.reading.wording import counted

PRICES_SAID = Message(
    "prices-said",
    '{cells} of {column} read as amounts: "{value}" is {amount}{per}.',
    "Type the amount alone if that is not what is meant.",
)
OTHER_PERIOD = Message(
    "other-period",
    '"{value}" is paid otherwise than Per says: "{per}".',
    "Correct one of the two.",
)
PRICE_OF_ONE = Message(
    "price-of-one",
    '"{value}" is the price of one, but the row has a Pack of {pack}.',
    "Type the price of a whole pack.",
)

UNITS = frozenset(
    map(
        key,
        words(
            "each, ea, one, unit, user, device, seat, license, licence, cal, pc, piece, person, "
            "head, employee, machine, computer, core, server, Stück, Stk, Nutzer, Benutzer, Gerät, "
            "Lizenz, Einheit, Kern, pièce, pce, utilisateur, appareil, poste, unité, cœur, "
            "serveur, unidad, ud, usuario, dispositivo, equipo, licencia, núcleo, servidor, unità, "
            "utente, postazione, licenza, stuk, gebruiker, apparaat, licentie, eenheid"
        ),
    )
)
"""What a price may be of, one of it."""

SMALL = frozenset(
    map(
        key,
        words("per, pro, je, par, por, al, a, the, l, d, le, la, il, p, and, und, et, y, e"),
    )
)
"""Words between an amount and its unit."""

THOUSANDS = frozenset(map(key, words("k, tsd, thousand, thousands, Tausend, mila, mil, duizend")))
MILLIONS = frozenset(
    map(key, words("mio, mln, million, millions, Million, Millionen, millones, milioni, miljoen"))
)

_PARTS = re.compile(
    r"(?P<amount>[^\d+-]{0,8}[+-]?\d(?:[\d.,'’]*\d)?"
    r"(?:[ \xa0\u202f]\d{3})*(?:[.,]\d+)?(?:[.,][-–—]+)?)"
    r"\s*(?P<rest>\D{1,40})"
)
_THOUSANDS_OF = re.compile(r"([^\w.,]?)(k)([^\w.,]?)", re.IGNORECASE)
"""The sign for thousands, with that of a currency or without."""

_WORDS = re.compile(r"[\s/()'’*·-]+")


@dataclass(frozen=True)
class Said:
    """An amount as text, and what stands behind it: how often it is paid (None: nothing says), and
    whether it is of one unit."""

    amount: str
    per: Per | None = None
    of_one: bool = False


def said_in(value: str) -> Said | None:
    """What a text says where all of it is known; None for a bare amount or any other text."""
    found = _PARTS.fullmatch(trim(value))
    if found is None:
        return None
    amount = found["amount"]
    rest = [word for word in _WORDS.split(found["rest"]) if word.strip(".,")]
    factor = 1
    if rest and (apart := _THOUSANDS_OF.fullmatch(rest[0])):  # `12k€`, `12 €k`
        rest[:1] = filter(None, apart.group(2, 1, 3))
    if rest and key(rest[0]) in THOUSANDS | MILLIONS:
        factor = 1000 if key(rest.pop(0)) in THOUSANDS else 1_000_000
    if rest and key(rest[0]) not in SMALL | UNITS and currencies.marked(rest[0].rstrip(".")):
        amount = f"{amount} {rest.pop(0)}"
    if factor == 1 and (not rest or key(rest[-1]) in SMALL):
        return None
    per, of_one = None, False
    for word in rest:
        if (period := _period(word)) is not None:
            if per not in (None, period):
                return None
            per = period
        elif key(word) in UNITS:
            of_one = True
        elif key(word) not in SMALL:
            return None
    if factor > 1:
        bare = re.search(r"[\d.,]+", amount)
        try:
            many = number(bare[0]) * factor if bare else None
        except Refused:
            return None
        if bare is None or many is None:
            return None
        amount = f"{amount[: bare.start()]}{many.normalize():f}{amount[bare.end() :]}"
    return Said(amount, per, of_one)


def bare_amount(value: object) -> object:
    """A single cell's amount without the words behind it, where they say no period; else the value
    itself."""
    said = said_in(value) if isinstance(value, str) else None
    return value if said is None or said.per is not None else said.amount


def _period(word: str) -> Per | None:
    if key(word) in SMALL | UNITS:  # a license is one unit, though sold once
        return None
    try:
        return Per(keyword(word, PERIODS))
    except Refused:
        return None


def settled(grid: Grid, findings: Findings) -> Grid:
    """The grid with such texts of its columns of amounts as amounts; how often a price is paid goes
    to Per."""
    for name, values in grid.columns.items():
        if values.column.kind is Kind.MONEY:
            read = {
                code: said
                for code, value in enumerate(values.distinct)
                if isinstance(value, str) and (said := said_in(value)) is not None
                if said.per is None or name == "Price"
            }
            if read:
                grid = _settled(grid, name, read, findings)
    return grid


def _settled(grid: Grid, name: str, read: dict[int, Said], findings: Findings) -> Grid:
    values = grid.columns[name]
    cells = grid.cells(name, np.isin(values.codes, list(read)))
    first = min(read)
    per = read[first].per
    findings.warn(
        cells[0],
        PRICES_SAID,
        others=cells[1:1000],
        cells=counted(len(cells)),
        column=name,
        value=trim(str(values.distinct[first])),
        amount=read[first].amount,
        per=f", with Per {per}" if per else "",
    )
    if name == "Price":
        grid = _with_periods(grid, read, findings)
        _check_packs(grid, read, findings)
    told = [read[c].amount if c in read else value for c, value in enumerate(values.distinct)]
    return grid.put(name, values.recoded(told))


def _with_periods(grid: Grid, read: dict[int, Said], findings: Findings) -> Grid:
    """The grid with the periods in Per, where that is blank; another one there is a problem."""
    prices = grid.columns["Price"]
    column = grid.sheet.column("Per")
    known = grid.columns.get("Per")
    if known is None:
        nothing = np.full(len(grid.rows), -1, np.int32)
        known = replace(prices, column=column, codes=nothing, distinct=())
    distinct, codes = [*known.distinct], known.codes.copy()
    for code, said in read.items():
        if said.per is None:
            continue
        distinct.append(str(said.per))
        for row in np.flatnonzero(prices.codes == code).tolist():
            if codes[row] < 0:
                codes[row] = len(distinct) - 1
            elif not _same(distinct[codes[row]], said.per):
                findings.problem(
                    grid.place("Price", int(grid.rows[row])),
                    OTHER_PERIOD,
                    value=trim(str(prices.distinct[code])),
                    per=distinct[codes[row]],
                )
    return grid.put("Per", replace(known, codes=codes, distinct=tuple(distinct)))


def _same(value: object, per: Per) -> bool:
    try:
        return keyword(value, PERIODS) == per
    except Refused:
        return True  # a problem of its own


def _check_packs(grid: Grid, read: dict[int, Said], findings: Findings) -> None:
    if "Pack" not in grid.columns:
        return
    prices, packs = grid.columns["Price"], grid.columns["Pack"]
    for row in np.flatnonzero(packs.codes >= 0).tolist():
        code = int(prices.codes[row])
        if code not in read or not read[code].of_one:
            continue
        try:
            pack = whole(packs.distinct[packs.codes[row]])
        except Refused:
            continue
        if pack > 1:
            value = trim(str(prices.distinct[code]))
            place = grid.place("Price", int(grid.rows[row]))
            findings.problem(place, PRICE_OF_ONE, value=value, pack=pack)
