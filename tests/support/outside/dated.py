"""Workbooks whose licenses may be ordered every year or quarter: the member-level program of every
period side by side, which meet in what was ordered and what is owned.

    used[k,t] <= owned[k,t] + sum of packs ordered at s that serve t
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

from tests.support.outside.facts import Facts, Row, Sheets, day, name, number, text
from tests.support.outside.market import Market, Terms, Unit
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
    """So many months later; every start here is the first of a month."""
    year, month = divmod(start.month - 1 + months, 12)
    return date(start.year + year, month + 1, start.day)


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
    ) -> None:
        self.period = period
        Market.__init__(self, facts, program)
        self.only, self.mode, self.modes = "", mode, modes
        self.fill()

    def _offers(self) -> Iterator[list[Row]]:
        yield from ()  # orders are made for all periods

    def _own(self) -> None:
        """Units that are there to the period's end."""
        for r in self.facts.rows("Owned"):
            until = day(r.get("Until")) or LATE
            lasts = until >= self.period.last
            quantity = number(r["Quantity"], 0)
            self.units.append(Unit(name(r["License"]), quantity, until, lasts, False, False))


class Dated:
    """The program of a workbook over time."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
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
        mode: dict[tuple[str, str], int] = {}
        modes: dict[str, int] = {}
        self.inside = [
            Inside(Facts(self._sheets_of(p)), self.program, mode, modes, p) for p in self.periods
        ]
        self.supply: list[dict[str, Terms]] = [{} for _ in self.periods]
        self._order()
        self._balance()

    # What a period is

    def _before(self, last: date, change: str) -> list[Row]:
        return [
            r
            for r in self.timeline
            if (day(r["From"]) or LATE) <= last and name(r["Change"]) == change
        ]

    def _sheets_of(self, period: Period) -> Sheets:
        """The workbook as of one period: who is not there counts 0, the largest Count, both lists
        of products where they change."""
        found = dict(self.sheets)
        for sheet, key in (("Users", "User"), ("Devices", "Device"), ("Servers", "Server")):
            if sheet not in self.sheets:
                continue
            head = [*map(text, self.sheets[sheet][0])]
            rows: list[list[object]] = [list(head)]
            for r in self.whole.rows(sheet):
                if name(r.get("Same as")):
                    changed: Row = dict(r)
                elif not there(r, period):
                    changed = {**r, "Count": 0}
                else:
                    changed = {**r, "Count": self._count(r, name(r[key]), period)}
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

    def _count(self, r: Row, who: str, period: Period) -> int:
        now = number(r.get("Count"), 1)
        within = []
        for change in self._before(period.last, "count"):
            if name(change["Target"]) != who:
                continue
            if (day(change["From"]) or LATE) > period.first:
                within.append(now)
            now = number(change["Value"], 1)
        return max([now, *within])

    def _products(self, r: Row, period: Period) -> str:
        now, within = text(r["Product"]), []
        for change in self._before(period.last, "product"):
            if name(change["Target"]) == name(r["Server"]):
                if (day(change["From"]) or LATE) > period.first:
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
            elif (change == "without offer" and mine) or (
                change == "without license" and target == name(offer["License"])
            ):
                return None
        first, last = day(offer.get("Valid from")) or EARLY, day(offer.get("Valid until")) or LATE
        return price if first <= when <= last else None

    def _cost(self, offer: Row, price: Decimal, months: int) -> int:
        """Minor units of a pack ordered so many months after As of: paid then and on anniversaries
        within its term and the horizon, the last payment for what is left of the term."""
        per, term = name(offer.get("Per")), number(offer.get("Term"), 0)
        horizon = 12 * self.whole.horizon
        rise = Decimal(text(offer.get("Increase")) or "0")
        with localcontext(prec=70):
            total, paid = Decimal(0), 0
            while True:
                at = months + 12 * paid
                left = term - 12 * paid if term else 12
                if paid and (per in ("", "once") or at >= horizon or left <= 0):
                    break
                amount = price * (1 + rise) ** paid
                if per in ("year", "month"):
                    amount *= 12 if per == "month" else 1
                    amount *= Decimal(min(12, left)) / 12
                total += amount / (1 + self.whole.rate) ** (Decimal(at) / 12)
                paid += 1
            exact = total * 10**self.whole.digits
            return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    def _order(self) -> None:
        for tiers in Members._offers(self.inside[0]):
            offer, pack = tiers[0], number(tiers[0].get("Pack"), 1)
            most_all = number(offer.get("Maximum"), 10**6)
            every: Terms = []
            for s, period in enumerate(self.periods):
                bounds = [number(t.get("From quantity"), 1) for t in tiers] + [10**6 + 1]
                chosen: Terms = []
                term = number(offer.get("Term"), 0)
                last = s + term // self.step if term else len(self.periods)
                for tier, (low, high) in zip(tiers, pairwise(bounds), strict=True):
                    price = self._price(offer, tier, period.first)
                    if price is None:
                        continue
                    packs = self.program.new(self._cost(offer, price, period.months), 10**6)
                    every.append((packs, pack))
                    for t in range(s, min(last, len(self.periods))):
                        here = self.supply[t].setdefault(name(offer["License"]), [])
                        here.append((packs, pack))
                    taken = self.program.new()
                    chosen.append((taken, 1))
                    least = max(low, number(offer.get("Minimum"), 0))
                    self.program.row([(packs, pack), (taken, -min(high - 1, most_all))], most=0)
                    self.program.row([(packs, pack), (taken, -least)], least=0)
                self.program.row(chosen, most=1)
            self.program.row(every, most=most_all)

    def _balance(self) -> None:
        """What is used in a period is there in it."""
        for inside, bought in zip(self.inside, self.supply, strict=True):
            for (license, _), terms in inside.used.items():
                owned = sum(u.free for u in inside.units if u.license == license and u.lasts)
                here = [(v, -w) for v, w in bought.get(license, [])]
                self.program.row([*terms, *here], most=owned)
