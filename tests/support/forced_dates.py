"""Small workbooks over time whose cheapest cost is forced: who is there when, what changes, what is
sold, owned and paid when.

Each is its cost and its sheets; the comment above says why it costs that. A license is bought for a
quarter at a time where nothing else is said, so that every period shows in the cost.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.support.forced import Forced, licenses, products


def day(text: str) -> date | str:
    """A date, or nothing."""
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text) if text else ""


def settings(years: int = 1, orders: str = "Quarterly", rate: float = 0) -> list[Any]:
    return [
        ["Setting", "Value"],
        ["As of", day("01-01")],
        ["Horizon", years],
        ["Orders", orders],
        ["Discount rate", rate],
    ]


def timeline(*rows: Sequence[object]) -> list[Any]:
    head: list[Any] = ["From", "Change", "Target", "Value"]
    return [head, *([day(str(row[0])), *row[1:]] for row in rows)]


def quarters(*rows: tuple[str, object]) -> list[Any]:
    """User licenses of the families named, each at a price for three months."""
    head: list[Any] = ["License", "Metric", "Covers", "Price", "Term"]
    return [head, *([f, "User", f, price, 3] for f, price in rows)]


def everyone(*families: str) -> list[Any]:
    """One person for each family, who uses its product."""
    return [["User", "Server"], *([f.lower(), f"P{f}"] for f in families)]


DATED: dict[str, Forced] = {
    # Two who follow each other are one in every quarter, 40; who stays a day into July and who comes
    # on the last day of June are there in both halves' quarters: 30 and 30; who left before, none.
    "there": (
        "100.00",
        {
            "Settings": settings(),
            "Users": [
                ["User", "From", "To"],
                ["first", "", day("06-30")],
                ["second", day("07-01"), ""],
                ["stays", "", day("07-01")],
                ["comes", day("06-30"), ""],
                ["left", "", day("2025-12-31")],
            ],
            "Products": products(("PA", "A", "")),
            "Access": [
                ["User", "Server"],
                *([name, "PA"] for name in ("first", "second", "stays", "comes", "left")),
            ],
            "Licenses": quarters(("A", 10)),
        },
    ),
    # The server is there for two quarters, 20; the row of Access for the last one, 10.
    "servers": (
        "30.00",
        {
            "Settings": settings(),
            "Servers": [
                ["Server", "Product", "From", "To"],
                ["A", "PA", day("06-30"), day("09-30")],
                ["B", "PB", "", ""],
            ],
            "Products": products(("PA", "A", ""), ("PB", "B", "")),
            "Access": [["User", "Server", "From"], ["ann", "A", ""], ["ann", "B", day("12-31")]],
            "Licenses": quarters(("A", 10), ("B", 10)),
        },
    ),
    # 3, then 5 of them for a month, then 2: the most of each quarter, 3 + 5 + 2 + 2 at 10.
    "counts": (
        "120.00",
        {
            "Settings": settings(),
            "Users": [["User", "Count"], ["team", 3]],
            "Products": products(("PA", "A", "")),
            "Access": [["User", "Server"], ["team", "PA"]],
            "Licenses": quarters(("A", 10)),
            "Timeline": timeline(("05-05", "Count", "team", 5), ("06-06", "Count", "team", 2)),
        },
    ),
    # On the day of the upgrade both are needed: A in two quarters, B in three.
    "upgrade": (
        "50.00",
        {
            "Settings": settings(),
            "Servers": [["Server", "Product"], ["S", "PA"]],
            "Products": products(("PA", "A", ""), ("PB", "B", "")),
            "Access": [["User", "Server"], ["ann", "S"]],
            "Licenses": quarters(("A", 10), ("B", 10)),
            "Timeline": timeline(("06-30", "Product", "S", "PB")),
        },
    ),
    # Ann's license, 20 for half a year, then one for each of her three machines, 45.
    "kinds": (
        "65.00",
        {
            "Settings": settings(),
            "Users": [["User"], ["ann"]],
            "Servers": [["Server", "Product"], ["S", "PA"]],
            "Products": products(("PA", "A", "")),
            "Access": [["User", "Device", "Server"], *(["ann", f"d{i}", "S"] for i in range(3))],
            "Licenses": [
                ["License", "Metric", "Covers", "Price", "Term"],
                ["User", "User", "A", 20, 6],
                ["Device", "Device", "A", 15, 6],
            ],
            "Timeline": timeline(("07-01", "License by", "ann", "Device")),
        },
    ),
    # Ten now at 50; the other ten on the last order date before the rise, 50 / 1.25^0.75 = 42.29.
    "rise": (
        "922.90",
        {
            "Settings": settings(3, rate=0.25),
            "Users": [["User", "Count", "From"], ["a", 10, ""], ["b", 10, day("2027-01-01")]],
            "Products": products(("PA", "A", "")),
            "Access": [["User", "Server"], ["a", "PA"], ["b", "PA"]],
            "Licenses": licenses(("A", "User", "A", 50)),
            "Timeline": timeline(("2027-01-01", "Price", "A", 60)),
        },
    ),
    # "Short" is withdrawn in February, "early" may be ordered until April's order date, "late" from
    # October's on, "never" was withdrawn before: 2 + 5 + 8 + 3.
    "sold": (
        "18.00",
        {
            "Settings": settings(),
            "Products": products(("PA", "A", "")),
            "Access": everyone("A"),
            "Licenses": quarters(("A", 8)),
            "Offers": [
                ["Offer", "License", "Price", "Term", "Valid from", "Valid until"],
                ["short", "A", 2, 3, "", ""],
                ["early", "A", 5, 3, "", day("04-01")],
                ["late", "A", 3, 3, day("10-01"), ""],
                ["never", "A", 1, 3, "", ""],
            ],
            "Timeline": timeline(
                ("2025-12-31", "Without offer", "never", ""),
                ("02-01", "Without offer", "short", ""),
            ),
        },
    ),
    # Three in the one year at 9, six in the other at 6: each order has its own tier. A pack of two
    # for a year is bought again in the next, 4 + 4.
    "tiers": (
        "71.00",
        {
            "Settings": settings(2, "Yearly"),
            "Users": [["User", "Count"], ["a", 3], ["b", 2]],
            "Products": products(("PA", "A", ""), ("PB", "B", "")),
            "Access": [["User", "Server"], ["a", "PA"], ["b", "PB"]],
            "Licenses": licenses(("A", "User", "A", ""), ("B", "User", "B", "")),
            "Offers": [
                ["Offer", "License", "Price", "Pack", "From quantity", "Term"],
                ["Tiers", "A", 9, "", 1, 12],
                ["Tiers", "A", 6, "", 5, 12],
                ["Two", "B", 4, 2, "", 12],
            ],
            "Timeline": timeline(("2027-01-01", "Count", "a", 6)),
        },
    ),
    # Rights that end on the last day of June serve two quarters, a day before one; those that end on
    # As of, or ended before, none: 30 + 20 + 40 + 40.
    "owned": (
        "130.00",
        {
            "Settings": settings(),
            "Products": products(*((f"P{f}", f, "") for f in "ABCD")),
            "Access": everyone(*"ABCD"),
            "Licenses": quarters(*((f, 10) for f in "ABCD")),
            "Owned": [
                ["License", "Quantity", "Until"],
                ["A", 1, day("06-29")],
                ["B", 1, day("06-30")],
                ["C", 1, day("01-01")],
                ["D", 1, day("2025-12-31")],
            ],
        },
    ),
    # Software Assurance to the last day of June opens the current version for two quarters, a day
    # less for one, to the horizon's end throughout; the dated version it opens for good: 20 + 30.
    "assurance": (
        "50.00",
        {
            "Settings": settings(),
            "Products": products(
                ("PA", "A", "SE"), ("PB", "B", "SE"), ("PC", "C", 2022), ("PD", "D", "SE")
            ),
            "Access": everyone(*"ABCD"),
            "Licenses": quarters(*((f, 10) for f in "ABCD")),
            "Owned": [
                ["License", "Quantity", "SA until"],
                ["A", 1, day("06-30")],
                ["B", 1, day("06-29")],
                ["C", 1, day("06-29")],
                ["D", 1, day("12-31")],
            ],
        },
    ),
    # Ann's unit is free from July on, cy's waits for him: bob buys two quarters, dan four. What may
    # move is fay's, whoever has it; what gil, who never comes, has is hal's.
    "seats": (
        "60.00",
        {
            "Settings": settings(),
            "Users": [
                ["User", "From", "To"],
                ["ann", "", day("06-30")],
                ["cy", day("07-01"), ""],
                *([name, "", ""] for name in ("bob", "dan", "eve", "fay", "hal")),
                ["gil", day("2027-01-01"), ""],
            ],
            "Products": products(("PA", "A", ""), ("PB", "B", ""), ("PC", "C", "")),
            "Access": [
                ["User", "Server"],
                *([name, "PA"] for name in ("ann", "bob", "cy", "dan")),
                ["fay", "PB"],
                ["hal", "PC"],
            ],
            "Licenses": quarters(("A", 10), ("B", 10), ("C", 10)),
            "Owned": [["License", "Quantity"], ["A", 2], ["B", 1], ["C", 1]],
            "Assigned": [
                ["License", "User", "Movable"],
                ["A", "ann", ""],
                ["A", "cy", ""],
                ["B", "eve", "Yes"],
                ["C", "gil", ""],
            ],
        },
    ),
    # A unit of A is needed in the first quarter, of D in the others. What steps up in April, the day
    # after its assurance, is there until then, 5; what lost it a day before cannot, 40 for a new one.
    "step up": (
        "45.00",
        {
            "Settings": settings(),
            "Servers": [["Server", "Product"], ["S", "PA"], ["T", "PB"]],
            "Products": products(*((f"P{f}", f, 2019) for f in "ABDE")),
            "Access": [["User", "Server"], ["ann", "S"], ["bob", "T"]],
            "Licenses": licenses(
                ("A", "User", "A", 60, 2022),
                ("B", "User", "B", 60, 2022),
                ("D", "User", "D", 40),
                ("E", "User", "E", 40),
            ),
            "Offers": [
                ["Offer", "License", "From license", "Price"],
                ["A to D", "D", "A", 5],
                ["B to E", "E", "B", 5],
            ],
            "Owned": [
                ["License", "Quantity", "SA until"],
                ["A", 1, day("03-31")],
                ["B", 1, day("03-30")],
            ],
            "Timeline": timeline(("04-01", "Product", "S", "PD"), ("04-01", "Product", "T", "PE")),
        },
    ),
    # Renewed on 16 August, 227 days on, at 100 / 1.1^(227/365.25) = 94.25. The same day another
    # version begins with October, 94.25, so that July's quarter is bought, 200 / 1.1^0.5 = 190.69;
    # what ends with September is followed at once, 100 / 1.1^0.75 = 93.10.
    "expiry": (
        "472.29",
        {
            "Settings": settings(rate=0.1),
            "Products": products(("PA", "A", 2019), ("PB", "B", 2019), ("PC", "C", 2019)),
            "Access": everyone(*"ABC"),
            "Licenses": [
                ["License", "Metric", "Covers", "Version", "Price", "Term"],
                ["A", "User", "A", 2019, 300, 3],
                ["B", "User", "B", 2019, 200, 3],
                ["B 2022", "User", "B", 2022, "", ""],
                ["C", "User", "C", 2019, 300, 3],
                ["C 2022", "User", "C", 2022, "", ""],
            ],
            "Offers": [
                ["Offer", "License", "From license", "Price", "Starts"],
                ["Renew A", "A", "A", 100, "At expiry"],
                ["Renew B", "B 2022", "B", 100, "At expiry"],
                ["Renew C", "C 2022", "C", 100, "At expiry"],
            ],
            "Owned": [
                ["License", "Quantity", "Until"],
                ["A", 1, day("08-15")],
                ["B", 1, day("08-15")],
                ["C", 1, day("09-30")],
            ],
        },
    ),
    # Eighteen months at 12 a year, 12 + 6; 10 a year and a tenth more in the next, 21, and 10 for who
    # comes then; a quarter at 2 a month, 6; a year from October at 9, of which nothing is paid later.
    "money": (
        "64.00",
        {
            "Settings": settings(2),
            "Users": [
                ["User", "From", "To"],
                ["a", "", day("2027-06-30")],
                ["b", "", ""],
                ["b2", day("2027-01-01"), ""],
                ["c", day("04-01"), day("06-30")],
                ["d", day("2027-10-01"), ""],
            ],
            "Products": products(*((f"P{f}", f, "") for f in "ABCD")),
            "Access": [*everyone(*"ABCD"), ["b2", "PB"]],
            "Licenses": [
                ["License", "Metric", "Covers", "Price", "Per", "Term"],
                ["A", "User", "A", 12, "Year", 18],
                ["B", "User", "B", "", "", ""],
                ["C", "User", "C", 2, "Month", 3],
                ["D", "User", "D", 9, "Year", 12],
            ],
            "Offers": [
                ["Offer", "License", "Price", "Per", "Increase"],
                ["B a year", "B", 10, "Year", 0.1],
            ],
        },
    ),
}
