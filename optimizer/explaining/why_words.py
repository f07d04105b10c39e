"""The sentences that say why somebody holds what they hold: the license, who decides it, and both
amounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Mix
from optimizer.domain.tables import NONE, Holders, Ints, Kind, Tables
from optimizer.licensing.supply import Supply

OTHER_BLANK, OWN_POLICY, OTHER_POLICY, ONE_KIND, NO_LICENSE = 1, 2, 4, 8, 16
"""What keeps the other side from covering a need, as bits."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """The words and arrays of one side, and of the other one seen from it."""

    holders: Holders
    others: Holders
    metric: Metric
    other_metric: Metric
    kind: Kind
    row: Ints
    other: Ints
    holding: Holding


@dataclass(frozen=True)
class Met:
    """How many devices (users) a member meets, and their rows where they are few: ~row - 1 stands
    for one of a row, an own pair's."""

    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a run: its bundle; whom it meets; what licenses of the other kind (for who
    holds nothing: of its own) would cost, in minor units, and whether it may be less; what covers
    it; what forces it; the families that it alone must cover; units that sit with it for good."""

    bundle: tuple[int, ...]
    met: Met
    cost: int | None
    less: bool
    covered_by: tuple[str, ...]
    more: bool
    forced: int
    needs: bool
    exempt: bool
    picked: bool
    wide: bool
    families: tuple[int, ...]
    seated: tuple[int, ...]


class Words:
    """The sentences of one side."""

    def __init__(self, tables: Tables, side: Side, supply: Supply, mix: Mix) -> None:
        self.tables, self.side, self.supply, self.mix = tables, side, supply, mix
        self.own, self.other = side.metric.lower(), side.other_metric.lower()
        self.mine, self.theirs = (
            {each.name for each in tables.licenses if each.metric is metric}
            for metric in (side.metric, side.other_metric)
        )
        self.parts = self._parts()

    def _parts(self) -> Mapping[int, int]:
        """Family -> the least price of one license of its own metric for that family alone, in
        minor units, over the horizon."""
        result: dict[int, int] = {}
        for k, license in enumerate(self.tables.licenses):
            price = self.price(k)
            if license.metric is self.side.metric and price is not None:
                for family in license.covers if len(license.covers) == 1 else ():
                    result[family] = min(price, result.get(family, price))
        return result

    def price(self, license: int) -> int | None:
        """The price of a license that is bought plainly, over the horizon, in minor units."""
        line = self.supply.plain(license)
        return None if line is None else self.supply.lines[line].cost

    def money(self, amount: int) -> str:
        """An amount of minor units as it is printed."""
        digits = self.tables.settings.digits
        return f"{Decimal(amount).scaleb(-digits):,.{digits}f}"

    def sentence(self, facts: Facts) -> str:
        """Why a run holds its bundle, or none."""
        if not facts.bundle:
            return self._covered(facts)
        fixed = [k for k in facts.bundle if k in facts.seated]
        if len(fixed) == len(facts.bundle) and not facts.families:
            return f"{self._names(fixed)} {'sits' if len(fixed) == 1 else 'sit'} here for good"
        head = f"{self._names(facts.bundle)}{self._priced(facts, fixed)} {self._serve(facts)}"
        forces = self._forces(facts.forced)
        if forces:
            return f"{head}: {'; '.join(forces)}"
        clauses = [self._instead(facts), *([] if fixed else [self._suite(facts)])]
        return "; ".join([head + (clauses[0] or ""), *filter(None, clauses[1:])])

    def _names(self, licenses: tuple[int, ...] | list[int]) -> str:
        return _joined([f'"{self.tables.licenses[k].name}"' for k in licenses])

    def _owned(self, facts: Facts, fixed: list[int]) -> list[int]:
        stock, used = self.supply.stock, self.mix.used
        return [k for k in facts.bundle if stock[k] >= used[k] and k not in fixed]

    def _priced(self, facts: Facts, fixed: list[int]) -> str:
        """What the bundle costs, or that it is there already."""
        owned = self._owned(facts, fixed)
        if len(owned) + len(fixed) == len(facts.bundle):
            return ", owned already," if owned else ", here for good,"
        if owned or fixed:
            return ", in part owned already,"
        prices = [self.price(k) for k in facts.bundle]
        if any(price is None for price in prices):
            return ""
        return f" at {self.money(sum(price for price in prices if price is not None))}"

    def _serve(self, facts: Facts) -> str:
        many = len(facts.bundle) > 1
        return f"{'serve' if many else 'serves'} {self._whom(facts)}"

    def _whom(self, facts: Facts) -> str:
        """The devices (people) by name where they are few."""
        met = facts.met
        if not met.count or facts.forced & OTHER_BLANK:
            return "any device" if self.other == "device" else "unknown people"
        if not met.rows:
            noun = {"device": "device", "user": "person"}[self.other]
            plural = {"device": "devices", "user": "people"}[self.other]
            return f"{met.count:,} {noun if met.count == 1 else plural}"
        named = []
        for row in met.rows:
            one = row < NONE
            at = ~(row + 1) if one else row
            name, count = self.side.others.names[at], int(self.side.others.count[at])
            if count == 1:
                named.append(name)
            else:
                named.append(f"one of {name}" if one else f"{count:,} {name}")
        return _joined(named)

    def _instead(self, facts: Facts) -> str | None:
        """What the other kind would cost in their place."""
        if not facts.cost or not facts.families:
            return None
        others = f"{self.other} licenses"
        return f", where {others} would cost {self._amount(facts)}"

    def _amount(self, facts: Facts) -> str:
        """What others would cost: at most so much, where some are owned or come in packs or
        tiers."""
        return f"{'at most ' if facts.less else ''}{self.money(facts.cost or 0)}"

    def _covered(self, facts: Facts) -> str:
        """Nothing is held: what covers it, whose that is, and what licenses of its own would
        cost."""
        if not facts.needs:
            return "its accesses are exempt" if facts.exempt else "needs no license"
        names = [name for text in facts.covered_by for name in text.split("; ") if name]
        named = [f'"{name}"' for name in dict.fromkeys(names) if name not in self.mine]
        if facts.more or len(named) > 3:
            named = [*named[:2], "others"]
        theirs = self.theirs.intersection(names) and facts.met.count
        whose = [f"of {self._whom(facts)}"] if theirs else []
        if facts.wide:
            whose.append("of the server or the organization")
        if not whose:
            return "covered as one of two exempt administrators" if facts.picked else "covered"
        also = ", or exempt as one of two administrators" if facts.picked else ""
        by = f"{_joined(named) or 'licenses'} {' and '.join(whose)}"
        if theirs and not facts.wide and self._either(facts):
            by = f"what {self._whom(facts)} holds of {_joined(named)}"
        text = f"covered by {by}{also}"
        if facts.cost is None:
            return text
        return f"{text}; own {self.own} licenses would cost {self._amount(facts)}"

    def _either(self, facts: Facts) -> bool:
        """Whether it is one of a row whose members hold different licenses, so that each may hold a
        part of them only."""
        one = len(facts.met.rows) == 1 and facts.met.rows[0] < NONE
        each = (self.theirs.intersection(text.split("; ")) for text in facts.covered_by)
        return one and any(len(names) > 1 for names in each)

    def _forces(self, forced: int) -> list[str]:
        """What keeps the other side from covering some of it."""
        texts = {
            OWN_POLICY: f"License by asks for {self.own} licenses",
            OTHER_POLICY: f"License by of some {'devices' if self.other == 'device' else 'users'} "
            f"asks for {self.own} licenses",
            ONE_KIND: f"only {self.own} licenses count on a server of One kind",
            NO_LICENSE: f"no {self.other} license is to be had for some of it",
        }
        return [text for bit, text in texts.items() if forced & bit]

    def _suite(self, facts: Facts) -> str | None:
        """A suite that costs less than the single licenses of the families it is needed for."""
        for k in facts.bundle:
            license = self.tables.licenses[k]
            covered, price = [f for f in facts.families if f in license.covers], self.price(k)
            if len(covered) < 2 or price is None:
                continue
            parts = sum(self.parts.get(f, 0) for f in covered)
            if parts > price and all(f in self.parts for f in covered):
                return f"its parts would cost {self.money(parts)}"
        return None


def _joined(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
