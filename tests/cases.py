"""Random workbooks: small, valid, and rich in the rules that interact."""

from random import Random

FAMILIES = ["A", "B", "C", "D"]
VERSIONS = ["2016", "2019", "2022"]


def case(r: Random, rich: bool = True) -> dict[str, list[list[object]]]:
    """Sheets with a few users, devices and servers, every rule of the format present now and then."""

    def some(share: float) -> bool:
        return r.random() < share

    families = FAMILIES[: r.randint(1, 4)]
    products: list[list[object]] = [["Product", "Family", "Version"]]
    names = [f"P{i}" for i in range(r.randint(1, 4))]
    for name in names:
        for family in r.sample(families, r.randint(1, min(2, len(families)))):
            products.append([name, family, r.choice(VERSIONS) if some(0.6) else "2016"])
    if some(0.2):
        products.append(["Free", "", ""])
        names.append("Free")

    users: list[list[object]] = [["User", "Count", "Type", "License by"]]
    for i in range(r.randint(1, 5)):
        kind = r.choice(["User", "Device"]) if rich and some(0.1) else ""
        users.append([f"u{i}", r.choice(["", 1, 1, 2, 3, 0 if some(0.2) else 1]), "External" if some(0.2) else "", kind])
    devices: list[list[object]] = [["Device", "Count", "License by"]]
    for i in range(r.randint(1, 5)):
        kind = r.choice(["User", "Device"]) if rich and some(0.1) else ""
        devices.append([f"d{i}", r.choice(["", 1, 1, 2, 3]), kind])

    servers: list[list[object]] = [["Server", "Product", "Count", "Cores", "Host", "One kind", "CAL mode cost"]]
    for i in range(r.randint(1, 3)):
        servers.append(
            [
                f"s{i}",
                "; ".join(r.sample(names, r.randint(1, min(2, len(names))))),
                r.choice(["", "", 1, 2]),
                r.choice(["", 4, 8]) if rich else "",
                r.choice(["", "", "s0", "host"]) if rich else "",
                r.choice(families) + r.choice(["", ": User", ": Device", ""]) if rich and some(0.2) else "",
                r.choice([0, 30, 100]) if rich and some(0.3) else "",
            ]
        )

    access: list[list[object]] = [["User", "Device", "Server", "Purpose", "Pairing"]]
    counts = {str(row[0]): 1 if row[1] == "" else int(str(row[1])) for row in (*users[1:], *devices[1:])}
    for _ in range(r.randint(1, 9)):
        user, device = r.choice(users[1:])[0], r.choice(devices[1:])[0]
        purpose = r.choice(["Administration", "Exempt"]) if rich and some(0.15) else ""
        pairing = "Own" if rich and counts[str(user)] == counts[str(device)] and some(0.3) else ""
        if rich and some(0.06) and not pairing:
            device = ""
        elif rich and some(0.06) and not pairing and purpose != "Administration":
            user = ""
        access.append([user, device, r.choice(servers[1:])[0], purpose, pairing])

    licenses: list[list[object]] = [
        ["License", "Metric", "Covers", "Version", "For", "Price", "Per", "Pack", "Minimum per server"]
    ]

    def license(name: str, metric: str, covers: list[str], price: object) -> None:
        version = r.choice(VERSIONS) if some(0.25) else ""
        whom = r.choice(["External", "Employee"]) if metric != "Device" and some(0.15) else ""
        per, pack = ("Year" if some(0.15) else "Month" if some(0.05) else ""), r.choice([2, 3, 5]) if some(0.12) else ""
        licenses.append([name, metric, "; ".join(covers), version, whom, price, per, pack, 6 if metric == "Core" else ""])

    for family in families:
        for metric in ("User", "Device"):
            if some(0.9) or len(licenses) == 1:
                license(f"{family} {metric}", metric, [family], r.choice([10, 17, 20, 25, 30, 31.5]))
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

    owned: list[list[object]] = [["License", "Quantity"]]
    for row in licenses[1:]:
        if some(0.2):
            owned.append([row[0], r.randint(1, 4)])
            if some(0.2):
                row[5] = ""  # stock only

    sheets: dict[str, list[list[object]]] = {
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
    if rich and len(families) > 1 and some(0.25):
        sheets["Families"] = [["Family", "Base", "Same holder"], [families[1], families[0], "Yes"]]
        if len(families) > 2 and some(0.3):
            sheets["Families"].append([families[2], families[1], "Yes"])
    return sheets
