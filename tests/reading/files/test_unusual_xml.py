"""Legal spellings that no spreadsheet writes become the usual one."""

from xml.parsers import expat

import pytest

from optimizer.reading.files.sheet_xml import PastTheEdge, scan
from optimizer.reading.files.unusual_xml import Forbidden, TooMany, usual
from tests.support.packages import MAIN, sheet, text


def rows_of(rows: str) -> bytes:
    xml, far = usual(sheet(rows))
    assert far == b""
    assert scan([xml], 1 << 20).usual
    return xml.partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]


def test_rows_and_cells_are_put_in_order() -> None:
    found = rows_of(
        '<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>5</v></c></row>'
    )
    assert found == (
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c><c r="C3"><v>5</v></c></row>'
    )


def test_addresses_that_are_left_out() -> None:
    assert rows_of('<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row/>') == (
        b'<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c><c r="D1"><v>3</v></c></row>'
        b'<row r="2"></row>'
    )


def test_prefixes_quotes_remarks_and_cdata() -> None:
    xml = (
        f"<x:worksheet xmlns:x='{MAIN}'><x:cols><x:col min='1' max='1' hidden='1'/></x:cols>"
        "<x:sheetData><!-- r --><x:row r = '1' hidden='true'><x:c r='A1' t='str'>"
        "<x:v><![CDATA[a<b&c]]></x:v></x:c></x:row></x:sheetData>"
        "<x:mergeCells><x:mergeCell ref='A1:A2'/></x:mergeCells></x:worksheet>"
    ).encode()
    found, _ = usual(xml)
    seen = scan([found], 1 << 20)
    assert (seen.usual, seen.hidden_rows, seen.hidden_columns) == (True, 1, 1)
    assert seen.merged == ["A1:A2"]
    assert b'<c r="A1" t="str"><v>a&lt;b&amp;c</v></c>' in found


def test_rich_text_is_one_and_how_it_is_spoken_is_not_read() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>z</t></rPh></is></c></row>'
    assert (
        b'<is><t xml:space="preserve">ab</t></is>'
        in usual(sheet(rows).replace(b'r="1"', b"r='1'"))[0]
    )


def test_formulas_stay_formulas() -> None:
    assert b"<f>1&gt;0</f>" in rows_of('<row><c t="b"><f>1&gt;0</f></c></row>')


def test_far_columns_are_cut_and_the_head_keeps_them_apart() -> None:
    rows = "".join(
        f'<row r="{r}">{text(f"A{r}", "x")}{text(f"XFD{r}", "far")}</row>' for r in (1, 2, 3)
    )
    near, far = usual(sheet(rows), 10, 2)
    assert b"XFD" not in near
    assert near.count(b"<c ") == 3
    assert [b'r="XFD1"' in far, b'r="XFD2"' in far, b'r="XFD3"' in far] == [True, True, False]


@pytest.mark.parametrize(
    "rows",
    ['<row r="1048577"/>', '<row r="' + "9" * 5000 + '"/>', '<row r="x"/>', '<row><c r="XFE1"/></row>', '<row><c r="A2000000"/></row>'],
)  # fmt: skip
def test_past_the_edge(rows: str) -> None:
    with pytest.raises(PastTheEdge):
        usual(sheet(rows))


def test_a_million_implied_columns_end_at_the_edge() -> None:
    with pytest.raises(PastTheEdge):
        usual(sheet("<row>" + "<c/>" * 16_385 + "</row>"))


def test_what_is_too_much_forbidden_or_no_xml() -> None:
    with pytest.raises(Forbidden):
        usual(b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>')
    with pytest.raises(expat.ExpatError):
        usual(b"<worksheet><row></worksheet>")
    with pytest.raises(TooMany):
        usual(sheet("<row>" + "<c><v>1</v></c>" * 3 + "</row>"), most=2)
