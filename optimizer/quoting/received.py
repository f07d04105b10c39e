"""A filled quote request -> quotes, every problem by its file and cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from optimizer.domain.names import fold, nearest, trim
from optimizer.domain.problems import Findings, Message, Place, filled
from optimizer.domain.quotes import Quote
from optimizer.domain.tables import NONE, Offer, Tables
from optimizer.reading import cells
from optimizer.reading.files.check import refuse_what_is_no_workbook
from optimizer.reading.files.xlsx import open_rows

NO_QUOTE = Message(
    "no-quote-sheet",
    "{file} has no sheet Quote with the columns Offer and Price.",
    "Give a quote request that a supplier has filled in.",
)
NO_SUPPLIER = Message(
    "no-supplier", "Supplier of {file} is blank.", "Type who quotes, beside Supplier."
)
OTHER_CURRENCY = Message(
    "quote-in-other-currency",
    "{file} quotes in {value}, the workbook is in {currency}.",
    "Ask for a quote in {currency}.",
)
NO_SUCH_OFFER = Message(
    "no-such-offer",
    '{file} quotes "{value}", which the workbook does not offer.',
    "{hint} Use the request that was written for this workbook.",
)
WRONG_PRICE = Message("wrong-price", "{column} in {file} {problem}", "{remedy}")
NO_PRICE = Message(
    "quote-without-price", '{file} has no price for "{value}".', "It is not bought there."
)
TWICE = Message(
    "quoted-twice", '{file} quotes "{value}" of {supplier} once more.', "Keep one of the quotes."
)
ANOTHER_PACK = Message(
    "quoted-in-another-pack",
    '{file} quotes "{value}" in packs of {pack:,}, asked for in packs of {asked:,}; its price is '
    "taken for such a pack.",
    "Ask the supplier where that is not meant.",
)
TERMS_CHANGED = Message(
    "quoted-on-other-terms",
    '{file} says {column} "{said}" for "{value}", asked for was "{asked}".',
    "Set it back where the price is for what was asked; else make an offer of it in the workbook.",
)
REMARK = Message(
    "supplier-remarks",
    '{file} remarks on "{value}": "{said}".',
    "It is not taken into account: set what it says in the workbook's Offers.",
)
NOT_READ = Message(
    "quote-columns-not-read",
    "{file} has columns that are not read: {columns}.",
    "See whether they change a price.",
)

SHEET = "Quote"

PAID = {"Once": "once", "Year": "a year", "Month": "a month"}
"""How a request says what a price is for."""

KNOWN = frozenset(
    [
        *("line", "license", "offer", "uses up", "quantity", "from quantity", "pack", "paid"),
        *("months", "from", "part number", "price", "increase a year", "remarks"),
    ]
)
"""A request's columns."""


def read_quotes(files: Sequence[Path], tables: Tables, findings: Findings) -> tuple[Quote, ...]:
    """The quotes of all files. Problems go to `findings`; raises WorkbookError where a file is no
    workbook."""
    found: list[Quote] = []
    for file in files:
        for quote, place in _read(file, tables, findings):
            same = next((i for i, q in enumerate(found) if fold(q.name) == fold(quote.name)), None)
            if same is None:
                found.append(quote)
            elif found[same].file == file.name and quote.tiers[0] in found[same].tiers:
                continue  # the same offer is asked for on several days
            elif found[same].file == file.name and quote.tiers[0][0] not in dict(found[same].tiers):
                tiers = tuple(sorted((*found[same].tiers, *quote.tiers)))
                found[same] = replace(found[same], tiers=tiers)
            else:
                findings.problem(
                    place, TWICE, file=file.name, value=quote.offer, supplier=quote.supplier
                )
    return tuple(found)


def _read(file: Path, tables: Tables, findings: Findings) -> list[tuple[Quote, Place]]:
    refuse_what_is_no_workbook(file)
    with open_rows(file, lambda title: fold(trim(title)) == fold(SHEET)) as book:
        title = next((t for t in book.titles if fold(trim(t)) == fold(SHEET)), None)
        rows = book.rows(title) if title is not None else []
    head = next((n for n, row in enumerate(rows) if {"offer", "price"} <= _folded(row)), None)
    if head is None:
        findings.problem(Place(file=file.name), NO_QUOTE, file=file.name)
        return []
    labels = {fold(str(row[0])): row[1] if len(row) > 1 else None for row in rows[:head] if row}
    supplier = trim(str(labels.get("supplier") or ""))
    if not supplier:
        findings.problem(Place(0, SHEET), NO_SUPPLIER, file=file.name)
        return []
    settings = tables.settings
    currency = trim(str(labels.get("currency") or settings.currency)).upper()
    if currency != settings.currency:
        findings.problem(
            Place(0, SHEET),
            OTHER_CURRENCY,
            file=file.name,
            value=currency,
            currency=settings.currency,
        )
        return []
    until = _day(labels.get("valid until"), file, findings)
    places = {fold(trim(str(name))): column for column, name in enumerate(rows[head]) if name}
    _tell_unread(rows[head], Place(0, SHEET, head + 1), file, findings)
    offers = {fold(offer.name): offer for offer in tables.offers}
    found: list[tuple[Quote, Place]] = []
    rises: dict[str, Decimal] = {}
    unpriced: dict[str, Place] = {}
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cell = {name: row[c] if c < len(row) else None for name, c in places.items()}
        name = trim(str(cell.get("offer") or ""))
        if not name or fold(name) == "total":
            continue
        place = Place(0, SHEET, number, places["price"] + 1)
        if fold(name) not in offers:
            hint = nearest(name, (offer.name for offer in tables.offers))
            findings.problem(place, NO_SUCH_OFFER, file=file.name, value=name, hint=hint)
            continue
        where = file, place
        price = _number(cell, "Price", cells.amount, where, findings)
        start = _number(cell, "From quantity", cells.whole, where, findings)
        rise = _number(cell, "Increase a year", cells.rate, where, findings)
        if rise is not None:
            rises.setdefault(fold(name), rise)
        if price is None:
            unpriced.setdefault(fold(name), place)
            continue
        offer = offers[fold(name)]
        _refuse_other_terms(cell, offer, tables, where, findings)
        part = trim(str(cell.get("part number") or ""))
        tiers = ((max(int(start or 1), 1), price),)
        quote = Quote(
            file.name, supplier, offer.name, tiers, part_number=part, valid_until=until,
            pack=_pack(cell, offer, where, findings),
        )  # fmt: skip
        found.append((quote, place))
    answered = {fold(quote.offer) for quote, _ in found}
    for key, place in unpriced.items():
        if key not in answered:
            findings.warn(place, NO_PRICE, file=file.name, value=offers[key].name)
    return [(replace(q, increase=rises.get(fold(q.offer))), place) for q, place in found]


def _tell_unread(heads: Sequence[object], place: Place, file: Path, findings: Findings) -> None:
    """Columns that a supplier added."""
    unread = [name for name in map(_said, heads) if name and fold(name) not in KNOWN]
    if unread:
        findings.warn(place, NOT_READ, file=file.name, columns=", ".join(unread))


def _pack(
    cell: Mapping[str, object], offer: Offer, where: tuple[Path, Place], findings: Findings
) -> int:
    """How many licenses the price is for."""
    file, place = where
    pack = int(_number(cell, "Pack", cells.whole, where, findings) or offer.pack)
    if pack != offer.pack:
        findings.warn(
            place, ANOTHER_PACK, file=file.name, value=offer.name, pack=pack, asked=offer.pack
        )
    return pack


def _refuse_other_terms(
    cell: Mapping[str, object],
    offer: Offer,
    tables: Tables,
    where: tuple[Path, Place],
    findings: Findings,
) -> None:
    """What a supplier changed beside the price: other terms are a problem, since the price is not
    for what was asked; a remark is told."""
    names = [license.name for license in tables.licenses]
    asked = {
        "License": names[offer.license],
        "Uses up": "" if offer.from_license == NONE else names[offer.from_license],
        "Paid": PAID[offer.per],
        "Months": "" if offer.term is None else str(offer.term),
    }
    file, place = where
    for column, meant in asked.items():
        said = _said(cell.get(fold(column)))
        if said and fold(said) != fold(meant):
            findings.problem(
                place, TERMS_CHANGED, file=file.name, column=column, said=said, value=offer.name,
                asked=meant,
            )  # fmt: skip
    remark = _said(cell.get("remarks"))
    if remark:
        findings.warn(place, REMARK, file=file.name, value=offer.name, said=remark)


def _said(value: object) -> str:
    """A value as text; a number in its shortest form."""
    if value in (None, ""):
        return ""
    try:
        return cells.text(value)
    except cells.Refused:
        return trim(str(value))


def _folded(row: Sequence[object]) -> set[str]:
    return {fold(trim(str(value))) for value in row if value not in (None, "")}


def _number(
    row: Mapping[str, object],
    column: str,
    read: Callable[[object], Decimal | int],
    where: tuple[Path, Place],
    findings: Findings,
) -> Decimal | None:
    """A number of a row; None where it is blank, or wrong, which is a problem."""
    value, (file, place) = row.get(fold(column)), where
    if value in (None, ""):
        return None
    try:
        return Decimal(read(value))
    except cells.Refused as refused:
        words = filled(refused.message.problem, refused.fields)
        remedy = filled(refused.message.remedy, refused.fields)
        findings.problem(
            place, WRONG_PRICE, column=column, file=file.name, problem=words, remedy=remedy
        )
        return None


def _day(value: object, file: Path, findings: Findings) -> date | None:
    if value in (None, ""):
        return None
    try:
        return cells.day(value)
    except cells.Refused as refused:
        words = filled(refused.message.problem, refused.fields)
        remedy = filled(refused.message.remedy, refused.fields)
        findings.problem(
            Place(0, SHEET), WRONG_PRICE, column="Valid until", file=file.name, problem=words,
            remedy=remedy,
        )  # fmt: skip
        return None
