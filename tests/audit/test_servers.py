"""What a plan decides for servers, seen by the audit."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimizer.audit.servers import (
    administrators_are_few,
    limits_hold,
    one_kind_counts,
    requirements_are_taken,
    wide_licenses_fit,
)
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Plan
from optimizer.domain.tables import NONE, Kind, Purpose, Tables
from tests.audit.shop import SHOP
from tests.support.books import solve

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def taken(plan: Plan, *wide: tuple[int, int]) -> Plan:
    return replace(plan, mix=replace(plan.mix, wide=wide))


def test_the_plan_is_in_order(shop: Found) -> None:
    for check in (
        administrators_are_few, limits_hold, one_kind_counts, requirements_are_taken,
        wide_licenses_fit,
    ):  # fmt: skip
        assert check(*shop) == []


def test_a_core_license_is_for_a_server_with_cores_and_once(shop: Found) -> None:
    tables, plan = shop
    core = replace(tables.licenses[0], metric=Metric.CORE)
    tables = replace(tables, licenses=(core, tables.licenses[1]))
    assert len(wide_licenses_fit(tables, taken(plan, (0, 0)))) == 1
    with_cores = replace(tables, servers=(replace(tables.servers[0], cores=8),))
    assert wide_licenses_fit(with_cores, taken(plan, (0, 0))) == []
    twice = wide_licenses_fit(with_cores, taken(plan, (0, 0), (0, 0)))
    assert twice == ["A server license is taken twice."]


def test_an_organization_s_license_needs_its_size(shop: Found) -> None:
    tables, plan = shop
    everyone = replace(tables.licenses[0], metric=Metric.ORGANIZATION)
    tables = replace(tables, licenses=(everyone, tables.licenses[1]))
    assert len(wide_licenses_fit(tables, taken(plan, (0, NONE)))) == 1


def test_a_license_that_requires_another_is_not_taken_without_it(shop: Found) -> None:
    tables, plan = shop
    above = replace(tables.licenses[1], requires=0)
    tables = replace(tables, licenses=(tables.licenses[0], above))
    assert requirements_are_taken(tables, taken(plan, (1, 0))) == ['"D" is taken without "U".']
    assert requirements_are_taken(tables, taken(plan, (1, 0), (0, 0))) == []
    assert requirements_are_taken(tables, taken(plan, (1, 0), (0, 1))) != []


def test_a_kind_that_is_fixed_is_the_one_that_counts(shop: Found) -> None:
    tables, plan = shop
    family = tables.licenses[0].covers[0]

    def with_kind(kind: Kind) -> Tables:
        return replace(tables, servers=(replace(tables.servers[0], one_kind={family: kind}),))

    counted = replace(plan, mix=replace(plan.mix, modes={(0, family): Kind.USER}))
    assert one_kind_counts(with_kind(Kind.USER), counted) == []
    assert one_kind_counts(with_kind(Kind.EITHER), counted) == []
    (said,) = one_kind_counts(with_kind(Kind.DEVICE), counted)
    assert said == 'Servers "web": the plan counts the other kind for Windows Server.'


def test_two_who_only_administer_are_exempt_and_nobody_else(shop: Found) -> None:
    tables, plan = shop
    purpose = np.where(tables.access.user == 0, Purpose.ADMINISTRATION, tables.access.purpose)
    clerks = replace(tables, access=replace(tables.access, purpose=purpose))

    def picked(*exempt: tuple[int, int, int]) -> Plan:
        return replace(plan, mix=replace(plan.mix, exempt=exempt))

    assert administrators_are_few(clerks, picked((0, 0, 0), (0, 1, 0))) == []
    alone = 'Servers "web": who is exempt for administration does not administer it alone.'
    assert administrators_are_few(clerks, picked((1, 0, 0))) == [alone]
    assert administrators_are_few(clerks, picked((0, 2, 0))) == [alone]
    three = replace(clerks, users=replace(clerks.users, count=np.array([3, 1])))
    said = administrators_are_few(three, picked((0, 0, 0), (0, 1, 0), (0, 2, 0)))
    assert said == ['Servers "web": more than two are exempt.']


@pytest.mark.parametrize(
    ("people", "devices", "right"), [(3, 1, True), (2, 1, False), (3, 0, False)]
)
def test_an_edition_for_few_is_used_by_few(
    shop: Found, people: int, devices: int, right: bool
) -> None:
    """Three people and a kiosk use it."""
    tables, plan = shop
    products = tuple(
        replace(product, most_users=people, most_devices=devices) for product in tables.products
    )
    assert (limits_hold(replace(tables, products=products), plan) == []) is right
