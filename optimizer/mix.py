"""A solved program -> the mix: who holds what, row by row, and what is bought for it. Whole numbers only."""

from collections.abc import Iterable, Sequence

import numpy as np

from optimizer.bundles import share_out, zip_runs
from optimizer.case import Case
from optimizer.classes import Classes, Side
from optimizer.network import Cut
from optimizer.plan import Holding, Mix
from optimizer.statement import Held, Program, number
from optimizer.tables import NONE, Bools, Ints, Kind
from optimizer.ways import wide_quantity

Bundle = frozenset[int]
Runs = list[tuple[Bundle, int]]


def mix_of(case: Case, program: Program, cut: Cut) -> Mix:
    """Read the program's variables and the cut; drop what nobody needs; tell the members of each class apart again."""
    classes, tables = case.classes, case.tables
    users = _runs(program.users, cut.users, classes.users)
    devices = _runs(program.devices, cut.devices, classes.devices)
    for (user, c), runs in cut.mixed.items():
        (users if user else devices)[c] = list(runs)
    wide = {key for key, variable in program.wide.items() if number(variable)}
    picked = {key for key, variable in program.administrators.items() if number(variable)}
    modes = {key: Kind.USER if number(variable) else Kind.DEVICE for key, variable in program.modes.items()} | cut.modes
    priced = _priced(case)
    if len(priced) < len(tables.licenses):
        _Shedding(case, priced, users, devices, wide, picked, modes).run()

    user_holding, device_holding = _holding(classes.users, users), _holding(classes.devices, devices)
    used = [0] * len(tables.licenses)
    for holding in (user_holding, device_holding):
        for bundle, members in zip(holding.bundle.tolist(), holding.members.tolist(), strict=True):
            for k in holding.bundles[bundle]:
                used[k] += members
    for k, index in wide:
        used[k] += wide_quantity(tables, k, index)
    for server, family in _fixed_modes(case):
        modes[server, family] = (tables.servers[server].one_kind or {})[family]
    return Mix(
        user_holding,
        device_holding,
        tuple(sorted(wide)),
        _members(classes, picked),
        modes,
        _packs(case, program, used),
        _converted(case, program),
        tuple(used),
        tuple(s for s, variable in program.cal_mode.items() if variable is None or number(variable)),
    )


def _fixed_modes(case: Case) -> list[tuple[int, int]]:
    return [
        (s, family)
        for s, server in enumerate(case.tables.servers)
        for family, kind in (server.one_kind or {}).items()
        if kind != Kind.EITHER
    ]


def _runs(held: list[list[Held]], cut: Sequence[Bundle], side: Side) -> list[Runs]:
    """Each class's bundles: the program's where it decided on the class, else the cut's."""
    pairs = zip(held, cut, side.members.tolist(), strict=True)
    return [_program_runs(parts, m) if parts else [(bundle, m)] for parts, bundle, m in pairs]


def _program_runs(held: list[Held], members: int) -> Runs:
    """The bundles of one class's members, all components together."""
    parts = []
    for part in held:
        if part.counts:
            counts = {k: units * number(variable) for k, (variable, units) in part.counts.items()}
            if part.component.laminar:
                parts.append(share_out(counts, members, part.component.opened))
            else:
                parts.append([(frozenset(k for k, n in counts.items() if n), members)])
        elif part.bundles:
            runs = [(bundle, number(variable)) for bundle, variable in part.bundles if number(variable)]
            rest = members - sum(size for _, size in runs)
            parts.append([*runs, (frozenset(), rest)] if rest else runs)
        elif part.each:
            parts.append([(frozenset(k for k, v in each.items() if any(map(number, v))), 1) for each in part.each])
    return zip_runs(parts, members)


def _priced(case: Case) -> set[int]:
    """Licenses that are bought one by one for money: no cheapest plan holds an idle one."""
    plain = {k: case.supply.plain(k) for k in range(len(case.tables.licenses))}
    return {k for k, line in plain.items() if line is not None and case.supply.lines[line].cost > 0}


class _Shedding:
    """Drop what no access needs: units that cost nothing (owned, or of price 0) are handed out at random by a solver."""

    def __init__(
        self,
        case: Case,
        priced: set[int],
        users: list[Runs],
        devices: list[Runs],
        wide: set[tuple[int, int]],
        picked: set[tuple[int, int]],
        modes: dict[tuple[int, int], Kind],
    ) -> None:
        self.case, self.priced, self.users, self.devices, self.wide = case, priced, users, devices, wide
        self.picked, self.modes = picked, modes
        self.elements = len(case.ways.elements)
        types = case.classes.users.type.tolist()
        opened = [self.opens(runs, type_) for runs, type_ in zip(users, types, strict=True)]
        self.user_opens = np.array(opened, bool).reshape(len(users), self.elements)
        self.device_opens = np.array([self.opens(runs, NONE) for runs in devices], bool).reshape(len(devices), self.elements)

    def opens(self, runs: Runs, type_: int) -> Bools:
        """Elements that every member has open, the base of what sits on one included."""
        row = np.ones(self.elements, bool)
        for bundle, _ in runs:
            held = np.zeros(self.elements, bool)
            held[sorted(self.union(bundle, type_))] = True
            row &= held
        return row

    def union(self, bundle: Iterable[int], type_: int) -> set[int]:
        """What a bundle opens for a user's type (NONE: for a device)."""
        licenses = self.case.tables.licenses
        counting = (k for k in bundle if licenses[k].metric == "Device" or licenses[k].admits(type_))
        found = set().union(*(self.case.ways.opened[k] for k in counting))
        for _ in self.case.ways.bases:  # at most once for each step of a chain of bases
            found -= {e for e, base in self.case.ways.bases.items() if base not in found}
        return found

    def run(self) -> None:
        classes = self.case.classes
        by_device = np.argsort(classes.device, kind="stable")
        sides = (
            (self.users, classes.users.fixed, classes.user, np.arange(len(classes.user)), True),
            (self.devices, classes.devices.fixed, classes.device[by_device], by_device, False),
        )
        for side, fixed, owners, order, users in sides:
            for c, runs in enumerate(side):
                # What sits with someone for good stays there, needed or not.
                if not fixed[c] and any(k not in self.priced for bundle, _ in runs for k in bundle):
                    rows = order[np.searchsorted(owners, c) : np.searchsorted(owners, c, "right")]
                    self.shed(c, runs, rows, users)

    def shed(self, c: int, runs: Runs, rows: Ints, users: bool) -> None:
        """Cut every bundle of class c to what its own needs ask of it, given what everyone else holds now."""
        opened = self.case.ways.opened
        table = self.user_opens if users else self.device_opens
        asked = {e for e in self.asked(rows, users) if table[c, e]}
        type_ = int(self.case.classes.users.type[c]) if users else NONE
        cut = []
        for bundle, size in runs:
            kept = set(bundle)
            for k in sorted(bundle, key=lambda k: (k in self.priced, len(opened[k]), k)):
                if asked <= self.union(kept - {k}, type_):
                    kept.discard(k)
            cut.append((frozenset(kept), size))
        runs[:] = cut
        table[c] = self.opens(runs, type_)

    def asked(self, rows: Ints, users: bool) -> set[int]:
        """Elements of the given needs that nothing but this side meets."""
        classes = self.case.classes
        able = classes.by_user if users else classes.by_device
        asked = set()
        for i in rows[able[rows]].tolist():
            u, d, s, e = int(classes.user[i]), int(classes.device[i]), int(classes.server[i]), int(classes.element[i])
            kind = self.modes.get((s, self.case.ways.elements[e][0]), Kind.EITHER)
            if kind == (Kind.DEVICE if users else Kind.USER) or (u, s) in self.picked:
                continue
            if kind == Kind.EITHER:
                otherwise = (
                    classes.by_device[i] and self.device_opens[d, e] if users else classes.by_user[i] and self.user_opens[u, e]
                )
                if otherwise:
                    continue
            if classes.wide[i] and self.covered_widely(s, e, int(classes.type[i])):
                continue
            asked.add(e)
        return asked

    def covered_widely(self, server: int, element: int, type_: int) -> bool:
        tables = self.case.tables
        places = {"Organization": NONE}
        if server != NONE:
            places |= {"Core": server, "Server": tables.servers[server].host}
        for k, index in self.wide:
            license = tables.licenses[k]
            if index == places.get(license.metric) and element in self.case.ways.opened[k] and license.admits(type_):
                return True
        return False


def _holding(side: Side, runs: list[Runs]) -> Holding:
    """The runs of classes dealt out to their nodes in row order, equal neighbours of one row joined."""
    names: dict[tuple[int, ...], int] = {(): 0}
    numbered = [[(names.setdefault(tuple(sorted(bundle)), len(names)), size) for bundle, size in each] for each in runs]
    uniform = np.array([each[0][0] if len(each) == 1 else NONE for each in numbered] + [0], np.int64)
    bundle = uniform[side.class_of]
    row, members = side.row, side.size
    mixed = np.flatnonzero(bundle == NONE)
    if len(mixed):
        kept = np.flatnonzero(bundle != NONE)
        dealt = _deal(side, mixed, numbered)
        node = np.concatenate([kept, dealt[:, 0]])
        members = np.concatenate([members[kept], dealt[:, 1]])
        bundle = np.concatenate([bundle[kept], dealt[:, 2]])
        order = np.argsort(node, kind="stable")
        row, members, bundle = row[node[order]], members[order], bundle[order]
    first = np.ones(len(row), bool)
    first[1:] = (np.diff(row) != 0) | (np.diff(bundle) != 0)
    starts = np.flatnonzero(first)
    total = np.add.reduceat(members, starts) if len(starts) else members
    return Holding(row[starts], total, bundle[starts], tuple(names))


def _deal(side: Side, nodes: Ints, numbered: list[list[tuple[int, int]]]) -> Ints:
    """(node, members, bundle) rows: each class's runs handed to its nodes in order."""
    left = {c: list(reversed(numbered[c])) for c in np.unique(side.class_of[nodes]).tolist()}
    dealt = []
    for node in nodes.tolist():
        open_, wanted = left[int(side.class_of[node])], int(side.size[node])
        while wanted:
            bundle, size = open_.pop()
            taken = min(size, wanted)
            dealt.append((node, taken, bundle))
            wanted -= taken
            if size > taken:
                open_.append((bundle, size - taken))
    return np.array(dealt, np.int64).reshape(-1, 3)


def _members(classes: Classes, picked: set[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Picked (user class, server) pairs as (user row, member, server); such classes are single members."""
    side, result = classes.users, []
    for c, server in sorted(picked):
        node = int(np.flatnonzero(side.class_of == c)[0])
        row = int(side.row[node])
        result.append((row, int(node - np.searchsorted(side.row, row)), server))
    return tuple(result)


def _packs(case: Case, program: Program, used: list[int]) -> tuple[int, ...]:
    """Packs of each line; those past the use of a license and free of rules are taken back, the dearest first."""
    supply = case.supply
    packs = [0] * len(supply.lines)
    for index, variable in program.packs.items():
        packs[index] = number(variable)
    lasting = [(lot, lot.quantity - n) for lot, n in zip(supply.lots, _converted(case, program), strict=True) if lot.lasts]
    for k, lines in supply.lines_of.items():
        plain = supply.plain(k)
        if plain is not None:
            packs[plain] = used[k]
            continue
        owned = sum(n for lot, n in lasting if lot.license == k)
        spare = owned + sum(supply.lines[i].pack * packs[i] for i in lines) - used[k]
        for i in reversed(lines):
            line = supply.lines[i]
            if line.least <= 1 and not line.lots and len(case.tables.offers[line.offer].tiers) == 1:
                back = min(packs[i], max(spare, 0) // line.pack)
                packs[i] -= back
                spare -= back * line.pack
    return tuple(packs)


def _converted(case: Case, program: Program) -> tuple[int, ...]:
    """Units of each lot that are converted."""
    result = [0] * len(case.supply.lots)
    for (_, lot), variable in program.converted.items():
        result[lot] += number(variable)
    for (_, lot), variables in program.fixed_ways.items():
        result[lot] += sum(map(number, variables))
    return tuple(result)
