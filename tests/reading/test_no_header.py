"""A sheet without a header that serves is told what to do with it."""

from typing import Any

from optimizer.domain import schema
from optimizer.domain.problems import Findings
from optimizer.reading.headers import Content, heading_of
from optimizer.reading.no_header import lacking, report_header

USERS, LICENSES = schema.BY_NAME["Users"], schema.BY_NAME["Licenses"]
SETTINGS = schema.BY_NAME["Settings"]


def told(sheet: schema.Sheet, *rows: list[Any]) -> str:
    findings = Findings()
    report_header(rows, sheet, findings)
    (problem,) = findings.problems
    return f"{problem.code}: {problem.remedy}"


def test_a_required_column_that_holds_another_kind_is_missing() -> None:
    findings = Findings()
    found = heading_of(["Team", "Nombre"], 1, USERS, lambda position: Content.NUMBERS, findings)
    assert lacking(found, USERS, findings)
    assert '"User"' in findings.problems[0].problem
    assert "Team" in findings.problems[0].remedy


def test_columns_below_each_other_are_to_be_turned() -> None:
    rows: list[list[Any]] = [["License", "U"], ["Metric", "User"], ["Covers", "Windows Server"]]
    assert told(LICENSES, *rows).startswith("turned-sheet: Copy it and paste it with Transpose")
    assert told(LICENSES, *rows[:2]).startswith("no-header:")  # Covers is asked for too


def test_a_column_of_names_is_not_turned() -> None:
    assert told(USERS, ["Count"], [3], [5]).startswith("no-header:")


def test_settings_without_a_header_get_one() -> None:
    assert told(SETTINGS, [], ["As of", "2026-01-01"]) == (
        "settings-alone: Insert a row above it with Setting and Value."
    )
    assert told(SETTINGS, ["Stichtag", "2026-01-01"]).startswith("settings-alone")  # a synonym
    assert told(SETTINGS, ["Remark", "2026-01-01"]).startswith("no-header")
