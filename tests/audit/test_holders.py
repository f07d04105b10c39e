"""Who holds what, seen by the audit."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimizer.audit.holders import holders_may_hold, members_add_up, seats_are_kept
from optimizer.domain.plan import Move, Plan
from optimizer.domain.tables import Kind, Tables
from tests.audit.shop import SHOP, with_devices, with_users
from tests.support.books import solve

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def test_the_plan_is_in_order(shop: Found) -> None:
    for check in (members_add_up, holders_may_hold, seats_are_kept):
        assert check(*shop) == []


def test_every_member_is_listed_once(shop: Found) -> None:
    tables, plan = shop
    users = replace(plan.users, members=plan.users.members + 1)
    said = members_add_up(tables, with_users(plan, users))
    assert 'Users "clerks": 3 members are listed, not 2.' in said
    left_out = replace(tables, users=replace(tables.users, count=np.array([2, 0])))
    assert members_add_up(left_out, plan) == ['Users "ann": 1 members are listed, not 0.']


def test_rows_stand_in_order(shop: Found) -> None:
    tables, plan = shop
    turned = replace(
        plan.users,
        row=plan.users.row[::-1],
        members=plan.users.members[::-1],
        bundle=plan.users.bundle[::-1],
    )
    assert "Users: rows are out of order or negative." in members_add_up(
        tables, with_users(plan, turned)
    )


def test_a_license_of_the_other_metric_or_that_license_by_bars_may_not_be_held(shop: Found) -> None:
    """What sits with ann for good stays all the same."""
    tables, plan = shop
    devices = replace(plan.devices, bundles=tuple((0,) if b else b for b in plan.devices.bundles))
    said = holders_may_hold(tables, with_devices(plan, devices))
    assert said == ['Devices: "U" sits with someone who may not hold it.']
    for barred, count in ((0, 1), (1, 0)):
        kind = tables.users.kind.copy()
        kind[barred] = Kind.DEVICE
        by_device = replace(tables, users=replace(tables.users, kind=kind))
        assert len(holders_may_hold(by_device, plan)) == count


def test_a_license_for_other_people_may_not_be_held(shop: Found) -> None:
    tables, plan = shop
    for_others = replace(tables.licenses[0], types=frozenset({99}))
    licenses = (for_others, *tables.licenses[1:])
    assert holders_may_hold(replace(tables, licenses=licenses), plan) != []


def test_what_sits_with_ann_for_good_is_held_there(shop: Found) -> None:
    tables, plan = shop
    bundles = tuple(() for _ in plan.users.bundles)
    nothing = with_users(plan, replace(plan.users, bundles=bundles))
    assert seats_are_kept(tables, nothing) == [
        'Assigned: 1 of "U" sit with "ann" and are not held there.'
    ]


def test_and_is_not_used_elsewhere_besides(shop: Found) -> None:
    """Without the purchase the clerks would use three where one of the two is ann's."""
    tables, plan = shop
    assert seats_are_kept(tables, replace(plan, purchases=())) == [
        'Assigned: units of "U" that sit with someone are used elsewhere.'
    ]


def test_a_move_takes_units_that_sit_there_and_may_move(shop: Found) -> None:
    tables, plan = shop
    move = Move(0, (True, 1), (True, 0), 1)
    moved = replace(plan, mix=replace(plan.mix, moves=(move,)))
    assert seats_are_kept(tables, moved) == [
        "A move takes units that do not sit there, or moves none."
    ]
    free = replace(tables, assigned=(replace(tables.assigned[0], movable=True),))
    assert seats_are_kept(free, moved) == []
    for wrong in (
        replace(move, quantity=0),
        replace(move, quantity=2),
        replace(move, target=(True, 1)),
    ):
        found = seats_are_kept(free, replace(plan, mix=replace(plan.mix, moves=(wrong,))))
        assert found == ["A move takes units that do not sit there, or moves none."]
