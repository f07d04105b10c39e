"""Who gets what: alike holders in one row, with both amounts."""

from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.explaining.groups import groups_of
from tests.support.books import WINDOWS, solve

P = "Windows Server 2022"


def test_alike_people_of_a_department_are_one_row(tmp_path: Path) -> None:
    nurses = [f"Nurse {i}" for i in range(1, 7)]
    sheets = {
        "Users": [["User", "Department"], *([n, "Ward"] for n in nurses), ["Boss", "Office"]],
        "Devices": [["Device", "Department"], ["Ward PC", "Ward"], ["Laptop", "Office"], ["Phone", "Office"]],
        "Access": [
            ["User", "Device", "Server"],
            *([n, "Ward PC", P] for n in nurses),
            ["Boss", "Laptop", P],
            ["Boss", "Phone", P],
        ],
        "Licenses": WINDOWS,
    }  # fmt: skip
    tables, plan = solve(tmp_path, sheets)
    # One device license (39) for six nurses (300); one user license (50) for two devices (78).
    assert [(g.department, g.who, g.members, g.holds, g.why) for g in groups_of(Planned(tables, plan))] == [
        ("Office", "Boss", 1, ("User CAL",), "On Laptop and Phone: user licenses 50.00, as device licenses 78.00."),
        ("Office", "Laptop, Phone", 2, (), "Covered by User CAL of Boss: 50.00, as device licenses 78.00."),
        ("Ward", "Nurse 1 to 6", 6, (), "Covered by Device CAL of Ward PC: 39.00, as user licenses 300.00."),
        ("Ward", "Ward PC", 1, ("Device CAL",), "Used by 6 people: device licenses 39.00, as user licenses 300.00."),
    ]  # fmt: skip


def test_the_members_add_up_to_those_listed(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["staff", 12], ["idle", 3]],
        "Access": [["User", "Device", "Server"], ["staff", "", P]],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    groups = groups_of(Planned(tables, plan))
    assert sum(g.members for g in groups if g.users) == 15
    (idle,) = [g for g in groups if g.who == "idle"]
    assert (idle.holds, idle.why) == ((), "No access that needs a license.")


def test_amounts_count_members_and_one_need_once(tmp_path: Path) -> None:
    """Two servers of one family ask for one license each; a row of four people costs four times."""
    sheets = {
        "Users": [["User", "Count"], ["crew", 4], ["lead", 1]],
        "Servers": [["Server", "Products"], ["S1", P], ["S2", P]],
        "Access": [
            ["User", "Device", "Server"],
            *([who, "Kiosk", server] for who in ("crew", "lead") for server in ("S1", "S2")),
        ],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    # One device license (39) covers five people, who would need five user licenses (5 x 50).
    kiosk = [g for g in groups_of(Planned(tables, plan)) if not g.users]
    assert [(g.who, g.why) for g in kiosk] == [
        ("Kiosk", "Used by 5 people: device licenses 39.00, as user licenses 250.00.")
    ]


def test_names_of_a_kind_run_from_the_lowest_to_the_highest_number(tmp_path: Path) -> None:
    """Ten stands after nine; a missing number is told; two numbers in a name count one by one."""
    kinds = [f"N{i}" for i in (10, 9, 11, 8)], [f"R1-{i}" for i in (2, 1, 4, 5)]
    sheets = {
        "Users": [["User", "Department"], *([n, str(d)] for d, ns in enumerate(kinds) for n in ns)],
        "Access": [["User", "Device", "Server"], *([n, f"PC {n}", P] for ns in kinds for n in ns)],
        "Licenses": [WINDOWS[0], WINDOWS[1]],
    }
    tables, plan = solve(tmp_path, sheets)
    found = [g.who for g in groups_of(Planned(tables, plan)) if g.users]
    assert found == ["N8 to 11", "R1-1 to R1-5, not all"]
