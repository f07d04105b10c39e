"""Owners of equal needs are one class, whatever the order of their needs and however long they are."""

import numpy as np
import pytest

from optimizer.domain.tables import NONE, Ints
from optimizer.solving import equal_needs
from optimizer.solving.equal_needs import equal_owners


def _of(owner: list[int], *needs: list[int], size: int) -> list[int]:
    """The classes of owners who have nothing in common besides their needs."""
    extra = [np.zeros(size, np.int64) for _ in range(4)]
    columns = [np.array(column, np.int64) for column in needs]
    return [*map(int, equal_owners(np.array(owner, np.int32), columns, extra))]


def test_equal_needs_make_one_class() -> None:
    """0 and 2 need the same two things in another order; 1 needs one of them; 3 needs nothing, and
    nobody's need is nobody's."""
    owner = [0, 0, 1, 2, 2, NONE]
    assert _of(owner, [7, 8, 7, 8, 7, 9], [1, 1, 1, 1, 1, 1], size=4) == [0, 1, 0, NONE]


def test_what_owners_have_in_common_besides_keeps_them_apart() -> None:
    """Both need the same; one is of another type."""
    extra = [np.array([0, 1], np.int64), *(np.zeros(2, np.int64) for _ in range(3))]
    found = equal_owners(np.array([0, 1], np.int32), [np.array([5, 5], np.int64)], extra)
    assert found.tolist() == [0, 1]


def test_who_needs_nothing_but_has_a_seat_has_a_class() -> None:
    """The last three columns are seats: owner 1 has one."""
    extra = [np.zeros(2, np.int64) for _ in range(3)] + [np.array([0, 1], np.int64)]
    nothing = np.zeros(0, np.int32)
    assert equal_owners(nothing, [nothing], extra).tolist() == [NONE, 0]


@pytest.mark.parametrize("name", ["BLOCK", "WIDEST"])
def test_short_blocks_and_wide_numbers_change_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of two needs end within an owner; numbers past the widest go by another road."""
    owner, needs = [2, 0, 1, 2, 0, 1, 2, 0], [4, 4, 4, 5, 5, 6, 6, 6]
    expected = _of(owner, needs, size=3)
    monkeypatch.setattr(equal_needs, name, 2)
    assert _of(owner, needs, size=3) == expected == [0, 1, 0]


def test_the_result_never_rests_on_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all hashes are equal, owners are still compared with their class's first one."""

    def same(values: Ints, salt: int) -> object:
        return np.zeros(len(values), np.uint64) + np.uint64(salt)

    monkeypatch.setattr(equal_needs, "hashed", same)
    assert _of([0, 1, 2], [4, 5, 4], size=3) == [0, 1, 0]
