"""Small workbooks whose cheapest cost is forced: what is owned, what is bought, what a server has.

Each is its cost and its sheets; the comment above says why it costs that.
"""

from tests.support.forced import Forced, access, licenses, products

SUPPLY: dict[str, Forced] = {
    # For each of two hosts 40, not 90 for ten people; six cores at least on each of two servers at
    # 5, not 70; no cores, so ten people at 7; 10 full-time equivalents at 3, not 35; eight cores at
    # 9 lift the 100 of CAL mode, but not two of 15 with ten licenses of 1.
    "wide": (
        "352.00",
        {
            "Settings": [["Setting", "Value"], ["Organization size", 10]],
            "Users": [["User", "Count"], ["ten", 10], ["others", 10], ["five", 5], ["one", 1]],
            "Servers": [
                ["Server", "Product", "Count", "Cores", "Host", "CAL mode cost"],
                ["METAL", "Free", 2, "", "", ""],
                ["VM1", "PA", "", "", "METAL", ""],
                ["VM2", "PA", "", "", "METAL", ""],
                ["DB", "PB", 2, 4, "", ""],
                ["COARSE", "PB", "", "", "", ""],
                ["ALL", "PC", "", "", "", ""],
                ["DEAR", "PD", "", 8, "", 100],
                ["MODE", "PD", 2, 8, "", 15],
            ],
            "Products": products(
                ("PA", "A", ""), ("PB", "B", ""), ("PC", "C", ""), ("PD", "D", ""), ("Free", "", "")
            ),
            "Access": access(
                ["User", "Device", "Server"],
                ["ten", "", "VM1; VM2; DB"],
                ["others", "", "COARSE"],
                ["five", "", "ALL"],
                ["one", "", "DEAR"],
                ["others", "", "MODE"],
            ),
            "Licenses": licenses(
                ("A User", "User", "A", 9),
                ("A Host", "Server", "A", 40),
                ("B User", "User", "B", 7),
                ("B Core", "Core", "B", 5, "", "", "", 6),
                ("C User", "User", "C", 7),
                ("C All", "Organization", "C", 3),
                ("D User", "User", "D", 1),
                ("D Core", "Core", "D", 9, "", "", "", 6),
            ),
        },
    ),
    # A core license of the system below does not lift the CAL mode of a database server: 100, 20 for
    # its user and 4 for the cores that cover the system's need; it does lift a file server's: 4.
    "mode": (
        "128.00",
        {
            "Servers": [
                ["Server", "Product", "Cores", "CAL mode cost"],
                ["DB", "P", 4, 100],
                ["FILE", "Q", 4, 100],
            ],
            "Products": products(
                ("P", "Windows Server", ""), ("P", "SQL Server", ""), ("Q", "Windows Server", "")
            ),
            "Access": access(["User", "Device", "Server"], ["ann", "", "DB; FILE"]),
            "Licenses": licenses(
                ("Windows User", "User", "Windows Server", 10),
                ("Windows Core", "Core", "Windows Server", 1),
                ("SQL User", "User", "SQL Server", 20),
            ),
        },
    ),
    # A: a right to the horizon's last day covers, one to the day before does not, nor one that ended:
    # two at 50. B: renewed on 1 July 2026 and twice after, dearer by a tenth each time, 10 / 1.1^t
    # each, 28.62 (a new one is 60). C to D: one unit steps up for 15, those without assurance or ended
    # do not, 40. E sits with somebody else: 20. F may move: nothing.
    "rights": (
        "203.62",
        {
            "Settings": [["Setting", "Value"], ["Discount rate", 0.1]],
            "Products": products(*((f"P{f}", f, "") for f in "ABDEF")),
            "Users": [["User"], *([f"{f}{n}"] for f in "ABDEF" for n in (1, 2, 3)), ["idle"]],
            "Access": access(
                ["User", "Device", "Server"],
                *([f"A{n}", "", "PA"] for n in (1, 2, 3)),
                ["B1", "", "PB"],
                ["D1", "", "PD"],
                ["D2", "", "PD"],
                ["E1", "", "PE"],
                ["F1", "", "PF"],
            ),
            "Licenses": licenses(
                ("A", "User", "A", 50),
                ("B", "User", "B", 60),
                ("C", "User", "C", ""),
                ("D", "User", "D", 40),
                ("E", "User", "E", 20),
                ("F", "User", "F", 20),
            ),
            "Offers": [
                ["Offer", "License", "From license", "Price", "Per", "Starts", "Increase"],
                ["Renew B", "B", "B", 10, "Year", "At expiry", 0.1],
                ["Step up", "D", "C", 15, "", "", ""],
            ],
            "Owned": [
                ["License", "Quantity", "Until", "SA until"],
                ["A", 1, "2028-12-31", ""],
                ["A", 1, "2028-12-30", ""],
                ["A", 1, "2025-12-31", ""],
                ["B", 1, "2026-06-30", ""],
                ["C", 1, "", "2026-01-01"],
                ["C", 1, "", "2025-06-30"],
                ["C", 1, "2025-12-31", ""],
                ["E", 1, "", ""],
                ["F", 1, "", ""],
            ],
            "Assigned": [
                ["License", "User", "Movable"],
                ["E", "idle", ""],
                ["F", "idle", "Yes"],
            ],
        },
    ),
    # Of three units two lose their Software Assurance on the day before the horizon's last, or have
    # none: one of them serves the dated version, none the current one, of which one is bought, 50.
    "assurance": (
        "50.00",
        {
            "Products": products(("Now", "F", "SE"), ("Dated", "F", 2022)),
            "Access": [["User", "Server"], ["ann", "Now"], ["bob", "Now"], ["cy", "Dated"]],
            "Licenses": licenses(("F", "User", "F", 50)),
            "Owned": [
                ["License", "Quantity", "SA until"],
                ["F", 1, "2028-12-31"],
                ["F", 1, "2028-12-30"],
                ["F", 1, "No"],
            ],
        },
    ),
    # Remote access for ten at 20 each, or its connector, 30, which stands on the system's, 20; two
    # processors of two cores each ask for four licenses at least, 8 at 5, not ten people at 7.
    "stands": (
        "90.00",
        {
            "Users": [["User", "Count"], ["ten", 10]],
            "Servers": [
                ["Server", "Product", "Cores", "Processors"],
                ["HOST", "P", "", ""],
                ["DB", "Q", 4, 2],
            ],
            "Products": products(("P", "Remote", ""), ("Q", "Data", "")),
            "Access": [["User", "Server"], ["ten", "HOST"], ["ten", "DB"]],
            "Licenses": [
                ["License", "Metric", "Covers", "Price", "Requires", "Minimum per processor"],
                ["Remote user", "User", "Remote", 20, "", ""],
                ["Remote connector", "Server", "Remote", 30, "System connector", ""],
                ["System connector", "Server", "System", 20, "", ""],
                ["Data user", "User", "Data", 7, "", ""],
                ["Data core", "Core", "Data", 5, "", 4],
            ],
        },
    ),
    # Paid on 1 January 2028 and on its anniversary, 366 days later: 2000 + 2000 / 1.1.
    "years": (
        "3818.18",
        {
            "Settings": [
                ["Setting", "Value"],
                ["As of", "2028-01-01"],
                ["Horizon", 2],
                ["Discount rate", 0.1],
            ],
            "Products": products(("P", "F", "")),
            "Access": access(["User", "Device", "Server"], ["ann", "", "P"]),
            "Licenses": licenses(("F", "User", "F", 2000, "", "", "Year")),
        },
    ),
    # Seven in packs of five, 60; a minimum of four at 8 for two, not 40; at most two at 5 and one
    # at 20, 30; five at 6 for four, 30; two a month for three years, 72; twenty a year, 60.
    "offers": (
        "284.00",
        {
            "Products": products(*((f"P{f}", f, "") for f in "ABCDEF")),
            "Users": [
                ["User", "Count"],
                *zip("ABCDEF", (7, 2, 3, 4, 1, 1), strict=True),
            ],
            "Access": access(["User", "Device", "Server"], *([f, "", f"P{f}"] for f in "ABCDEF")),
            "Licenses": licenses(
                ("A", "User", "A", ""),
                ("B", "User", "B", 20),
                ("C", "User", "C", 20),
                ("D", "User", "D", ""),
                ("E", "User", "E", 2, "", "", "Month"),
                ("F", "User", "F", 20, "", "", "Year"),
            ),
            "Offers": [
                ["Offer", "License", "Price", "Pack", "From quantity", "Minimum", "Maximum"],
                ["Fives", "A", 30, 5, "", "", ""],
                ["Four", "B", 8, "", "", 4, ""],
                ["Two", "C", 5, "", "", "", 2],
                ["Tiers", "D", 10, "", 1, "", ""],
                ["Tiers", "D", 6, "", 5, "", ""],
            ],
        },
    ),
}
