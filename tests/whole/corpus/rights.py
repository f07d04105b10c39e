"""Columns that change what is paid or owned without being read, and sheets of another name: asked
for, never passed over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import SERVER, Case, Rows, case

ACCESS: Rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _prices()
    yield from _owned()
    yield from _sheets()


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
