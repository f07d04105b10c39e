"""Names that are small numbers may say how many."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, tables, write


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([1, 2], True),
        (["3", 3], True),
        ([101, 999], True),
        ([1001, 2], False),
        (["007", "008"], False),
        (["PC1", 2], False),
    ],
)
def test_devices_that_are_numbers(values: list[object], told: bool, tmp_path: Path) -> None:
    findings = Findings()
    rows = [["User", "Device", "Server"]]
    rows += [[name, value, "Windows Server 2022"] for name, value in zip("ab", values, strict=True)]  # type: ignore[list-item]
    tables(write(tmp_path / "book.xlsx", {"Access": rows, "Licenses": WINDOWS}), findings)
    assert any(note.code == "names-are-numbers" for note in findings.warnings) is told


def test_none_where_devices_are_listed(tmp_path: Path) -> None:
    findings = Findings()
    sheets = {
        "Devices": [["Device"], [1]],
        "Access": [["User", "Device", "Server"], ["ann", 1, "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    assert findings.warnings == []
