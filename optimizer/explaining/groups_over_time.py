"""Who gets what in a plan over time: alike people and devices of a department, a group for each
stretch of periods in which equally many of them hold the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from optimizer.domain.names import natural
from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE, Ints
from optimizer.explaining.group_costs_over_time import GroupCosts
from optimizer.explaining.met_in_groups import ADMINISTERS
from optimizer.explaining.sides import (
    Group,
    Side,
    exempt_rows,
    kinds_of_names,
    licenses_in_words,
    others_in_words,
    sides_of,
    who_they_are,
)
from optimizer.licensing.metrics import COVERED_WIDELY


def groups_over_time(planned: Planned) -> list[Group]:
    """The groups by department, then in the order of the days on which they begin."""
    costs = GroupCosts(planned)
    found = [group for side in sides_of(planned) for group in _groups(planned, side, costs)]
    return sorted(
        found,
        key=lambda g: (
            natural(g.department), g.first, not g.users, -len(g.holds), natural(g.who),
        ),
    )  # fmt: skip


def _groups(planned: Planned, side: Side, costs: GroupCosts) -> Iterator[Group]:
    tables, plan = planned.tables, planned.plan
    holding = side.holding
    if holding.first is None or holding.last is None or not len(holding.row):
        return
    lines = _Lines(plan, side, costs)
    kinds = kinds_of_names(side)
    free = exempt_rows(plan, side)
    alike: dict[tuple[str, str, int, bool, bool], list[int]] = {}
    for run, (row, bundle) in enumerate(
        zip(holding.row.tolist(), holding.bundle.tolist(), strict=True)
    ):
        key = (
            side.holders.department[row], kinds[row], bundle, bool(lines.count[row]),
            bool(free[row]),
        )  # fmt: skip
        alike.setdefault(key, []).append(run)
    ends = int(holding.last.max()) + 1
    for (department, kind, bundle, asked, exempt), runs in alike.items():
        there = [
            [run for run in runs if holding.first[run] <= t <= holding.last[run]]
            for t in range(ends)
        ]
        states = [
            (
                int(holding.members[now].sum()) if now else 0,
                tuple(dict.fromkeys(holding.row[now].tolist())) if now else (),
            )
            for now in there
        ]
        names = tuple(tables.licenses[k].name for k in holding.bundles[bundle])
        for (members, rows), stretch in groupby(range(ends), key=lambda t: states[t]):
            periods = [*stretch]
            if not members:
                continue
            first, last = periods[0], periods[-1]
            each = dict.fromkeys(rows, 0)
            for run in there[first]:
                each[int(holding.row[run])] += int(holding.members[run])
            held = _Held(holding.bundles[bundle], names, each, (first, last))
            why = _why(side, lines, held, asked=asked, exempt=exempt)
            who = who_they_are(side, kind, rows)
            yield Group(
                department=department,
                users=side.users,
                who=who,
                members=members,
                holds=names,
                why=why,
                first=first,
                last=last,
            )


@dataclass(frozen=True)
class _Held:
    """Licenses, by number and name, that so many members of each row hold in some periods."""

    licenses: Sequence[int]
    names: Sequence[str]
    rows: Mapping[int, int]
    span: tuple[int, int]


class _Lines:
    """The lines of Coverage by the holder of a side, and what they would cost."""

    def __init__(self, plan: Plan, side: Side, costs: GroupCosts) -> None:
        self.coverage, self.side, self.costs = plan.coverage, side, costs
        self.order = np.argsort(side.row, kind="stable")
        rows = side.row[self.order]
        numbers = np.arange(len(side.holders.names))
        self.start = np.searchsorted(rows, numbers)
        self.count = np.searchsorted(rows, numbers, side="right") - self.start

    def of(self, rows: Iterable[int], span: tuple[int, int], word: str) -> Ints:
        """Lines of some rows that a kind of license covers in some of the periods."""
        c = self.coverage
        found = np.concatenate(
            [self.order[self.start[r] : self.start[r] + self.count[r]] for r in rows]
        )
        kind = np.array([word in text.split("; ") for text in c.side.distinct], bool)
        found = found[kind[c.side.codes[found]]]
        if c.first is not None and c.last is not None:
            found = found[(c.first[found] <= span[1]) & (c.last[found] >= span[0])]
        return np.asarray(found)

    def named(self, lines: Ints, *, theirs: bool = False) -> str:
        """The licenses of some lines, of the other side only where these are `theirs`."""
        texts = self.coverage.license
        names = (
            name
            for code in dict.fromkeys(texts.codes[lines].tolist())
            for name in texts.distinct[code].split("; ")
        )
        return licenses_in_words(n for n in names if not theirs or n in self.side.other_licenses)


def _why(side: Side, lines: _Lines, held: _Held, *, asked: bool, exempt: bool) -> str:
    """Whom the licenses serve, or whose licenses cover them, in these periods, and what either
    kind would cost."""
    if not asked:
        return "Held for good (Assigned)." if held.names else "No access that needs a license."
    if exempt:
        return "Every access is exempt."
    costs, rows, span = lines.costs, held.rows, held.span
    if held.names:
        met = lines.of(rows, span, side.word.capitalize())
        if not len(met):
            return "Held for good (Assigned)."
        counted = _counted(side, met)
        own = costs.held(held.licenses, sum(rows.values()), span)
        end = costs.compared(side, own, costs.least(side, met, counted, span, other=True))
        return f"{'On' if side.users else 'Used by'} {others_in_words(side, counted)}{end}"
    met = lines.of(rows, span, side.other_word.capitalize())
    wide = np.concatenate([lines.of(rows, span, word) for word in COVERED_WIDELY])
    wide = wide[~np.isin(wide, met)]
    spared = len(lines.of(rows, span, ADMINISTERS)) > 0
    exempt_too = ", or exempt as administrators" if spared else ""
    if not len(met):
        if len(wide):
            return f"Covered by {lines.named(wide)} of the server or the organization{exempt_too}."
        return "No access in this time that needs a license."
    text = f"Covered by {lines.named(met, theirs=True)} of {'up to ' if spared else ''}"
    text += others_in_words(side, _counted(side, met))
    if len(wide):
        text += f" and by {lines.named(wide)} of the server or the organization"
    text += exempt_too
    own, less = costs.least(side, met, rows, span, other=False)
    if own is None:
        return f"{text}."
    money = costs.money(own, less=less or spared)
    return f"{text}; {side.word} licenses for this time alone would cost {money}."


def _counted(side: Side, lines: Ints) -> dict[int, int]:
    """The rows of the other side in some lines, with all their members."""
    rows = dict.fromkeys(side.other[lines].tolist())
    return {row: 0 if row == NONE else int(side.others.count[row]) for row in rows}
