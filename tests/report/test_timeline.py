"""The faces of a plan over time: the Timeline sheet, dates in every list, JSON keys, sentences."""

from datetime import date
from pathlib import Path

import openpyxl

from optimizer import api
from optimizer.report import as_json, as_text
from optimizer.report.timeline import label
from tests.support.books import WINDOWS, Sheets, write
from tests.support.recalculate import differences

BOOK: Sheets = {
    "Settings": [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", 2],
        ["Orders", "Yearly"],
    ],
    "Users": [["User", "Count", "From"], ["a", 10, None], ["b", 5, date(2027, 1, 1)]],
    "Access": [
        ["User", "Device", "Server"],
        ["a", None, "Windows Server 2022"],
        ["b", None, "Windows Server 2022"],
    ],
    "Licenses": [*WINDOWS, ["Yearly CAL", "User", "Windows Server", 99]],
    "Offers": [["Offer", "License", "Price", "Per", "Term"], ["2y", "User CAL", 20, "Year", 24]],
}
# Ten for two years cost 40 each, five from 2027 on 20 each: their second year is not in the horizon.


def test_the_workbook_tells_dates(tmp_path: Path) -> None:
    result = api.solve(write(tmp_path / "book.xlsx", BOOK))
    assert (result.plan.cost, result.plan.due_now) == (500, 200)
    target = tmp_path / "out.xlsx"
    result.write(target)
    book = openpyxl.load_workbook(target, data_only=True)
    rows = [[cell.value for cell in row] for row in book["Timeline"].iter_rows()]
    head = next(i for i, row in enumerate(rows) if row[0] == "Period")
    first, second = rows[head + 1], rows[head + 2]
    assert first[0] == "2026"
    assert first[3:12] == [10, 0, 10, 10, 10, 0, 0, 200, 200]
    assert second[3:12] == [15, 0, 15, 15, 5, 0, 0, 300, 500]
    assert [row[0] for row in rows[head + 5 :]] == [
        "All payments come to 500.00 USD, the cost on Summary.",
        "Ordering when needed saves 100.00 USD against ordering everything now (600.00 USD).",
        "Buy now: 1 line; buy later: 1, on 2027-01-01.",
        "Committed after the horizon: 100.00 USD.",
    ]
    listed = [[cell.value for cell in row] for row in book["Timeline by license"].iter_rows()]
    one = next(row for row in listed if row[0] == "User CAL")
    assert one[3:8] == [10, 10, 10, 0, 200]
    users = [[cell.value for cell in row] for row in book["User licenses"].iter_rows()]
    named = {row[0]: row[2:4] for row in users if row[0] in ("a", "b")}
    assert named == {"a": ["2026-01-01", "2027-12-31"], "b": ["2027-01-01", "2027-12-31"]}
    summary = [row[0].value for row in book["Summary"].iter_rows()]
    assert "Committed after the horizon: 100.00 USD." in summary
    assert "Buy now: 1 line; buy later: 1, on 2027-01-01." in summary
    bad = [
        [cell.value for cell in row]
        for row in book["Integrity"].iter_rows()
        if row[3].value == "not OK"
    ]
    assert not bad
    count, different = differences(target, tmp_path)
    assert count
    assert not different


def test_json_and_text_tell_dates(tmp_path: Path) -> None:
    result = api.solve(write(tmp_path / "book.xlsx", BOOK))
    found = as_json.plan_object(result)
    assert [p["date"] for p in found["purchases"]] == ["2026-01-01", "2027-01-01"]
    assert found["periods"][1] == {
        "from": "2027-01-01",
        "to": "2027-12-31",
        "needed": {"User CAL": 15},
        "there": {"User CAL": 15},
        "ordered": {"User CAL": 5},
        "payments": 300,
    }
    assert found["committed_after"] == 100
    assert found["baselines"]["all_now"] == 600
    assert found["users"][1]["from"] == "2027-01-01"
    said = list(as_text.lines(result))
    assert (
        "Ordering when needed saves 100.00 USD against ordering everything now (600.00 USD)."
        in said
    )
    assert "Committed after the horizon: 100.00 USD." in said


def test_without_dates_nothing_is_added(tmp_path: Path) -> None:
    sheets = {**BOOK, "Settings": [*BOOK["Settings"][:-1], ["Orders", "Once"]]}
    result = api.solve(write(tmp_path / "book.xlsx", sheets))
    found = as_json.plan_object(result)
    assert "periods" not in found
    assert "all_now" not in found["baselines"]
    assert all("date" not in p for p in found["purchases"])
    assert all("from" not in u for u in found["users"])


def test_periods_are_named_by_their_months() -> None:
    assert label(date(2026, 1, 1), date(2026, 12, 31)) == "2026"
    assert label(date(2026, 4, 1), date(2026, 6, 30)) == "April to June 2026"
    assert label(date(2026, 7, 1), date(2027, 6, 30)) == "July 2026 to June 2027"
    assert label(date(2026, 1, 15), date(2026, 4, 14)) == "From 15 January 2026"


def test_budgets_follow_each_other(tmp_path: Path) -> None:
    # 200 fall due in 2026, 300 in 2027: 250 are enough, then 40 of 260 are missing.
    sheets = {
        **BOOK,
        "Settings": [*BOOK["Settings"], ["Budget", 250]],
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2027, 1, 1), "Budget", None, 260],
        ],
        "Scenarios": [
            ["Scenario", "From", "Change", "Target", "Value"],
            ["less", date(2027, 1, 1), "Budget", None, 100],
        ],
    }
    result = api.solve(write(tmp_path / "book.xlsx", sheets))
    assert result.plan.missing_in_budget == 40
    first = "Budget from 2026-01-01 to 2026-12-31: 250.00 USD for payments of 200.00 USD: enough."
    second = (
        "Budget from 2027-01-01 to 2027-12-31: 260.00 USD for payments of 300.00 USD: "
        "40.00 USD are missing."
    )
    said = list(as_text.lines(result))
    assert [line for line in said if line.startswith("Budget")] == [first, second]
    found = as_json.plan_object(result)
    assert [span["missing"] for span in found["budget"]] == [0, 40]
    assert [span["missing"] for span in found["scenarios"][0]["budget"]] == [0, 200]
    target = tmp_path / "out.xlsx"
    result.write(target)
    book = openpyxl.load_workbook(target, data_only=True)
    summary = [row[0].value for row in book["Summary"].iter_rows()]
    assert first in summary
    assert second in summary
    assert "Budget less all payments" not in summary
    rows = {row[0].value: [cell.value for cell in row] for row in book["Scenarios"].rows}
    assert rows["Missing in the budget"][1:3] == [40, 200]
    assert "Budget" not in rows
