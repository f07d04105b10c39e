"""What could go, or change, and what exactly that would save: each answer is a solve of its own, against the plan's cost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from optimizer.case import Case
from optimizer.deal import Lever, RareStep, Renewal, WideChoice
from optimizer.money import cost_of
from optimizer.needs import State
from optimizer.optimize import Answer, Prepared, cheapest, solved
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.scenario import sessions_of, with_access
from optimizer.shares import costs_by, unit_costs
from optimizer.solver import Clock, Status
from optimizer.supply import ended, lasts, supply_of
from optimizer.tables import NONE, Bools, Product, Tables

STEPS = 12
"""Numbers of sessions at which rare accesses are looked at."""
CANDIDATES = 12
"""Users, devices, servers and departments, each, that are tried."""
SHOWN = 20
MOST_WIDE = 24
NAMED = 10
"""Accesses that a step names; the others are counted."""


def rare_accesses(tables: Tables, prepared: Prepared, plan: Plan, options: Options) -> Iterator[RareStep]:
    """The cost where only accesses of at least so many sessions count, at rising numbers of sessions."""
    sessions, counting = sessions_of(tables), prepared.needs.accesses
    levels = np.unique(sessions[counting])[1:]
    if len(levels) > STEPS:  # the rarest ones matter: half of the steps among the lowest levels
        chosen = np.unique(np.r_[levels[: STEPS // 2], levels[np.linspace(0, len(levels) - 1, STEPS // 2).astype(int)]])
        levels = chosen
    before = np.zeros(len(sessions), bool)
    for level in levels.tolist():
        blocked = sessions < level
        cost = cheapest(with_access(tables, ~blocked), options)
        if cost is not None:
            yield RareStep(level, cost, plan.cost - cost, _accesses(tables, blocked & ~before & counting))
            before = blocked


def _accesses(tables: Tables, rows: Bools) -> tuple[str, ...]:
    """The accesses of some rows as text, each once; those past the first few counted."""
    access = tables.access
    users, devices = (*tables.users.names, "(anyone)"), (*tables.devices.names, "(any device)")
    found = dict.fromkeys(
        f"{users[u]} on {devices[d]} to {tables.servers[s].name}"
        for u, d, s in zip(access.user[rows].tolist(), access.device[rows].tolist(), access.server[rows].tolist(), strict=True)
    )
    names = list(found)
    return (*names[:NAMED], f"and {len(names) - NAMED} more") if len(names) > NAMED else tuple(names)


def levers(tables: Tables, prepared: Prepared, plan: Plan, options: Options) -> tuple[Lever, ...]:
    """The removals and re-basings that save most. Candidates: the users, devices and departments with the dearest licenses,
    and the servers with the most needs; each is removed for itself, so savings do not add up."""
    found = []
    for kind, name, change, changed, rows in _candidates(tables, prepared, plan):
        cost = cheapest(changed, options)
        if cost is not None and cost < plan.cost:
            found.append(Lever(kind, name, change, plan.cost - cost, rows))
    return tuple(sorted(found, key=lambda lever: (-lever.saving, lever.kind, lever.name))[:SHOWN])


def _candidates(tables: Tables, prepared: Prepared, plan: Plan) -> Iterator[tuple[str, str, str, Tables, int]]:
    access = tables.access
    unit = unit_costs(plan)
    sides = (
        ("User", tables.users, plan.users, tables.users.meant(access.user)),
        ("Device", tables.devices, plan.devices, tables.devices.meant(access.device)),
    )
    for kind, holders, holding, index in sides:
        price = np.array([float(sum(unit.get(tables.licenses[k].name, Decimal(0)) for k in b)) for b in holding.bundles])
        spent = np.bincount(holding.row, weights=price[holding.bundle] * holding.members, minlength=len(holders.names))
        for row in np.argsort(-spent, kind="stable")[:CANDIDATES].tolist():
            if spent[row] > 0:
                yield _removed(tables, kind, holders.names[row], index == row)
    open_ = prepared.needs.state < State.ADMINISTRATION
    asked = np.bincount(prepared.needs.server[open_], minlength=len(tables.servers))
    for s in np.argsort(-asked, kind="stable")[:CANDIDATES].tolist():
        if asked[s]:
            yield _removed(tables, "Server", tables.servers[s].name, access.server == s)
            yield from _rebased(tables, s)
    spent_by = costs_by(tables, plan, "department")
    names = np.array([*tables.users.department, ""], object)
    for name in sorted(set(spent_by) & set(tables.users.department), key=lambda name: -spent_by[name])[:CANDIDATES]:
        yield _removed(tables, "Department", name, names[tables.users.meant(access.user)] == name)


def _removed(tables: Tables, kind: str, name: str, rows: Bools) -> tuple[str, str, str, Tables, int]:
    return kind, name, "without its accesses", with_access(tables, ~np.asarray(rows, bool)), int(np.sum(rows))


def _rebased(tables: Tables, server: int) -> Iterator[tuple[str, str, str, Tables, int]]:
    """The server at the versions that owned licenses open, where those are earlier than what it needs now."""
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
    product = Product(f"{found.name} at the versions owned", older)
    servers = list(tables.servers)
    servers[server] = replace(found, products=(len(tables.products),))
    changed = replace(tables, products=(*tables.products, product), servers=tuple(servers))
    yield "Server", found.name, "re-based to the versions that owned licenses open", changed, int(here.sum())


def wide_choices(case: Case, answer: Answer, plan: Plan, options: Options) -> tuple[WideChoice, ...]:
    """The value of licensing one more server (host, organization) as a whole."""
    tables = case.tables
    assert answer.mix is not None
    found = []
    for key in [key for key in answer.wide if key not in answer.mix.wide][:MOST_WIDE]:
        other = solved(case, options, Clock(options.time_limit), forced={key: True})
        if other.mix is None or other.status is not Status.OPTIMAL:
            continue
        license, index = tables.licenses[key[0]], key[1]
        name = {"Server": lambda i: tables.hosts[i].name, "Core": lambda i: tables.servers[i].name}.get(license.metric)
        cost = cost_of(case, other.mix)
        found.append(WideChoice(license.name, name(index) if name else "(the organization)", cost, cost - plan.cost))
    return tuple(sorted(found, key=lambda choice: (choice.difference, choice.license, choice.server)))


def renewal(tables: Tables, plan: Plan, options: Options) -> Renewal | None:
    """What the rights that end within the horizon are worth renewing; None where none do and can be.

    Nothing renewed: they are simply gone. Everything: each is renewed as the same license, by the cheapest offer that does it.
    """
    settings = tables.settings
    ending = [i for i, o in enumerate(tables.owned) if o.quantity and not ended(o, settings) and not lasts(o, settings)]
    ending = [i for i in ending if any(offer.from_license == tables.owned[i].license for offer in tables.offers)]
    if not ending:
        return None
    gone = {tables.owned[i].license for i in ending}
    kept = tuple(o for i, o in enumerate(tables.owned) if i not in ending)
    assigned = tuple(a for a in tables.assigned if a.license not in gone)
    nothing = cheapest(replace(tables, owned=kept, assigned=assigned), options)
    return Renewal(sum(tables.owned[i].quantity for i in ending), nothing, _all_renewed(tables, ending, options), plan.cost)


def _all_renewed(tables: Tables, ending: Sequence[int], options: Options) -> Decimal | None:
    """Every ending unit renewed as what it is, at the cheapest of its renewal offers; then the cheapest plan with them."""
    users, devices = (np.ones(len(h.names), bool) for h in (tables.users, tables.devices))
    supply = supply_of(tables, users, devices)
    total, owned = 0, list(tables.owned)
    for i in ending:
        row = owned[i]
        lot = next(n for n, lot in enumerate(supply.lots) if i in lot.rows)
        prices = [
            line.cost * (row.quantity // line.pack)
            for line in supply.lines
            if lot in line.lots
            and line.license == row.license
            and row.quantity % line.pack == 0
            and line.least <= row.quantity <= (line.most or row.quantity)
        ]
        if not prices:
            return None
        total += min(prices)
        owned[i] = replace(row, until=None)
    offers = tuple(
        o for o in tables.offers if o.from_license == NONE or o.from_license not in {tables.owned[i].license for i in ending}
    )
    rest = cheapest(replace(tables, owned=tuple(owned), offers=offers), options)
    return None if rest is None else rest + Decimal(total).scaleb(-tables.settings.digits)
