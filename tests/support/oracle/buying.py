"""What can be bought and converted, and what a pack of it comes to over the horizon."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from tests.support.oracle.facts import AS_OF, Facts, Row, assured, day_of, whole
from tests.support.oracle.holdings import Holdings
from tests.support.oracle.program import Model, Terms
from tests.support.oracle.stock import Stock

MOST = 10**6


def pack_cost(facts: Facts, row: Row, per: object, first: date, increase: object = 0) -> int:
    """Cents of one pack over the horizon; As of is a New Year's Day, so that anniversaries are."""
    once = (per or "Once") == "Once"
    amount = Decimal(str(row["Price"])) * (12 if per == "Month" else 1)
    total = Decimal(0)
    for t in range(1 if once else facts.horizon):
        day = first.replace(year=first.year + t)
        if day <= facts.end:
            on_the_day = day.month == day.day == 1
            days = Decimal((day - AS_OF).days) / Decimal("365.25")
            years = Decimal(day.year - AS_OF.year) if on_the_day else days
            total += amount * (1 + Decimal(str(increase or 0))) ** t / (1 + facts.rate) ** years
    return int((total * 100).quantize(Decimal(1), ROUND_HALF_UP))


def state(facts: Facts, holdings: Holdings, stock: Stock) -> None:
    """Lines of licenses with a price, and of offers with their tiers."""
    for license, row in facts.licenses.items():
        if row.get("Price") not in (None, ""):
            cost = pack_cost(facts, row, row.get("Per"), AS_OF)
            packs = holdings.model.new(cost, MOST)
            holdings.supply[license].append((packs, -whole(row.get("Pack"), 1)))
    for offer in facts.offers:
        _offer(facts, holdings, stock, offer)
    stock.spend()


def _starts(facts: Facts, offer: Row) -> list[tuple[date, list[int] | None]]:
    """When units of an offer begin, each with the owned rows it may convert (None: it is bought)."""
    origin = offer.get("From license")
    usable = [i for i, row in enumerate(facts.owned) if row["License"] == origin and assured(row)]
    if offer.get("Starts") != "At expiry":
        return [(AS_OF, usable if origin else None)]
    untils = {until for i in usable if (until := day_of(facts.owned[i].get("Until"))) is not None}
    return [
        (until + timedelta(days=1), [i for i in usable if facts.owned[i].get("Until") == until])
        for until in sorted(untils)
        if until < facts.end
    ]


def _offer(facts: Facts, holdings: Holdings, stock: Stock, offer: str) -> None:
    """One tier of an offer at most, within its least and most."""
    model, tiers = holdings.model, facts.offers[offer]
    least, most = whole(tiers[0].get("Minimum"), 0), whole(tiers[0].get("Maximum"), MOST)
    bounds = [*(whole(tier.get("From quantity"), 1) for tier in tiers), MOST + 1]
    chosen: Terms = []
    for tier, (low, high) in enumerate(pairwise(bounds)):
        units = _tier(facts, holdings, stock, offer, tier)
        taken = model.new()
        chosen.append((taken, 1))
        model.row([*units, (taken, -min(high - 1, most))], most=0)
        model.row([*units, (taken, -max(low, least))], least=0)
    model.row(chosen, most=1)


def _tier(facts: Facts, holdings: Holdings, stock: Stock, offer: str, tier: int) -> Terms:
    """What is bought at one tier of an offer, in units; conversions take as many as they give."""
    model, row = holdings.model, facts.offers[offer][0]
    result, pack = str(row["License"]), whole(row.get("Pack"), 1)
    bought: Terms = []
    for first, rows in _starts(facts, row):
        price = facts.offers[offer][tier]
        packs = model.new(
            pack_cost(facts, price, row.get("Per"), first, row.get("Increase")), 10**4
        )
        bought.append((packs, pack))
        holdings.supply[result].append((packs, -pack))
        if rows is not None:
            _convert(model, stock, rows, result, [(packs, -pack)], offer, tier)
    return bought


def _convert(
    model: Model, stock: Stock, rows: list[int], result: str, given: Terms, offer: str, tier: int
) -> None:
    """Units of owned rows go into a conversion: of the pool, and those that sit with holders."""
    units: Terms = [(model.new(most=10**4), 1) for _ in rows]
    for i, unit in zip(rows, units, strict=True):
        stock.spent[i].append(unit)
        stock.turned.setdefault((i, result), []).append(unit)
    sitting = [term for i in rows for term in stock.share(i, offer, tier)]
    model.row([*units, *sitting, *given], least=0, most=0)
