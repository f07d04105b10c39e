"""Who needs what: repeats, versions, exemptions, and who is left out."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.versions import version_text
from optimizer.explaining.advice import note_left_out
from optimizer.licensing import needs as needs_module
from optimizer.licensing.administration import State
from optimizer.licensing.needs import needs_of
from tests.support.books import WINDOWS, Sheets, held, problems, solve, tables, write

P = "Windows Server 2022"


def needs(path: Path, sheets: Sheets) -> tuple[set[tuple[str, str, str, str, str, str]], list[str]]:
    """Needs as (user, device, server, family, version, state), and the warnings."""
    findings = Findings()
    found = tables(write(path / "book.xlsx", {"Licenses": WINDOWS} | dict(sheets)), findings)
    note_left_out(found, findings)
    n = needs_of(found)
    rows = zip(n.user, n.device, n.server, n.family, n.version, n.state, strict=True)
    named = {
        (
            (*found.users.names, "")[u],
            (*found.devices.names, "")[d],
            found.servers[s].name,
            found.families[f],
            version_text(int(v)),
            State(int(t)).name,
        )
        for u, d, s, f, v, t in rows
    }
    assert len(named) == len(n)
    return named, [str(w) for w in findings.warnings]


def test_repeated_and_implied_needs_fall_away(tmp_path: Path) -> None:
    servers = [["Server", "Product"], ["s", f"{P}; Windows Server 2016; Exchange Server 2019"]]
    rows = [
        ["User", "Device", "Server", "Product"],
        ["u", "d", "s", ""],
        ["U", "D", "S", "Windows Server 2016"],
        ["u", "d", "s", P],
    ]
    found, _ = needs(tmp_path, {"Servers": servers, "Access": rows})
    assert found == {
        ("u", "d", "s", "Windows Server", "2022", "OPEN"),
        ("u", "d", "s", "Exchange Standard", "2019", "OPEN"),
    }


def test_a_product_without_families_needs_nothing(tmp_path: Path) -> None:
    assert (
        needs(tmp_path, {"Access": [["User", "Server"], ["u", "Windows Web Server 2008"]]})[0]
        == set()
    )


def test_an_exempt_row_yields_to_any_that_is_not(tmp_path: Path) -> None:
    rows = [
        ["User", "Device", "Server", "Purpose", "Reason"],
        ["u", "d", P, "Exempt", "web page"],
        ["u", "d", P, "", ""],
        ["v", "d", P, "exempt", "web page"],
    ]
    found, _ = needs(tmp_path, {"Access": rows})
    assert {row[0]: row[5] for row in found} == {"u": "OPEN", "v": "EXEMPT"}


@pytest.mark.parametrize(("people", "state"), [(2, "ADMINISTRATION"), (3, "CANDIDATE")])
def test_up_to_two_administrators_need_nothing(tmp_path: Path, people: int, state: str) -> None:
    users = [["User", "Count"], ["admins", people], ["user", 1]]
    rows = [
        ["User", "Device", "Server", "Purpose"],
        ["admins", "d", P, "Administration"],
        ["user", "d", P, "Administration"],
        ["user", "d", P, ""],
        ["user", "e", P, ""],
        ["admins", "e", P, "Exempt"],
    ]
    found, _ = needs(tmp_path, {"Users": users, "Access": rows})
    assert {(row[0], row[1]): row[5] for row in found} == {
        ("admins", "d"): state, ("admins", "e"): "EXEMPT", ("user", "d"): "OPEN", ("user", "e"): "OPEN",
    }  # fmt: skip


def test_two_of_three_administrators_are_picked(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["admins", 3]],
        "Devices": [["Device", "Count"], ["consoles", 3]],
        "Access": [
            ["User", "Device", "Server", "Purpose", "Pairing"],
            ["admins", "consoles", P, "Administration", "Own"],
        ],
        "Licenses": WINDOWS,
    }
    found, plan = solve(tmp_path, sheets)
    assert plan.cost == 39
    assert len(plan.mix.exempt) + len(plan.mix.exempt_devices) == 2
    assert sorted(n for n, licenses in held(found, plan, "devices")["consoles"] if licenses) == [1]
    assert plan.coverage.side.distinct == ("Administration; Device",)


@pytest.mark.parametrize(
    ("devices", "pairing", "cost"),
    [(2, "", 0), (3, "", 39), (10, "Own", 312)],
    ids=["two jump hosts", "three of which two are exempt", "ten consoles of their own"],
)
def test_administration_exempts_people_or_devices(
    tmp_path: Path, devices: int, pairing: str, cost: int
) -> None:
    """Ten administrators: two jump hosts are exempt and nothing is left to license; of three one
    needs a device CAL; with a console each eight pairs are left, at 39 each."""
    sheets = {
        "Users": [["User", "Count"], ["admins", 10]],
        "Devices": [["Device", "Count"], ["hosts", devices]],
        "Access": [
            ["User", "Device", "Server", "Purpose", "Pairing"],
            ["admins", "hosts", P, "Administration", pairing],
        ],
        "Licenses": WINDOWS,
    }
    assert solve(tmp_path, sheets)[1].cost == cost


def test_one_person_and_one_device_are_exempt_together(tmp_path: Path) -> None:
    """Whoever sits at the console, and Ann from anywhere: one exemption each, nothing is left; a
    third one, Bob, needs a license."""
    rows = [
        ["User", "Device", "Server", "Purpose"],
        ["", "console", P, "Administration"],
        ["ann", "", P, "Administration"],
    ]
    assert solve(tmp_path, {"Access": rows, "Licenses": WINDOWS})[1].cost == 0
    more = [*rows, ["bob", "", P, "Administration"]]
    assert solve(tmp_path, {"Access": more, "Licenses": WINDOWS})[1].cost == 39


def test_a_device_that_is_used_otherwise_is_no_console(tmp_path: Path) -> None:
    rows = [
        ["User", "Device", "Server", "Purpose"],
        ["", "console", P, "Administration"],
        ["", "console", P, ""],
    ]
    assert solve(tmp_path, {"Access": rows, "Licenses": WINDOWS})[1].cost == 39


def test_who_uses_a_front_end_uses_what_is_behind_it(tmp_path: Path) -> None:
    """Ann by way of two servers, Bob directly; an administrator of the front end does not, nor does
    anybody past a server of Count 0; the circle is harmless."""
    servers = [
        ["Server", "Product", "Count", "Front end of"],
        ["web", "Web", "", "app; off"],
        ["app", "App", "", "db"],
        ["db", "Data", "", "web"],
        ["off", "Data", 0, "far"],
        ["far", "Far", "", ""],
    ]
    rows = [
        ["User", "Server", "Purpose"],
        ["ann", "web", ""],
        ["bob", "db", ""],
        ["cy", "web", "Administration"],
        ["dee", "web", "Exempt"],
    ]
    products = [["Product", "Family"], *([name, name] for name in ("Web", "App", "Data", "Far"))]
    found, _ = needs(tmp_path, {"Servers": servers, "Access": rows, "Products": products})
    assert {row[:4] for row in found if row[5] == "OPEN"} == {
        *(("ann", "", server, family) for server, family in (("web", "Web"), ("app", "App"), ("db", "Data"))),
        *(("bob", "", server, family) for server, family in (("web", "Web"), ("app", "App"), ("db", "Data"))),
    }  # fmt: skip


def test_external_users_need_nothing_of_a_row_that_is_not_for_them(tmp_path: Path) -> None:
    products = [
        ["Product", "Family", "External"],
        ["Portal", "Windows Server", ""],
        ["Portal", "Mail", "No"],
    ]
    users = [["User", "Type"], ["guest", "External"], ["b2b", "Guest"], ["ann", "Member"]]
    rows = [["User", "Device", "Server"], *([u, "", "Portal"] for u in ("guest", "b2b", "ann"))]
    rows.append(["", "kiosk", "Portal"])  # unknown people are of no type
    found, _ = needs(tmp_path, {"Users": users, "Access": rows, "Products": products})
    assert {row[:2] for row in found if row[3] == "Mail"} == {("ann", ""), ("", "kiosk")}
    assert {row[:2] for row in found if row[3] == "Windows Server"} == {
        ("guest", ""), ("b2b", ""), ("ann", ""), ("", "kiosk"),
    }  # fmt: skip


def test_who_is_not_active_is_left_out_and_an_inactive_account_alone(tmp_path: Path) -> None:
    users = [
        ["User", "Active", "Same as"],
        ["ann", "", ""],
        ["old ann", "No", "ann"],
        ["bob", "No", ""],
        ["bob too", "Yes", "bob"],
    ]
    devices = [["Device", "Active"], ["d", "Yes"], ["e", "No"]]
    rows = [["User", "Device", "Server"], ["ann", "d", P], ["old ann", "", P], ["bob", "d", P]]
    rows += [["bob too", "d", P], ["ann", "e", P]]
    found, warnings = needs(tmp_path, {"Users": users, "Devices": devices, "Access": rows})
    assert {row[:2] for row in found} == {("ann", "d")}
    assert [each for each in warnings if "is not active" in each] == [
        'Users!B3: user "old ann" is not active; it is left out with its 0 access rows.',
        'Users!B4: user "bob" is not active; it is left out with its 2 access rows.',
        'Users!C5: user "bob too" is active, but it is an account of "bob", which is not active '
        "(Users!B4); its 1 access row is left out as well. Close the account, say Active No "
        "there, or correct Same as.",
        'Devices!B3: device "e" is not active; it is left out with its 1 access row.',
    ]


def test_many_equal_administrators_are_not_told_apart_one_by_one(tmp_path: Path) -> None:
    """Two of 5,000 are exempt on either server, the same two; the others are one class and need a
    license each."""
    sheets = {
        "Users": [["User", "Count"], ["admins", 5000]],
        "Servers": [["Server", "Product"], ["s", P], ["t", P]],
        "Access": [
            ["User", "Server", "Purpose"],
            ["admins", "s", "Administration"],
            ["admins", "t", "Administration"],
        ],
        "Licenses": WINDOWS,
    }
    found, plan = solve(tmp_path, sheets)
    assert plan.cost == 4998 * 50
    assert len(plan.mix.exempt) == 4
    assert sum(n for n, licenses in held(found, plan, "users")["admins"] if licenses) == 4998


def test_own_pairs_past_a_million_are_refused(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["u", 2_000_000]],
        "Devices": [["Device", "Count"], ["d", 2_000_000]],
        "Access": [["User", "Device", "Server", "Pairing"], ["u", "d", P, "Own"]],
        "Licenses": WINDOWS,
    }
    assert problems(tmp_path, sheets) == [
        "Access!D2: Pairing Own joins more than 1,000,000 pairs, which are told apart one by one. "
        "Split the row: each pair is decided for itself."
    ]


def test_who_is_left_out_and_why(tmp_path: Path) -> None:
    users = [
        ["User", "Count", "From", "To", "Same as"],
        ["gone", 1, "", date(2025, 12, 31), ""],
        ["later", 1, date(2029, 1, 1), "", ""],
        ["last day", 1, date(2028, 12, 31), date(2026, 1, 1), ""],
        ["none", 0, "", "", ""],
        ["idle", 2, "", "", ""],
        ["account", 5, "", date(2020, 1, 1), "last day"],
    ]
    devices = [["Device", "Count"], ["d", 1], ["old", 0]]
    servers = [["Server", "Product", "Count"], ["s", P, 1], ["off", P, 0]]
    rows = [
        ["User", "Device", "Server"],
        *([u, "d", "s"] for u in ("gone", "later", "none", "account")),
        ["account", "old", "s"],
        ["account", "d", "off"],
    ]
    found, warnings = needs(
        tmp_path, {"Users": users, "Devices": devices, "Servers": servers, "Access": rows}
    )
    assert found == {("last day", "d", "s", "Windows Server", "2022", "OPEN")}
    assert warnings == [
        "Users!C4: 1 row has a From after its To, like 2028-12-31 after 2026-01-01 (C4). "
        "Clear To where somebody has come back, or correct one of the two.",
        'Users!D2: user "gone" ended before As of; it is left out with its 1 access row.',
        'Users!C3: user "later" starts after the horizon\'s end; it is left out with its 1 access '
        "row.",
        'Users!B5: user "none" has Count 0; it is left out with its 1 access row.',
        'Users!A6: user "idle" has no access rows; it needs no license.',
        'Devices!B3: device "old" has Count 0; it is left out with its 1 access row.',
        'Servers!C3: server "off" has Count 0; it is left out with its access rows.',
    ]


def test_the_access_window(tmp_path: Path) -> None:
    rows = [
        ["User", "Server", "Last seen"],
        ["old", P, date(2025, 10, 2)],
        ["edge", P, date(2025, 10, 3)],
        ["undated", P, ""],
    ]
    found, warnings = needs(
        tmp_path, {"Settings": [["Setting", "Value"], ["Access window", 90]], "Access": rows}
    )
    assert {row[0] for row in found} == {"edge", "undated"}
    assert warnings == [
        "Access!C2: 1 access row was last seen more than 90 days before As "
        "of and is left out. "
        "The right to use is what is licensed: make sure that they are really gone."
    ]


def test_rows_that_say_the_same_change_nothing_when_set_aside_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long lists go this way: each need, and the row that asks for it, is the same as without."""
    rows = [
        ["User", "Device", "Server", "Product", "Purpose", "To"],
        ["u", "d", "s", "", "Administration", ""],
        ["u", "d", "s", "", "", "2020-01-01"],
        ["v", "d", "s", "", "", ""],
        ["v2", "d", "s", P, "", ""],
        ["v", "d", "s", "", "", ""],
        ["", "d", "s", P, "Exempt", ""],
        ["v", "d", "s", P, "", ""],
        ["u", "d", "s", "", "Administration", ""],
    ]
    sheets = {
        "Servers": [["Server", "Product"], ["s", f"{P}; Exchange Server 2019"]],
        "Users": [["User", "Same as"], ["u", ""], ["v", ""], ["v2", "v"]],
        "Access": rows,
        "Licenses": WINDOWS,
    }
    found = tables(write(tmp_path / "book.xlsx", sheets))
    plain = needs_of(found)
    monkeypatch.setattr(needs_module, "MANY", 0)
    for name, column in vars(needs_of(found)).items():
        assert column.tolist() == getattr(plain, name).tolist(), name
