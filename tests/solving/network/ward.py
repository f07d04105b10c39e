"""A small ward as a network: nested licenses, a base of the same holder, a server of One kind."""

WARD = """
    Users
    User | Count
    team | 4
    ann  | 1

    Devices
    Device | Count
    PC     | 3
    laptop | 1

    Servers
    Server | Product | One kind
    file   | P       |
    term   | Q       | B

    Access
    User | Device | Server
    team | PC     | file
    ann  | PC     | term
    ann  | laptop | file
         | PC     | term
    team |        | file

    Products
    Product | Family | Version
    P       | A      | 2022
    P       | C      | 2022
    Q       | B      | 2022

    Families
    Family | Base | Same holder
    B      | A    | Yes

    Licenses
    License | Metric | Covers | Price
    A       | User   | A      | 50
    AC      | User   | A; C   | 80
    B       | User   | B      | 20
    C       | User   | C      | 40
    AD      | Device | A      | 30
    ACD     | Device | A; C   | 60
    BD      | Device | B      | 20
"""
"""Elements 0 (A, any), 1 (A), 2 (C) and 3 (B), or as Eligibility numbers them; user classes of four
and of one; device classes of three and of one."""
