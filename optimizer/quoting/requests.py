"""plan -> quote requests: one for each supplier and channel that the plan buys by."""

from optimizer.domain.plan import Plan
from optimizer.domain.quotes import Asked, QuoteRequest
from optimizer.domain.tables import Tables


def requests_of(tables: Tables, plan: Plan) -> tuple[QuoteRequest, ...]:
    """The requests in the order of the purchases; lines are numbered as on Purchases."""
    offers = {offer.name: offer for offer in tables.offers}
    groups: dict[tuple[str, str], list[Asked]] = {}
    for number, p in enumerate(plan.purchases, 1):
        line = Asked(
            number, p.offer, p.license, p.from_license or "", p.part_number, p.quantity, p.pack,
            p.per, offers[p.offer].term, p.from_date,
            tuple(start for start, _ in offers[p.offer].tiers),
        )  # fmt: skip
        groups.setdefault((p.supplier, p.channel), []).append(line)
    return tuple(QuoteRequest(*key, tuple(lines)) for key, lines in groups.items())
