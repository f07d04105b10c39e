"""A workbook of text that stays text, and a system that refuses to take it."""

import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest

from optimizer.writing.book import LEVEL, closed, opened


def test_text_stays_text(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("x")
    for row, value in enumerate(("=1+1", "12", "http://x.example", float("nan"))):
        sheet.write(row, 0, value)
    closed(book)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["x"]
    assert [page.cell(row, 1).data_type for row in (1, 2, 3)] == ["s", "s", "s"]
    assert [each.name for each in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_refusal_is_the_systems_own(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    book.add_worksheet("x")
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(OSError, match="directory"):
        closed(book)


def test_it_is_packed_quickly(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("x")
    for row in range(400):
        sheet.write(row, 0, row * row)
    closed(book)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as made:
        written = made.read("xl/worksheets/sheet1.xml")
        packed = made.getinfo("xl/worksheets/sheet1.xml").compress_size

    def size(level: int) -> int:
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        return len(packer.compress(written) + packer.flush())

    assert packed == size(LEVEL) != size(6)
