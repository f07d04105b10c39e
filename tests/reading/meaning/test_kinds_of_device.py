"""A word for a kind of device is no device that several users share."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, problems, tables, write

P = "Windows Server 2022"


def sheets(*devices: str, **more: list[list[Any]]) -> dict[str, Any]:
    rows = [[f"u{i}", device, P] for i, device in enumerate(devices)]
    return {"Access": [["User", "Device", "Server"], *rows], "Licenses": WINDOWS, **more}


def noted(path: Path, found: dict[str, Any]) -> list[str]:
    findings = Findings()
    tables(write(path / "book.xlsx", found), findings)
    return [str(each) for each in findings.warnings if each.code == "kind-of-device"]


@pytest.mark.parametrize("word", ["own", "BYOD", "Private", "yes", "eigenes Gerät"])
def test_what_each_has_for_himself_is_a_problem(word: str, tmp_path: Path) -> None:
    found = problems(tmp_path, sheets(word, "pc 7", word))
    assert found == [
        f'Access!B{row}: Device "{word}" would be read as one device of 2 users. Name the device '
        "of each, or leave the cell blank where it is any device."
        for row in (2, 4)
    ]
    assert problems(tmp_path, sheets("", "pc 7", "")) == []  # as it advises
    assert problems(tmp_path, sheets(word, "pc 7")) == []  # one user's is one device


@pytest.mark.parametrize(
    "word", ["Laptop", "PC", "Citrix", "web browser", "Dienstlaptop", "shared PC"]
)
def test_a_kind_is_read_as_one_and_noted(word: str, tmp_path: Path) -> None:
    assert noted(tmp_path, sheets(word, word, "pc 7")) == [
        f'Access!B2: "{word}" is read as one device of 2 users (B2, B3). Name the device of each, '
        "or leave the cell blank where it is any device."
    ]
    assert noted(tmp_path, sheets(word, "pc 7")) == []


def test_a_name_that_devices_list_is_a_name(tmp_path: Path) -> None:
    assert noted(tmp_path, sheets("Laptop", "Laptop", Devices=[["Device"], ["Laptop"]])) == []


@pytest.mark.parametrize("word", ["x", "y", "D"])
def test_a_letter_is_a_name(word: str, tmp_path: Path) -> None:
    assert problems(tmp_path, sheets(word, word, "z")) == []
