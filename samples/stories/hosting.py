"""A host with external users, connectors, and SQL Server by core or by CAL."""

from samples.stories.sheets import SETTINGS, Sheets


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
