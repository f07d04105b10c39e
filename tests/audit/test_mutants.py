"""Rules read wrongly by the solving side, one at a time, are seen by the audit.

Each workbook's cheapest cost is forced. Where a wrong rule makes a plan that costs less, that plan
is not compliant or its money is wrong, and the audit must say so. A rule read too strictly makes a
compliant plan that costs too much: that is for the comparison with another program to find.
"""

import os
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from optimizer.audit.audit import require
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, PlanError
from optimizer.domain.tables import Tables
from optimizer.explaining.plan_of import plan_of
from optimizer.planning import instance_of, prepare
from optimizer.solving.cost import cost_of
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock
from tests.support.books import AS_OF, Sheets, tables, write
from tests.support.mutants import Mutant, at_work, mutants_of

RULES = (
    *(
        f"optimizer.licensing.{name}"
        for name in (
            "administration",
            "assurance",
            "eligibility",
            "horizon",
            "metrics",
            "needs",
            "payments",
            "purchase_lines",
            "rules",
            "stock",
            "supply",
        )
    ),
    "optimizer.domain.access_rows",
    "optimizer.domain.keywords",
    "optimizer.domain.tables",
)

SEEN = (
    "licensing.assurance lapses",
    "licensing.assurance with_lapsed_twins",
    "licensing.eligibility _elements",
    "licensing.eligibility _personal",
    "licensing.eligibility _wide",
    "licensing.horizon anniversary",
    "licensing.horizon end_of",
    "licensing.metrics takes",
    "licensing.metrics _cores",
    "licensing.needs present",
    "licensing.needs _required",
    "licensing.payments a_payment",
    "licensing.payments cal_mode_payments",
    "licensing.payments minor",
    "licensing.payments payments",
    "licensing.payments years_after",
    "licensing.purchase_lines tier_bounds",
    "licensing.rules admits",
    "licensing.rules lifting",
    "licensing.rules opens",
    "licensing.stock ended",
    "licensing.stock lasts",
    "licensing.stock lots_of",
    "licensing.stock seats_of",
    "domain.access_rows recent",
    "domain.tables Holders.meant",
)
"""Rules that, read wrongly, make a plan that is too cheap of some workbook below."""

LOOPS = ("optimizer.licensing.horizon", "optimizer.licensing.payments")

SHARES = 8
"""The mutants of a module are tried in so many tests."""

EACH = int(os.environ.get("CAL_OPTIMIZER_MUTANTS", "4"))
"""One of so many mutants is tried; all with CAL_OPTIMIZER_MUTANTS=1."""


def products(*rows: tuple[str, str, object]) -> list[Any]:
    return [["Product", "Family", "Version"], *map(list, rows)]


def licenses(*rows: tuple[object, ...]) -> list[Any]:
    head: list[Any] = [
        "License",
        "Metric",
        "Covers",
        "Price",
        "Version",
        "For",
        "Per",
        "Minimum per server",
    ]
    return [head, *map(list, rows)]


def access(*rows: Sequence[object]) -> list[Any]:
    """Access rows; every device of a list with every server of one."""
    lists = [[str(cell).split("; ") for cell in row[1:3]] for row in rows]
    return [
        [row[0], device, server, *row[3:]]
        for row, (devices, servers) in zip(rows, lists, strict=True)
        for device in devices
        for server in servers
    ]


PAIR = (("F User", "User", "F", 50), ("F Device", "Device", "F", 39))

BOOKS: dict[str, tuple[str, Sheets]] = {
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


@cache
def read(name: str) -> Tables:
    """The workbook's tables, read by the rules as they are."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "book.xlsx", BOOKS[name][1])
        return tables(path, as_of=None if name == "years" else AS_OF)


def cost(name: str) -> Decimal:
    """What the plan costs; PlanError where it costs less than it can and the audit sees that."""
    right, case = Decimal(BOOKS[name][0]), instance_of(prepare(read(name), Findings()))
    answer = solved(case, Options(), Clock(None))
    assert answer.mix is not None
    found = cost_of(case, answer.mix)
    if found < right:
        require(case.tables, plan_of(case, answer.mix, answer.bound))
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_the_right_rules_make_the_forced_plan(name: str) -> None:
    assert f"{cost(name):.2f}" == BOOKS[name][0]


def seen(mutant: Mutant) -> tuple[bool, list[str]]:
    """Whether the audit objects to some plan of the mutant's, and the workbooks where it lets one
    pass that costs less than the cheapest compliant plan."""
    objects, passes = False, []
    for name, (right, _) in BOOKS.items():
        read(name)
        try:
            with at_work(mutant):
                found = cost(name)
        except PlanError:
            objects = True
        except Exception:  # noqa: BLE001 - no plan at all is no wrong plan
            continue
        else:
            if found < Decimal(right):
                passes.append(f"{mutant}: {name} costs {found}, not {right}")
    return objects, passes


@cache
def mutants(module: str) -> tuple[Mutant, ...]:
    return tuple(mutants_of(module, module in LOOPS))


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("module", RULES)
def test_no_rule_read_wrongly_makes_a_plan_that_is_too_cheap(module: str, share: int) -> None:
    for mutant in mutants(module)[share * EACH :: SHARES * EACH]:
        assert not seen(mutant)[1]


@pytest.mark.parametrize("rule", SEEN)
def test_the_audit_objects_to_some_wrong_reading_of_every_rule(rule: str) -> None:
    """Else the workbooks above would prove nothing about it."""
    module, function = rule.split()
    wrong = (m for m in mutants(f"optimizer.{module}") if m.function == function)
    assert any(seen(mutant)[0] for mutant in wrong)
