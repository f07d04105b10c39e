"""Sheets -> what a workbook says, read by the format's page alone: who needs what where, what is
owned, what sits with whom, what can be bought and for how much.

Input are the sheets as lists of rows. Only valid workbooks are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

Sheets = dict[str, Any]
Row = dict[str, Any]

DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "KWD": 3, "BHD": 3, "TND": 3}
"""Decimals of a currency's minor unit where they are not two."""

NO = ("no", "n", "false", "0", "non")
NEVER = ("no", "none", "n/a", "-", "never")

BLANK, STRICT = 10**6, 10**6 + 1
"""Versions above every year: one left blank, and one written Current or SE, which a unit whose
Software Assurance ends does not open."""


def text(value: object) -> str:
    return "" if value is None else str(value).strip()


def name(value: object) -> str:
    return text(value).casefold()


def names(value: object) -> list[str]:
    return [name(part) for part in text(value).split(";") if part.strip()]


def number(value: object, default: int) -> int:
    return int(text(value)) if text(value) else default


def day(value: object) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(text(value)) if value else None


def rank(value: object) -> int:
    word = name(value)
    if not word:
        return BLANK
    if word in ("current", "se"):
        return STRICT
    return int(word[:4]) * 10 + (5 if "r2" in word else 0)


def after(start: date, years: int) -> date:
    """The anniversary of a day."""
    leap = start.month == 2 and start.day == 29
    year = start.year + years
    if leap and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return date(year, 2, 28)
    return date(year, start.month, start.day)


@dataclass
class Holder:
    """A row of Users or Devices."""

    count: int = 1
    type: str = "employee"
    by: str = "either"


@dataclass(frozen=True)
class Ask:
    """An access that needs a family at a version; `admin` marks one for administration only."""

    user: str
    device: str
    server: str
    family: str
    version: int
    own: bool
    admin: bool


@dataclass
class Facts:
    """What the sheets say; see the functions below for how."""

    sheets: Sheets
    settings: dict[str, Any] = field(default_factory=dict)
    people: dict[str, dict[str, Holder]] = field(default_factory=dict)
    meant: dict[str, dict[str, str | None]] = field(default_factory=dict)
    servers: dict[str, Row] = field(default_factory=dict)
    licenses: dict[str, Row] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)

    def rows(self, sheet: str) -> list[Row]:
        found = self.sheets.get(sheet, [])
        return [dict(zip(map(text, found[0]), row, strict=False)) for row in found[1:]]

    def __post_init__(self) -> None:
        self.settings = {name(r["Setting"]): r["Value"] for r in self.rows("Settings")}
        self.as_of = day(self.settings.get("as of")) or date(2026, 1, 1)
        self.horizon = number(self.settings.get("horizon"), 3)
        self.end = after(self.as_of, self.horizon) - timedelta(days=1)
        self.rate = Decimal(text(self.settings.get("discount rate")) or "0")
        self.digits = DIGITS.get(text(self.settings.get("currency")).upper(), 2)
        self.size = number(self.settings.get("organization size"), 0)
        self.people = {side: {} for side in ("User", "Device")}
        self.meant = {side: {} for side in ("User", "Device")}
        for side in ("User", "Device"):
            self._holders(side)
        self.servers = {name(r["Server"]): r for r in self.rows("Servers")}
        self.licenses = {name(r["License"]): r for r in self.rows("Licenses")}
        self.products = self._products()
        self.base = {
            name(r["Family"]): name(r["Base"])
            for r in self.rows("Families")
            if name(r.get("Same holder")) == "yes"
        }
        self._read_access()

    def _holders(self, side: str) -> None:
        """Who is there; for each name the row that it means, None where it is left out."""
        rows = {name(r[side]): r for r in self.rows(f"{side}s")}
        for who, r in rows.items():
            start, stop = day(r.get("From")), day(r.get("To"))
            gone = (stop is not None and stop < self.as_of) or (
                start is not None and start > self.end
            )
            inactive = name(r.get("Active")) in NO
            count = number(r.get("Count"), 1)
            alias = name(r.get("Same as"))
            if alias:
                self.meant[side][who] = None if inactive else alias
            elif gone or inactive or not count:
                self.meant[side][who] = None
            else:
                kind = name(r.get("Type")) or "employee"
                kind = {"member": "employee", "guest": "external"}.get(kind, kind)
                by = name(r.get("License by")) or "either"
                self.people[side][who] = Holder(count, kind, by)
                self.meant[side][who] = who
        for who, other in self.meant[side].items():
            if other is not None and other != who:  # an alias of one left out is left out
                self.meant[side][who] = self.meant[side][other]
        if f"{side}s" not in self.sheets:
            for r in self.rows("Access"):
                if who := name(r.get(side)):
                    self.people[side].setdefault(who, Holder())
                    self.meant[side][who] = who

    def _products(self) -> dict[str, list[tuple[str, int, bool]]]:
        found: dict[str, list[tuple[str, int, bool]]] = {}
        for r in self.rows("Products"):
            needs = found.setdefault(name(r["Product"]), [])
            if text(r.get("Family")):
                outside = name(r.get("External")) not in NO
                needs.append((name(r["Family"]), rank(r.get("Version")), outside))
        return found

    def count_of(self, server: str) -> int:
        return number(self.servers.get(server, {}).get("Count"), 1)

    def host_of(self, server: str) -> str:
        return name(self.servers.get(server, {}).get("Host")) or server

    def behind(self, server: str) -> list[str]:
        """Every server that one stands in front of, at any remove."""
        found: list[str] = []
        waiting = [server]
        while waiting:
            for other in names(self.servers.get(waiting.pop(), {}).get("Front end of")):
                if other != server and other not in found and self.count_of(other):
                    found.append(other)
                    waiting.append(other)
        return found

    def _needs(self, products: Sequence[str], user: str) -> set[tuple[str, int]]:
        external = bool(user) and self.people["User"][user].type == "external"
        return {
            (family, version)
            for product in products
            for family, version, outside in self.products[product]
            if outside or not external
        }

    def _read_access(self) -> None:
        """Every need of every access; who is there for administration only; which servers are used
        by somebody who needs something."""
        window = self.settings.get("access window")
        kept = []
        for r in self.rows("Access"):
            user, device = name(r.get("User")), name(r.get("Device"))
            seen = day(r.get("Last seen"))
            if window not in (None, "") and seen and (self.as_of - seen).days > int(text(window)):
                continue
            if (user and self.meant["User"][user] is None) or (
                device and self.meant["Device"][device] is None
            ):
                continue
            server = name(r["Server"])
            if not self.count_of(server) or name(r.get("Purpose")) == "exempt":
                continue
            user, device = (
                self.meant["User"][user] or "" if user else "",
                self.meant["Device"][device] or "" if device else "",
            )
            own = name(r.get("Pairing")) == "own"
            admin = name(r.get("Purpose")) == "administration"
            products = names(r.get("Product")) or self._all_products(server)
            kept.append((user, device, server, own, admin, products))
            if not admin:
                kept += [
                    (user, device, other, own, False, self._all_products(other))
                    for other in self.behind(server)
                ]
        use = {(("User", u), s) for u, _, s, _, admin, _ in kept if u and not admin}
        use |= {(("Device", d), s) for _, d, s, _, admin, _ in kept if d and not admin}
        self.administers = {
            (who, s)
            for u, d, s, _, admin, _ in kept
            for who in (("User", u), ("Device", d))
            if admin and who[1] and (who, s) not in use
        }
        asks = dict.fromkeys(
            Ask(user, device, server, family, version, own, admin)
            for user, device, server, own, admin, products in kept
            for family, version in sorted(self._needs(products, user))
        )
        # A lower version beside a higher one is implied.
        highest: dict[Ask, int] = {}
        for ask in asks:
            place = replace(ask, version=0)
            highest[place] = max(ask.version, highest.get(place, 0))
        self.asks = [ask for ask in asks if ask.version == highest[replace(ask, version=0)]]

    def _all_products(self, server: str) -> list[str]:
        return names(self.servers[server]["Product"]) if self.servers else [server]

    def type_of(self, user: str) -> str:
        return self.people["User"][user].type if user else ""

    def admits(self, license: str, user_type: str) -> bool:
        """Whether a license may cover accesses of people of a type (blank: unknown people)."""
        listed = names(self.licenses[license].get("For"))
        words = {{"member": "employee", "guest": "external"}.get(word, word) for word in listed}
        return not listed or user_type in words

    def opens(self, license: str, family: str, version: int, lapsed: bool = False) -> bool:
        """Whether a unit opens a family at a version; `lapsed`: its Software Assurance ends."""
        r = self.licenses[license]
        if family not in names(r["Covers"]):
            return False
        reach = rank(r.get("Version"))
        if reach < BLANK:
            return version <= reach
        return not (lapsed and version == STRICT)

    def wide_quantity(self, license: str, server: str) -> tuple[str, int] | None:
        """Where a server-wide license is taken for a server, and its quantity; None where it cannot
        be."""
        r = self.licenses[license]
        metric = name(r["Metric"])
        row = self.servers.get(server, {})
        if metric == "organization":
            return ("", self.size) if self.size else None
        if not self.servers:
            return None
        if metric == "server":
            host = self.host_of(server)
            quantity = self.count_of(host) if host in self.servers else 1
            return (host, quantity) if quantity else None
        if metric != "core" or not number(row.get("Cores"), 0):
            return None
        least = number(r.get("Minimum per server"), 0)
        each = number(r.get("Minimum per processor"), 0)
        cores = max(number(row["Cores"], 0), least, each * number(row.get("Processors"), 1))
        return server, cores * self.count_of(server)

    def pack_cost(self, price: object, per: object, first: date, increase: object) -> int:
        """Minor units that a pack costs over the horizon."""
        with localcontext(prec=70):
            amount = Decimal(text(price)) * (12 if name(per) == "month" else 1)
            total, paid = Decimal(0), 0
            rise = Decimal(text(increase) or "0")
            while paid == 0 or (name(per) in ("year", "month") and after(first, paid) <= self.end):
                due = after(first, paid)
                age = due.year - self.as_of.year
                years = (
                    Decimal(age)
                    if due == after(self.as_of, age)
                    else Decimal((due - self.as_of).days) / Decimal("365.25")
                )
                total += amount * (1 + rise) ** paid / (1 + self.rate) ** years
                paid += 1
            whole = (total * 10**self.digits).quantize(Decimal(1), ROUND_HALF_UP)
            return int(whole)
