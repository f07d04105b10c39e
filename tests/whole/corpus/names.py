"""Names that stand for several, for nobody, for another cell, or for each other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.whole.corpus.case import SERVER, Case, Rows, case


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _everyone()
    yield from _groups()
    yield from _lists()
    yield from _alike()
    yield from _made_by_excel()


EVERYONE = (
    "Everyone except ann",
    "all except IT",
    "all nurses",
    "every user",
    "alle außer Bob",
    "jeder Mitarbeiter",
    "tous sauf Bob",
    "todos menos ann",
    "tutti tranne ann",
    "iedereen behalve ann",
    "others",
    "the rest",
    "usw.",
    "die anderen",
    "les autres",
    "as above",
    "s. o.",
    "wie vor",
)


def _everyone() -> Iterator[Case]:
    for word in EVERYONE:
        rows: Rows = (("User", "Server"), ("zoe", SERVER), (word, SERVER))
        yield case(f"everyone-{word}", at="Access!A3", Access=rows)
    for word in ("all PCs in room 12", "every device but pc 1", "others", "alle Geräte in Halle 2"):
        rows = (("User", "Device", "Server"), ("ann", word, SERVER))
        yield case(f"every-device-{word}", at="Access!B2", Access=rows)
    users: Rows = (("User", "Count"), ("all nurses", 3))
    rows = (("User", "Server"), ("all nurses", SERVER))
    yield case("a-group-of-all", 150, Users=users, Access=rows)


GROUPS = (
    "Sales team",
    "grp-sales",
    "Benutzergruppe Vertrieb",
    "Schicht A",
    "Équipe A - 12 pers.",
    "Dpto. Ventas: 14",
    "3 people",
    "three people",
    "10+",
    "10 Stk Kassen",
    "Domain Users",
    "Till 1-4",
    "Kasse 1 bis 4",
    "PC 1 - 10",
    "lab-{1..20}",
    "lab-??",
    "10.0.0.0/24",
    "10.0.0.1-20",
    "PC1-20",
    "LON-PC1-20",
    "PC?",
    "PC*-LAB",
    "CORP\\*",
    "Room 12 (all PCs)",
    "ann etc.",
)
ONE_EACH = ("POOL-PC-07", "BER-1-2", "PC 2-1", "Room 12", "All-in-One PC 3", "St. Anna 7")


def _groups() -> Iterator[Case]:
    for word in GROUPS:
        rows: Rows = (("User", "Server"), ("zoe", SERVER), (word, SERVER))
        yield replace(case(f"group-{word}", 100, Access=rows), says=(word,))
    for words in (("B12-34", "B12-35"), ("PC3-1", "PC4-9"), ("PC1-20", "PC5-30")):
        rows = (("User", "Device", "Server"), *(("", word, SERVER) for word in words))
        yield case(f"places-{words}", 78, Access=rows)
    for word in ONE_EACH:
        rows = (("User", "Device", "Server"), ("", word, SERVER))
        yield case(f"one-{word}", 39, Access=rows)


def _lists() -> Iterator[Case]:
    for sign in ("、", "，", "\t", " - ", " · ", " • ", " bzw. ", " plus "):
        rows: Rows = (("User", "Server"), ("zoe", SERVER), (f"ann{sign}bob", SERVER))
        yield replace(case(f"list-{sign}", 100, Access=rows), says=("A3",))
        known: Rows = (*rows, ("ann", SERVER), ("bob", SERVER))
        yield case(f"known-list-{sign}", at="Access!A3", Access=known)
    rows = (("User", "Server"), ("Ann\nMiller", SERVER), ("bob", SERVER))
    yield replace(case("name-on-two-lines", 150, Access=rows), says=("A2", "line break"))
    for bullets in ("• ann\n• bob", "- ann\n- bob", "1. ann\n2. bob"):
        rows = (("User", "Server"), (bullets, SERVER), ("ann", SERVER))
        yield case(f"bullets-{bullets}", 100, Access=rows)


ALIKE = (
    ("Ann Smith", "Smith, Ann"),
    ("ann  smith", "ann smith"),
    ("ann\u200bsmith", "annsmith"),
    ("José", "Jose"),
    ("ann", "ann*"),
    ("ann.smith", "Ann Smith"),
    ("ann", "ann <ann@corp.example>"),
)


def _alike() -> Iterator[Case]:
    for one, other in ALIKE:
        rows: Rows = (("User", "Server"), (one, SERVER), (other, SERVER))
        yield replace(case(f"alike-{one}-{other}", 100, Access=rows), says=("spelled",))
    for other in ("pc1.corp.example", "CORP\\PC1$", "\\\\pc1"):
        rows = (("User", "Device", "Server"), ("", "PC1", SERVER), ("", other, SERVER))
        yield replace(case(f"alike-{other}", 78, Access=rows), says=("spelled",))


def _made_by_excel() -> Iterator[Case]:
    for value in (date(2026, 3, 1), True, 12345678901234567, "1.23E+15", "PC1¹"):
        rows: Rows = (("User", "Device", "Server"), ("ann", value, SERVER))
        yield case(f"no-name-{value}", at="Access!B2", Access=rows)
    for value in (1, "17"):
        rows = (("User", "Device", "Server"), ("ann", value, SERVER), ("bob", 2, SERVER))
        yield replace(case(f"small-number-{value}", 78, Access=rows), says=("numbers alone",))
    for value in (0, "0", "nobody", "vacant"):
        rows = (("User", "Device", "Server"), (value, "pc", SERVER), (value, "pc", SERVER))
        yield replace(case(f"nobody-{value!r}", 39, Access=rows), says=("A2",))
