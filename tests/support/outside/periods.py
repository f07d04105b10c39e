"""Periods between order dates, and who is there in one: the member-level program of a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.support.outside.facts import BLANK, NEVER, Facts, Row, day, name, number, rank, text
from tests.support.outside.market import Fixed, Market, Unit
from tests.support.outside.members import Members
from tests.support.outside.program import Program

EARLY, LATE = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Period:
    """First and last day of a period, and months from As of to the first."""

    first: date
    last: date
    months: int


def month_later(start: date, months: int) -> date:
    """So many months later: the same day, or the last one of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    day_, found = start.day, None
    while found is None:
        try:
            found = date(start.year + year, month + 1, day_)
        except ValueError:
            day_ -= 1
    return found


def there(row: Row, period: Period) -> bool:
    """Whether a row is there on some day of a period."""
    return (day(row.get("From")) or EARLY) <= period.last and (
        day(row.get("To")) or LATE
    ) >= period.first


class Inside(Members):
    """One period's people, devices and servers, in the program of all."""

    def __init__(
        self,
        facts: Facts,
        program: Program,
        mode: dict[tuple[str, str], int],
        modes: dict[str, int],
        period: Period,
        awaited: set[tuple[str, str]],
        only: str,
        sold: set[str],
    ) -> None:
        self.period, self.awaited, self.sold = period, awaited, sold
        Market.__init__(self, facts, program)
        self.only, self.mode, self.modes = only, mode, modes
        self.fill()

    def had(self, license: str, lapsed: bool) -> bool:
        """Whether a unit is owned then, or some order of it serves the period."""
        return (not lapsed and license in self.sold) or any(
            u.free + self._seated(i) > 0 and u.lasts and (u.license, u.lapsed) == (license, lapsed)
            for i, u in enumerate(self.units)
        )

    def tiers_of_offers(self) -> Iterator[list[Row]]:
        yield from ()  # orders are made for all periods

    def _own(self) -> None:
        """Units that are there to the period's end; of a license without a version, those whose
        Software Assurance has ended by then open no version written Current."""
        for r in self.facts.rows("Owned"):
            until, license = day(r.get("Until")) or LATE, name(r["License"])
            lasts = until >= self.period.last
            quantity = number(r["Quantity"], 0) if until >= self.facts.as_of else 0
            never = name(r.get("SA until")) in NEVER
            lapses = never or (day(r.get("SA until")) or LATE) < self.period.last
            lapsed = lapses and rank(self.facts.licenses[license].get("Version")) >= BLANK
            self.units.append(Unit(license, quantity, until, lasts, False, lapsed))
        self.lapsed = {unit.license for unit in self.units if unit.lapsed and unit.lasts}

    def _seat(self) -> None:
        """Units that stay are their row's while it is there and until it comes; then anyone's."""
        left = [unit.free for unit in self.units]
        for r in self.facts.rows("Assigned"):
            side = "User" if text(r.get("User")) else "Device"
            listed = name(r[side])
            holder = self.facts.meant[side].get(listed)
            wanted = number(r.get("Quantity"), 1)
            for i, unit in enumerate(self.units):
                taken = min(wanted, left[i]) if unit.license == name(r["License"]) else 0
                left[i] -= taken
                wanted -= taken
                if not taken or name(r.get("Movable")) == "yes":
                    continue
                if holder is not None:
                    self.fixed.append(Fixed(side, holder, i, taken))
                    unit.free -= taken
                elif (side, listed) in self.awaited:
                    unit.free -= taken
