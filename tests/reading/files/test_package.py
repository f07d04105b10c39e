"""Parts of an .xlsx file: counted while they are inflated, in every encoding and packing."""

import zipfile
from pathlib import Path

import pytest

from optimizer.domain.problems import WorkbookError
from optimizer.reading.files.package import Package, as_utf8
from tests.support.packages import ACCESS, package, sheet

PART = "xl/worksheets/sheet1.xml"


def read(path: Path, most: int = 1 << 30) -> bytes:
    with path.open("rb") as file:
        return Package(path, file).read(PART, most)


def code(path: Path, most: int = 1 << 30) -> str:
    with pytest.raises(WorkbookError) as error:
        read(path, most)
    (problem,) = error.value.problems
    return problem.code


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_packing_is_read(tmp_path: Path, method: int) -> None:
    xml = sheet(ACCESS) * 200
    assert read(package(tmp_path / "in.xlsx", xml, method=method)) == xml


def test_a_part_is_named_without_regard_to_case(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", b"x")
    with path.open("rb") as file:
        found = Package(path, file)
        assert "XL/Worksheets/SHEET1.xml" in found
        assert found.size("XL/Worksheets/SHEET1.xml") == 1


def lying(path: Path, size: int) -> Path:
    """The workbook whose zip says, in both places, that the sheet has `size` bytes."""
    with zipfile.ZipFile(path) as archive:
        true = archive.getinfo(PART).file_size
    content = path.read_bytes()
    said = true.to_bytes(4, "little")
    assert content.count(said) == 2
    path.write_bytes(content.replace(said, size.to_bytes(4, "little")))
    return path


@pytest.mark.parametrize("size", [10, 10_000_000])
def test_a_directory_that_lies_is_damage(tmp_path: Path, size: int) -> None:
    path = package(tmp_path / "in.xlsx", sheet(ACCESS) * 5000)
    assert code(lying(path, size)) == "damaged"


def test_more_than_may_be_inflated_is_refused_before_it_is(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", b" " * 5000)
    assert code(path, 4999) == "unpacks-too-large"
    assert len(read(path, 5000)) == 5000


def test_a_part_twice_is_damage(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", b"x", {"xl/Worksheets/Sheet1.xml": b"y"})
    assert code(path) == "damaged"


def test_a_bent_byte_is_damage(tmp_path: Path) -> None:
    path = package(tmp_path / "in.xlsx", b"x" * 500, method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"x" * 500, b"x" * 499 + b"y"))
    assert code(path) == "damaged"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("iso-8859-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "utf-8"),
        ("shift_jis", "Shift_JIS"),
    ],
)
def test_encodings(encoding: str, said: str) -> None:
    word = "表" if encoding == "shift_jis" else "é"
    xml = f'<?xml version="1.0" encoding="{said}"?><a>{word}</a>'.encode(encoding)
    assert f"<a>{word}</a>".encode() in as_utf8(xml)


@pytest.mark.parametrize("said", ["zlib_codec", "punycode", "idna", "no-such"])
def test_what_is_no_encoding_of_xml(said: str) -> None:
    with pytest.raises(LookupError):
        as_utf8(f'<?xml version="1.0" encoding="{said}"?><a/>'.encode())
