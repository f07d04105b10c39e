"""quotes -> which to take: the plan with each supplier alone, and split as is cheapest."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from optimizer.domain.options import Options
from optimizer.domain.problems import InfeasibleError, SolverError
from optimizer.domain.quotes import Quote, QuotesCompared, Taken
from optimizer.domain.tables import Offer, Tables
from optimizer.planning import cheapest, plan_alone


def with_quotes(tables: Tables, quotes: Sequence[Quote], asked: Sequence[str]) -> Tables:
    """The tables in which the offers that were asked for are those quoted; their own prices were
    for planning only."""
    gone = {*asked}
    by_name = {offer.name: offer for offer in tables.offers}
    kept = [offer for offer in tables.offers if offer.name not in gone]
    return replace(
        tables, offers=(*kept, *(quoted(q.other or by_name[q.offer], q) for q in quotes))
    )


def quoted(offer: Offer, quote: Quote) -> Offer:
    """The offer at a quote's prices; quoted from a quantity on, it is sold from there on only."""
    (least, first), *others = quote.tiers
    return replace(
        offer,
        name=quote.name,
        tiers=((1, first), *others),
        pack=offer.pack if quote.pack is None else quote.pack,
        minimum=max(offer.minimum, least if least > 1 else 0),
        increase=offer.increase if quote.increase is None else quote.increase,
        supplier=quote.supplier,
        part_number=quote.part_number or offer.part_number,
        valid_until=quote.valid_until or offer.valid_until,
        sheet="Offers",
    )


def compare(
    tables: Tables,
    quotes: Sequence[Quote],
    planned: Decimal,
    asked: Sequence[str],
    options: Options,
) -> QuotesCompared:
    """What each supplier alone, and all of them together, would cost. An offer that nobody quotes
    keeps its planning price where all are compared, and is told.

    Raises InfeasibleError where not even all quotes together make a compliant plan, SolverError.
    """
    answered = {q.offer for q in quotes}
    suppliers = list(dict.fromkeys(q.supplier for q in quotes))
    alone = []
    for supplier in suppliers:
        mine = [q for q in quotes if q.supplier == supplier]
        try:
            cost = cheapest(with_quotes(tables, mine, asked), options)
        except (InfeasibleError, SolverError):
            cost = None
        alone.append((supplier, len(mine), cost))
    plan = plan_alone(with_quotes(tables, quotes, [a for a in asked if a in answered]), options)
    who = {q.name: q for q in quotes}
    taken = tuple(
        Taken(
            supplier=who[p.offer].supplier if p.offer in who else "",
            offer=who[p.offer].offer if p.offer in who else p.offer,
            license=p.license, quantity=p.quantity, price=p.price, per=p.per, cost=p.cost,
        )
        for p in plan.purchases
    )  # fmt: skip
    unquoted = tuple(a for a in asked if a not in answered)
    return QuotesCompared(planned, tuple(alone), plan.cost, taken, unquoted)
