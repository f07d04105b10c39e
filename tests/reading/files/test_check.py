"""Files that people give: missing, damaged, of another kind, or hostile; each refused by name."""

import re
import zipfile
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.reading import grids as workbook
from tests.support.books import WINDOWS, write
from tests.support.packages import rewritten

ACCESS = [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]]
GOOD = {"Access": ACCESS, "Licenses": WINDOWS}


def refused(path: Path) -> str:
    with pytest.raises(WorkbookError) as error:
        workbook.read(path, Findings())
    (problem,) = error.value.problems
    return str(problem)


def made(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    write(tmp_path / "clinic.xlsx", GOOD)
    assert (
        refused(tmp_path / "clinik.xlsx")
        == 'clinik.xlsx: does not exist. Did you mean "clinic.xlsx"? Check the name and the folder.'
    )
    assert (
        refused(tmp_path / "no folder" / "x.xlsx")
        == "x.xlsx: does not exist. Check the name and the folder."
    )


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path.name}: is a folder. Give the workbook in it."


def test_a_lock_file(tmp_path: Path) -> None:
    assert (
        refused(made(tmp_path / "~$book.xlsx", b"x"))
        == "~$book.xlsx: is the lock file of an open workbook. Give the workbook itself, "
        '"book.xlsx".'
    )


def test_an_empty_file(tmp_path: Path) -> None:
    assert (
        refused(made(tmp_path / "book.xlsx", b""))
        == "book.xlsx: is empty. Save the workbook again."
    )


def test_an_old_or_protected_workbook(tmp_path: Path) -> None:
    text = refused(made(tmp_path / "book.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    assert text == (
        "book.xlsx: is an old .xls workbook, or one with a password or a sensitivity label. "
        "Open it in Excel, remove the protection, and save it as .xlsx."
    )


def test_a_csv_by_another_name(tmp_path: Path) -> None:
    text = refused(made(tmp_path / "book.xlsx", b"User;Device\r\na;b\r\n"))
    assert (
        text
        == "book.xlsx: is text (CSV, say), not a workbook. Open it in Excel and save it as .xlsx."
    )


def test_something_else_entirely(tmp_path: Path) -> None:
    assert (
        refused(made(tmp_path / "book.xlsx", b"\x89PNG\0\0"))
        == "book.xlsx: is not an Excel workbook. Save it as .xlsx."
    )


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert (
        refused(tmp_path / "book.xlsx") == "book.xlsx: is not an Excel workbook. Save it as .xlsx."
    )


def test_a_binary_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    assert (
        refused(tmp_path / "book.xlsx")
        == "book.xlsx: is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."
    )


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_truncated_workbook(tmp_path: Path, share: float) -> None:
    content = write(tmp_path / "whole.xlsx", GOOD).read_bytes()
    text = refused(made(tmp_path / "book.xlsx", content[: int(len(content) * share)]))
    assert text == "book.xlsx: is cut short or damaged. Copy or download it again."


def test_a_damaged_part(tmp_path: Path) -> None:
    path = rewritten(
        write(tmp_path / "book.xlsx", GOOD),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml[: len(xml) // 2],
    )
    assert (
        refused(path)
        == "book.xlsx: is damaged. Open it in Excel, let Excel repair it, and save it."
    )


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = rewritten(
        write(tmp_path / "book.xlsx", GOOD),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml + b" " * (300 << 20),
    )
    assert re.fullmatch(
        r"book.xlsx: would unpack to 300 MB or more, which looks like an attack. "
        r"Check where it comes from; if it is yours, copy its sheets into a new workbook.",
        refused(path),
    )


def test_an_entity_bomb(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = rewritten(
        write(tmp_path / "book.xlsx", GOOD),
        "xl/worksheets/sheet1.xml",
        lambda xml: bomb + xml.split(b"?>")[-1],
    )
    assert (
        refused(path)
        == "book.xlsx: holds XML entities, which no workbook needs and an attack does. Do not "
        "open it."
    )
