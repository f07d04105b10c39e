"""People, devices, servers and what is used where, drawn at random."""

from datetime import timedelta
from typing import Any

from tests.support.outside.drawing import AS_OF, TYPES, VERSIONS, Drawing, Rows


class Estate(Drawing):
    """The sheets that say who needs what."""

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
