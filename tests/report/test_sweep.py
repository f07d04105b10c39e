"""A sweep's outcomes as a table, and as a file of each kind."""

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from optimizer.report.sweep import frame, write_sweep
from tests.support.books import WINDOWS, tables, write

DONE: dict[str, Any] = {
    "status": "optimal", "cost": Decimal("100.50"), "due_now": Decimal(50),
    "payments": Decimal(110), "people": 2, "devices": 1, "bought": {"U": 2},
}  # fmt: skip
OTHER = DONE | {"cost": Decimal(90), "bought": {"D": 1}}
NONE: dict[str, Any] = {"status": "infeasible", "why": "=too few"}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return frame(["U", "=D"], [[Decimal(i), Decimal("0.5")] for i in range(len(rows))], rows)


def test_a_row_is_a_point_with_what_is_bought_of_each_license_at_any_point() -> None:
    made = table(DONE, OTHER)
    assert list(made.columns) == [
        *("U", "=D", "Status", "Cost", "Due now", "Payments over the horizon"),
        *("People with a license", "Devices with a license", "Buy: U", "Buy: D"),
    ]
    assert made.iloc[0].tolist() == [0.0, 0.5, "optimal", 100.5, 50.0, 110.0, 2, 1, 2, 0]
    assert made["Buy: D"].tolist() == [0, 1]


def test_a_point_without_a_plan_says_why_and_buys_nothing_that_is_known() -> None:
    made = table(DONE, NONE)
    assert made["Why not"].tolist() == ["", "=too few"]
    assert made["Cost"].isna().tolist() == [False, True]
    assert made["Buy: U"].isna().tolist() == [False, True]


def written(folder: Path, kind: str, made: pd.DataFrame) -> Path:
    sheets = {
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    source = write(folder / "in.xlsx", sheets)
    target = folder / f"out{kind}"
    settings = tables(source).settings
    write_sweep(target, kind, made, source, settings, facts={"Input": "in.xlsx"})
    return target


def test_a_csv_holds_no_formula(tmp_path: Path) -> None:
    text = written(tmp_path, ".csv", table(DONE, NONE)).read_text(encoding="utf-8-sig")
    head, first, second = text.splitlines()
    assert head.startswith("U,'=D,Status,Cost")
    assert first.startswith("0.0,0.5,optimal,100.5,")
    assert second.endswith(",'=too few")


def test_parquet_holds_the_table_as_it_is(tmp_path: Path) -> None:
    made = table(DONE, OTHER)
    pd.testing.assert_frame_equal(pd.read_parquet(written(tmp_path, ".parquet", made)), made)


def test_a_workbook_has_a_row_a_point_and_says_where_it_is_from(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, ".xlsx", table(DONE, NONE)))
    rows = [[cell.value for cell in row] for row in book["Sweep"].iter_rows()]
    head = next(i for i, row in enumerate(rows) if row[0] == "U")
    assert rows[head + 1][:4] == [0, 0.5, "optimal", 100.5]
    assert rows[head + 2][2:4] == ["infeasible", None]
    assert "About" in book.sheetnames
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    first = head + 2
    assert f"Sweep!$A${first}:$A${first + 1}" in chart
    assert f"Sweep!$D${first}:$D${first + 1}" in chart  # the costs
    formats = [book["Sweep"].cell(first, column).number_format for column in (2, 4)]
    assert formats[0] != formats[1]
    assert "0.00" in formats[1]
