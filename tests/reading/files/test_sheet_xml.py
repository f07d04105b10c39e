"""What is seen of a sheet before a reader allocates anything for it."""

import pytest

from optimizer.reading.files import sheet_xml
from optimizer.reading.files.sheet_xml import PastTheEdge, SheetScan, by_rows, column_of, scan
from tests.support.packages import sheet, text


def look(rows: str, cut: int = 1 << 20) -> SheetScan:
    """The scan of a sheet given in pieces of so many bytes."""
    xml = sheet(rows)
    return scan((xml[i : i + cut] for i in range(0, len(xml), cut)), 1 << 20)


TWO = f'<row r="1">{text("A1", "x")}</row><row r="2"><c r="C2"><v>1</v></c><c r="D2" s="1"/></row>'


@pytest.mark.parametrize("cut", [1 << 20, 7, 40, 1])
def test_how_far_it_reaches_however_it_comes(cut: int) -> None:
    found = look(TWO, cut)
    assert (found.usual, found.cells, found.last_row, found.last_column) == (True, 2, 2, 3)
    assert b"".join(found.kept) == sheet(TWO)


def test_columns() -> None:
    assert [column_of(each) for each in ("A", "Z", "AA", "XFD", "xfd")] == [1, 26, 27, 16384, 16384]
    for past in ("XFE", "AAAA"):
        with pytest.raises(PastTheEdge):
            column_of(past)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"/>',
        '<row r="999999999"><c r="A999999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c s="1" r="A99999999"><v>1</v></c></row>',
    ],
)
def test_past_the_edge(rows: str) -> None:
    with pytest.raises(PastTheEdge):
        look(rows)


def test_the_last_row_and_column_are_within() -> None:
    found = look('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert (found.last_row, found.last_column) == (1_048_576, 16_384)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="2"/><row r="2"/>',
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c><v>1</v></c></row>',
        "<row r='1'/>",
        '<row r = "1"/>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>',
        "<!-- a remark -->",
        "<?php ?>",
    ],
)
def test_what_is_not_usual(rows: str) -> None:
    assert not look(rows).usual


@pytest.mark.parametrize("words", ["a = 'b'", "='x'!A1", "x = y"])
def test_signs_in_text_are_no_quotes(words: str) -> None:
    assert look(f'<row r="1">{text("A1", words)}</row>').usual


@pytest.mark.parametrize("cut", [1 << 20, 30])
def test_errors_and_formulas_without_a_value(cut: int) -> None:
    found = look(
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c s="2" t="e" r="B1"><f>A1</f><v>#REF!</v></c>'
        '<c r="C1"><f>A1</f></c><c r="D1"><f>A1</f><v></v></c><c r="E1"><f>A1</f><v/></c>'
        '<c r="F1"><f t="shared" si="0"/></c><c r="G1"><f>A1</f><v>1</v></c>'
        '<c r="H1" t="str"><f>""</f><v></v></c><c r="I1"><v>5</v></c></row>',
        cut,
    )
    assert found.errors == {(1, 1): "#N/A", (1, 2): "#REF!"}
    assert found.uncomputed == {(1, column) for column in (3, 4, 5, 6)}


def test_hidden_and_merged() -> None:
    xml = (
        b'<worksheet><cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1" hidden="1">'
        b'</row><row r="2" hidden="0"/></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        b"</worksheet>"
    )
    found = scan([xml], 1000)
    assert (found.hidden_rows, found.hidden_columns, found.merged) == (1, 1, ["A1:B2"])


def test_pieces_that_hold_nothing_are_left_out_and_too_many_are_not_kept() -> None:
    filled = f'<row r="1">{text("A1", "x")}</row>'
    empty = "".join(f'<row r="{r}" s="1"><c r="A{r}" s="1"/></row>' for r in range(2, 500))
    xml = sheet(filled + empty)
    pieces = [xml[i : i + 1000] for i in range(0, len(xml), 1000)]
    found = scan(pieces, 10_000)
    assert (found.cells, found.last_row) == (1, 1)
    assert sum(map(len, found.kept)) < 4000
    assert scan(pieces, 100).kept == []


@pytest.mark.parametrize(
    "begun", ["<c ", "<row ", '<row r="', "<f ", "<v ", "<col ", "<mergeCell "]
)
@pytest.mark.parametrize("around", [("<!--", "-->"), ("<?x ", "?>")])
def test_text_full_of_beginnings_is_looked_at_once(begun: str, around: tuple[str, str]) -> None:
    """Looked through to its end from each of them it would take minutes."""
    full = begun * 100_000 + ' hidden="0" "e" </c>'
    scan([sheet(f'<row r="1">{text("A1", "x")}{around[0]}{full}{around[1]}</row>')], 1000)


def test_what_stands_behind_the_rows_may_be_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merged ranges, rules of formats: they are no row, however many they are, and are kept."""
    monkeypatch.setattr(sheet_xml, "LONGEST_ROW", 500)
    ranges = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(10, 90, 2))
    xml = sheet(TWO).replace(
        b"</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>".encode()
    )
    found = scan((xml[i : i + 64] for i in range(0, len(xml), 64)), 1 << 20)
    assert len(found.merged) == 40
    assert (found.usual, found.cells) == (True, 2)
    assert b"".join(found.kept) == xml


def test_rows_with_their_namespace_before_them_are_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xml, "LONGEST_ROW", 500)
    rows = [f'<x:row r="{n}"><x:c r="A{n}"><x:v>1</x:v></x:c></x:row>'.encode() for n in range(99)]
    xml = b"".join(rows)
    pieces = [*by_rows(xml[i : i + 200] for i in range(0, len(xml), 200))]
    assert b"".join(pieces) == xml
    assert all(piece.startswith(b"<x:row") for piece in pieces)
    with pytest.raises(PastTheEdge, match="a row of more"):
        [*by_rows([b"<x:row>", *[b"t:row "] * 200])]
