"""Each license's account: owned, kept, converted, left over, bought, used, surplus."""

from collections.abc import Iterable

from optimizer.domain.plan import Balance, Mix
from optimizer.solving.instance import Instance


def balances(case: Instance, mix: Mix) -> Iterable[Balance]:
    """Each license's account. A unit kept is one that is used; units that last and that nobody
    needs are left over."""
    tables, supply = case.tables, case.supply
    for k, license in enumerate(tables.licenses):
        lots = [
            (lot, n) for lot, n in zip(supply.lots, mix.converted, strict=True) if lot.license == k
        ]
        owned = sum(lot.quantity for lot, _ in lots)
        converted = sum(n for _, n in lots)
        bought = sum(
            supply.lines[i].pack * n
            for i, n in enumerate(mix.packs)
            if supply.lines[i].license == k
        )
        used = mix.used[k]
        kept = min(sum(lot.quantity - n for lot, n in lots if lot.lasts), used)
        if owned or bought or used:
            activate = bought if license.activation else 0
            left = owned - kept - converted
            surplus, covers = (
                kept + bought - used,
                tuple(tables.families[f] for f in license.covers),
            )
            yield Balance(
                license=license.name,
                owned=owned,
                kept=kept,
                converted=converted,
                left_over=left,
                bought=bought,
                used=used,
                surplus=surplus,
                activate=activate,
                metric=license.metric,
                covers=covers,
            )
