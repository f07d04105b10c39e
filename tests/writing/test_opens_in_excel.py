"""The checker of what Excel would repair takes a workbook as it was written, and finds each fault
that is put into it."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.opens_in_excel import not_opened

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
TABLE, TEXTS, CHART = "xl/tables/table1.xml", "xl/sharedStrings.xml", "xl/charts/chart1.xml"

FAULTS = [
    (BOOK, 'name="Plan"', f'name="{"P" * 32}"', "its name"),
    (BOOK, 'name="Plan"', 'name="Plan/2026"', "its name"),
    (BOOK, 'name="Plan"', 'name="more"', "two sheets"),
    (BOOK, 'name="Cost"', 'name="Plan cost"', "cannot be a name"),
    (BOOK, 'name="Cost"', 'name="R1C1"', "cannot be a name"),
    (BOOK, 'name="Cost"', 'name="TBLPLAN"', "two tables or names"),
    (BOOK, ">Plan!$B$2<", ">#REF!<", "refers to nothing"),
    (TABLE, 'displayName="tblPlan"', 'displayName="A1"', "cannot be a table's name"),
    (TABLE, 'name="Price"', 'name="NAME"', "two headers"),
    (TABLE, 'ref="A1:B3"', 'ref="A1:C3"', "2 headers for 3 columns"),
    (TABLE, 'ref="A1:B3"', 'ref="A1:B1"', "no row below"),
    (TEXTS, ">first<", f">{'x' * 32_768}<", "32768 characters"),
    (STYLES, "0.00&quot; USD&quot;", "0.00 USD", "unquoted"),
    (STYLES, "0.00&quot; USD&quot;", "0.00&quot; USD", "number format"),
    (SHEET, "<f>B2*2</f>", f'<f>"{"x" * 256}"</f>', "quotes 256"),
    (SHEET, "<f>B2*2</f>", f"<f>{'1+' * 4_097}1</f>", "8195 characters"),
    (SHEET, 'ref="A6:B6"', 'ref="A6:B7"', "overlap"),
    (SHEET, 'sqref="B2:B3"', 'sqref="B2:B1048577"', "conditional format"),
    (SHEET, 'dxfId="0"', 'dxfId="9"', "has no look"),
    (SHEET, '"Year,Month"', f'"{"x" * 256}"', "a list of 258"),
    (SHEET, 'ht="30"', 'ht="410"', "410 points"),
    (SHEET, 'width="20.7109375"', 'width="256"', "256 wide"),
    (SHEET, 'prompt="Pick one"', f'prompt="{"x" * 256}"', "prompt is too long"),
    (SHEET, 'location="Plan!A1"', f'location="{"x" * 2_080}"', "too long"),
    (SHEET, "<v>7.5</v>", "<v>nan</v>", "holds nan"),
    (SHEET, '<row r="3"', '<row r="1"', "row 1 after row 2"),
    (CHART, "Plan!$B$2:$B$3", "#REF!", "refers to nothing"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, _ = book.add_worksheet("Plan"), book.add_worksheet("More")
    money = book.add_format({"num_format": '#,##0.00" USD"'})
    sheet.set_column(0, 0, 20)
    sheet.set_row(3, 30)
    sheet.add_table("A1:B3", {"name": "tblPlan", "columns": [{"header": "Name"}, {"header": "Price"}], "data": [["first", 7.5], ["second", 8.25]]})  # fmt: skip
    sheet.write_formula("B4", "=B2*2", money, 15)
    sheet.merge_range("A6:B6", "merged")
    sheet.merge_range("A7:B7", "merged too")
    sheet.conditional_format("B2:B3", {"type": "cell", "criteria": ">", "value": 8, "format": book.add_format({"bold": True})})  # fmt: skip
    sheet.data_validation("C2", {"validate": "list", "source": ["Year", "Month"], "input_message": "Pick one"})  # fmt: skip
    sheet.write_url("C4", "internal:Plan!A1", string="up")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Plan!$B$2:$B$3"})
    sheet.insert_chart("E2", chart)
    book.define_name("Cost", "=Plan!$B$2")
    book.close()
    return path


def test_a_sound_workbook_is_taken(sound: Path) -> None:
    assert not_opened(sound) == []


@pytest.mark.parametrize(("part", "right", "wrong", "said"), FAULTS)
def test_each_fault_is_found(
    sound: Path, tmp_path: Path, part: str, right: str, wrong: str, said: str
) -> None:
    with zipfile.ZipFile(sound) as given, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        for name in given.namelist():
            text = given.read(name).decode()
            if name == part:
                assert right in text
                text = text.replace(right, wrong, 1)
            made.writestr(name, text)
    found = not_opened(tmp_path / "a.xlsx")
    assert any(said in fault for fault in found), found


def test_a_part_that_is_no_xml_is_told_by_the_reader(sound: Path, tmp_path: Path) -> None:
    """A control character is none that XML may hold."""
    with zipfile.ZipFile(sound) as given, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b">first<", b">\x01<"))
    with pytest.raises(SyntaxError):
        not_opened(tmp_path / "a.xlsx")
