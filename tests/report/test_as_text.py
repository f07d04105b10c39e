"""The terminal's lines of a plan, and that they add up."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from optimizer.domain.plan_status import PlanStatus
from optimizer.domain.planned import Planned
from optimizer.report.as_text import lines
from tests.support.books import solve, write
from tests.test_cli import call


def test_a_servers_own_license_is_a_line_so_that_lines_add_up(tmp_path: Path) -> None:
    """SQL Server in CAL mode: 899 for the server, twice, beside a user license and a device
    license."""
    book = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"]],
        "Servers": [["Server", "Product", "Count", "CAL mode cost"], ["DB", "P", 2, 899]],
        "Users": [["User", "License by"], ["a", "User"], ["b", ""], ["c", ""]],
        "Access": [["User", "Device", "Server"]]
        + [[user, device, "DB"] for user, device in (("a", "d1"), ("b", "d2"), ("c", "d2"))],
        "Products": [["Product", "Family"], ["P", "F"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "F", 50],
            ["Device CAL", "Device", "F", 39],
        ],
    }
    write(tmp_path / "in.xlsx", book)
    status, out, _ = call("solve", tmp_path / "in.xlsx", "-o", tmp_path / "out.xlsx")
    assert status == 0
    assert "  Server license of DB (CAL mode): 1,798.00 USD" in out.splitlines()
    lines = [line for line in out.splitlines() if line.startswith("  ")]
    amounts = [Decimal(re.findall(r": ([\d,.]+) USD", line)[0].replace(",", "")) for line in lines]
    assert sum(amounts) == 1798 + 50 + 39
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Purchases"]
    rows = [row for row in page.iter_rows(values_only=True) if any(row)]
    assert any("DB" in str(cell) for row in rows for cell in row)
    assert any(1798 in row for row in rows)
    owned = [["License", "Quantity"], ["CAL", 3]]
    write(tmp_path / "in.xlsx", book | {"Owned": owned})
    _, out, _ = call("solve", tmp_path / "in.xlsx", "-o", tmp_path / "out.xlsx")
    assert "Server license of DB (CAL mode): 1,798.00 USD" in out
    assert "Buy nothing" not in out  # the server's own license is bought


def test_a_plan_that_is_not_proven_says_what_none_can_cost_less_than(tmp_path: Path) -> None:
    """Two at 39 in one pack: once as it is, once as if the proof had stopped at 30."""
    sheets = {
        "Access": [["User", "Device", "Server"], ["", "d", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["D", "Device", "Windows Server", 39, 2],
        ],
    }
    tables, plan = solve(tmp_path, sheets)
    said = list(lines(Planned(tables, plan)))
    assert any("Buy 2 × D in 1 pack at 39.00 USD" in line for line in said)
    assert "Proven: nothing cheaper exists; audited." in said
    stopped = replace(plan, status=PlanStatus.FEASIBLE, lower_bound=Decimal(30))
    assert (
        "Audited and compliant, not proven cheapest: no plan costs less than 30.00 USD."
        in lines(Planned(tables, stopped))
    )
