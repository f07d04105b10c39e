"""A last day before the first one is told, whatever the plan makes of it."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from tests.support.books import WINDOWS, tables, write

HEADS: dict[str, list[Any]] = {
    "Users": ["User"],
    "Devices": ["Device"],
    "Servers": ["Server", "Product"],
    "Access": ["User", "Device", "Server"],
}
ROW = {"User": "ann", "Device": "pc", "Server": "s", "Product": "Windows Server 2022"}


def told(tmp_path: Path, sheet: str, *days: tuple[str, str]) -> list[str]:
    findings = Findings()
    sheets: dict[str, Any] = {"Licenses": WINDOWS}
    for name, head in HEADS.items():
        row = [ROW[column] for column in head]
        sheets[name] = [head, row]
        if name == sheet:
            rows = [
                [row[0] if name == "Access" or not i else f"{row[0]}{i}", *row[1:], *each]
                for i, each in enumerate(days)
            ]
            sheets[name] = [[*head, "From", "To"], *rows]
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    return [str(n) for n in findings.warnings if n.message.code == "begins-after-its-end"]


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Users", "B2"), ("Devices", "B2"), ("Servers", "C2"), ("Access", "D2")]
)
def test_a_row_that_begins_after_its_end_is_told(tmp_path: Path, sheet: str, cell: str) -> None:
    assert told(tmp_path, sheet, ("2027-01-01", "2026-06-30")) == [
        f"{sheet}!{cell}: 1 row has a From after its To, like 2027-01-01 after 2026-06-30 ({cell}). "
        "Clear To where somebody has come back, or correct one of the two."
    ]


def test_several_are_one_note_and_others_none(tmp_path: Path) -> None:
    (note,) = told(
        tmp_path,
        "Users",
        *(("2026-06-30", "2026-06-30"), ("2027-01-01", ""), ("", "2026-06-30")),
        *(("2027-01-02", "2026-06-30"), ("2027-01-03", "2026-06-29")),
    )
    assert note.startswith("Users!B5: 2 rows have a From after their To, like 2027-01-02 after")
