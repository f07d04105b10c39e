"""needs + mix -> what covers each need: the lines of Coverage, and the ground for every
explanation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows, narrow
from optimizer.domain.plan import Coverage, Holding, Mix, Texts
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, License, Tables
from optimizer.licensing.administration import State
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.metrics import WIDE, reaches
from optimizer.licensing.needs import Needs
from optimizer.licensing.rules import admits, opens


@dataclass(frozen=True)
class Covers:
    """Arrays with a need each: whether user rows and device rows cover it, and which wide license
    does (NONE: none)."""

    user: Bools
    device: Bools
    wide: Ints


def covers_of(tables: Tables, needs: Needs, ways: Eligibility, mix: Mix) -> Covers:
    """Which sides cover each need for all members that it joins."""
    user = _levels(tables, tables.users, mix.users)[needs.user, needs.family]
    device = _levels(tables, tables.devices, mix.devices)[needs.device, needs.family]
    return Covers(
        ways.by_user & (user >= needs.version) & _counts(needs, mix, Kind.USER),
        ways.by_device & (device >= needs.version) & _counts(needs, mix, Kind.DEVICE),
        _wide(tables, needs, ways, mix),
    )


def coverage_of(tables: Tables, needs: Needs, covers: Covers, mix: Mix) -> Coverage:
    """A line for each need: the side that covers it and the license, User before Device before the
    wide ones."""
    words = _Words()
    sides, texts = np.zeros(len(needs), np.int32), np.zeros(len(needs), np.int32)
    wide = np.flatnonzero(covers.wide != NONE)
    by = [WIDE[k.metric].covered_by if k.metric in WIDE else "" for k in tables.licenses]
    sides[wide] = words.codes(by)[covers.wide[wide]]
    texts[wide] = words.codes([license.name for license in tables.licenses])[covers.wide[wide]]
    for side, where, holders, holding, row in (
        ("Device", covers.device, tables.devices, mix.devices, needs.device),
        ("User", covers.user, tables.users, mix.users, needs.user),
    ):
        sides[where] = words.code(side)
        named, code = _names(
            tables, holders, holding, row[where], needs.family[where], version=needs.version[where]
        )
        texts[where] = words.codes(named)[code]
    sides[needs.state == State.ADMINISTRATION] = words.code("Administration")
    sides[needs.state == State.EXEMPT] = words.code("Exempt")
    texts[needs.state >= State.ADMINISTRATION] = NOTHING
    for i, said, held in _by_members(tables, needs, mix, sides):
        sides[i], texts[i] = words.code(said), words.code(held)
    return Coverage(
        user=needs.user,
        device=needs.device,
        server=needs.server,
        family=needs.family,
        version=needs.version,
        access=needs.access,
        side=Texts.among(sides, words.known),
        license=Texts.among(texts, words.known),
    )


NOTHING = 0
"""The number of the empty text."""


class _Words:
    """Texts and their numbers; the empty one is 0."""

    def __init__(self) -> None:
        self.known, self._numbers = [""], {"": NOTHING}

    def code(self, text: str) -> int:
        """A text's number."""
        if text not in self._numbers:
            self._numbers[text] = len(self.known)
            self.known.append(text)
        return self._numbers[text]

    def codes(self, texts: Sequence[str]) -> Ints:
        """The numbers of several."""
        return np.array([self.code(text) for text in texts], np.int64)


def _levels(tables: Tables, holders: Holders, holding: Holding) -> Ints:
    """The latest version of each family that all members of each row have open; -1 for none and,
    last, for nobody."""
    level = np.full(
        (max(len(tables.types), 1), len(holding.bundles), len(tables.families)), -1, np.int64
    )
    for b, bundle in enumerate(holding.bundles):
        for license in (tables.licenses[k] for k in bundle):
            covered = list(license.covers)
            admitted = [t for t in range(len(level)) if admits(license, t)]
            for type_ in admitted:
                level[type_, b, covered] = np.maximum(level[type_, b, covered], license.version)
    for _ in (
        tables.same_holder
    ):  # what sits on a base counts only with it; once for each step of a chain
        for family, base in tables.same_holder.items():
            level[..., family][level[..., base] < 0] = -1
    level = narrow(level.reshape(-1)).reshape(level.shape)
    result = np.full((len(holders.names) + 1, len(tables.families)), -1, level.dtype)
    if len(holding.row):
        starts = np.flatnonzero(np.diff(holding.row, prepend=-1))
        runs = level[holders.type[holding.row], holding.bundle]
        result[holding.row[starts]] = np.minimum.reduceat(runs, starts, axis=0)
    return result


def _counts(needs: Needs, mix: Mix, kind: Kind) -> Bools:
    """Where One kind admits licenses of a kind."""
    result = np.ones(len(needs), bool)
    for (server, family), chosen in mix.modes.items():
        if chosen != kind:
            result &= ~((needs.server == server) & (needs.family == family))
    return result


def _wide(tables: Tables, needs: Needs, ways: Eligibility, mix: Mix) -> Ints:
    """The first Server, Core or Organization license that covers each need."""
    if not mix.wide:
        return np.broadcast_to(np.int8(NONE), len(needs))
    result = np.full(len(needs), NONE, np.int32)
    for k, index in reversed(mix.wide):
        license = tables.licenses[k]
        where = np.isin(needs.family, license.covers) & (needs.version <= license.version)
        if license.types is not None:
            where &= np.isin(ways.type, sorted(license.types))
        servers = range(len(tables.servers))
        where &= np.array([reaches(tables, k, index, s) for s in servers], bool)[needs.server]
        result[where] = k
    return result


def _names(
    tables: Tables, holders: Holders, holding: Holding, row: Ints, family: Ints, *, version: Ints
) -> tuple[list[str], Ints]:
    """The names of the licenses, one a bundle held in the row, that open needs, and which of them
    are each need's."""
    held: dict[int, tuple[int, ...]] = {}
    starts = np.flatnonzero(np.diff(holding.row, prepend=-1))
    kind = np.zeros(int(holding.row.max(initial=0)) + 1, np.int32)
    kind[holding.row[starts]] = holding.bundle[starts]
    runs = np.diff(np.append(starts, len(holding.row)))
    for start, length in zip(starts[runs > 1].tolist(), runs[runs > 1].tolist(), strict=True):
        bundles = tuple(dict.fromkeys(holding.bundle[start : start + length].tolist()))
        held.setdefault(len(holding.bundles) + len(held), bundles)
        kind[holding.row[start]] = len(holding.bundles) + len(held) - 1
    keys, code = distinct_rows(kind[row], narrow(holders.type)[row], family, version)
    named = []
    for which, t, f, v in keys.tolist():
        found = [
            next(
                (
                    license.name
                    for license in map(tables.licenses.__getitem__, holding.bundles[b])
                    if _serves(license, t, f, v)
                ),
                "",
            )
            for b in held.get(which, (which,))
        ]
        named.append("; ".join(dict.fromkeys(filter(None, found))))
    return named, code


def _serves(license: License, type_: int, family: int, version: int) -> bool:
    """Whether a license held by someone of that type opens the need; one that sits where it is
    barred does not."""
    return opens(license, family, version) and admits(license, type_)


def _by_members(
    tables: Tables, needs: Needs, mix: Mix, sides: Ints
) -> Iterator[tuple[int, str, str]]:
    """Needs whose members are covered in different ways (pairs of one's own, picked
    administrators): each with the ways and the licenses."""
    special = np.flatnonzero((sides == NOTHING) & ((needs.state == State.CANDIDATE) | needs.own))
    exempt = {(row, server) for row, _, server in mix.exempt}
    exempt_devices = {(row, server) for row, _, server in mix.exempt_devices}
    for i in special.tolist():
        u, d, f, v = (int(a[i]) for a in (needs.user, needs.device, needs.family, needs.version))
        ways, names = [], []
        s = int(needs.server[i])
        if (u, s) in exempt or (d, s) in exempt_devices:
            ways.append("Administration")
        for side, holding, row in (("User", mix.users, u), ("Device", mix.devices, d)):
            runs = slice(*np.searchsorted(holding.row, [row, row + 1]).tolist())
            opening = [
                tables.licenses[k].name
                for b in dict.fromkeys(holding.bundle[runs].tolist())
                for k in holding.bundles[b]
                if opens(tables.licenses[k], f, v)
            ]
            if opening and row != NONE:
                ways.append(side)
                names += opening
        yield i, "; ".join(ways), "; ".join(dict.fromkeys(names))
