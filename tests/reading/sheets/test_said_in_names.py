"""Names of licenses and offers that say how many are in a pack, or for how long they serve."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.sheets.said_in_names import pack_said, period_said
from tests.support.books import tables, write


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("RDS User CAL 5-pack", 5),
        ("RDS User CAL 5 Pack", 5),
        ("Windows Server 2022 User CAL (5 CALs)", 5),
        ("Windows Server CAL 2022 5Clt User", 5),
        ("Remote Desktop Services 2022 CAL, User, 50 Stk.", 50),
        ("10 Device CAL", 10),
        ("10er-Pack Geräte-CAL", 10),
        ("CAL utilisateur, pack de 20", 20),
        ("SQL Server Core 2-pack", 2),
        ("Geräte-CAL 5er", 5),
        ("User CAL (x5)", 5),
        ("User CAL x 20", 20),
        ("5 x User CAL", 5),
        ("Core license for x86 hosts", None),
        ("Windows Server x 64", None),
        ("Remote Desktop for Mac OS X 11", None),
        ("User CAL", None),
        ("Windows Server 2025 - 1 User CAL", None),
        ("Windows Server 2022 User CAL", None),  # a year
        ("Microsoft 365 Users", None),
        ("Office 365 E3", None),
        ("CAL level A, from 250 users", None),
        ("CAL, up to 50 devices", None),
        ("CAL 50-249 users", None),
        ("CAL 250+ users", None),
        ("CAL, 50 to 249 users", None),
        ("MS 365 users", None),
        ("Plan 2 users", None),
        ("Windows Server 25 User CAL", None),  # a short year
        ("MS Windows Server 5 User CAL", 5),
    ],
)
def test_packs(name: str, pack: int | None) -> None:
    said = pack_said(name)
    assert (said and said[1]) == pack


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Windows Server CAL - 1 User - 1 year subscription", "1 year"),
        ("WinSvrCAL ALNG SASU MVL 1Y UsrCAL", "1Y"),
        ("EMS E3 monthly", "monthly"),
        ("EMS E3 monatlich", "monatlich"),
        ("CAL, 36 months", "36 months"),
        ("CAL (annuel)", "annuel"),
        ("CAL 3-year", "3-year"),
        ("Office E3 P1Y", "P1Y"),
        ("CAL EA 36M", "36M"),
        ("CAL per anno", "per anno"),
        ("CAL 1 år", "1 år"),
        ("Windows Server 2022 ROK", None),
        ("P1 plan", None),
        ("CAL 30 p.a.", "p.a."),
        ("User CAL", None),
        ("Windows Server 2022 User CAL", None),
        ("Year End Users", None),
        ("Subsidiary CAL", None),
        ("Yearling farm CAL", None),
        ("Exchange Server Subscription Edition Standard CAL", None),  # a product, paid once
    ],
)
def test_periods(name: str, said: str | None) -> None:
    assert period_said(name) == said


def told(tmp_path: Path, *sheets: tuple[str, list[Any]]) -> list[str]:
    findings = Findings()
    access = [["User", "Device", "Server"], ["ann", "", "Windows Server 2022"]]
    tables(write(tmp_path / "book.xlsx", {"Access": access, **dict(sheets)}), findings)
    codes = ("pack-in-name", "period-in-name", "units-of-packs")
    return [str(note) for note in findings.warnings if note.message.code in codes]


def test_a_pack_in_a_name_is_noted_where_no_pack_is_typed(tmp_path: Path) -> None:
    head = ["License", "Metric", "Covers", "Price", "Pack", "Per"]
    five = ["User CAL 5-pack", "User", "Windows Server", 250]
    assert told(tmp_path, ("Licenses", [head, [*five, "", ""]])) == [
        'Licenses!A2: "User CAL 5-pack" has "5-pack" in its name, but no Pack, so its Price is that '
        "of one license. Type 5 as its Pack if the Price is that of all 5."
    ]
    assert told(tmp_path, ("Licenses", [head, [*five, 5, ""]])) == []
    assert told(tmp_path, ("Licenses", [head, [*five, 1, ""]])) == []
    assert told(tmp_path, ("Licenses", [head, [*five[:3], "", "", ""]])) == []  # no price


def test_a_period_in_a_name_is_noted_where_none_is_typed(tmp_path: Path) -> None:
    head = ["License", "Metric", "Covers", "Price", "Per", "Term"]
    yearly = ["User CAL 1Y", "User", "Windows Server", 16]
    assert told(tmp_path, ("Licenses", [head, [*yearly, "", ""]])) == [
        'Licenses!A2: "User CAL 1Y" has "1Y" in its name, but neither Per nor Term, so its Price is '
        "paid once and for good. Say in Per or Term how long it serves if that is not so."
    ]
    assert told(tmp_path, ("Licenses", [head, [*yearly, "Year", ""]])) == []
    assert told(tmp_path, ("Licenses", [head, [*yearly, "Once", ""]])) == []
    assert told(tmp_path, ("Licenses", [head, [*yearly, "", 36]])) == []


def test_an_offer_is_told_once_and_owned_packs_at_their_quantity(tmp_path: Path) -> None:
    licenses = [
        ["License", "Metric", "Covers", "Price"],
        ["CAL", "User", "Windows Server", 50],
        ["CAL, pack of 5", "User", "Windows Server", ""],
    ]
    offers = [
        ["Offer", "License", "Price", "From quantity"],
        ["Renewal yearly", "CAL", 9, 1],
        ["Renewal yearly", "CAL", 8, 50],
    ]
    owned = [["License", "Quantity"], ["CAL", 3], ["CAL, pack of 5", 4], ["CAL, pack of 5", 2]]
    notes = told(tmp_path, ("Licenses", licenses), ("Offers", offers), ("Owned", owned))
    assert [note.split(":")[0] for note in notes] == ["Offers!A2", "Owned!B3"]
    assert notes[1].endswith(
        '"CAL, pack of 5" has "pack of 5" in its name; its Quantity 4 counts single licenses. Type '
        "how many licenses all packs hold together if it counts packs."
    )
