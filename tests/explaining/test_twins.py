"""Lapsed twins are read as the license that they are of; who holds both holds it once."""

import numpy as np

from optimizer.domain.plan import Balance, Holding, Mix
from optimizer.explaining.twins import joined_accounts, named


def mix() -> Mix:
    """License 1 is the lapsed twin of 0: two people hold it, a third one both."""
    two = np.array([0, 1])
    users = Holding(two, np.array([2, 1]), two, ((1,), (0, 1)))
    nobody = Holding(two[:0], two[:0], two[:0], ())
    return Mix(
        users=users,
        devices=nobody,
        wide=((1, 5), (0, 5)),
        exempt=(),
        modes={},
        packs=(),
        converted=(),
        used=(1, 3),
        cal_mode=(),
    )


def test_bundles_places_and_units_are_of_the_license() -> None:
    found = named(mix(), 1, (0,))
    assert found.users.bundles == ((0,), (0,))
    assert found.wide == ((0, 5),)
    assert found.used == (3,), "three people, one unit each"


def test_without_twins_nothing_changes() -> None:
    whole = mix()
    assert named(whole, 2, ()) is whole


def test_accounts_are_added_and_a_doubled_unit_is_left_over() -> None:
    full = Balance(
        license="F",
        owned=2,
        kept=2,
        converted=0,
        left_over=0,
        bought=0,
        used=1,
        surplus=1,
        activate=0,
    )
    lapsed = Balance(
        license="F",
        owned=3,
        kept=3,
        converted=0,
        left_over=0,
        bought=0,
        used=3,
        surplus=0,
        activate=0,
    )
    other = Balance(
        license="G",
        owned=1,
        kept=1,
        converted=0,
        left_over=0,
        bought=0,
        used=1,
        surplus=0,
        activate=0,
    )
    joined, alone = joined_accounts([full, lapsed, other], {"F": 3, "G": 1})
    assert (joined.owned, joined.kept, joined.used, joined.left_over) == (5, 4, 3, 1)
    assert joined.kept + joined.converted + joined.left_over == joined.owned
    assert alone == other
