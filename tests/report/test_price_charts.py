"""Single prices looked at closely: the curves that are drawn, their lists, and what a chart says."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.answers import Curve
from optimizer.report.price_charts import MOST, drawn, write_charts
from optimizer.writing.page import WorkbookWriter
from tests.report.support import CURVE, NOTHING, PLAN, other, segment
from tests.support.lines import charts_of, lines_of, written
from tests.support.plans import plan, purchase


def lines(folder: Path, *curves: Curve, formulas: bool = False) -> list[str]:
    """What stands below the sheet's title, without the empty columns of the chart."""

    def write(deck: WorkbookWriter) -> None:
        page = deck.page("Negotiation", "A price.")
        page.lay(*[90] * 11)
        write_charts(page, deck, replace(PLAN, deal=replace(NOTHING, curves=curves)))

    found = written(folder, "Negotiation", write, formulas=formulas)
    return [line.removeprefix(" |  |  |  |  |  | ") for line in found[2:]]


def chart(folder: Path, *curves: Curve) -> str:
    lines(folder, *curves)
    (found,) = charts_of(folder / "written.xlsx", "Negotiation")
    return found


def test_the_lists_beside_the_chart(tmp_path: Path) -> None:
    """At 45, a tenth less than today, ten cost 450 beside 400 of other things."""
    assert lines(tmp_path, CURVE) == [
        "One price looked at closely: CAL",
        "From | To | Buys | Plan at From | Plan at To",
        "0 | 40 | 20 | 0 | 800",
        "40.01 | 89.99 | 10 | 800.1 | 1299.9",
        "90 | 150 | 0 | 1300 | 1300",
        "Marked |  | Price |  | Plan",
        "Today |  | 50 |  | 900",
        "Walk away |  | 90 |  | 1300",
        "More at |  | 40 |  | 800",
        "Try a price |  | 45 |  | 850",
        "You would buy 10 at this price.",
    ]


def test_the_chart_draws_the_lists(tmp_path: Path) -> None:
    """Three segments, today, the two prices where the mix changes hands, and the reader's own."""
    assert chart(tmp_path, CURVE).split("; ") == [
        "scatterChart: At 40.00 buy 10 more",
        "from 90.00 on, walk away",
        "Plan over the horizon, USD by Price of one license, USD",
        "Negotiation!G7:H7 -> Negotiation!J7:K7",
        "Negotiation!G8:H8 -> Negotiation!J8:K8",
        "Negotiation!G9:H9 -> Negotiation!J9:K9",
        "Negotiation!I12 -> Negotiation!K12",
        "Negotiation!I13 -> Negotiation!K13",
        "Negotiation!I14 -> Negotiation!K14",
        "Negotiation!I15 -> Negotiation!K15",
    ]


def test_the_plan_at_the_readers_own_price_is_a_formula_of_it(tmp_path: Path) -> None:
    line = lines(tmp_path, CURVE, formulas=True)[9]

    def at(name: str) -> str:
        start = "MATCH($I$15,INDEX(tblCurves[From],1):INDEX(tblCurves[From],3),1)"
        return f"INDEX(INDEX(tblCurves[{name}],1):INDEX(tblCurves[{name}],3),{start})"

    cost = f"=ROUND({at('Rest')}+{at('Packs')}*ROUND($I$15*{at('Factor')},2),2)"
    assert line == f"Try a price |  | 45 |  | {cost}"


def test_a_second_price_looks_up_its_own_segments(tmp_path: Path) -> None:
    found = lines(tmp_path, CURVE, other("Second"), formulas=True)
    second = found[found.index("Second") :]
    price = next(line for line in second if line.startswith("Try a price"))
    assert "INDEX(tblCurves[Rest],4):INDEX(tblCurves[Rest],6)" in price


@pytest.mark.parametrize(
    ("curve", "title"),
    [
        (replace(CURVE, break_even=None), "From 90.00 on, walk away"),
        (replace(CURVE, walk_away=None), "At 40.00 buy 10 more"),
        (replace(CURVE, walk_away=None, break_even=None), "Buy 10 at any price shown"),
        (
            replace(
                CURVE,
                price=Decimal(100),
                today=2,
                break_even=Decimal("89.99"),
                cost_today=Decimal(1300),
            ),
            "At 89.99 buy 10",
        ),
    ],
)
def test_what_a_chart_says(tmp_path: Path, curve: Curve, title: str) -> None:
    """At 100 nothing is bought: there is nothing to walk away from, and 10 are all, not more."""
    assert chart(tmp_path, curve).startswith(f"scatterChart: {title}; Plan")


def test_an_axis_says_what_is_priced(tmp_path: Path) -> None:
    pack = replace(CURVE, pack=5, per="Year")
    assert "by Price of a pack of 5 a year, USD" in chart(tmp_path, pack)


def test_a_price_of_several_order_dates_is_not_tried(tmp_path: Path) -> None:
    """Of it only the ends of segments are solved."""
    found = lines(tmp_path, replace(CURVE, by_date=True, factor=Decimal(0)))
    assert found[-1] == "More at |  | 40 |  | 800"


def test_of_many_segments_those_around_todays_are_listed(tmp_path: Path) -> None:
    """Twelve of ten each, today is in the ninth: the sixth to the twelfth are seven."""
    many = tuple(segment(str(10 * i), str(10 * i + 9), 20 - i, 100 * i) for i in range(12))
    curve = replace(
        CURVE, segments=many, today=8, price=Decimal(85), break_even=None, walk_away=None,
        cost_today=Decimal(1820),
    )  # fmt: skip
    found = lines(tmp_path, curve)
    start = found.index("From | To | Buys | Plan at From | Plan at To") + 1
    assert [line.split(" | ")[0] for line in found[start : start + 8]] == [
        *("50", "60", "70", "80", "90", "100", "110", "Marked"),
    ]


def test_those_of_most_money_are_drawn_first_and_no_more_than_fit() -> None:
    """A curve of one segment says nothing; of equal money the name decides."""
    flat = replace(other("flat"), segments=CURVE.segments[:1], today=0)
    names = [f"n{i}" for i in range(MOST)]
    curves = (*map(other, reversed(names)), flat, other("dear"), other("cheap"))
    bought = plan(purchase("dear", 2), purchase("cheap", 1), purchase("flat", 9))
    found = drawn(replace(bought, deal=replace(NOTHING, curves=curves)))
    assert [curve.offer for curve in found] == ["dear", "cheap", *names[: MOST - 2]]


def test_without_a_curve_nothing_is_drawn(tmp_path: Path) -> None:
    assert lines(tmp_path) == []
    assert charts_of(tmp_path / "written.xlsx", "Negotiation") == []
    assert lines_of(tmp_path / "written.xlsx", "Negotiation")[0] == "Negotiation"
