"""Lapsed twins are read as the license that they are of; who holds both holds it once."""

import numpy as np

from optimizer.domain.plan import Balance, Holding, Mix
from optimizer.explaining.twins import joined_accounts, named


def mix() -> Mix:
    """License 1 is the lapsed twin of 0: two people hold it, a third one both."""
    two = np.array([0, 1])
    users = Holding(two, np.array([2, 1]), two, ((1,), (0, 1)))
    nobody = Holding(two[:0], two[:0], two[:0], ())
    return Mix(users, nobody, ((1, 5), (0, 5)), (), {}, (), (), (1, 3), ())


def test_bundles_places_and_units_are_of_the_license() -> None:
    found = named(mix(), 1, (0,))
    assert found.users.bundles == ((0,), (0,))
    assert found.wide == ((0, 5),)
    assert found.used == (3,), "three people, one unit each"


def test_without_twins_nothing_changes() -> None:
    whole = mix()
    assert named(whole, 2, ()) is whole


def test_accounts_are_added_and_a_doubled_unit_is_left_over() -> None:
    full = Balance("F", 2, 2, 0, 0, 0, 1, 1, 0)
    lapsed = Balance("F", 3, 3, 0, 0, 0, 3, 0, 0)
    other = Balance("G", 1, 1, 0, 0, 0, 1, 0, 0)
    joined, alone = joined_accounts([full, lapsed, other], {"F": 3, "G": 1})
    assert (joined.owned, joined.kept, joined.used, joined.left_over) == (5, 4, 3, 1)
    assert joined.kept + joined.converted + joined.left_over == joined.owned
    assert alone == other
