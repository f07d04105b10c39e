"""Which lines of Coverage each group of holders meets, and how: by licenses of its own, by those of
the other side, or by those of a server or the organization.

Members of one row may hold different sets, each a group of its own; a line of such a row is met by
each of its groups, by licenses of its own where those open what the line needs.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows, greatest, narrow, told_apart
from optimizer.domain.plan import Coverage, Plan
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Bools, Ints, Tables
from optimizer.explaining.sides import Side
from optimizer.licensing.metrics import COVERED_WIDELY
from optimizer.licensing.rules import admits, opens

ADMINISTERS = "Administration"

ACROSS, WIDELY = 1, 2
"""What covers a row, as bits."""


@dataclass(frozen=True, kw_only=True)
class MetInGroups:
    """Arrays with an entry for each line and each group that meets it: the line, the group, how
    many members of the line's row are in the group and how many members of the other row they
    reach; and what covers them: their own licenses, the other side's, a server's. `paired` says
    where each member reaches one of the other row that is its own, `spared` where some need no
    license since they administer."""

    plan: Plan
    side: Side
    line: Ints
    group: Ints
    members: Ints
    reached: Ints
    paired: Bools
    own: Bools
    across: Bools
    wide: Bools
    spared: Bools

    def others(self, where: Bools) -> dict[int, dict[int, int]]:
        """For each group the rows of the other side that it meets there, in the order of their
        numbers, and how many members of each."""
        other = self.side.other[self.line[where]]
        group, row, many = greatest(self.group[where], other, self.reached[where])
        groups, first = np.unique(group, return_index=True)
        bounds = [*first.tolist(), len(group)]
        return {
            each: dict(zip(row[a:b].tolist(), many[a:b].tolist(), strict=True))
            for each, a, b in zip(groups.tolist(), bounds, bounds[1:], strict=False)
        }

    def licenses(self, where: Bools) -> dict[int, dict[str, None]]:
        """For each group the licenses that the lines there name."""
        texts = self.plan.coverage.license
        found: dict[int, dict[str, None]] = {}
        pairs = told_apart(self.group[where], texts.codes[self.line[where]])
        for group, text in zip(*(column.tolist() for column in pairs), strict=True):
            for name in texts.distinct[text].split("; "):
                found.setdefault(group, {})[name] = None
        return found

    def licenses_across(self, tables: Tables) -> dict[int, dict[str, None]]:
        """For each group the other side's licenses that cover it. Where its members each reach one
        of a row whose members hold different sets, these are of the sets that open all they need:
        who holds nothing is with somebody who holds enough."""
        side, c = self.side, self.plan.coverage
        holding, other = side.other_holding, side.other[self.line]
        several = np.bincount(holding.row, minlength=len(side.others.names)) > 1
        split = self.across & self.paired
        split[split] = several[other[split]]
        line = self.line[split]
        needs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        keys = told_apart(self.group[split], other[split], c.family[line], c.version[line])
        for group, row, *need in zip(*(key.tolist() for key in keys), strict=True):
            needs.setdefault((group, row), []).append((need[0], need[1]))
        enough: dict[int, set[str]] = {}
        for (group, row), asked in needs.items():
            first, end = (int(np.searchsorted(holding.row, row, to)) for to in ("left", "right"))
            sets = [holding.bundles[b] for b in holding.bundle[first:end].tolist()]
            each = [[tables.licenses[k] for k in held] for held in sets]
            type_ = int(side.others.type[row])
            whole = [
                held
                for held in each
                if all(any(opens(x, *need) and admits(x, type_) for x in held) for need in asked)
            ]
            enough.setdefault(group, set()).update(x.name for held in whole or each for x in held)
        found = self.licenses(self.across & ~split)
        for group, names in self.licenses(split).items():
            kept = {name: None for name in names if name in enough[group]}
            found[group] = found.get(group, {}) | (kept or names)
        return found


def covered_by(plan: Plan, side: Side) -> Ints:
    """For each row whether the other side, a server or the organization covers some of it."""
    size = len(side.holders.names)
    found = np.zeros(size, np.int64)
    for bit, words in ((ACROSS, {side.other_word.capitalize()}), (WIDELY, set(COVERED_WIDELY))):
        lines = _said(plan, words) & (side.row != NONE)
        found |= bit * (np.bincount(side.row[lines], minlength=size) > 0)
    return found


def met_in_groups(planned: Planned, side: Side, grouped: Ints) -> MetInGroups:
    """What the groups of a side meet; `grouped` is the group of each run of its holding."""
    tables, plan, holding = planned.tables, planned.plan, side.holding
    c = plan.coverage
    entries, run_entry = distinct_rows(np.asarray(holding.row, np.int64), grouped)
    members = np.zeros(len(entries), np.int64)
    np.add.at(members, run_entry, holding.members)
    bundle = np.zeros(len(entries), np.int64)
    bundle[run_entry] = holding.bundle
    start = np.searchsorted(entries[:, 0], np.arange(len(side.holders.names) + 1)).astype(np.int32)
    several = np.diff(start)
    line = np.flatnonzero(side.row != NONE).astype(np.int32)
    times = several[side.row[line]]
    alone = bool((times == 1).all())
    line = line if alone else np.repeat(line, times)
    entry = start[side.row[line]]
    if not alone:
        entry += np.arange(len(line)) - np.repeat(np.cumsum(times) - times, times)
    del times
    own, across, wide = (
        _said(plan, words)[line]
        for words in (
            {side.word.capitalize()}, {side.other_word.capitalize()}, set(COVERED_WIDELY),
        )
    )  # fmt: skip
    split = np.flatnonzero(several[side.row[line]] > 1)
    served = _served(tables, side, line[split], bundle[entry[split]], plan.coverage)
    own[split] = served
    across[split] &= ~served
    other = side.other[line]
    paired = tables.access.own[c.access[line]] & (other != NONE)
    others = narrow(np.append(side.others.count, 0))[other]
    members = narrow(members)[entry]
    return MetInGroups(
        plan=plan,
        side=side,
        line=line,
        group=narrow(entries[:, 1])[entry],
        members=members,
        reached=np.where(paired, np.minimum(members, others), others),
        paired=paired,
        own=own,
        across=across,
        wide=wide & ~own & ~across,
        spared=_said(plan, {ADMINISTERS})[line] & ~own,
    )


def _said(plan: Plan, words: set[str]) -> Bools:
    """The lines that one of some words is said of."""
    c = plan.coverage
    told = [not words.isdisjoint(text.split("; ")) for text in c.side.distinct]
    return np.array(told, bool)[c.side.codes]


def _served(tables: Tables, side: Side, line: Ints, bundle: Ints, c: Coverage) -> Bools:
    """Whether some sets of licenses open what some lines need."""
    kind = side.holders.type[side.row[line]].astype(np.int64)
    keys, code = distinct_rows(bundle, kind, c.family[line], c.version[line])
    found = [
        any(
            opens(license, family, version) and admits(license, type_)
            for license in map(tables.licenses.__getitem__, side.holding.bundles[which])
        )
        for which, type_, family, version in keys.tolist()
    ]
    return np.array(found, bool)[code]
