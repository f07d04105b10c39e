"""Workbooks whose licenses may be ordered every year or quarter: the member-level program of every
period side by side, which meet in what was ordered and what is owned.

    used[k,t] <= owned[k,t] + sum of packs ordered at s that serve t
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise
from typing import Any

from tests.support.outside.facts import (
    NEVER,
    Facts,
    Row,
    Sheets,
    after,
    day,
    name,
    names,
    number,
    rank,
    text,
)
from tests.support.outside.market import Terms, offers_of
from tests.support.outside.periods import EARLY, LATE, Inside, Period, month_later, there
from tests.support.outside.program import Program


class Dated:
    """The program of a workbook over time; `only` one side's licenses where they can cover, `now`:
    orders on As of alone."""

    def __init__(self, sheets: Sheets, only: str = "", now: bool = False) -> None:
        self.sheets, self.now = sheets, now
        self.program = Program()
        self.whole = Facts(sheets)
        step = {"yearly": 12, "quarterly": 3}[name(self.whole.settings["orders"])]
        starts = range(0, 12 * self.whole.horizon + 1, step)
        days = [month_later(self.whole.as_of, months) for months in starts]
        self.step = step
        self.periods = [
            Period(first, after - timedelta(days=1), step * i)
            for i, (first, after) in enumerate(pairwise(days))
        ]
        self.timeline = sorted(
            (r for r in self.whole.rows("Timeline") if (day(r["From"]) or LATE) <= self.whole.end),
            key=lambda r: day(r["From"]) or LATE,
        )
        self.owned = [dict(r) for r in self.whole.rows("Owned")]
        sold = self._sold()
        mode: dict[tuple[str, str], int] = {}
        modes: dict[str, int] = {}
        facts = [Facts(self._sheets_of(period)) for period in self.periods]
        self.inside = [
            Inside(
                *(facts[t], self.program, mode, modes, period, _present(facts[t + 1 :])),
                only,
                sold[t],
            )
            for t, period in enumerate(self.periods)
        ]
        self.converted: list[list[tuple[int, int]]] = [[] for _ in self.owned]
        self.supply: list[dict[str, Terms]] = [{} for _ in self.periods]
        self._order()
        self._balance()

    # What a period is

    def _before(self, last: date, change: str, target: str) -> Iterator[tuple[date, Row]]:
        """Changes of one target by a day, each with its own; of rows of one day the last holds."""
        rows: dict[date, Row] = {}
        for r in self.timeline:
            if name(r["Change"]) == change and name(r["Target"]) == target:
                rows[day(r["From"]) or LATE] = r
        return ((when, r) for when, r in rows.items() if when <= last)

    def _sheets_of(self, period: Period) -> Sheets:
        """The workbook as of one period: who is not there counts 0, the largest Count, both lists
        of products where they change."""
        found = dict(self.sheets)
        for sheet, key in (("Users", "User"), ("Devices", "Device"), ("Servers", "Server")):
            if sheet not in self.sheets:
                continue
            head = [*map(text, self.sheets[sheet][0])]
            rows: list[Any] = [list(head)]
            for r in self.whole.rows(sheet):
                if name(r.get("Same as")):
                    changed: Row = dict(r)
                elif not there(r, period):
                    changed = {**r, "Count": 0}
                else:
                    count = self._count(r, name(r[key]), sheet, period)
                    kind = self._kind(r, name(r[key]), period)
                    changed = {**r, "Count": count, "License by": kind}
                if sheet == "Servers":
                    changed["Product"] = self._products(r, period)
                rows.append(["" if c in ("From", "To") else changed.get(c, "") for c in head])
            found[sheet] = rows
        found["Access"] = [
            self.sheets["Access"][0],
            *(
                [r.get(text(c), "") for c in self.sheets["Access"][0]]
                for r in self.whole.rows("Access")
                if there(r, period)
            ),
        ]
        return found

    def _count(self, r: Row, who: str, sheet: str, period: Period) -> int:
        """The largest Count of a period: what each day makes of the one before it."""
        now, within = number(r.get("Count"), 1), list[int]()
        days: dict[date, list[Row]] = {}
        for change in self.timeline:
            kind, target = name(change["Change"]), name(change["Target"])
            if (kind == "count" and target == who) or (
                kind == "count factor" and target in (who, name(sheet))
            ):
                days.setdefault(day(change["From"]) or LATE, []).append(change)
        for when, changes in days.items():
            if when > period.last:
                break
            if when > period.first:
                within.append(now)
            for change in changes:
                value = Decimal(text(change["Value"]))
                grown = value if name(change["Change"]) == "count" else now * value
                now = int(grown.quantize(Decimal(1), ROUND_HALF_UP))
        return max([now, *within])

    def _kind(self, r: Row, who: str, period: Period) -> str:
        """User or Device where some day of a period asks for it, else Either."""
        now, within = name(r.get("License by")) or "either", list[str]()
        for when, change in self._before(period.last, "license by", who):
            if when > period.first:
                within.append(now)
            now = name(change["Value"])
        return next((kind for kind in (now, *within) if kind != "either"), "either")

    def _products(self, r: Row, period: Period) -> str:
        now, within = text(r["Product"]), []
        for when, change in self._before(period.last, "product", name(r["Server"])):
            if when > period.first:
                within.append(now)
            now = text(change["Value"])
        return "; ".join([*within, now])

    # Orders

    def _price(self, offer: Row, tier: Row, when: date) -> Decimal | None:
        """A pack's price on a day; None where it is not sold then."""
        price = Decimal(text(tier["Price"]))
        both = {name(offer["Offer"]), name(offer["License"])}
        plain = name(offer["Offer"]) == name(offer["License"])
        for r in self.timeline:
            if (day(r["From"]) or LATE) > when:
                continue
            change, target = name(r["Change"]), name(r["Target"])
            mine = target == name(offer["Offer"]) or (plain and target in both)
            if change == "price" and mine:
                price = Decimal(text(r["Value"]))
            elif change == "price factor" and (mine or target == "*"):
                price *= Decimal(text(r["Value"]))
            elif (
                (change == "without offer" and mine)
                or (change == "without license" and target == name(offer["License"]))
                or (change == "without channel" and target == name(offer.get("Channel")))
            ):
                return None
        first, last = day(offer.get("Valid from")) or EARLY, day(offer.get("Valid until")) or LATE
        return price if first <= when <= last else None

    def _cost(self, offer: Row, price: Decimal, when: date) -> int:
        """Minor units of a pack ordered on a day: paid then and on anniversaries within its term
        and the horizon, the last payment for what is left of the term."""
        per, term = name(offer.get("Per")), number(offer.get("Term"), 0)
        rise = Decimal(text(offer.get("Increase")) or "0")
        on_grid = any(when == period.first for period in self.periods)
        with localcontext(prec=70):
            total, paid = Decimal(0), 0
            while True:
                at = after(when, paid)
                left = term - 12 * paid if term else 12
                if paid and (per in ("", "once") or at > self.whole.end or left <= 0):
                    break
                amount = price * (1 + rise) ** paid
                if per in ("year", "month"):
                    amount *= 12 if per == "month" else 1
                    amount *= Decimal(min(12, left)) / 12
                start = self.whole.as_of
                months = (at.year - start.year) * 12 + at.month - start.month
                years = Decimal(months) / 12
                if not on_grid:
                    years = Decimal((at - start).days) / Decimal("365.25")
                total += amount / (1 + self.whole.rate) ** years
                paid += 1
            exact = total * 10**self.whole.digits
            return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    def _starts(self, offer: Row) -> Iterator[tuple[date, int, list[int] | None]]:
        """Days of an order, the first period that it serves, and the owned rows that it uses up:
        those that are there on the day, their Software Assurance on the day before."""
        origin = name(offer.get("From license"))
        if not origin:
            for s, period in enumerate(self.periods):
                yield period.first, s, None
            return
        rows = [i for i, r in enumerate(self.owned) if name(r["License"]) == origin]

        def usable(when: date) -> list[int]:
            return [
                i
                for i in rows
                if name(self.owned[i].get("SA until")) not in NEVER
                and (day(self.owned[i].get("SA until")) or LATE) >= when - timedelta(days=1)
            ]

        if name(offer.get("Starts")) != "at expiry":
            for s, period in enumerate(self.periods):
                here = [
                    i
                    for i in usable(period.first)
                    if (day(self.owned[i].get("Until")) or LATE) >= period.first
                ]
                yield period.first, s, here
            return
        ends = {day(self.owned[i].get("Until")) or LATE for i in rows}
        for until in sorted(u for u in ends if self.whole.as_of <= u < self.whole.end):
            when = until + timedelta(days=1)
            here = [i for i in usable(when) if day(self.owned[i].get("Until")) == until]
            s = max(t for t, period in enumerate(self.periods) if period.first <= when)
            if when != self.periods[s].first and not self._same(origin, name(offer["License"])):
                s += 1
            yield when, s, here

    def _same(self, one: str, other: str) -> bool:
        """Whether two licenses are of one metric, for the same families, version and people."""
        a, b = (self.whole.licenses[license] for license in (one, other))
        lists = all(sorted(names(a[c])) == sorted(names(b[c])) for c in ("Covers", "For"))
        alike = rank(a.get("Version")) == rank(b.get("Version"))
        return lists and alike and name(a["Metric"]) == name(b["Metric"])

    def _sold(self) -> list[set[str]]:
        """Licenses of which some order may serve each period."""
        found: list[set[str]] = [set() for _ in self.periods]
        for tiers in offers_of(self.whole):
            offer, pack = tiers[0], number(tiers[0].get("Pack"), 1)
            bounds = [number(t.get("From quantity"), 1) for t in tiers] + [10**6 + 1]
            for when, s, rows in self._starts(offer):
                able = rows is None or any(number(self.owned[i]["Quantity"], 0) for i in rows)
                for tier, (low, high) in zip(tiers, pairwise(bounds), strict=True):
                    least = max(low, number(offer.get("Minimum"), 0))
                    most = min(high - 1, number(offer.get("Maximum"), 10**6))
                    priced = able and self._price(offer, tier, when) is not None
                    if priced and -(-least // pack) * pack <= most:
                        for t in self._serves(offer, s):
                            found[t].add(name(offer["License"]))
        return found

    def _serves(self, offer: Row, start: int) -> range:
        """The periods that an order which starts in one serves."""
        term = number(offer.get("Term"), 0)
        last = start + term // self.step if term else len(self.periods)
        return range(start, min(last, len(self.periods)))

    def _order(self) -> None:
        for tiers in offers_of(self.whole):
            offer, pack = tiers[0], number(tiers[0].get("Pack"), 1)
            most_all = number(offer.get("Maximum"), 10**6)
            every: Terms = []
            for when, s, rows in self._starts(offer):
                bounds = [number(t.get("From quantity"), 1) for t in tiers] + [10**6 + 1]
                chosen: Terms = []
                for tier, (low, high) in zip(tiers, pairwise(bounds), strict=True):
                    price = self._price(offer, tier, when)
                    if price is None or (self.now and when > self.whole.as_of):
                        continue
                    packs = self.program.new(self._cost(offer, price, when), 10**6)
                    every.append((packs, pack))
                    for t in self._serves(offer, s):
                        here = self.supply[t].setdefault(name(offer["License"]), [])
                        here.append((packs, pack))
                    if rows is not None:
                        self._use_up(rows, s, packs, pack)
                    taken = self.program.new()
                    chosen.append((taken, 1))
                    least = max(low, number(offer.get("Minimum"), 0))
                    self.program.row([(packs, pack), (taken, -min(high - 1, most_all))], most=0)
                    self.program.row([(packs, pack), (taken, -least)], least=0)
                self.program.row(chosen, most=1)
            self.program.row(every, most=most_all)

    def _use_up(self, rows: list[int], s: int, packs: int, pack: int) -> None:
        """Each unit obtained uses up one that is owned, which serves until the day before."""
        spent: Terms = []
        for i in rows:
            units = self.program.new(most=10**4)
            spent.append((units, 1))
            self.converted[i].append((units, s))
        self.program.row([*spent, (packs, -pack)], least=0, most=0)

    def _balance(self) -> None:
        """What is used in a period is there in it; each owned unit is used up once."""
        for i, gone in enumerate(self.converted):
            free = max(inside.units[i].free for inside in self.inside)
            self.program.row([(units, 1) for units, _ in gone], most=free)
        for t, (inside, bought) in enumerate(zip(self.inside, self.supply, strict=True)):
            for license, lapsed in list(inside.used):
                # A unit that opens everything may stand where a lapsed one would do.
                kinds = (False, True) if lapsed else (False,)
                terms = [term for kind in kinds for term in inside.used.get((license, kind), ())]
                lasting = [
                    i
                    for i, u in enumerate(inside.units)
                    if u.license == license and u.lasts and u.lapsed in kinds
                ]
                used_up = [
                    (units, 1.0) for i in lasting for units, s in self.converted[i] if s <= t
                ]
                here = [(v, -w) for v, w in bought.get(license, [])]
                owned = sum(inside.units[i].free for i in lasting)
                self.program.row([*terms, *used_up, *here], most=owned)


def _present(facts: list[Facts]) -> set[tuple[str, str]]:
    """Rows of users and devices that are there in some of the periods."""
    return {
        (side, who)
        for each in facts
        for side, rows in each.meant.items()
        for who, meant in rows.items()
        if meant is not None
    }
