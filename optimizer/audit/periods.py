"""The audit of a plan over time: every rule of each period, units that are there by date, and what
the result says of its periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from optimizer.audit import cover, dated_rules, holders, money, rules, servers
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, OverTime, Plan
from optimizer.domain.tables import Offer, Tables

IN_A_PERIOD = (
    holders.members_add_up,
    holders.holders_may_hold,
    servers.wide_licenses_fit,
    servers.administrators_are_few,
    servers.requirements_are_taken,
    servers.one_kind_counts,
    servers.limits_hold,
    cover.accesses_are_covered,
)

Row = tuple[bool, int]


@dataclass(frozen=True)
class Stretch:
    """One period as the audit reads it: its tables, with lapsed twins of licenses at their end, and
    the plan of it."""

    first: date
    last: date
    tables: Tables
    plan: Plan


def stretches(tables: Tables, plan: Plan, time: OverTime) -> list[Stretch]:
    """Every period; their number is the mixes'."""
    found = dated_rules.states(tables)
    twins = tuple(
        replace(tables.licenses[k], version=dated_rules.SUBSCRIPTION - 1)
        for k in dated_rules.lapsing(tables)
    )
    days = dated_rules.stretches(tables.settings)
    return [
        Stretch(
            first,
            last,
            replace(
                dated_rules.tables_of(tables, found, first, last),
                licenses=(*tables.licenses, *twins),
            ),
            replace(plan, mix=mix),
        )
        for (first, last), mix in zip(days, time.mixes, strict=True)
    ]


def lines_are_known(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """Purchases are of known offers, conversions of known purchases and owned units, and there is a
    mix and an account of every period: what all other checks take for granted."""
    known = {offer.name for offer in tables.offers}
    found = [
        f'Purchases "{purchase.offer}": there is no such offer.'
        for purchase in plan.purchases
        if purchase.offer not in known
    ]
    for conversion in time.conversions:
        there = 0 <= conversion.purchase < len(plan.purchases)
        if not there or not 0 <= conversion.owned < len(tables.owned):
            found.append("A conversion is of a purchase, or of owned units, that are not there.")
    count = len(dated_rules.stretches(tables.settings))
    if (len(time.mixes), len(time.periods)) != (count, count):
        found.append(f"The plan has not the {count} periods of the workbook.")
    return found


def each_period_complies(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """In every period all of one period's rules hold."""
    found = []
    for each in stretches(tables, plan, time):
        for check in IN_A_PERIOD:
            problems = check(each.tables, each.plan)
            found += [f"From {each.first}: {problem}" for problem in problems]
            if problems and check is holders.members_add_up:
                break  # who is not listed once cannot be looked at further
    kinds: dict[tuple[int, int], object] = {}
    for mix in time.mixes:
        for key, kind in mix.modes.items():
            if kinds.setdefault(key, kind) != kind:
                found.append("One kind: the kind that counts changes within the horizon.")
    return found


def spans_say_the_same(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """The rows of User and Device licenses are those of the periods."""
    found = []
    count = len(tables.licenses)

    def plainly(bundle: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted({k if k < count else time.twins[k - count] for k in bundle}))

    for name, whole, parts in (
        ("User licenses", plan.users, [mix.users for mix in time.mixes]),
        ("Device licenses", plan.devices, [mix.devices for mix in time.mixes]),
    ):
        if whole.first is None or whole.last is None:
            found.append(f"{name}: the rows have no dates.")
            continue
        for t, part in enumerate(parts):
            here = (whole.first <= t) & (t <= whole.last)
            listed = _runs(whole, np.flatnonzero(here).tolist())
            expected = [
                (row, members, plainly(bundle))
                for row, members, bundle in _runs(part, list(range(len(part.row))))
            ]
            if listed != expected:
                found.append(f"{name}: the rows of period {t + 1} are not what is held then.")
    return found


def _runs(holding: Holding, rows: list[int]) -> list[tuple[int, int, tuple[int, ...]]]:
    return [
        (int(holding.row[i]), int(holding.members[i]), holding.bundles[int(holding.bundle[i])])
        for i in rows
    ]


def _units(holding: Holding, wanted: set[int] | None = None) -> dict[tuple[int, int], int]:
    """(row, license) -> units, of some rows or, with row -1, of all together."""
    units: dict[tuple[int, int], int] = {}
    for row, members, bundle in zip(
        holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
    ):
        if wanted is None or row in wanted:
            for k in holding.bundles[bundle]:
                key = (-1 if wanted is None else row), k
                units[key] = units.get(key, 0) + members
    return units


def used_in(each: Stretch) -> list[int]:
    """Units of each license that everybody and everything uses in a period."""
    used = [0] * len(each.tables.licenses)
    for holding in (each.plan.users, each.plan.devices):
        for (_, k), n in _units(holding).items():
            used[k] += n
    for k, index in each.plan.mix.wide:
        used[k] += rules.wide_quantity(each.tables, each.tables.licenses[k], index)
    return used


def serves_as(tables: Tables, row: int, last: date, twins: tuple[int, ...]) -> int | None:
    """Which license a row of Owned is in a period that ends on `last`; None where it has ended."""
    owned = tables.owned[row]
    if owned.until is not None and owned.until < last:
        return None
    lapsed = owned.sa_until is not None and owned.sa_until < last
    if lapsed and owned.license in twins:
        return len(tables.licenses) + twins.index(owned.license)
    return owned.license


def offers_of(tables: Tables, plan: Plan) -> list[Offer]:
    """The offer of each purchase."""
    known = {offer.name: offer for offer in tables.offers}
    return [known[purchase.offer] for purchase in plan.purchases]


def seats(tables: Tables) -> dict[tuple[bool, int, int], int]:
    """(users?, row, row of Owned) -> units that sit there for good: rows that have not ended are
    filled in order."""
    left = {
        i: owned.quantity
        for i, owned in enumerate(tables.owned)
        if rules.counts(owned, tables.settings)
    }
    found: dict[tuple[bool, int, int], int] = {}
    for assigned in tables.assigned:
        wanted = assigned.quantity
        for i, units in left.items():
            if tables.owned[i].license != assigned.license:
                continue
            taken = min(wanted, units)
            left[i] -= taken
            wanted -= taken
            if taken and not assigned.movable:
                key = assigned.user, assigned.holder, i
                found[key] = found.get(key, 0) + taken
    return found


def last_period(tables: Tables, *, user: bool, row: int) -> int:
    """The last period in which a holder is there; -1 where it never is, or is left out."""
    own = tables.users if user else tables.devices
    if not rules.present(own, tables)[row]:
        return -1
    there = [
        t
        for t, (first, last) in enumerate(dated_rules.stretches(tables.settings))
        if dated_rules.meets(first, last, own.start[row : row + 1], own.stop[row : row + 1])[0]
    ]
    return there[-1] if there else -1


def units_are_there(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """In each period no more of a license is used than is owned or has been ordered by then; what
    sits with someone for good is used by nobody else."""
    if time.twins != dated_rules.lapsing(tables):
        return ["The licenses that lapse are not those of the workbook."]
    found = []
    for t, each in enumerate(stretches(tables, plan, time)):
        there = free_units(tables, plan, time, each, t)
        for k, n in enumerate(taken_of(tables, each, there)):
            if n > there[k]:
                found.append(
                    f'From {each.first}: {n} of "{each.tables.licenses[k].name}" are used, '
                    f"{there[k]} are there."
                )
    return found


def taken_of(tables: Tables, each: Stretch, there: Sequence[int]) -> list[int]:
    """Units of each license used in a period: those in full may fill up what lapsed ones license of
    a host, server or organization in part."""
    used = used_in(each)
    for twin, k in enumerate(dated_rules.lapsing(tables), len(tables.licenses)):
        if tables.licenses[k].metric not in (Metric.USER, Metric.DEVICE):
            more = max(0, used[twin] - there[twin])
            used[twin] -= more
            used[k] += more
    return used


def free_units(tables: Tables, plan: Plan, time: OverTime, each: Stretch, number: int) -> list[int]:
    """Units of each license that are there in a period, without those that sit idle with someone
    for good."""
    twins = dated_rules.lapsing(tables)
    offers = offers_of(tables, plan)
    there = [0] * len(each.tables.licenses)
    held_back: dict[tuple[Row, int], int] = {}

    def hold_back(holder: Row, license: int, units: int) -> None:
        if number <= last_period(tables, user=holder[0], row=holder[1]):
            held_back[holder, license] = held_back.get((holder, license), 0) + units

    sitting = seats(tables)
    for i, owned in enumerate(tables.owned):
        k = serves_as(tables, i, each.last, twins)
        if k is not None and rules.counts(owned, tables.settings):
            there[k] += owned.quantity
            for (user, row, at), n in sitting.items():
                if at == i:
                    hold_back((user, row), k, n)
    spans = [
        dated_rules.served(tables, offer, purchase.from_date)
        for offer, purchase in zip(offers, plan.purchases, strict=True)
    ]
    for offer, purchase, span in zip(offers, plan.purchases, spans, strict=True):
        there[offer.license] += purchase.quantity if number in span else 0
    for conversion in time.conversions:
        k = serves_as(tables, conversion.owned, each.last, twins)
        span, holder = spans[conversion.purchase], conversion.holder
        if k is not None and span.start <= number:
            there[k] -= conversion.units
            if holder is not None:
                hold_back(holder, k, -conversion.units)
        if holder is not None and number in span:
            hold_back(holder, offers[conversion.purchase].license, conversion.units)
    for user, holding in ((True, each.plan.users), (False, each.plan.devices)):
        own = _units(holding, {row for (side, row), _ in held_back if side == user})
        for (who, k), n in held_back.items():
            if who[0] == user:
                there[k] -= max(0, n - own.get((who[1], k), 0))
    return there


def periods_are_told(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """The Timeline's rows: days, people, and units needed, there and ordered."""
    found = []
    offers = offers_of(tables, plan)
    twins = dated_rules.lapsing(tables)
    of = [*range(len(tables.licenses)), *twins]
    names = [license.name for license in tables.licenses]
    before = dict.fromkeys(names, 0)
    for t, each in enumerate(stretches(tables, plan, time)):
        account = time.periods[t]
        needed = dict.fromkeys(names, 0)
        for k, n in enumerate(used_in(each)):
            needed[names[of[k]]] += n
        there, ordered, new = (dict.fromkeys(names, 0) for _ in range(3))
        for i, owned in enumerate(tables.owned):
            if (
                rules.counts(owned, tables.settings)
                and serves_as(tables, i, each.last, ()) is not None
            ):
                there[names[owned.license]] += owned.quantity
        for conversion in time.conversions:
            start = dated_rules.served(
                tables, offers[conversion.purchase], plan.purchases[conversion.purchase].from_date
            ).start
            if start <= t and serves_as(tables, conversion.owned, each.last, ()) is not None:
                there[names[tables.owned[conversion.owned].license]] -= conversion.units
        for offer, purchase in zip(offers, plan.purchases, strict=True):
            served = dated_rules.served(tables, offer, purchase.from_date)
            there[purchase.license] += purchase.quantity if t in served else 0
            new[purchase.license] += purchase.quantity if served and t == served.start else 0
            if each.first <= purchase.from_date <= each.last:
                ordered[purchase.license] += purchase.quantity
        people, devices = (
            int(own.count[rules.present(own, each.tables)].sum())
            for own in (each.tables.users, each.tables.devices)
        )
        if (account.first, account.last) != (each.first, each.last):
            found.append(f"Timeline: period {t + 1} has other days.")
        if (account.people, account.devices) != (people, devices):
            found.append(f"Timeline: other people or devices are there from {each.first} on.")
        columns = account.needed, account.there, account.ordered, account.ended
        for name in names:
            ended = before[name] + new[name] - there[name] if t else 0
            told = tuple(column.get(name, 0) for column in columns)
            if told != (needed[name], there[name], ordered[name], max(ended, 0)):
                found.append(f'Timeline: "{name}" from {each.first} on is told wrongly.')
        before = there
    return found


def cal_mode_is_paid_once(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """A server's CAL mode cost is paid, once, where any period needs it."""
    expected: dict[str, object] = {}
    for each in stretches(tables, plan, time):
        expected |= money.cal_mode_due(each.tables, each.plan)
    listed = dict(plan.server_costs)
    full = {
        name: rules.rounded(server.cal_mode_cost * server.count, tables.settings)
        for server in tables.servers
        if (name := server.name) in expected
    }
    return [] if listed == full else [f"CAL mode costs are {listed}, not {full}."]
