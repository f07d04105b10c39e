"""What it costs to renew everything that ends as it is, where nobody looks for anything better."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.planned import Planned
from optimizer.report.as_json import plan_object
from optimizer.report.as_text import lines
from optimizer.report.comparisons import best_of, rules
from tests.support.books import Sheets, solve

NAME = "Everything renewed as it is"


def two_units(orders: str, offer: str = "U") -> Sheets:
    """Two units end with 2026; renewed they cost 5 each, new ones 30. Only Ann still needs one."""
    return {
        "Settings": [["Setting", "Value"], ["Horizon", 2], ["Orders", orders]],
        "Access": [["User", "Server"], ["ann", "T"]],
        "Products": [["Product", "Family"], ["T", "A"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "A", 30],
            ["V", "User", "A", 31],
        ],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Starts"],
            ["renew", offer, "U", 5, "At expiry" if offer == "U" else "Now"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 2, date(2026, 12, 31)]],
    }


@pytest.mark.parametrize("orders", ["Once", "Yearly"])
def test_both_are_renewed_though_one_is_needed(tmp_path: Path, orders: str) -> None:
    _, plan = solve(tmp_path, two_units(orders))
    (rule,) = [rule for rule in plan.rules if rule.name == NAME]
    assert (plan.cost, rule.cost, rule.habit) == (5, Decimal(10), True)


def test_it_is_what_the_saving_is_told_against(tmp_path: Path) -> None:
    """Licensing by users wherever possible costs what the plan does; the habit costs more."""
    tables, plan = solve(tmp_path, two_units("Once"))
    found = {rule.name: rule.simpler for rule in rules(plan)}
    assert found[NAME] is False
    best = best_of(rules(plan))
    assert best is not None
    assert best.cost == 5
    said = f"{NAME}: 10.00 USD; the plan saves 5.00 USD (50.0%)."
    assert said in list(lines(Planned(tables, plan)))
    (told,) = [r for r in plan_object(Planned(tables, plan))["simple_rules"] if r["rule"] == NAME]
    assert told == {"rule": NAME, "cost": 10, "fewer_deviating": None, "reason": None}


def test_where_it_cannot_be_renewed_as_it_is_nothing_is_said(tmp_path: Path) -> None:
    """The only offer makes another license of it; and where nothing ends there is no such habit."""
    sheets = two_units("Once", offer="V")
    assert NAME not in [rule.name for rule in solve(tmp_path, sheets)[1].rules]
    del sheets["Owned"]
    assert NAME not in [rule.name for rule in solve(tmp_path, sheets)[1].rules]
