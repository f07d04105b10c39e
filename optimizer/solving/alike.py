"""Pieces of the needs that are alike: a user and a device of her own, three hundred times over.

A piece is what needs connect. Two are alike where their classes can be matched so that all about
them is equal: members, what they may hold, what sits with them, and their needs. Left out are
pieces with a One kind that the plan chooses, and with people or devices that may be exempt for
administration: those meet others elsewhere than in the supply.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.classes import Side
from optimizer.solving.decomposition.symmetry import alike
from optimizer.solving.instance import HoldingForms, Instance
from optimizer.solving.network.license_forest import mode_of
from optimizer.solving.network.pieces import pieces

FEWEST = 2
"""Alike pieces that are worth being told as a number."""


@dataclass(frozen=True)
class AlikePieces:
    """Alike pieces: `classes` has a row a piece and a column a class, users' first; those of one
    column stand for each other. `users` is how many columns are users'; `needs` are indices of the
    first piece's needs."""

    classes: Ints
    users: int
    needs: Ints

    @property
    def copies(self) -> int:
        """How many pieces there are."""
        return len(self.classes)

    def holders(self) -> list[tuple[bool, int]]:
        """The classes (users?, class) of the first piece."""
        first = self.classes[0].tolist()
        return [(i < self.users, c) for i, c in enumerate(first)]


def alike_pieces(case: Instance, apart: Sequence[tuple[bool, int]]) -> list[AlikePieces]:
    """The pieces of which there are several. Members of a row that is `apart` (users?, row), since
    units sit with it or are shared in it, are alike to each other only.

    `alike` is given a number for each class (`_kinds`) in place of a node's members, and whether it
    is of devices in place of `single`: it compares both, and counts with neither.
    """
    classes, modes = case.classes, mode_of(case)
    users, devices = len(classes.users.members), len(classes.devices.members)
    count = 2 + users + devices
    start = np.where(classes.user == NONE, 0, 2 + classes.user)
    end = np.where(classes.device == NONE, 1, 2 + users + classes.device)
    joined = classes.user_candidate | classes.device_candidate | (modes != NONE)
    flags = classes.by_user * 8 + classes.by_device * 4 + classes.wide * 2 + joined
    code = distinct_rows(
        classes.element,
        np.asarray(flags, np.int64),
        np.where(classes.wide, classes.server, NONE),
        np.where(classes.wide, classes.type, NONE),
    )[1]
    rows = np.c_[start, end, code, np.ones(len(code), np.int64)].astype(np.int64)
    kind = np.r_[
        [0, 0],
        _kinds(classes.users, case.users, labels_of(classes.users, users=True, apart=apart)),
        _kinds(classes.devices, case.devices, labels_of(classes.devices, users=False, apart=apart)),
    ].astype(np.int64)
    is_device = np.arange(count) >= 2 + users
    same = alike(rows, kind, is_device)

    inner = (start > 1) & (end > 1)
    piece = pieces(start[inner], end[inner], count)
    owner = np.where(start > 1, start, end)
    fit = np.ones(int(piece.max()) + 1, bool)
    fit[piece[owner[joined]]] = False
    # Whoever has no need here is decided elsewhere.
    times = np.where(np.isin(np.arange(count), np.r_[start, end]), same.times, 0)
    return _gathered(same.model, same.copy, times, piece, fit, owner=owner, users=users)


def labels_of(side: Side, *, users: bool, apart: Iterable[tuple[bool, int]]) -> Ints:
    """For each class the row + 1 that is apart, else 0: such a class is of that row alone."""
    label = np.zeros(len(side.members), np.int64)
    rows = np.array([row for user, row in apart if user == users], np.int64)
    there = np.isin(side.row, rows) & (side.class_of != NONE)
    label[side.class_of[there]] = side.row[there] + 1
    return label


def _kinds(side: Side, forms: HoldingForms, label: Ints) -> Ints:
    """A number for each class: equal where members, forms and the row that is apart are."""
    return distinct_rows(side.members, forms.of, label)[1]


def _gathered(
    model: Ints, copy: Ints, times: Ints, piece: Ints, fit: Bools, *, owner: Ints, users: int
) -> list[AlikePieces]:
    nodes = np.arange(len(model))
    chosen = nodes[(nodes > 1) & (times >= FEWEST)]
    order = chosen[np.lexsort((copy[chosen], model[chosen]))]
    by_piece = np.lexsort((owner, piece[owner])) if len(owner) else owner
    pieces_there = piece[owner][by_piece]
    found = []
    first = np.flatnonzero(copy[order] == 0)
    columns: dict[int, list[Ints]] = {}
    for at in first.tolist():
        column = order[at : at + int(times[order[at]])]
        columns.setdefault(int(piece[order[at]]), []).append(column)
    for number, parts in columns.items():
        if not fit[number]:
            continue
        table = np.stack(parts, 1)
        is_user = table[0] < 2 + users
        table = np.c_[table[:, is_user] - 2, table[:, ~is_user] - 2 - users]
        low, high = np.searchsorted(pieces_there, [number, number + 1])
        found.append(AlikePieces(table, int(is_user.sum()), np.sort(by_piece[low:high])))
    return found
