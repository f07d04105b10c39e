"""Why there is no plan, by cell."""

from pathlib import Path

import pytest

from optimizer.domain.problems import InfeasibleError
from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"
ONE = [["User", "Device", "Server"], ["u", "d", P]]
REMEDY = "Add such a license with a Price to Licenses, own it through the horizon, or change what forbids it."


def reasons(path: Path, sheets: Sheets) -> list[str]:
    with pytest.raises(InfeasibleError) as error:
        solve(path, {"Access": ONE, "Licenses": WINDOWS} | dict(sheets))
    return [str(reason) for reason in error.value.reasons]


def test_no_license_covers_the_family(tmp_path: Path) -> None:
    licenses = [
        ["License", "Metric", "Covers", "Version", "For", "Price"],
        ["CAL", "User", "Windows Server", "2019", "", 5],
    ]
    assert reasons(tmp_path, {"Licenses": licenses}) == [
        f'Access!C2: "u" on "d" using "{P}" needs "Windows Server" at 2022, and no license can '
        "cover it: "
        '"CAL" in Licenses!D2 is for earlier versions; no Device license on Licenses covers '
        '"Windows Server". ' + REMEDY
    ]


def test_the_cells_that_forbid_each_way_are_named(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "License by"], ["u", "Device"]],
        "Devices": [["Device", "License by"], ["d", "User"]],
    }
    assert reasons(tmp_path, sheets) == [
        f'Access!C2: "u" on "d" using "{P}" needs "Windows Server" at 2022, and no license can '
        "cover it: "
        "no user license, by License by in Users!B2; no device license, by License by in "
        "Devices!B2. " + REMEDY
    ]


def test_one_kind_and_a_blank_side(tmp_path: Path) -> None:
    servers = [["Server", "Product", "One kind"], ["s", P, "Windows Server: User"]]
    assert reasons(
        tmp_path, {"Servers": servers, "Access": [["User", "Device", "Server"], ["", "d", "s"]]}
    ) == [
        'Access!C2: whoever is there on "d" using "s" needs "Windows Server" at 2022, and no '
        "license can cover it: "
        "no user license, since User is blank; no device license, by One kind in Servers!C2. "
        + REMEDY
    ]


def test_what_is_there_but_cannot_be_had(tmp_path: Path) -> None:
    licenses = [
        ["License", "Metric", "Covers", "Version", "For", "Price"],
        ["C", "User", "Windows Server", "", "External", 5],
        ["D", "Device", "Windows Server", "", "", ""],
    ]
    (reason,) = reasons(tmp_path, {"Licenses": licenses})
    assert (
        '"C" is not for type "Employee"; "D" has no Price in Licenses!F3, no offer and no owned '
        "unit that lasts" in reason
    )


def test_a_base_that_cannot_be_had(tmp_path: Path) -> None:
    licenses = [
        ["License", "Metric", "Covers", "Price"],
        ["E", "User", "Exchange Enterprise", 5],
        *WINDOWS[1:],
    ]
    rows = [["User", "Server"], ["u", "Exchange Server 2019 enterprise features"]]
    found = reasons(tmp_path, {"Licenses": licenses, "Access": rows})
    assert any(
        '"E" (Licenses!D2) or the "Exchange Standard" license under it cannot be had' in reason
        for reason in found
    )


def test_stock_that_runs_out_is_named_with_what_is_missing(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["team", 7]],
        "Access": [["User", "Server"], ["team", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", ""],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 5]],
    }
    assert reasons(tmp_path, sheets) == [
        'Licenses!D2: 2 more of "CAL" are needed than are owned or can be bought. '
        "Give it a Price, own more, or let other licenses cover some accesses."
    ]


def test_however_many_are_missing_the_license_is_named(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["all", 9000]],
        "Access": [["User", "Server"], ["all", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", ""],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 5]],
    }
    (reason,) = reasons(tmp_path, sheets)
    assert reason.startswith(
        'Licenses!D2: 8995 more of "CAL" are needed than are owned or can be bought.'
    )


def test_accesses_that_one_kind_cannot_serve_together(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "License by"], ["u", "User"], ["v", "Device"]],
        "Servers": [["Server", "Product", "One kind"], ["s", P, "Windows Server"]],
        "Access": [["User", "Device", "Server"], ["u", "d", "s"], ["v", "e", "s"], ["v", "f", "s"]],
    }
    assert reasons(tmp_path, sheets) == [
        'Access!C2: "u" on "d" using "s" cannot be covered for "Windows Server" together with the '
        "others, given One kind in Servers!C2. "
        "Change License by or One kind, or give it a license of the other kind."
    ]


def test_accesses_without_a_license_are_one_problem_a_cause(tmp_path: Path) -> None:
    servers = [["Server", "Product"], ["s", P], ["t", P]]
    rows = [["User", "Device", "Server"], *([f"u{i}", "d", "st"[i % 2]] for i in range(500))]
    licenses = [["License", "Metric", "Covers", "Price"], ["C", "User", "Exchange Standard", 5]]
    found = reasons(tmp_path, {"Servers": servers, "Access": rows, "Licenses": licenses})
    assert found == [
        'Access!C2: 500 accesses (C2, C3, C4, C5, ...) need "Windows Server" at 2022, and no '
        'license covers that family; "u0" on "d" using "s", for one. ' + REMEDY
    ]


def test_a_family_under_another_name_is_the_cause_and_told_once(tmp_path: Path) -> None:
    """Blank sides, two servers, a type: the cause is one, and so is what to do."""
    servers = [["Server", "Product"], ["s", "Remote Desktop Services 2022"], ["t", "RDS 2022"]]
    rows = [["User", "Device", "Server"], ["u", "d", "s"], ["", "d", "t"], ["v", "", "s"]]
    licenses = [*WINDOWS, ["A", "User", "RDS", 9], ["B", "Device", "RDS; Windows Server", 9]]
    assert reasons(tmp_path, {"Servers": servers, "Access": rows, "Licenses": licenses}) == [
        'Access!C2: 3 accesses (C2, C3, C4) need "Remote Desktop" at 2022, and no license covers '
        'that family, but "RDS", which nothing requires; "u" on "d" using "s", for one. Write '
        '"Remote Desktop" in Licenses!C4, Licenses!C5.'
    ]


def test_a_family_of_the_workbook_s_own_that_is_misspelled_on_licenses(tmp_path: Path) -> None:
    products = [["Product", "Family", "Version"], ["App", "Appserver Pro", ""]]
    licenses = [["License", "Metric", "Covers", "Price"], ["A", "User", "App server Pro", 9]]
    sheets = {"Products": products, "Access": [["User", "Server"], ["u", "App"]]}
    assert reasons(tmp_path, sheets | {"Licenses": licenses}) == [
        'Access!B2: "u" on any device using "App" needs "Appserver Pro" at Current, and no license '
        'covers that family, but "App server Pro", which nothing requires. Write "Appserver Pro" '
        "in Licenses!C2."
    ]


def test_what_lacks_a_license_keeps_all_its_cells(tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], *([f"u{i}", "d", P] for i in range(500))]
    licenses = [["License", "Metric", "Covers", "Price"], ["C", "User", "Exchange Standard", 5]]
    with pytest.raises(InfeasibleError) as error:
        solve(tmp_path, {"Access": rows, "Licenses": licenses})
    (problem,) = error.value.reasons
    assert problem.code == "no-family-for-many"
    assert [place.cell for place in problem.places] == [f"C{row}" for row in range(2, 502)]
