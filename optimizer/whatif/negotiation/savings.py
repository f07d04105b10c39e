"""What could go, or change, and what exactly that would save: each answer is a solve of its own,
against the plan's cost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np

from optimizer.domain.access_rows import with_access
from optimizer.domain.answers import REMOVED, Lever
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Bools, Product, Tables
from optimizer.explaining.cost_by_department import costs_by, held, unit_costs
from optimizer.licensing.administration import State
from optimizer.licensing.needs import Needs
from optimizer.licensing.stock import ended, lasts
from optimizer.planning import cheapest

CANDIDATES = 12
"""Users, devices, servers and departments, each, that are tried."""


SHOWN = 20


def levers(planned: Planned, needs: Needs, options: Options) -> tuple[Lever, ...]:
    """The removals and re-basings that save most. Candidates: the users, devices and departments
    with the dearest licenses, and the servers with the most needs; each is removed for itself, so
    savings do not add up."""
    found, plan = [], planned.plan
    for kind, name, change, changed, rows in _candidates(planned, needs):
        cost = cheapest(changed, options)
        if cost is not None and cost < plan.cost:
            found.append(Lever(kind, name, change, plan.cost - cost, rows))
    return tuple(sorted(found, key=lambda lever: (-lever.saving, lever.kind, lever.name))[:SHOWN])


def _candidates(planned: Planned, needs: Needs) -> Iterator[tuple[str, str, str, Tables, int]]:
    tables, plan = planned.tables, planned.plan
    access = tables.access
    unit = unit_costs(plan)
    sides = (
        ("User", tables.users, plan.users, tables.users.meant(access.user)),
        ("Device", tables.devices, plan.devices, tables.devices.meant(access.device)),
    )
    for kind, holders, holding, index in sides:
        price = np.array(
            [
                float(sum(unit.get(tables.licenses[k].name, Decimal(0)) for k in b))
                for b in holding.bundles
            ]
        )
        spent = np.bincount(
            holding.row,
            weights=price[holding.bundle] * held(holding),
            minlength=len(holders.names),
        )
        for row in np.argsort(-spent, kind="stable")[:CANDIDATES].tolist():
            if spent[row] > 0:
                yield _removed(tables, kind, holders.names[row], index == row)
    open_ = needs.state < State.ADMINISTRATION
    asked = np.bincount(needs.server[open_], minlength=len(tables.servers))
    for s in np.argsort(-asked, kind="stable")[:CANDIDATES].tolist():
        if asked[s]:
            yield _removed(tables, "Server", tables.servers[s].name, access.server == s)
            yield from _rebased(tables, s)
    spent_by = costs_by(planned, "department")
    names = np.array([*tables.users.department, ""], object)
    for name in sorted(
        set(spent_by) & set(tables.users.department), key=lambda name: -spent_by[name]
    )[:CANDIDATES]:
        yield _removed(tables, "Department", name, names[tables.users.meant(access.user)] == name)


def _removed(
    tables: Tables, kind: str, name: str, rows: Bools
) -> tuple[str, str, str, Tables, int]:
    return (
        kind,
        name,
        REMOVED,
        with_access(tables, ~np.asarray(rows, bool)),
        int(np.sum(rows)),
    )


def _rebased(tables: Tables, server: int) -> Iterator[tuple[str, str, str, Tables, int]]:
    """The server at the versions that owned licenses open, where those are earlier than what it
    needs now."""
    found = tables.servers[server]
    here = tables.access.server == server
    if (tables.access.narrowed[here] != NONE).any():
        return
    owned: dict[int, int] = {}
    for row in tables.owned:
        if row.quantity and not ended(row, tables.settings) and lasts(row, tables.settings):
            license = tables.licenses[row.license]
            for family in license.covers:
                owned[family] = max(owned.get(family, 0), license.version)
    needs = [need for product in found.products for need in tables.products[product].requires]
    older = tuple((family, min(version, owned.get(family, version))) for family, version in needs)
    if older == tuple(needs):
        return
    product = Product(
        f"{found.name} at the versions owned",
        older,
        not_external=_not_external(tables, found.products, dict(older)),
    )
    servers = list(tables.servers)
    servers[server] = replace(found, products=(len(tables.products),))
    changed = replace(tables, products=(*tables.products, product), servers=tuple(servers))
    yield (
        "Server",
        found.name,
        "re-based to the versions that owned licenses open",
        changed,
        int(here.sum()),
    )


def _not_external(
    tables: Tables, products: Iterable[int], versions: Mapping[int, int]
) -> frozenset[tuple[int, int]]:
    """Families of which users of Type External need nothing of any of the products, at their
    versions now."""
    asked: set[int] = set()
    free: set[int] = set()
    for product in (tables.products[index] for index in products):
        free |= {family for family, _ in product.not_external}
        asked |= {family for family, _ in set(product.requires) - product.not_external}
    return frozenset((family, versions[family]) for family in free - asked)
