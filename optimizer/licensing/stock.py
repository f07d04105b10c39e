"""Stock."""

from dataclasses import dataclass
from datetime import date

from optimizer.domain.tables import Bools, Owned, Settings, Tables
from optimizer.licensing.horizon import end_of


@dataclass(frozen=True)
class Lot:
    """Owned units that are alike: rows of Owned (indices) of one license that end on one day, with
    or without assurance.

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
    fixed: int = 0

    @property
    def pool(self) -> int:
        """Units that may go to anyone."""
        return self.quantity - self.fixed


@dataclass(frozen=True)
class Seat:
    """Units of a lot that sit with a row of users (or, `user` False, of devices), its first members
    from `first` on."""

    user: bool
    holder: int
    lot: int
    first: int
    quantity: int
    movable: bool


def lots_of(tables: Tables) -> tuple[Lot, ...]:
    """Rights that have not ended, alike ones together."""
    groups: dict[tuple[int, date | None, bool], list[int]] = {}
    for index, owned in enumerate(tables.owned):
        if owned.quantity and not ended(owned, tables.settings):
            assured = owned.sa_until is None or owned.sa_until >= tables.settings.as_of
            groups.setdefault((owned.license, owned.until, assured), []).append(index)
    return tuple(
        Lot(
            license,
            tuple(rows),
            sum(tables.owned[row].quantity for row in rows),
            until,
            lasts(tables.owned[rows[0]], tables.settings),
            assured,
        )
        for (license, until, assured), rows in groups.items()
    )


def seats_of(
    tables: Tables, lots: tuple[Lot, ...], users: Bools, devices: Bools
) -> tuple[Seat, ...]:
    """Assigned units laid over the rows of Owned in sheet order; on rows left out, and of rights
    that ended, none sit."""
    lot_of = {row: i for i, lot in enumerate(lots) for row in lot.rows}
    left = {i: owned.quantity for i, owned in enumerate(tables.owned)}
    filled: dict[tuple[bool, int, int], int] = {}
    seats = []
    for assigned in tables.assigned:
        wanted = assigned.quantity
        present = (users if assigned.user else devices)[assigned.holder]
        for i, owned in enumerate(tables.owned):
            taken = min(wanted, left[i]) if owned.license == assigned.license else 0
            if taken:
                left[i] -= taken
                wanted -= taken
                key = assigned.user, assigned.license, assigned.holder
                if present and i in lot_of:
                    seats.append(
                        Seat(
                            assigned.user,
                            assigned.holder,
                            lot_of[i],
                            filled.get(key, 0),
                            taken,
                            assigned.movable,
                        )
                    )
                filled[key] = filled.get(key, 0) + taken
    return tuple(seats)


def lasts(owned: Owned, settings: Settings) -> bool:
    """Whether the right covers the whole horizon."""
    return owned.until is None or owned.until >= end_of(settings)


def ended(owned: Owned, settings: Settings) -> bool:
    """Whether the right ended before As of: it counts for nothing."""
    return owned.until is not None and owned.until < settings.as_of
