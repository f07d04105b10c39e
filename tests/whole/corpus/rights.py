"""Columns that change what is paid or owned without being read, and sheets of another name: asked
for, never passed over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import LICENSES, SERVER, Case, Rows, case

ACCESS: Rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _prices()
    yield from _owned()
    yield from _held()
    yield from _sheets()
    yield from _units()
    yield from _settings()
    yield from _devices()
    yield from _scenarios()


OF_A_PRICE = (
    ("Discount", "20%"),
    ("Discount %", 20),
    ("Rabatt", 0.2),
    ("Remise", "10 %"),
    ("Unit", "Pack of 5"),
    ("UoM", "5-pack"),
    ("Einheit", "5er Pack"),
    ("Unit", "Year"),
    ("Price basis", "per year"),
    ("Subscription", "Yearly"),
    ("Kind", "Subscription"),
    ("Unit", "per user/month"),
    ("Minimum", 10),
    ("MOQ", 10),
    ("Valid until", date(2025, 1, 1)),
    ("Owned", 10),
    ("Quantity", 10),
    ("Available", "No"),
    ("Status", "discontinued"),
    ("Year", 2016),
    ("Currency", "EUR"),
    ("Währung", "Euro"),
)
OF_NO_PRICE = (
    ("Discount", 0),
    ("Unit", "each"),
    ("Currency", "USD"),
    ("Minimum", 1),
    ("Kind", "CAL"),
    ("Available", "Yes"),
    ("Color", "red"),
)


def _prices() -> Iterator[Case]:
    for head, value in OF_A_PRICE:
        rows: Rows = (
            ("License", "Metric", "Covers", "Price", head),
            ("User CAL", "User", "Windows Server", 50, value),
        )
        yield case(f"price-{head}-{value}", at="Licenses!E1", Licenses=rows, Access=ACCESS)
    for head, value in OF_NO_PRICE:
        rows = (
            ("License", "Metric", "Covers", "Price", head),
            ("User CAL", "User", "Windows Server", 50, value),
        )
        found = case(f"no-price-{head}-{value}", 100, Licenses=rows, Access=ACCESS)
        yield replace(found, says=(f"not read: {head}",))


ENDS = (
    "Renewal date",
    "Next renewal",
    "Coverage end",
    "EA end date",
    "Contract end date",
    "Anniversary",
    "SA exp.",
    "Valid thru",
    "Verlängerung am",
    "Renouvellement",
    "Stichtag",
)
BEGINNINGS = (
    "Purchase date",
    "Bought on",
    "Order date",
    "Invoice date",
    "Kaufdatum",
    "Last update",
)
PAST = (("Valid", "No"), ("Expired", "Yes"), ("Lost", "x"), ("Returned", "yes"), ("Gültig", "nein"))


def _owned() -> Iterator[Case]:
    for head in ENDS:
        owned: Rows = (("License", "Quantity", head), ("User CAL", 2, date(2026, 6, 30)))
        yield case(f"owned-ends-{head}", at="Owned!C1", Owned=owned, Access=ACCESS)
    for head in BEGINNINGS:
        owned = (("License", "Quantity", head), ("User CAL", 2, date(2020, 6, 30)))
        found = case(f"owned-since-{head}", 0, Owned=owned, Access=ACCESS)
        yield replace(found, says=(f"not read: {head}",))
    for head, word in PAST:
        owned = (("License", "Quantity", head), ("User CAL", 2, word))
        yield case(f"owned-{head}-{word}", at="Owned!C1", Owned=owned, Access=ACCESS)


USERS = (
    "tblUsers",
    "Employee list",
    "Nutzerliste",
    "Mitarbeiterliste",
    "HR export",
    "Sheet1",
    "AD Users",
    "Active users",
    "Users & groups",
    "Users Berlin",
    "Users Q1",
    "Teams",
)
OWNED = ("CALs owned", "Licenses owned", "We own", "tblOwned", "License stock", "ELP", "Lizenzen 1")
SECOND = ("Access 2", "Access Paris", "Access (2)", "More", "tblAccess")


def _sheets() -> Iterator[Case]:
    users: Rows = (("User", "Count"), ("ann", 3), ("bob", 3))
    owned: Rows = (("License", "Quantity"), ("User CAL", 2))
    more: Rows = (("User", "Server"), ("cy", SERVER))
    for what, titles, rows in (
        ("users", USERS, users),
        ("owned", OWNED, owned),
        ("2nd", SECOND, more),
    ):
        for title in titles:
            found = case(f"{what}-on-{title}", at=title, Access=ACCESS)
            yield replace(found, sheets={**found.sheets, title: rows})
    for title in ("Access (old)", "Access backup", "Old access"):
        found = case(f"past-{title}", 100, Access=ACCESS)
        yield replace(found, sheets={**found.sheets, title: more}, says=(title,))


COUNTS = ("42 users", "42 people", "42 Personen", "42 Benutzer", "42 utilisateurs", "42 heads")
NO_COUNTS = ("42 FTE", "~42", "40-44", "42+", "2 x 21", "42 PCs", "forty-two", "1.2k", "(42)")
PACKS = ("5", "5-pack", "pack of 5", "5er Pack", "5 CALs", "5 Lizenzen")
NO_QUANTITIES = ("2 packs of 5", "2x5", "two", "2/10", "(2)", "-2")


def _units() -> Iterator[Case]:
    access: Rows = (("User", "Server"), ("sales", SERVER))
    for text in COUNTS:
        users: Rows = (("User", "Count"), ("sales", text))
        yield replace(case(f"count-{text}", 2100, Users=users, Access=access), says=(text,))
    for text in NO_COUNTS:
        users = (("User", "Count"), ("sales", text))
        yield case(f"no-count-{text}", at="Users!B2", Users=users, Access=access)
    for text in PACKS:
        rows: Rows = (
            ("License", "Metric", "Covers", "Price", "Pack"),
            ("User CAL", "User", "Windows Server", 50, text),
        )
        yield case(f"pack-{text}", 50, Licenses=rows, Access=ACCESS)
    for text in NO_QUANTITIES:
        owned: Rows = (("License", "Quantity"), ("User CAL", text))
        yield case(f"owned-no-{text}", at="Owned!B2", Owned=owned, Access=ACCESS)
    for text in ("2 CALs", "2 licenses", "2 Lizenzen", "2 licences"):
        owned = (("License", "Quantity"), ("User CAL", text))
        yield replace(case(f"owned-{text}", 0, Owned=owned, Access=ACCESS), says=(text,))


HORIZONS = (
    ("Horizon", "2 years"),
    ("Horizon (years)", 2),
    ("Horizon in years", "2"),
    ("Horizont (Jahre)", 2),
    ("Plan horizon", "24 months"),
    ("Horizon (months)", 24),
    ("Planning period", "2 Jahre"),
)
NO_HORIZONS = (("Horizon", "two"), ("Horizon", "30 months"), ("Horizon (months)", 30))
WINDOWS = (("Access window", "90 days"), ("Access window (days)", 90), ("Window", "90 Tage"))
NO_SETTINGS = ("Period", "Term", "Duration", "Inactive after")


def _settings() -> Iterator[Case]:
    monthly: Rows = (
        ("License", "Metric", "Covers", "Price", "Per"),
        ("User CAL", "User", "Windows Server", 1, "Month"),
    )

    def on(found: Case, head: str, value: object) -> Case:
        settings = (("Setting", "Value"), ("As of", date(2026, 1, 1)), (head, value))
        return replace(found, sheets={**found.sheets, "Settings": settings})

    for head, value in HORIZONS:
        found = case(f"setting-{head}-{value}", 48, Licenses=monthly, Access=ACCESS)
        yield on(found, head, value)
    for head, value in NO_HORIZONS:
        found = case(f"setting-{head}-{value}", at="Settings!B3", Access=ACCESS)
        yield on(found, head, value)
    seen: Rows = (("User", "Server", "Last seen"), ("ann", SERVER, date(2025, 6, 1)))
    for head, value in WINDOWS:
        yield on(case(f"setting-{head}-{value}", 0, Access=seen), head, value)
    for head in NO_SETTINGS:
        yield on(case(f"no-setting-{head}", at="Settings!A3", Access=ACCESS), head, 2)
    for said in ("EUR (€)", "€ EUR", "Euro", "eur"):
        priced: Rows = (LICENSES[0], ("User CAL", "User", "Windows Server", "50 €"))
        found = case(f"setting-currency-{said}", 100, Licenses=priced, Access=ACCESS)
        yield on(found, "Currency", said)


def _devices() -> Iterator[Case]:
    for word in ("own", "BYOD", "private", "multiple", "yes", "eigenes", "oui"):
        rows: Rows = (("User", "Device", "Server"), ("ann", word, SERVER), ("bob", word, SERVER))
        yield case(f"own-device-{word}", at="Access!B2", Access=rows)
    for word in ("Laptop", "PC", "Citrix", "home", "Handy", "portable"):
        rows = (("User", "Device", "Server"), ("ann", word, SERVER), ("bob", word, SERVER))
        yield replace(case(f"kind-of-device-{word}", 39, Access=rows), says=(word, "B3"))


DIFFERENCES = (
    ("Price factor", "User CAL", "+10%"),
    ("Price factor", "User CAL", "-10 %"),
    ("Count factor", "*", "+50%"),
    ("Count", "ann", "+5"),
    ("Price", "User CAL", "40 €"),
)


def _scenarios() -> Iterator[Case]:
    for change, target, value in DIFFERENCES:
        rows: Rows = (("Scenario", "Change", "Target", "Value"), ("S", change, target, value))
        yield case(f"change-{change}-{value}", at="Scenarios!D2", Scenarios=rows, Access=ACCESS)
    for change, target, value in (("New price", "User CAL", "$40"), ("Count", "ann", "2 users")):
        rows = (("Scenario", "Change", "Target", "Value"), ("S", change, target, value))
        yield case(f"change-{change}-{value}", 100, Scenarios=rows, Access=ACCESS)


NOT_HELD = (
    ("Type", "Trial"),
    ("License type", "NFR"),
    ("Status", "On order"),
    ("Bemerkung", "bestellt"),
    ("Statut", "en commande"),
    ("Valid from", date(2027, 6, 1)),
    ("Purchase date", "2027-06-01"),
    ("gültig ab", "01.06.2027"),
    ("Date d'achat", "01/06/2027"),
)
HELD = (
    ("Type", "Volume"),
    ("Status", "Active"),
    ("Purchase date", date(2015, 6, 1)),
    ("Next review", date(2027, 6, 1)),
    ("Order", "PO 4711"),
)


def _held() -> Iterator[Case]:
    """Units that are none yet, or none for good."""
    for title, value in NOT_HELD:
        rows: Rows = (("License", "Quantity", title), ("User CAL", 1, value))
        yield case(f"not-held-{title}-{value}", at="Owned!C1", Owned=rows, Access=ACCESS)
    for title, value in HELD:
        rows = (("License", "Quantity", title), ("User CAL", 1, value))
        found = case(f"held-{title}-{value}", 50, Owned=rows, Access=ACCESS)
        yield replace(found, says=(title,))
    for name in ("Purchases", "Holdings", "User licenses", "Calendar", "Coverage"):
        rows = (("License", "Quantity"), ("User CAL", 1))
        found = case(f"of-that-name-{name}", at=name, Access=ACCESS)
        yield replace(found, sheets={**found.sheets, name: rows})
