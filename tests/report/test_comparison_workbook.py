"""Last year's plan beside this year's, as a workbook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from optimizer.domain.comparison import Changed, Comparison, LicenseChange, Step
from optimizer.report.comparison_workbook import write_comparison
from tests.support.lines import charts_of, lines_of

FOUND = Comparison(
    old="2025.xlsx", new="2026.xlsx", currency="USD", digits=2,
    cost_before=Decimal(100), cost_after=Decimal(130),
    steps=(
        Step(("Prices",), Decimal(120), Decimal(20)),
        Step(("Users", "Devices"), Decimal(110), Decimal(-10)),
        Step(("Names",), Decimal(110), Decimal(0)),
        Step(("Access",), Decimal(130), Decimal(20)),
    ),
    changes=(Changed("users", 1, 2, 3, "+ ann, − bob, cid"),),
    licenses=(LicenseChange("User CAL", 4, 5, 1, 0), LicenseChange("Spare", 2, 0, 0, 2)),
)  # fmt: skip


def written(folder: Path, found: Comparison) -> Path:
    write_comparison(folder / "out.xlsx", found, date(2026, 1, 1), {"Input": "2026.xlsx"})
    return folder / "out.xlsx"


def test_the_sheet_leads_from_the_old_plan_to_the_new_one(tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, FOUND), "Compared") == [
        "2026.xlsx compared with 2025.xlsx",
        "What the cheapest plan costs, in USD over its horizon, before and after; each step is a plan solved anew, so the steps add up.",
        "→ About",
        "What each change costs",
        "Step |  |  | Change | Plan then",
        "2025.xlsx |  |  |  | 100",
        "Prices |  |  | 20 | 120",
        "Users; devices |  |  | -10 | 110",
        "Names |  |  | 0 | 110",
        "Access |  |  | 20 | 130",
        "2026.xlsx |  |  | 30 | 130",
        "What changed",
        "What | Added | Removed | Altered",
        "Users | 1 | 2 | 3",
        "Licenses",
        "What to buy now, and what is owned and no longer needed.",
        "License | In use before | In use now | To buy | Free",
        "User CAL | 4 | 5 | 1 | 0",
        "Spare | 2 | 0 | 0 | 2",
        "By name | + came, − went, others changed",
        "Users | + ann, − bob, cid",
    ]


def test_each_step_adds_its_change_to_the_plan_before(tmp_path: Path) -> None:
    found = lines_of(written(tmp_path, FOUND), "Compared", formulas=True)
    assert found[5:11] == [
        "2025.xlsx |  |  |  | 100",
        "Prices |  |  | 20 | =E6+D7",
        "Users; devices |  |  | -10 | =E7+D8",
        "Names |  |  | 0 | =E8+D9",
        "Access |  |  | 20 | =E9+D10",
        "2026.xlsx |  |  | =E11-E6 | 130",
    ]


def test_the_waterfall_stands_on_what_was_before(tmp_path: Path) -> None:
    """What is dearer stands on the lower cost in orange, what is cheaper hangs from it in green; a
    step that changes nothing has no bar."""
    path = written(tmp_path, FOUND)
    assert lines_of(path, "Workings")[2:] == [
        "Step | Below | Plan | More | Less",
        "2025.xlsx: 100 | 0 | 100 | 0 | 0",
        "Prices: +20 | 100 | 0 | 20 | 0",
        "Users; devices: −10 | 110 | 0 | 0 | 10",
        "Access: +20 | 110 | 0 | 20 | 0",
        "2026.xlsx: 130 | 0 | 130 | 0 | 0",
    ]
    assert charts_of(path, "Compared") == [
        "barChart: The plan costs 30 USD more; USD over the horizon; the bars begin at 80; "
        + "; ".join(f"Workings!A5:A9 -> Workings!{c}5:{c}9" for c in "BCDE")
    ]


def test_a_chart_says_where_it_became_cheaper_or_nothing_changed(tmp_path: Path) -> None:
    """From 130 to 100 the bars begin at 80 as well; where both are alike they begin at nothing."""
    less = replace(FOUND, cost_before=Decimal(130), cost_after=Decimal(100), steps=())
    (chart,) = charts_of(written(tmp_path, less), "Compared")
    assert chart.startswith(
        "barChart: The plan costs 30 USD less; USD over the horizon; the bars begin"
    )
    same = replace(less, cost_after=Decimal(130))
    (chart,) = charts_of(written(tmp_path, same), "Compared")
    assert chart.startswith("barChart: The plan costs the same; USD over the horizon; Workings!")


def test_two_results_tell_their_plans_only(tmp_path: Path) -> None:
    bare = replace(FOUND, steps=(), changes=(), licenses=())
    assert lines_of(written(tmp_path, bare), "Compared")[3:] == [
        "The two plans",
        "Step |  |  | Change | Plan then",
        "2025.xlsx |  |  |  | 100",
        "2026.xlsx |  |  | 30 | 130",
        "Results tell their plans only; with --inputs, also what each change costs.",
        "Licenses",
        "What to buy now, and what is owned and no longer needed.",
        "License | In use before | In use now | To buy | Free",
    ]


def test_about_says_what_was_compared(tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, FOUND), "About") == [
        "About",
        "How this comparison was made, so that it can be repeated.",
        "→ Compared",
        "About this comparison | Value",
        "Input | 2026.xlsx",
    ]
