"""plan -> who gets what, for those who hand it out: alike people and devices of a department in one
group, with what decides it and both amounts.

DEFINITIONS
own     what the group's licenses cost, at the prices of single licenses over the horizon
other   what the cheapest single licenses of the other kind would cost instead: for people, device
        licenses for every device of theirs that their own licenses cover; for devices, user
        licenses for all who use them so
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from optimizer.domain.arrays import distinct, distinct_rows, greatest, told_apart
from optimizer.domain.keywords import Metric
from optimizer.domain.names import natural
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Bools, Ints, Kind
from optimizer.explaining.least_costs import LeastCosts
from optimizer.explaining.met_in_groups import MetInGroups, covered_by, met_in_groups
from optimizer.explaining.prices import Prices, prices_of
from optimizer.explaining.sides import (
    BARRED,
    Group,
    Side,
    exempt_rows,
    kinds_of_names,
    licenses_in_words,
    others_in_words,
    sides_of,
    who_they_are,
)


def groups_of(planned: Planned) -> list[Group]:
    """The groups by department, people before devices, those who hold the most first; in a plan
    over time a group for each stretch of periods."""
    if planned.plan.over_time is not None:
        from optimizer.explaining.groups_over_time import groups_over_time

        return groups_over_time(planned)
    prices = prices_of(planned.tables)
    sides = sides_of(planned)
    found = [group for side in sides for group in _groups(planned, side, prices)]
    return sorted(
        found,
        key=lambda g: (natural(g.department), not g.users, -len(g.holds), natural(g.who)),
    )


def _groups(planned: Planned, side: Side, prices: Prices) -> Iterator[Group]:
    tables = planned.tables
    holding = side.holding
    if not len(holding.row):
        return
    kinds = kinds_of_names(side)
    grouped = _grouped(planned, side, kinds)
    first = np.unique(grouped, return_index=True)[1]
    parts = np.split(np.argsort(grouped, kind="stable"), np.cumsum(np.bincount(grouped))[:-1])
    facts = _Facts(planned, side, prices, met_in_groups(planned, side, grouped))
    states = _states(planned, side)
    for number in np.argsort(first, kind="stable").tolist():  # in the order in which they are met
        runs = parts[number]
        row = int(holding.row[runs[0]])
        rows = list(dict.fromkeys(holding.row[runs].tolist()))
        members = int(holding.members[runs].sum())
        licenses = holding.bundles[int(holding.bundle[runs[0]])]
        yield Group(
            department=side.holders.department[row],
            users=side.users,
            who=who_they_are(side, kinds[row], rows),
            members=members,
            holds=tuple(tables.licenses[k].name for k in licenses),
            why=facts.why(number, licenses, members, int(states[row])),
        )


def _grouped(planned: Planned, side: Side, kinds: Sequence[str]) -> Ints:
    """For each run the number of its group: department, kind of name, licenses, and, where those
    are none, what covers it."""
    holding = side.holding
    named = [*zip(side.holders.department, kinds, strict=True)]
    number = {each: i for i, each in enumerate(dict.fromkeys(named))}
    alike = np.fromiter(map(number.__getitem__, named), np.int64, len(named))
    row, bundles = np.asarray(holding.row, np.int64), np.asarray(holding.bundle, np.int64)
    nothing = np.array([not bundle for bundle in holding.bundles], bool)[bundles]
    covered = np.where(nothing, covered_by(planned.plan, side)[row], 0)
    return distinct_rows(alike[row], bundles, _states(planned, side)[row], covered)[1]


def _states(planned: Planned, side: Side) -> Ints:
    """For each row 0: no access that needs a license, 1: every access is exempt, 2: any other."""
    asked = np.bincount(side.row[side.row != NONE], minlength=len(side.holders.names)) > 0
    return np.where(asked, np.where(exempt_rows(planned.plan, side), 1, 2), 0)


class _Facts:
    """What the groups of a side reach, and what it would cost otherwise."""

    def __init__(self, planned: Planned, side: Side, prices: Prices, lines: MetInGroups) -> None:
        tables, plan = planned.tables, planned.plan
        self.tables, self.plan, self.side, self.prices = tables, plan, side, prices
        c = plan.coverage
        self.least = LeastCosts(tables, prices.supply, c.family, c.version)
        self.bought = {b.license: b.bought for b in plan.balances}
        self.owned = {b.license: b.owned for b in plan.balances}
        self.own, self.across = lines.others(lines.own), lines.others(lines.across)
        self.wide = lines.licenses(lines.wide)
        self.spared = {*lines.group[lines.spared].tolist()}
        self.across_licenses = lines.licenses_across(tables)
        self.other_cost = self._cost(lines, lines.own, own=False)
        self.self_cost = self._cost(lines, lines.across, own=True)

    def _cost(
        self, lines: MetInGroups, where: Bools, *, own: bool
    ) -> dict[int, tuple[Decimal | None, bool]]:
        """For each group what the cheapest single licenses of its own kind (or of the other one)
        cost for some lines' needs, and whether it may be less; None where one is not to be had."""
        side = self.side
        holders, word = (side.holders, side.word) if own else (side.others, side.other_word)
        line = lines.line[where]
        index = (side.row if own else side.other)[line]
        whose = lines.group[where]
        group, row, count = greatest(whose, index, (lines.members if own else lines.reached)[where])
        asked, of, pair = told_apart(whose, index, self.least.code[line])
        begins = np.ones(len(pair), bool)
        begins[1:] = (asked[1:] != asked[:-1]) | (of[1:] != of[:-1])
        masks = self.least.masks(pair, np.cumsum(begins) - 1, len(group))
        metric = Metric(word.capitalize())
        none = np.full(len(group), NONE, np.int64)
        types = np.append(holders.type, NONE)[row] if metric is Metric.USER else none
        barred = np.append(holders.kind, Kind.EITHER)[row] == BARRED[metric]
        each, less = self.least.of(metric, masks, types.astype(np.int64))
        each = np.where(barred | (row == NONE), NONE, each)
        # Counts add up for each group and amount; those are few.
        pairs, pair = distinct_rows(group, each, less.astype(np.int64))
        number = np.zeros(len(pairs), np.int64)
        np.add.at(number, pair, count)
        total: dict[int, tuple[Decimal | None, bool]] = {}
        for (at, price, maybe), many in zip(pairs.tolist(), number.tolist(), strict=True):
            before, some = total.get(at, (Decimal(0), False))
            if price == NONE or before is None:
                total[at] = None, False
            else:
                paid = Decimal(price * many).scaleb(-self.plan.digits)
                total[at] = before + paid, some or bool(maybe)
        return total

    def why(self, group: int, licenses: Sequence[int], members: int, state: int) -> str:
        """What decides it, with both amounts, in one line."""
        if state == 0:
            return "No access that needs a license." if licenses == () else "Assigned for good."
        if state == 1:
            return "Every access is exempt."
        if licenses:
            return self._held(group, licenses, members)
        return self._covered(group)

    def _held(self, group: int, licenses: Sequence[int], members: int) -> str:
        """Holders: what their licenses cost, and what the other kind would."""
        side, met = self.side, self.own.get(group)
        if not met:
            return "Held for good (Assigned)."
        where = f"{'On' if side.users else 'Used by'} {others_in_words(side, met)}"
        each = [self.prices.of(k) for k in licenses]
        other, less = self.other_cost.get(group, (None, False))
        kind, others = f"{side.word} licenses", f"{side.other_word} licenses"
        if other is None:
            return f"{where}: no {side.other_word} license can cover all of it."
        if any(price is None for price in each):
            return (
                f"{where}: {self._how([self.tables.licenses[k].name for k in licenses])}; "
                f"{others} would cost {self.money(other, less=less)}."
            )
        own = sum((price for price in each if price is not None), Decimal(0)) * members
        if own < other:
            instead = self.money(other, less=less)
            return f"{where}: {kind} {self.money(own)}; {others} {instead}."
        return f"{where}: {kind} {self.money(own)}, the cheapest together with what others hold."

    def _how(self, names: Sequence[str]) -> str:
        """Where licenses come from that have no price of their own."""
        if not any(self.bought.get(name) for name in names):
            return "owned already"
        if any(self.owned.get(name) for name in names):
            return "in part owned already"
        return "bought in packs or by quantity"

    def _covered(self, group: int) -> str:
        """Nothing is held: by whom they are covered, and what licenses of their own would cost."""
        side, met = self.side, self.across.get(group)
        wide = licenses_in_words(self.wide.get(group, ()))
        spared = group in self.spared
        exempt = ", or exempt as administrators" if spared else ""
        if not met:
            return f"Covered by {wide or 'licenses'} of the server or the organization{exempt}."
        held = licenses_in_words(
            name for name in self.across_licenses.get(group, ()) if name in side.other_licenses
        )
        (own, less) = self.self_cost.get(group, (None, False))
        less = less or spared
        text = f"Covered by {held} of {'up to ' if spared else ''}{others_in_words(side, met)}"
        if wide:
            text += f" and by {wide} of the server or the organization"
        text += exempt
        if own is None:
            return f"{text}."
        kind = f"{side.word} licenses"
        other = self._paid(met)
        if other is not None and other < own:
            return f"{text}: {self.money(other)}; {kind} {self.money(own, less=less)}."
        return f"{text}; {kind} would cost {self.money(own, less=less)}."

    def _paid(self, met: Mapping[int, int]) -> Decimal | None:
        """What the other side's licenses of some rows cost; None where it is not clear, or which
        of a row's members these are."""
        holding, wanted = self.side.other_holding, np.array([*met], np.int64)
        if any(r == NONE or n != self.side.others.count[r] for r, n in met.items()):
            return None
        runs = np.flatnonzero(np.isin(holding.row, wanted))
        total, members = Decimal(0), np.zeros(len(holding.bundles), np.int64)
        np.add.at(members, holding.bundle[runs], holding.members[runs])
        for bundle in distinct(holding.bundle[runs]).tolist():
            for k in holding.bundles[bundle]:
                price = self.prices.of(k)
                if price is None:
                    return None
                total += price * int(members[bundle])
        return total

    def money(self, amount: Decimal, *, less: bool = False) -> str:
        return f"{'at most ' if less else ''}{amount:,.{self.plan.digits}f}"
