"""What the sheets say, name by name, and the questions that rules ask of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

AS_OF = date(2026, 1, 1)
WIDE = ("Server", "Core", "Organization")
WITHOUT = " without assurance"
NEWEST, CURRENT = 10**6, 10**6 + 1

Sheets = dict[str, Any]
Row = dict[str, Any]


def records(sheets: Sheets, name: str) -> list[Row]:
    rows = sheets.get(name, [])
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def split(value: object) -> list[str]:
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


def whole(value: object, blank: int) -> int:
    return blank if value in (None, "") else int(str(value))


def day_of(value: object) -> date | None:
    return value if isinstance(value, date) else None


def rank(version: object, blank: int) -> int:
    text = str(version or "")
    if text in ("", "Current", "Lapsed"):
        return {"": blank, "Current": CURRENT, "Lapsed": NEWEST}[text]
    return int(text[:4]) * 2 + ("R2" in text)


def assured(row: Mapping[str, object]) -> bool:
    """Whether Software Assurance of owned units has not ended before the day before As of."""
    return (day_of(row.get("SA until")) or AS_OF) >= AS_OF - timedelta(days=1)


class Facts:
    """Sheets by name; units that lose Software Assurance are a license of their own."""

    def __init__(self, sheets: Sheets) -> None:
        settings = {str(r["Setting"]): r["Value"] for r in records(sheets, "Settings")}
        self.horizon = int(str(settings.get("Horizon", 3)))
        self.rate = Decimal(str(settings.get("Discount rate", 0)))
        self.size = settings.get("Organization size")
        self.end = date(AS_OF.year + self.horizon, 1, 1) - timedelta(days=1)
        self.users = {str(r["User"]): r for r in records(sheets, "Users")}
        self.devices = {str(r["Device"]): r for r in records(sheets, "Devices")}
        self.servers = {str(r["Server"]): r for r in records(sheets, "Servers")}
        self.licenses = {str(r["License"]): r for r in records(sheets, "Licenses")}
        self.owned = records(sheets, "Owned")
        self.assigned = records(sheets, "Assigned")
        self.serves = [self._lapsed(row) for row in self.owned]
        self.offers: dict[str, list[Row]] = {}
        for row in records(sheets, "Offers"):
            self.offers.setdefault(str(row["Offer"]), []).append(row)
        self.requires: dict[str, list[tuple[str, int, bool]]] = {}
        for row in records(sheets, "Products"):
            needs = self.requires.setdefault(str(row["Product"]), [])
            if row.get("Family"):
                outside = row.get("External") != "No"
                needs.append((str(row["Family"]), rank(row.get("Version"), NEWEST), outside))
        self.base = {
            str(r["Family"]): str(r["Base"])
            for r in records(sheets, "Families")
            if r.get("Same holder") == "Yes"
        }
        self.access = self._access(records(sheets, "Access"))

    def _lapsed(self, row: Row) -> str:
        """The license that owned units serve as, made where there is none yet."""
        name = str(row["License"])
        until = day_of(row.get("SA until")) or self.end
        if self.licenses[name].get("Version") not in ("", None, "Current") or until >= self.end:
            return name
        self.licenses[name + WITHOUT] = {**self.licenses[name], "Version": "Lapsed", "Price": ""}
        return name + WITHOUT

    def _access(self, rows: list[Row]) -> list[Row]:
        """Rows that ask for anything, with those of the servers behind."""
        asking = [
            row
            for row in rows
            if row.get("Purpose") != "Exempt"
            and (not row.get("User") or not self.users or self.present("User", str(row["User"])))
            and (
                not row.get("Device")
                or not self.devices
                or self.present("Device", str(row["Device"]))
            )
            and (not self.servers or self.machines(str(row["Server"])))
        ]
        return asking + [
            {**row, "Server": behind, "Product": ""}
            for row in asking
            if row.get("Purpose") != "Administration"
            for behind in self._behind(str(row["Server"]))
        ]

    def _behind(self, front: str) -> set[str]:
        """The servers that accesses to one count for too."""
        reached, before = {front}, set[str]()
        while reached != before:
            before = set(reached)
            for server in before:
                for behind in split(self.servers.get(server, {}).get("Front end of")):
                    if self.servers[behind].get("Count") != 0:
                        reached.add(behind)
        return reached - {front}

    def holders(self, side: str) -> dict[str, Row]:
        return self.users if side == "User" else self.devices

    def members(self, side: str, name: str) -> int:
        return whole(self.holders(side).get(name, {}).get("Count"), 1)

    def machines(self, server: str) -> int:
        return whole(self.servers.get(server, {}).get("Count"), 1)

    def present(self, side: str, name: str) -> bool:
        active = self.holders(side).get(name, {}).get("Active") != "No"
        return active and self.members(side, name) > 0

    def by(self, side: str, name: object) -> str:
        return str(self.holders(side).get(str(name), {}).get("License by") or "Either")

    def type_of(self, user: object) -> str:
        return str(self.users.get(str(user), {}).get("Type") or "Employee") if user else ""

    def admits(self, license: str, kind: str) -> bool:
        row = self.licenses[license]
        return not row.get("For") or kind in split(row["For"])

    def opens(self, license: str, family: str, version: int) -> bool:
        row = self.licenses[license]
        latest = rank(row.get("Version"), CURRENT)
        return family in split(row["Covers"]) and version <= latest

    def products(self, row: Row) -> list[str]:
        """The products that an access uses."""
        server = str(row["Server"])
        return split(row.get("Product")) or (
            split(self.servers[server]["Product"]) if self.servers else [server]
        )
