"""Workbooks as other programs write them, and as nobody should: read alike, or refused before
anything is allocated for them."""

import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.reading import grids
from optimizer.reading.cells import UNCOMPUTED
from optimizer.reading.files import xlsx
from tests.support.packages import (
    ACCESS,
    LICENSES,
    MAIN,
    OFFICE,
    PACKAGE,
    package,
    sheet,
    table,
    text,
)


def rows(path: Path, title: str = "Access", sizes: xlsx.Sizes = xlsx.SIZES) -> list[Any]:
    with xlsx.open_rows(path, lambda each: each == title, sizes) as found:
        return [list(row) for row in found.rows(title)]


def code(path: Path) -> str:
    with pytest.raises(WorkbookError) as error:
        grids.read(path, Findings())
    return error.value.problems[0].code


WAYS = [xlsx.Sizes(copied=0), xlsx.SIZES, xlsx.Sizes(condensed=0)]
EXPECTED = [["User", "Device", "Server"], ["anna", "pc1", "Windows Server 2022"]]


@pytest.mark.parametrize(
    "access",
    [
        sheet(ACCESS),
        sheet(ACCESS.replace('"', "'")).replace(b"'", b"'"),
        sheet(ACCESS).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        sheet(ACCESS.partition("</row>")[2] + ACCESS.partition("</row>")[0] + "</row>"),
        sheet(ACCESS.replace(' r="1"', "").replace(' r="2"', "")),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet(ACCESS),
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16") + sheet(ACCESS).decode().encode("utf-16-le"),
        b"\xef\xbb\xbf" + sheet(ACCESS),
    ],
    ids=["usual", "quotes", "strict", "order", "addresses", "latin", "utf-16", "mark"],
)  # fmt: skip
@pytest.mark.parametrize("sizes", WAYS)
def test_every_legal_spelling_reads_alike(tmp_path: Path, access: bytes, sizes: xlsx.Sizes) -> None:
    assert rows(package(tmp_path / "in.xlsx", access), sizes=sizes) == EXPECTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("sizes", WAYS)
def test_every_packing_reads_alike(tmp_path: Path, method: int, sizes: xlsx.Sizes) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS), method=method)
    assert rows(path, sizes=sizes) == EXPECTED


@pytest.mark.parametrize("sizes", WAYS)
def test_what_the_reader_loses_is_put_back(tmp_path: Path, sizes: xlsx.Sizes) -> None:
    more = (
        '<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="E3"><f>A1</f></c></row>'
        '<row r="6"><c r="A6"><f>A1</f></c></row>'
    )
    found = rows(package(tmp_path / "in.xlsx", sheet(ACCESS + more)), sizes=sizes)
    assert found[2][1] == "#N/A"
    assert found[2][4] is UNCOMPUTED
    assert found[5] == [UNCOMPUTED]


RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="./worksheets/../worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
    '<Relationship Id="r3" Type="http://schemas.microsoft.com/office/2006/relationships/'
    'xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>'
).encode()


@pytest.mark.parametrize("sizes", WAYS)
def test_odd_targets_and_macro_sheets(tmp_path: Path, sizes: xlsx.Sizes) -> None:
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Macro1" sheetId="3" '
        'r:id="r3"/><sheet name="Access" sheetId="1" r:id="r1"/><sheet name="Licenses" sheetId="2" '
        'r:id="r2" state="hidden"/></sheets></workbook>'
    ).encode()
    path = package(
        tmp_path / "in.xlsx",
        sheet(ACCESS),
        {
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/workbook.xml": book,
            "xl/macrosheets/sheet1.xml": b"<x/>",
        },
    )
    assert rows(path, sizes=sizes) == EXPECTED
    with xlsx.open_rows(path, lambda _: True, sizes) as found:
        assert found.titles == ["Access", "Licenses"]
        assert (found.hidden("Access"), found.hidden("Licenses")) == (False, True)


def test_one_stray_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    long = "".join(f'<row r="{r}">{text(f"A{r}", "u")}</row>' for r in range(3, 5000))
    for stray in ('<row r="5000"><c r="XFD5000"><v>1</v></c></row>', ""):
        head = ACCESS if stray else ACCESS.replace("</row>", text("XFD1", "x") + "</row>", 1)
        found = rows(package(tmp_path / "in.xlsx", sheet(head + long + stray)))
        assert len(found) >= 4999
        assert max(map(len, found[20:])) < 5000
        assert found[1][:3] == EXPECTED[1]


def test_a_known_column_beyond_the_cut_is_a_problem(tmp_path: Path) -> None:
    head = ACCESS.replace("</row>", text("XFD1", "Sessions") + "</row>", 1)
    long = "".join(f'<row r="{r}">{text(f"A{r}", "u")}</row>' for r in range(3, 3000))
    findings = Findings()
    grids.read(package(tmp_path / "in.xlsx", sheet(head + long)), findings)
    assert [str(problem) for problem in findings.problems] == [
        'Access!XFD1: column "Sessions" stands too far to the right of a long sheet. Move it '
        "beside the others, or delete the empty columns between."
    ]


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (sheet('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'), "past-the-edge"),
        (sheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), "past-the-edge"),
        (sheet("<row r='999999999'/>"), "past-the-edge"),
        (sheet("<row r='1'><c r='A1'></row>"), "damaged"),
        (sheet("<row>")[:60], "damaged"),
        (b'<?xml version="1.0" encoding="zlib_codec"?>' + sheet(ACCESS), "damaged"),
        (b"", "damaged"),
        (sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged"),
    ],
)
def test_what_is_refused(tmp_path: Path, access: bytes, expected: str) -> None:
    assert code(package(tmp_path / "in.xlsx", access)) == expected


def test_what_is_past_the_edge_is_named_shortly(tmp_path: Path) -> None:
    """Whatever the file says there: it may be of any length."""
    bombs = {
        "a row of more than 64 MB": sheet('<row r="1">' + " " * (70 << 20) + "</row>"),
        "column ABCDEFGHIJKL": sheet(f'<row r="1"><c r="{"ABCDEFGHIJKL" * 9}1"><v>1</v></c></row>'),
    }
    for said, access in bombs.items():
        findings = Findings()
        with pytest.raises(WorkbookError) as error:
            grids.read(package(tmp_path / "in.xlsx", access), findings)
        assert [str(problem) for problem in error.value.problems] == [
            f'in.xlsx: holds {said} on its sheet "Access", past Excel\'s limits. Open it in Excel, '
            "let Excel repair it, and save it."
        ]


def test_shared_texts_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.reading.files.xlsx.MOST_SHARED", 3)
    for count, expected in ((3, None), (4, "sheet-too-long")):
        texts = f'<sst xmlns="{MAIN}">' + "<si><t>a</t></si>" * count + "</sst>"
        relations = relation("r1", "worksheet", "worksheets/sheet1.xml") + relation(
            "r2", "worksheet", "worksheets/sheet2.xml"
        )
        relations += relation("r3", "sharedStrings", "sharedStrings.xml")
        parts = {
            "xl/sharedStrings.xml": texts.encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
            ).encode(),
        }
        path = package(tmp_path / "in.xlsx", sheet(ACCESS), parts)
        if expected is None:
            assert grids.read(path, Findings()).grids
        else:
            assert code(path) == expected


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def test_sheets_in_an_unusual_spelling_are_bounded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = sheet(ACCESS).replace(b'"', b"'")
    path = package(
        tmp_path / "in.xlsx", odd, {"xl/worksheets/sheet2.xml": LICENSES.replace(b'"', b"'")}
    )
    monkeypatch.setattr("optimizer.reading.files.xlsx.MOST_UNUSUAL", 14)  # six cells, and eight
    assert grids.read(path, Findings()).grids
    monkeypatch.setattr("optimizer.reading.files.xlsx.MOST_UNUSUAL", 13)
    assert code(path) == "unusual-sheet-too-long"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<a", b"\xff\xfe\x00", b"<a/>"])
def test_damage_in_any_part_is_a_sentence(tmp_path: Path, part: str, content: bytes) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS), {part: content})
    findings = Findings()
    try:
        grids.read(path, findings)
    except WorkbookError as error:
        findings.problems += error.problems
    assert findings.problems or part == "_rels/.rels"


def test_a_million_formatted_rows_with_nothing_in_them(tmp_path: Path) -> None:
    empty = "".join(
        f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/></row>'
        for r in range(3, 1_048_577)
    )
    path = package(tmp_path / "in.xlsx", sheet(ACCESS + empty))
    began = time.process_time()
    assert [row for row in rows(path) if any(row)] == EXPECTED
    assert time.process_time() - began < 20  # nobody waits: it is a second or two


def test_an_attribute_of_thirty_megabytes(tmp_path: Path) -> None:
    access = sheet(ACCESS.replace('<row r="2">', '<row r="2" spans="' + "1:3 " * 7_000_000 + '">'))
    assert rows(package(tmp_path / "in.xlsx", access)) == EXPECTED


def test_a_sheet_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS))
    monkeypatch.setattr(xlsx, "MOST_CELLS", 5)
    assert code(path) == "sheet-too-long"


def test_licenses_are_what_other_tests_think(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS), {"xl/worksheets/sheet2.xml": LICENSES})
    assert rows(path, "Licenses")[1] == ["User CAL", "User", "Windows Server", 50.0]
    assert table(("a",)) in sheet(table(("a",))).decode()
