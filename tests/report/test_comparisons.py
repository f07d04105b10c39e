"""What the plan is compared with, in order, and shares as a formula shows them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from optimizer.domain.plan import SimpleRule, Simplified
from optimizer.report.comparisons import LESS_SIMPLE, Rule, beside, best_of, rules, share
from tests.support.plans import plan

PLAN = replace(plan(), all_devices=Decimal(300), all_users=Decimal(200))


def test_the_cheapest_rule_is_first() -> None:
    assert [(r.name, r.cost, r.cell) for r in rules(PLAN)] == [
        ("Users where possible", Decimal(200), "All_user_licenses"),
        ("Devices where possible", Decimal(300), "All_device_licenses"),
    ]
    best = best_of(rules(PLAN))
    assert best is not None
    assert best.name == "Users where possible"


def test_a_rule_without_a_cost_is_last_and_says_why() -> None:
    found = rules(replace(PLAN, all_users=None))
    assert [(r.name, r.why_not) for r in found][-1] == ("Users where possible", "not possible")
    late = rules(replace(PLAN, all_users=None, unfinished=frozenset(["user"])))
    assert late[-1].why_not == "not worked out in the time given"


def test_plans_that_were_searched_for_are_nothing_to_boast_against() -> None:
    """They stand behind the rules, however cheap they are; a habit is a rule."""
    searched = SimpleRule("One kind each", Decimal(120))
    habit = SimpleRule("Renewed as it is", Decimal(150), habit=True)
    simplified = Simplified(Decimal(100), Decimal(110), 1, 5)
    found = rules(replace(PLAN, rules=(searched, habit), simplified=simplified))
    assert [(r.name, r.simpler) for r in found] == [
        ("Renewed as it is", False),
        ("Users where possible", False),
        ("Devices where possible", False),
        (LESS_SIMPLE, True),
        ("One kind each", True),
    ]
    best = best_of(found)
    assert best is not None
    assert best.name == "Renewed as it is"


def test_where_no_rule_is_possible_none_is_the_best() -> None:
    assert best_of(rules(plan())) is None


@pytest.mark.parametrize(
    ("rule", "plan_cost", "text"),
    [
        ("100", "100", "as much as devices where possible"),
        ("100", "80", "20 % less than devices where possible"),
        ("100", "110", "10 % more than devices where possible"),
        ("100000", "99999", "hardly less than devices where possible"),
        ("100000", "100001", "hardly more than devices where possible"),
        ("0", "0", "as much as devices where possible"),
        ("0", "5", "500 % more than devices where possible"),
    ],
)
def test_how_the_plan_stands_to_a_rule_is_said_in_one_word(
    rule: str, plan_cost: str, text: str
) -> None:
    """None of `0 % less`; a rule that costs nothing counts as one unit, so that it can be said."""
    found = beside(Rule("Devices where possible", Decimal(rule)), "$F$9", Decimal(plan_cost))
    assert found[1] == text


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [
        (109, 1000, 1, "10.9"),
        (100, 1000, 1, "10"),
        (0, 1000, 1, "0"),
        (5, 0, 1, "0"),
        (1, 3, 0, "33"),
        (125, 1000, 0, "13"),
        (1000, 1000, 1, "100"),
        (12345, 100000, 2, "12.35"),
    ],
)
def test_a_share_is_rounded_half_up_and_ends_in_no_zero(
    part: int, whole: int, places: int, text: str
) -> None:
    assert share(Decimal(part), Decimal(whole), places) == text
