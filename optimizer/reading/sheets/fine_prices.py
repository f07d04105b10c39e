"""Prices finer than the currency's minor unit, 0.333 where a cent is the least: what a pack costs
over the horizon is rounded, while what a line pays at once for many packs is rounded once. The two
differ then, which is said where the price stands; every sum is one of rounded lines."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Offer, Settings
from optimizer.reading import cells
from optimizer.reading.grid import Grid
from optimizer.reading.wording import counted, first_of

FINE_PRICE = Message(
    "price-finer-than-currency",
    "{prices} of {column} {have} more decimals than {currency}, like {price} ({cells}): the cost "
    "counts each pack rounded, what is due now each line of Purchases.",
    "Write the price of a whole pack, with its Pack, so that both are the same to the last digit.",
)


def note_fine_prices(
    offers: Sequence[Offer], grids: Mapping[str, Grid], settings: Settings, findings: Findings
) -> None:
    """A note a sheet on the offers of which a price has more decimals than the currency."""
    for sheet in ("Licenses", "Offers"):
        fine = {
            price
            for offer in offers
            if offer.sheet == sheet
            for _, price in offer.tiers
            if price != round(price, settings.digits)
        }
        grid = grids.get(sheet)
        if not fine or grid is None or "Price" not in grid.columns:
            continue
        # By the cells and not by the offers: a tier has a row of its own.
        values = grid.columns["Price"]
        read = [_read(value) for value in values.distinct]
        codes = [code for code, price in enumerate(read) if price in fine]
        places = grid.cells("Price", np.isin(values.codes, codes))
        if places:
            findings.warn(
                places[0],
                FINE_PRICE,
                others=places[1:],
                prices=counted(len(places), "price"),
                column=sheet,
                have="has" if len(places) == 1 else "have",
                currency=settings.currency,
                price=f"{read[min(codes)]}",
                cells=first_of(places),
            )


def _read(value: object) -> Decimal | None:
    try:
        return cells.amount(value)
    except cells.Refused:
        return None  # a problem of its own
