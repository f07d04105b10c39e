"""The sheet Negotiation: what is worth most, single prices looked at closely, what else was
asked."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from optimizer.domain.answers import Worth
from optimizer.domain.plan import Plan
from optimizer.report.negotiation import write_negotiation
from tests.report.support import CURVE, NOTHING, PLAN
from tests.support.lines import written


def lines(folder: Path, plan: Plan) -> list[str]:
    return written(folder, "Negotiation", lambda deck: write_negotiation(deck, plan))


def test_where_nobody_asked_there_is_no_sheet(tmp_path: Path) -> None:
    assert lines(tmp_path, PLAN) == []


def test_where_nothing_is_worth_anything_it_says_so(tmp_path: Path) -> None:
    assert lines(tmp_path, replace(PLAN, deal=NOTHING)) == [
        "Negotiation",
        "The things worth most, in USD over the horizon. Behind each amount stands a plan solved anew; the amounts do not add up.",
        " | What | Worth | Why",
        "No price, offer or access was found whose change is worth anything.",
    ]


def test_what_is_worth_most_stands_first_and_the_price_is_drawn(tmp_path: Path) -> None:
    """Ten are bought at 50, beside 400 of other things; at 40 twenty are bought and nothing else,
    for 800: 100 less."""
    only = Worth("only", "CAL", None, None)
    deal = replace(NOTHING, curves=(CURVE,), worths=(only,))
    assert lines(tmp_path, replace(PLAN, deal=deal))[2:8] == [
        " | What | Worth | Why",
        "Ask | A price of 40.00 for CAL | 100 | 20.0 % less than 50.00; you would buy 10 more.",
        "Ask | 10 % off CAL | 50 | At a tenth less than 50.00 you buy the same 10.",
        "Without the offer only there is no compliant plan.",
        "One price looked at closely: CAL",
        " |  |  |  |  |  | From | To | Buys | Plan at From | Plan at To",
    ]


def test_verbs_have_their_colour_beside_their_word(tmp_path: Path) -> None:
    """What keeps the plan cheap is green, what is to be asked for blue."""
    kept = Worth("CAL", "CAL", Decimal(1300), Decimal(400))
    lines(tmp_path, replace(PLAN, deal=replace(NOTHING, curves=(CURVE,), worths=(kept,))))
    sheet = openpyxl.load_workbook(tmp_path / "written.xlsx")["Negotiation"]
    verbs = [cell for cell in sheet["A"] if cell.value in ("Keep", "Ask")]
    assert [(cell.value, str(cell.font.color.rgb)[2:]) for cell in verbs] == [
        ("Keep", "2B7A4B"),
        ("Ask", "1B4F8A"),
        ("Ask", "1B4F8A"),
    ]
