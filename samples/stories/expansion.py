"""A retailer over three years whose shops open and close."""

from datetime import date

from samples.stories.sheets import SETTINGS, Sheets


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
