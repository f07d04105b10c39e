"""Days that no system meant, weeks, marks of footnotes, and when Software Assurance ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import SERVER, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _no_days()
    yield from _odd_days()
    yield from _assurance()


ACCESS: Rows = (("User", "Server"), ("ann", SERVER), ("bob", SERVER))

NO_DAY = (
    "01.01.1900",
    "1601-01-01",
    "1/1/1601",
    "12/31/1600 11:00 PM",
    "1970-01-01T00:00:00Z",
    "0001-01-01",
    date(1900, 1, 1),
    "00.00.0000",
    "0000-00-00",
    "ongoing",
    "open end",
    "permanent",
    "auf unbestimmte Zeit",
    "CDI",
    "indeterminato",
)
"""What systems and people write for no end at all."""


def _no_days() -> Iterator[Case]:
    for value in NO_DAY:
        users = (("User", "To"), ("ann", ""), ("bob", value))
        yield replace(case(f"no-end-{value}", 100, Users=users, Access=ACCESS), says=("no day (",))


PAST = (
    "Fr, 31.12.2020",
    "Thu 31/12/2020",
    "31 de dezembro de 2020",
    "15 fev 2020",
    "2020-W12-3",
    "jeudi 31/12/2020",
)
REFUSED = (
    "2020-W12",
    "2020W12",
    "KW 12/2020",
    "Q1 2020",
    "H1 2020",
    "FY2020",
    "12/2020",
    "31.12.",
    "44196",
    "20201231000000.0Z",
    "15² Dec 2020",
    "31.12.2020*",
    "tbd",
    "left",
)
"""Weeks, months, years and more that name no day."""


def _odd_days() -> Iterator[Case]:
    for text in PAST:
        users: Rows = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"past-{text}", 50, Users=users, Access=ACCESS)
    for text in REFUSED:
        users = (("User", "To"), ("ann", ""), ("bob", text))
        yield case(f"no-one-day-{text}", at="Users!B3", Users=users, Access=ACCESS)
    for text in ("42¹", "4²", "42*", "~42", "2k", "42-", "(42)", "1e2"):
        counts: Rows = (("User", "Count"), ("ann", text), ("bob", 1))
        yield case(f"count-{text}", at="Users!B2", Users=counts, Access=ACCESS)


SUITE: Rows = (
    ("License", "Metric", "Covers", "Price"),
    ("U", "User", "Exchange Standard; Windows Server", 100),
)
COVERS = ("2029-06-01", "31.12.2029", "31/12/2029", "Dec 31, 2029", "31 décembre 2029")
LAPSES = ("No", "none", "N/A", "-", "Never", "nein", "keine", "aucune", "sin", "nessuna", "geen")
UNSURE = ("5/6/2029", "ongoing", "perpetual", "yes", "2029", "expired")


def _assurance() -> Iterator[Case]:
    """The current edition needs Software Assurance that runs to the horizon's end: what is owned
    covers with it, and is bought anew without."""
    for texts, cost in ((COVERS, 0), (LAPSES, 100), (("31.12.2026",), 100)):
        for text in texts:
            yield _assured(text, cost=cost)
    for text in UNSURE:
        yield _assured(text, at="Owned!C2")


def _assured(text: str, **outcome: object) -> Case:
    return case(
        f"sa-until-{text}",
        **outcome,  # type: ignore[arg-type]
        Licenses=SUITE,
        Owned=(("License", "Quantity", "SA until"), ("U", 1, text)),
        Servers=(("Server", "Product"), ("MX", "Exchange Server SE")),
        Access=(("User", "Server"), ("ann", "MX")),
    )
