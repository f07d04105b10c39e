"""Write every sample workbook: `python samples/write_samples.py [FOLDER]`. The same files every
time."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

import xlsxwriter

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]

SETTINGS: Rows = (
    ("Setting", "Value"),
    ("Currency", "USD"),
    ("As of", date(2026, 1, 1)),
    ("Horizon", 3),
)


def small() -> Sheets:
    """Three nurses share a ward PC; a doctor uses it too, and a laptop and a phone of her own."""
    return {
        "Settings": SETTINGS,
        "Access": (
            ("User", "Device", "Server"),
            ("Nurse Ada", "Ward PC", "Windows Server 2022"),
            ("Nurse Ben", "Ward PC", "Windows Server 2022"),
            ("Nurse Cem", "Ward PC", "Windows Server 2022"),
            ("Dr. Dora", "Ward PC", "Windows Server 2022"),
            ("Dr. Dora", "Dora's laptop", "Windows Server 2022"),
            ("Dr. Dora", "Dora's phone", "Windows Server 2022"),
        ),
        "Licenses": (
            ("License", "Metric", "Covers", "Price"),
            ("Windows Server User CAL", "User", "Windows Server", 50),
            ("Windows Server Device CAL", "Device", "Windows Server", 39),
        ),
    }


WARDS = (
    "Emergency",
    "Surgery",
    "Maternity",
    "Cardiology",
    "Oncology",
    "Paediatrics",
    "Neurology",
    "Geriatrics",
    "Dialysis",
)
OFFICES = ("Administration", "Finance", "Human Resources", "IT")


def clinic() -> Sheets:
    """Some 750 people in shifts over 400 shared and own devices, five products."""
    random = Random(2026)
    users: list[tuple[object, ...]] = [("User", "Type", "Department", "Site")]
    devices: list[tuple[object, ...]] = [("Device", "Department", "Site")]
    access: list[tuple[object, ...]] = [("User", "Device", "Server", "Sessions", "Basis")]

    def device(name: str, department: str, site: str) -> str:
        devices.append((name, department, site))
        return name

    def use(user: str, device_name: str, servers: Sequence[str], basis: str = "Observed") -> None:
        access.extend(
            (user, device_name, server, random.randint(1, 180), basis) for server in servers
        )

    shared: dict[str, list[str]] = {}
    for number, ward in enumerate(WARDS):
        site = "North" if number % 2 else "South"
        pcs = [device(f"{ward} PC {i}", ward, site) for i in range(1, random.randint(5, 8))]
        thin = [device(f"{ward} terminal {i}", ward, site) for i in range(1, random.randint(6, 11))]
        shared[ward] = pcs
        for i in range(random.randint(44, 62)):
            nurse = f"{ward} nurse {i + 1}"
            users.append((nurse, "Employee", ward, site))
            for pc in random.sample(pcs, random.randint(2, len(pcs))):
                use(nurse, pc, ("FILE", "MAIL") if random.random() < 0.4 else ("FILE",), "Rostered")
            for terminal in random.sample(thin, random.randint(2, 5)):
                use(nurse, terminal, ("CLINICAL",), "Rostered")
        for i in range(random.randint(6, 10)):
            doctor = f"{ward} doctor {i + 1}"
            users.append((doctor, "Employee", ward, site))
            laptop, phone = (
                device(f"{doctor} laptop", ward, site),
                device(f"{doctor} phone", ward, site),
            )
            use(doctor, laptop, ("FILE", "MAIL", "CLINICAL"))
            use(doctor, phone, ("MAIL",))
            for terminal in random.sample(thin, 3):
                use(doctor, terminal, ("CLINICAL",))
            for other in random.sample(WARDS[: number + 1], min(3, number + 1)):
                for pc in random.sample(shared[other], 2):
                    use(doctor, pc, ("FILE",))
    lab = [device(f"Laboratory PC {i}", "Laboratory", "South") for i in range(1, 13)]
    for i in range(64):
        name = f"Laboratory technician {i + 1}"
        users.append((name, "Employee", "Laboratory", "South"))
        for pc in random.sample(lab, 6):
            use(name, pc, ("LABDB",), "Rostered")
    for department in OFFICES:
        for i in range(random.randint(18, 30)):
            clerk = f"{department} clerk {i + 1}"
            users.append((clerk, "Employee", department, "North"))
            desk = device(f"{clerk} desktop", department, "North")
            use(clerk, desk, ("FILE", "MAIL"))
            if random.random() < 0.4:
                use(clerk, device(f"{clerk} notebook", department, "North"), ("FILE", "MAIL"))
    return {
        "Settings": (*SETTINGS, ("Budget", 60000)),
        "Users": users,
        "Devices": devices,
        "Servers": (
            ("Server", "Product"),
            ("FILE", "Windows Server 2022"),
            ("MAIL", "Windows Server 2022; Exchange Server 2019"),
            ("CLINICAL", "Remote Desktop Services 2022"),
            ("LABDB", "Windows Server 2022; SQL Server 2022"),
        ),
        "Access": access,
        "Licenses": (
            ("License", "Metric", "Covers", "Version", "Price", "Activation"),
            ("Windows Server User CAL", "User", "Windows Server", 2022, 50, ""),
            ("Windows Server Device CAL", "Device", "Windows Server", 2022, 39, ""),
            ("Exchange Standard User CAL", "User", "Exchange Standard", 2019, 97, ""),
            ("Exchange Standard Device CAL", "Device", "Exchange Standard", 2019, 76, ""),
            ("Remote Desktop User CAL", "User", "Remote Desktop", 2022, 174, "Yes"),
            ("Remote Desktop Device CAL", "Device", "Remote Desktop", 2022, 136, "Yes"),
            ("SQL Server User CAL", "User", "SQL Server", 2022, 230, ""),
            ("SQL Server Device CAL", "Device", "SQL Server", 2022, 230, ""),
        ),
    }


def budget() -> Sheets:
    """The clinic under a tighter budget, and five futures of it."""
    sheets = dict(clinic())
    licenses = list(sheets["Licenses"])
    licenses += [
        ("Windows Server 2025 User CAL", "User", "Windows Server", 2025, 55, ""),
        ("Windows Server 2025 Device CAL", "Device", "Windows Server", 2025, 43, ""),
    ]
    futures = (
        ("Scenario", "Change", "Target", "Value"),
        ("Prices up 10 %", "Price factor", "*", 1.1),
        ("Windows Server user CAL at 38", "Price", "Windows Server User CAL", 38),
        ("File server upgraded", "Product", "FILE", "Windows Server 2025"),
        ("Rare accesses blocked", "Minimum sessions", "", 12),
        ("No device CALs for mail", "Without license", "Exchange Standard Device CAL", ""),
    )
    return {
        **sheets,
        "Settings": (*SETTINGS, ("Budget", 50000)),
        "Licenses": licenses,
        "Scenarios": futures,
    }


def office() -> Sheets:
    """Suites, an additive family, an older version that still serves one server, and stock."""
    return {
        "Settings": (*SETTINGS, ("Discount rate", 0.05)),
        "Users": (
            ("User", "Count", "Type", "License by", "Department"),
            ("Managers", 8, "", "", "Management"),
            ("Consultants", 45, "", "", "Projects"),
            ("Receptionists", 6, "", "", "Front desk"),
            ("Archive clerks", 5, "", "", "Archive"),
            ("Freelancers", 12, "External", "", "Projects"),
        ),
        "Devices": (
            ("Device", "Count", "License by", "Department"),
            ("Managers' notebooks", 8, "", "Management"),
            ("Managers' tablets", 8, "", "Management"),
            ("Project notebooks", 45, "", "Projects"),
            ("Front desk PCs", 2, "", "Front desk"),
            ("Archive PC", 1, "", "Archive"),
            ("Freelancers' own devices", 20, "User", "Projects"),
        ),
        "Servers": (
            ("Server", "Product"),
            ("FILES", "Windows Server 2022"),
            ("OLD-FILES", "Windows Server 2012 R2"),
            ("MAIL", "Windows Server 2022; Exchange Server 2019 enterprise features"),
            ("PORTAL", "Windows Server 2022; SharePoint Server 2019"),
        ),
        "Access": (
            ("User", "Device", "Server", "Pairing", "Basis"),
            ("Managers", "Managers' notebooks", "FILES", "Own", "Observed"),
            ("Managers", "Managers' notebooks", "MAIL", "Own", "Observed"),
            ("Managers", "Managers' tablets", "MAIL", "Own", "Observed"),
            ("Managers", "Managers' tablets", "PORTAL", "Own", "Observed"),
            ("Consultants", "Project notebooks", "FILES", "Own", "Observed"),
            ("Consultants", "Project notebooks", "PORTAL", "Own", "Observed"),
            ("Receptionists", "Front desk PCs", "FILES", "", "Rostered"),
            ("Receptionists", "Front desk PCs", "MAIL", "", "Rostered"),
            ("Archive clerks", "Archive PC", "OLD-FILES", "", "Rostered"),
            ("Freelancers", "Freelancers' own devices", "PORTAL", "", "Authorised"),
        ),
        "Licenses": (
            ("License", "Metric", "Covers", "Version", "For", "Price", "Per"),
            ("Windows Server 2022 User CAL", "User", "Windows Server", 2022, "", 50, "Once"),
            ("Windows Server 2022 Device CAL", "Device", "Windows Server", 2022, "", 39, "Once"),
            ("Windows Server 2012 Device CAL", "Device", "Windows Server", 2012, "", "", ""),
            ("Exchange Standard User CAL", "User", "Exchange Standard", 2019, "", 97, "Once"),
            ("Exchange Standard Device CAL", "Device", "Exchange Standard", 2019, "", 76, "Once"),
            ("Exchange Enterprise User CAL", "User", "Exchange Enterprise", 2019, "", 62, "Once"),
            (
                "Exchange Enterprise Device CAL",
                "Device",
                "Exchange Enterprise",
                2019,
                "",
                48,
                "Once",
            ),
            ("SharePoint Standard User CAL", "User", "SharePoint Standard", 2019, "", 135, "Once"),
            (
                "SharePoint Standard Device CAL",
                "Device",
                "SharePoint Standard",
                2019,
                "",
                105,
                "Once",
            ),
            (
                "Core CAL Suite User",
                "User",
                "Windows Server; Exchange Standard; SharePoint Standard",
                "",
                "",
                63.75,
                "Year",
            ),
            (
                "Core CAL Suite Device",
                "Device",
                "Windows Server; Exchange Standard; SharePoint Standard",
                "",
                "",
                49.75,
                "Year",
            ),
        ),
        "Owned": (
            ("License", "Quantity", "Until"),
            ("Windows Server 2012 Device CAL", 10, ""),
            ("Windows Server 2022 User CAL", 20, ""),
            ("SharePoint Standard User CAL", 15, ""),
            ("Exchange Standard Device CAL", 2, date(2027, 6, 30)),
        ),
    }


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


def expansion() -> Sheets:
    """A retailer over three years: shops open and close, staff is seasonal, prices will rise,
    servers are upgraded in the second year, and older CALs are owned."""
    shops = (
        # name, from, to, staff, tills
        ("Aarau", None, None, 34, 7),
        ("Baden", None, None, 28, 6),
        ("Chur", None, date(2027, 6, 30), 30, 6),
        ("Davos", date(2026, 10, 1), None, 18, 4),
        ("Emmen", date(2027, 4, 1), None, 36, 8),
        ("Flims", date(2028, 1, 1), None, 22, 5),
    )
    users: list[tuple[object, ...]] = [("User", "Count", "From", "To", "Department", "Site")]
    devices: list[tuple[object, ...]] = [("Device", "Count", "From", "To", "Department", "Site")]
    access: list[tuple[object, ...]] = [("User", "Device", "Server", "Basis")]
    for name, start, end, staff, tills in shops:
        first, last = start or "", end or ""
        users.append((f"{name} staff", staff, first, last, "Shops", name))
        users.append((f"{name} managers", 2, first, last, "Shops", name))
        devices.append((f"{name} tills", tills, first, last, "Shops", name))
        devices.append((f"{name} notebooks", 2, first, last, "Shops", name))
        access += [
            (f"{name} staff", f"{name} tills", "TILLS", "Rostered"),
            (f"{name} managers", f"{name} notebooks", "TILLS", "Observed"),
            (f"{name} managers", f"{name} notebooks", "MAIL", "Observed"),
        ]
        for year in (2026, 2027, 2028):
            help_from, help_to = date(year, 10, 1), date(year, 12, 31)
            if (start or help_from) <= help_from and (end or help_to) >= help_to:
                users.append((f"{name} help {year}", 10, help_from, help_to, "Shops", name))
                devices.append(
                    (f"{name} mobile tills {year}", 3, help_from, help_to, "Shops", name)
                )
                access.append(
                    (f"{name} help {year}", f"{name} mobile tills {year}", "TILLS", "Rostered")
                )
    users += [
        ("Office", 60, "", "", "Office", "Aarau"),
        ("Office, hired 2027", 15, date(2027, 1, 1), "", "Office", "Aarau"),
        ("Project", 24, date(2026, 4, 1), date(2027, 3, 31), "Office", "Aarau"),
    ]
    devices += [
        ("Office desks", 44, "", "", "Office", "Aarau"),
        ("Project notebooks", 24, date(2026, 4, 1), date(2027, 3, 31), "Office", "Aarau"),
    ]
    for user, device in (
        ("Office", "Office desks"),
        ("Office, hired 2027", "Office desks"),
        ("Project", "Project notebooks"),
    ):
        access += [(user, device, server, "Observed") for server in ("FILES", "MAIL")]
    upgrade, rise = date(2027, 4, 1), date(2027, 1, 1)
    return {
        "Settings": (*SETTINGS, ("Discount rate", 0.05), ("Orders", "Quarterly")),
        "Users": users,
        "Devices": devices,
        "Servers": (
            ("Server", "Product"),
            ("FILES", "Windows Server 2022"),
            ("MAIL", "Windows Server 2022; Exchange Server 2019"),
            ("TILLS", "Remote Desktop Services 2022"),
        ),
        "Access": access,
        "Licenses": (
            ("License", "Metric", "Covers", "Version", "Price"),
            ("Windows Server 2025 User CAL", "User", "Windows Server", "2025", 50),
            ("Windows Server 2025 Device CAL", "Device", "Windows Server", "2025", 39),
            ("Windows Server 2022 User CAL", "User", "Windows Server", "2022", ""),
            ("Windows Server 2022 Device CAL", "Device", "Windows Server", "2022", ""),
            ("Remote Desktop User CAL", "User", "Remote Desktop", "2025", 174),
            ("Remote Desktop Device CAL", "Device", "Remote Desktop", "2025", 136),
            ("Exchange Standard User CAL", "User", "Exchange Standard", "", 97),
            ("Exchange Standard Device CAL", "Device", "Exchange Standard", "", 76),
        ),
        "Offers": (
            ("Offer", "License", "Price", "Per", "Term"),
            ("Windows device, a year", "Windows Server 2025 Device CAL", 13, "Year", 12),
            ("Windows user, a year", "Windows Server 2025 User CAL", 17, "Year", 12),
            ("Remote Desktop device, a year", "Remote Desktop Device CAL", 52, "Year", 12),
        ),
        "Owned": (
            ("License", "Quantity"),
            ("Windows Server 2022 User CAL", 70),
            ("Windows Server 2022 Device CAL", 40),
        ),
        "Timeline": (
            ("From", "Change", "Target", "Value", "Note"),
            (rise, "Price factor", "*", 1.15, "announced for 2027"),
            (upgrade, "Product", "FILES", "Windows Server 2025", "upgrade"),
            (upgrade, "Product", "MAIL", "Windows Server 2025; Exchange Server 2019", "upgrade"),
        ),
    }


def hosting() -> Sheets:
    """External users, External Connectors on hosts that run several servers, SQL Server by core or
    by CAL."""
    return {
        "Settings": SETTINGS,
        "Users": (
            ("User", "Count", "Type"),
            ("Operators", 4, "Employee"),
            ("Developers", 14, "Employee"),
            ("Customers portal", 900, "External"),
            ("Customers reports", 35, "External"),
            ("Partners", 60, "External"),
        ),
        "Servers": (
            ("Server", "Product", "Cores", "Host", "One kind", "CAL mode cost"),
            ("WEB-1", "Windows Server 2022", 16, "HOST-A", "", ""),
            ("WEB-2", "Windows Server 2022", 16, "HOST-A", "", ""),
            ("APP", "Remote Desktop Services 2022", 16, "HOST-B", "Remote Desktop", ""),
            ("DB-PORTAL", "SQL Server 2022", 8, "HOST-C", "", 989),
            ("DB-REPORTS", "SQL Server 2022", 4, "HOST-D", "", 989),
            ("SITE", "Windows Server 2022", 4, "HOST-D", "", ""),
        ),
        "Devices": (("Device", "Count"), ("Operator consoles", 4), ("Developer PCs", 14)),
        "Access": (
            ("User", "Device", "Server", "Purpose", "Reason", "Basis", "Pairing"),
            ("Customers portal", "", "WEB-1", "", "", "Authorised", ""),
            ("Customers portal", "", "DB-PORTAL", "", "", "Authorised", ""),
            ("Customers reports", "", "WEB-2", "", "", "Authorised", ""),
            ("Customers reports", "", "DB-REPORTS", "", "", "Authorised", ""),
            ("Partners", "", "APP", "", "", "Authorised", ""),
            ("Developers", "Developer PCs", "WEB-1", "", "", "Observed", "Own"),
            ("Developers", "Developer PCs", "DB-REPORTS", "", "", "Observed", "Own"),
            ("Operators", "Operator consoles", "WEB-1", "Administration", "", "Rostered", "Own"),
            (
                "Operators",
                "Operator consoles",
                "DB-PORTAL",
                "Administration",
                "",
                "Rostered",
                "Own",
            ),
            ("Customers portal", "", "SITE", "Exempt", "public web pages", "Observed", ""),
        ),
        "Licenses": (
            (
                "License",
                "Metric",
                "Covers",
                "Version",
                "For",
                "Price",
                "Pack",
                "Minimum per server",
                "Activation",
            ),
            ("Windows Server User CAL", "User", "Windows Server", 2022, "", 50, "", "", ""),
            ("Windows Server Device CAL", "Device", "Windows Server", 2022, "", 39, "", "", ""),
            ("Remote Desktop User CAL", "User", "Remote Desktop", 2022, "", 174, "", "", "Yes"),
            ("SQL Server User CAL", "User", "SQL Server", 2022, "", 230, "", "", ""),
            ("SQL Server Device CAL", "Device", "SQL Server", 2022, "", 230, "", "", ""),
            (
                "Windows Server External Connector",
                "Server",
                "Windows Server",
                2022,
                "External",
                2400,
                "",
                "",
                "",
            ),
            (
                "Remote Desktop External Connector",
                "Server",
                "Remote Desktop",
                2022,
                "External",
                14000,
                "",
                "",
                "",
            ),
            ("SQL Server, per core", "Core", "SQL Server", 2022, "", 3945, 2, 4, ""),
        ),
    }


def broken() -> Sheets:
    """One of each common mistake."""
    return {
        "Settings": (
            ("Setting", "Value"),
            ("Currency", "Dollars"),
            ("As of", "1.2.26"),
            ("Horizont", 3),
        ),
        "Users": (
            ("User", "Count", "License by", "Same as", "Status"),
            ("anna", 1, "", "", "active"),
            ("Anna", 1, "", "", "active"),
            ("ben", -2, "", "", "left"),
            ("cem", 1, "Devices", "", "somewhere"),
            ("dora", 1.5, "", "dora", "active"),
        ),
        "Servers": (
            ("Server", "Product"),
            ("FILES", "Windows Sever 2022"),
            ("MAIL", "Exchange Server 2019"),
        ),
        "Access": (
            ("User", "Devcie", "Server", "Sessions", "Last logon"),
            ("anna", "PC 1", "FILES", "1,234", "11/12/2025"),
            ("bne", "PC 1", "FILES", 3, "2025"),
            ("", "", "FILES", 1, "never"),
            ("everyone", "PC 1", "FILES", 1, ""),
            ("anna", "PC 2", "#N/A", 1, ""),
            ("checked by Jo", "", "", "", ""),
        ),
        "Licenses": (
            ("License", "Metric", "Covers", "Price", "Pack"),
            ("Windows Server User CAL", "Usr", "Windows Server", 50, 1),
            ("Windows Server Device CAL", "Device", "Windows Server", "thirty-nine", 0),
            ("Remote Desktop User CAL", "User", "RDS", "50 %", 1),
        ),
        "Licences 2025": (("Old list",),),
    }


SAMPLES = {
    "small": small,
    "clinic": clinic,
    "budget": budget,
    "office": office,
    "renewal": renewal,
    "renewal-dated": renewal_dated,
    "expansion": expansion,
    "hosting": hosting,
    "broken": broken,
}


def write(target: Path, sheets: Sheets) -> None:
    """One workbook with these sheets."""
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "cal-optimizer", "created": datetime(2026, 1, 1)})
    header, day = (
        book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDEBF7"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for column in range(len(rows[0])):
            page.set_column(
                column,
                column,
                max(len(str(row[column])) for row in rows[:200] if column < len(row)) + 2,
            )
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(
                        number, column, datetime(value.year, value.month, value.day), day
                    )
                elif isinstance(value, (int, float)):
                    page.write_number(number, column, value)
                elif value != "":
                    page.write_string(number, column, str(value), header if number == 0 else None)
    book.close()


def main() -> None:
    """Write the samples into the folder given, or beside this script."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, sheets in SAMPLES.items():
        write(folder / f"{name}.xlsx", sheets())


if __name__ == "__main__":
    main()
