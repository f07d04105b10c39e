"""Decisions -> the mix: who holds what, what is bought for it, what is taken back."""

from typing import Any

import numpy as np
import pytest

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Kind
from optimizer.solving.network.cut import Cut
from optimizer.solving.solution import Decisions, mix_from, mix_of_cut
from tests.solving.network.ward import WARD
from tests.solving.program.test_buying import LAPSING
from tests.support.stated import case_of

f = frozenset

TEAM = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Organization size | 20

    Users
    User | Count
    team | 5
    ann  | 1

    Access
    User | Server
    team | file
    ann  | mail

    Servers
    Server | Product
    file   | Windows Server 2022
    mail   | Exchange Server 2019

    Licenses
    License | Metric       | Covers            | Price
    U       | User         | Windows Server    |
    M       | User         | Exchange Standard | 5
    Site    | Organization | Windows Server    | 3

    Offers
    Offer | License | From license | Price | Pack | Minimum
    box   | U       |              | 40    | 3    |
    one   | U       |              | 15    |      |
    bulk  | U       |              | 9     |      | 10

    Owned
    License | Quantity
    U       | 2
"""


def told(mix: Mix) -> dict[str, Any]:
    return {
        side: [
            (int(row), int(members), holding.bundles[int(bundle)])
            for row, members, bundle in zip(
                holding.row, holding.members, holding.bundle, strict=True
            )
        ]
        for side, holding in (("users", mix.users), ("devices", mix.devices))
    } | {"used": mix.used, "packs": mix.packs, "wide": mix.wide}


def decided(**other: Any) -> Decisions:
    plain: dict[str, Any] = {
        "users": [[(f({0}), 5)], [(f({1}), 1)]], "devices": [], "modes": {}, "converted": (0,),
    }  # fmt: skip
    return Decisions(**(plain | other))


def test_what_nobody_needs_is_not_bought() -> None:
    """Five use U, two are owned: of two boxes and two single ones the dearest singles go first,
    then a whole box; of ten in bulk, which have a minimum, none goes."""
    case = case_of(TEAM)
    names = [case.tables.offers[line.offer].name for line in case.supply.lines]
    box, one, bulk = (names.index(name) for name in ("box", "one", "bulk"))
    for packs, kept in (
        ({box: 2, one: 2}, {box: 1}),
        ({box: 1, one: 2}, {box: 1}),
        ({box: 0, one: 4}, {one: 3}),
        ({box: 1}, {box: 1}),
        ({box: 2}, {box: 1}),
        ({box: 1, bulk: 10}, {bulk: 10}),
    ):
        mix = mix_from(case, decided(packs=packs))
        found = {i: mix.packs[i] for i in (box, one, bulk) if mix.packs[i]}
        assert found == kept, packs
        assert mix.used[:2] == (5, 1)
        assert mix.packs[names.index("M")] == 1


def test_converted_units_are_no_longer_there_and_unused_ones_of_no_use() -> None:
    case = case_of(TEAM)
    names = [case.tables.offers[line.offer].name for line in case.supply.lines]
    one = names.index("one")
    for other, left in (
        ({"converted": (2,)}, 5),
        ({"converted": (1,)}, 4),
        ({"shared": {(True, 1): {0: 2}}}, 5),
    ):
        mix = mix_from(case, decided(packs={one: 9}, **other))
        assert mix.packs[one] == left, other


def test_licenses_for_all_are_units_too_and_what_is_idle_beside_them_is_shed() -> None:
    """The site's twenty cover the team, whose owned units go back; ann's mail stays."""
    mix = mix_from(case_of(TEAM), decided(wide={(2, -1)}))
    assert told(mix) == {
        "users": [(0, 5, ()), (1, 1, (1,))],
        "devices": [],
        "used": (0, 1, 20),
        "packs": (1, 20, 0, 0, 0),
        "wide": ((2, -1),),
    }
    kept = mix_from(case_of(TEAM), decided(wide={(2, -1)}), shed=False)
    assert told(kept)["users"] == [(0, 5, (0,)), (1, 1, (1,))]


def test_units_in_full_serve_as_lapsed_ones() -> None:
    """Twenty of the lapsed twin are used, of which four, and at most twenty, are in full."""
    case = case_of(LAPSING)
    classes = len(case.classes.users.members)
    for serving, used in ((0, (0, 20)), (4, (4, 16)), (30, (20, 0))):
        made = Decisions(
            users=[[(f({0}), 1)]] * classes, devices=[], modes={}, converted=(0, 0),
            wide={(2, -1)}, in_full={2: serving},
        )  # fmt: skip
        assert mix_from(case, made).used[1:] == used


def test_a_cut_as_a_mix() -> None:
    """The team's four hold AC, or two of them; and the kinds that the cut chose."""
    case = case_of(WARD)
    cut = Cut((f({1}), f()), (f({4, 6}), f({5})), {(1, 2): Kind.DEVICE}, 53_000)
    mix = mix_of_cut(case, cut)
    assert told(mix) == {
        "users": [(0, 4, (1,)), (1, 1, ())],
        "devices": [(0, 3, (4, 6)), (1, 1, (5,))],
        "used": (0, 4, 0, 0, 3, 1, 3),
        "packs": (0, 4, 0, 0, 3, 1, 3),
        "wide": (),
    }
    assert mix.modes == {(1, 2): Kind.DEVICE}
    assert (mix.converted, mix.exempt, mix.cal_mode) == ((), (), ())
    mixed = Cut(
        (f(), f()), (f({4, 6}), f({5})), {}, 0,
        mixed={(True, 0): [(f({1}), 2), (f(), 2)], (False, 0): [(f({6}), 1), (f({4, 6}), 2)]},
    )  # fmt: skip
    assert told(mix_of_cut(case, mixed)) == {
        "users": [(0, 2, (1,)), (0, 2, ()), (1, 1, ())],
        "devices": [(0, 1, (6,)), (0, 2, (4, 6)), (1, 1, (5,))],
        "used": (0, 2, 0, 0, 2, 1, 3),
        "packs": (0, 2, 0, 0, 2, 1, 3),
        "wide": (),
    }


def test_a_kind_that_the_workbook_sets_is_told_too() -> None:
    text = WARD.replace("| B\n\n    Access", "| B: Device\n\n    Access")
    case = case_of(text)
    cut = Cut((f({1}), f()), (f({4, 6}), f({5})), {}, 0)
    assert mix_of_cut(case, cut).modes == {(1, 2): Kind.DEVICE}


ADMINS = """
    Users
    User | Count
    ann  | 2
    bob  | 3

    Servers
    Server | Product
    file   | Windows Server 2022

    Access
    User | Server | Purpose
    ann  | file   | Administration
    bob  | file   | Administration

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 5
"""


def test_exempt_members_are_told_by_row_and_member() -> None:
    case = case_of(ADMINS)
    side = case.classes.users
    users = [[(f({0}), int(m))] for m in side.members]
    last = int(side.class_of[np.flatnonzero(side.row == 1)[1]])
    made = Decisions(users=users, devices=[], modes={}, picked={(0, 0), (last, 0)})
    mix = mix_from(case, made)
    assert mix.exempt == ((0, 0, 0), (1, 1, 0))
    assert mix.exempt_devices == ()


@pytest.mark.parametrize("members", [1, 3])
def test_units_that_stay_with_a_row_are_of_no_use_past_its_members(members: int) -> None:
    """Four of U sit with ann: one or three members use so many of them."""
    case = case_of(TEAM.replace("ann  | 1", f"ann  | {members}"))
    names = [case.tables.offers[line.offer].name for line in case.supply.lines]
    one = names.index("one")
    users = [[(f({0}), 5)], [(f({1}), members)]]
    made = decided(users=users, packs={one: 9}, shared={(True, 1): {0: 4}})
    mix = mix_from(case, made)
    assert mix.packs[one] == 5 + 4 - members + members - 2
