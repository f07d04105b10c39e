"""An Enterprise Agreement up for renewal, all at once and by date."""

from datetime import date

from samples.stories.sheets import SETTINGS, Sheets

CORE = (
    "Windows Server; Exchange Standard; SharePoint Standard; Skype Standard; Configuration Manager"
)


ENTERPRISE = (
    f"{CORE}; Exchange Enterprise; SharePoint Enterprise; Skype Enterprise; Rights Management"
)


def renewal() -> Sheets:
    """An Enterprise Agreement up for renewal: what to renew, step up, switch, buy new or subscribe
    to, and from whom."""
    end = date(2026, 6, 30)
    groups = (
        # name, people, department, devices a person's own, shared devices
        ("Headquarters", 420, "Headquarters", 420, 0),
        ("Field service", 180, "Service", 180, 0),
        ("Plant shifts", 640, "Production", 0, 150),
        ("Warehouse shifts", 210, "Logistics", 0, 46),
        ("Call centre", 96, "Service", 0, 40),
        ("Management", 60, "Headquarters", 60, 0),
    )
    users = [
        ("User", "Count", "Type", "Department"),
        *((name, count, "Employee", d) for name, count, d, *_ in groups),
    ]
    users.append(("Suppliers", 300, "External", "Purchasing"))
    devices: list[tuple[object, ...]] = [("Device", "Count", "Department")]
    access: list[tuple[object, ...]] = [("User", "Device", "Server", "Pairing", "Basis")]
    for name, count, department, own, shared in groups:
        servers = (
            ("FILES", "MAIL", "PORTAL")
            if own
            else ("FILES", "PLANT")
            if "shifts" in name
            else ("FILES", "MAIL")
        )
        device = f"{name} notebooks" if own else f"{name} terminals"
        devices.append((device, own or shared, department))
        access += [
            (name, device, server, "Own" if own == count else "", "Observed") for server in servers
        ]
    devices.append(("Management phones", 60, "Headquarters"))
    access += [
        ("Management", "Management phones", server, "Own", "Observed")
        for server in ("MAIL", "LEGAL")
    ]
    access.append(("Suppliers", "", "EXTRANET", "", "Authorised"))
    licenses = (
        ("License", "Metric", "Covers", "For", "Price", "Per", "Activation"),
        ("Core CAL Suite User", "User", CORE, "", "", "", ""),
        ("Core CAL Suite Device", "Device", CORE, "", "", "", ""),
        ("Enterprise CAL Suite User", "User", ENTERPRISE, "", "", "", ""),
        ("Enterprise CAL Suite Device", "Device", ENTERPRISE, "", "", "", ""),
        ("Windows Server User CAL", "User", "Windows Server", "", 50, "Once", ""),
        ("Windows Server Device CAL", "Device", "Windows Server", "", 39, "Once", ""),
        ("Remote Desktop User CAL", "User", "Remote Desktop", "", 174, "Once", "Yes"),
        ("Remote Desktop Device CAL", "Device", "Remote Desktop", "", "", "", "Yes"),
        ("Enterprise subscription", "User", f"{ENTERPRISE}", "Employee", "", "", ""),
        (
            "Windows Server External Connector",
            "Server",
            "Windows Server",
            "External",
            2400,
            "Once",
            "",
        ),
    )
    header = (
        "Offer", "License", "From license", "Price", "Per", "Pack", "From quantity", "Minimum",
        "Maximum", "Starts", "Increase",
        "Channel", "Supplier", "Part number", "Valid until",
    )  # fmt: skip
    until = date(2026, 6, 15)

    def offer(
        name: str, license: str, origin: str, price: float, channel: str, **more: object
    ) -> tuple[object, ...]:
        row = {
            "Offer": name,
            "License": license,
            "From license": origin,
            "Price": price,
            "Channel": channel,
            "Valid until": until,
            **more,
        }
        return tuple(row.get(column.replace("_", " "), "") for column in header)

    year = {"Per": "Year", "Increase": 0.03}
    offers = [
        header,
        offer(
            "EA renewal Core User",
            "Core CAL Suite User",
            "Core CAL Suite User",
            64,
            "EA",
            Starts="At expiry",
            **year,
        ),
        offer(
            "EA renewal Core Device",
            "Core CAL Suite Device",
            "Core CAL Suite Device",
            50,
            "EA",
            Starts="At expiry",
            **year,
        ),
        offer(
            "EA switch User to Device",
            "Core CAL Suite Device",
            "Core CAL Suite User",
            50,
            "EA",
            **year,
        ),
        offer(
            "EA step-up to Enterprise",
            "Enterprise CAL Suite User",
            "Core CAL Suite User",
            105,
            "EA",
            **year,
        ),
        offer("EA new Core Device", "Core CAL Suite Device", "", 116, "EA", Minimum=50, **year),
        offer(
            "CSP subscription",
            "Enterprise subscription",
            "",
            14.5,
            "CSP",
            Per="Month",
            Supplier="Cloudhaus",
        ),
        offer(
            "Open Remote Desktop Device",
            "Remote Desktop Device CAL",
            "",
            680,
            "Open Value",
            Pack=5,
            Supplier="Northwind",
            **{"Part number": "RD-D-5"},
        ),
        *(
            offer(
                "MPSA RD Device",
                "Remote Desktop Device CAL",
                "",
                price,
                "MPSA",
                Supplier="Contoso",
                **{"From quantity": least},
            )
            for least, price in ((1, 139), (100, 128), (200, 117))
        ),
    ]
    return {
        "Settings": (*SETTINGS, ("Discount rate", 0.06), ("Budget", 300000)),
        "Users": users,
        "Devices": devices,
        "Servers": (
            ("Server", "Product"),
            ("FILES", "Windows Server 2022"),
            ("MAIL", "Windows Server 2022; Exchange Server 2019"),
            ("PORTAL", "Windows Server 2022; SharePoint Server 2019"),
            ("LEGAL", "Windows Server 2022; Active Directory Rights Management 2022"),
            ("PLANT", "Remote Desktop Services 2022"),
            ("EXTRANET", "Windows Server 2022"),
        ),
        "Access": access,
        "Licenses": licenses,
        "Offers": offers,
        "Owned": (
            ("License", "Quantity", "Until", "SA until"),
            ("Core CAL Suite User", 700, end, end),
            ("Core CAL Suite Device", 120, end, end),
            ("Remote Desktop Device CAL", 30, "", date(2025, 6, 30)),
            ("Windows Server User CAL", 40, "", ""),
        ),
        "Assigned": (
            ("License", "User", "Device", "Quantity", "Movable"),
            ("Core CAL Suite User", "Call centre", "", 96, "Yes"),
            ("Core CAL Suite User", "Management", "", 60, ""),
            ("Remote Desktop Device CAL", "", "Warehouse shifts terminals", 30, "Yes"),
        ),
    }


def renewal_dated() -> Sheets:
    """The same renewal with dates: the agreement runs until its end, so switch and step-ups are
    ordered at renewal, and nothing is due half a year early."""
    sheets = dict(renewal())
    header, *offers = [list(row) for row in sheets["Offers"]]
    starts, until = header.index("Starts"), header.index("Valid until")
    for row in offers:
        row[until] = date(2026, 7, 15)
        if row[0] in ("EA switch User to Device", "EA step-up to Enterprise"):
            row[starts] = "At expiry"
    sheets["Offers"] = (header, *offers)
    sheets["Settings"] = (*sheets["Settings"], ("Orders", "Quarterly"))
    # The managers' documents are protected from the renewal on.
    (_, *rows), july = sheets["Access"], date(2026, 7, 1)
    sheets["Access"] = (
        ("User", "Device", "Server", "Pairing", "Basis", "From"),
        *((*row, july if row[2] == "LEGAL" else "") for row in rows),
    )
    return sheets
