"""What a negotiation came to: the ten things worth most, each worth something, in sentences."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from optimizer.domain.answers import (
    REMOVED,
    Blocked,
    Blocking,
    Curve,
    Lever,
    NegotiationAnswers,
    RareStep,
    Renewal,
    RulePrice,
    Segment,
    Waiting,
    Worth,
)
from optimizer.domain.plan import Budget
from optimizer.report.negotiation_text import MOST, advice, amount, budget, named, sentences
from tests.support.plans import plan, purchase

D = Decimal

NOTHING = NegotiationAnswers(
    curves=(), skipped=(), worths=(), renewal=None, rare=(), levers=(), wide=(), blocking=None,
    shares=None,
)  # fmt: skip
PLAN = plan(purchase("CAL", 10, "50"))


def deal(**more: Any) -> NegotiationAnswers:
    return replace(NOTHING, **more)


def segment(low: str, high: str, quantity: int, cost: str, cost_high: str) -> Segment:
    return Segment(
        low=D(low), high=D(high), quantity=quantity, packs=quantity, rest=D(0), cost=D(cost),
        cost_high=D(cost_high),
    )  # fmt: skip


def curve(**more: Any) -> Curve:
    """At 50 ten are bought, up to 40 twenty: one of the ten is worth 5 a unit off."""
    made = Curve(
        offer="CAL", license="CAL", price=D(50), per="Year", pack=1,
        segments=(segment("0", "40", 20, "0", "450"), segment("40.01", "150", 10, "450", "1500")),
        today=1, stays_from=D("40.01"), stays_to=D(150), break_even=D(40), walk_away=D(90),
        discounts=((D("0.05"), D(25)), (D("0.10"), D(50))), cost_today=D(500), factor=D(1),
    )  # fmt: skip
    return replace(made, **more)


def test_advice_is_sorted_by_its_worth_and_leaves_out_what_is_worth_nothing() -> None:
    rules = tuple(RulePrice("One kind", f"s{i}", D(400), D(i)) for i in range(13))
    found = advice(deal(rules=rules), PLAN)
    assert [int(each.worth) for each in found] == list(range(12, 2, -1))
    assert len(found) == MOST
    assert not advice(deal(rules=rules[:1]), PLAN)  # worth 0


def test_equal_worths_are_sorted_by_name() -> None:
    rules = tuple(RulePrice("License by", name, D(400), D(5)) for name in "ba")
    assert [each.what for each in advice(deal(rules=rules), PLAN)] == [
        "License by: a",
        "License by: b",
    ]


def test_a_rule_is_told_with_what_would_serve_instead() -> None:
    rule = RulePrice("One kind", "Servers!D2", D("450.5"), D("49.5"), "Name it for one server.")
    (found,) = advice(deal(rules=(rule,)), PLAN)
    assert (found.verb, found.what) == ("Change", "One kind: Servers!D2")
    assert found.why == "Without this rule the plan costs 450.50. Name it for one server."


def test_an_offer_is_kept_for_what_the_plan_costs_without_it() -> None:
    worths = (Worth("CAL", "CAL", D(700), D(200)),)
    (found,) = advice(deal(worths=worths), PLAN)
    assert (found.verb, found.what, found.worth) == ("Keep", "CAL", 200)
    assert found.why == "10 at 50.00; without this offer the plan costs 700.00."


def test_an_offer_that_has_a_curve_says_when_to_walk_away() -> None:
    """A price in another period than today's is told beside today's."""
    worths = (Worth("CAL", "CAL", D(700), D(200)),)
    found = advice(deal(worths=worths, curves=(curve(price=D(60), break_even=None),)), PLAN)
    kept = next(each for each in found if each.verb == "Keep")
    assert kept.why == (
        "10 at today's 60.00 a year; without this offer the plan costs 700.00; walk away from "
        "90.00 on."
    )
    twice = plan(purchase("CAL", 10, "60"), purchase("CAL", 5, "70"))
    later = curve(price=D(60), break_even=None, walk_away=None)
    kept = next(e for e in advice(deal(worths=worths, curves=(later,)), twice) if e.verb == "Keep")
    assert kept.why == ("15 at today's 60.00 a year; without this offer the plan costs 700.00.")


@pytest.mark.parametrize(
    "worth",
    [Worth("CAL", "CAL", None, None), Worth("CAL", "CAL", D(500), D(0)), Worth("B", "B", D(9), D(9))],
    ids=["no plan without", "worth nothing", "not bought"],
)  # fmt: skip
def test_an_offer_is_no_advice_without_an_amount_or_a_purchase(worth: Worth) -> None:
    assert not advice(deal(worths=(worth,)), PLAN)


def test_the_license_is_named_where_the_offer_does_not_say_it() -> None:
    bought = plan(purchase("Alpha 3", 10, license="CAL"))
    worth = Worth("Alpha 3", "CAL", D(700), D(200))
    assert [each.what for each in advice(deal(worths=(worth,)), bought)] == ["Alpha 3 (CAL)"]
    assert named(curve(offer="Alpha 3", pack=5)) == "Alpha 3 (CAL), packs of 5"
    assert named(curve(offer="CAL by Alpha")) == "CAL by Alpha"


def test_a_tenth_off_is_asked_for_and_says_how_many_are_bought_then() -> None:
    """A tenth below 50 is 45, where still ten are bought; below 44 it is 39.6, where it is twenty;
    an offer that nobody buys today is told so."""
    same, more, new = (
        next(each for each in advice(deal(curves=(c,)), PLAN) if each.what.startswith("10 %"))
        for c in (
            curve(),
            curve(price=D(44)),
            curve(
                segments=(segment("0", "45", 8, "0", "9"), segment("45.01", "150", 0, "9", "9")),
                break_even=D(45),
            ),
        )
    )
    assert (same.verb, same.what, same.worth) == ("Ask", "10 % off CAL", 50)
    assert same.why == "At a tenth less than 50.00 a year you buy the same 10."
    assert more.why == "At a tenth less than 44.00 a year you would buy 20 instead of 10."
    assert new.why == "At a tenth less than 50.00 a year you would buy 8, none today."


def test_the_next_price_at_which_more_is_bought_is_asked_for_below_a_tenth_off() -> None:
    found = next(e for e in advice(deal(curves=(curve(),)), PLAN) if e.what.startswith("a price"))
    assert (found.verb, found.what) == ("Ask", "a price of 40.00 a year for CAL")
    assert found.worth == 50  # 500 today, 450 at 40
    assert found.why == "20.0 % less than 50.00; you would buy 10 more."
    none = curve(
        segments=(
            segment("0", "20", 30, "0", "300"),
            segment("20.01", "40", 20, "0", "450"),
            segment("40.01", "150", 0, "9", "9"),
        ),
        today=2,
    )
    found = next(e for e in advice(deal(curves=(none,)), PLAN) if e.what.startswith("a price"))
    assert found.why == "20.0 % less than 50.00; you would buy 20, none today."
    assert len(advice(deal(curves=(curve(break_even=None),)), PLAN)) == 1
    near = curve(break_even=D(45))  # a tenth off says it already
    assert len(advice(deal(curves=(near,)), PLAN)) == 1


def test_renewing_all_and_nothing_are_to_be_avoided_for_what_they_cost_more() -> None:
    renewal = Renewal(1200, nothing=D(900), everything=D(700), optimum=D(500))
    first, second = advice(deal(renewal=renewal), PLAN)
    assert (first.verb, first.what, first.worth) == ("Avoid", "Renewing nothing", 400)
    assert first.why == "Letting all 1,200 units end costs 900.00, this plan 500.00."
    assert (second.what, second.worth) == ("Renewing everything as it is", 200)
    only = Renewal(5, nothing=None, everything=D(700), optimum=D(500))
    assert [each.what for each in advice(deal(renewal=only), PLAN)] == [
        "Renewing everything as it is"
    ]


def test_rare_accesses_are_counted() -> None:
    steps = (RareStep(2, D(480), D(20), ("a",)), RareStep(5, D(400), D(100), ("a", "b")))
    (found,) = advice(deal(rare=steps), PLAN)  # the first step alone: the others stand in a list
    assert (found.verb, found.worth) == ("Block", 20)
    assert found.why == (
        "1 access of fewer than 2 sessions, listed below; the plan then costs 480.00."
    )
    (found,) = advice(deal(rare=steps[1:]), PLAN)
    assert found.why.startswith("2 accesses of fewer than 5 sessions")


def test_three_levers_at_most_and_none_that_only_stops_working() -> None:
    """What goes away needs nothing any more: that is no advice."""
    levers = (
        Lever("Server", "gone", REMOVED, D(90), 9),
        *(Lever("Server", f"s{i}", "as 2019", D(50 - i), 1 + i) for i in range(5)),
    )
    found = advice(deal(levers=levers), PLAN)
    assert [each.what for each in found] == ["s0", "s1", "s2"]
    assert found[0].why == "Server with 1 access row, as 2019: the plan then costs 450.00."
    assert "2 access rows" in found[1].why


def test_waiting_is_told_once() -> None:
    """Not where being without the offer costs the same, which is said already."""
    waiting = (
        Waiting("CAL", "CAL", D(530), D(30)),
        Waiting("B", "B", D(520), D(20)),
        Waiting("C", "C", None, None),
    )
    worths = (Worth("B", "B", D(520), D(20)), Worth("C", "C", D(520), D(20)))
    (found,) = advice(deal(waiting=waiting, worths=worths), PLAN)
    assert (found.verb, found.what) == ("Keep", "waiting with CAL")
    assert found.why == "Ordered on As of or never, it makes the plan 30.00 USD dearer."


def test_sentences_say_the_verb_the_amount_and_what_is_without_a_plan() -> None:
    rule = RulePrice("One kind", "s", D(450), D("1234.5"))
    worths = (Worth("CAL", "CAL", None, None), Worth("B", "B", D(9), D(9)))
    assert list(sentences(deal(rules=(rule,), worths=worths), PLAN)) == [
        "Change One kind: s, worth 1,234.50 USD: Without this rule the plan costs 450.00.",
        'Without the offer "CAL" there is no compliant plan.',
    ]


def blocking(count: int, *, proven: bool) -> Blocking:
    one = Blocked(user="u", device="d", server="s", blocked=1, pairs=1, sessions=2)
    return Blocking(
        blocked=(one,) * count, sessions=2.5, cost=D(80), payments=D(90), proven=proven, parts=True
    )


def test_a_budget_says_what_is_blocked_and_whether_that_is_proven() -> None:
    assert list(budget(deal(blocking=blocking(1, proven=True)), PLAN)) == [
        "Within the budget: block 1 access (2.5 sessions; no fewer sessions could be lost); the "
        "rest is compliant and pays 90.00 USD. The plan itself stays the compliant one."
    ]
    (text,) = budget(deal(blocking=blocking(2, proven=False)), PLAN)
    assert "block 2 accesses (2.5 sessions; the best list found in the time given)" in text


def test_a_budget_that_is_missed_without_a_list_says_so() -> None:
    short = replace(PLAN, budget=Budget(D(100), D(500), D(400)))
    assert [text[:56] for text in budget(NOTHING, short)] == [
        "Within the budget: no list of accesses to block was foun"
    ]
    assert not list(budget(NOTHING, replace(PLAN, budget=Budget(D(600), D(500), D(0)))))


def test_an_amount_keeps_the_digits_that_were_typed_and_leaves_the_currency_out() -> None:
    assert [amount(D(text), PLAN) for text in ("1234", "0.125", "5.1")] == [
        "1,234.00",
        "0.125",
        "5.10",
    ]
