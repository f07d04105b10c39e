"""Random workbooks: small, valid, and rich in the rules that interact."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

FAMILIES = ["A", "B", "C", "D"]
VERSIONS = ["2016", "2019", "2022"]


def case(r: Random, rich: bool = True, market: bool = False) -> dict[str, Any]:
    """Sheets with a few users, devices and servers, every rule of the format present now and then.

    With `market` they are poor in families and rich in owned units that end and in offers to
    convert them.
    """

    def some(share: float) -> bool:
        return r.random() < share

    families = FAMILIES[: r.randint(1, 2 if market else 4)]
    products: list[Any] = [["Product", "Family", "Version"]]
    names = [f"P{i}" for i in range(r.randint(1, 4))]
    for name in names:
        for family in r.sample(families, r.randint(1, min(2, len(families)))):
            products.append([name, family, r.choice(VERSIONS) if some(0.6) else "2016"])
    if some(0.2):
        products.append(["Free", "", ""])
        names.append("Free")

    users: list[Any] = [["User", "Count", "Type", "License by"]]
    for i in range(r.randint(1, 5)):
        kind = r.choice(["User", "Device"]) if rich and some(0.1) else ""
        users.append(
            [
                f"u{i}",
                r.choice(["", 1, 1, 2, 3, 0 if some(0.2) else 1]),
                "External" if some(0.2) else "",
                kind,
            ]
        )
    devices: list[Any] = [["Device", "Count", "License by"]]
    for i in range(r.randint(1, 5)):
        kind = r.choice(["User", "Device"]) if rich and some(0.1) else ""
        devices.append([f"d{i}", r.choice(["", 1, 1, 2, 3]), kind])

    servers: list[Any] = [
        ["Server", "Product", "Count", "Cores", "Host", "One kind", "CAL mode cost"]
    ]
    for i in range(r.randint(1, 3)):
        servers.append(
            [
                f"s{i}",
                "; ".join(r.sample(names, r.randint(1, min(2, len(names))))),
                r.choice(["", "", 1, 2]),
                r.choice(["", 4, 8]) if rich else "",
                r.choice(["", "", "s0", "host"]) if rich else "",
                r.choice(families) + r.choice(["", ": User", ": Device", ""])
                if rich and some(0.2)
                else "",
                r.choice([0, 30, 100]) if rich and some(0.3) else "",
            ]
        )

    access: list[Any] = [["User", "Device", "Server", "Purpose", "Pairing"]]
    counts = {
        str(row[0]): 1 if row[1] == "" else int(str(row[1])) for row in (*users[1:], *devices[1:])
    }
    for _ in range(r.randint(1, 9)):
        user, device = r.choice(users[1:])[0], r.choice(devices[1:])[0]
        purpose = r.choice(["Administration", "Exempt"]) if rich and some(0.15) else ""
        pairing = "Own" if rich and counts[str(user)] == counts[str(device)] and some(0.3) else ""
        if rich and some(0.06) and not pairing:
            device = ""
        elif rich and some(0.06) and not pairing and purpose != "Administration":
            user = ""
        access.append([user, device, r.choice(servers[1:])[0], purpose, pairing])

    licenses: list[Any] = [
        [
            "License",
            "Metric",
            "Covers",
            "Version",
            "For",
            "Price",
            "Per",
            "Pack",
            "Minimum per server",
        ]
    ]

    def license(name: str, metric: str, covers: list[str], price: object) -> None:
        version = r.choice(VERSIONS) if some(0.25) else ""
        whom = r.choice(["External", "Employee"]) if metric != "Device" and some(0.15) else ""
        per, pack = (
            ("Year" if some(0.15) else "Month" if some(0.05) else ""),
            r.choice([2, 3, 5]) if some(0.12) else "",
        )
        licenses.append(
            [
                name,
                metric,
                "; ".join(covers),
                version,
                whom,
                price,
                per,
                pack,
                6 if metric == "Core" else "",
            ]
        )

    for family in families:
        for metric in ("User", "Device"):
            if some(0.9) or len(licenses) == 1:
                license(
                    f"{family} {metric}", metric, [family], r.choice([10, 17, 20, 25, 30, 31.5])
                )
            if some(0.2):
                license(f"{family} {metric} cheap", metric, [family], r.choice([8, 12, 16]))
    for i in range(r.choice([0, 0, 1, 2, 3]) if len(families) > 1 else 0):
        covers = r.sample(families, r.randint(2, min(3, len(families))))
        license(f"Suite {i}", r.choice(["User", "Device"]), covers, r.choice([22, 30, 41, 55]))
    if rich and some(0.35):
        license("Connector", "Server", [r.choice(families)], r.choice([40, 90, 200]))
    if rich and some(0.3):
        license("Per core", "Core", [r.choice(families)], r.choice([7, 15]))
    if rich and some(0.15):
        license("Site license", "Organization", [r.choice(families)], r.choice([3, 6]))

    def until(share: float) -> object:
        return (
            r.choice(
                [
                    date(2026, 5, 31),
                    date(2026, 12, 31),
                    date(2027, 6, 30),
                    date(2025, 12, 1),
                    date(2040, 1, 1),
                ]
            )
            if some(share)
            else ""
        )

    owned: list[Any] = [["License", "Quantity", "Until", "SA until"]]
    for row in licenses[1:]:
        for _ in range(r.choice([1, 1, 2]) if some(0.8 if market else 0.35) else 0):
            owned.append([row[0], r.randint(1, 4), until(0.9 if market else 0.6), until(0.2)])
            if some(0.15):
                row[5] = ""  # stock only

    offers = (
        _offers(
            r, [str(row[0]) for row in licenses[1:]], [str(row[0]) for row in owned[1:]], market
        )
        if rich
        else []
    )

    assigned: list[Any] = [["License", "User", "Device", "Quantity", "Movable"]]
    room = {
        (row[0], holder[0]): counts[str(holder[0])]
        for row in licenses[1:]
        for holder in (*users[1:], *devices[1:])
    }
    for row in owned[1:] if rich else []:
        metric = next(license[1] for license in licenses[1:] if license[0] == row[0])
        left = int(str(row[1]))
        for _ in range(r.choice([0, 0, 1, 2]) if metric in ("User", "Device") else 0):
            holder = r.choice((users if metric == "User" else devices)[1:])[0]
            units = min(left, room[row[0], holder], r.randint(1, 3))
            if units:
                left -= units
                room[row[0], holder] -= units
                pair = [holder, ""] if metric == "User" else ["", holder]
                assigned.append([row[0], *pair, units, "Yes" if some(0.5) else ""])

    sheets: dict[str, Any] = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", "2026-01-01"],
            ["Horizon", r.choice([1, 3])],
            ["Discount rate", r.choice([0, 0.05])],
        ],
        "Users": users,
        "Devices": devices,
        "Servers": servers,
        "Access": access,
        "Products": products,
        "Licenses": licenses,
    }
    if some(0.4):
        sheets["Settings"].append(["Organization size", 10])
    if len(owned) > 1:
        sheets["Owned"] = owned
    if offers:
        sheets["Offers"] = offers
    if len(assigned) > 1:
        sheets["Assigned"] = assigned
    if rich and len(families) > 1 and some(0.25):
        sheets["Families"] = [["Family", "Base", "Same holder"], [families[1], families[0], "Yes"]]
        if len(families) > 2 and some(0.3):
            sheets["Families"].append([families[2], families[1], "Yes"])
    if rich:
        _corners(Random(r.getrandbits(32)), sheets)
    return sheets


def _corners(r: Random, sheets: dict[str, Any]) -> None:
    """What is rare and was wrong once: administration from devices and by unknown people, quantities
    of 0, who is not active, front ends, external users, connectors on connectors, processors, and
    groups with several assigned licenses, more units than members, rights that ended."""

    def some(share: float) -> bool:
        return r.random() < share

    def column(sheet: str, name: str, value: Callable[[list[Any]], object]) -> None:
        for row in sheets[sheet]:
            row.append(name if row is sheets[sheet][0] else value(row))

    if some(0.25):
        server = r.choice(sheets["Servers"][1:])[0]
        for row in sheets["Access"][1:]:
            if row[2] == server and some(0.8):
                row[3] = "Administration"
                if row[4] == "" and some(0.3):
                    row[0] = "" if row[1] else row[0]
    if some(0.2):
        column("Users", "Active", lambda row: r.choice(["", "", "Yes", "No"]))
        column("Devices", "Active", lambda row: r.choice(["", "", "Yes", "No"]))
    if some(0.2):
        names = [str(row[0]) for row in sheets["Servers"][1:]]
        column(
            "Servers",
            "Front end of",
            lambda row: "; ".join(n for n in names if n != row[0] and some(0.4)),
        )
    if some(0.2):
        column("Products", "External", lambda row: r.choice(["", "No"]) if row[1] else "")
    if some(0.3):
        column("Servers", "Processors", lambda row: r.choice(["", 1, 2]))
        column("Licenses", "Minimum per processor", lambda row: 4 if row[1] == "Core" else "")
    connectors = [row for row in sheets["Licenses"][1:] if row[1] == "Server"]
    if connectors and some(0.5):
        other = [*connectors[0]]
        other[0], other[5] = "Below", r.choice([5, 60, ""])
        sheets["Licenses"].append(other)
        column("Licenses", "Requires", lambda row: "Below" if row is connectors[0] else "")
    if some(0.1):
        sheets["Settings"] += [["Organization size", 0]] * (
            all(row[0] != "Organization size" for row in sheets["Settings"])
        )
        sheets["Servers"][1][3] = 0
    if some(0.35):
        _seat_more(r, sheets)
    if some(0.3):
        for row in sheets["Products"][1:]:
            row[2] = r.choice(["Current", "", row[2]]) if row[1] else row[2]
        for row in sheets.get("Owned", [])[1:]:
            row[3] = r.choice(["", date(2026, 3, 31), date(2025, 12, 31), date(2040, 1, 1)])


def _seat_more(r: Random, sheets: dict[str, Any]) -> None:
    """Every owned unit that sits nowhere yet may sit somewhere: several licenses with one group,
    more units than members."""
    owned = sheets.setdefault("Owned", [["License", "Quantity", "Until", "SA until"]])
    assigned = sheets.setdefault("Assigned", [["License", "User", "Device", "Quantity", "Movable"]])
    personal = {
        str(row[0]): row[1] for row in sheets["Licenses"][1:] if row[1] in ("User", "Device")
    }
    for name in personal:
        if r.random() < 0.4:
            until = r.choice(["", "", date(2025, 12, 1), date(2026, 12, 31)])
            owned.append([name, r.randint(1, 3), until, ""])
    for name, metric in personal.items():
        left = sum(int(str(row[1])) for row in owned[1:] if row[0] == name)
        left -= sum(int(str(row[3])) for row in assigned[1:] if row[0] == name)
        while left > 0 and r.random() < 0.6:
            units = r.randint(1, left)
            left -= units
            holder = r.choice(sheets["Users" if metric == "User" else "Devices"][1:])[0]
            pair = [holder, ""] if metric == "User" else ["", holder]
            assigned.append([name, *pair, units, "Yes" if r.random() < 0.3 else ""])
    for sheet in ("Owned", "Assigned"):
        if len(sheets[sheet]) == 1:
            del sheets[sheet]


def _offers(r: Random, licenses: list[str], owned: list[str], market: bool) -> list[Any]:
    """Packs, minimums, maximums and tiers; renewals at expiry; step-ups and switches now."""
    rows: list[Any] = [
        [
            "Offer",
            "License",
            "From license",
            "Price",
            "Per",
            "Pack",
            "From quantity",
            "Minimum",
            "Maximum",
            "Starts",
            "Increase",
        ]
    ]
    for i in range(r.randint(3, 5) if market else r.choice([0, 1, 2, 3])):
        given, origin, starts = r.choice(licenses), "", ""
        if owned and r.random() < (0.85 if market else 0.7):
            origin = r.choice(owned)
            if r.random() < 0.5:
                given, starts = origin, "At expiry"
        per, pack = r.choice(["", "", "Year", "Month"]), r.choice([1, 1, 2, 3])
        least = r.choice(["", "", 2, 3, 4])
        most = r.choice(["", "", "", max(pack, int(str(least or 1)), r.randint(1, 6))])
        rest = [per, pack, least, most, starts, r.choice(["", 0.03])]
        price = r.choice([3, 4, 5] if market else [3, 4, 5, 7, 9, 12, 15])
        lows = [1, *sorted(r.sample([3, 4, 6], r.randint(1, 2)))] if r.random() < 0.35 else [""]
        for tier, low in enumerate(lows):
            rows.append(
                [f"offer {i}", given, origin, price - 1.5 * tier, rest[0], rest[1], low, *rest[2:]]
            )
    return rows if len(rows) > 1 else []
