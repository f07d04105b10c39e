"""A plan's people and devices as the page lists them: found by words, filtered, a page at a time.

Made once a plan; a hundred thousand rows are looked through in a few hundredths of a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimizer.domain.plan import Coverage, Holding, Texts
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Holders, Ints, Tables
from optimizer.domain.versions import version_text

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


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The users or the devices of a plan with what they hold; arrays with a run each."""

    holders: Holders
    holding: Holding
    why: Texts
    licenses: tuple[str, ...]
    """What each bundle is called; empty for none."""

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

    @property
    def members(self) -> int:
        """All people or devices."""
        return int(self.holding.members.sum())

    def found(self, query: str, department: str, license: str, reason: str) -> Ints:
        """The runs that hold every word of the query and match each choice made ("" for none)."""
        keep = np.ones(len(self.holding.row), bool)
        if department:
            same = np.array([name == department for name in self.holders.department], bool)
            keep &= same[self.holding.row] if len(same) else False
        if license:
            want = {"": ""}.get(license, license)
            same = np.array([name == want for name in self.licenses], bool)
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
                )
            )
        return found


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One access of a holder: the other side, the server, and for each need what covers it."""

    other: str
    server: str
    needs: tuple[tuple[str, str, str], ...]
    """(family and version, license, the side that holds it)."""


MOST_ACCESSES = 200
"""Accesses of one holder that are shown at once."""


def accesses_of(tables: Tables, coverage: Coverage, side: str, row: int) -> tuple[Covered, ...]:
    """What one row's accesses need and what covers each, in the order of the Access sheet."""
    mine, other = (
        (coverage.user, coverage.device) if side == "people" else (coverage.device, coverage.user)
    )
    names = tables.devices.names if side == "people" else tables.users.names
    lines = np.flatnonzero(mine == row)
    found: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
    for i in lines.tolist():
        key = int(other[i]), int(coverage.server[i])
        if key not in found and len(found) == MOST_ACCESSES:
            break
        version = version_text(int(coverage.version[i]))
        need = f"{tables.families[int(coverage.family[i])]} {version}".strip()
        found.setdefault(key, []).append((need, coverage.license[i], coverage.side[i]))
    return tuple(
        Covered(
            other=names[o] if o >= 0 else "",
            server=tables.servers[s].name,
            needs=tuple(needs),
        )
        for (o, s), needs in found.items()
    )


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department at a glance."""

    name: str
    people: int
    devices: int
    groups: tuple[tuple[int, str, str], ...]
    """(how many, "people" or "devices", what each of them holds)."""
    needs: int
    splits: tuple[tuple[str, int, int, int], ...]
    """(family on server, needs covered by devices, by people, otherwise)."""


def counts_by_department(listing: Listing) -> dict[str, int]:
    """How many people or devices each department has."""
    if not listing.holders.department:
        return {}
    names, codes = np.unique(
        np.array(listing.holders.department, object).astype(str), return_inverse=True
    )
    totals = np.bincount(
        codes.reshape(-1)[listing.holding.row], listing.holding.members, len(names)
    )
    return {str(name): int(total) for name, total in zip(names, totals, strict=True)}


def department_of(
    tables: Tables, coverage: Coverage, people: Listing, devices: Listing, name: str
) -> Department:
    """Who is in a department, what each holds, and what covers its people's needs."""
    groups = []
    for side, listing in (("people", people), ("devices", devices)):
        runs = listing.found("", name, "", "")
        bundles = listing.holding.bundle[runs]
        totals = np.bincount(bundles, listing.holding.members[runs], len(listing.licenses) or 1)
        order = np.argsort(-totals, kind="stable")
        groups += [
            (int(totals[b]), side, listing.licenses[int(b)]) for b in order.tolist() if totals[b]
        ]
    here = np.array([each == name for each in tables.users.department] + [False], bool)
    lines = np.flatnonzero(here[coverage.user])
    sides = np.array(
        [0 if side == "Device" else 1 if side == "User" else 2 for side in coverage.side.distinct],
        np.int64,
    )
    splits: dict[str, list[int]] = {}
    if len(lines):
        keys = np.stack(
            [coverage.family[lines], coverage.server[lines], sides[coverage.side.codes[lines]]]
        )
        distinct, totals = np.unique(keys, axis=1, return_counts=True)
        for (family, server, kind), total in zip(distinct.T.tolist(), totals.tolist(), strict=True):
            label = f"{tables.families[family]} on {tables.servers[server].name}"
            splits.setdefault(label, [0, 0, 0])[kind] += total
    ordered = sorted(splits.items(), key=lambda each: -sum(each[1]))
    return Department(
        name=name,
        people=int(people.holding.members[people.found("", name, "", "")].sum()),
        devices=int(devices.holding.members[devices.found("", name, "", "")].sum()),
        groups=tuple(groups),
        needs=len(lines),
        splits=tuple((label, a, b, c) for label, (a, b, c) in ordered[:8]),
    )
