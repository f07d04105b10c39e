"""Licenses, what is owned of them, where it sits and what is sold, drawn at random."""

from datetime import date
from typing import Any

from tests.support.outside.drawing import AS_OF, VERSIONS, Rows
from tests.support.outside.drawn_estate import Estate


class Supplies(Estate):
    """The sheets that say what may cover it, and at what price."""

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
