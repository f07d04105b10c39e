"""Session hosts that a plan serves with both kinds of Remote Desktop licenses, though each has one
licensing mode."""

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.names import fold
from optimizer.domain.plan import Holding, Mix
from optimizer.domain.problems import FOLD_AFTER, Findings, Message
from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.instance import Instance

MIXED_MODES = Message(
    "mixed-modes",
    'the plan serves "{server}" with {family} licenses of both kinds: user licenses for {users} '
    "{users:person/people}, device licenses for {devices} {devices:device/devices}. A session "
    "host has one licensing mode.",
    "Fill in One kind on Servers with {family}, which the plan then keeps, or run two session "
    "hosts there, one in each mode.",
)

FAMILY = "remote desktop"


def note_mixed_hosts(case: Instance, mix: Mix, findings: Findings) -> None:
    """A note for each server whose accesses need Remote Desktop and that both kinds serve."""
    tables, needs = case.tables, case.needs
    family = next((f for f, name in enumerate(tables.families) if fold(name) == FAMILY), NONE)
    asked = needs.family == family
    if family == NONE or not asked.any():
        return
    by_user = asked & covered(case, mix.users, needs.user)
    by_device = asked & covered(case, mix.devices, needs.device) & ~by_user
    both = np.intersect1d(needs.server[by_user], needs.server[by_device])
    for s in both.tolist()[: 10 * FOLD_AFTER]:
        server = tables.servers[s]
        if family in server.one_kind:
            continue
        here = needs.server == s
        people = distinct(needs.user[here & by_user])
        devices = distinct(needs.device[here & by_device])
        findings.warn(
            tables.place("Servers", "Server", server.row)
            if server.row
            else tables.place("Access", "Server", int(tables.access.rows[needs.access[here][0]])),
            MIXED_MODES,
            server=server.name,
            family=tables.families[family],
            users=int(tables.users.count[people].sum()),
            devices=int(tables.devices.count[devices].sum()),
        )


def covered(case: Instance, holding: Holding, row: Ints) -> Bools:
    """Whether every member of each need's row (NONE: nobody) holds a license that opens it."""
    element = case.ways.element
    opens = np.array(
        [
            [any(e in case.ways.opened[k] for k in bundle) for bundle in holding.bundles]
            for e in range(len(case.ways.elements))
        ],
        bool,
    ).reshape(len(case.ways.elements), len(holding.bundles))
    known = np.isin(row, holding.row)
    found = known.copy()
    runs = opens[:, holding.bundle] if len(holding.bundles) else opens[:, :0]
    for e in distinct(element[known]).tolist():
        lacking = distinct(holding.row[~runs[e]])
        found &= ~((element == e) & np.isin(row, lacking))
    return found
