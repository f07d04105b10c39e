"""Sheets as they really look."""

import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.reading import cells
from optimizer.reading import grids as workbook
from optimizer.reading import read as intake
from optimizer.reading.files.xlsx import Sizes
from tests.support.books import WINDOWS, problems, tables, write
from tests.support.packages import rewritten

ACCESS = [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]]
GOOD = {"Access": ACCESS, "Licenses": WINDOWS}


def test_a_product_without_a_server_stands_for_it(tmp_path: Path) -> None:
    sheets = {
        "Access": [["User", "Device", "Application"], ["u", "d", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    assert warnings(write(tmp_path / "book.xlsx", sheets)) == [
        'Access: reads "Application" as Server.'
    ]


def test_products_side_by_side_are_asked_for_below_each_other(tmp_path: Path) -> None:
    sheets = {
        "Access": [["User", "Exchange Server 2019", "Windows Server 2022"], ["u", "x", ""]],
        "Licenses": WINDOWS,
    }
    assert problems(tmp_path, sheets) == [
        'Access!A1: the header has products ("Exchange Server 2019", "Windows Server 2022") where '
        "Server is asked for. Write a row for each user or device and product, with the product's "
        "name under Server."
    ]


def test_a_column_twice(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        {
            "Access": [["User", "Server", "user"], ["u", "Windows Server 2022", "v"]],
            "Licenses": WINDOWS,
        },
    ) == ['Access!C1: column "User" stands twice, first in A1. Delete or rename one of the two.']


def test_a_sheet_twice(tmp_path: Path) -> None:
    assert problems(tmp_path, {"Access": ACCESS, "Access ": ACCESS, "Licenses": WINDOWS}) == [
        'Access: stands twice, as "Access" and as "Access ". Keep one of the two sheets.'
    ]


def test_required_sheets(tmp_path: Path) -> None:
    assert problems(tmp_path, {"Acess": ACCESS}) == [
        'Access: is missing. Did you mean "Acess"? Add the sheet.',
        "Licenses: is missing. Add the sheet.",
    ]
    assert problems(tmp_path, {"Access": ACCESS[:1], "Licenses": WINDOWS}) == [
        "Access: has no rows. Fill it in."
    ]


def warnings(path: Path) -> list[str]:
    findings = Findings()
    tables(path, findings)
    return [str(warning) for warning in findings.warnings]


def test_unknown_sheets_and_near_misses_are_noted(tmp_path: Path) -> None:
    sheets = {
        "Access": [["User", "Device", "Server", "Sesions"], ["u", "d", "Windows Server 2022", 1]],
        "Licenses": WINDOWS,
        "Licences": [["x"]],
        "Chart": [],
    }
    assert warnings(write(tmp_path / "book.xlsx", sheets)) == [
        "Licences: is not a sheet of this format and is ignored.",
        "Chart: is not a sheet of this format and is ignored.",
        'Access: not read: Sesions. Did you mean "Sessions" by "Sesions"?',
    ]


def test_what_is_hidden_is_read_and_noted(tmp_path: Path) -> None:
    path = write(
        tmp_path / "book.xlsx",
        {"Access": [*ACCESS, ["v", "d", "Windows Server 2022"]], "Licenses": WINDOWS},
    )
    book = openpyxl.load_workbook(path)
    book["Licenses"].sheet_state = "hidden"
    book["Access"].row_dimensions[3].hidden = True
    book["Access"].column_dimensions["A"].hidden = True
    book.save(path)
    assert warnings(path) == [
        "Access: has 1 hidden row; it is read like a visible one.",
        "Access: has hidden columns; they are read like visible ones.",
        "Licenses: is hidden; it is read like a visible sheet.",
    ]
    assert tables(path).users.names == ("u", "v")


def test_an_error_value_is_a_problem_at_its_cell(tmp_path: Path) -> None:
    assert problems(
        tmp_path, {"Access": [*ACCESS, ["#N/A", "d", "Windows Server 2022"]], "Licenses": WINDOWS}
    ) == ['Access!A3: User holds the error "#N/A". Mend the formula, or clear the cell.']


def test_formulas_count_with_their_stored_value_and_one_without_is_a_problem(
    tmp_path: Path,
) -> None:
    path = write(
        tmp_path / "book.xlsx",
        {
            "Access": [*ACCESS, ["=A2", "d", "Windows Server 2022"], ["=A2", None, None]],
            "Licenses": WINDOWS,
        },
    )
    with pytest.raises(WorkbookError) as error:
        tables(path)
    assert [str(problem) for problem in error.value.problems] == [
        "Access!A3: User is a formula that was never computed. Open the workbook in Excel and "
        "save it once.",
        "Access!A4: User is a formula that was never computed. Open the workbook in Excel and "
        "save it once.",
        "Access!C4: Server is blank. Fill it in, or clear the row.",
    ]
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>A2</f><v></v>", b"<f>A2</f><v>7</v>").replace(
            b"<f>A2</f><v />", b"<f>A2</f><v>7</v>"
        ),
    )
    with pytest.raises(WorkbookError) as error:
        tables(path)
    assert [str(problem) for problem in error.value.problems] == [
        "Access!C4: Server is blank. Fill it in, or clear the row."
    ]


@pytest.mark.parametrize("mac", [False, True])
def test_dates_of_both_epochs(tmp_path: Path, mac: bool) -> None:
    path = write(
        tmp_path / "book.xlsx",
        GOOD
        | {
            "Owned": [
                ["License", "Quantity", "Until"],
                ["User CAL", 1, None],
                ["User CAL", 1, None],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    if mac:
        book.epoch = datetime(1904, 1, 1)
    book["Owned"]["C2"] = datetime(2026, 3, 4)
    book["Owned"]["C3"] = 46085 - (1462 if mac else 0)
    book.save(path)
    assert [owned.until for owned in tables(path).owned] == [date(2026, 3, 4)] * 2


def test_a_wrong_dimension_hides_no_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "book.xlsx",
        {"Access": [*ACCESS, ["v", "e", "Windows Server 2022"]], "Licenses": WINDOWS},
    )
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', xml),
    )
    assert tables(path).users.names == ("u", "v")


def test_identifiers_are_one_however_they_are_spelled(tmp_path: Path) -> None:
    rows = [
        ["User", "Device", "Server"],
        *(
            ["Straße", 1001.0, "Windows Server 2022"],
            ["STRASSE ", "1001", "windows server 2022"],
            ["x", "007", "Windows Server 2022"],
        ),
    ]
    found = tables(write(tmp_path / "book.xlsx", {"Access": rows, "Licenses": WINDOWS}))
    assert found.users.names == ("Straße", "x")
    assert found.devices.names == ("1001", "007")
    assert [server.name for server in found.servers] == ["Windows Server 2022"]


WAYS = (Sizes(copied=0), Sizes(), Sizes(condensed=0))


@pytest.mark.parametrize("name", ["small", "clinic", "office", "broken"])
def test_every_way_of_reading_gives_the_same_grids(name: str) -> None:
    both = []
    for sizes in WAYS:
        findings = Findings()
        book = workbook.read(Path("samples") / f"{name}.xlsx", findings, sizes)
        grids = {
            sheet: (
                grid.header,
                grid.rows.tolist(),
                {
                    c: (v.position, v.codes.tolist(), list(map(comparable, v.distinct)))
                    for c, v in grid.columns.items()
                },
            )
            for sheet, grid in book.grids.items()
        }
        both.append((grids, findings.problems, findings.warnings))
    assert all(each == both[0] for each in both)


def comparable(value: object) -> object:
    """A raw value as every conversion sees it: readers differ in whether a whole number is an int
    and a day has a time."""
    if isinstance(value, date):
        return cells.day(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.mark.parametrize("sizes", WAYS)
def test_odd_cells_are_the_same_by_every_way(tmp_path: Path, sizes: Sizes) -> None:
    path = write(tmp_path / "book.xlsx", GOOD)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Access"
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = "Last seen", "User", "Device", "Server"
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["E5"] = (
        datetime(2026, 1, 5),
        "007",
        1001.0,
        "Windows Server 2022",
    )
    sheet["C7"], sheet["D7"], sheet["E7"] = "NA", 123456789012345, "Windows Server 2022"
    sheet["C9"], sheet["D9"], sheet["E9"] = 1e3, 0.1, "Windows Server 2022"
    licenses = book.create_sheet("Licenses")
    for row in WINDOWS:
        licenses.append(row)
    book.save(path)
    findings = Findings()
    found = intake.tables_of(workbook.read(path, findings, sizes), findings, date(2026, 1, 1))
    assert found.users.names == ("007", "NA", "1000")
    assert found.devices.names == ("1001", "123456789012345", "0.1")
    assert found.access.rows.tolist() == [5, 7, 9]
    assert str(found.access.last_seen[0]) == "2026-01-05"


@pytest.mark.parametrize("sizes", WAYS)
def test_what_excel_made_of_names_is_told_by_every_way(tmp_path: Path, sizes: Sizes) -> None:
    rows = [
        *ACCESS,
        [True, "d", "Windows Server 2022"],
        ["u", 12345678901234567, "Windows Server 2022"],
        ["u", datetime(2026, 3, 1), "Windows Server 2022"],
    ]
    path, findings = (
        write(tmp_path / "book.xlsx", {"Access": rows, "Licenses": WINDOWS}),
        Findings(),
    )
    with pytest.raises(WorkbookError) as error:
        intake.tables_of(workbook.read(path, findings, sizes), findings, date(2026, 1, 1))
    said = [(str(problem.place), problem.code) for problem in error.value.problems]
    first = len(ACCESS) + 1
    assert said == [
        (f"Access!A{first}", "name-is-true-or-false"),
        (f"Access!B{first + 1}", "digits-lost"),
        (f"Access!B{first + 2}", "name-is-a-day"),
    ]


def test_an_error_in_a_long_sheet_is_not_lost(tmp_path: Path) -> None:
    path = write(
        tmp_path / "book.xlsx",
        {"Access": [*ACCESS, ["#N/A", "d", "Windows Server 2022"]], "Licenses": WINDOWS},
    )
    findings = Findings()
    with pytest.raises(WorkbookError) as error:
        intake.tables_of(
            workbook.read(path, findings, Sizes(condensed=0)), findings, date(2026, 1, 1)
        )
    assert [str(p) for p in error.value.problems] == [
        'Access!A3: User holds the error "#N/A". Mend the formula, or clear the cell.'
    ]
