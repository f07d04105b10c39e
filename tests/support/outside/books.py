"""Random workbooks that reach the corners of the format: valid, small, and each about a few rules
that meet.

What a workbook is about is drawn first, so that rules meet in many pairs and no workbook has all.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

CURRENCIES = {
    "USD": ("1", 2),
    "EUR": ("1", 2),
    "CHF": ("0.95", 2),
    "JPY": ("150", 0),
    "KRW": ("1380", 0),
    "CLP": ("950", 0),
    "IDR": ("16250", 2),
    "HUF": ("365", 2),
    "KWD": ("0.307", 3),
    "BHD": ("0.377", 3),
}
"""What a dollar comes to, and the decimals of the minor unit."""

SUBJECTS = (
    "groups",
    "types",
    "license by",
    "active",
    "dates",
    "same as",
    "window",
    "blank sides",
    "narrowed",
    "own pairs",
    "administration",
    "exempt",
    "one kind",
    "same holder",
    "versions",
    "suites",
    "wide",
    "requires",
    "processors",
    "cal mode",
    "front end",
    "external",
    "owned",
    "assigned",
    "assurance",
    "packs",
    "limits",
    "tiers",
    "conversions",
    "at expiry",
    "term",
    "zero",
    "money",
    "apart",
    "no sheets",
)

VERSIONS = ["2012", "2012 R2", "2016", "2019", "2022"]
FAMILIES = ["Windows Server", "SQL Server", "Exchange", "Remote Desktop"]
TYPES = ["", "External", "Guest", "Contractor", "Member"]
AS_OF = date(2026, 1, 1)

Rows = list[Any]


class Book:
    """A workbook being drawn; `about` are its subjects."""

    def __init__(self, r: Random, subjects: tuple[str, ...] = SUBJECTS) -> None:
        self.r = r
        self.about = set(r.sample(subjects, min(len(subjects), r.randint(3, 9))))
        if {"assigned", "assurance", "conversions", "at expiry"} & self.about:
            self.about.add("owned")
        if {"requires", "processors", "cal mode"} & self.about:
            self.about.add("wide")
        self.currency = r.choice(list(CURRENCIES)) if "money" in self.about else "USD"
        self.scale = r.choice([1, 1000, 100_000]) if "money" in self.about else 1
        self.horizon = r.choice([1, 2, 3, 5])
        self.sheets: dict[str, Rows] = {}
        self.families = FAMILIES[: r.choice([1, 1, 2, 2, 3, 4])]
        self._settings()
        self._products()
        self._people()
        self._servers()
        self._access()
        self._licenses()
        self._owned()
        self._offers()
        self._assigned()
        self._apart()
        if "same holder" in self.about and len(self.families) > 1:
            base = self.families[0]
            rows: Rows = [["Family", "Base", "Same holder"], [self.families[1], base, "Yes"]]
            if len(self.families) > 2 and self.some(0.4):
                rows.append([self.families[2], self.families[1], "Yes"])
            self.sheets["Families"] = rows
        else:  # the catalogue's own bases are not this test's
            self.sheets["Families"] = [["Family", "Same holder"]]
            self.sheets["Families"] += [[family, "No"] for family in FAMILIES]
        if "no sheets" in self.about:
            self._drop_sheets()

    def some(self, share: float, subject: str = "") -> bool:
        """Yes in a share of the cases, where the workbook is about the subject."""
        return (not subject or subject in self.about) and self.r.random() < share

    def price(self, dollars: float) -> object:
        """An amount of the currency, now and then a minor unit off the round one."""
        rate, digits = CURRENCIES[self.currency]
        amount = Decimal(str(dollars)) * Decimal(rate) * self.scale
        amount = amount.quantize(Decimal(1).scaleb(-digits))
        if self.some(0.3, "money"):
            amount += Decimal(self.r.randint(0, 2)).scaleb(-digits)
        found = float(amount)
        assert Decimal(repr(found)) == amount
        return int(amount) if amount == int(amount) else found

    def around(self, day: date, spread: int = 1) -> date:
        return day + timedelta(days=self.r.randint(-spread, spread))

    @property
    def end(self) -> date:
        return date(AS_OF.year + self.horizon, 1, 1) - timedelta(days=1)

    def _settings(self) -> None:
        rows: Rows = [
            ["Setting", "Value"],
            ["As of", AS_OF],
            ["Horizon", self.horizon],
            ["Discount rate", self.r.choice([0, 0.05, 0.1])],
            ["Currency", self.currency],
        ]
        if self.some(0.7, "wide"):
            rows.append(["Organization size", 0 if self.some(0.3, "zero") else 10])
        if "window" in self.about:
            rows.append(["Access window", 90])
        self.sheets["Settings"] = rows

    def _products(self) -> None:
        r = self.r
        rows: Rows = [["Product", "Family", "Version", "External"]]
        self.products = [f"P{i}" for i in range(r.randint(1, 4))]
        for product in self.products:
            for family in r.sample(self.families, r.randint(1, min(2, len(self.families)))):
                version = r.choice(["", "", *VERSIONS]) if "versions" in self.about else "2016"
                if self.some(0.4, "assurance"):
                    version = r.choice(["Current", "SE", "", "2022"])
                outside = "No" if self.some(0.4, "external") else ""
                rows.append([product, family, version, outside])
        if self.some(0.3, "zero"):
            rows.append(["Free", "", "", ""])
            self.products.append("Free")
        self.sheets["Products"] = rows

    def _people(self) -> None:
        r = self.r
        for side, most in (("User", 4), ("Device", 4)):
            head: list[Any] = [side, "Count", "Active", "License by", "From", "To", "Same as"]
            rows: Rows = [[*head, "Type"] if side == "User" else head]
            for i in range(r.randint(1, most)):
                count: object = r.choice([1, 2, 3, 4]) if "groups" in self.about else ""
                if self.some(0.15, "zero"):
                    count = 0
                active = r.choice(["Yes", "No", ""]) if self.some(0.4, "active") else ""
                by = r.choice(["User", "Device", "Either"]) if self.some(0.3, "license by") else ""
                start = self.around(self.end) if self.some(0.25, "dates") else ""
                stop = self.around(AS_OF) if self.some(0.25, "dates") else ""
                if start and stop:
                    stop = ""
                row: list[Any] = [f"{side[0].lower()}{i}", count, active, by, start, stop, ""]
                if side == "User":
                    row.append(r.choice(TYPES) if self.some(0.5, "types") else "")
                    if self.some(0.5, "external"):
                        row[-1] = "External"
                rows.append(row)
            if "same as" in self.about:
                for i in range(r.randint(1, 2)):
                    active = "No" if self.some(0.2, "active") else ""
                    meant = r.choice(rows[1:])[0] if i == 0 else rows[1][0]
                    if str(meant).startswith("alias"):
                        meant = rows[1][0]
                    alias: list[Any] = [f"alias {side} {i}", "", active, "", "", "", meant]
                    rows.append(alias + ([""] if side == "User" else []))
            self.sheets[f"{side}s"] = rows

    def counts(self, side: str) -> dict[object, int]:
        return {row[0]: 1 if row[1] == "" else int(str(row[1])) for row in self.sheets[side][1:]}

    def _servers(self) -> None:
        r = self.r
        head: list[Any] = [
            "Server",
            "Product",
            "Count",
            "Cores",
            "Processors",
            "Host",
            "One kind",
            "CAL mode cost",
            "Front end of",
        ]
        rows: Rows = [head]
        number = r.randint(1, 4)
        for i in range(number):
            products = "; ".join(r.sample(self.products, r.randint(1, min(2, len(self.products)))))
            count: object = r.choice(["", "", 1, 2]) if "groups" in self.about else ""
            if self.some(0.15, "zero"):
                count = 0
            cores: object = r.choice(["", 2, 4, 8]) if "wide" in self.about else ""
            if self.some(0.3, "zero") and cores:
                cores = 0
            processors = r.choice(["", 1, 2, 3]) if "processors" in self.about else ""
            host = r.choice(["", "", "s0", "metal"]) if "wide" in self.about else ""
            one = ""
            if self.some(0.5, "one kind"):
                one = "; ".join(
                    f + r.choice(["", "", ": User", ": Device"])
                    for f in r.sample(self.families, r.randint(1, min(2, len(self.families))))
                )
            mode = self.price(r.choice([0, 30, 100])) if self.some(0.5, "cal mode") else ""
            front = ""
            if "front end" in self.about and number > 1 and self.some(0.5):
                others = [f"s{j}" for j in range(number) if j != i]
                front = "; ".join(r.sample(others, r.randint(1, min(2, len(others)))))
            rows.append([f"s{i}", products, count, cores, processors, host, one, mode, front])
        if rows[1][2] == 0:  # a host that is left out hosts nobody
            for row in rows[1:]:
                if row[5] == "s0" and row[2] != 0:
                    row[5] = ""
        self.sheets["Servers"] = rows

    def _access(self) -> None:
        r = self.r
        rows: Rows = [
            ["User", "Device", "Server", "Product", "Purpose", "Reason", "Pairing", "Last seen"]
        ]
        users, devices = self.counts("Users"), self.counts("Devices")
        for _ in range(r.randint(1, 9)):
            user: object = r.choice(list(users))
            device: object = r.choice(list(devices))
            server = r.choice(self.sheets["Servers"][1:])
            product, purpose, reason, own = "", "", "", ""
            seen: object = ""
            if self.some(0.3, "narrowed"):
                product = r.choice(str(server[1]).split("; "))
            if self.some(0.6, "administration"):
                purpose = "Administration"
            elif self.some(0.3, "exempt"):
                purpose, reason = "Exempt", "a public page"
            if self.some(0.6, "own pairs"):
                plain = not str(user).startswith("alias") and not str(device).startswith("alias")
                if plain and users[user] == devices[device]:
                    own = "Own"
            if self.some(0.25, "blank sides") and not own:
                if self.some(0.5):
                    user = ""
                else:
                    device = ""
            if self.some(0.4, "window"):
                seen = self.around(AS_OF - timedelta(days=90))
            rows.append([user, device, server[0], product, purpose, reason, own, seen])
        self.sheets["Access"] = rows

    def _licenses(self) -> None:
        r = self.r
        head: list[Any] = [
            "License",
            "Metric",
            "Covers",
            "Version",
            "For",
            "Requires",
            "Price",
            "Per",
            "Term",
            "Pack",
            "Minimum per server",
            "Minimum per processor",
        ]
        rows: Rows = [head]

        def license(title: str, metric: str, covers: list[str], dollars: float) -> None:
            version = r.choice(VERSIONS) if self.some(0.3, "versions") else ""
            if self.some(0.5, "assurance"):
                version = r.choice(["", "", "Current", "2022"])
            whom = ""
            if metric != "Device" and self.some(0.4, "types"):
                whom = r.choice(["External", "Employee", "Contractor; Guest", "Member"])
            per = r.choice(["Year", "Month"]) if self.some(0.2) else ""
            term = r.choice([12, 24, 36, 60]) if self.some(0.4, "term") else ""
            pack = r.choice([2, 3, 5]) if self.some(0.35, "packs") else ""
            core = metric == "Core"
            least = r.choice(["", 6, 16]) if core else ""
            each = r.choice(["", 4, 8]) if core and "processors" in self.about else ""
            price = self.price(dollars if per != "Month" else dollars / 10)
            covered = "; ".join(covers)
            rows.append(
                [title, metric, covered, version, whom, "", price, per, term, pack, least, each]
            )

        for family in self.families:
            for metric in ("User", "Device"):
                if self.some(0.93) or len(rows) == 1:
                    license(f"{family} {metric}", metric, [family], r.choice([10, 17, 20, 25, 30]))
                if self.some(0.25):
                    license(f"{family} {metric} 2", metric, [family], r.choice([8, 12, 16]))
        if "suites" in self.about and len(self.families) > 1:
            for i in range(r.randint(1, 3)):
                covers = r.sample(self.families, r.randint(2, min(3, len(self.families))))
                license(f"Suite {i}", r.choice(["User", "Device"]), covers, r.choice([22, 30, 41]))
        if "wide" in self.about:
            for title, metric, prices in (
                ("Connector", "Server", [40, 90]),
                ("Second connector", "Server", [10, 40]),
                ("Per core", "Core", [3, 7, 15]),
                ("Site", "Organization", [2, 3, 6]),
            ):
                if self.some(0.6):
                    license(title, metric, [r.choice(self.families)], r.choice(prices))
            hosts = [row for row in rows if row[1] == "Server"]
            if "requires" in self.about and len(hosts) == 2:
                hosts[1][5] = hosts[0][0]
        self.sheets["Licenses"] = rows

    def _owned(self) -> None:
        if "owned" not in self.about:
            return
        r = self.r
        rows: Rows = [["License", "Quantity", "Until", "SA until"]]
        for row in self.sheets["Licenses"][1:]:
            for _ in range(r.choice([1, 1, 2, 3]) if self.some(0.5) else 0):
                until: object = ""
                if self.some(0.4) or self.some(0.8, "at expiry"):
                    until = r.choice(
                        [
                            self.around(AS_OF),
                            self.around(self.end),
                            date(2026, 5, 31),
                            date(2026, 12, 31),
                            date(2025, 6, 30),
                        ]
                    )
                sa: object = ""
                if self.some(0.6, "assurance"):
                    sa = r.choice(
                        [
                            "No",
                            "None",
                            "-",
                            self.around(AS_OF, 2),
                            self.around(self.end),
                            date(2026, 7, 1),
                            date(2040, 1, 1),
                        ]
                    )
                quantity = 0 if self.some(0.2, "zero") else r.randint(1, 4)
                rows.append([row[0], quantity, until, sa])
                if self.some(0.15):
                    row[6] = ""  # from stock only
        if len(rows) > 1:
            self.sheets["Owned"] = rows

    def _offers(self) -> None:
        r = self.r
        rows: Rows = [
            [
                "Offer",
                "License",
                "From license",
                "Price",
                "Per",
                "Term",
                "Pack",
                "From quantity",
                "Minimum",
                "Maximum",
                "Starts",
                "Increase",
            ]
        ]
        licenses = [row[0] for row in self.sheets["Licenses"][1:]]
        owned = [row[0] for row in self.sheets.get("Owned", [])[1:]]
        number = r.randint(1, 3) if {"packs", "limits", "tiers"} & self.about else 0
        if owned and {"conversions", "at expiry"} & self.about:
            number += r.randint(1, 3)
        for i in range(number):
            given, starts = r.choice(licenses), ""
            origin: object = ""
            if owned and {"conversions", "at expiry"} & self.about and self.some(0.75):
                origin = r.choice(owned)
                if self.some(0.7, "at expiry"):
                    given, starts = origin, "At expiry"
            per = r.choice(["", "", "Year", "Month"])
            term = r.choice([12, 36]) if self.some(0.3, "term") and not starts else ""
            pack = r.choice([1, 2, 3]) if "packs" in self.about else ""
            least = r.choice(["", 2, 3, 4]) if "limits" in self.about else ""
            most: object = ""
            if self.some(0.4, "limits"):
                most = max(int(str(pack or 1)), int(str(least or 1)), r.randint(1, 6))
            rise = 0.03 if self.some(0.3) and per else ""
            dollars = r.choice([3, 4, 5, 7, 9, 12])
            lows: list[Any] = [""]
            if self.some(0.6, "tiers"):
                lows = [1, *sorted(r.sample([3, 4, 6], r.randint(1, 2)))]
            for tier, low in enumerate(lows):
                price = self.price(dollars - 1.5 * tier)
                rows.append(
                    [
                        *(f"offer {i}", given, origin, price, per, term, pack, low),
                        *(least, most, starts, rise),
                    ]
                )
        if len(rows) > 1:
            self.sheets["Offers"] = rows

    def _assigned(self) -> None:
        if "assigned" not in self.about or "Owned" not in self.sheets:
            return
        r = self.r
        rows: Rows = [["License", "User", "Device", "Quantity", "Movable"]]
        left: dict[object, int] = {}
        for row in self.sheets["Owned"][1:]:
            left[row[0]] = left.get(row[0], 0) + int(str(row[1]))
        for title, units in left.items():
            metric = next(row[1] for row in self.sheets["Licenses"][1:] if row[0] == title)
            if metric not in ("User", "Device"):
                continue
            while units and self.some(0.6):
                holder = r.choice(self.sheets[f"{metric}s"][1:])[0]
                quantity = r.randint(1, units)
                units -= quantity
                pair = [holder, ""] if metric == "User" else ["", holder]
                movable = "Yes" if self.some(0.3) else ""
                rows.append([title, *pair, quantity, movable])
        if len(rows) > 1:
            self.sheets["Assigned"] = rows

    def _apart(self) -> None:
        """Pairs of alike people and devices who need one family alone, bought singly: a minimum cut
        decides on them, whatever decides on the others."""
        if "apart" not in self.about:
            return
        pairs = self.r.randint(2, 4)
        for side in ("User", "Device"):
            rows = self.sheets[f"{side}s"]
            rows += [[f"apart {side} {i}", *[""] * (len(rows[0]) - 1)] for i in range(pairs)]
        self.sheets["Products"].append(["Apart", "Apart", "", ""])
        blank: list[object] = [""] * (len(self.sheets["Servers"][0]) - 2)
        self.sheets["Servers"].append(["apart", "Apart", *blank])
        blank = [""] * (len(self.sheets["Access"][0]) - 3)
        for i in range(pairs):
            for j in {i, (i + 1) % pairs} if self.some(0.2) else {i}:
                row: list[object] = [f"apart User {i}", f"apart Device {j}", "apart", *blank]
                self.sheets["Access"].append(row)
        for metric, dollars in (("User", 12), ("Device", 10)):
            price = self.price(dollars)
            row = [f"Apart {metric}", metric, "Apart", "", "", "", price, *[""] * 5]
            self.sheets["Licenses"].append(row)

    def _drop_sheets(self) -> None:
        """Without Users, Devices or Servers, names stand for themselves."""
        pairs_own = any(row[6] for row in self.sheets["Access"][1:])
        if self.some(0.4) and not pairs_own and "Assigned" not in self.sheets:
            self.sheets.pop("Users")
        if self.some(0.4) and not pairs_own and "Assigned" not in self.sheets:
            self.sheets.pop("Devices")
        if self.some(0.4):
            used = {row[0]: str(row[1]).split("; ")[0] for row in self.sheets["Servers"][1:]}
            for row in self.sheets["Access"][1:]:
                row[2], row[3] = used[row[2]], ""
            self.sheets.pop("Servers")


def book(seed: int, subjects: tuple[str, ...] = SUBJECTS) -> dict[str, Rows]:
    """The sheets of a seed's workbook."""
    return Book(Random(seed), subjects).sheets


PLAIN = (
    *("groups", "types", "license by", "active", "dates", "same as", "blank sides", "narrowed"),
    *("one kind", "same holder", "versions", "external", "front end", "owned", "money"),
)
"""Subjects under which so many times the people, devices and owned units cost so many times as
much: what is bought nests, singly, and nothing is bought for a server as a whole."""


def times(sheets: dict[str, Rows], factor: int) -> dict[str, Rows]:
    """The workbook with so many times the people, devices and owned units."""
    found = {sheet: [list(row) for row in rows] for sheet, rows in sheets.items()}
    for sheet, column in (("Users", "Count"), ("Devices", "Count"), ("Owned", "Quantity")):
        rows = found.get(sheet, [[]])
        for row in rows[1:]:
            place = rows[0].index(column)
            row[place] = factor * (1 if row[place] == "" else int(str(row[place])))
    return found
