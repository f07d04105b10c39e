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

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.keywords import Metric
from optimizer.domain.names import natural
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Holders, Ints, Kind
from optimizer.explaining.groups_over_time import groups_over_time
from optimizer.explaining.least_costs import LeastCosts
from optimizer.explaining.prices import Prices, prices_of
from optimizer.explaining.sides import (
    Group,
    Side,
    exempt_rows,
    kinds_of_names,
    others_in_words,
    sides_of,
    who_they_are,
)
from optimizer.licensing.metrics import COVERED_WIDELY

OTHER = {Metric.USER: Kind.DEVICE, Metric.DEVICE: Kind.USER}
"""The kind of license that bars a holder from licenses of a metric."""


def groups_of(planned: Planned) -> list[Group]:
    """The groups by department, people before devices, those who hold the most first; in a plan
    over time a group for each stretch of periods."""
    if planned.plan.over_time is not None:
        return groups_over_time(planned)
    prices = prices_of(planned.tables)
    sides = sides_of(planned)
    found = [group for side in sides for group in _groups(planned, side, prices)]
    return sorted(
        found,
        key=lambda g: (natural(g.department), not g.users, -len(g.holds), natural(g.who)),
    )


def _groups(planned: Planned, side: Side, prices: Prices) -> Iterator[Group]:
    tables, plan = planned.tables, planned.plan
    holding = side.holding
    if not len(holding.row):
        return
    kinds = kinds_of_names(side)
    asked = np.bincount(side.row[side.row != NONE], minlength=len(side.holders.names)) > 0
    free = exempt_rows(plan, side)
    state_of = np.where(asked, np.where(free, 1, 2), 0)
    common: dict[tuple[str, str], int] = {}
    alike = np.array(
        [
            common.setdefault(each, len(common))
            for each in zip(side.holders.department, kinds, strict=True)
        ],
        np.int64,
    )
    row, bundles = np.asarray(holding.row, np.int64), np.asarray(holding.bundle, np.int64)
    _, group = distinct_rows(alike[row], bundles, state_of[row])
    order = np.argsort(group, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(group))[:-1])
    parts.sort(key=lambda runs: int(runs[0]))  # in the order in which they are met
    texts = [*common]
    keys: dict[tuple[str, str, int, int], Ints] = {}
    code = np.full(len(side.holders.names), NONE, np.int64)
    for number, runs in enumerate(parts):
        first = int(row[runs[0]])
        key = (*texts[alike[first]], int(bundles[runs[0]]), int(state_of[first]))
        keys[key] = runs
        code[row[runs]] = number
    facts = _Facts(planned, side, prices, code, count=len(keys))
    several = np.bincount(holding.row, minlength=len(code)) > 1
    for number, ((department, kind, bundle, state), runs) in enumerate(keys.items()):
        rows = list(dict.fromkeys(holding.row[runs].tolist()))
        members = int(holding.members[runs].sum())
        licenses = holding.bundles[bundle]
        mixed = bool(several[rows].any())
        why = facts.why(number, licenses, members, state, mixed=mixed)
        who = who_they_are(side, kind, rows)
        names = tuple(tables.licenses[k].name for k in licenses)
        yield Group(
            department=department, users=side.users, who=who, members=members, holds=names, why=why
        )


class _Facts:
    """What the groups of a side reach, and what it would cost otherwise."""

    def __init__(
        self, planned: Planned, side: Side, prices: Prices, code: Ints, *, count: int
    ) -> None:
        tables, plan = planned.tables, planned.plan
        self.tables, self.plan, self.side, self.prices = tables, plan, side, prices
        c, metric = plan.coverage, side.word.capitalize()
        self.least = LeastCosts(tables, prices.supply, c.family, c.version)
        own = np.array([metric in text.split("; ") for text in c.side.distinct], bool)
        across = np.array(
            [side.other_word.capitalize() in text.split("; ") for text in c.side.distinct], bool
        )
        wide = np.array([text in COVERED_WIDELY for text in c.side.distinct], bool)
        known = side.row != NONE
        self.own = self._reach(known & own[c.side.codes], code, count)
        self.across = self._reach(known & across[c.side.codes], code, count)
        self.wide = np.bincount(code[side.row[known & wide[c.side.codes]]], minlength=count)
        self.other_cost = self._cost(
            known & own[c.side.codes], code, side.other, side.others, side.other_word
        )
        self.self_cost = self._cost(
            known & across[c.side.codes], code, side.row, side.holders, side.word
        )
        self.across_licenses = self._licenses(known & across[c.side.codes], code)

    def _reach(self, lines: np.ndarray, code: Ints, count: int) -> list[dict[int, None]]:
        """For each group the rows of the other side that it meets in some lines."""
        found: list[dict[int, None]] = [{} for _ in range(count)]
        pairs, _ = distinct_rows(code[self.side.row[lines]], self.side.other[lines])
        for group, other in pairs.tolist():
            if group != NONE:
                found[group][other] = None
        return found

    def _cost(
        self, lines: np.ndarray, code: Ints, index: Ints, holders: Holders, word: str
    ) -> dict[int, tuple[Decimal | None, bool]]:
        """For each group what the cheapest single licenses of a kind cost for some holders' needs,
        and whether it may be less; None where one is not to be had."""
        keys, holder = distinct_rows(code[self.side.row[lines]], index[lines])
        group, row = keys.T
        masks = self.least.masks(self.least.code[lines], holder, len(keys))
        metric = Metric(word.capitalize())
        none = np.full(len(keys), NONE, np.int64)
        types = np.append(holders.type, NONE)[row] if metric is Metric.USER else none
        barred = np.append(holders.kind, Kind.EITHER)[row] == OTHER[metric]
        each, less = self.least.of(metric, masks, types.astype(np.int64))
        each = np.where(barred | (row == NONE), NONE, each)
        # Counts add up for each group and amount; those are few.
        pairs, pair = distinct_rows(group, each, less.astype(np.int64))
        count = np.zeros(len(pairs), np.int64)
        np.add.at(count, pair, np.append(holders.count, 0)[row])
        total: dict[int, tuple[Decimal | None, bool]] = {}
        for (at, price, maybe), number in zip(pairs.tolist(), count.tolist(), strict=True):
            before, some = total.get(at, (Decimal(0), False))
            if price == NONE or before is None:
                total[at] = None, False
            else:
                paid = Decimal(price * number).scaleb(-self.plan.digits)
                total[at] = before + paid, some or bool(maybe)
        return total

    def _licenses(self, lines: np.ndarray, code: Ints) -> Mapping[int, dict[str, None]]:
        """For each group the licenses of the other side that cover it."""
        texts = self.plan.coverage.license
        found: dict[int, dict[str, None]] = {}
        pairs, _ = distinct_rows(code[self.side.row[lines]], texts.codes[lines])
        for group, text in pairs.tolist():
            for name in texts.distinct[text].split("; "):
                found.setdefault(group, {})[name] = None
        return found

    def why(
        self, group: int, licenses: Sequence[int], members: int, state: int, *, mixed: bool,
    ) -> str:  # fmt: skip
        """What decides it, with both amounts, in one line."""
        if state == 0:
            return "No access that needs a license." if licenses == () else "Assigned for good."
        if state == 1:
            return "Every access is exempt."
        if licenses:
            return self._held(group, licenses, members, mixed=mixed)
        return self._covered(group)

    def _held(self, group: int, licenses: Sequence[int], members: int, *, mixed: bool) -> str:
        """Holders: what their licenses cost, and what the other kind would."""
        side, met = self.side, self.own[group]
        if not met:
            return "Held for good (Assigned)."
        where = f"{'On' if side.users else 'Used by'} {others_in_words(side, met)}"
        each = [self.prices.of(k) for k in licenses]
        other, less = self.other_cost.get(group, (None, False))
        kind, others = f"{side.word} licenses", f"{side.other_word} licenses"
        if other is None:
            return f"{where}: no {side.other_word} license can cover all of it."
        if any(price is None for price in each) or mixed:
            return (
                f"{where}: in part owned or bought in packs; {others} would cost "
                f"{self.money(other, less=less)}."
            )
        own = sum((price for price in each if price is not None), Decimal(0)) * members
        if own < other:
            instead = self.money(other, less=less)
            return f"{where}: {kind} {self.money(own)}, as {others} {instead}."
        return f"{where}: {kind} {self.money(own)}, the cheapest together with what others hold."

    def _covered(self, group: int) -> str:
        """Nothing is held: by whom they are covered, and what licenses of their own would cost."""
        side, met = self.side, self.across[group]
        if not met:
            return "Covered by licenses of the server or the organization."
        names = [*self.across_licenses.get(group, {})]
        held = " and ".join(names) if len(names) <= 2 else f"{len(names)} licenses"
        other, (own, less) = self._paid(met), self.self_cost.get(group, (None, False))
        text = f"Covered by {held} of {others_in_words(side, met)}"
        if own is None:
            return f"{text}."
        kind = f"{side.word} licenses"
        if other is not None and other < own:
            return f"{text}: {self.money(other)}, as {kind} {self.money(own, less=less)}."
        return f"{text}; {kind} would cost {self.money(own, less=less)}."

    def _paid(self, rows: Mapping[int, None]) -> Decimal | None:
        """What the other side's licenses of some rows cost."""
        holding, wanted = self.side.other_holding, np.array([*rows], np.int64)
        runs = np.flatnonzero(np.isin(holding.row, wanted))
        total, members = Decimal(0), np.zeros(len(holding.bundles), np.int64)
        np.add.at(members, holding.bundle[runs], holding.members[runs])
        for bundle in np.unique(holding.bundle[runs]).tolist():
            for k in holding.bundles[bundle]:
                price = self.prices.of(k)
                if price is None:
                    return None
                total += price * int(members[bundle])
        return total

    def money(self, amount: Decimal, *, less: bool = False) -> str:
        return f"{'at most ' if less else ''}{amount:,.{self.plan.digits}f}"
