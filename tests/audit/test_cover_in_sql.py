"""Cover asked in SQL: the same answer as of arrays, of good plans and of plans made bad in every
way that cover depends on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from optimizer.audit import cover_in_sql
from optimizer.audit.cover import accesses_are_covered
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Kind, Purpose, Tables
from optimizer.planning import optimize
from tests.audit.shop import SHOP, with_devices, with_users
from tests.support import cases
from tests.support.books import solve, tables, write

pytest.importorskip("duckdb")


MOST_BAD = 6
"""Bad plans of each random workbook."""

WITHOUT_A_PLAN = {3, 14}
"""Random workbooks that no plan fits."""


def both(found: Tables, plan: Plan) -> tuple[list[str], list[str]]:
    """What arrays say and what SQL says, in an order of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover_in_sql, "MANY", 10**9)
        arrays = accesses_are_covered(found, plan)
        patch.setattr(cover_in_sql, "MANY", 0)
        assert cover_in_sql.fits(found)
        patch.setattr("optimizer.audit.cover.asked_by_parts", None)  # arrays may not answer
        return arrays, accesses_are_covered(found, plan)


def corrupted(plan: Plan, found: Tables, random: Random) -> Iterator[Plan]:
    """The plan with somebody's bundle emptied or exchanged, a wide license or a mode lost."""
    for change, holding in ((with_users, plan.users), (with_devices, plan.devices)):
        for b in range(len(holding.bundles)):
            bundles = list(holding.bundles)
            bundles[b] = ()
            yield change(plan, replace(holding, bundles=tuple(bundles)))
        if len(holding.row):
            bundle = holding.bundle.copy()
            bundle[random.randrange(len(bundle))] = random.randrange(len(holding.bundles))
            yield change(plan, replace(holding, bundle=bundle))
            yield change(plan, _split(holding, random))
    for lost in plan.mix.wide:
        wide = tuple(taken for taken in plan.mix.wide if taken != lost)
        yield replace(plan, mix=replace(plan.mix, wide=wide))
    for key, kind in plan.mix.modes.items():
        other = Kind.DEVICE if kind == Kind.USER else Kind.USER
        yield replace(plan, mix=replace(plan.mix, modes={**plan.mix.modes, key: other}))


def _split(holding: Holding, random: Random) -> Holding:
    """One run in two, of which the second holds nothing."""
    i = random.randrange(len(holding.row))
    members = np.insert(holding.members, i, 1)
    members[i + 1] = max(int(members[i + 1]) - 1, 1)
    return Holding(
        row=np.insert(holding.row, i, holding.row[i]),
        members=members,
        bundle=np.insert(holding.bundle, i, len(holding.bundles)),
        bundles=(*holding.bundles, ()),
    )


@pytest.mark.parametrize("seed", [n for n in range(16) if n not in WITHOUT_A_PLAN])
def test_it_finds_what_arrays_find(tmp_path: Path, seed: int) -> None:
    """Random workbooks, good plans and bad ones: the same count, and the same accesses where they
    are few."""
    found = tables(write(tmp_path / "book.xlsx", cases.case(Random(seed), rich=seed % 2 == 1)))
    found = replace(
        found,
        access=found.access.take(
            # members one by one are not its matter
            ~found.access.own & (found.access.purpose != Purpose.ADMINISTRATION)
        ),
    )
    plan = optimize(found, Findings())
    assert both(found, plan) == ([], [])
    seen = 0
    bad_ones = [*corrupted(plan, found, Random(seed))]
    for bad in Random(seed).sample(bad_ones, min(len(bad_ones), MOST_BAD)):
        arrays, sql = both(found, bad)
        assert len(arrays) == len(sql)
        assert sorted(arrays)[-1:] == sorted(sql)[-1:] or len(arrays) > 5
        if len(arrays) <= 5:
            assert sorted(arrays) == sorted(sql)
        seen += bool(arrays)
    assert seen or plan.cost == 0


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Plan]:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def test_an_older_version_or_another_type_does_not_cover(shop: tuple[Tables, Plan]) -> None:
    found, plan = shop
    changes: tuple[dict[str, Any], ...] = (
        {"version": 0},
        {"covers": ()},
        {"types": frozenset({99})},
    )
    for wrong in changes:
        licenses = (replace(found.licenses[0], **wrong), found.licenses[1])
        arrays, sql = both(replace(found, licenses=licenses), plan)
        assert arrays == sql
        assert len(sql) == 2


def test_one_member_without_leaves_the_row_uncovered(shop: tuple[Tables, Plan]) -> None:
    """Two clerks, one of whom holds nothing."""
    found, plan = shop
    clerks = int(np.flatnonzero(plan.users.row == found.users.names.index("clerks"))[0])
    holding = plan.users
    split = Holding(
        row=np.insert(holding.row, clerks, holding.row[clerks]),
        members=np.insert(
            np.where(holding.row == holding.row[clerks], 1, holding.members), clerks, 1
        ),
        bundle=np.insert(holding.bundle, clerks, len(holding.bundles)),
        bundles=(*holding.bundles, ()),
    )
    arrays, sql = both(found, with_users(plan, split))
    assert (
        arrays
        == sql
        == ['Access of "clerks" on "any device" to "web": Windows Server is covered from no side.']
    )


def test_many_uncovered_are_counted(tmp_path: Path) -> None:
    """Nine people with nothing: five are named, four counted."""
    sheets: dict[str, list[list[Any]]] = {
        "Access": [["User", "Device", "Server"], *[[f"u{i}", "", "Windows Server 2022"] for i in range(9)]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 5]],
    }  # fmt: skip
    found, plan = solve(tmp_path, sheets)
    nothing = replace(plan.users, bundles=tuple(() for _ in plan.users.bundles))
    arrays, sql = both(found, with_users(plan, nothing))
    assert len(sql) == 6
    assert arrays[-1] == sql[-1] == "4 more accesses are covered from no side."


def test_few_accesses_are_left_to_arrays(shop: tuple[Tables, Plan]) -> None:
    assert not cover_in_sql.fits(shop[0])


def test_where_the_database_has_no_room_arrays_answer(
    shop: tuple[Tables, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, plan = shop
    nothing = replace(plan.users, bundles=tuple(() for _ in plan.users.bundles))
    bad = with_users(plan, nothing)
    whole = accesses_are_covered(found, bad)
    assert whole
    monkeypatch.setattr(cover_in_sql, "MANY", 0)
    monkeypatch.setattr(cover_in_sql, "MEMORY", "1KB")
    assert cover_in_sql.uncovered(found, bad) is None
    assert accesses_are_covered(found, bad) == whole
