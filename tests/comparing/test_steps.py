"""The workbooks between two workbooks, one kind of change after the other."""

from pathlib import Path
from typing import Any

from optimizer.comparing.steps import STEPS, between, joined, some, texts
from optimizer.domain.problems import Findings
from optimizer.reading.grids import Book, read
from tests.support.books import WINDOWS, Sheets, write

P = "Windows Server 2022"


def year(*people: str, access: list[tuple[str, str]], **more: list[list[Any]]) -> Sheets:
    return {
        "Settings": [["Setting", "Value"], ["Horizon", 3], ["Budget", 100]],
        "Users": [["User"], *([name] for name in people)],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in access)],
        "Licenses": WINDOWS,
    } | more


def books(folder: Path, old: Sheets, new: Sheets) -> tuple[Book, Book]:
    first, second = (
        read(write(folder / f"{name}.xlsx", sheets), Findings())
        for name, sheets in (("old", old), ("new", new))
    )
    return first, second


def steps(folder: Path, old: Sheets, new: Sheets) -> dict[str, Book]:
    return dict(between(*books(folder, old, new)))


def who(book: Book) -> list[str]:
    """`user device` of each row of Access."""
    access = book.grids["Access"]
    rows = zip(texts(access, "User"), texts(access, "Device"), strict=True)
    return [" ".join(row).strip() for row in rows]


OLD = year("ann", "bob", access=[("ann", "pc"), ("bob", "pc")])
NEW = year("ann", "cy", access=[("ann", "pc"), ("ann", "tab"), ("cy", "pc")])


def test_every_step_is_taken_and_the_last_one_is_the_new_workbook(tmp_path: Path) -> None:
    old, new = books(tmp_path, OLD, NEW)
    found = list(between(old, new))
    assert [name for name, _ in found] == [name for name, _ in STEPS]
    assert found[-1][1] is new


def test_who_leaves_takes_their_accesses_and_who_comes_brings_theirs(tmp_path: Path) -> None:
    """Ann's tablet is a change of accesses, which comes later."""
    found = steps(tmp_path, OLD, NEW)
    assert who(found["As of and horizon"]) == ["ann pc", "bob pc"]
    assert who(found["People"]) == ["ann pc", "cy pc"]
    assert texts(found["People"].grids["Users"], "User") == ["ann", "cy"]
    assert who(found["Servers and products"]) == ["ann pc", "cy pc"]
    assert who(found["Accesses"]) == ["ann pc", "ann tab", "cy pc"]


def test_who_comes_uses_at_first_what_is_already_there(tmp_path: Path) -> None:
    """Cy's tablet is new too: it waits until devices are taken over."""
    devices = [["Device"], ["pc"]]
    old = year("ann", access=[("ann", "pc")], Devices=devices)
    new = year(
        "ann", "cy",
        access=[("ann", "pc"), ("cy", "pc"), ("cy", "tab")], Devices=[*devices, ["tab"]],
    )  # fmt: skip
    found = steps(tmp_path, old, new)
    assert who(found["People"]) == ["ann pc", "cy pc"]
    assert who(found["Devices"]) == ["ann pc", "cy pc", "cy tab"]


def test_the_frame_is_taken_first_and_the_other_settings_last(tmp_path: Path) -> None:
    new = year("ann", "bob", access=[("ann", "pc"), ("bob", "pc")])
    new["Settings"] = [["Setting", "Value"], ["Horizon", 5], ["Budget", 900]]
    found = steps(tmp_path, OLD, new)
    said = found["As of and horizon"].grids["Settings"]
    rows = dict(zip(texts(said, "Setting"), texts(said, "Value"), strict=True))
    assert rows == {"budget": "100.0", "horizon": "5.0"}


def test_a_frame_is_taken_where_only_one_workbook_has_settings(tmp_path: Path) -> None:
    bare = {sheet: rows for sheet, rows in OLD.items() if sheet != "Settings"}
    came = steps(tmp_path, bare, OLD)["As of and horizon"].grids["Settings"]
    assert texts(came, "Setting") == ["horizon"]
    left = steps(tmp_path, OLD, bare)["As of and horizon"].grids["Settings"]
    assert texts(left, "Setting") == ["budget"]


def test_a_sheet_comes_and_goes_in_its_step(tmp_path: Path) -> None:
    owned = [["License", "Quantity"], ["User CAL", 1]]
    found = steps(tmp_path, OLD, OLD | {"Owned": owned})
    assert "Owned" not in found["Accesses"].grids
    assert "Owned" in found["Owned"].grids
    found = steps(tmp_path, OLD | {"Owned": owned}, OLD)
    assert "Owned" in found["Accesses"].grids
    assert "Owned" not in found["Owned"].grids


def test_some_rows_keep_no_value_that_none_of_them_holds(tmp_path: Path) -> None:
    old, _ = books(tmp_path, OLD, NEW)
    access = some(old.grids["Access"], [False, True])
    assert texts(access, "User") == ["bob"]
    assert access.columns["User"].distinct == ("bob",)
    assert texts(access, "Sessions") == [""]  # a column that the sheet lacks


def test_joined_rows_have_the_columns_of_both(tmp_path: Path) -> None:
    more = [["User", "Server", "Sessions"], ["cy", P, 7]]
    old, new = books(tmp_path, OLD, OLD | {"Access": more})
    found = joined(old.grids["Access"], new.grids["Access"])
    assert texts(found, "User") == ["ann", "bob", "cy"]
    assert texts(found, "Device") == ["pc", "pc", ""]
    assert texts(found, "Sessions") == ["", "", "7.0"]
    assert len(set(found.rows.tolist())) == 3  # no two are told at one cell
