"""Cover, seen by the audit: each access from one side for all, or for each pair of its own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.cover import accesses_are_covered
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import Kind, Tables
from tests.audit.shop import SHOP, P, with_devices, with_users
from tests.support.books import solve

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def nobody(holding: Holding) -> Holding:
    """The same holders with nothing."""
    return replace(holding, bundles=tuple(() for _ in holding.bundles))


def test_all_is_covered_as_the_plan_says(shop: Found) -> None:
    assert accesses_are_covered(*shop) == []


def test_what_nobody_holds_covers_nothing(shop: Found) -> None:
    tables, plan = shop
    end = 'to "web": Windows Server is covered from no side.'
    assert accesses_are_covered(tables, with_devices(plan, nobody(plan.devices))) == [
        f'Access of "unknown people" on "kiosk" {end}'
    ]
    assert accesses_are_covered(tables, with_users(plan, nobody(plan.users))) == [
        f'Access of "clerks" on "any device" {end}',
        f'Access of "ann" on "any device" {end}',
    ]


def test_an_older_version_or_another_family_does_not_cover(shop: Found) -> None:
    tables, plan = shop
    changes: tuple[dict[str, Any], ...] = (
        {"version": 0},
        {"covers": ()},
        {"types": frozenset({99})},
    )
    for wrong in changes:
        licenses = (replace(tables.licenses[0], **wrong), tables.licenses[1])
        assert len(accesses_are_covered(replace(tables, licenses=licenses), plan)) == 2


def test_a_kind_that_does_not_count_does_not_cover(shop: Found) -> None:
    tables, plan = shop
    family = tables.licenses[0].covers[0]
    server = replace(tables.servers[0], one_kind={family: Kind.DEVICE})
    modes = {(0, family): Kind.DEVICE}
    by_device = replace(plan, mix=replace(plan.mix, modes=modes))
    assert len(accesses_are_covered(replace(tables, servers=(server,)), by_device)) == 2


@pytest.mark.parametrize("metric", [Metric.SERVER, Metric.CORE, Metric.ORGANIZATION])
def test_a_wide_license_covers_everyone_where_it_is_taken(shop: Found, metric: Metric) -> None:
    tables, plan = shop
    tables = replace(
        tables, licenses=(replace(tables.licenses[0], metric=metric), tables.licenses[1])
    )
    bare = with_devices(with_users(plan, nobody(plan.users)), nobody(plan.devices))
    at = -1 if metric is Metric.ORGANIZATION else 0
    taken = replace(bare, mix=replace(bare.mix, wide=((0, at),)))
    assert accesses_are_covered(tables, taken) == []
    assert len(accesses_are_covered(tables, bare)) == 3


def test_of_pairs_one_s_own_each_pair_may_have_its_own_side(tmp_path: Path) -> None:
    """Two people with a PC each; one owned license a side: together they cover both pairs."""
    sheets = {
        "Users": [["User", "Count"], ["people", 2]],
        "Devices": [["Device", "Count"], ["PCs", 2]],
        "Access": [["User", "Device", "Server", "Pairing"], ["people", "PCs", P, "Own"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", 90],
            ["D", "Device", "Windows Server", 90],
        ],
        "Owned": [["License", "Quantity"], ["U", 1], ["D", 1]],
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 0
    assert accesses_are_covered(tables, plan) == []
    every = replace(tables, access=replace(tables.access, own=~tables.access.own))
    assert len(accesses_are_covered(every, plan)) == 1
