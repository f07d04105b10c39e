"""Ways in which people and systems write the same facts, each with its decided outcome: the right
cost, or a problem at a cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

Rows = Sequence[Any]

SERVER = "Windows Server 2022"
LICENSES: Rows = (
    ("License", "Metric", "Covers", "Price"),
    ("User CAL", "User", "Windows Server", 50),
    ("Device CAL", "Device", "Windows Server", 39),
)
SETTINGS: Rows = (("Setting", "Value"), ("As of", date(2026, 1, 1)))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A workbook's sheets and what must come of it: `cost` with notes that hold each of `says`, or
    a problem at the cell `at`."""

    name: str
    sheets: Mapping[str, Rows]
    cost: Decimal | None = None
    says: tuple[str, ...] = ()
    at: str = ""
    merged: Mapping[str, str] | None = None


def case(name: str, cost: int | str | None = None, at: str = "", **sheets: Rows) -> Case:
    """A case on the common licenses and settings."""
    whole = {"Settings": SETTINGS, "Licenses": LICENSES, **sheets}
    return Case(name=name, sheets=whole, cost=None if cost is None else Decimal(cost), at=at)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _headers()
    yield from _titles()
    yield from _active()
    yield from _dates()
    yield from _amounts()
    yield from _keywords()
    yield from _rows()


COUNTS = [
    "Quantity",
    "QTY",
    "Head count",
    "Seats",
    "Number of users",
    "# of users",
    "No. of users",
    "members",
    "Headcount",
    "Anzahl",
    "Stück",
    "Anzahl Benutzer",
    "Kopfzahl",
    "Nombre",
    "Effectif",
    "Quantité",
    "Nombre d'utilisateurs",
    "Cantidad",
    "Número",
    "Quantità",
    "Numero utenti",
    "Aantal",
    "Aantal gebruikers",
    "Count (2026)",
]
DEVICES = [
    "Computer",
    "PC",
    "Workstation",
    "Hostname",
    "Host name",
    "ComputerName",
    "Device name",
    "DeviceName",
    "Machine",
    "Asset",
    "Asset tag",
    "Endpoint",
    "NetBIOS name",
    "DNSHostName",
    "Serial number",
    "Gerät",
    "Gerätename",
    "Rechner",
    "Arbeitsplatz",
    "Poste",
    "Poste de travail",
    "Ordinateur",
    "Nom de l'ordinateur",
    "Appareil",
    "Equipo",
    "Ordenador",
    "Dispositivo",
    "Postazione",
    "Nome computer",
    "Apparaat",
    "Werkplek",
    "Computernaam",
    "Device_Name",
]
USERS = [
    "Username",
    "User name",
    "Login",
    "Logon name",
    "sAMAccountName",
    "UserPrincipalName",
    "Account",
    "E-mail",
    "Employee",
    "Display name",
    "Benutzer",
    "Benutzername",
    "Anmeldename",
    "Mitarbeiter",
    "Utilisateur",
    "Identifiant",
    "Compte",
    "Collaborateur",
    "Usuario",
    "Empleado",
    "Nombre de usuario",
    "Utente",
    "Nome utente",
    "Dipendente",
    "Gebruiker",
    "Gebruikersnaam",
    "Medewerker",
    "Assigned to",
]
PRICES = [
    "Unit price",
    "Cost",
    "List price",
    "Price (USD)",
    "Price in USD",
    "Price [$]",
    "Price per license",
    "Preis",
    "Einzelpreis",
    "Prix",
    "Prix unitaire",
    "Coût unitaire",
    "Precio",
    "Coste",
    "Prezzo",
    "Prijs",
    "Stukprijs",
    "MSRP",
]
LAST_SEEN = [
    "Last logon",
    "LastLogonDate",
    "Last sign-in",
    "Last activity date",
    "Letzte Anmeldung",
    "Zuletzt gesehen",
    "Dernière connexion",
    "Último acceso",
    "Ultimo accesso",
    "Laatste aanmelding",
]
EXPIRES = [
    "Expires",
    "Expiry date",
    "End date",
    "Valid until",
    "Ablaufdatum",
    "Gültig bis",
    "Date d'expiration",
    "Échéance",
    "Fecha de caducidad",
    "Scadenza",
    "Vervaldatum",
]


def _headers() -> Iterator[Case]:
    for word in COUNTS:
        users = (("User", word), ("sales", 4))
        found = case(
            f"count-{word}", 200, Users=users, Access=(("User", "Server"), ("sales", SERVER))
        )
        yield replace(found, says=(word,))
    for word in DEVICES:
        access = (("User", word, "Server"), *((f"u{i}", "pc", SERVER) for i in range(3)))
        yield replace(case(f"device-{word}", 39, Access=access), says=(word,))
    for word in USERS:
        access = ((word, "Device", "Server"), *(("ann", f"pc{i}", SERVER) for i in range(3)))
        yield replace(case(f"user-{word}", 50, Access=access), says=(word,))
    access = (("User", "Server"), ("ann", SERVER))
    for word in PRICES:
        licenses = (("License", "Metric", "Covers", word), *LICENSES[1:])
        found = case(f"price-{word}", 50, Access=access)
        yield replace(found, sheets={**found.sheets, "Licenses": licenses}, says=(word,))
    for word in LAST_SEEN:
        settings = (*SETTINGS, ("Access window", 90))
        rows = (
            ("User", "Server", word),
            ("ann", SERVER, date(2025, 12, 24)),
            ("bob", SERVER, date(2024, 1, 2)),
        )
        found = case(f"seen-{word}", 50, Access=rows)
        yield replace(found, sheets={**found.sheets, "Settings": settings}, says=(word,))
    for word in EXPIRES:
        owned = (("License", "Quantity", word), ("User CAL", 1, date(2026, 6, 30)))
        yield replace(case(f"until-{word}", 50, Access=access, Owned=owned), says=(word,))
    yield case(
        "no-device-column",
        at="Access!B1",
        Access=(("User", "Thing", "Server"), ("ann", "pc", SERVER)),
    )
    yield case(
        "two-counts",
        at="Users!C1",
        Users=(("User", "Qty", "Seats"), ("ann", 1, 2)),
        Access=access,
    )
    yield case(
        "monthly-price-is-no-price",
        at="Licenses!D1",
        Access=access,
        Licenses=(("License", "Metric", "Covers", "Price (per month)"), *LICENSES[1:]),
    )


TITLES = {
    "Access": "Zugriffe,Accès,Accesos,Accessi,Toegang,Usage",
    "Licenses": "Lizenzen,Preisliste,Licences,Licencias,Licenze,Licenties,Price list",
    "Users": "Benutzer,Utilisateurs,Usuarios,Utenti,Gebruikers,Employees",
}


def _titles() -> Iterator[Case]:
    users, access = (("User", "Count"), ("sales", 4)), (("User", "Server"), ("sales", SERVER))
    whole = {"Settings": SETTINGS, "Licenses": LICENSES, "Users": users, "Access": access}
    for sheet, words in TITLES.items():
        for word in words.split(","):
            sheets = {word if name == sheet else name: rows for name, rows in whole.items()}
            yield Case(name=f"sheet-{word}", sheets=sheets, cost=Decimal(200), says=(word,))


ACTIVE = (
    ("Enabled", "TRUE", "FALSE"),
    ("accountEnabled", "True", "False"),
    ("Status", "Active", "Disabled"),
    ("Employee status", "employed", "Terminated"),
    ("Status", "In use", "Retired"),
    ("Status", "Deployed", "Archived"),
    ("Active", "Ja", "Nein"),
    ("Status", "aktiv", "ausgeschieden"),
    ("Statut", "actif", "parti"),
    ("Statut", "En service", "Hors service"),
    ("Activo", "Sí", "No"),
    ("Estado", "activo", "de baja"),
    ("Stato", "attivo", "cessato"),
    ("Actief", "ja", "nee"),
    ("Status", "in dienst", "uit dienst"),
    ("Disabled", "No", "Yes"),
    ("Gesperrt", "nein", "ja"),
    ("Disabled", "enabled", "disabled"),
    ("Left", None, "left"),
    ("Leaver", "active", "terminated"),
    ("Ausgeschieden", "im Dienst", "ausgeschieden"),
)


def _active() -> Iterator[Case]:
    access = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    for head, yes, no in ACTIVE:
        users = (("User", head), ("ann", yes), ("bob", no))
        found = case(f"active-{head}-{no}", 50, Users=users, Access=access)
        yield replace(found, says=(head,)) if head != "Active" else found
    users = (("User", "Status"), ("ann", "active"), ("bob", "xyzzy"))
    yield case("active-unknown-word", at="Users!B3", Users=users, Access=access)
    users = (("User", "Status"), ("ann", "red"), ("bob", "blue"))
    yield replace(case("status-of-another-kind", 100, Users=users, Access=access), says=("Status",))


PAST = [
    "2020-12-15",
    "2020/12/15",
    "2020-12-15T08:57:35Z",
    "2020-12-15 08:57",
    "15.12.2020",
    "15.12.20",
    "15. 12. 2020",
    "15 December 2020",
    "15-Dec-2020",
    "Dec 15 2020",
    "15th December 2020",
    "15. Dezember 2020",
    "15 décembre 2020",
    "15 de diciembre de 2020",
    "15 dicembre 2020",
    "15 december 2020",
    "15/12/2020",
    "15-12-2020",
    "12/15/2020",
    "12/15/2020 8:57:35 AM",
    "15/12/20",
    "1er mars 2020",
    "3. März 2020",
    "Tue 15 Dec 2020",
    "2020-12-15T08:57:35+01:00",
    "15 déc. 2020",
    "15-dic-20",
    "12/15/20 08:57",
    "5 mei 2020",
    "10/10/2020",
]
OPEN = ("11/12/2020", "03-04-2020", "1/2/20")
NO_DATES = ("15.13.2020", "yesterday", "2020", "31/31/2020", "Dec 2020", "32 December 2020")
NEVER = ("Never", "N/A", "-", "nie", "jamais", "nunca", "mai", "nooit", "unbefristet")


def _dates() -> Iterator[Case]:
    access = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    for text in PAST:
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"date-{text}", 50, Users=users, Access=access)
    for text in ("Dec 15, 2020", "Tuesday, December 15, 2020"):
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"date-{text}", 50, Users=users, Access=access)
    for text in (*OPEN, *NO_DATES):
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"no-date-{text}", at="Users!B3", Users=users, Access=access)
    for order, cost in (("DMY", 50), ("MDY", 100)):
        users = (("User", "To"), ("ann", ""), ("bob", "01/02/2026"))
        settings = (("Setting", "Value"), ("As of", "2026-01-15"), ("Date order", order))
        found = case(f"date-order-{order}", cost, Users=users, Access=access)
        # In the first order bob leaves on 1 February, within the plan; in the other before it.
        right = Decimal(100 if order == "DMY" else 50)
        yield replace(found, sheets={**found.sheets, "Settings": settings}, cost=right)
    for text in NEVER:
        users = (("User", "To"), ("ann", ""), ("bob", text))
        found = case(f"never-{text}", 100, Users=users, Access=access)
        yield replace(found, says=(text,))
    users = (("User", "To"), ("ann", "03/04/2020"), ("bob", "25/12/2020"))
    yield case("a-cell-proves-the-order", 0, Users=users, Access=access)
    for text in ("31/12/2026", "31.12.2026", "31 December 2026", "2026-12-31"):
        settings = (("Setting", "Value"), ("As of", text))
        owned = (("License", "Quantity", "Until"), ("User CAL", 2, date(2026, 11, 30)))
        found = case(f"as-of-{text}", 100, Access=access, Owned=owned)
        yield replace(found, sheets={**found.sheets, "Settings": settings}, says=("ended",))


AMOUNTS = (
    ("USD", "$50.00", "50"),
    ("USD", "US$50", "50"),
    ("USD", "50 USD", "50"),
    ("USD", "$ 1,050.00", "1050"),
    ("EUR", "38,50 €", "38.50"),
    ("EUR", "€ 38.50", "38.50"),
    ("EUR", "EUR 1.038,50", "1038.50"),
    ("EUR", "50,-", "50"),
    ("CHF", "CHF 1'305.80", "1305.80"),
    ("CHF", "Fr. 50.-", "50"),
    ("GBP", "£50", "50"),
    ("JPY", "¥1,234", "1234"),
    ("JPY", "1,234", "1234"),
    ("SEK", "50 kr", "50"),
    ("CAD", "$50", "50"),
    ("USD", "1 234.50", "1234.50"),
)
WRONG_AMOUNTS = (
    ("EUR", "£50"),
    ("EUR", "$50"),
    ("USD", "50 EUR"),
    ("CAD", "US$50"),
    ("USD", "1,234"),
    ("USD", "fifty"),
    ("USD", "50 zł"),
    ("EUR", "-5 €"),
)


def _amounts() -> Iterator[Case]:
    access = (("User", "Server"), ("ann", SERVER))
    for currency, text, cost in AMOUNTS:
        yield replace(_priced(access, currency, text), cost=Decimal(cost))
    for currency, text in WRONG_AMOUNTS:
        yield replace(_priced(access, currency, text), at="Licenses!D2")
    yield replace(_priced(access, "", "50 €"), at="Licenses!D2")
    users = (("User", "Count"), ("ann", "1,000"))
    yield replace(case("count-1,000", 50000, Users=users, Access=access), says=("1,000",))
    users = (("User", "Count"), ("ann", "1,000"), ("bob", "2,000"))
    yield case("counts-of-000", at="Users!B2", Users=users, Access=access)


def _priced(access: Rows, currency: str, text: str) -> Case:
    licenses = (LICENSES[0], ("User CAL", "User", "Windows Server", text))
    settings = (*SETTINGS, ("Currency", currency)) if currency else SETTINGS
    sheets = {"Settings": settings, "Licenses": licenses, "Access": access}
    return Case(name=f"amount-{currency}-{text}", sheets=sheets)


METRICS = (
    ("Per user", "Per device"),
    ("User CAL", "Device CAL"),
    ("Benutzer", "Gerät"),
    ("Utilisateur", "Appareil"),
    ("Usuario", "Dispositivo"),
    ("Utente", "Dispositivo"),
    ("Gebruiker", "Apparaat"),
)
PERIODS = (
    ("annual", 150),
    ("Per year", 150),
    ("jährlich", 150),
    ("par an", 150),
    ("anual", 150),
    ("annuale", 150),
    ("jaarlijks", 150),
    ("monthly", 1800),
    ("monatlich", 1800),
    ("mensuel", 1800),
    ("one-time", 50),
    ("einmalig", 50),
    ("perpetual", 50),
)


def _keywords() -> Iterator[Case]:
    access = (("User", "Device", "Server"), *((f"u{i}", "pc", SERVER) for i in range(3)))
    for user, device in METRICS:
        licenses = (
            LICENSES[0],
            ("A", user, "Windows Server", 50),
            ("B", device, "Windows Server", 39),
        )
        yield case(f"metric-{user}", 39, Access=access, Licenses=licenses)
    one = (("User", "Server"), ("ann", SERVER))
    for word, cost in PERIODS:
        licenses = (
            ("License", "Metric", "Covers", "Price", "Per"),
            ("A", "User", "Windows Server", 50, word),
        )
        yield case(f"per-{word}", cost, Access=one, Licenses=licenses)
    licenses = (
        ("License", "Metric", "Covers", "Price", "Per"),
        ("A", "User", "Windows Server", 5, "fortnight"),
    )
    yield case("per-unknown", at="Licenses!E2", Access=one, Licenses=licenses)


TOTALS = [
    "Total",
    "Grand Total",
    "Subtotal",
    "Sum",
    "Summe",
    "Gesamt",
    "Gesamtergebnis",
    "Zwischensumme",
    "Somme",
    "Total général",
    "Sous-total",
    "Suma",
    "Total general",
    "Totale",
    "Totale complessivo",
    "Totaal",
    "Eindtotaal",
    "sales Total",
    "Ergebnis sales",
    "TOTAL:",
]


def _rows() -> Iterator[Case]:
    access = (("User", "Server"), ("sales", SERVER))
    for word in TOTALS:
        users = (("User", "Count"), ("sales", 4), (word, 4))
        found = case(f"total-{word}", 200, Users=users, Access=access)
        yield replace(found, says=(word,))
    rows = (*access, ("Total", ""))
    yield replace(case("total-on-access", 50, Access=rows), says=("Total",))
    rows = (("User", "Device", "Server"), ("ann", "pc", SERVER), ("", "checked by Jo", ""))
    yield replace(case("remark", 39, Access=rows), says=("B3",))
    rows = (("User", "Device", "Server"), ("Berlin", "", ""), ("ann", "pc", SERVER))
    yield replace(case("section", 39, Access=rows), says=("A2", "Berlin"))
    rows = (("User", "Device", "Server"), ("ann", "", ""), ("ann", "pc", SERVER))
    users = (("User",), ("ann",))
    yield case("known-name-alone", at="Access!A2", Users=users, Access=rows)
    for separator in (";", "; ", "\n", ";\n"):
        rows = (("User", "Server"), (f"ann{separator}bob", SERVER))
        yield case(f"list-users-{separator!r}", 100, Access=rows)
        rows = (("User", "Device", "Server"), ("", f"pc 1{separator}pc 2", SERVER))
        yield case(f"list-devices-{separator!r}", 78, Access=rows)
    rows = (("User", "Server"), ("ann; bob", SERVER))
    users = (("User",), ("ann; bob",))
    yield case("a-name-with-its-semicolon", 50, Users=users, Access=rows)
    for separator in (", ", " / ", " & ", " und ", " and "):
        rows = (("User", "Server"), (f"ann{separator}bob", SERVER))
        yield replace(case(f"perhaps-list-{separator}", 50, Access=rows), says=("A2", ";"))
        rows = (*rows, ("ann", SERVER), ("bob", SERVER))
        yield case(f"surely-list-{separator}", at="Access!A2", Access=rows)
    rows = (
        ("User", "Device", "Server"),
        ("ann", "pc 1", SERVER),
        ("", "pc 2", SERVER),
        ("bob", "pc 3", SERVER),
        ("", "pc 4", SERVER),
    )
    found = case("merged-users", 100, Access=rows)
    yield replace(found, merged={"Access": "A2:A3 A4:A5"}, says=("merged",))
    yield replace(case("outline-users", 156, Access=rows), says=("above", "A3"))
    rows = (("User", "Device", "Server"), ("ann", "", SERVER), ("bob", "", SERVER))
    yield replace(case("blank-devices", 100, Access=rows), says=("2 rows", "Device"))
    users = (("User", "Count"), ("ann", 3), ("bob", ""))
    found = case("merged-numbers", at="Users!B2", Users=users, Access=access)
    yield replace(found, merged={"Users": "B2:B3"})
