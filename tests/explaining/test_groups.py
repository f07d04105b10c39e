"""Who gets what: alike holders in one row, with both amounts."""

from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.explaining.groups import groups_of
from tests.support.books import WINDOWS, Sheets, solve

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
        ("Office", "Boss", 1, ("User CAL",), "On Laptop and Phone: user licenses 50.00; device licenses 78.00."),
        ("Office", "Laptop, Phone", 2, (), "Covered by User CAL of Boss: 50.00; device licenses 78.00."),
        ("Ward", "Nurse 1 to 6", 6, (), "Covered by Device CAL of Ward PC: 39.00; user licenses 300.00."),
        ("Ward", "Ward PC", 1, ("Device CAL",), "Used by 6 people: device licenses 39.00; user licenses 300.00."),
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
        ("Kiosk", "Used by 5 people: device licenses 39.00; user licenses 250.00.")
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


def test_members_of_a_row_who_hold_different_things_have_reasons_of_their_own(
    tmp_path: Path,
) -> None:
    """Each of ten has a PC of their own; four user licenses are owned, six device licenses are
    bought: 39 each where six user licenses would be 50 each."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 10]],
        "Devices": [["Device", "Count"], ["PCs", 10]],
        "Access": [["User", "Device", "Server", "Pairing"], ["staff", "PCs", P, "Own"]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 4]],
    }
    tables, plan = solve(tmp_path, sheets)
    found = [(g.who, g.members, g.holds, g.why) for g in groups_of(Planned(tables, plan))]
    user, device = ("User CAL",), ("Device CAL",)
    assert found == [
        ("staff", 4, user, "On 4 PCs: owned already; device licenses would cost 156.00."),
        ("staff", 6, (), "Covered by Device CAL of 6 PCs; user licenses would cost at most 300.00."),
        ("PCs", 6, device, "Used by 6 staff: device licenses 234.00; user licenses at most 300.00."),
        ("PCs", 4, (), "Covered by User CAL of 4 staff; device licenses would cost 156.00."),
    ]  # fmt: skip


def test_who_is_covered_by_a_server_is_no_row_with_who_is_covered_by_devices(
    tmp_path: Path,
) -> None:
    """A hundred customers on WEB are 5,000 as users, the server 900 for all; two clerks share a PC
    on FILES. All hold nothing, for two reasons."""
    sheets = {
        "Users": [["User", "Count", "Type"], ["customers", 100, "External"], ["clerks", 2, ""]],
        "Servers": [["Server", "Products"], ["WEB", P], ["FILES", P]],
        "Access": [["User", "Device", "Server"], ["customers", "", "WEB"], ["clerks", "PC", "FILES"]],
        "Licenses": [
            [*WINDOWS[0], "For"],
            *([*row, ""] for row in WINDOWS[1:]),
            ["Connector", "Server", "Windows Server", 900, "External"],
        ],
    }  # fmt: skip
    tables, plan = solve(tmp_path, sheets)
    found = [(g.who, g.why) for g in groups_of(Planned(tables, plan)) if g.users]
    assert found == [
        ("clerks", "Covered by Device CAL of PC: 39.00; user licenses 100.00."),
        ("customers", "Covered by Connector of the server or the organization."),
    ]


def test_where_licenses_come_from_is_said_where_they_have_no_single_price(tmp_path: Path) -> None:
    """Forty people on twenty PCs; device licenses come in packs of two, and fifteen are owned, or
    none."""
    sheets = {
        "Users": [["User", "Count"], ["pairs", 40]],
        "Devices": [["Device", "Count"], ["PCs", 20]],
        "Access": [["User", "Device", "Server"], ["pairs", "PCs", P]],
        "Licenses": [
            [*WINDOWS[0], "Pack"],
            ["User CAL", "User", "Windows Server", 50, ""],
            ["Device CAL", "Device", "Windows Server", 39, 2],
        ],
        "Owned": [["License", "Quantity"], ["Device CAL", 15]],
    }
    tables, plan = solve(tmp_path, sheets)
    found = {g.who: g.why.partition(";")[0] for g in groups_of(Planned(tables, plan)) if g.holds}
    assert found["PCs"] == "Used by 40 pairs: in part owned already"
    bare = sheets | {"Owned": [["License", "Quantity"]]}
    tables, plan = solve(tmp_path, bare)
    found = {g.who: g.why.partition(";")[0] for g in groups_of(Planned(tables, plan)) if g.holds}
    assert found["PCs"] == "Used by 40 pairs: bought in packs or by quantity"


def test_who_may_be_exempt_as_an_administrator_is_not_said_to_be_covered_throughout(
    tmp_path: Path,
) -> None:
    """Four operators on a console each, of whom two may administer: two of the four consoles need a
    license (78.00), and four user licenses (200.00) are more than is needed."""
    sheets: Sheets = {
        "Users": [["User", "Count"], ["operators", 4]],
        "Devices": [["Device", "Count"], ["consoles", 4]],
        "Access": [
            ["User", "Device", "Server", "Purpose", "Pairing"],
            ["operators", "consoles", "Windows Server 2022", "Administration", "Own"],
        ],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 78
    why = {(g.who, g.holds): g.why for g in groups_of(Planned(tables, plan))}
    assert why["operators", ()] == (
        "Covered by Device CAL of up to 4 consoles, or exempt as administrators: 78.00; user "
        "licenses at most 200.00."
    )
