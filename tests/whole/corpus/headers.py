"""Headers and titles of sheets in six languages and the words of systems."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.whole.corpus.case import LICENSES, SERVER, SETTINGS, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _headers()
    yield from _titles()


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
        access: Rows = (("User", word, "Server"), *((f"u{i}", "pc", SERVER) for i in range(3)))
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
