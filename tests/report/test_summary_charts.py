"""Summary's two charts: the plan beside simple rules, and when or for what the money goes."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.report.summary import Summary
from optimizer.report.summary_charts import LEAST
from tests.support.lines import charts_of, lines_of, written


def charts(found: Planned, folder: Path) -> list[str]:
    written(folder, "Summary", lambda deck: Summary(deck, found).write())
    return charts_of(folder / "written.xlsx", "Summary")


def title(folder: Path, cell: str, *, formula: bool = False) -> object:
    """What a chart's title says, in its cell beneath the chart."""
    book = openpyxl.load_workbook(folder / "written.xlsx", data_only=not formula)
    return book["Summary"][cell].value


def of(found: Planned, plan: Plan) -> Planned:
    return replace(found, plan=plan)


def test_where_all_is_paid_at_once_the_second_says_what_for(ward: Planned, tmp_path: Path) -> None:
    assert charts(ward, tmp_path) == [
        "barChart: ='Summary'!$H$10; USD, over 3 years; Summary!A15:A17 -> Summary!F15:F17",
        "barChart: ='Summary'!$H$12; USD, over 3 years; Summary!A10:A11 -> Summary!F10:F11",
    ]
    assert title(tmp_path, "H10") == "Costs as much as devices where possible"
    assert title(tmp_path, "H12") == "56 % goes into User CAL"
    assert title(tmp_path, "H12", formula=True) == (
        '=ROUND(100*$F$10/MAX(Plan_cost,1),0)&" % goes into "&$A$10'
    )


def test_what_the_bars_compare_stands_in_the_list(ward: Planned, tmp_path: Path) -> None:
    """The first bar is the plan's own, the others the rules that may be followed."""
    charts(ward, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "written.xlsx", data_only=True)["Summary"]
    assert [book[f"A{row}"].value for row in (15, 16, 17)] == [
        *("This plan", "Devices where possible", "Users where possible"),
    ]


def test_over_time_the_second_says_when(years: Planned, tmp_path: Path) -> None:
    """200 of 500 fall into the first year."""
    assert charts(years, tmp_path)[1] == (
        "barChart: ='Summary'!$H$12; USD as invoiced by Year; Summary!A20:A21 -> Summary!E20:E21"
    )
    assert title(tmp_path, "H12") == "40 % of all payments fall into the first year"
    assert title(tmp_path, "H12", formula=True) == (
        '=ROUND(100*$E$20/MAX(SUM(E20:E21),1),0)&" % of all payments fall into the first year"'
    )


def test_a_dearer_rule_makes_the_title(ward: Planned, tmp_path: Path) -> None:
    """Where no other rule has a plan, user licenses alone are the best one: 200 against 89."""
    charts(of(ward, replace(ward.plan, all_devices=None, rules=())), tmp_path)
    assert title(tmp_path, "H10") == "Costs 55.5 % less than users where possible"
    formula = str(title(tmp_path, "H10", formula=True))
    cell = formula.partition("=Plan_cost")[0].removeprefix('="Costs "&IF(')
    assert formula.startswith(f'="Costs "&IF({cell}=Plan_cost,"as much as users where possible",')
    assert (
        openpyxl.load_workbook(tmp_path / "written.xlsx")["Summary"][cell.replace("$", "")].value
        == 200
    )


def test_without_a_rule_the_chart_is_of_the_plan(ward: Planned, tmp_path: Path) -> None:
    bare = replace(ward.plan, all_devices=None, all_users=None, rules=())
    charts(of(ward, bare), tmp_path)
    assert title(tmp_path, "H10") == "Cost of the plan"


def test_charts_are_as_high_as_the_lists_and_no_lower_than_is_readable(
    ward: Planned, tmp_path: Path
) -> None:
    charts(ward, tmp_path)
    drawn = openpyxl.load_workbook(tmp_path / "written.xlsx")["Summary"]._charts  # noqa: SLF001 openpyxl names no other way
    sheet = openpyxl.load_workbook(tmp_path / "written.xlsx")["Summary"]
    for chart in drawn:
        first, last = chart.anchor._from.row, chart.anchor.to.row  # noqa: SLF001
        rows = range(first + 1, last + 2)
        high = sum(float(sheet.row_dimensions[r].height or 16.5) / 0.75 for r in rows)
        assert high >= LEAST
    assert drawn[0].anchor.to.row <= drawn[1].anchor._from.row + 1  # noqa: SLF001


def test_titles_are_white_on_white_beneath_the_charts(ward: Planned, tmp_path: Path) -> None:
    charts(ward, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "written.xlsx")["Summary"]
    assert {str(sheet[cell].font.color.rgb) for cell in ("H10", "H12")} == {"FFFFFFFF"}
    assert "56 % goes into User CAL" in " ".join(lines_of(tmp_path / "written.xlsx", "Summary"))
