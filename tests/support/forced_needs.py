"""Small workbooks whose cheapest cost is forced: who needs what, and which license may cover it.

Each is its cost and its sheets; the comment above says why it costs that.
"""

from tests.support.forced import PAIR, Forced, access, licenses, products

NEEDS: dict[str, Forced] = {
    # Whoever uses WEB uses APP and DB behind it: 10 + 20 + 200; the administrator of WEB does not.
    "front": (
        "230.00",
        {
            "Servers": [
                ["Server", "Product", "Front end of"],
                ["WEB", "Web", "APP"],
                ["APP", "App", "DB"],
                ["DB", "Data", "WEB"],
            ],
            "Products": products(("Web", "Web", ""), ("App", "App", ""), ("Data", "Data", "")),
            "Access": [
                ["User", "Server", "Purpose"],
                ["ann", "WEB", ""],
                ["cy", "WEB", "Administration"],
            ],
            "Licenses": licenses(
                ("W", "User", "Web", 10), ("A", "User", "App", 20), ("D", "User", "Data", 200)
            ),
        },
    ),
    # Cy needs a license of his own for four PCs; Bob one for the PC that he administers from, which
    # Cy uses otherwise, and for his phone: neither of them, nor the PC, is there for administration
    # alone. Were Bob, a device license for the phone, 39, would do.
    "console": (
        "100.00",
        {
            "Servers": [["Server", "Product"], ["FILE", "P"]],
            "Products": products(("P", "F", "")),
            "Access": [
                ["User", "Device", "Server", "Purpose"],
                ["bob", "pc", "FILE", "Administration"],
                ["bob", "phone", "FILE", ""],
                *(["cy", device, "FILE", ""] for device in ("pc", "c1", "c2", "c3")),
            ],
            "Licenses": licenses(*PAIR),
        },
    ),
    # One of the pair holds the unit, the other one buys, 50; Ann's two units are of no use to Bob.
    "shared": (
        "100.00",
        {
            "Users": [["User", "Count"], ["pair", 2], ["ann", 1], ["bob", 1]],
            "Products": products(("P", "F", "")),
            "Access": [["User", "Server"], ["pair", "P"], ["ann", "P"], ["bob", "P"]],
            "Licenses": licenses(*PAIR),
            "Owned": [["License", "Quantity"], ["F User", 3]],
            "Assigned": [
                ["License", "User", "Quantity"],
                ["F User", "pair", 1],
                ["F User", "ann", 2],
            ],
        },
    ),
    # Staff 8; the guest's two machines fall under the connector, 30; the helper may not have the
    # staff's, 50; the kiosk is for unknown people, whom no type names, 39.
    "types": (
        "127.00",
        {
            "Users": [["User", "Type"], ["ann", ""], ["guest", "External"], ["help", "Helper"]],
            "Servers": [["Server", "Product"], ["FILE", "P"]],
            "Products": products(("P", "F", "")),
            "Access": access(
                ["User", "Device", "Server"],
                ["ann", "a1; a2; a3", "FILE"],
                ["guest", "g1; g2; g3", "FILE"],
                ["help", "h1; h2; h3", "FILE"],
                ["", "kiosk", "FILE"],
            ),
            "Licenses": licenses(
                *PAIR,
                ("Staff", "User", "F", 8, "", "Employee"),
                ("Connector", "Server", "F", 30, "", "External"),
            ),
        },
    ),
    # F is licensed with the server for the guest, who needs G alone, 20; two of each other type need
    # both, 70 each; the kiosk's people may be anybody, 54. Who only uses Exchange needs the system
    # that its server has, 9 + 7, not the earliest that Exchange runs on, 5.
    "external": (
        "370.00",
        {
            "Users": [
                ["User", "Type"],
                *([f"{type_} {i}", type_] for type_ in ("Helper", "Employee") for i in (1, 2)),
                ["guest", "External"],
                ["nia", ""],
            ],
            "Servers": [
                ["Server", "Product"],
                ["APP", "P"],
                ["MAIL", "Exchange Server 2019; Windows Server 2022"],
            ],
            "Products": [
                ["Product", "Family", "Version", "External"],
                ["P", "F", "", "No"],
                ["P", "G", "", ""],
            ],
            "Access": [
                ["User", "Device", "Server", "Product"],
                *([f"{type_} {i}", "", "APP"] for type_ in ("Helper", "Employee") for i in (1, 2)),
                ["guest", "", "APP"],
                ["", "kiosk", "APP"],
                ["nia", "", "MAIL", "Exchange Server 2019"],
            ],
            "Licenses": licenses(
                *PAIR,
                ("G User", "User", "G", 20),
                ("G Device", "Device", "G", 15),
                ("Exchange", "User", "Exchange Standard", 9),
                ("Windows 19", "User", "Windows Server", 5, 2019),
                ("Windows 22", "User", "Windows Server", 7, 2022),
            ),
        },
    ),
    # A license of each version for whom an earlier one will not do: 60 + 50 + 20 + 10, the later of
    # two that one person needs, 50; and a suite of 2012 for G.
    "versions": (
        "215.00",
        {
            "Products": products(
                ("Latest", "F", ""),
                ("New", "F", 2022),
                ("R2", "F", "2012 R2"),
                ("Old", "F", 2012),
                ("Other", "G", 2012),
            ),
            "Access": access(
                ["User", "Device", "Server"],
                ["latest", "", "Latest"],
                ["new", "", "New"],
                ["r2", "", "R2"],
                ["old", "", "Old"],
                ["both", "", "New"],
                ["both", "", "Old"],
                ["other", "", "Other"],
            ),
            "Licenses": licenses(
                ("F", "User", "F", 60, ""),
                ("F 2022", "User", "F", 50, 2022),
                ("F 2012 R2", "User", "F", 20, "2012 R2"),
                ("F 2012", "User", "F", 10, 2012),
                ("Suite 2012", "User", "F; G", 25, 2012),
                ("G", "User", "G", 40, ""),
            ),
        },
    ),
    # Eight people at 50 (ann and bea on the horizon's edges, three of a team, one seen on the
    # window's first day, one never dated, one narrowed to P) and three machines at 39; the others
    # are not there, an alias, Exempt, or need nothing.
    "people": (
        "517.00",
        {
            "Settings": [["Setting", "Value"], ["Horizon", 1], ["Access window", 90]],
            "Users": [
                ["User", "Count", "From", "To", "Same as"],
                ["ann", "", "", "2026-01-01", ""],
                ["bea", "", "2026-12-31", "", ""],
                ["team", 3, "", "", ""],
                ["edge", "", "", "", ""],
                ["undated", "", "", "", ""],
                ["narrow", "", "", "", ""],
                ["gone", "", "", "2025-12-31", ""],
                ["later", "", "2027-01-01", "", ""],
                ["zero", 0, "", "", ""],
                ["ann2", "", "", "", "ann"],
                ["old", "", "", "", ""],
                ["free", "", "", "", ""],
                ["exempt", "", "", "", ""],
            ],
            "Devices": [
                ["Device", "Count", "From", "To"],
                ["till", "", "", "2026-01-01"],
                ["scanner", 2, "2026-12-31", ""],
                ["scrap", "", "", "2025-12-31"],
            ],
            "Servers": [
                ["Server", "Product", "Count"],
                ["FILE", "P; Free", ""],
                ["GONE", "P", 0],
                ["TWO", "P; Q", 2],
            ],
            "Products": products(("P", "F", ""), ("Q", "G", ""), ("Free", "", "")),
            "Access": access(
                ["User", "Device", "Server", "Product", "Last seen", "Purpose"],
                *([name, "", "FILE", "", "", ""] for name in ("ann2", "bea", "team", "undated")),
                ["edge", "", "FILE", "", "2025-10-03", ""],
                ["old", "", "FILE", "", "2025-10-02", ""],
                ["narrow", "", "TWO", "P", "", ""],
                ["free", "", "FILE", "Free", "", ""],
                ["exempt", "", "FILE", "", "", "Exempt"],
                *([name, "", "FILE", "", "", ""] for name in ("gone", "later", "zero")),
                ["free", "", "GONE", "", "", ""],
                *(["", name, "FILE", "", "", ""] for name in ("till", "scanner", "scrap")),
            ),
            "Licenses": licenses(*PAIR, ("G User", "User", "G", 500)),
        },
    ),
    # Of three administrators with a console each two are exempt, 39 for the third; two alone are
    # free; who also uses the server is none, 39; an Exempt row yields to one that is not, 39.
    "administration": (
        "117.00",
        {
            "Users": [["User", "Count"], ["admins", 3], ["two", 2], ["both", 1], ["yields", 1]],
            "Devices": [["Device", "Count"], ["consoles", 3], ["box", 1], ["pc", 1], ["pc2", 1]],
            "Products": products(("S1", "F", ""), ("S2", "F", ""), ("S3", "F", "")),
            "Access": access(
                ["User", "Device", "Server", "Purpose", "Pairing"],
                ["admins", "consoles", "S1", "Administration", "Own"],
                ["two", "box", "S2", "Administration", ""],
                ["both", "pc", "S3", "Administration", ""],
                ["both", "pc", "S3", "", ""],
                ["yields", "pc2", "S3", "Exempt", ""],
                ["yields", "pc2", "S3", "", ""],
            ),
            "Licenses": licenses(*PAIR),
        },
    ),
    # The pair on a machine never licensed, 100; the man never licensed on two machines, 78; on ONE
    # the device kind (156, not 200 or 89 for both); on FIXED the users' though one device would do,
    # 100; a G on each of three executives' shared machine needs its F there, 44.
    "sides": (
        "478.00",
        {
            "Users": [
                ["User", "Count", "License by"],
                ["pair", 2, ""],
                ["never", 1, "Device"],
                ["roamer", 1, ""],
                ["trio", 3, ""],
                ["duo", 2, ""],
                ["board", 3, ""],
            ],
            "Devices": [
                ["Device", "License by"],
                ["private", "User"],
                *([name, ""] for name in ("d1", "d2", "r1", "r2", "r3", "t1", "x1", "b1")),
            ],
            "Servers": [
                ["Server", "Product", "One kind"],
                ["PLAIN", "P", ""],
                ["ONE", "P", "F"],
                ["FIXED", "P", "F: User"],
                ["MAIL", "Q", ""],
            ],
            "Products": products(("P", "F", ""), ("Q", "G", "")),
            "Families": [["Family", "Base", "Same holder"], ["G", "F", "Yes"]],
            "Access": access(
                ["User", "Device", "Server"],
                ["pair", "private", "PLAIN"],
                ["never", "d1; d2", "PLAIN"],
                ["roamer", "r1; r2; r3", "ONE"],
                ["trio", "t1", "ONE"],
                ["duo", "x1", "FIXED"],
                ["board", "b1", "MAIL"],
            ),
            "Licenses": licenses(*PAIR, ("G User", "User", "G", 5), ("G Device", "Device", "G", 5)),
        },
    ),
}
