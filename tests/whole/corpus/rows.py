"""Rows that are none, lists in a cell, merged and blank cells."""

from collections.abc import Iterator
from dataclasses import replace

from tests.whole.corpus.case import SERVER, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _rows()


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
    "Total: 4",
    "Total (4)",
    "Summe: 4 Personen",
    "TOTAL = 4",
    "Totaal 4",
]


def _rows() -> Iterator[Case]:
    access = (("User", "Server"), ("sales", SERVER))
    for word in TOTALS:
        users: Rows = (("User", "Count"), ("sales", 4), (word, 4))
        found = case(f"total-{word}", 200, Users=users, Access=access)
        yield replace(found, says=(word,))
    rows: Rows = (*access, ("Total", ""))
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
    yield from _outlines()


def _outlines() -> Iterator[Case]:
    """What stands once and is meant below too, where a blank can mean nothing else."""
    one: Rows = (("User", "Server"), ("ann", "s1"))
    needs: Rows = (
        ("License", "Metric", "Covers", "Price"),
        ("User CAL", "User", "Windows Server; Exchange Standard", 50),
    )
    for title, servers in {
        "blank": (("s1", SERVER), ("", "Exchange Server 2019")),
        "again": (("s1", SERVER), ("s2", SERVER), ("S1", "Exchange Server 2019")),
    }.items():
        rows: Rows = (("Server", "Product"), *servers)
        found = case(f"server-a-row-a-product-{title}", 50, Servers=rows, Access=one)
        yield replace(found, says=("A2",), sheets={**found.sheets, "Licenses": needs})
    rows = (("Server", "Product", "Cores"), ("s1", SERVER, 8), ("s1", "SQL Server 2022", 16))
    yield case("server-twice-with-other-cores", at="Servers!A3", Servers=rows, Access=one)
    rows = (("Product", "Family"), ("Portal", "Windows Server"), ("", "Exchange Standard"))
    access: Rows = (("User", "Server"), ("ann", "Portal"))
    found = case("product-once", 50, Products=rows, Access=access)
    yield replace(found, says=("A3",), sheets={**found.sheets, "Licenses": needs})
    tiers: Rows = (
        ("Offer", "License", "From quantity", "Price"),
        ("Bulk", "User CAL", 1, 45),
        ("", "", 2, 30),
    )
    licenses: Rows = (("License", "Metric", "Covers"), ("User CAL", "User", "Windows Server"))
    access = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))
    found = case("offer-once-above-its-tiers", 60, Offers=tiers, Access=access)
    yield replace(found, says=("A3",), sheets={**found.sheets, "Licenses": licenses})
    rows = (("Product", "Family"), ("Portal", "Windows Server; Exchange Standard"))
    access = (("User", "Server"), ("ann", "Portal"))
    found = case("product-with-a-list-of-families", 50, Products=rows, Access=access)
    yield replace(found, sheets={**found.sheets, "Licenses": needs})
    for word in ("n/a", "none", "keine"):
        rows = (("Product", "Family"), ("Portal", word))
        found = case(f"product-without-a-family-{word}", 0, Products=rows, Access=access)
        yield replace(found, says=("B2",))
