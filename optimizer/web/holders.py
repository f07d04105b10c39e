"""A plan's people and devices as the page lists them: found by words, filtered, a page at a time.

Made once a plan; a hundred thousand rows are looked through in a few hundredths of a second. In a
plan over time a row has a line for each stretch of periods in which it holds the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from optimizer.domain.plan import Holding, Texts
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Holders, Ints
from optimizer.report.over_time import stretches

PAGE = 25
"""Rows of a list that are shown at once."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """One line of the list: a row's members who hold the same."""

    row: int
    name: str
    members: int
    licenses: str
    why: str
    department: str
    span: tuple[date, date] | None
    """From when to when, in a plan over time."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The users or the devices of a plan with what they hold; arrays with a run each."""

    holders: Holders
    holding: Holding
    why: Texts
    licenses: tuple[str, ...]
    """What each bundle is called; empty for none."""
    spans: tuple[tuple[date, date], ...] = ()
    """First and last day of every period; empty where everything is ordered at once."""

    @classmethod
    def of(cls, planned: Planned, side: str) -> "Listing":
        """The listing of one side, "people" or "devices"."""
        tables, plan = planned.tables, planned.plan
        users = side == "people"
        holding = plan.users if users else plan.devices
        names = [license.name for license in tables.licenses]
        return cls(
            holders=tables.users if users else tables.devices,
            holding=holding,
            why=plan.user_why if users else plan.device_why,
            licenses=tuple(", ".join(names[k] for k in bundle) for bundle in holding.bundles),
            spans=() if holding.first is None else tuple(stretches(tables)),
        )

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """The departments there are, sorted."""
        return tuple(sorted({name for name in self.holders.department if name}))

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The reasons there are, the commonest first, as many as one may choose from."""
        counts = np.bincount(self.why.codes, minlength=len(self.why.distinct))
        order = np.argsort(-counts, kind="stable")[:40]
        return tuple(self.why.distinct[int(i)] for i in order if self.why.distinct[int(i)])

    @cached_property
    def sets(self) -> tuple[str, ...]:
        """The sets of licenses that somebody holds."""
        used = np.unique(self.holding.bundle)
        return tuple(sorted({self.licenses[int(i)] for i in used if self.licenses[int(i)]}))

    @cached_property
    def _words(self) -> list[str]:
        """What a search looks at, a text a run."""
        names = [name.casefold() for name in self.holders.names]
        places = [name.casefold() for name in self.holders.department]
        held = [name.casefold() for name in self.licenses]
        return [
            f"{names[row]} {places[row] if places else ''} {held[bundle]}"
            for row, bundle in zip(
                self.holding.row.tolist(), self.holding.bundle.tolist(), strict=True
            )
        ]

    def prepare(self) -> None:
        """Work out what is asked for later."""
        _ = self._words, self.departments, self.sets, self.reasons

    @cached_property
    def members(self) -> int:
        """All people or devices; over time the most at once."""
        return int(self.at_most(np.zeros(len(self.holding.row), np.int64), 1)[0])

    def at_most(self, group: Ints, groups: int) -> Ints:
        """Members of each group of runs; over time the most of them at once."""
        counts = [
            np.bincount(group[there], self.holding.members[there], groups)
            for there in map(self.runs_in, range(max(1, len(self.spans))))
        ]
        return np.asarray(np.max(counts, axis=0), np.int64)

    def runs_in(self, period: int) -> Ints:
        """The runs that hold in a period; all where there are no periods."""
        first, last = self.holding.first, self.holding.last
        if first is None or last is None:
            return np.arange(len(self.holding.row))
        return np.flatnonzero((first <= period) & (period <= last))

    def found(self, query: str, department: str, license: str, reason: str) -> Ints:
        """The runs that hold every word of the query and match each choice made ("" for none)."""
        keep = np.ones(len(self.holding.row), bool)
        if department:
            same = np.array([name == department for name in self.holders.department], bool)
            keep &= same[self.holding.row] if len(same) else False
        if license:
            same = np.array([name == license for name in self.licenses], bool)
            keep &= same[self.holding.bundle]
        if reason:
            same = np.array([text == reason for text in self.why.distinct], bool)
            keep &= same[self.why.codes]
        runs = np.flatnonzero(keep)
        words = query.casefold().split()
        if not words:
            return runs
        texts = self._words
        return np.array(
            [i for i in runs.tolist() if all(word in texts[i] for word in words)], np.int64
        )

    def lines(self, runs: Iterable[int]) -> Sequence[Held]:
        """The runs as lines."""
        holding = self.holding
        found = []
        for i in runs:
            row = int(holding.row[i])
            department = self.holders.department[row] if self.holders.department else ""
            found.append(
                Held(
                    row=row,
                    name=self.holders.names[row],
                    members=int(holding.members[i]),
                    licenses=self.licenses[int(holding.bundle[i])],
                    why=self.why[i],
                    department=department,
                    span=self._span(i),
                )
            )
        return found

    def _span(self, run: int) -> tuple[date, date] | None:
        first, last = self.holding.first, self.holding.last
        if first is None or last is None:
            return None
        return self.spans[int(first[run])][0], self.spans[int(last[run])][1]
