"""User licenses and Device licenses: who holds what and why, in the workbook, beside it, framed."""

from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.report.holders import DEVICES, USERS, holders_columns, write_holders
from tests.support.lines import written


def test_people_stand_with_what_they_hold_and_why(ward: Planned, tmp_path: Path) -> None:
    lines = written(tmp_path, "User licenses", lambda deck: write_holders(deck, ward, USERS, None))
    assert lines == [
        "User licenses",
        "Who holds what: a row stands for so many Members of a user row who hold the same set; an "
        "empty one is none.",
        "User | Members | Licenses | Why | Department",
        'nurse | 3 |  | covered by "Device CAL" of cart; own user licenses would cost at most '
        "50.00 | Ward",
        'clerk | 2 | User CAL | "User CAL" serves any device | Office',
    ]


def test_so_do_devices(ward: Planned, tmp_path: Path) -> None:
    lines = written(
        tmp_path, "Device licenses", lambda deck: write_holders(deck, ward, DEVICES, None)
    )
    assert lines == [
        "Device licenses",
        "Who holds what: a row stands for so many Members of a device row who hold the same set; "
        "an empty one is none.",
        "Device | Members | Licenses | Why | Department",
        'cart | 1 | Device CAL | "Device CAL" at 39.00 serves 3 nurse, where user licenses would '
        "cost at most 150.00 | Ward",
    ]


def test_over_time_each_says_from_when_to_when(years: Planned, tmp_path: Path) -> None:
    """Nobody has a department: there is no such column."""
    lines = written(tmp_path, "User licenses", lambda deck: write_holders(deck, years, USERS, None))
    assert lines[2:] == [
        "User | Members | From | To | Licenses | Why",
        'early | 10 | 2026-01-01 | 2027-12-31 | User CAL | "User CAL" serves any device',
        'late | 5 | 2027-01-01 | 2027-12-31 | User CAL | "User CAL" serves any device',
    ]


def test_without_devices_there_is_no_sheet_of_them(years: Planned, tmp_path: Path) -> None:
    assert not written(
        tmp_path, "Device licenses", lambda deck: write_holders(deck, years, DEVICES, None)
    )


def test_what_is_too_long_stands_in_a_file_that_the_sheet_names(
    ward: Planned, tmp_path: Path
) -> None:
    file = tmp_path / "in-user-licenses.csv"
    lines = written(tmp_path, "User licenses", lambda deck: write_holders(deck, ward, USERS, file))
    assert lines[2:] == ["2 lines are in in-user-licenses.csv, beside this workbook."]
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "User,Members,Licenses,Why,Department",
        'nurse,3,,"covered by ""Device CAL"" of cart; own user licenses would cost at most 50.00",'
        "Ward",
        'clerk,2,User CAL,"""User CAL"" serves any device",Office',
    ]


def test_a_frame_has_the_same_runs(ward: Planned) -> None:
    people = {name: list(values) for name, values in holders_columns(ward, USERS).items()}
    assert (people["User"], people["Members"]) == (["nurse", "clerk"], [3, 2])
    assert people["Licenses"] == ["", "User CAL"]
    assert people["Why"][1] == '"User CAL" serves any device'
    devices = {name: list(values) for name, values in holders_columns(ward, DEVICES).items()}
    assert (devices["Device"], devices["Members"]) == (["cart"], [1])
    assert devices["Licenses"] == ["Device CAL"]
