"""Which license makes another superfluous: only among those bought singly, at one price."""

from optimizer.licensing.dominance import undominated
from optimizer.licensing.purchase_lines import Line
from optimizer.licensing.supply import Supply

BOTH, ONE = frozenset({1, 2}), frozenset({1})


def line(
    license: int, cost: int, *, pack: int = 1, least: int = 0, most: int | None = None
) -> Line:
    return Line(
        offer=license, tier=0, license=license, pack=pack, cost=cost, payments=(), least=least,
        most=most,
    )  # fmt: skip


def left(
    *lines: Line, opened: dict[int, frozenset[int]], stock: tuple[int, ...] = (0, 0)
) -> set[int]:
    return {*undominated(opened, Supply(lines, (), stock))}


def test_one_that_opens_more_and_costs_no_more_makes_the_other_superfluous() -> None:
    assert left(line(0, 50), line(1, 50), opened={0: ONE, 1: BOTH}) == {1}
    assert left(line(0, 50), line(1, 49), opened={0: BOTH, 1: BOTH}) == {1}


def test_a_cheaper_one_that_opens_less_stays_beside_it() -> None:
    assert left(line(0, 49), line(1, 50), opened={0: ONE, 1: BOTH}) == {0, 1}
    assert left(line(0, 49), line(1, 50), opened={0: ONE, 1: frozenset({2})}) == {0, 1}


def test_of_equal_ones_the_first_in_the_workbook_stays() -> None:
    assert left(line(0, 50), line(1, 50), opened={0: BOTH, 1: BOTH}) == {0}


def test_packs_minimums_maximums_and_stock_make_nothing_superfluous_nor_are_so() -> None:
    """A unit left over from a pack, or owned, is free: no price says which is better."""
    both = {0: BOTH, 1: BOTH}
    assert left(line(0, 50), line(1, 90, pack=5), opened=both) == {0, 1}
    assert left(line(0, 50), line(1, 40, least=10), opened=both) == {0, 1}
    assert left(line(0, 50), line(1, 40, most=3), opened=both) == {0, 1}
    assert left(line(0, 50), line(1, 40), opened=both, stock=(2, 0)) == {0, 1}
