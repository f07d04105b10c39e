"""Owned units that a mix holds though nothing asks for them are taken back."""

from collections.abc import Iterable

import numpy as np

from optimizer.domain.tables import NONE, Bools, Ints, Kind
from optimizer.licensing.metrics import reaches
from optimizer.licensing.rules import admits
from optimizer.solving.bundles import Runs
from optimizer.solving.instance import Instance


class Shedding:
    """Drop what no access needs: units that cost nothing (owned, or of price 0) are handed out at
    random by a solver."""

    def __init__(
        self,
        case: Instance,
        priced: set[int],
        users: list[Runs],
        devices: list[Runs],
        wide: set[tuple[int, int]],
        *,
        picked: set[tuple[int, int]],
        picked_devices: set[tuple[int, int]],
        modes: dict[tuple[int, int], Kind],
    ) -> None:
        self.case, self.priced, self.users, self.devices, self.wide = (
            case,
            priced,
            users,
            devices,
            wide,
        )
        self.picked, self.picked_devices, self.modes = picked, picked_devices, modes
        self.elements = len(case.ways.elements)
        types = case.classes.users.type.tolist()
        opened = [self.opens(runs, type_) for runs, type_ in zip(users, types, strict=True)]
        self.user_opens = np.array(opened, bool).reshape(len(users), self.elements)
        self.device_opens = np.array([self.opens(runs, NONE) for runs in devices], bool).reshape(
            len(devices), self.elements
        )

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
        counting = (k for k in bundle if admits(licenses[k], type_))
        found = set().union(*(self.case.ways.opened[k] for k in counting))
        for _ in self.case.ways.bases:  # at most once for each step of a chain of bases
            found -= {e for e, base in self.case.ways.bases.items() if base not in found}
        return found

    def run(self) -> None:
        """Take back, row by row, whatever covers nothing."""
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
                    self.shed(c, runs, rows, users=users)

    def shed(self, c: int, runs: Runs, rows: Ints, *, users: bool) -> None:
        """Cut every bundle of class c to what its own needs ask of it, given what everyone else
        holds now."""
        opened = self.case.ways.opened
        table = self.user_opens if users else self.device_opens
        asked = {e for e in self.asked(rows, users=users) if table[c, e]}
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

    def asked(self, rows: Ints, *, users: bool) -> set[int]:
        """Elements of the given needs that nothing but this side meets."""
        classes = self.case.classes
        able = classes.by_user if users else classes.by_device
        asked = set()
        for i in rows[able[rows]].tolist():
            u, d, s, e = (
                int(classes.user[i]),
                int(classes.device[i]),
                int(classes.server[i]),
                int(classes.element[i]),
            )
            kind = self.modes.get((s, self.case.ways.elements[e][0]), Kind.EITHER)
            if kind == (Kind.DEVICE if users else Kind.USER) or (u, s) in self.picked:
                continue
            if (d, s) in self.picked_devices:
                continue
            if kind == Kind.EITHER:
                otherwise = (
                    classes.by_device[i] and self.device_opens[d, e]
                    if users
                    else classes.by_user[i] and self.user_opens[u, e]
                )
                if otherwise:
                    continue
            if classes.wide[i] and self.covered_widely(s, e, int(classes.type[i])):
                continue
            asked.add(e)
        return asked

    def covered_widely(self, server: int, element: int, type_: int) -> bool:
        """Whether a wide license that is taken covers the element there for that type."""
        tables = self.case.tables
        return any(
            reaches(tables, k, place, server)
            and element in self.case.ways.opened[k]
            and admits(tables.licenses[k], type_)
            for k, place in self.wide
        )
