"""Editions that only so many people or devices may use: past that no plan is compliant."""

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import NONE, Purpose, Tables
from optimizer.licensing.needs import Needs, with_servers_behind
from optimizer.solving.infeasibility import PastLimit


def past_limits(tables: Tables, needs: Needs) -> list[PastLimit]:
    """One cause for each server and limit that is passed.

    Counted are the distinct people and the distinct devices of the accesses left to the server:
    groups by Count, second names once, administrators and who comes through a server in front of
    it too, exempt rows and blanks aside.
    """
    access = tables.access
    limited = {
        p
        for p, product in enumerate(tables.products)
        if (product.most_users, product.most_devices) != (None, None)
    }
    if not limited:
        return []
    row, server, _ = with_servers_behind(tables, np.flatnonzero(needs.accesses))
    counting = access.purpose[row] != Purpose.EXEMPT
    found: list[PastLimit] = []
    for s, products in enumerate(each.products for each in tables.servers):
        for p in (p for p in products if p in limited):
            here, product = row[counting & (server == s)], tables.products[p]
            for users, most, holders, named in (
                (True, product.most_users, tables.users, access.user[here]),
                (False, product.most_devices, tables.devices, access.device[here]),
            ):
                used = int(holders.count[distinct(holders.meant(named[named != NONE]))].sum())
                if most is not None and used > most:
                    found.append(PastLimit(server=s, product=p, users=users, used=used, most=most))
    return found
