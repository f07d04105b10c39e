"""Minimum cuts of different parts are put together."""

from optimizer.domain.tables import Kind
from optimizer.solving.network.cut import Cut, no_cut
from tests.solving.network.ward import WARD
from tests.support.stated import case_of

f = frozenset


def test_two_cuts_of_different_parts_are_one() -> None:
    one = Cut((f({1}), f()), (f(),), {(0, 1): Kind.USER}, 5, mixed={(True, 0): [(f({1}), 2)]})
    other = Cut((f(), f({2})), (f({3}),), {(1, 1): Kind.DEVICE}, 7, mixed={(False, 0): []})
    both = one.joined(other)
    assert both == Cut(
        (f({1}), f({2})),
        (f({3}),),
        {(0, 1): Kind.USER, (1, 1): Kind.DEVICE},
        12,
        mixed={(True, 0): [(f({1}), 2)], (False, 0): []},
    )
    for possible, also in ((True, False), (False, True), (False, False)):
        parts = [Cut((), (), {}, 0, possible=each) for each in (possible, also)]
        assert not parts[0].joined(parts[1]).possible


def test_where_nothing_is_asked_nobody_holds_anything() -> None:
    assert no_cut(case_of(WARD)) == Cut((f(),) * 2, (f(),) * 2, {}, 0)
