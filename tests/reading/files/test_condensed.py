"""Of a long sheet each distinct cell is kept once, and every filled cell stands where it stood."""

import re

import numpy as np
import pytest

from optimizer.reading.files.condensed import WIDE, Condensed, condensed

HEAD = b'<worksheet><cols><col min="1" max="2"/></cols><sheetData>'
TAIL = b'</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>'


def of(rows: str, most: int = 100, piece: int = 1 << 20) -> Condensed | None:
    xml = HEAD + rows.encode() + TAIL
    return condensed([xml[i : i + piece] for i in range(0, len(xml), piece)], most)


def cells(found: Condensed | None) -> dict[tuple[int, int], int]:
    assert found is not None
    places = zip(found.rows.tolist(), found.columns.tolist(), strict=True)
    return dict(zip(places, found.cells.tolist(), strict=True))


TWO_ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2" t="s"><v>0</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="AB4"><v>7</v></c><c r="XFD4" s="1"/></row>'
)


def test_equal_cells_are_one_and_stand_where_they_stood() -> None:
    found = of(TWO_ROWS)
    assert cells(found) == {(0, 0): 0, (0, 1): 1, (3, 0): 0, (3, 27): 2}
    assert found is not None
    assert (found.last_row, found.across, found.hidden_rows) == (4, 1, 0)
    assert found.xml == (
        HEAD + b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        b'<row r="2"><c r="A2" s="2" t="s"><v>0</v></c></row>'
        b'<row r="3"><c r="A3"><v>7</v></c></row>' + TAIL
    )


def test_pieces_may_be_cut_anywhere() -> None:
    whole = of(TWO_ROWS)
    for piece in range(1, 90):
        assert cells(of(TWO_ROWS, piece=piece)) == cells(whole)


def test_long_cells_and_formulas_are_kept_whole() -> None:
    long = "x" * (2 * WIDE)
    found = of(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c><c r="B1"><f>A1</f>'
        f'<v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>{long}</t></is></c></row>'
    )
    assert cells(found) == {(0, 0): 0, (0, 1): 1, (1, 0): 0}
    assert found is not None
    assert found.values == [long, None]
    assert long.encode() not in found.xml
    assert b"<f>A1</f><v>1</v>" in found.xml


def test_a_cell_of_a_shared_text_is_its_number() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" s="14" t="s"><v>0</v></c>'
        '<c r="C1" s="14"><v>0</v></c><c r="D1" s="x" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v></v></c>'
        '<c r="C2" t="s"><v>3</v></c><c r="D2" t="s"><f>A1</f><v>1</v></c>'
        '<c r="E2" t="s"><v>1</v><v>1</v></c><c r="F2" t="s"><v>00000001</v></c></row>'
    )
    xml = HEAD + rows.encode() + TAIL
    found = condensed([xml], 100, shared=3)
    assert found is not None
    assert found.cells.tolist() == [-3, -1, 0, 1, -3, 2, 3, 4, 5, 6]
    assert list(found.asked) == [*range(7)]
    whole = found.filled_in("abcdefg", ["x", "y", "z"])
    said = "".join(str(whole.values[number]) for number in whole.cells.tolist())
    assert said == "zxabzcdefg"


def test_past_so_many_cells_none_is_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.reading.files.condensed.MOST_KNOWN", 1)
    cell = '<row r="{0}"><c r="A{0}"><v>{1}</v></c></row>'
    rows = [cell.format(row, row % 3) + cell.format(row + 1, (row + 1) % 3) for row in (1, 3, 5, 7)]
    found = condensed([HEAD, *(row.encode() for row in rows), TAIL], 100)
    assert found is not None
    values = [int(tail) for tail in re.findall(rb"<v>(\d+)</v>", found.xml)]
    assert [values[number] for number in found.cells.tolist()] == [n % 3 for n in range(1, 9)]
    assert len(values) > 3


def test_hidden_rows_are_counted_and_rows_without_cells_pass() -> None:
    found = of(
        '<row r="1"/><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3"></row>'
        '<row r="9" s="3"/>'
    )
    assert cells(found) == {(1, 0): 0}
    assert found is not None
    assert (found.last_row, found.hidden_rows) == (2, 1)


def test_cells_that_differ_in_a_later_byte_are_two() -> None:
    texts = [f"{'y' * length}{end}" for length in range(60) for end in "ab"]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>{text}</v></c></row>'
        for n, text in enumerate(texts * 2, 1)
    )
    found = of(rows, most=1000)
    assert found is not None
    assert found.cells.tolist() == [*range(len(texts)), *range(len(texts))]


def test_many_distinct_cells_stand_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.reading.files.condensed.SPREAD", 2)
    rows = "".join(f'<row r="{n}"><c r="C{n}"><v>{n}</v></c></row>' for n in range(1, 6))
    found = of(rows)
    assert found is not None
    assert found.across == 3
    assert b'<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row>' in found.xml
    assert np.array_equal(found.cells, np.arange(5))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c t="s" r="A1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="12345678"><c r="A12345678"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><!-- no --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1">\n<c r="A1"><v>1</v></c>\n</row>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        "text",
    ],
)
def test_whatever_is_written_otherwise_is_left_to_others(rows: str) -> None:
    assert of(rows) is None


def test_a_sheet_of_too_many_cells_is_left_to_others() -> None:
    assert of(TWO_ROWS, most=3) is None
    assert condensed([b"<worksheet><sheetData/></worksheet>"], 3) is None
    assert condensed([HEAD + b'<row r="1"></row>'], 3) is None
