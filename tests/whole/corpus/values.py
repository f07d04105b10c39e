"""Dates, amounts, counts, keywords and who is still there, as people write them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.whole.corpus.case import LICENSES, SERVER, SETTINGS, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _active()
    yield from _dates()
    yield from _amounts()
    yield from _prices()
    yield from _keywords()


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
        users: Rows = (("User", head), ("ann", yes), ("bob", no))
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
        users: Rows = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"date-{text}", 50, Users=users, Access=access)
    for text in ("Dec 15, 2020", "Tuesday, December 15, 2020"):
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"date-{text}", 50, Users=users, Access=access)
    for text in (*OPEN, *NO_DATES):
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"no-date-{text}", at="Users!B3", Users=users, Access=access)
    for order, cost in (("DMY", 50), ("MDY", 100)):
        users = (("User", "To"), ("ann", ""), ("bob", "01/02/2026"))
        settings: Rows = (("Setting", "Value"), ("As of", "2026-01-15"), ("Date order", order))
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
    users: Rows = (("User", "Count"), ("ann", "1,000"))
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
        licenses: Rows = (
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


PAID = (
    ("USD 30/yr", 90),
    ("$30 / year", 90),
    ("30 p.a.", 90),
    ("30.- pro Jahr", 90),
    ("30,50 USD/Jahr", "91.50"),
    ("30/an", 90),
    ("30 al año", 90),
    ("30 per user", 30),
    ("30 USD per device", 30),
    ("30 each", 30),
    ("30 Stück", 30),
    ("30 par utilisateur", 30),
    ("30/user/month", 1080),
    ("US$30 per license per month", 1080),
    ("30 mensuel", 1080),
    ("1,200.50 per user", "1200.50"),
    ("30 einmalig", 30),
    ("12k", 12000),
    ("1.2k USD", 1200),
    ("1,5 Tsd", 1500),
)
NOT_PAID = ("30 per 3 years", "30/quarter", "ca. 30", "30 + VAT", "free", "30-40", "1.200k")


def _prices() -> Iterator[Case]:
    """Words behind an amount: how often it is paid, what it is of, thousands."""
    access: Rows = (("User", "Server"), ("ann", SERVER))
    head = ("License", "Metric", "Covers", "Price")
    for text, cost in PAID:
        licenses: Rows = (head, ("User CAL", "User", "Windows Server", text))
        found = case(f"paid-{text}", cost, Access=access)
        yield replace(found, says=("D2",), sheets={**found.sheets, "Licenses": licenses})
    for text in NOT_PAID:
        licenses = (head, ("User CAL", "User", "Windows Server", text))
        found = case(f"not-paid-{text}", at="Licenses!D2", Access=access)
        yield replace(found, sheets={**found.sheets, "Licenses": licenses})
