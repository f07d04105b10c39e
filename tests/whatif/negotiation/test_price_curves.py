"""Curves against other prices, each solved by itself."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from optimizer.domain.answers import Curve, Segment
from optimizer.domain.options import Options
from optimizer.domain.problems import InfeasibleError
from optimizer.domain.tables import Offer, Tables
from optimizer.licensing.payments import minor, payments
from optimizer.planning import cheapest
from optimizer.whatif.negotiation.price_curves import PlanLine, drawn, envelope
from tests.whatif.negotiation.support import asked, random_cases


@pytest.mark.parametrize("seed", range(200))
def test_an_envelope_is_the_least_of_its_lines_everywhere(seed: int) -> None:
    random = Random(seed)
    lines = [
        PlanLine(random.randint(0, 900), random.randint(0, 12)) for _ in range(random.randint(1, 9))
    ]
    asked: list[int] = []

    def solve(cost: int) -> PlanLine:
        asked.append(cost)
        return random.choice(
            [line for line in lines if line.at(cost) == min(other.at(cost) for other in lines)]
        )

    high = random.randint(0, 300)
    ranges = envelope(solve, 0, high)
    assert [low for low, _, _ in ranges] == [0, *(end + 1 for _, end, _ in ranges[:-1])]
    assert ranges[-1][1] == high
    for low, end, line in ranges:
        for cost in range(low, end + 1):
            assert line.at(cost) == min(other.at(cost) for other in lines)
    assert len(asked) == len(set(asked))
    packs = [line.packs for _, _, line in ranges]
    assert packs == sorted(packs, reverse=True)


def test_a_known_plan_saves_solves_and_changes_nothing() -> None:
    lines = [PlanLine(0, 9), PlanLine(50, 4), PlanLine(200, 0)]
    best = {cost: min(lines, key=lambda line: line.at(cost)) for cost in range(101)}
    assert envelope(best.__getitem__, 0, 100, {20: best[20]}) == envelope(best.__getitem__, 0, 100)


@pytest.mark.parametrize("market", [False, True], ids=["plain", "market"])
def test_curves_are_what_hundreds_of_solves_say(tmp_path: Path, market: bool) -> None:
    compared = 0
    for seed, sheets in random_cases(14, market):
        try:
            found, plan, deal = asked(tmp_path, sheets)
        except InfeasibleError:
            continue
        random = Random(seed)
        for curve in deal.curves:
            offer = next(
                i
                for i, o in enumerate(found.offers)
                if o.name == curve.offer.partition(" (from")[0]
            )
            assert all(after.low > before.high for before, after in pairwise(curve.segments))
            assert curve.segments[0].low == 0
            assert curve.segments[-1].high == 3 * curve.price
            quantities = [s.quantity for s in curve.segments]
            assert quantities == sorted(set(quantities), reverse=True)
            assert curve.cost_today == plan.cost
            edges = [price for s in curve.segments for price in (s.low, s.high)]
            for tried in (
                *random.sample(edges, min(6, len(edges))),
                *(Decimal(random.randint(0, 99)) / 33 * curve.price for _ in range(6)),
            ):
                price = tried.quantize(Decimal("0.01"))
                assert by_curve(found, offer, curve, price) == cheapest(
                    priced(found, offer, curve, price), Options()
                ), (
                    seed,
                    curve.offer,
                    price,
                )
                compared += 1
    assert compared > 300


def tier(curve: Curve) -> int:
    return int(curve.offer.rpartition("from ")[2].rstrip(")")) if " (from" in curve.offer else 0


def priced(found: Tables, offer: int, curve: Curve, price: Decimal) -> Tables:
    """The tables with that price at the curve's tier."""
    old = found.offers[offer]
    tiers = tuple(
        (least, price if len(old.tiers) == 1 or least == tier(curve) else p)
        for least, p in old.tiers
    )
    return replace(
        found,
        offers=tuple(
            replace(old, tiers=tiers) if i == offer else o for i, o in enumerate(found.offers)
        ),
    )


def test_more_is_bought_where_there_are_more_units_not_packs() -> None:
    """Today, at 20, two packs of five are as cheap as none: from 10 to 19 they are what is bought
    today, and more is bought at 9."""
    offer = Offer("five", 0, ((1, Decimal(20)),), pack=5)
    amount = Decimal(0)
    segments = [
        Segment(
            low=Decimal(low), high=Decimal(high), quantity=5 * packs, packs=packs,
            rest=amount, cost=amount, cost_high=amount,
        )
        for low, high, packs in ((0, 9, 4), (10, 19, 2), (20, 60, 0))
    ]  # fmt: skip
    curve = drawn(
        offer, 0, "CAL", segments, step=Decimal(1), today=20, stays=[10, 20], bought=10,
        discounts=(), cost_today=amount, factor=amount,
    )  # fmt: skip
    assert (curve.today, curve.break_even, curve.walk_away) == (2, 9, 20)
    assert (curve.stays_from, curve.stays_to, curve.offer) == (10, 20, "five")


def by_curve(found: Tables, offer: int, curve: Curve, price: Decimal) -> Decimal:
    """What the curve says that the plan costs at a price."""
    segment = next(s for s in curve.segments if s.low <= price <= s.high)
    old, settings = found.offers[offer], found.settings
    # The first payment's day: As of, or where it starts at expiry the day that the curve's own cost
    # at `low` tells.
    pack = minor(payments(price, old.per, settings, settings.as_of, old.increase), settings.digits)
    if old.at_expiry:
        pack = int(
            (Decimal(price) * curve.factor)
            .quantize(Decimal(1).scaleb(-settings.digits), "ROUND_HALF_UP")
            .scaleb(settings.digits)
        )
    return segment.rest + segment.packs * Decimal(pack).scaleb(-settings.digits)
