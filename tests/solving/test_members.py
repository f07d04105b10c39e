"""Classes apart again: which member of which row holds what."""

import numpy as np

from optimizer.domain.plan import Holding
from optimizer.domain.tables import Ints
from optimizer.solving.classes import Side
from optimizer.solving.members import holding_of, members_of, with_shared

A, B = frozenset({0}), frozenset({1})


def ints(*values: int) -> Ints:
    return np.array(values, np.int64)


def side(*nodes: tuple[int, int, int]) -> Side:
    """Nodes as (row, size, class), each class of equal needs."""
    row, size, class_of = (ints(*each) for each in zip(*nodes, strict=True))
    members = np.bincount(class_of[class_of >= 0], weights=size[class_of >= 0]).astype(np.int64)
    nothing = np.zeros(len(members), np.int64)
    return Side(
        row=row, size=size, class_of=class_of, members=members, type=nothing - 1, fixed=nothing,
        pool=nothing - 1, seatings=((),),
    )  # fmt: skip


def runs(holding: Holding) -> list[tuple[int, int, tuple[int, ...]]]:
    """(row, members, licenses) in order."""
    rows = zip(holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True)
    return [(row, members, holding.bundles[bundle]) for row, members, bundle in rows]


def test_a_class_that_holds_one_set_gives_it_to_all_its_rows() -> None:
    assert runs(holding_of(side((0, 3, 0), (2, 2, 0)), [[(A, 5)]])) == [(0, 3, (0,)), (2, 2, (0,))]


def test_a_node_without_needs_holds_nothing() -> None:
    assert runs(holding_of(side((0, 3, 0), (1, 4, -1)), [[(A, 3)]])) == [(0, 3, (0,)), (1, 4, ())]


def test_two_sets_of_a_class_are_dealt_in_the_order_of_names() -> None:
    """Four hold A, one B: by their names PC 2 comes before PC 10, so PC 10 takes the last one."""
    dealt = holding_of(side((0, 2, 0), (1, 3, 0)), [[(A, 4), (B, 1)]], ["PC 10", "PC 2"])
    assert runs(dealt) == [(0, 1, (0,)), (0, 1, (1,)), (1, 3, (0,))]
    unnamed = holding_of(side((0, 2, 0), (1, 3, 0)), [[(A, 4), (B, 1)]])
    assert runs(unnamed) == [(0, 2, (0,)), (1, 2, (0,)), (1, 1, (1,))]


def test_equal_neighbours_of_a_row_are_one_run() -> None:
    assert runs(holding_of(side((0, 1, 0), (0, 4, 1)), [[(A, 1)], [(A, 4)]])) == [(0, 5, (0,))]


def test_shared_units_go_to_members_who_lack_them_those_with_least_first() -> None:
    """Of three, two hold A and one nothing; two units of B sit with the row."""
    held = Holding(ints(0, 0), ints(2, 1), ints(0, 1), ((0,), ()))
    assert runs(with_shared(held, {0: {1: 2}})) == [(0, 1, (0, 1)), (0, 1, (0,)), (0, 1, (1,))]
    assert with_shared(held, {}) is held


def test_a_unit_held_already_is_not_laid_out_twice() -> None:
    held = Holding(ints(0, 0), ints(2, 1), ints(0, 1), ((0,), ()))
    assert runs(with_shared(held, {0: {0: 2}})) == [(0, 2, (0,)), (0, 1, ())]


def test_picked_members_are_told_by_their_row_and_place_in_it() -> None:
    found = members_of(side((0, 1, 0), (0, 1, 1), (3, 1, 2)), {(1, 7), (2, 5)})
    assert found == ((0, 1, 7), (3, 0, 5))
