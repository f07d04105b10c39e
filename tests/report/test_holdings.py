"""The sheet Holdings: each license's account, which adds up."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.domain.plan import Balance, Plan
from optimizer.domain.planned import Planned
from optimizer.report.holdings import holdings_columns, write_holdings
from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF, WINDOWS, tables, write
from tests.support.plans import plan, purchase

OWN = Balance(
    license="U", owned=10, kept=6, converted=3, left_over=1, bought=4, used=9, surplus=1,
    activate=0, metric="User", covers=("Windows Server", "SQL Server"),
)  # fmt: skip


def rows(folder: Path, found: Plan) -> list[dict[str, Any]]:
    """The table's rows by column; none: no sheet."""
    deck = WorkbookWriter(folder / "out.xlsx", "holdings", AS_OF, "USD", 2)
    deck.page("First", "so that there is one")
    write_holdings(deck, found)
    deck.close()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    if "Holdings" not in book.sheetnames:
        return []
    lines = [[cell.value for cell in row] for row in book["Holdings"]]
    head = next(i for i, line in enumerate(lines) if line[0] == "License")
    names = list(map(str, lines[head]))
    return [dict(zip(names, line, strict=True)) for line in lines[head + 1 :]]


def test_without_an_account_there_is_no_sheet(tmp_path: Path) -> None:
    assert rows(tmp_path, plan()) == []


def test_what_is_left_is_a_formula_of_the_rest(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, plan(balances=(OWN,)))
    assert [
        found[name] for name in ("License", "Owned", "Kept", "Converted", "Bought", "Used")
    ] == [
        *("U", 10, 6, 3, 4, 9),
    ]
    own = "tblHoldings[[#This Row],[{}]]".format
    assert found["Left over"] == f"={own('Owned')}-{own('Kept')}-{own('Converted')}"
    assert found["Surplus"] == f"={own('Kept')}+{own('Bought')}-{own('Used')}"
    assert (found["Metric"], found["Covers"]) == ("User", "Windows Server; SQL Server")
    assert "Activate" not in found


def test_what_is_bought_follows_purchases(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, plan(purchase("U", 4), balances=(OWN,)))
    assert str(found["Bought"]).startswith("=SUMPRODUCT((tblPurchases[License]=")


def test_what_is_to_be_installed_is_told_where_something_is(tmp_path: Path) -> None:
    other = replace(OWN, license="D", activate=5)
    assert [row["Activate"] for row in rows(tmp_path, plan(balances=(OWN, other)))] == [None, 5]


def test_a_frame_has_the_numbers(tmp_path: Path) -> None:
    sheets = {"Access": [["User", "Server"], ["a", "Windows Server 2022"]], "Licenses": WINDOWS}
    found = tables(write(tmp_path / "in.xlsx", sheets))
    columns = holdings_columns(Planned(found, plan(balances=(OWN,))))
    assert [list(values) for values in columns.values()] == [
        *(["U"], [10], [6], [3], [1], [4], [9], [1], [0]),
    ]
