"""Ways to buy: a line for each tier and each day on which an offer may start."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from optimizer.domain.keywords import Per
from optimizer.domain.tables import Offer, Settings
from optimizer.licensing.purchase_lines import fits, lines_of, tier_bounds
from optimizer.licensing.stock import Lot, LotIndex

SETTINGS = Settings(
    currency="USD", digits=2, as_of=date(2026, 1, 1), horizon=3, discount_rate=Decimal(0)
)
OFFER = Offer("offer", 0, ((1, Decimal(50)),))
TIERED = replace(OFFER, tiers=((1, Decimal(50)), (10, Decimal(45)), (100, Decimal(40))))
LOT = Lot(
    license=1, rows=(0,), quantity=7, until=date(2027, 6, 30), lasts=False, convertible=True, of=1
)
RENEWAL = replace(OFFER, from_license=1, per=Per.YEAR)


def test_a_tier_ends_where_the_next_one_begins_and_the_offer_s_limits_cut_both_ends() -> None:
    assert tier_bounds(TIERED) == [(1, 9), (10, 99), (100, None)]
    limited = replace(TIERED, minimum=5, maximum=120)
    assert tier_bounds(limited) == [(5, 9), (10, 99), (100, 120)]


def test_whole_packs_must_lie_within_the_bounds() -> None:
    """Packs of 8 between 9 and 15: 8 is too few, 16 too many; between 9 and 16 there are 16."""
    assert not fits(8, 9, 15)
    assert fits(8, 9, 16)
    assert fits(8, 1, None)
    assert not fits(8, 1, 7)


def test_a_line_each_tier_its_cost_a_pack_in_minor_units() -> None:
    lines = list(lines_of(4, replace(TIERED, pack=2), (), SETTINGS))
    assert [(x.offer, x.tier, x.pack, x.cost, x.least, x.most) for x in lines] == [
        (4, 0, 2, 5000, 1, 9),
        (4, 1, 2, 4500, 10, 99),
        (4, 2, 2, 4000, 100, None),
    ]


def test_a_tier_that_no_whole_pack_fits_into_is_no_way_to_buy() -> None:
    lines = lines_of(0, replace(TIERED, pack=20, tiers=TIERED.tiers[:2]), (), SETTINGS)
    assert [x.tier for x in lines] == [1]


def test_a_renewal_now_is_paid_each_year_from_as_of_and_uses_units_up() -> None:
    (line,) = lines_of(0, RENEWAL, (LOT,), SETTINGS)
    assert line.lots == (0,)
    assert [paid.day for paid in line.payments] == [date(year, 1, 1) for year in (2026, 2027, 2028)]


def test_at_expiry_is_paid_from_the_day_after_the_units_end() -> None:
    """From 1 July 2027 on, two yearly payments start before 31 December 2028."""
    (line,) = lines_of(0, replace(RENEWAL, at_expiry=True), (LOT,), SETTINGS)
    assert [paid.day for paid in line.payments] == [date(2027, 7, 1), date(2028, 7, 1)]


def test_at_expiry_has_a_line_a_day_and_none_for_units_that_do_not_end() -> None:
    later = replace(LOT, until=date(2028, 3, 31))
    lasting = replace(LOT, until=None, lasts=True)
    renewal = replace(RENEWAL, at_expiry=True)
    lines = list(lines_of(0, renewal, (later, LOT, lasting), SETTINGS))
    assert [(x.payments[0].day, x.lots) for x in lines] == [
        (date(2027, 7, 1), (1,)),
        (date(2028, 4, 1), (0,)),
    ]


def test_units_without_assurance_and_of_another_license_are_not_used_up() -> None:
    lots = (replace(LOT, convertible=False), replace(LOT, of=2))
    assert list(lines_of(0, RENEWAL, lots, SETTINGS)) == []


def test_what_is_paid_once_and_ends_too_early_cannot_be_bought() -> None:
    assert list(lines_of(0, replace(OFFER, term=24), (), SETTINGS)) == []
    assert len(list(lines_of(0, replace(OFFER, term=36), (), SETTINGS))) == 1


def test_a_line_is_free_where_any_number_can_be_bought_one_by_one() -> None:
    (line,) = lines_of(0, OFFER, (), SETTINGS)
    assert line.free
    for other in (
        replace(line, pack=2),
        replace(line, least=2),
        replace(line, most=9),
        replace(line, lots=(LotIndex(0),)),
    ):
        assert not other.free
