"""More ways in which the same facts are written: who has left, how many, words for no name, lists
pasted below each other; each with its decided outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import SERVER, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _gone()
    yield from _how_many()
    yield from _no_names()
    yield from _pasted()
    yield from _several_in_one()


GONE = (
    ("Leaver", "", "Yes"),
    ("Left", "", "Yes"),
    ("Left", "", date(2024, 5, 1)),
    ("Left company", "", date(2024, 5, 1)),
    ("Left company", "No", "Yes"),
    ("Left on", "", "2024-05-01"),
    ("Date left", "", "31.05.2024"),
    ("Exit date", "", "2024-05-31"),
    ("Departure date", "", "31 May 2024"),
    ("Contract end", "", date(2024, 5, 31)),
    ("End of employment", "", date(2024, 5, 31)),
    ("Deactivated", "", "2024-05-31"),
    ("Deactivated", "No", "Yes"),
    ("whenDeleted", "", "2024-05-31"),
    ("Deleted", "No", "Yes"),
    ("Ausgeschieden", "", "ja"),
    ("Ausgeschieden am", "", "31.05.2024"),
    ("Ausgetreten", "", date(2024, 5, 1)),
    ("Date de sortie", "", date(2024, 5, 1)),
    ("Parti le", "", date(2024, 5, 1)),
    ("Baja", "", date(2024, 5, 1)),
    ("Fecha de salida", "", date(2024, 5, 1)),
    ("Data uscita", "", date(2024, 5, 1)),
    ("Uit dienst", "", date(2024, 5, 1)),
    ("userAccountControl", 512, 514),
    ("userAccountControl", 66048, 66050),
    ("BlockSignIn", "False", "True"),
    ("Sign-in status", "Allowed", "Blocked"),
    ("HR status", "Active", "Terminated"),
    ("Operational status", "Operational", "Retired"),
    ("Install status", "Installed", "Retired"),
    ("Life cycle stage", "In Use", "Disposed"),
    ("Employed", "Yes", "No"),
    ("Status", "Current", "Ex"),
    ("Status", "Active employee", "Inactive employee"),
    ("Status", "active", "Disabled user"),
    ("Status", "active", "no longer with us"),
    ("Situation", "en activité", "départ"),
    ("Stato", "In forza", "Cessato"),
    ("Status", "im Dienst", "nicht mehr aktiv"),
)
UNREAD_GONE = ("State of the account", "Personnel", "HR")


def _gone() -> Iterator[Case]:
    access = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    for head, there, gone in GONE:
        users: Rows = (("User", head), ("ann", there), ("bob", gone))
        found = case(f"gone-{head}-{gone}", 50, Users=users, Access=access)
        yield replace(found, says=("B3",) if isinstance(gone, str) and gone.isalpha() else (head,))
    for head in UNREAD_GONE:
        users = (("User", head), ("ann", "active"), ("bob", "terminated"))
        found = case(f"unread-gone-{head}", 100, Users=users, Access=access)
        yield replace(found, says=(head, '"terminated"'))
    for word in ("Left 2027", "uit dienst per 1-5-2027"):  # when is not read: who knows
        users = (("User", "Status"), ("ann", "active"), ("bob", word))
        yield case(f"gone-some-day-{word}", at="Users!B3", Users=users, Access=access)


HOW_MANY = (
    "Number of employees",
    "No of people",
    "# Users",
    "# employees",
    "Employees",
    "Staff count",
    "Count of User",
    "Sum of Count",
    "Total users",
    "User count (2026)",
    "Team size",
    "How many people",
    "Anzahl Mitarbeiter",
    "Mitarbeiterzahl",
    "Anz.",
    "Nbre d'utilisateurs",
    "Nombre d'employés",
    "Cantidad de usuarios",
    "Nº de usuarios",
    "N. utenti",
    "Aantal medewerkers",
)
PERHAPS_HOW_MANY = ("Number of devices", "Rooms")


def _how_many() -> Iterator[Case]:
    access = (("User", "Server"), ("sales", SERVER))
    for word in HOW_MANY:
        users: Rows = (("User", word), ("sales", 4))
        yield replace(case(f"many-{word}", 200, Users=users, Access=access), says=(word,))
    for word in PERHAPS_HOW_MANY:
        users = (("User", word), ("sales", 4))
        found = case(f"perhaps-many-{word}", 50, Users=users, Access=access)
        yield replace(found, says=(f'"{word}" is how many',))
    rows = (("User", "Device", "Server"), ("ann", "pool", SERVER), ("bob", "pool", SERVER))
    devices = (("Device", "Number of users"), ("pool", 30))
    found = case("users-of-a-device", 39, Devices=devices, Access=rows)
    yield replace(found, says=("Number of users",))
    users = (("Team", "Nombre"), ("sales", 4))
    yield case("no-name-but-a-number", at="Users!A1", Users=users, Access=access)


NO_NAME = (
    "-",
    "n/a",
    "N.A.",
    "none",
    "?",
    "unknown",
    "(blank)",
    "(Leer)",
    "(vide)",
    "tbd",
    "NULL",
    "—",
    "unbekannt",
    "inconnu",
    "desconocido",
    "sconosciuto",
    "onbekend",
    "nicht zugewiesen",
)


def _no_names() -> Iterator[Case]:
    for word in NO_NAME:
        rows: Rows = (("User", "Device", "Server"), ("ann", word, SERVER), ("bob", word, SERVER))
        found = case(f"no-device-{word}", 100, Access=rows)
        yield replace(found, says=("B2, B3", word, "2 rows have no Device"))
        rows = (("User", "Device", "Server"), (word, "pc 1", SERVER), (word, "pc 2", SERVER))
        yield replace(case(f"no-user-{word}", 78, Access=rows), says=("A2, A3", word))
    for word in ("any", "all", "any device", "*"):
        rows = (("User", "Device", "Server"), ("ann", word, SERVER), ("bob", word, SERVER))
        yield replace(case(f"any-device-{word}", 100, Access=rows), says=("B2, B3", word))
    for word in ('"', "ditto", "s.o.", "idem", "everyone", "all users", "alle", "tous", "*"):
        rows = (("User", "Device", "Server"), ("ann", "pc 1", SERVER), (word, "pc 2", SERVER))
        yield case(f"names-meant-{word}", at="Access!A3", Access=rows)
    rows = (("User", "Device", "Server"), ("ann", "unknown", SERVER), ("bob", "unknown", SERVER))
    devices = (("Device",), ("unknown",))
    yield case("a-device-of-that-name", 39, Devices=devices, Access=rows)
    rows = (("User", "Server"), ("NA", SERVER), ("Nan", SERVER))
    yield case("people-of-that-name", 100, Access=rows)
    rows = (("User", "Device", "Server"), ("unknown", "n/a", SERVER))
    yield case("nobody-on-nothing", at="Access!A2", Access=rows)
    users = (("User", "Same as"), ("ann", "-"), ("bob", "n/a"))
    rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    yield replace(case("same-as-nobody", 100, Users=users, Access=rows), says=("Same as", "B2, B3"))
    licenses = (
        ("License", "Metric", "Covers", "Price", "For"),
        ("A", "User", "Windows Server", 50, "all"),
    )
    yield replace(case("for-all", 100, Access=rows, Licenses=licenses), says=("For", "all"))


def _several_in_one() -> Iterator[Case]:
    for word in ("PC001 - PC030", "pc1..pc5", "pc[1-5]", "30 PCs", "12 x Notebook", "Lab (8)"):
        rows: Rows = (("User", "Device", "Server"), ("", word, SERVER))
        yield replace(case(f"several-{word}", 39, Access=rows), says=("B2", word))
    rows = (("User", "Server"), ("ann；bob", SERVER))
    yield case("list-users-full-width", 100, Access=rows)
    rows = (("User", "Device", "Server", "Count"), ("sales", "", SERVER, 4))
    yield case("count-on-access", at="Access!D1", Access=rows)
    rows = (("User", "Device", "Server", "Status"), ("ann", "", SERVER, "revoked"))
    yield case("status-on-access", at="Access!D1", Access=rows)
    rows = (("User", "Server"), ("ann", SERVER))
    owned = (("License", "Quantity", "Status"), ("User CAL", 1, "Expired"))
    yield case("status-on-owned", at="Owned!C1", Access=rows, Owned=owned)
    licenses = (
        ("License", "Metric", "Covers", "Price"),
        ("User CAL", "User", "Windows Server", "50 %"),
    )
    yield case("a-share-is-no-price", at="Licenses!D2", Access=rows, Licenses=licenses)


def _pasted() -> Iterator[Case]:
    rows: Rows = (("User", "Server"), ("ann", SERVER), ("User", "Server"), ("bob", SERVER))
    yield replace(case("header-again", 100, Access=rows), says=("A3", "header"))
    rows = (("Benutzer", "Server"), ("ann", SERVER), ("Benutzer", "Server"), ("bob", SERVER))
    yield replace(case("header-again-translated", 100, Access=rows), says=("A3", "header"))
    rows = (("User", "Device", "Server"), ("ann", "pc", SERVER), ("", "", "Total"))
    yield replace(case("total-in-the-last-column", 39, Access=rows), says=("C3", "Total"))
    rows = (("User", "Server"), ("ann", SERVER))
    owned = (("License", "Quantity"), ("User CAL", 1), ("Total", 1))
    yield replace(case("total-of-owned", 0, Access=rows, Owned=owned), says=("A3", "Total"))
