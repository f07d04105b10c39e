"""Warnings that a consultant would raise: what a plan cannot decide, but its reader should know."""

import numpy as np

from optimizer.arrays import distinct_rows
from optimizer.cells import version_text
from optimizer.needs import Needs, State
from optimizer.plan import Plan
from optimizer.problems import Findings
from optimizer.supply import lasts
from optimizer.tables import NONE, Tables

MANY_DEVICES, TIMES_THE_USUAL = 30, 10
"""A single user on so many devices, and so many times the median, is likely an account that several people share."""


def advise_before(tables: Tables, needs: Needs, findings: Findings) -> None:
    """What the tables alone show: rights too old for the servers in use, shared accounts, editions past their limit."""
    _too_old(tables, needs, findings)
    _shared_accounts(tables, needs, findings)
    _past_limits(tables, needs, findings)


def advise_after(tables: Tables, plan: Plan, findings: Findings) -> None:
    """What the plan shows: rights that are owned and not needed."""
    for k, license in enumerate(tables.licenses):
        rows = [o for o in tables.owned if o.license == k and o.quantity and lasts(o, tables.settings)]
        account = next((b for b in plan.balances if b.license == license.name), None)
        if not rows or account is None:
            continue
        idle = min(account.left_over, sum(o.quantity for o in rows) - account.kept)
        if idle:
            findings.warn(
                tables.place("Owned", "Quantity", rows[0].row),
                f'{idle} of "{license.name}" are owned through the horizon and not needed.',
                "Do not renew their Software Assurance, or offer them to another unit of the organization.",
            )


def _too_old(tables: Tables, needs: Needs, findings: Findings) -> None:
    """Owned units of a family that some accesses need at a later version."""
    asked = needs.state == State.OPEN
    for owned in tables.owned:
        license = tables.licenses[owned.license]
        if not owned.quantity or not lasts(owned, tables.settings):
            continue
        for family in license.covers:
            later = asked & (needs.family == family) & (needs.version > license.version)
            if later.any():
                newest = version_text(int(needs.version[later].max()))
                findings.warn(
                    tables.place("Owned", "License", owned.row),
                    f'{owned.quantity} of "{license.name}" are too old for {int(later.sum())} accesses that need '
                    f'"{tables.families[family]}" at up to {newest}.',
                    "Check whether Software Assurance gives you the newer version.",
                )


def _shared_accounts(tables: Tables, needs: Needs, findings: Findings) -> None:
    """One user on very many devices: multiplexing lowers no count, the people behind the account need licenses."""
    known = (needs.user != NONE) & (needs.device != NONE)
    pairs, _ = distinct_rows(needs.user[known], needs.device[known])
    reached = np.bincount(pairs[:, 0], weights=tables.devices.count[pairs[:, 1]], minlength=len(tables.users.names))
    if not reached.any():
        return
    usual = float(np.median(reached[reached > 0]))
    many = (reached >= MANY_DEVICES) & (reached >= TIMES_THE_USUAL * usual) & (tables.users.count == 1)
    for user in np.flatnonzero(many).tolist():
        first = tables.place("Access", "User", _first(tables, user))
        place = tables.user_place(user) if tables.users.rows[user] else first
        findings.warn(
            place,
            f'user "{tables.users.names[user]}" is on {int(reached[user])} devices, like a service or shared account.',
            "Each person behind such an account needs a license; list them instead.",
        )


def _first(tables: Tables, user: int) -> int:
    return int(tables.access.rows[int((tables.access.user == user).argmax())])


def _past_limits(tables: Tables, needs: Needs, findings: Findings) -> None:
    """Editions that need no licenses up to so many users or devices (Essentials, Foundation)."""
    access = tables.access
    limited = {p for p, product in enumerate(tables.products) if (product.most_users, product.most_devices) != (None, None)}
    for s, server in enumerate(tables.servers):
        for product in (tables.products[p] for p in server.products if p in limited):
            here = needs.accesses & (access.server == s)
            for what, most, holders, index in (
                ("users", product.most_users, tables.users, access.user),
                ("devices", product.most_devices, tables.devices, access.device),
            ):
                people = int(holders.count[np.unique(index[here & (index != NONE)])].sum())
                if most is not None and people > most:
                    place = tables.place("Servers", "Product", server.row)
                    findings.warn(
                        place if server.row else tables.place("Access", "Server", int(access.rows[int(here.argmax())])),
                        f'"{product.name}" is used by {people} {what}, but may have at most {most}.',
                        "Move to an edition that is licensed by CAL.",
                    )
