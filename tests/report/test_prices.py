"""Every price and offer with what it does, and what is bought at each price."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer.domain.answers import Curve, NegotiationAnswers, Segment, Worth
from optimizer.report.prices import write_prices, write_ranges
from tests.support.pages import sheet
from tests.support.plans import plan, purchase

D = Decimal
NOTHING = NegotiationAnswers(
    curves=(), skipped=(), worths=(), renewal=None, rare=(), levers=(), wide=(), blocking=None,
    shares=None,
)  # fmt: skip


def segment(low: str, high: str, quantity: int) -> Segment:
    return Segment(
        low=D(low), high=D(high), quantity=quantity, packs=quantity, rest=D(0),
        cost=D(low) * quantity, cost_high=D(high) * quantity,
    )  # fmt: skip


def curve(offer: str, **more: Any) -> Curve:
    made = Curve(
        offer=offer, license=f"{offer} CAL", price=D(50), per="Year", pack=1,
        segments=(segment("0", "40", 20), segment("40.01", "150", 10)), today=1,
        stays_from=D("40.01"), stays_to=D(150), break_even=D(40), walk_away=None,
        discounts=tuple((D(share), D(saved)) for share, saved in ((1, 5), (5, 25), (10, 50), (20, 150))),
        cost_today=D(500), factor=D(1),
    )  # fmt: skip
    return replace(made, **more)


def prices(folder: Path, **answers: Any) -> list[list[Any]]:
    found = plan(purchase("a", 10), deal=replace(NOTHING, **answers))
    return sheet(folder, "Prices", lambda deck: write_prices(deck, found))


def test_without_a_negotiation_or_an_answer_there_is_no_sheet(tmp_path: Path) -> None:
    assert sheet(tmp_path, "Prices", lambda deck: write_prices(deck, plan())) == []
    assert prices(tmp_path) == []
    assert sheet(tmp_path, "Price ranges", lambda deck: write_ranges(deck, plan())) == []


def test_a_price_is_told_with_what_it_does_and_what_the_offer_is_worth(tmp_path: Path) -> None:
    worths = (Worth("a", "a CAL", D(700), D(200)),)
    head, row = prices(tmp_path, curves=(curve("a"),), worths=worths)[-2:]
    found = dict(zip(head, row, strict=True))
    assert found == {
        "License": "a CAL", "Offer": "a", "Price today": 50, "Paid": "a year", "Buys today": 10,
        "Plan stays from": 40.01, "Plan stays to": 150, "More is bought at": 40,
        "1 % off saves": 5, "5 % off saves": 25, "10 % off saves": 50, "20 % off saves": 150,
        "Plan without it": 700, "Worth": found["Worth"],
    }  # fmt: skip
    assert str(found["Worth"]).endswith("[Plan without it]]-Plan_cost)")


def test_offers_without_a_curve_and_those_that_cannot_be_missed_are_told(tmp_path: Path) -> None:
    worths = (Worth("b", "b CAL", None, None), Worth("a", "a CAL", D(700), D(200)))
    head, first, second = prices(tmp_path, worths=worths)[-3:]
    assert head == ["License", "Offer", "Plan without it", "Worth"]
    assert first[:3] == ["a CAL", "a", 700]
    assert second == ["b CAL", "b", "no compliant plan"]


def test_lines_are_sorted_by_license_and_skipped_curves_say_why(tmp_path: Path) -> None:
    found = prices(tmp_path, curves=(curve("b"), curve("a")), skipped=(("c", "it has tiers"),))
    assert [row[0] for row in found[-3:-1]] == ["a CAL", "b CAL"]
    assert found[-1] == ["c: no curve, since it has tiers."]


def test_ranges_are_told_one_by_one(tmp_path: Path) -> None:
    found = plan(deal=replace(NOTHING, curves=(curve("b"), curve("a"))))
    rows = sheet(tmp_path, "Price ranges", lambda deck: write_ranges(deck, found))[-5:]
    assert rows[0] == ["License", "Offer", "From", "To", "Buys", "Plan at From", "Plan at To"]
    assert rows[1] == ["a CAL", "a", 0, 40, 20, 0, 800]
    assert rows[2][:5] == ["a CAL", "a", 40.01, 150, 10]
    assert [row[1] for row in rows[1:]] == ["a", "a", "b", "b"]


def test_an_offer_whose_worth_was_not_asked_for_has_none(tmp_path: Path) -> None:
    worths = (Worth("a", "a CAL", D(700), D(200)),)
    found = prices(tmp_path, curves=(curve("a"), curve("b")), worths=worths)
    head = next(row for row in found if row[0] == "License")
    rows = {row[1]: dict(zip(head, row, strict=False)) for row in found[found.index(head) + 1 :]}
    assert rows["a"]["Plan without it"] == 700
    assert rows["b"].get("Plan without it") is None
    assert rows["b"].get("Worth") is None
