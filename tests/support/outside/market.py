"""What is owned, what sits with whom, and what can be bought: the supply of a workbook's program,
unit by unit and member by member."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from tests.support.outside.facts import BLANK, NEVER, Facts, Row, day, name, number, rank, text
from tests.support.outside.program import Program

Terms = list[tuple[int, float]]
Member = tuple[str, str, int]
"""User or Device, the row, and which of its members."""


@dataclass
class Unit:
    """Units of an owned row: how many are free to go to anyone, whether they last, may be
    converted, and whether their Software Assurance ends within the horizon."""

    license: str
    free: int
    until: date | None
    lasts: bool
    convertible: bool
    lapsed: bool
    spent: Terms = field(default_factory=list)


@dataclass(frozen=True)
class Fixed:
    """Units of an owned row that sit with a row of people or devices for good."""

    side: str
    row: str
    unit: int
    quantity: int


class Market:
    """Columns for what is kept, bought and converted; `used` and `supply` are balanced at the end.

    Units of a license are told apart by whether their Software Assurance ends (True), since those
    do not open a version written Current.
    """

    def __init__(self, facts: Facts, program: Program | None = None) -> None:
        self.facts = facts
        self.program = program or Program()
        self.used: dict[tuple[str, bool], Terms] = {}
        self.supply: dict[tuple[str, bool], Terms] = {}
        self.sits: dict[tuple[Member, str, bool], Terms] = {}
        self.packs: dict[str, list[int]] = {}
        self.lapsed: set[str] = set()
        self.units: list[Unit] = []
        self.fixed: list[Fixed] = []
        self.turned: dict[tuple[int, str], int] = {}
        self.into: dict[tuple[int, str], Terms] = {}
        self.offers = [tiers for tiers in self.tiers_of_offers() if not self._too_short(tiers[0])]
        self._own()
        self._seat()
        self._sit()

    def _own(self) -> None:
        """Rows of Owned; those that ended before As of count for nothing."""
        facts = self.facts
        for r in facts.rows("Owned"):
            until, assured = day(r.get("Until")), r.get("SA until")
            ended = until is not None and until < facts.as_of
            license = name(r["License"])
            never = name(assured) in NEVER
            last = None if never else day(assured)
            gone = never or (last is not None and last < facts.as_of - timedelta(days=1))
            open_ended = rank(facts.licenses[license].get("Version")) >= BLANK
            lapses = never or (last is not None and last < facts.end)
            self.units.append(
                Unit(
                    license,
                    0 if ended else number(r["Quantity"], 0),
                    until,
                    not ended and (until is None or until >= facts.end),
                    not ended and not gone,
                    open_ended and lapses,
                )
            )
        self.lapsed = {unit.license for unit in self.units if unit.lapsed and unit.lasts}

    def _seat(self) -> None:
        """Units that have not ended fill the rows of Assigned from the top; on rows left out, and
        where they may move, they are as free as any."""
        left = [unit.free for unit in self.units]
        for r in self.facts.rows("Assigned"):
            side = "User" if text(r.get("User")) else "Device"
            listed = name(r[side])
            holder = self.facts.meant[side].get(listed)
            count = {name(p[side]): number(p.get("Count"), 1) for p in self.facts.rows(f"{side}s")}
            wanted = number(r.get("Quantity"), count.get(listed, 1))
            for i, unit in enumerate(self.units):
                taken = min(wanted, left[i]) if unit.license == name(r["License"]) else 0
                left[i] -= taken
                wanted -= taken
                if taken and holder is not None and name(r.get("Movable")) != "yes":
                    self.fixed.append(Fixed(side, holder, i, taken))
                    unit.free -= taken

    def _sit(self) -> None:
        """Which members hold the units that stay, or what they become, is laid out as is cheapest;
        barred ones stay and cover nothing, those past the members are unused."""
        for f, fixed in enumerate(self.fixed):
            unit = self.units[fixed.unit]
            if not self._may_hold(fixed.side, fixed.row, unit.license):
                continue
            spent: Terms = []
            if unit.lasts:
                spent += self._laid_out(fixed, unit.license, unit.lapsed)
            for given in dict.fromkeys(
                name(tiers[0]["License"])
                for tiers in self.offers
                if name(tiers[0].get("From license")) == unit.license and unit.convertible
            ):
                if name(self.facts.licenses[given]["Metric"]) == fixed.side.casefold():
                    turned = self.turned[f, given] = self.program.new(most=fixed.quantity)
                    self.used.setdefault((given, False), []).append((turned, 1))
                    spent.append((turned, 1))
                    here = self._laid_out(fixed, given, False)
                    self.program.row([*here, (turned, -1)], most=0)
            self.program.row(spent, most=fixed.quantity)

    def _laid_out(self, fixed: Fixed, license: str, lapsed: bool) -> Terms:
        terms: Terms = []
        if self._may_hold(fixed.side, fixed.row, license):
            for member in self.members(fixed.side, fixed.row):
                here = self.program.new()
                self.sits.setdefault((member, license, lapsed), []).append((here, 1))
                terms.append((here, 1))
        return terms

    def members(self, side: str, row: str) -> list[Member]:
        return [(side, row, i) for i in range(self.facts.people[side][row].count)]

    def _may_hold(self, side: str, row: str, license: str) -> bool:
        holder = self.facts.people[side][row]
        if name(self.facts.licenses[license]["Metric"]) != side.casefold():
            return False
        if holder.by not in ("either", side.casefold()):
            return False
        return side == "Device" or self.facts.admits(license, holder.type)

    def _variants(self, license: str) -> list[bool]:
        """Units that open everything, and, where some are owned, those whose assurance ends."""
        return [False, True] if license in self.lapsed else [False]

    def had(self, license: str, lapsed: bool) -> bool:
        """Whether a unit is owned, or there is an offer with what it uses up."""
        if any(
            u.free + self._seated(i)
            for i, u in enumerate(self.units)
            if u.lasts and (u.license, u.lapsed) == (license, lapsed)
        ):
            return True
        return not lapsed and any(
            name(tiers[0]["License"]) == license and self._sells(tiers) for tiers in self.offers
        )

    def _sells(self, tiers: list[Row]) -> bool:
        """Whether an offer can give a pack at all."""
        first, pack = tiers[0], number(tiers[0].get("Pack"), 1)
        most = number(first.get("Maximum"), 10**6)
        least = max(number(first.get("Minimum"), 0), pack)
        if origin := name(first.get("From license")):
            usable = [
                (u.until, u.free + self._seated(i))
                for i, u in enumerate(self.units)
                if u.license == origin and u.convertible
            ]
            days = {until for until, _ in usable}
            if name(first.get("Starts")) == "at expiry":
                units = [sum(n for until, n in usable if until == day) for day in days]
            else:
                units = [sum(n for _, n in usable)]
            if not any(n >= pack for n in units):
                return False
        return -(-least // pack) * pack <= most

    def _seated(self, unit: int) -> int:
        return sum(fixed.quantity for fixed in self.fixed if fixed.unit == unit)

    def balance(self) -> None:
        """What is used of each license is at most what is kept, bought and converted into it."""
        self._sell()
        for key, turned in self.turned.items():
            self.program.row([*self.into.get(key, ()), (turned, -1)], least=0, most=0)
        for unit in self.units:
            kept: Terms = []
            if unit.lasts:
                kept = [(self.program.new(most=unit.free), 1)]
                self.supply.setdefault((unit.license, unit.lapsed), []).extend(kept)
            self.program.row([*kept, *unit.spent], most=unit.free)
        # A unit that opens everything may stand where one whose assurance ends would do.
        for license, lapsed in list(self.used):
            kinds = (False, True) if lapsed else (False,)
            used = [t for kind in kinds for t in self.used.get((license, kind), ())]
            here = [t for kind in kinds for t in self.supply.get((license, kind), ())]
            self.program.row([*used, *((v, -w) for v, w in here)], most=0)

    def tiers_of_offers(self) -> Iterable[list[Row]]:
        return offers_of(self.facts)

    def _too_short(self, offer: Row) -> bool:
        """Whether what is paid once ends before the horizon does: it cannot cover."""
        once = name(offer.get("Per")) in ("", "once")
        return once and number(offer.get("Term"), 10**6) < 12 * self.facts.horizon

    def _sell(self) -> None:
        for tiers in self.offers:
            first = tiers[0]
            origin = name(first.get("From license"))
            if not origin:
                self._lines(tiers, [(self.facts.as_of, None)])
                continue
            usable = [
                i
                for i, unit in enumerate(self.units)
                if unit.license == origin and unit.convertible
            ]
            if name(first.get("Starts")) == "at expiry":
                days = sorted(
                    {
                        unit.until
                        for unit in (self.units[i] for i in usable)
                        if unit.until is not None and not unit.lasts
                    }
                )
                self._lines(
                    tiers,
                    [
                        (d + timedelta(days=1), [i for i in usable if self.units[i].until == d])
                        for d in days
                    ],
                )
            elif usable:
                self._lines(tiers, [(self.facts.as_of, usable)])

    def _lines(self, tiers: list[Row], starts: list[tuple[date, list[int] | None]]) -> None:
        """An offer: none, or at least its minimum, in whole packs, all at the tier of the whole."""
        first, offer = tiers[0], name(tiers[0]["Offer"])
        given = name(first["License"])
        pack = number(first.get("Pack"), 1)
        least_all = number(first.get("Minimum"), 0)
        most_all = number(first.get("Maximum"), 10**6)
        bounds = [number(t.get("From quantity"), 1) for t in tiers] + [10**6 + 1]
        chosen: Terms = []
        for tier, (low, high) in zip(tiers, pairwise(bounds), strict=True):
            total: Terms = []
            for start, rows in starts:
                cost = self.facts.pack_cost(
                    tier["Price"], first.get("Per"), start, first.get("Increase")
                )
                packs = self.program.new(cost, 10**6)
                self.packs.setdefault(offer, []).append(packs)
                total.append((packs, pack))
                self.supply.setdefault((given, False), []).append((packs, pack))
                if rows is not None:
                    spent = [t for i in rows for t in self._convert(i, given)]
                    self.program.row([*spent, (packs, -pack)], least=0, most=0)
            taken = self.program.new()
            chosen.append((taken, 1))
            self.program.row([*total, (taken, -min(high - 1, most_all))], most=0)
            self.program.row([*total, (taken, -max(low, least_all))], least=0)
        self.program.row(chosen, most=1)

    def _convert(self, i: int, given: str) -> Terms:
        """Units of an owned row that become another license: free ones, and those that sit with
        somebody, which stay there as what they become."""
        unit = self.units[i]
        free = self.program.new(most=unit.free)
        unit.spent.append((free, 1))
        terms: Terms = [(free, 1)]
        for f, fixed in enumerate(self.fixed):
            if fixed.unit == i and (f, given) in self.turned:
                units = self.program.new(most=fixed.quantity)
                terms.append((units, 1))
                self.into.setdefault((f, given), []).append((units, 1))
        return terms


def offers_of(facts: Facts) -> Iterable[list[Row]]:
    """The plain offers of Licenses, and those of Offers, each with its tiers."""
    for r in facts.rows("Licenses"):
        if text(r.get("Price")):
            plain = ("Price", "Per", "Pack", "Term")
            yield [{"Offer": r["License"], "License": r["License"]} | {c: r.get(c) for c in plain}]
    found: dict[str, list[Row]] = {}
    for r in facts.rows("Offers"):
        found.setdefault(name(r["Offer"]), []).append(r)
    for tiers in found.values():
        yield sorted(tiers, key=lambda r: number(r.get("From quantity"), 1))
