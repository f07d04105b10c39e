"""What the plan decides for servers: wide licenses, exempt administrators, the kind that counts."""

from optimizer.audit import rules
from optimizer.audit.requirements import accesses, asked
from optimizer.domain.plan import Plan
from optimizer.domain.tables import NONE, Kind, Tables


def wide_licenses_fit(tables: Tables, plan: Plan) -> list[str]:
    """Server licenses sit on hosts, Core licenses on servers with Cores, Organization ones need the
    size; each takes some units, since nothing covers for nothing."""
    found = []
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        if rules.wide_quantity(tables, license, index) < 1:
            found.append(
                f'"{license.name}" is taken for what it cannot be assigned to, or in no quantity.'
            )
    if len(set(plan.mix.wide)) != len(plan.mix.wide):
        found.append("A server license is taken twice.")
    return found


def administrators_are_few(tables: Tables, plan: Plan) -> list[str]:
    """At most two people and devices a server are exempt, each there for administration only."""
    found = []
    if not plan.mix.exempt and not plan.mix.exempt_devices:
        return []
    possible = asked(tables)
    picked: dict[int, set[tuple[str, int, int]]] = {}
    for holders, exempt, able in (
        (tables.users, plan.mix.exempt, possible.administrators),
        (tables.devices, plan.mix.exempt_devices, possible.consoles),
    ):
        for row, member, server in exempt:
            picked.setdefault(server, set()).add((holders.sheet, row, member))
            if row not in able.get(server, set()) or not 0 <= member < holders.count[row]:
                found.append(
                    f'Servers "{tables.servers[server].name}": who is exempt for administration '
                    "does not administer it alone."
                )
    found += [
        f'Servers "{tables.servers[s].name}": more than two are exempt.'
        for s, who in picked.items()
        if len(who) > rules.EXEMPT_FOR_ADMINISTRATION
    ]
    return found


def requirements_are_taken(tables: Tables, plan: Plan) -> list[str]:
    """A Server license that requires another one is not taken for a host without it."""
    taken = {(tables.licenses[k].name, index) for k, index in plan.mix.wide}
    found = []
    for k, index in plan.mix.wide:
        needed = tables.licenses[k].requires
        if needed >= 0 and (tables.licenses[needed].name, index) not in taken:
            found.append(
                f'"{tables.licenses[k].name}" is taken without "{tables.licenses[needed].name}".'
            )
    return found


def one_kind_counts(tables: Tables, plan: Plan) -> list[str]:
    """A kind that the workbook fixes is the one the plan counts."""
    found = []
    for s, server in enumerate(tables.servers):
        for family, kind in server.one_kind.items():
            if kind != Kind.EITHER and plan.mix.modes.get((s, family), kind) != kind:
                found.append(
                    f'Servers "{server.name}": the plan counts the other kind for '
                    f"{tables.families[family]}."
                )
    return found


def limits_hold(tables: Tables, plan: Plan) -> list[str]:
    """An edition that only so many people or devices may use is used by no more of them."""
    del plan  # no plan can mend it
    limited = [
        product.most_users is not None or product.most_devices is not None
        for product in tables.products
    ]
    if not any(limited):
        return []
    found, everybody = [], accesses(tables)
    for s, server in enumerate(tables.servers):
        here = everybody.rows(everybody["server"] == s)
        for product in (tables.products[index] for index in server.products):
            for most, holders, side in (
                (product.most_users, tables.users, "user"),
                (product.most_devices, tables.devices, "device"),
            ):
                rows = set(here[side].tolist()) - {NONE}
                if most is not None and sum(int(holders.count[row]) for row in rows) > most:
                    found.append(f'Servers "{server.name}": past the limit of "{product.name}".')
    return found
