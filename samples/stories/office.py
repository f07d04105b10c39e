"""An office with suites, an additive family, an older version, and stock."""

from datetime import date

from samples.stories.sheets import SETTINGS, Sheets


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
