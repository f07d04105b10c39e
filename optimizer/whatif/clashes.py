"""Changes of one scenario that cannot stand together, told at both cells."""

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.arrays import distinct
from optimizer.domain.changed import MOST
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.planners_rules import rule_called, rules_of
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import NONE, Change, Ints, Scenario, Tables
from optimizer.whatif.changes import applied
from optimizer.whatif.dates import refuse_dates

UNEQUAL_IN_SCENARIO = Message(
    "unequal-in-scenario",
    'scenario "{scenario}" leaves user "{user}" with Count {users} and device "{device}" with '
    "Count {devices}, but {met} pairs them one to one.",
    "Change the Count of both.",
)
COUNT_TOO_LARGE = Message(
    "count-too-large",
    'scenario "{scenario}" makes a Count too large.',
    "Use a smaller Value.",
)
PRODUCT_STILL_USED = Message(
    "product-still-used",
    'server "{server}" would no longer have "{product}", which {met} uses.',
    "Name that product here too, or clear it there.",
)
NOT_MEASURED = Message(
    "not-measured",
    'scenario "{scenario}" asks for Minimum sessions, but no row of Access has Sessions: it '
    "changes nothing.",
    "Fill in Sessions on Access.",
)

NO_SUCH_RULE = Message(
    "no-such-rule", '"{name}" is no rule of this workbook. {known}', "{hint} Correct it."
)

LISTED = 12
"""Rules that a problem names."""


def refuse_clashes(tables: Tables, findings: Findings) -> None:
    """Problems that only the changes together make: pairs that no longer fit, products that a
    server no longer has, dates that do not fit the orders."""
    refuse_dates(tables, findings)
    for scenario in tables.scenarios:
        last = {change.what: change for change in scenario.changes}
        future = applied(tables, scenario)
        for change in (change for what, change in last.items() if what.startswith("Count")):
            _refuse_counts(future, scenario, change, findings)
        for change in scenario.changes:
            if change.what is ChangeName.MINIMUM_SESSIONS and not tables.access.measured.any():
                findings.warn(
                    tables.place("Scenarios", "Change", change.row),
                    NOT_MEASURED,
                    scenario=scenario.name,
                )
            if change.what is ChangeName.WITHOUT_RULE:
                place = tables.place("Scenarios", "Target", change.row)
                refuse_rule(tables, change, place, findings)
            if change.what is ChangeName.PRODUCT:
                _refuse_narrowed(future, change, findings)


def refuse_rule(tables: Tables, change: Change, place: Place, findings: Findings) -> None:
    """A problem where no rule of the tables has that name."""
    names = [rule.name for rule in rules_of(tables)]
    if rule_called(tables, str(change.value)) is None:
        hint = naming.nearest(str(change.value), names)
        listed = "; ".join(names[:LISTED]) + ("; ..." if len(names) > LISTED else "")
        known = f"Its rules are: {listed}." if names else "It has none."
        findings.problem(place, NO_SUCH_RULE, name=change.value, known=known, hint=hint)


def _refuse_counts(future: Tables, scenario: Scenario, change: Change, findings: Findings) -> None:
    place = future.place("Scenarios", "Target", change.row)
    access = future.access
    rows = np.flatnonzero(access.own)
    users, devices = (
        future.users.meant(access.user[rows]),
        future.devices.meant(access.device[rows]),
    )
    clash = rows[future.users.count[users] != future.devices.count[devices]]
    if len(clash):
        row = int(clash[0])
        u, d = (
            int(future.users.meant(access.user[row])),
            int(future.devices.meant(access.device[row])),
        )
        findings.problem(
            place,
            UNEQUAL_IN_SCENARIO,
            others=(future.place("Access", "Pairing", int(access.rows[row])),),
            scenario=scenario.name,
            user=future.users.names[u],
            users=int(future.users.count[u]),
            device=future.devices.names[d],
            devices=int(future.devices.count[d]),
            met=future.place("Access", "Pairing", int(access.rows[row])),
        )
    for counts in (future.users.count, future.devices.count):
        if (counts >= MOST).any():
            findings.problem(
                place,
                COUNT_TOO_LARGE,
                scenario=scenario.name,
            )


def _refuse_narrowed(future: Tables, change: Change, findings: Findings) -> None:
    server = change.targets[0][1]
    access, found = future.access, future.servers[server]
    for code in distinct(
        access.narrowed[(access.server == server) & (access.narrowed != NONE)]
    ).tolist():
        lacking = sorted(set(access.products[code]) - set(found.products))
        if lacking:
            rows: Ints = access.rows[(access.server == server) & (access.narrowed == code)]
            findings.problem(
                future.place("Scenarios", "Value", change.row),
                PRODUCT_STILL_USED,
                others=tuple(future.place("Access", "Product", row) for row in rows.tolist()),
                server=found.name,
                product=future.products[lacking[0]].name,
                met=future.place("Access", "Product", int(rows[0])),
            )
