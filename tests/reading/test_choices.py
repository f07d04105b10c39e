"""The sheet Read as: what a header, a title, a date and merged cells are read as, by the planner's
own word; and every row that is about nothing."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.domain.choices import Choice
from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import Tables
from optimizer.reading import grids
from optimizer.reading import read as reader
from tests.support.books import AS_OF, WINDOWS, Sheets, problems, tables, write

SERVED = "Windows Server 2022"
READ_AS = ["Sheet", "Column", "Read as"]
ACCESS: list[list[Any]] = [["User", "Device", "Server"], ["ann", "pc", SERVED]]


def book(**sheets: list[Any]) -> Sheets:
    """A workbook of one access; `Read_as` are rows of its sheet Read as, and `_` is a space."""
    found: Sheets = {"Access": ACCESS, "Licenses": WINDOWS}
    found |= {name.replace("_", " "): rows for name, rows in sheets.items()}
    if "Read as" in found:
        found["Read as"] = [READ_AS, *found["Read as"]]
    return found


def read(path: Path, sheets: Sheets, findings: Findings | None = None) -> Tables:
    return tables(write(path / "in.xlsx", sheets), findings)


def test_a_header_nobody_knows_is_the_column_that_was_chosen(tmp_path: Path) -> None:
    access = [["Wer", "Device", "Server"], ["ann", "pc", SERVED]]
    unread = problems(tmp_path, book(Access=access))
    assert unread  # nobody guesses that Wer is who
    found = read(tmp_path, book(Access=access, Read_as=[["Access", "wer", "user"]]))
    assert found.users.names == ("ann",)


def test_a_choice_goes_before_the_column_s_own_name(tmp_path: Path) -> None:
    users = [["User", "Count", "FTE"], ["ann", 3, 2]]
    choice = [["Users", "FTE", "Count"]]
    assert read(tmp_path, book(Users=users)).users.count.tolist() == [3]
    assert read(tmp_path, book(Users=users, Read_as=choice)).users.count.tolist() == [2]


def test_what_is_passed_over_is_noted_no_more_but_that_it_is(tmp_path: Path) -> None:
    users = [["User", "Team"], ["ann", "red"]]
    findings = Findings()
    read(tmp_path, book(Users=users), findings)
    assert "not-read" in {note.code for note in findings.warnings}
    findings = Findings()
    read(tmp_path, book(Users=users, Read_as=[["Users", "Team", "Nothing"]]), findings)
    codes = [note.code for note in findings.warnings]
    assert "not-read" not in codes
    (said,) = (note for note in findings.warnings if note.code == "chosen")
    assert said.problem == '1 choice decides what is read as what: "Team" of Users as Nothing.'


def test_a_number_that_is_passed_over_leaves_one_a_row(tmp_path: Path) -> None:
    """Qty would be read as Count."""
    users = [["User", "Qty"], ["ann", 3]]
    assert read(tmp_path, book(Users=users)).users.count.tolist() == [3]
    passed = [["Users", "Qty", "Nothing"]]
    assert read(tmp_path, book(Users=users, Read_as=passed)).users.count.tolist() == [1]


def test_rows_numbered_under_a_number_s_name_are_so_many_once_it_is_chosen(tmp_path: Path) -> None:
    users = [["User", "Qty"], ["ann", 1], ["ben", 2]]
    access = [*ACCESS, ["ben", "pc", SERVED]]
    assert "like numbers of rows" in problems(tmp_path, book(Users=users, Access=access))[0]
    chosen = book(Users=users, Access=access, Read_as=[["Users", "Qty", "Count"]])
    assert read(tmp_path, chosen).users.count.tolist() == [1, 2]


@pytest.mark.parametrize(("order", "month"), [("DMY", 4), ("mdy", 3)])
def test_dates_that_nothing_tells_are_read_by_the_order_chosen(
    tmp_path: Path, order: str, month: int
) -> None:
    users = [["User", "From"], ["ann", "03/04/2026"]]
    assert "could be" in problems(tmp_path, book(Users=users))[0]
    found = read(tmp_path, book(Users=users, Read_as=[["Users", "From", order]]))
    (dated,) = found.reading[0].dates
    assert dated == ("From", order.upper())
    assert str(found.users.start[0]) == f"2026-0{month}-0{7 - month}"


def test_a_date_that_the_chosen_order_forbids_is_a_problem(tmp_path: Path) -> None:
    users = [["User", "From"], ["ann", "13/04/2026"]]
    (told,) = problems(tmp_path, book(Users=users, Read_as=[["Users", "From", "MDY"]]))
    assert "is no day when the month comes first, as Read as says" in told


def merged(path: Path, choice: str) -> Path:
    """Two people whose one department is merged over both rows."""
    users = [["User", "Department"], ["ann", "lab"], ["ben", ""]]
    access = [*ACCESS, ["ben", "pc", SERVED]]
    rows = [["Users", "Department", choice]] if choice else []
    write(path, book(Users=users, Access=access, **({"Read_as": rows} if rows else {})))
    found = openpyxl.load_workbook(path)
    found["Users"].merge_cells("B2:B3")
    found.save(path)
    return path


def test_merged_cells_hold_for_each_row_or_for_the_first(tmp_path: Path) -> None:
    for choice, departments in (
        ("", ("lab", "lab")),
        ("Each row", ("lab", "lab")),
        ("First row", ("lab", "")),
    ):
        findings = Findings()
        found = tables(merged(tmp_path / "in.xlsx", choice), findings)
        assert tuple(found.users.department) == departments
        assert found.reading[0].merged == (("Department", choice != "First row"),)
        assert ("merged-cell" in {note.code for note in findings.warnings}) is not choice


def test_a_sheet_of_any_title_is_the_one_chosen_and_another_is_none(tmp_path: Path) -> None:
    sheets = {
        "Zugang 2026": ACCESS,
        "Licenses": WINDOWS,
        "Users": [["User", "Count"], ["ann", 5]],
        "Read as": [READ_AS, ["Zugang 2026", "", "Access"], ["Users", "", "Nothing"]],
    }
    found = read(tmp_path, sheets)
    assert found.users.count.tolist() == [1]
    assert [(each.sheet, each.title, each.read) for each in found.reading] == [
        ("Access", "Zugang 2026", True),
        ("Licenses", "Licenses", True),
        ("", "Users", False),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["Userz", "Team", "Type"], 'there is no sheet "Userz". Did you mean "Users"?'),
        (["Users", "Taem", "Type"], 'C2: Users has no header "Taem". Did you mean "Team"?'),
        (["Users", "Team", "Tipe"], '"Tipe" is nothing that a column of Users can be read as'),
        (["Users", "", "Userz"], '"Userz" is nothing that a sheet can be read as'),
        (["Users", "Team", ""], "C2: Read as is blank."),
        (["", "Team", "Type"], "A2: Sheet is blank."),
    ],
)
def test_a_choice_about_nothing_is_a_problem_at_its_cell(
    tmp_path: Path, row: list[Any], told: str
) -> None:
    users = [["User", "Team"], ["ann", "red"]]
    (found,) = problems(tmp_path, book(Users=users, Read_as=[row]))
    assert told in found
    assert found.startswith("Read as!")


def test_two_choices_that_clash_are_a_problem(tmp_path: Path) -> None:
    users = [["User", "Team", "Gruppe"], ["ann", "red", "a"]]
    twice = [["Users", "Team", "Type"], ["users", "team", "Department"]]
    (found,) = problems(tmp_path, book(Users=users, Read_as=twice))
    assert '"team" is read as Type and as Department' in found
    both = [["Users", "Team", "Type"], ["Users", "Gruppe", "Type"]]
    (found,) = problems(tmp_path, book(Users=users, Read_as=both))
    assert '"Team" and "Gruppe" of Users are both to be read as Type' in found


def test_what_is_said_beside_the_workbook_counts_before_its_sheet(tmp_path: Path) -> None:
    users = [["User", "Team"], ["ann", "red"]]
    path = write(tmp_path / "in.xlsx", book(Users=users, Read_as=[["Users", "Team", "Type"]]))
    said = (Choice(sheet="Users", column="Team", read_as="Department"),)
    findings = Findings()
    found = reader.tables_of(grids.read(path, findings, said=said), findings, AS_OF)
    assert tuple(found.users.department) == ("red",)


def test_choices_hold_for_a_file_in_a_sheet_s_place(tmp_path: Path) -> None:
    (tmp_path / "logons.csv").write_text(f"Wer,Device,Server\nann,pc,{SERVED}\n", encoding="utf-8")
    sheets = {
        "Settings": [["Setting", "Value"], ["Access file", "logons.csv"]],
        "Licenses": WINDOWS,
        "Read as": [READ_AS, ["Access", "Wer", "User"]],
    }
    assert read(tmp_path, sheets).users.names == ("ann",)


def test_a_sheet_whose_header_lacks_something_is_told_with_its_titles(tmp_path: Path) -> None:
    path = write(
        tmp_path / "in.xlsx", book(Access=[["Wer", "Womit", "Wo"], ["ann", "ws-1", SERVED]])
    )
    findings = Findings()
    with pytest.raises(WorkbookError) as error:
        reader.tables_of(grids.read(path, findings), findings, AS_OF)
    (access,) = (each for each in error.value.reading if each.sheet == "Access")
    assert not access.read
    assert access.not_read == ("Wer", "Womit", "Wo")


def test_what_is_said_of_an_earlier_state_of_the_workbook_is_let_go(tmp_path: Path) -> None:
    """The planner has renamed Team since, and deleted Devices."""
    users = [["User", "Type"], ["ann", "red"]]
    path = write(tmp_path / "in.xlsx", book(Users=users))
    said = (
        Choice(sheet="Users", column="Team", read_as="Type"),
        Choice(sheet="Devices", column="Art", read_as="Type"),
    )
    findings = Findings()
    assert reader.tables_of(grids.read(path, findings, said=said), findings, AS_OF)
