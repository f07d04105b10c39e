"""What is said before anything is solved, whether licenses are bought once or by date: only units
that end are no matter where they can be bought again in time."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.domain.tables import Orders
from optimizer.explaining.first_notes import needs_with_notes
from tests.support.books import WINDOWS, tables, write


@pytest.mark.parametrize("orders", Orders)
def test_what_is_left_out_ends_or_is_exempt_is_told(tmp_path: Path, orders: Orders) -> None:
    sheets = {
        "Users": [["User", "Active"], ["ann", ""], ["bob", "No"]],
        "Servers": [["Server", "Product", "To"], ["S", "Windows Server 2022", ""],
                    ["Gone", "Windows Server 2022", "2025-12-31"]],
        "Access": [["User", "Server", "Purpose"], ["ann", "S", ""], ["bob", "S", ""],
                   ["ann", "S", "Exempt"]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity", "Until"], ["User CAL", 3, "2026-03-31"]],
    }  # fmt: skip
    found = tables(write(tmp_path / "in.xlsx", sheets))
    findings = Findings()
    settings = replace(found.settings, orders=orders)
    needs = needs_with_notes(replace(found, settings=settings), findings)
    assert len(needs) == 1
    ends = [("Owned!C2", "ends-too-early")] if orders is Orders.ONCE else []
    assert [(str(note.place), note.code) for note in findings.warnings] == [
        ("Users!B3", "left-out"), ("Servers!C3", "server-of-another-time"), *ends,
        ("Access!C4", "no-reason"),
    ]  # fmt: skip
