"""Who gets what over time: members add up in every period, a row for each stretch."""

from datetime import date
from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.explaining.groups import groups_of
from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def two_years() -> Sheets:
    """Ten nurses share two PCs; five more come in 2027, with a PC of their own for all. A boss has
    two devices."""
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", "Yearly"],
        ],
        "Users": [
            ["User", "Count", "From", "Department"],
            ["nurses", 10, None, "Ward"],
            ["new nurses", 5, date(2027, 1, 1), "Ward"],
            ["boss", 1, None, "Office"],
        ],
        "Devices": [
            ["Device", "Count", "From", "Department"],
            ["PCs", 2, None, "Ward"],
            ["new PC", 1, date(2027, 1, 1), "Ward"],
            ["laptop", 1, None, "Office"],
            ["phone", 1, None, "Office"],
        ],
        "Access": [
            ["User", "Device", "Server"],
            ["nurses", "PCs", P],
            ["new nurses", "new PC", P],
            ["boss", "laptop", P],
            ["boss", "phone", P],
        ],
        "Licenses": WINDOWS,
    }


def test_each_stretch_of_time_is_a_row(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, two_years())
    found = [
        (g.department, g.who, g.members, g.holds, g.why, g.first, g.last)
        for g in groups_of(Planned(tables, plan))
    ]
    covered, alone = "Covered by Device CAL of", "licenses for this time alone"
    would = f"{alone} would cost"
    assert found == [
        ("Office", "boss", 1, ("User CAL",),
         f"On laptop and phone: user {alone} 50.00; device licenses 78.00.", 0, 1),
        ("Office", "laptop, phone", 2, (),
         f"Covered by User CAL of boss; device {would} 78.00.", 0, 1),
        ("Ward", "nurses", 10, (), f"{covered} 2 PCs; user {would} 500.00.", 0, 0),
        ("Ward", "PCs", 2, ("Device CAL",),
         f"Used by 10 nurses: device {alone} 78.00; user licenses 500.00.", 0, 0),
        ("Ward", "new nurses, nurses", 15, (), f"{covered} 3 devices; user {would} 750.00.", 1, 1),
        ("Ward", "new PC, PCs", 3, ("Device CAL",),
         f"Used by 15 people: device {alone} 117.00; user licenses 750.00.", 1, 1),
    ]  # fmt: skip


def test_members_of_a_period_are_those_who_are_there(tmp_path: Path) -> None:
    """Not the sum over the periods: 11 people in the first year, 16 in the second."""
    tables, plan = solve(tmp_path, two_years())
    groups = [g for g in groups_of(Planned(tables, plan)) if g.users]
    there = [
        sum(g.members for g in groups if (g.first or 0) <= t <= (g.last or 0)) for t in range(2)
    ]
    assert there == [11, 16]


def test_who_is_covered_by_others_and_by_a_server_hears_of_both(tmp_path: Path) -> None:
    book = two_years() | {
        "Users": [["User", "Count"], ["nurses", 10]],
        "Devices": [["Device", "Count"], ["PC", 1]],
        "Servers": [["Server", "Products"], ["DB", f"SQL Server 2022; {P}"]],
        "Access": [["User", "Device", "Server"], ["nurses", "PC", "DB"]],
        "Licenses": [*WINDOWS, ["For all", "Server", "SQL Server", 9]],
    }
    people, _ = groups_of(Planned(*solve(tmp_path, book)))
    assert people.why.startswith(
        "Covered by Device CAL of PC and by For all of the server or the organization; user"
    )


def test_who_may_be_exempt_as_an_administrator_hears_of_it(tmp_path: Path) -> None:
    """Four operators on a console each, of whom two may administer: two consoles are licensed."""
    sheets: Sheets = {
        "Settings": two_years()["Settings"],
        "Users": [["User", "Count"], ["operators", 4]],
        "Devices": [["Device", "Count"], ["consoles", 4]],
        "Access": [
            ["User", "Device", "Server", "Purpose", "Pairing"],
            ["operators", "consoles", P, "Administration", "Own"],
        ],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 78
    assert [g.why for g in groups_of(Planned(tables, plan)) if g.users] == [
        "Covered by Device CAL of up to 4 consoles, or exempt as administrators; user licenses for "
        "this time alone would cost at most 200.00."
    ]
