"""Columns that may say how many a row stands for, or whether it counts: read where the heading is
plain, asked for where it is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import SERVER, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _how_many()
    yield from _who_counts()
    yield from _codes()
    yield from _rows_of_the_past()
    yield from _rights()


MAYBE_COUNTS = (
    "FTE",
    "FTEs",
    "FTE (2026)",
    "Number of FTE",
    "VZÄ",
    "ETP",
    "Équivalents temps plein",
    "Size",
    "Amount",
    "n",
    "x",
    "#",
    "Staff",
    "Mitarbeiter",
    "Team strength",
    "HC",
    "Pax",
    "Licences",
    "Licenses required",
    "Bestand",
    "Desks",
    "No. Staff",
    "Staff numbers",
    "Size of group",
    "Nos.",
    "Effectifs",
    "Operators",
    "Students",
    "Factor",
)
COUNTS = ("Quantidade", "Qtd", "Antal", "Ilość", "Pcs", "Stk", "Cantidad (uds.)")
NO_COUNTS = ("Badge", "Age", "Extension", "Mailbox size", "Shoe size", "Floor")


def _how_many() -> Iterator[Case]:
    access: Rows = (("User", "Server"), ("sales", SERVER))
    for word in MAYBE_COUNTS:
        users: Rows = (("User", word), ("sales", 42))
        yield case(f"maybe-count-{word}", at="Users!B1", Users=users, Access=access)
        ones: Rows = (("User", word), ("sales", 1))
        yield replace(case(f"no-count-{word}", 50, Users=ones, Access=access), says=(word,))
    yield case("part-time", 50, Users=(("User", "FTE"), ("sales", 0.8)), Access=access)
    for word in COUNTS:
        users = (("User", word), ("sales", 42))
        yield replace(case(f"count-{word}", 2100, Users=users, Access=access), says=(word,))
    for word in NO_COUNTS:
        users = (("User", word), ("sales", 42))
        yield replace(case(f"other-{word}", 50, Users=users, Access=access), says=(word,))
    rows: Rows = (("#", "User"), (1, "sales"), (2, "it"))
    yield case("rows-numbered", 50, Users=rows, Access=access)
    for word in ("Count", "Headcount", "Number of users", "Qty", "Users", "Anzahl", "FTE"):
        yield case(
            f"count-on-access-{word}",
            at="Access!B1",
            Access=(("User", word, "Server", "Device"), ("sales", 42, SERVER, "")),
        )


POSITIVE = ("In scope", "Include", "Needs CAL", "License required", "Relevant", "Berücksichtigen")
NEGATIVE = ("Exclude", "Ignore", "Exempt", "Out of scope", "Skip", "Exclu", "Ausgenommen")


def _who_counts() -> Iterator[Case]:
    access: Rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    for words, yes, no in ((POSITIVE, "Yes", "No"), (NEGATIVE, "No", "Yes"), (NEGATIVE, "", "x")):
        for word in words:
            users: Rows = (("User", word), ("ann", yes), ("bob", no))
            yield case(f"scope-{word}-{no}", at="Users!B1", Users=users, Access=access)
    users = (("User", "In scope"), ("ann", "Yes"), ("bob", "yes"))
    yield replace(case("all-in-scope", 100, Users=users, Access=access), says=("In scope",))
    users = (("User", "Locked"), ("ann", "Yes"), ("bob", "No"))
    yield replace(case("an-unknown-answer", 100, Users=users, Access=access), says=("Yes or No",))
    for yes, no in (("✓", "✗"), ("✔", "✘"), ("On", "Off"), ("ativo", "inativo")):
        users = (("User", "Status"), ("ann", yes), ("bob", no))
        yield replace(case(f"sign-{no}", 50, Users=users, Access=access), says=("Status", no))
    users = (("User", "Ativo"), ("ann", "Sim"), ("bob", "Não"))
    yield replace(case("ativo", 50, Users=users, Access=access), says=("Ativo",))
    for head in ("Active", "Status", "Enabled"):
        for mark in ("x", "✓", 1):
            users = (("User", head), ("ann", mark), ("bob", ""))
            yield case(f"marks-{head}-{mark}", at="Users!B1", Users=users, Access=access)
    users = (("User", "Active"), ("ann", "Yes"), ("bob", ""))
    yield replace(case("yes-and-blank", 100, Users=users, Access=access), says=("B3",))


CODES = (
    ("A", "I"),
    ("A", "T"),
    ("3", "2"),
    (512, 514),
    (1, 2),
    ("●", "○"),
    ("Active - Payroll", "Terminated - No Payroll"),
    ("Left (2020)", "Here (2019)"),
)


def _codes() -> Iterator[Case]:
    """Codes say who is still there, but to the system alone: which of them is nobody's guess."""
    access: Rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    for one, other in CODES:
        users: Rows = (("User", "Status"), ("ann", one), ("bob", other))
        yield case(f"code-{one}-{other}", at="Users!B3", Users=users, Access=access)
    users = (("User", "Status"), ("ann", "A"), ("bob", "A"))
    yield replace(case("one-code", 100, Users=users, Access=access), says=("Status",))


PAST = (
    ("Access", "no"),
    ("Has access", "N"),
    ("Allowed", "no"),
    ("Uses", "no"),
    ("Permission", "Denied"),
    ("Blocked", "yes"),
    ("Status", "left"),
    ("Active", "No"),
    ("Zugriff", "nein"),
    ("Autorisé", "non"),
)


def _rows_of_the_past() -> Iterator[Case]:
    """What says that a row is none any more is asked for where no column Active is read."""
    for head, word in PAST:
        rows: Rows = (("User", "Device", "Server", head), ("ann", "", SERVER, word))
        yield case(f"no-access-{head}", at="Access!D1", Access=rows)
    access: Rows = (("User", "Server"), ("ann", SERVER))
    owned: Rows = (("License", "Quantity", "Status"), ("User CAL", 1, "expired"))
    yield case("owned-expired", at="Owned!C1", Owned=owned, Access=access)
    servers: Rows = (("Server", "Product", "Status"), ("fs", SERVER, "decommissioned"))
    rows = (("User", "Server"), ("ann", "fs"))
    yield case("server-gone", at="Servers!C1", Servers=servers, Access=rows)
    for head, day in (("End date", "31.12.2020"), ("Ended", date(2020, 1, 1)), ("Bis", "1.2.20")):
        rows = (
            ("User", "Device", "Server", head),
            ("ann", "", SERVER, day),
            ("bob", "", SERVER, ""),
        )
        yield replace(case(f"access-ended-{head}", 50, Access=rows), says=(head, "D2"))
    outline: Rows = (("Server", "User"), (SERVER, "ann"), ("", "bob"), ("", "cy"))
    yield case("outline-of-servers", at="Access!A3", Access=outline)


def _rights() -> Iterator[Case]:
    """What is owned has the version of its license, whatever a column beside it says."""
    access: Rows = (("User", "Server"), ("ann", SERVER))
    for head, value in (("Version", "2016"), ("Version", 2016), ("Pack", 5), ("Pack size", "5")):
        owned: Rows = (("License", "Quantity", head), ("User CAL", 1, value))
        yield case(f"owned-{head}-{value!r}", at="Owned!C1", Owned=owned, Access=access)
    settings: Rows = (("Setting", "Value"), ("As of", date(2026, 1, 1)), ("Horizon", 36))
    found = case("horizon-in-months", 50, Access=access)
    sheets = {**found.sheets, "Settings": settings}
    yield replace(found, sheets=sheets, says=("36 years",))
