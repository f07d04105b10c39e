"""Warnings that a consultant would raise: what a plan cannot decide, but its reader should know."""

import numpy as np

from optimizer.domain.access_rows import recent
from optimizer.domain.arrays import told_apart
from optimizer.domain.keywords import Metric
from optimizer.domain.planned import Planned
from optimizer.domain.problems import FOLD_AFTER, Cells, Findings, Message
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, Orders, Tables
from optimizer.domain.versions import version_text
from optimizer.explaining.alias_notes import column_of, note_active_aliases
from optimizer.explaining.layout_notes import note_layout
from optimizer.licensing.administration import State
from optimizer.licensing.horizon import end_of
from optimizer.licensing.metrics import WIDE, takes
from optimizer.licensing.needs import Needs, current, present, stands, taken_at
from optimizer.licensing.purchase_lines import fits, tier_bounds
from optimizer.licensing.rules import admits
from optimizer.licensing.stock import ended, lasts

MANY_DEVICES, TIMES_THE_USUAL = 30, 10
"""A single user on so many devices, and so many times the median, is likely an account that several
people share."""


NOT_NEEDED = Message(
    "not-needed",
    '{units} of "{license}" {units:is/are} owned through the horizon and not needed.',
    "Offer {units:it/them} to another unit of the organization.",
)
NOT_NEEDED_ASSURED = Message(
    "not-needed-assured",
    '{units} of "{license}" {units:is/are} owned through the horizon and not needed.',
    "Do not renew {units:its/their} Software Assurance, or offer {units:it/them} to another unit "
    "of the organization.",
)
TOO_OLD = Message(
    "too-old",
    '{units} of "{license}" {units:is/are} too old for {accesses} '
    '{accesses:access that needs/accesses that need} "{family}" at up to {version}.',
    "Check whether Software Assurance gives you the newer version.",
)
SHARED_ACCOUNT = Message(
    "shared-account",
    'user "{user}" is on {devices} devices, like a service or shared account.',
    "Each person behind such an account needs a license; list them instead.",
)
LEFT_OUT = Message(
    "left-out",
    '{side} "{holder}" {reason}; it is left out with its {accesses} access {accesses:row/rows}.',
)
NO_ACCESS = Message("no-access", '{side} "{holder}" has no access rows; it needs no license.')
SERVER_LEFT_OUT = Message(
    "server-left-out", 'server "{server}" has Count 0; it is left out with its access rows.'
)
STALE = Message(
    "stale",
    "{accesses} access {accesses:row was/rows, from this one on, were} last seen more than "
    "{window} days before As of and {accesses:is/are} left out.",
    "The right to use is what is licensed: make sure that they are really gone.",
)
NEVER_TAKEN = Message("never-taken", '"{license}" cannot be taken, since {lacking}.', "{remedy}")
FREE_TO_USE = Message(
    "free-to-use",
    '"{holder}" is left out; {units} of "{license}" that {units:sits there is/sit there are} '
    "free to use.",
)
COVER_NOTHING = Message(
    "cover-nothing",
    '{units} of "{license}" {units:stays/stay} with "{holder}", where {units:it covers/they cover} '
    "nothing: {why}.",
)
ENDED = Message(
    "ended",
    '{units} of "{license}" ended on {day}, before As of; {units:it counts/they count} for '
    "nothing.",
)
ENDS_TOO_EARLY = Message(
    "ends-too-early",
    '{units} of "{license}" {units:ends/end} on {day}, within the horizon; '
    "{units:it covers nothing by itself/they cover nothing by themselves}.",
    "The plan must stay compliant until {end}.",
)


NEVER_BOUGHT = Message(
    "never-bought",
    '"{offer}" can never be bought: no whole number of packs of {pack} lies between {minimum} and '
    "{maximum} licenses.",
    "Correct Pack, Minimum or Maximum.",
)
ONE_PROCESSOR = Message(
    "one-processor",
    'Processors of "{server}" is blank; "{license}" is counted for one processor there.',
    "Fill it in: each processor needs the license's Minimum per processor at least.",
)


def advise_before(tables: Tables, needs: Needs, findings: Findings) -> None:
    """What the tables alone show: rights too old for the servers in use, shared accounts."""
    _too_old(tables, needs, findings)
    _shared_accounts(tables, needs, findings)
    _offers_that_never_fit(tables, findings)
    _processors(tables, findings)


def advise_after(planned: Planned, findings: Findings) -> None:
    """What the plan shows: rights that are owned and not needed."""
    tables, plan = planned.tables, planned.plan
    for k, license in enumerate(tables.licenses):
        rows = [
            o for o in tables.owned if o.license == k and o.quantity and lasts(o, tables.settings)
        ]
        account = next((b for b in plan.balances if b.license == license.name), None)
        if not rows or account is None:
            continue
        idle = min(account.left_over, sum(o.quantity for o in rows) - account.kept)
        idle = plan.spare_throughout(license.name, idle)
        if idle:
            findings.warn(
                tables.place("Owned", "Quantity", rows[0].row),
                NOT_NEEDED_ASSURED
                if any(o.sa_until and o.sa_until >= tables.settings.as_of for o in rows)
                else NOT_NEEDED,
                units=idle,
                license=license.name,
            )


def _offers_that_never_fit(tables: Tables, findings: Findings) -> None:
    """Offers whose packs fit none of their tiers: they can never be bought."""
    for offer in tables.offers:
        if not any(fits(offer.pack, *bounds) for bounds in tier_bounds(offer)):
            findings.warn(
                tables.place(offer.sheet, "Offer", offer.row),
                NEVER_BOUGHT,
                offer=offer.name,
                pack=offer.pack,
                minimum=offer.minimum,
                maximum=offer.maximum,
            )


def _processors(tables: Tables, findings: Findings) -> None:
    """Servers whose blank Processors a license with a Minimum per processor takes for one."""
    asking = [license for license in tables.licenses if license.minimum_per_processor]
    for server in tables.servers if asking else ():
        if server.row and server.cores is not None and server.processors is None:
            findings.warn(
                tables.place("Servers", "Processors", server.row)
                if "Processors" in tables.positions.get("Servers", {})
                else tables.place("Servers", "Server", server.row),
                ONE_PROCESSOR,
                server=server.name,
                license=asking[0].name,
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
                    TOO_OLD,
                    units=owned.quantity,
                    license=license.name,
                    accesses=int(later.sum()),
                    family=tables.families[family],
                    version=newest,
                )


def _shared_accounts(tables: Tables, needs: Needs, findings: Findings) -> None:
    """One user on very many devices: multiplexing lowers no count, the people behind the account
    need licenses."""
    known = (needs.user != NONE) & (needs.device != NONE)
    people, device = told_apart(needs.user[known], needs.device[known])
    reached = np.bincount(
        people, weights=tables.devices.count[device], minlength=len(tables.users.names)
    )
    if not reached.any():
        return
    rising = np.sort(reached[reached > 0])
    usual = float(rising[(len(rising) - 1) // 2] + rising[len(rising) // 2]) / 2
    many = (
        (reached >= MANY_DEVICES) & (reached >= TIMES_THE_USUAL * usual) & (tables.users.count == 1)
    )
    for user in np.flatnonzero(many).tolist():
        first = tables.place("Access", "User", _first(tables, user))
        place = tables.user_place(user) if tables.users.rows[user] else first
        findings.warn(
            place,
            SHARED_ACCOUNT,
            user=tables.users.names[user],
            devices=int(reached[user]),
        )


def _first(tables: Tables, user: int) -> int:
    return int(tables.access.rows[int((tables.access.user == user).argmax())])


def note_left_out(tables: Tables, findings: Findings) -> None:
    """Say which rows are left out and why, and which users and devices nobody's access names."""
    access = tables.access
    user, device = tables.users.meant(access.user), tables.devices.meant(access.device)
    servers = np.array([stands(server, tables) for server in tables.servers], bool)
    kept = (
        taken_at(present(tables.users, tables), user)
        & taken_at(present(tables.devices, tables), device)
        & servers[access.server]
        & current(tables)
    )
    seen = recent(tables)
    for holders, index, account in (
        (tables.users, user, access.user),
        (tables.devices, device, access.device),
    ):
        if not holders.rows.any():
            continue
        named = _times(tables, index, len(holders.names))
        reasons = _absence(holders, tables)
        for row in np.flatnonzero(np.array([reason != "" for reason in reasons]))[
            : 10 * FOLD_AFTER
        ].tolist():
            findings.warn(
                tables.place(holders.sheet, column_of(reasons[row]), int(holders.rows[row])),
                LEFT_OUT,
                side=holders.sheet[:-1].lower(),
                holder=holders.names[row],
                reason=reasons[row],
                accesses=int(named[row]),
            )
        own = _times(tables, account, len(holders.names))
        note_active_aliases(tables, holders, reasons, own, findings)
        idle = np.flatnonzero((named == 0) & (holders.count > 0) & (holders.same_as == NONE))
        idle = idle[[reasons[row] == "" for row in idle.tolist()]] if len(idle) else idle
        for row in idle[: 10 * FOLD_AFTER].tolist():
            findings.warn(
                tables.place(holders.sheet, holders.sheet[:-1], int(holders.rows[row])),
                NO_ACCESS,
                side=holders.sheet[:-1].lower(),
                holder=holders.names[row],
            )
    for server in tables.servers:
        if server.count == 0:
            findings.warn(
                tables.place("Servers", "Count", server.row),
                SERVER_LEFT_OUT,
                server=server.name,
            )
    stale = np.flatnonzero(kept & ~seen)
    if len(stale):
        rows = access.rows[stale].tolist()
        findings.warn(
            tables.place("Access", "Last seen", int(access.rows[stale[0]])),
            STALE,
            others=Cells(tables.place("Access", "Last seen", rows[0]), tuple(rows[1:])),
            accesses=int(access.times[stale].sum()),
            window=tables.settings.access_window,
        )


def _times(tables: Tables, index: Ints, holders: int) -> Ints:
    """How many rows of Access name each holder (NONE: nobody)."""
    named = index != NONE
    counted = np.bincount(index[named], weights=tables.access.times[named], minlength=holders)
    return np.asarray(counted, np.int64)


def _absence(holders: Holders, tables: Tables) -> list[str]:
    """Why each row is left out, or ""."""
    as_of, end = (
        np.datetime64(tables.settings.as_of, "D"),
        np.datetime64(end_of(tables.settings), "D"),
    )
    reasons = np.full(len(holders.names), "", object)
    reasons[holders.start > end] = "starts after the horizon's end"
    reasons[holders.stop < as_of] = "ended before As of"
    reasons[holders.count == 0] = "has Count 0"
    reasons[holders.same_as != NONE] = ""
    reasons[~holders.active] = "is not active"
    return list(reasons)


def note_wide(tables: Tables, findings: Findings) -> None:
    """Say which licenses can never be taken, for want of a sheet or a setting."""
    for k, license in enumerate(tables.licenses):
        wide = WIDE.get(license.metric)
        if wide is None or any(takes(tables, k, s) for s in range(len(tables.servers))):
            continue
        servers = WIDE[Metric.SERVER]
        lacks = servers if wide.of_servers and not tables.hosts else wide
        findings.warn(
            tables.place("Licenses", "Metric", license.row),
            NEVER_TAKEN,
            license=license.name,
            lacking=lacks.lacking,
            remedy=lacks.remedy,
        )


def note_assigned(tables: Tables, users: Bools, devices: Bools, findings: Findings) -> None:
    """Say which assigned units are free to use, and which stay where they cover nothing."""
    for assigned in tables.assigned:
        license = tables.licenses[assigned.license]
        holders = tables.users if assigned.user else tables.devices
        name, barred = holders.names[assigned.holder], Kind.DEVICE if assigned.user else Kind.USER
        column = "User" if assigned.user else "Device"
        if not (users if assigned.user else devices)[assigned.holder]:
            findings.warn(
                tables.place("Assigned", column, assigned.row),
                FREE_TO_USE,
                holder=name,
                units=assigned.quantity,
                license=license.name,
            )
            continue
        why = ""
        if holders.kind[assigned.holder] == barred:
            why = (
                "License by in "
                f"{tables.place(holders.sheet, 'License by', int(holders.rows[assigned.holder]))} "
                "bars them"
            )
        elif assigned.user and not admits(license, tables.user_type(assigned.holder)):
            why = f'not for type "{tables.types[tables.user_type(assigned.holder)]}"'
        if why and not assigned.movable:
            findings.warn(
                tables.place("Assigned", "License", assigned.row),
                COVER_NOTHING,
                units=assigned.quantity,
                license=license.name,
                holder=name,
                why=why,
            )
    note_layout(tables, users, devices, findings)


def note_ended(tables: Tables, findings: Findings) -> None:
    """Say which owned rights count for nothing, and which end too early to cover by themselves."""
    for owned in tables.owned:
        name = tables.licenses[owned.license].name
        place = tables.place("Owned", "Until", owned.row)
        if ended(owned, tables.settings):
            findings.warn(
                place,
                ENDED,
                units=owned.quantity,
                license=name,
                day=owned.until,
            )
        elif (
            tables.settings.orders is Orders.ONCE  # by date, they serve until they end
            and not lasts(owned, tables.settings)
            and owned.quantity
        ):
            findings.warn(
                place,
                ENDS_TOO_EARLY,
                units=owned.quantity,
                license=name,
                day=owned.until,
                end=end_of(tables.settings),
            )
