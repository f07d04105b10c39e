"""License registers -> rows of Licenses, Offers, Owned and Assigned: Remote Desktop license
servers, Microsoft License Statements, CSP price lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.accesses.registers import Record, Registers
from optimizer.importing.meaning.numbers import count_of, price_of
from optimizer.reading.cells import Refused

Row = dict[str, object]

FAMILIES = (
    (r"remote desktop|\brds\b|terminal serv|\bts\b", "Remote Desktop"),
    (r"exchange.*(enterprise|ent\b)", "Exchange Enterprise"),
    (r"exchange", "Exchange Standard"),
    (r"sharepoint.*(enterprise|ent\b)", "SharePoint Enterprise"),
    (r"sharepoint", "SharePoint Standard"),
    (r"(skype|lync).*(enterprise|ent\b)", "Skype Enterprise"),
    (r"skype|lync", "Skype Standard"),
    (r"sql server|\bsql\b", "SQL Server"),
    (r"rights management", "Rights Management"),
    (r"(windows|win)\s*(server|svr)?", "Windows Server"),
)
"""Words of price lists and statements -> family, the first that is found."""

SUITES = ((r"enterprise cal|\becal\b", "Enterprise CAL Suite"), (r"core cal", "Core CAL Suite"))


_SEVEN = re.compile(r"(?i)windows server 7\b")
"""What license servers call Windows Server 2008 R2."""

_NOT_BOUGHT = re.compile("(?i)built-in|temporary")
"""Packs that every license server has of itself."""

WHOLE = frozenset(
    map(
        naming.fold,
        (
            "all countries", "alle länder", "tous les pays", "todos los países", "tutti i paesi",
            "alle landen", "wszystkie kraje", "todos os países",
        ),
    )
)  # fmt: skip
"""What a statement writes for the total of a license; where no row has it, countries add up."""

NO_QUANTITY = Message(
    "export-quantity",
    'has the quantity "{text}" of "{product}", which is not read; nothing is owned by it.',
    "Add the row on Owned, or correct the export.",
)
NO_VERSION = Message(
    "export-license-version",
    'has {quantity} of "{product}", an access license whose version it does not tell; nothing is '
    "owned by it.",
    "Add the row on Owned, its license with the version that was bought.",
)
TAKEN_BACK = Message(
    "export-taken-back",
    'the exports come to {quantity:,} of "{license}": more is taken back than was bought, so none '
    "is owned.",
    "Type what is owned on Owned, or correct the exports.",
)
NO_PRICE = Message(
    "export-price",
    'has the price "{text}" of "{product}", which is not read, or could be two: no offer comes of '
    "it.",
    "Add the row on Offers, or write the price with two decimals.",
)
ASSURED = Message(
    "export-assured",
    '{units:,} of "{product}" {units:has/have} active Software Assurance, whose last day no '
    "statement tells: the plan counts none.",
    "Fill in SA until on Owned.",
)
ADDED_UP = Message(
    "export-owned-added",
    "tells what is owned, as {other} does: what both tell is added up.",
    "If the one is an older export of the same, leave it out.",
)
CURRENCIES = Message(
    "export-currencies",
    "has prices in {currencies}, and a workbook has one currency.",
    "Keep the rows of one currency.",
)
TWO_PRICES = Message(
    "export-two-prices",
    'has "{offer}" at {first} and at {second}.',
    "Keep the rows of one market and one price tier.",
)


@dataclass(frozen=True, kw_only=True)
class Licensed:
    """Rows of the four sheets, and rows that none came of by file and reason."""

    licenses: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    owned: list[Row] = field(default_factory=list)
    assigned: list[Row] = field(default_factory=list)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Named:
    """A license as a text names it: metric, what it covers, version."""

    license: str
    metric: str
    covers: str
    version: str


def named(text: str, version: str = "") -> Named | None:
    """The access license that a product's text names; None of anything else, and of one whose
    version nothing tells."""
    found = _called(text, version)
    return (
        found
        if found is not None and (found.version or not found.license.endswith("CAL"))
        else None
    )


def _called(text: str, version: str) -> Named | None:
    """The same with "" for a version that nothing tells."""
    lowered = f" {text.lower()} "
    metric = "Device" if re.search(r"device|dvc|\bdcal\b|per device", lowered) else ""
    metric = "User" if re.search(r"user|usr|\bucal\b", lowered) else metric
    suite = next((name for pattern, name in SUITES if re.search(pattern, lowered)), "")
    if not metric or not (suite or re.search(r"cal\b|client access", lowered)):
        return None
    if suite:
        covers = next(
            row["covers"]
            for row in catalogue.rows("licenses")
            if row["license"].startswith(f"{suite} {metric}")
        )
        return Named(license=f"{suite} {metric}", metric=metric, covers=covers, version="")
    family = next((name for pattern, name in FAMILIES if re.search(pattern, lowered)), "")
    if not family:
        return None
    told = _SEVEN.sub("2008 R2", f"{version} {text}")
    year = re.search(r"20\d\d(?: ?r2)?", told, re.IGNORECASE)
    dated = re.sub(r"(?i) ?r2", " R2", year[0]) if year else ""
    if not dated and re.search(r"(?i)\bse\b|subscription|current", told):
        dated = "Current"
    return Named(
        license=f"{family} {metric} CAL {dated}".rstrip(),
        metric=metric,
        covers=family,
        version=dated,
    )


def licensed(
    registers: Registers,
    *,
    illustrative: bool,
    holder: Callable[[str, str], tuple[str, str]],
    findings: Findings,
) -> Licensed:
    """The rows of the license registers; `illustrative` adds the template's licenses and prices.

    `holder` gives the user's and the device's name in the result of a record's texts, "" for those
    that use nothing. A quantity or a price that is not read is a note, prices in two currencies and
    an offer at two prices are problems.
    """
    rows: dict[str, Row] = {}
    if illustrative:
        for row in catalogue.rows("licenses"):
            rows[row["license"]] = _illustrative(row)
    dropped: Counter[tuple[str, str]] = Counter()
    owned, packs = _owned(registers, rows, dropped, findings)
    for (name, _), quantity in sorted(owned.items()):
        if quantity < 0:
            findings.warn(Place(file="Owned"), TAKEN_BACK, quantity=quantity, license=name)
    assigned: dict[tuple[str, str, str], int] = defaultdict(int)
    bought = {name for name, _ in owned}
    for record in registers.issued:
        pack = _pack(record, packs, bought)
        user, device = holder(record.get("user", ""), record.get("device", ""))
        by_user = pack is not None and pack.metric == "User"
        held = user if by_user else device
        if pack is None or not held:
            why = "its holder uses no server"
            if pack is None:
                two = record.get("key", "") in packs
                why = f"of a pack that {'two servers have' if two else 'no export tells'}"
            dropped[record.get("file", ""), why] += _rows(record)
            continue
        assigned[pack.license, user if by_user else "", "" if by_user else device] += _rows(record)
    offers, currencies = _offers(registers, rows, dropped, findings)
    return Licensed(
        licenses=list(rows.values()),
        offers=offers,
        owned=[
            {"License": name, "Quantity": quantity, "Until": until}
            for (name, until), quantity in sorted(owned.items())
            if quantity > 0
        ],
        assigned=[
            {"License": name, "User": user, "Device": device, "Quantity": quantity}
            for (name, user, device), quantity in sorted(assigned.items())
        ],
        dropped=dropped,
        currencies=currencies,
    )


def _owned(
    registers: Registers,
    rows: dict[str, Row],
    dropped: Counter[tuple[str, str]],
    findings: Findings,
) -> tuple[Mapping[tuple[str, str], int], Mapping[str, Named | None]]:
    """Units by license and end, and the license of each pack's number, None where two license
    servers have it for different ones. Rows that are alike in one file are purchases of their own.
    """
    packs: dict[str, Named | None] = {}
    owned: dict[tuple[str, str], int] = defaultdict(int)
    first: dict[bool, str] = {}
    totals = {_of_what(record) for record in registers.owned if _where(record) in WHOLE}
    for record in registers.owned:
        text, file = record.get("license", ""), record.get("file", "")
        found = _called(f"{text} RDS" if record.get("key") else text, record.get("version", ""))
        if found is None:
            dropped[file, "no access license"] += _rows(record)
            continue
        if _NOT_BOUGHT.search(text):
            dropped[file, "what every license server has"] += _rows(record)
            continue
        if _where(record) not in {*WHOLE, ""} and _of_what(record) in totals:
            dropped[file, "part of a total"] += _rows(record)
            continue
        quantity = count_of(record.get("quantity", ""))
        if quantity is None:
            place = Place(file=registers.files.get(file, ""))
            findings.warn(place, NO_QUANTITY, text=record.get("quantity", ""), product=text)
            dropped[file, "no quantity"] += _rows(record)
            continue
        if not quantity:
            dropped[file, "none of them"] += _rows(record)
            continue
        if found.license.endswith("CAL"):
            place = Place(file=registers.files.get(file, ""))
            units = f"{quantity * _rows(record):,}"
            findings.warn(place, NO_VERSION, quantity=units, product=text)
            dropped[file, "no version"] += _rows(record)
            continue
        key = record.get("key", "")
        packs[key] = found if packs.get(key, found) == found else None
        rows.setdefault(found.license, _license(found))
        owned[found.license, _until(record)] += quantity * _rows(record)
        if assured := count_of(record.get("sa", "")):
            place = Place(file=registers.files.get(file, ""))
            findings.warn(place, ASSURED, units=assured * _rows(record), product=text)
        other = first.setdefault("key" in record, file)
        if other != file:
            names = registers.files
            findings.warn(Place(file=names.get(file, "")), ADDED_UP, other=names.get(other, ""))
    return owned, packs


def _pack(
    record: Record, packs: Mapping[str, Named | None], bought: AbstractSet[str]
) -> Named | None:
    """What was issued: by the pack's number or, where its kind and version stand there, by them."""
    if not record.get("license"):
        return packs.get(record.get("key", ""))
    found = named(f"{record['license']} RDS", record.get("version", ""))
    return found if found is not None and found.license in bought else None


def _where(record: Record) -> str:
    """The country that a row of a statement is of."""
    return naming.fold(record.get("kind", ""))


def _of_what(record: Record) -> tuple[str | None, ...]:
    """What a row of a statement counts, in whatever country."""
    return tuple(record.get(name) for name in ("file", "license", "version"))


def _rows(record: Record) -> int:
    """The rows of a file that a record stands for."""
    return int(record.get("rows", "1"))


def _illustrative(row: Mapping[str, str]) -> Row:
    texts = ("License", "Metric", "Covers", "Version", "For", "Requires", "Per", "Activation")
    made: Row = {name: row[name.lower()] for name in texts}
    numbers = ("Price", "Pack", "Minimum per server", "Minimum per processor")
    for name in numbers:
        if text := row[name.lower().replace(" ", "_")]:
            made[name] = float(text)
    return made | {"Source of the price": row["price_source"]}


def _license(found: Named) -> Row:
    return {
        "License": found.license,
        "Metric": found.metric,
        "Covers": found.covers,
        "Version": found.version,
        "Activation": "Yes" if found.covers == "Remote Desktop" else "No",
    }


def _offers(
    registers: Registers,
    rows: dict[str, Row],
    dropped: Counter[tuple[str, str]],
    findings: Findings,
) -> tuple[list[Row], tuple[str, ...]]:
    offers: dict[str, Row] = {}
    records = registers.offers
    mine = [r for r in records if named(f"{r.get('product', '')} {r.get('license', '')}")]
    currencies = sorted({r["currency"].upper() for r in mine if r.get("currency")})
    for r in records:
        text, file = f"{r.get('product', '')} {r.get('license', '')}", r.get("file", "")
        place = Place(file=registers.files.get(file, ""))
        found = named(text)
        if found is None:
            dropped[file, "no access license"] += _rows(r)
            continue
        try:
            price = float(price_of(r.get("price", ""), r.get("currency", "").upper()))
        except Refused:
            product = r.get("license", "") or text
            findings.warn(place, NO_PRICE, text=r.get("price", ""), product=product)
            dropped[file, "no price"] += _rows(r)
            continue
        if len(currencies) > 1:
            findings.problem(place, CURRENCIES, currencies=" and ".join(currencies))
            break
        rows.setdefault(found.license, _license(found))
        per, months = _period(r.get("term", "").upper(), r.get("per", "").lower())
        words = {"Once": "paid at once", "Year": "a year", "Month": "a month"}[per]
        words = words if months else "perpetual"
        offer = f"{r.get('license', found.license)}, {words} ({r.get('part', '')})"
        made: Row = {
            "Offer": offer,
            "License": found.license,
            "Price": price,
            "Per": per,
            "Term": months,
            "Supplier": r.get("supplier", ""),
            "Part number": r.get("part", ""),
            "Channel": "CSP",
        }
        other = offers.setdefault(offer, made)
        if other["Price"] != price:
            first = other["Price"]
            findings.problem(place, TWO_PRICES, offer=offer, first=first, second=price)
    return [offers[name] for name in sorted(offers)], tuple(currencies)


def _period(term: str, billing: str) -> tuple[str, int | None]:
    """How often a price is paid, and the months that a unit serves (None: for good)."""
    years = re.fullmatch(r"P(\d+)Y", term)
    months = int(years[1]) * 12 if years else 1 if term == "P1M" else None
    if months is None:
        return "Once", None
    if "month" in billing:
        return "Month", months
    return ("Year" if "ann" in billing else "Once"), months


def _until(record: Record) -> str:
    """A last day; a license server writes 2036 and later for what never ends."""
    day = record.get("until", "")[:10]
    return "" if not day or day >= "2036-01-01" else day
