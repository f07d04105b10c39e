"""Pieces that are alike are found whatever their nodes are called, and others are not taken for
alike."""

from itertools import product
from random import Random

import numpy as np
import pytest

from optimizer.solving.decomposition.symmetry import alike


def copied(
    random: Random, arcs: list[tuple[int, int, int, int]], nodes: int, copies: int
) -> np.ndarray:
    """Copies of one piece, nodes 2 to `nodes` + 1 of the first, with the nodes' names shuffled; 0
    and 1 stay what they are."""
    names = list(range(2, 2 + nodes * copies))
    random.shuffle(names)

    def name(node: int, copy: int) -> int:
        return node if node < 2 else names[copy * nodes + node - 2]

    rows = [[name(a, copy), name(b, copy), *rest] for copy in range(copies) for a, b, *rest in arcs]
    random.shuffle(rows)
    return np.array(rows, np.int64)


@pytest.mark.parametrize("seed", range(20))
def test_copies_are_found_under_other_names(seed: int) -> None:
    random = Random(seed)
    nodes = random.randint(1, 6)
    arcs = [(0, 2, 1, 5), *((n, n + 1, 2, n) for n in range(2, nodes + 1)), (nodes + 1, 1, 3, 7)]
    rows = copied(random, arcs, nodes, 9)
    count = 2 + 9 * nodes
    found = alike(rows, np.ones(count, np.int64), np.ones(count, bool))
    assert found.kinds == 2 + nodes
    assert found.times.tolist() == [1, 1] + [9] * (9 * nodes)
    assert (found.copy[found.model] == 0).all()
    # Each copy is one piece, and its nodes stand where those of the piece that stands for it do.
    names = {(int(found.copy[a]) if a > 1 else int(found.copy[b])) for a, b, *_ in rows.tolist()}
    assert names == set(range(9))
    models = {(*found.model[[a, b]].tolist(), *rest) for a, b, *rest in rows.tolist()}
    assert len(models) == len(arcs)
    for a, b, *_ in rows.tolist():
        assert a < 2 or b < 2 or found.copy[a] == found.copy[b]


@pytest.mark.parametrize("change", ["license", "members", "direction", "size", "single", "arc"])
def test_what_differs_in_anything_is_not_alike(change: str) -> None:
    rows = [[0, 2, 1, 5], [2, 3, 2, 6], [3, 1, 3, 7], [0, 4, 1, 5], [4, 5, 2, 6], [5, 1, 3, 7]]
    size, single = np.ones(6, np.int64), np.ones(6, bool)
    assert alike(np.array(rows), size, single).kinds == 4
    if change == "license":
        rows[4][2] = 4
    elif change == "members":
        rows[4][3] = 9
    elif change == "direction":
        rows[4][:2] = [5, 4]
    elif change == "size":
        size[5] = 2
    elif change == "single":
        single[5] = False
    else:
        rows.append([0, 5, 1, 5])
    assert alike(np.array(rows), size, single).kinds == 6


def test_no_arcs_are_no_pieces() -> None:
    assert alike(np.zeros((0, 4), np.int64), np.ones(2, np.int64), np.ones(2, bool)).kinds == 2


def filled(total: int, size: int, pieces: int) -> list[int]:
    """Fill first: the members of one node on the source's side, piece by piece (model 8.1)."""
    return [min(max(total - i * size, 0), size) for i in range(pieces)]


def test_filling_first_needs_ends_of_one_size() -> None:
    """Model 8.2: with sizes 1 and 2 an arc that every piece keeps is broken; with equal ones never."""
    kept = [(1, 1), (1, 1)]
    sums = [sum(x[i] for x in kept) for i in (0, 1)]
    a, b = filled(sums[0], 1, 2), filled(sums[1], 2, 2)
    assert all(x_a <= x_b for x_a, x_b in kept)
    assert not all(y_a <= y_b for y_a, y_b in zip(a, b, strict=True))
    for size in (1, 2, 3):
        for s_a in range(2 * size + 1):
            for s_b in range(s_a, 2 * size + 1):
                pairs = zip(filled(s_a, size, 2), filled(s_b, size, 2), strict=True)
                assert all(y_a <= y_b for y_a, y_b in pairs)


def test_filling_first_keeps_arcs_between_an_end_of_one_and_one_of_several() -> None:
    """Model 8.2: the end that is all or nothing counts for all its class's members. Whatever levels
    keep an arc, filled first they keep it too; and where it may be cut no more is bought."""
    for m, ones in product((2, 3), product((0, 1), repeat=3)):
        for several in product(range(m + 1), repeat=3):
            one, counted = filled(sum(ones), 1, 3), filled(sum(several), m, 3)
            if all(m * x <= y for x, y in zip(ones, several, strict=True)):
                assert all(m * x <= y for x, y in zip(one, counted, strict=True))
            if all(y <= m * x for x, y in zip(ones, several, strict=True)):
                assert all(y <= m * x for x, y in zip(one, counted, strict=True))
            before = sum(max(0, m * x - y) for x, y in zip(ones, several, strict=True))
            after = sum(max(0, m * x - y) for x, y in zip(one, counted, strict=True))
            assert after == max(0, m * sum(ones) - sum(several)) <= before
