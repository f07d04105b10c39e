"""The smallest sample, three nurses and a doctor, and one with every common mistake."""

from samples.stories.sheets import SETTINGS, Sheets


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
