"""What dates mean, given when licenses may be ordered: what does not fit is a problem, what is left
out or taken otherwise is noted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from optimizer.domain import schema
from optimizer.domain.keywords import Metric, Per
from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.names import fold
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import (
    NONE,
    Change,
    Offer,
    Orders,
    Settings,
    Tables,
    Target,
    Thing,
)
from optimizer.licensing.horizon import end_of
from optimizer.licensing.periods import History, Period, periods_of, undecided
from optimizer.whatif.changes import applied

SET_ORDERS = "set Orders to Yearly or Quarterly on Settings."

TIMELINE_WITHOUT_ORDERS = Message(
    "timeline-without-orders",
    "{change} from {start} on asks for orders by date, but Orders is Once.",
    f"Clear the row, or {SET_ORDERS}",
)
DATED_WITHOUT_ORDERS = Message(
    "dated-scenario-without-orders",
    'scenario "{scenario}" changes {change} from {start} on, but Orders is Once.',
    f"Clear From, or {SET_ORDERS}",
)
VALID_LATER = Message(
    "valid-later",
    'offer "{name}" is valid from {day}, which is after As of.',
    f"Ask for a quote that holds on As of, or {SET_ORDERS}",
)
VALID_NEVER = Message(
    "valid-never",
    'Valid from "{first}" of "{name}" is after its Valid until "{last}" in {met}.',
    "Correct one of the two.",
)
TERM_RENEWED = Message(
    "term-renewed",
    '"{name}" has a Term of {months} months; with Orders Once it is renewed to the horizon\'s end.',
    f"To order it again when it ends, {SET_ORDERS}",
)
TERM_TOO_SHORT = Message(
    "term-too-short",
    '"{name}" serves {months} months (Term), less than the horizon of {years} years; with Orders '
    "Once it cannot be bought.",
    f"To order it again when it ends, {SET_ORDERS}",
)
TERM_OFF_THE_GRID = Message(
    "term-no-periods",
    'Term "{term}" of "{name}" is no whole number of periods of {months} months.',
    "Type a multiple of {months}, or change Orders on Settings.",
)
TERM_USES_UP = Message(
    "term-uses-up",
    '"{name}" uses up an owned unit for good and gives one that serves {term} months.',
)
UNDATED_CHANGE = Message(
    "undated-change",
    "{change} holds throughout, it cannot change on a day.",
    "Clear From.",
)
BOTH_KINDS = Message(
    "both-kinds-in-a-period",
    '"{name}" is to be licensed by user for a part of the period from {first} to {last}, and by '
    "device for the rest of it.",
    "Let License by change on {first}, or on the day after {last}.",
)
UNEQUAL_IN_A_PERIOD = Message(
    "unequal-in-a-period",
    'user "{user}" has Count {users} and device "{device}" has Count {devices} in the period from '
    "{first} on, but {met} pairs them one to one.",
    "Change the Count of both on the same day.",
)
AFTER_THE_HORIZON = Message(
    "timeline-after-horizon",
    "{change} holds from {start} on, after the horizon's end on {end}; it is left out.",
)

SET_AGAIN = Message(
    "timeline-set-again",
    "{met} sets {change}{target} again on {start}; of rows of one day the last holds, so this one "
    "never does.",
    "Remove one of the two, or correct its day.",
)
HOST_NOT_THERE = Message(
    "host-not-there",
    '"{server}" runs on "{host}", which is not there in {periods} {periods:period/periods}, from '
    "{first} on; no Server license can be taken for it then.",
    "See whether From and To of {met} are those of the machine.",
)
SETTING = frozenset({"Price", "Count", "Product", "License by", "Budget"})
"""Changes of which the last one of a day holds; others of one day add up."""


def refuse_dates(tables: Tables, findings: Findings) -> None:
    """Problems and notes of everything that is dated."""
    _valid_days(tables, findings)
    if tables.settings.orders is Orders.ONCE:
        _all_at_once(tables, findings)
    else:
        _by_date(tables, findings)


def end_after(settings: Settings, changes: Iterable[Change]) -> date:
    """The horizon's end once the changes are made."""
    for change in changes:
        if change.what is ChangeName.HORIZON:
            settings = replace(settings, horizon=change.value)
    return end_of(settings)


def _dated(tables: Tables) -> Iterator[tuple[Change, str]]:
    """Changes of scenarios that hold from a day on, with the scenario's name."""
    for scenario in tables.scenarios:
        for change in scenario.changes:
            if change.start is not None:
                yield change, scenario.name


def _valid_days(tables: Tables, findings: Findings) -> None:
    for offer in tables.offers:
        first, last = offer.valid_from, offer.valid_until
        if first is not None and last is not None and first > last:
            met = tables.place("Offers", "Valid until", offer.row)
            findings.problem(
                tables.place("Offers", "Valid from", offer.row),
                VALID_NEVER,
                others=(met,),
                name=offer.name,
                first=first,
                last=last,
                met=met.cell,
            )


def _all_at_once(tables: Tables, findings: Findings) -> None:
    """Everything is ordered on As of."""
    settings = tables.settings
    for change in tables.timeline:
        findings.problem(
            tables.place("Timeline", "From", change.row),
            TIMELINE_WITHOUT_ORDERS,
            change=change.what,
            start=change.start,
        )
    for change, scenario in _dated(tables):
        findings.problem(
            tables.place("Scenarios", "From", change.row),
            DATED_WITHOUT_ORDERS,
            scenario=scenario,
            change=change.what,
            start=change.start,
        )
    for offer in tables.offers:
        if offer.valid_from is not None and offer.valid_from > settings.as_of:
            place = tables.place("Offers", "Valid from", offer.row)
            findings.warn(place, VALID_LATER, name=offer.name, day=offer.valid_from)
        if offer.term is not None and offer.per is not Per.ONCE:
            place = term_place(tables, offer)
            findings.warn(place, TERM_RENEWED, name=offer.name, months=offer.term)
        elif offer.term is not None and offer.term < 12 * settings.horizon:
            findings.warn(
                term_place(tables, offer),
                TERM_TOO_SHORT,
                name=offer.name,
                months=offer.term,
                years=settings.horizon,
            )


def _by_date(tables: Tables, findings: Findings) -> None:
    """Licenses may be ordered at the start of every period."""
    settings = tables.settings
    months = settings.orders.months
    for change, _ in _dated(tables):
        if not schema.KIND_OF_CHANGE[change.what].dated:
            place = tables.place("Scenarios", "From", change.row)
            findings.problem(place, UNDATED_CHANGE, change=change.what)
    late = [(change, end_of(settings)) for change in tables.timeline]
    for scenario in tables.scenarios:
        last = end_after(settings, scenario.changes)
        late += [(change, last) for change in scenario.changes]
    for change, end in late:
        if change.start is not None and change.start > end:
            findings.warn(
                tables.place(change.sheet, "From", change.row),
                AFTER_THE_HORIZON,
                change=change.what,
                start=change.start,
                end=end,
            )
    _set_again(tables, findings)
    _hosts_there(tables, findings)
    if not findings.problems:
        _refuse_timeline(tables, findings)
        for scenario in tables.scenarios:
            if any(change.start is not None for change in scenario.changes):
                _refuse_timeline(applied(tables, scenario), findings)
    for offer in tables.offers:
        if offer.term is None:
            continue
        place = term_place(tables, offer)
        if offer.term % months or not offer.term:
            findings.problem(
                place, TERM_OFF_THE_GRID, term=offer.term, name=offer.name, months=months
            )
        elif offer.from_license != NONE:
            findings.warn(place, TERM_USES_UP, name=offer.name, term=offer.term)


def _hosts_there(tables: Tables, findings: Findings) -> None:
    """Hosts that are rows of Servers, and not there in a period in which what runs on them is."""
    if all(license.metric is not Metric.SERVER for license in tables.licenses):
        return
    rows = {fold(server.name): server for server in tables.servers}
    for server in tables.servers:
        host = rows.get(fold(tables.hosts[server.host].name), server) if tables.hosts else server
        if host is server or not server.count:
            continue
        alone = [
            period
            for period in periods_of(tables.settings)
            if period.holds(server.start, server.stop) and not period.holds(host.start, host.stop)
        ]
        if alone:
            met = tables.place("Servers", "Server", host.row)
            findings.warn(
                tables.place("Servers", "Host", server.row),
                HOST_NOT_THERE,
                others=(met,),
                server=server.name,
                host=host.name,
                periods=len(alone),
                first=alone[0].first,
                met=met.cell,
            )


def _set_again(tables: Tables, findings: Findings) -> None:
    """Rows of the timeline that another one of the same day puts out of force."""
    later: dict[tuple[object, ...], Change] = {}
    for change in reversed(tables.timeline):
        if change.what not in SETTING:
            continue
        key = change.what, change.start, change.targets
        last = later.setdefault(key, change)
        if last is not change:
            met = tables.place("Timeline", "From", last.row)
            findings.warn(
                tables.place("Timeline", "From", change.row),
                SET_AGAIN,
                others=(met,),
                met=met.cell,
                change=change.what,
                target=_named(tables, change.targets),
                start=change.start,
            )


def _named(tables: Tables, targets: tuple[Target, ...]) -> str:
    """The target as a sentence goes on with it."""
    if not targets:
        return ""
    side, index = targets[0]
    names = {
        "User": tables.users.names,
        "Device": tables.devices.names,
        "Server": [server.name for server in tables.servers],
        "Offer": [offer.name for offer in tables.offers],
    }
    return f' of "{names[side][index]}"'


def term_place(tables: Tables, offer: Offer) -> Place:
    """The cell of an offer's Term, on Offers or, of a plain purchase, on Licenses."""
    return tables.place(offer.sheet, "Term", offer.row)


def _refuse_timeline(tables: Tables, findings: Findings) -> None:
    """What the changes of a period together make impossible: a row licensed by both kinds, pairs
    that no longer fit."""
    if not tables.timeline:
        return
    history = History.of(tables)
    pairs = np.flatnonzero(tables.access.own)
    users, devices = (
        tables.users.meant(tables.access.user[pairs]),
        tables.devices.meant(tables.access.device[pairs]),
    )
    for period in history.periods:
        for sheet, row in undecided(history.within(period)):
            holders = tables.users if sheet == "Users" else tables.devices
            findings.problem(
                _cause(tables, "License by", (Thing(sheet[:-1]), row), period),
                BOTH_KINDS,
                name=holders.names[row],
                first=period.first,
                last=period.last,
            )
        there, _ = history.during(period)
        m, n = there.users.count[users], there.devices.count[devices]
        for i in np.flatnonzero((m != n) & (m > 0) & (n > 0))[:1].tolist():
            met = tables.place("Access", "Pairing", int(tables.access.rows[pairs[i]]))
            findings.problem(
                _cause(tables, "Count", (Thing.USER, int(users[i])), period),
                UNEQUAL_IN_A_PERIOD,
                others=(met,),
                user=tables.users.names[users[i]],
                users=int(m[i]),
                device=tables.devices.names[devices[i]],
                devices=int(n[i]),
                first=period.first,
                met=met,
            )


def _cause(tables: Tables, what: str, target: Target, period: Period) -> Place:
    """The cell of the last change of that kind by the period's end, one of the target if there
    is."""
    rows = [
        change
        for change in tables.timeline
        if change.what.startswith(what) and change.start is not None and change.start <= period.last
    ]
    own = [change for change in rows if target in change.targets] or rows
    return tables.place(own[-1].sheet, "Value", own[-1].row) if own else Place()
