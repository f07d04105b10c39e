"""A workbook of a few sheets, as calamine reads it."""

from python_calamine import CalamineWorkbook

from optimizer.reading.files.small_workbook import small_workbook
from tests.support.packages import MAIN, sheet

CELLS = '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>5</v></c></row>'


def test_sheets_and_their_texts() -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>anna</t></si></sst>'.encode()
    made = small_workbook([sheet(CELLS), b""], [("sharedStrings.xml", texts)], mac=False)
    book = CalamineWorkbook.from_filelike(made)
    assert book.sheet_names == ["sheet0.xml"]
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows == [["", "", ""], ["", "anna", 5.0]]


def test_dates_count_from_1904_where_they_do() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>'
    ).encode()
    day = sheet('<row r="1"><c r="A1" s="0"><v>1</v></c></row>')
    years = [
        CalamineWorkbook.from_filelike(small_workbook([day], [("styles.xml", styles)], mac=mac))
        .get_sheet_by_index(0)
        .to_python()[0][0]
        .year
        for mac in (False, True)
    ]
    assert years == [1900, 1904]
