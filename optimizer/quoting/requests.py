"""plan -> quote requests: one for each supplier and channel that the plan buys by."""

from optimizer.domain.planned import Planned
from optimizer.domain.quotes import Asked, QuoteRequest


def requests_of(planned: Planned) -> tuple[QuoteRequest, ...]:
    """The requests in the order of the purchases; lines are numbered as on Purchases."""
    tables, plan = planned.tables, planned.plan
    offers = {offer.name: offer for offer in tables.offers}
    groups: dict[tuple[str, str], list[Asked]] = {}
    for number, p in enumerate(plan.purchases, 1):
        line = Asked(
            line=number,
            offer=p.offer,
            license=p.license,
            from_license=p.from_license or "",
            part_number=p.part_number,
            quantity=p.quantity,
            pack=p.pack,
            per=p.per,
            term=offers[p.offer].term,
            starts=p.from_date,
            tiers=tuple(start for start, _ in offers[p.offer].tiers),
        )
        groups.setdefault((p.supplier, p.channel), []).append(line)
    return tuple(QuoteRequest(*key, tuple(lines)) for key, lines in groups.items())
