"""What is owned: lots of units that are alike, and seats, where they sit."""

from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple, NewType

from optimizer.domain.tables import NONE, Bools, Owned, Settings, Tables
from optimizer.licensing.horizon import end_of

LotIndex = NewType("LotIndex", int)
"""Which lot of a supply: what `Supply.lots` is asked for."""


@dataclass(frozen=True, kw_only=True)
class Lot:
    """Owned units that are alike: rows of Owned (indices) of one license that end on one day, with
    or without assurance. `license` is what they serve as: the one they are `of`, or its lapsed
    twin.

    `lasts`: the right covers the whole horizon, so that a unit kept covers. `convertible`: an offer
    may use a unit up. `fixed` of them sit with someone for good; the others are free to go to
    anyone.
    """

    license: int
    rows: tuple[int, ...]
    quantity: int
    until: date | None
    lasts: bool
    convertible: bool
    of: int
    fixed: int = 0

    @property
    def pool(self) -> int:
        """Units that may go to anyone."""
        return self.quantity - self.fixed


@dataclass(frozen=True)
class Seat:
    """Units of a lot that sit with a row of users (or, `user` False, of devices).

    `shared`: for good, and which of the row's members hold them is the plan's to lay out. Units
    that neither move nor are shared sit with a row of one member, one of a license at most.
    """

    user: bool
    holder: int
    lot: LotIndex
    quantity: int
    movable: bool
    _: KW_ONLY
    shared: bool = False


class Seating(NamedTuple):
    """A unit of a lot that sits with a member for good; where it is `barred`, by License by, it
    stays and covers nothing."""

    lot: LotIndex
    barred: bool


def lots_of(tables: Tables) -> tuple[Lot, ...]:
    """Rights that have not ended, alike ones together."""
    twins = {
        license.lapsed_of: k
        for k, license in enumerate(tables.licenses)
        if license.lapsed_of != NONE
    }
    end = end_of(tables.settings)
    groups: dict[tuple[int, int, date | None, bool], list[int]] = {}
    for index, owned in enumerate(tables.owned):
        if owned.quantity and not ended(owned, tables.settings):
            assured = assured_on(owned, tables.settings.as_of)
            lapses = owned.sa_until is not None and owned.sa_until < end
            serves = twins.get(owned.license, owned.license) if lapses else owned.license
            key = serves, owned.license, owned.until, assured
            groups.setdefault(key, []).append(index)
    return tuple(
        Lot(
            license=license,
            rows=tuple(rows),
            quantity=sum(tables.owned[row].quantity for row in rows),
            until=until,
            lasts=lasts(tables.owned[rows[0]], tables.settings),
            convertible=assured,
            of=of,
        )
        for (license, of, until, assured), rows in groups.items()
    )


def seats_of(
    tables: Tables, lots: tuple[Lot, ...], users: Bools, devices: Bools
) -> tuple[Seat, ...]:
    """Assigned units laid over the rows of Owned in sheet order; on rows left out, and of rights
    that ended, none sit: units that have not ended fill the rows of Assigned from the top."""
    lot_of = {row: LotIndex(i) for i, lot in enumerate(lots) for row in lot.rows}
    left = {i: tables.owned[i].quantity for i in sorted(lot_of)}
    found: dict[tuple[bool, int, LotIndex, bool], int] = {}
    for assigned in tables.assigned:
        wanted = assigned.quantity
        present = (users if assigned.user else devices)[assigned.holder]
        for i, units in left.items():
            taken = min(wanted, units) if tables.owned[i].license == assigned.license else 0
            left[i] -= taken
            wanted -= taken
            if taken and present:
                key = assigned.user, assigned.holder, lot_of[i], assigned.movable
                found[key] = found.get(key, 0) + taken
    seats = [
        Seat(user, holder, lot, quantity, movable)
        for (user, holder, lot, movable), quantity in found.items()
    ]
    return _with_shares(tables, lots, seats)


def _with_shares(tables: Tables, lots: tuple[Lot, ...], seats: list[Seat]) -> tuple[Seat, ...]:
    """Units that stay are shared by the members of their row, unless it is one member who has no
    two of a license."""
    units: dict[tuple[bool, int, int], int] = {}
    for seat in seats:
        if not seat.movable:
            key = seat.user, seat.holder, lots[seat.lot].of
            units[key] = units.get(key, 0) + seat.quantity
    sharing = {
        (user, holder)
        for (user, holder, _), quantity in units.items()
        if quantity > 1 or (tables.users if user else tables.devices).count[holder] > 1
    }
    return tuple(
        replace(seat, shared=not seat.movable and (seat.user, seat.holder) in sharing)
        for seat in seats
    )


def assured_on(owned: Owned, day: date) -> bool:
    """Whether an offer may use the unit up on a day: a renewal may follow on the last day of
    Software Assurance."""
    return owned.sa_until is None or owned.sa_until + timedelta(days=1) >= day


def lasts(owned: Owned, settings: Settings) -> bool:
    """Whether the right covers the whole horizon."""
    return owned.until is None or owned.until >= end_of(settings)


def ended(owned: Owned, settings: Settings) -> bool:
    """Whether the right ended before As of: it counts for nothing."""
    return owned.until is not None and owned.until < settings.as_of
