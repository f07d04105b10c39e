"""What openpyxl cannot carry is left out before it meets it."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from optimizer.reading.files.package import Package
from optimizer.writing.copyable import copyable, left_out, size_of
from tests.support.packages import ACCESS, MAIN, OFFICE, package, sheet
from tests.test_cli import call

PIVOT = {
    "xl/pivotCache/pivotCacheDefinition1.xml": b"<broken",
    "xl/pivotTables/pivotTable1.xml": b"<broken",
    "xl/worksheets/_rels/sheet1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="p" Type="{OFFICE}/pivotTable" Target="../pivotTables/pivotTable1.xml"/>'
        "</Relationships>"
    ).encode(),
}
STYLED = sheet(ACCESS.replace('r="A1"', 'r="A1" s=""').replace('r="B2"', 'r="B2" s="99"'))


def test_pivot_tables_and_empty_styles(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS.replace('r="A1"', 'r="A1" s=""')), PIVOT)
    with path.open("rb") as file:
        found = Package(path, file)
        assert left_out(found) == ["pivot tables"]
        assert 500 < size_of(found) < 5000
        book = openpyxl.load_workbook(copyable(found, plain=False))
    assert book["Access"]["A2"].value == "anna"


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font><sz val="x"/></font></fonts></styleSheet>'.encode()
)


@pytest.mark.parametrize(
    ("access", "more", "lost"),
    [
        (sheet(ACCESS), PIVOT, "pivot tables"),
        (STYLED, {}, "formats"),
        (sheet(ACCESS).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"), {}, ""),
        (sheet(ACCESS.replace("anna", "an_x0001_na")), {}, ""),
        (sheet(ACCESS + '<row r="3"><c r="A3" t="d"><v>no day</v></c></row>'), {}, "formats"),
    ],
    ids=["pivot", "style", "strict", "control", "date"],
)  # fmt: skip
def test_real_books_are_marked_or_it_is_said_what_is_lost(
    tmp_path: Path, access: bytes, more: dict[str, bytes], lost: str
) -> None:
    path = package(tmp_path / "in.xlsx", access, more)
    status, out, err = call("check", path, "--mark", tmp_path / "out.xlsx")
    assert status in (0, 1, 3), err
    assert f"Marked copy written to {tmp_path / 'out.xlsx'}" in out
    assert lost in out
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Problems"


def test_the_same_workbook_gives_the_same_copy(tmp_path: Path) -> None:
    call("check", "samples/broken.xlsx", "--mark", tmp_path / "a.xlsx")
    call("check", "samples/broken.xlsx", "--mark", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None
