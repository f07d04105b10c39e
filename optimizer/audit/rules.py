"""The audit's own reading of every rule of the format, from the tables' values alone.

Nothing here is taken from licensing/, and where there are two ways to work something out it goes
the other one, so that a rule read wrongly there is seen here. Years are counted in months, prices
in fractions, a license's reach in sets.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np

from optimizer.domain.keywords import Metric, Per
from optimizer.domain.tables import (
    NONE,
    Bools,
    Holders,
    Ints,
    Kind,
    License,
    Offer,
    Owned,
    Purpose,
    Server,
    Settings,
    Tables,
)

EXEMPT_FOR_ADMINISTRATION = 2
"""At most so many a server may administer it without a license."""

_DIGITS = 80
_DAYS_A_YEAR = Decimal("365.25")


# Days


def later(day: date, years: int) -> date:
    """The anniversary of a day; that of 29 February is the last of February."""
    month = day.year * 12 + day.month - 1 + 12 * years
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def last_day(settings: Settings) -> date:
    """The day before the first one on which the plan need no longer be compliant."""
    return date.fromordinal(later(settings.as_of, settings.horizon).toordinal() - 1)


def years_from(start: date, day: date) -> Decimal:
    """Years from a day to a later one: whole on its anniversaries, else its days / 365.25."""
    for years in range(day.year - start.year + 1):
        if later(start, years) == day:
            return Decimal(years)
    with localcontext(prec=_DIGITS):
        return (day.toordinal() - start.toordinal()) / _DAYS_A_YEAR


# People, devices, accesses


def present(holders: Holders, tables: Tables) -> Bools:
    """Rows of users or devices that the plan must provide for: with members, no other row's second
    name, and there on some day of the horizon."""
    first = np.datetime64(tables.settings.as_of, "D")
    last = np.datetime64(last_day(tables.settings), "D")
    stays = np.isnat(holders.stop) | (holders.stop >= first)
    comes = np.isnat(holders.start) | (holders.start <= last)
    there = (holders.count >= 1) & stays & comes & holders.active
    return np.asarray(there & (holders.same_as < 0), bool)


def meant(holders: Holders, index: Ints) -> Ints:
    """The rows that names stand for: another one where Same as says so, nobody stays nobody."""
    other = np.append(holders.same_as, NONE)[index]
    return np.asarray(np.where(other < 0, index, other), np.int64)


def left_to_license(tables: Tables) -> Bools:
    """Rows of Access that need something: everything about them is there, they were seen within the
    window, and they are not Exempt."""
    access = tables.access
    keep = np.append(present(tables.users, tables), True)[meant(tables.users, access.user)]
    keep &= np.append(present(tables.devices, tables), True)[meant(tables.devices, access.device)]
    keep &= np.array([standing(server, tables) for server in tables.servers], bool)[access.server]
    keep &= np.isnat(access.stop) | (access.stop >= np.datetime64(tables.settings.as_of, "D"))
    last = np.datetime64(last_day(tables.settings), "D")
    keep &= np.isnat(access.start) | (access.start <= last)
    for holders, index in ((tables.users, access.user), (tables.devices, access.device)):
        keep &= ~((index >= 0) & ~np.append(holders.active, True)[index])
    if tables.settings.access_window is not None:
        age = np.datetime64(tables.settings.as_of, "D") - access.last_seen
        old = age > np.timedelta64(tables.settings.access_window, "D")
        keep &= ~old  # never dated: not old
    return np.asarray(keep & (access.purpose != Purpose.EXEMPT), bool)


def standing(server: Server, tables: Tables) -> bool:
    """Whether a server row has servers, on some day of the horizon."""
    gone = server.stop is not None and server.stop < tables.settings.as_of
    later_on = server.start is not None and server.start > last_day(tables.settings)
    return server.count >= 1 and not gone and not later_on


def behind(tables: Tables, front: int) -> list[int]:
    """The servers that an access to this one counts for too: those it stands in front of, and those
    that they do, as far as servers are there."""
    names = dict.fromkeys(tables.servers[front].front_of)
    for server in names.copy():
        names |= dict.fromkeys(_further(tables, server, {front}))
    return [s for s in names if s != front and standing(tables.servers[s], tables)]


def _further(tables: Tables, server: int, met: set[int]) -> list[int]:
    if server in met or not standing(tables.servers[server], tables):
        return []
    met.add(server)
    return [server] + [
        s for next_ in tables.servers[server].front_of for s in _further(tables, next_, met)
    ]


def counting_sides(user: int, device: int) -> tuple[bool, bool]:
    """Whether user licenses, and whether device licenses, count for an access whose user and device
    have these License by."""
    said = {Kind(user), Kind(device)}
    return Kind.DEVICE not in said, Kind.USER not in said


def required(
    tables: Tables, server: int, products: Iterable[int], type_: int
) -> set[tuple[int, int]]:
    """(Family, version) of everything that using some of a server's products requires of a user of
    a type; of a family several versions may be among them, the latest of which counts.

    An application's system is the one that the server names, if that is later than the assumed one.
    """
    outside = type_ >= 0 and tables.types[type_].casefold() == "external"
    said = [
        pair
        for index in tables.servers[server].products
        for pair in tables.products[index].requires
        if pair not in tables.products[index].assumed
    ]
    found: set[tuple[int, int]] = set()
    for index in products:
        product = tables.products[index]
        pairs = set(product.requires) - (product.not_external if outside else set())
        found |= pairs
        beneath = {family for family, _ in pairs & product.assumed}
        found |= {pair for pair in said if pair[0] in beneath}
    return found


# Licenses


def covers_people(license: License, type_: int) -> bool:
    """Whether a license is for people of a type; a device's is for everybody, unknown people
    (NONE) are of no type that For could name."""
    if license.metric is Metric.DEVICE or license.types is None:
        return True
    return any(type_ == admitted for admitted in license.types if admitted != NONE)


def reach(licenses: Iterable[License], families: int) -> list[int]:
    """The latest version of each family that the licenses open together; -1 where none does."""
    latest = [-1] * families
    for license in licenses:
        for family in license.covers:
            latest[family] = max(latest[family], license.version)
    return latest


def met(license: License, family: int, version: int) -> bool:
    """Whether one license alone opens a family at a version."""
    return {family} <= set(license.covers) and not license.version < version


def may_hold(license: License, *, user: bool, type_: int, licensed_by: int) -> bool:
    """Whether a user (or a device) of that type and License by may be given the license."""
    side, other = (Metric.USER, Kind.DEVICE) if user else (Metric.DEVICE, Kind.USER)
    return license.metric is side and licensed_by != other and covers_people(license, type_)


def wide_quantity(tables: Tables, license: License, index: int) -> int:
    """Units that a license takes for a host (Server), a server (Core) or the whole organization; 0
    where it cannot be taken there, since nothing covers for nothing."""
    if license.metric is Metric.ORGANIZATION:
        return (tables.settings.organization_size or 0) if index == NONE else 0
    there = tables.hosts if license.metric is Metric.SERVER else tables.servers
    if not tables.hosts or not 0 <= index < len(there):
        return 0
    if license.metric is Metric.SERVER:
        # A machine that is itself a row of Servers counts as often as that row, any other once.
        name = tables.hosts[index].name.casefold()
        rows = [server.count for server in tables.servers if server.name.casefold() == name]
        return rows[0] if rows else 1
    if license.metric is Metric.CORE:
        server = tables.servers[index]
        if not server.cores:
            return 0
        by_processor = [license.minimum_per_processor] * max(1, server.processors or 0)
        return server.count * max(server.cores, license.minimum_per_server, sum(by_processor))
    return 0


def is_of_its_own(family: str) -> bool:
    """Whether a Core license for the family makes a server one that needs no CAL mode: that of the
    system below it, or of its sessions, does not where the server has anything else."""
    return family.casefold() not in {"windows server", "remote desktop"}


# Owned units


def counts(owned: Owned, settings: Settings) -> bool:
    """Whether the right has not ended before As of."""
    return owned.until is None or not owned.until < settings.as_of


def lasts(owned: Owned, settings: Settings) -> bool:
    """Whether the right covers every day of the horizon."""
    return owned.until is None or not owned.until < last_day(settings)


def assured(owned: Owned, settings: Settings) -> bool:
    """Whether an offer may use the unit up: its Software Assurance, if any, ended on the day before
    As of at the earliest, since a renewal may follow on its last day."""
    return owned.sa_until is None or not (settings.as_of - owned.sa_until).days > 1


# Offers and money


def price_at(offer: Offer, quantity: int) -> Decimal:
    """The price of a pack where so many licenses are bought in all: that of the last tier reached,
    of the first one where none is."""
    reached = [price for least, price in offer.tiers if least <= quantity]
    return reached[-1] if reached else offer.tiers[0][1]


def payments(
    offer: Offer, price: Decimal, first: date, settings: Settings
) -> list[tuple[date, Decimal, Decimal]]:
    """(day, nominal, discounted) of a pack's payments: once, or on the first day and each
    anniversary of it within the horizon."""
    days = [first]
    while offer.per is not Per.ONCE and (day := later(first, len(days))) <= last_day(settings):
        days.append(day)
    paid = []
    with localcontext(prec=_DIGITS):
        amount = price * 12 if offer.per is Per.MONTH else price
        for day in days:
            discount = (1 + settings.discount_rate) ** years_from(settings.as_of, day)
            paid.append((day, amount, amount / discount))
            amount += amount * offer.increase
    return paid


def rounded(amount: Decimal, settings: Settings) -> Decimal:
    """To the currency's minor unit, half up."""
    with localcontext(prec=_DIGITS):
        return amount.quantize(Decimal(1).scaleb(-settings.digits), ROUND_HALF_UP)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, with every digit kept."""
    with localcontext(prec=_DIGITS):
        return sum(amounts, Decimal(0))


def times(amount: Decimal, number: int) -> Decimal:
    """A multiple, with every digit kept."""
    with localcontext(prec=_DIGITS):
        return amount * number
