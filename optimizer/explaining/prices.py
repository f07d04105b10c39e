"""What one license costs over the horizon where it is bought plainly: the amounts that sentences
compare."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from optimizer.domain.tables import Tables
from optimizer.licensing.supply import Supply, supply_of


@dataclass(frozen=True)
class Prices:
    """Prices in the currency, over the horizon."""

    tables: Tables
    supply: Supply

    def of(self, license: int) -> Decimal | None:
        """One license; None where stock, packs or tiers make its price depend on how many there
        are."""
        line = self.supply.plain(license)
        if line is None:
            return None
        return Decimal(self.supply.lines[line].cost).scaleb(-self.tables.settings.digits)


def prices_of(tables: Tables) -> Prices:
    """The prices of a workbook."""
    everyone = [np.ones(len(h.names), bool) for h in (tables.users, tables.devices)]
    return Prices(tables, supply_of(tables, *everyone))
