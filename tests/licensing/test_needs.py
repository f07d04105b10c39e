"""Who needs what: repeats, versions, exemptions, and who is left out."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.versions import version_text
from optimizer.explaining.advice import note_left_out
from optimizer.licensing.needs import State, needs_of
from tests.support.books import WINDOWS, Sheets, held, problems, solve, tables, write

P = "Windows Server 2022"


def needs(path: Path, sheets: Sheets) -> tuple[set[tuple[str, str, str, str, str, str]], list[str]]:
    """Needs as (user, device, server, family, version, state), and the warnings."""
    findings = Findings()
    found = tables(write(path / "book.xlsx", {"Licenses": WINDOWS} | dict(sheets)), findings)
    note_left_out(found, findings)
    n = needs_of(found, findings)
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
    assert len(plan.mix.exempt) == 2
    assert sorted(n for n, licenses in held(found, plan, "devices")["consoles"] if licenses) == [1]
    assert plan.coverage.side.distinct == ("Administration; Device",)


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
        'Users!D2: user "gone" ended before As of; it is left out with its 1 access rows.',
        'Users!C3: user "later" starts after the horizon\'s end; it is left out with its 1 access '
        "rows.",
        'Users!B5: user "none" has Count 0; it is left out with its 1 access rows.',
        'Users!A6: user "idle" has no access rows; it needs no license.',
        'Devices!B3: device "old" has Count 0; it is left out with its 1 access rows.',
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
        "Access!C2: 1 access rows, from this one on, were last seen more than 90 days before As "
        "of and are left out. "
        "The right to use is what is licensed: make sure that they are really gone."
    ]
