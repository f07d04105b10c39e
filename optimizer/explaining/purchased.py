"""What both kinds of plan say of what is bought and of its budget: a line of Purchases, every
amount exact."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.domain.plan import Budget, Purchase, YearPayment
from optimizer.domain.tables import NONE, Tables
from optimizer.explaining.payments_by_year import by_year, rounded_payments
from optimizer.licensing.payments import Payment

if TYPE_CHECKING:
    from optimizer.licensing.dated_supply import Order
    from optimizer.licensing.purchase_lines import Line


def purchase_of(
    tables: Tables, bought: "Line | Order", packs: int, price: Decimal, each: Sequence[Payment]
) -> Purchase:
    """Packs of a line, or of an order, at a `price`; `each` is what they would pay at a price of
    1."""
    offer, start = tables.offers[bought.offer], tables.settings.as_of

    def due(payments: Sequence[Payment]) -> Decimal:
        return sum((paid.nominal for paid in payments if paid.day == start), Decimal(0))

    return Purchase(
        offer=offer.name,
        license=tables.licenses[offer.license].name,
        from_license=None
        if offer.from_license == NONE
        else tables.licenses[offer.from_license].name,
        quantity=bought.pack * packs,
        packs=packs,
        price=price,
        per=offer.per,
        from_date=bought.payments[0].day,
        due_now=rounded_payments(due(bought.payments) * packs, tables),
        cost=Decimal(bought.cost * packs).scaleb(-tables.settings.digits),
        channel=offer.channel,
        supplier=offer.supplier,
        part_number=offer.part_number,
        pack=bought.pack,
        factor_now=due(each),
        factors=tuple(zip(*by_year([(payment, 1) for payment in each], tables), strict=True)),
        invoices=tuple((payment.day, payment.nominal) for payment in each),
    )


def due_now_of(purchases: Iterable[Purchase], modes: Iterable[tuple[str, Decimal]]) -> Decimal:
    """What all lines and the servers in CAL mode pay on As of: the sum of what each pays, rounded
    line by line, as invoices are."""
    lines = sum((purchase.due_now for purchase in purchases), Decimal(0))
    return lines + sum((cost for _, cost in modes), Decimal(0))


def budget_of(tables: Tables, years: Sequence[YearPayment]) -> Budget | None:
    """The budget of Settings, beside what falls due, nominal, and what is missing; None: there is
    none."""
    budget = tables.settings.budget
    if budget is None:
        return None
    total = sum((year.nominal for year in years), Decimal(0))
    return Budget(budget, total, max(total - budget, Decimal(0)))
