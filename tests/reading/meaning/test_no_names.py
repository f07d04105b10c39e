"""What Excel makes of names is a problem at its cell."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.books import WINDOWS, problems

P = "Windows Server 2022"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (date(2026, 3, 1), "is a day"),
        (True, "answer of a formula"),
        (12345678901234567, "more digits than Excel keeps"),
        ("1.23E+15", "more digits than Excel keeps"),
        ("PC1²", "footnote"),
    ],
)
@pytest.mark.parametrize("sheet", ["Access", "Devices"])
def test_no_name(value: object, word: str, sheet: str, tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", value if sheet == "Access" else "pc", P]]
    sheets: dict[str, Any] = {"Access": rows, "Licenses": WINDOWS}
    if sheet == "Devices":
        sheets["Devices"] = [["Device"], ["pc"], [value]]
    (problem,) = problems(tmp_path, sheets)
    assert problem.startswith("Access!B2: Device" if sheet == "Access" else "Devices!A3: Device")
    assert word in problem


@pytest.mark.parametrize("name", [1001, "2026-03", "PC+5", "E5+2", "MAR1"])
def test_a_name(name: object, tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", name, P]]
    assert problems(tmp_path, {"Access": rows, "Licenses": WINDOWS}) == []
