"""A filled quote request -> quotes, every problem by its file and cell."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from optimizer.domain.names import fold, trim
from optimizer.domain.problems import Findings, Message, Place, filled
from optimizer.domain.quotes import Quote
from optimizer.domain.tables import Offer, Tables
from optimizer.quoting.meant import meant, said_of
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
ANOTHER_QUANTITY = Message(
    "quoted-another-quantity",
    '{file} quotes {said:,} of "{value}", asked for were {asked}; its price is taken for any '
    "quantity.",
    "Write the quantity into From quantity too where the price holds from there on only.",
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

KNOWN = frozenset(
    [
        *("line", "license", "offer", "uses up", "quantity", "from quantity", "pack", "paid"),
        *("months", "from", "part number", "price", "increase a year", "remarks"),
    ]
)
"""A request's columns."""


def read_quotes(
    files: Sequence[Path],
    tables: Tables,
    findings: Findings,
    asked: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> tuple[Quote, ...]:
    """The quotes of all files; `asked` are the quantities of each offer that were asked for.
    Problems go to `findings`; raises WorkbookError where a file is no workbook."""
    found: list[Quote] = []
    for file in files:
        for quote, place in _read(file, tables, asked, findings):
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


def _read(
    file: Path, tables: Tables, asked: Mapping[str, Collection[int]], findings: Findings
) -> list[tuple[Quote, Place]]:
    refuse_what_is_no_workbook(file)
    with open_rows(file, lambda title: fold(trim(title)) == fold(SHEET)) as book:
        title = next((t for t in book.titles if fold(trim(t)) == fold(SHEET)), None)
        rows = book.rows(title) if title is not None else []
    head = next((n for n, row in enumerate(rows) if {"offer", "price"} <= _folded(row)), None)
    if head is None:
        findings.problem(Place(file=file.name), NO_QUOTE, file=file.name)
        return []
    labels = {fold(str(row[0])): row[1] if len(row) > 1 else None for row in rows[:head] if row}
    supplier = _supplier(labels, file, tables, findings)
    if not supplier:
        return []
    until = _day(labels.get("valid until"), file, findings)
    places = {fold(trim(str(name))): column for column, name in enumerate(rows[head]) if name}
    _tell_unread(rows[head], Place(0, SHEET, head + 1), file, findings)
    found: list[tuple[Quote, Place]] = []
    rises: dict[str, Decimal] = {}
    unpriced: dict[str, Place] = {}
    known = {fold(offer.name): offer.name for offer in tables.offers}
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cell = {name: row[c] if c < len(row) else None for name, c in places.items()}
        name = trim(said_of(cell.get("offer")))
        if "total" in (fold(name), fold(said_of(row[0] if row else None))):
            continue
        place = Place(0, SHEET, number, places["price"] + 1)
        where = file, place
        price = _number(cell, "Price", cells.amount, where, findings)
        start = _number(cell, "From quantity", cells.whole, where, findings)
        rise = _number(cell, "Increase a year", cells.rate, where, findings)
        if price is None:
            if fold(name) in known:
                unpriced.setdefault(known[fold(name)], place)
                if rise is not None:
                    rises.setdefault(fold(name), rise)
            continue
        found_offer = meant(cell, tables, where, findings)
        if found_offer is None:
            continue
        offer = found_offer.offer
        if rise is not None:
            rises.setdefault(fold(offer.name), rise)
        _tell_more(cell, offer, asked, where, findings)
        part = trim(said_of(cell.get("part number")))
        tiers = ((max(int(start or 1), 1), price),)
        quote = Quote(
            file.name, supplier, offer.name, tiers, part_number=part, valid_until=until,
            pack=_pack(cell, offer, where, findings), other=offer if found_offer.added else None,
        )  # fmt: skip
        found.append((quote, place))
    answered = {quote.offer for quote, _ in found}
    for offered, place in unpriced.items():
        if offered not in answered:
            findings.warn(place, NO_PRICE, file=file.name, value=offered)
    return [(replace(q, increase=rises.get(fold(q.offer))), place) for q, place in found]


def _supplier(labels: Mapping[str, object], file: Path, tables: Tables, findings: Findings) -> str:
    """Who quotes, in the workbook's currency; "" where either is a problem."""
    supplier = trim(str(labels.get("supplier") or ""))
    if not supplier:
        findings.problem(Place(0, SHEET), NO_SUPPLIER, file=file.name)
        return ""
    wanted = tables.settings.currency
    currency = trim(str(labels.get("currency") or wanted)).upper()
    if currency != wanted:
        findings.problem(
            Place(0, SHEET), OTHER_CURRENCY, file=file.name, value=currency, currency=wanted
        )
        return ""
    return supplier


def _tell_unread(heads: Sequence[object], place: Place, file: Path, findings: Findings) -> None:
    """Columns that a supplier added."""
    unread = [name for name in map(said_of, heads) if name and fold(name) not in KNOWN]
    if unread:
        findings.warn(place, NOT_READ, file=file.name, columns=", ".join(unread))


def _pack(
    cell: Mapping[str, object], offer: Offer, where: tuple[Path, Place], findings: Findings
) -> int:
    """How many licenses the price is for."""
    file, place = where
    pack = int(_number(cell, "Pack", cells.whole, where, findings) or offer.pack)
    if pack != offer.pack and offer.tiers:  # one that was not asked for has none yet
        findings.warn(
            place, ANOTHER_PACK, file=file.name, value=offer.name, pack=pack, asked=offer.pack
        )
    return pack


def _tell_more(
    cell: Mapping[str, object],
    offer: Offer,
    asked: Mapping[str, Collection[int]],
    where: tuple[Path, Place],
    findings: Findings,
) -> None:
    """A remark, and another quantity than asked for."""
    file, place = where
    quantity = _number(cell, "Quantity", cells.whole, where, findings)
    wanted = asked.get(offer.name, ())
    if quantity is not None and wanted and int(quantity) not in wanted:
        said = " and ".join(f"{n:,}" for n in sorted(wanted))
        findings.warn(
            place, ANOTHER_QUANTITY, file=file.name, value=offer.name, said=int(quantity),
            asked=said,
        )  # fmt: skip
    remark = said_of(cell.get("remarks"))
    if remark:
        findings.warn(place, REMARK, file=file.name, value=offer.name, said=remark)


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
