"""Servers of which some access rows are narrowed to a product and some are not: what the others
cost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np

from optimizer.domain.problems import Cells, Findings, Message
from optimizer.domain.tables import NONE, Bools, Purpose, Tables

WIDER_ROWS = Message(
    "wider-rows",
    'on "{server}" access rows narrowed to {product}: {narrowed}; not narrowed, so counted for all '
    "of its products: {rest}. The plan would cost {amount:,} {currency} less if those used "
    "{product} alone.",
    "Where they do, narrow them: fill in Product on Access.",
)

MOST = 6
"""Servers that are asked about at most; each takes a solve."""


def note_wider_rows(
    tables: Tables,
    counted: Bools,
    cost: Decimal,
    cheapest: Callable[[Tables], Decimal | None],
    findings: Findings,
) -> None:
    """A note for each such server where narrowing the others saves something.

    `counted` are the access rows that count (bool); `cheapest` tells what the plan of other tables
    costs, where that is found.
    """
    access = tables.access
    used = counted & (access.purpose == Purpose.USE)
    asked = 0
    for s, server in enumerate(tables.servers):
        here = used & (access.server == s)
        narrow = here & (access.narrowed != NONE)
        wide = np.flatnonzero(here & ~narrow)
        if len(server.products) < 2 or not narrow.any() or not len(wide) or asked == MOST:
            continue
        usual = int(np.bincount(access.narrowed[narrow]).argmax())
        if set(access.products[usual]) >= set(server.products):
            continue
        asked += 1
        changed = access.narrowed.copy()
        changed[wide] = usual
        less = cheapest(replace(tables, access=replace(access, narrowed=changed)))
        if less is None or less >= cost:
            continue
        rows = access.rows[wide].tolist()
        findings.warn(
            tables.place("Access", "Server", rows[0]),
            WIDER_ROWS,
            others=Cells(tables.place("Access", "Server", rows[0]), tuple(rows[1:])),
            server=server.name,
            product=" and ".join(tables.products[p].name for p in access.products[usual]),
            narrowed=int(narrow.sum()),
            rest=len(wide),
            amount=cost - less,
            currency=tables.settings.currency,
        )
