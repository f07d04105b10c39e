"""A fair share of the cost for each department: none pays more than its own accesses would cost it
alone (model 9.2).

DEFINITIONS
    of_access    the department of each access, of_user and of_device those of rows (and NONE last)
    alone        what each department would pay without the others and without owned licenses, money
    flow         what the accesses of each need carry of the maximum flow, (need,), minor units
    found        shares before they are rounded, (department,), minor units
    shares       whole minor units, (department,): they add up to the cost, none above its `alone`

Where everything is bought plainly, and no One kind is left to the plan, the minimum cut's flow is
the price of each access: what a department's own accesses carry is a flow of its network alone too,
so it pays no more than alone, nor does any group of departments (the flow is in the core: Deng,
Ibaraki and Nagamochi 1999). A One kind that the plan chooses ties the accesses of all departments
to each other, so that one's flow may pass through another's; there, and elsewhere, shares are in
proportion to what each would cost alone (model 9.2). Rounding to minor units may add less than one
for each department to what a group pays, but never to what one pays.
"""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

import numpy as np

from optimizer.domain.access_rows import with_access
from optimizer.domain.answers import Share, Shares
from optimizer.domain.arrays import distinct
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Bools, Floats, Ints, Tables
from optimizer.explaining.cost_by_department import NAMELESS
from optimizer.planning import cheapest
from optimizer.solving.instance import Instance
from optimizer.solving.network.license_forest import mode_of
from optimizer.solving.network.minimum_cut import charges
from optimizer.solving.network.parts import plain_part


def fair_shares(
    planned: Planned, kept: Bools, case: Instance | None, options: Options
) -> Shares | None:
    """The shares; None where no department is named, none and the reason where they cannot be
    fair. `kept` are the accesses that count; a `case` (None: ordered by date) may say what each
    carries."""
    tables, plan = planned.tables, planned.plan
    if not any(tables.users.department):
        return None
    names, of_access, of_user, of_device = _departments(tables)
    if len(names) < 2:
        return None
    alone: list[Decimal] = []
    for code in range(len(names)):
        rows = (of_access == code) & kept
        cost = cheapest(replace(with_access(tables, rows), owned=(), assigned=()), options)
        if cost is None:
            return Shares(
                (), f'"{names[code]}" could not be licensed alone, without the stock of the others.'
            )
        alone.append(cost)
    if sum(alone) < plan.cost:
        return Shares(
            (),
            "Alone the departments would pay less together: what limits the plan binds only all "
            "of them.",
        )
    unit = Decimal(1).scaleb(-tables.settings.digits)
    found = np.zeros(len(names))
    if case is not None and _is_core(case) and not plan.server_costs:
        found = _by_flow(case, len(names), of_user, of_device)
    if round(found.sum()) == plan.cost / unit:
        method = (
            "by the flow: what each department's own accesses carry; no department, and but for "
            "rounding no group of departments, pays more than it would alone"
        )
    else:
        total = sum(alone)
        found = np.array(
            [float(cost * plan.cost / total / unit) if total else 0.0 for cost in alone]
        )
        method = "in proportion to what each department would pay alone, without owned licenses"
    shares = _rounded(found, [int(cost / unit) for cost in alone], int(plan.cost / unit))
    return Shares(
        tuple(
            Share(name, share * unit, cost)
            for name, share, cost in zip(names, shares, alone, strict=True)
        ),
        method,
    )


def _is_core(case: Instance) -> bool:
    """Whether the flow's shares are in the core: all is plain, and each access decided for
    itself."""
    return bool(plain_part(case).all() and (mode_of(case) == NONE).all())


def _departments(tables: Tables) -> tuple[list[str], Ints, Ints, Ints]:
    """Department names and codes: of each access row (the user's; of unknown people the device's),
    user and device row."""
    texts = [*tables.users.department, *tables.devices.department]
    names = sorted({text or NAMELESS for text in texts})
    index = {name: code for code, name in enumerate(names)}
    of_user = np.array(
        [index.get(text or NAMELESS, 0) for text in tables.users.department] + [NONE], np.int64
    )
    of_device = np.array(
        [index.get(text or NAMELESS, 0) for text in tables.devices.department] + [NONE], np.int64
    )
    user, device = (
        tables.users.meant(tables.access.user),
        tables.devices.meant(tables.access.device),
    )
    of_access = np.where(user != NONE, of_user[user], of_device[device])
    used = distinct(of_access).tolist()
    narrow = np.full(len(names) + 1, NONE, np.int64)
    narrow[used] = np.arange(len(used))
    return [names[code] for code in used], narrow[of_access], narrow[of_user], narrow[of_device]


def _by_flow(case: Instance, count: int, of_user: Ints, of_device: Ints) -> Floats:
    """What the accesses of each department carry, in minor units; a class's flow is its members'
    alike."""
    flow = charges(case)
    classes = case.classes
    known = classes.user != NONE
    total = np.zeros(count)
    for side, owner, of, rows in (
        (classes.users, classes.user, of_user, known),
        (classes.devices, classes.device, of_device, ~known),
    ):
        carried = np.bincount(owner[rows], weights=flow[rows], minlength=len(side.members))
        having = side.class_of != NONE
        each = (
            carried[side.class_of[having]] / side.members[side.class_of[having]] * side.size[having]
        )
        code = of[side.row[having]]
        there = code != NONE
        total += np.bincount(code[there], weights=each[there], minlength=count)
    return total


def _rounded(found: Floats, most: list[int], total: int) -> list[int]:
    """Whole minor units that add up, none above its most: down first, what is left where rounding
    took most."""
    down = [
        min(int(Decimal(f"{share:.6f}").quantize(Decimal(1), ROUND_DOWN)), limit)
        for share, limit in zip(found.tolist(), most, strict=True)
    ]
    left = total - sum(down)
    for i in sorted(range(len(down)), key=lambda i: (down[i] - found[i], i)):
        added = min(most[i] - down[i], 1, max(left, 0))
        down[i] += added
        left -= added
    for i in range(len(down)):  # more than one unit each is left only where limits bind
        added = min(most[i] - down[i], max(left, 0))
        down[i] += added
        left -= added
    return down
