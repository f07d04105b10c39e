"""License registers -> rows of Licenses, Offers, Owned and Assigned: Remote Desktop license
servers, Microsoft License Statements, CSP price lists."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from optimizer.catalogue import lookup as catalogue
from optimizer.importing.accesses.registers import Record, Registers

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


_NOT_BOUGHT = re.compile("(?i)built-in|temporary")
"""Packs that every license server has of itself."""


@dataclass(frozen=True, kw_only=True)
class Licensed:
    """Rows of the four sheets, and what no row came of: (text, rows)."""

    licenses: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    owned: list[Row] = field(default_factory=list)
    assigned: list[Row] = field(default_factory=list)
    passed_over: tuple[tuple[str, int], ...] = ()
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Named:
    """A license as a text names it: metric, what it covers, version."""

    license: str
    metric: str
    covers: str
    version: str


def named(text: str, version: str = "") -> Named | None:
    """The access license that a product's text names; None of anything else."""
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
    year = re.search(r"20\d\d(?: ?r2)?", f"{version} {text}", re.IGNORECASE)
    dated = re.sub(r"(?i) ?r2", " R2", year[0]) if year else ""
    if not family or not (
        dated or re.search(r"(?i)\bse\b|subscription|current", f"{version} {text}")
    ):
        return None
    dated = dated or "Current"
    return Named(
        license=f"{family} {metric} CAL {dated}", metric=metric, covers=family, version=dated
    )


def licensed(
    registers: Registers,
    *,
    illustrative: bool,
    holder: Callable[[str, str], tuple[str, str]],
) -> Licensed:
    """The rows of the license registers; `illustrative` adds the template's licenses and prices.

    `holder` gives the user's and the device's name in the result of a record's texts, "" for those
    that use nothing.
    """
    rows: dict[str, Row] = {}
    if illustrative:
        for row in catalogue.rows("licenses"):
            rows[row["license"]] = _illustrative(row)
    passed: dict[str, int] = defaultdict(int)
    packs: dict[str, Named] = {}
    owned: dict[tuple[str, str], int] = defaultdict(int)
    assured: dict[str, int] = defaultdict(int)
    for record in registers.owned:
        text = record.get("license", "")
        found = named(f"{text} RDS" if record.get("key") else text, record.get("version", ""))
        quantity = _whole(record.get("quantity", ""))
        if found is None or quantity <= 0 or _NOT_BOUGHT.search(text):
            passed[text] += 1
            continue
        packs[record.get("key", "")] = found
        rows.setdefault(found.license, _license(found))
        owned[found.license, _until(record)] += quantity
        assured[found.license] += _whole(record.get("sa", ""))
    assigned: dict[tuple[str, str, str], int] = defaultdict(int)
    for record in registers.issued:
        pack = packs.get(record.get("key", ""))
        user, device = holder(record.get("user", ""), record.get("device", ""))
        if pack is None or not (user or device):
            passed["licenses issued to nobody who uses anything"] += 1
            continue
        by_user = pack.metric == "User"
        if user if by_user else device:
            assigned[pack.license, user if by_user else "", "" if by_user else device] += 1
    offers, currencies = _offers(registers.offers, rows, passed)
    return Licensed(
        licenses=list(rows.values()),
        offers=offers,
        owned=[
            {"License": name, "Quantity": quantity, "Until": until}
            for (name, until), quantity in sorted(owned.items())
        ],
        assigned=[
            {"License": name, "User": user, "Device": device, "Quantity": quantity}
            for (name, user, device), quantity in sorted(assigned.items())
        ],
        passed_over=tuple(sorted(passed.items())),
        currencies=currencies,
    )


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
    records: Sequence[Record], rows: dict[str, Row], passed: dict[str, int]
) -> tuple[list[Row], tuple[str, ...]]:
    offers: list[Row] = []
    currencies = sorted({r["currency"].upper() for r in records if r.get("currency")})
    for r in records:
        text = f"{r.get('product', '')} {r.get('license', '')}"
        found = named(text)
        price = re.sub(r"[^0-9.]", "", r.get("price", "").replace(",", "."))
        term, billing = r.get("term", "").upper(), r.get("per", "").lower()
        if found is None or not price:
            passed[r.get("license", "") or text] += 1
            continue
        rows.setdefault(found.license, _license(found))
        per, months = _period(term, billing)
        words = {"Once": "perpetual", "Year": "a year", "Month": "a month"}[per]
        offers.append(
            {
                "Offer": f"{r.get('license', found.license)}, {words} ({r.get('part', '')})",
                "License": found.license,
                "Price": float(price),
                "Per": per,
                "Term": months,
                "Supplier": r.get("supplier", ""),
                "Part number": r.get("part", ""),
                "Channel": "CSP",
            }
        )
    return sorted(offers, key=lambda o: str(o["Offer"])), tuple(currencies)


def _period(term: str, billing: str) -> tuple[str, int | None]:
    """How often a price is paid, and the months that a unit serves (None: for good)."""
    years = re.fullmatch(r"P(\d+)Y", term)
    months = int(years[1]) * 12 if years else 1 if term == "P1M" else None
    if months is None:
        return "Once", None
    if "month" in billing:
        return "Month", months
    return ("Year" if "ann" in billing else "Once"), months


def _whole(text: str) -> int:
    digits = re.sub(r"[^0-9]", "", text.split(".", maxsplit=1)[0])
    return int(digits) if digits else 0


def _until(record: Record) -> str:
    """A last day; a license server writes 2036 and later for what never ends."""
    day = record.get("until", "")[:10]
    return "" if not day or day >= "2036-01-01" else day
