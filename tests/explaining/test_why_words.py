"""The sentences of Why, fact by fact."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import Kind, Tables
from optimizer.explaining.prices import prices_of
from optimizer.explaining.why_words import (
    NO_LICENSE,
    ONE_KIND,
    OTHER_BLANK,
    OTHER_POLICY,
    OWN_POLICY,
    Facts,
    Met,
    Side,
    Words,
)
from tests.support.books import tables, write
from tests.support.plans import NOBODY, mix

U, SUITE, D, PACKED, OWNED = range(5)
NONE_HELD = Facts(
    bundle=(), met=Met(0, ()), cost=None, less=False, covered_by=(), more=False, forced=0,
    needs=True, exempt=False, picked=False, wide=False, families=(), seated=(),
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Tables:
    """U, a suite of two families at less than both, D, one in packs and one that is owned."""
    sheets = {
        "Users": [["User", "Count"], ["ann", 1], ["staff", 1500]],
        "Devices": [["Device", "Count"], ["pc", 1], ["tablets", 12], ["tv", 1], ["phone", 1]],
        "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["U", "User", "Windows Server", 1050, ""],
            ["Suite", "User", "Windows Server; SQL Server", 1200, ""],
            ["D", "Device", "Windows Server", 39, ""],
            ["Packed", "User", "Windows Server", 39, 5],
            ["Owned", "User", "SQL Server", 300, ""],
        ],
        "Owned": [["License", "Quantity"], ["Owned", 3]],
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


def said(book: Tables, *, users: bool = True, used: int = 3, **facts: Any) -> str:
    """The sentence of a run of users (devices) with these facts; `used` of the owned license."""
    sides = (book.users, book.devices) if users else (book.devices, book.users)
    metrics = (Metric.USER, Metric.DEVICE) if users else (Metric.DEVICE, Metric.USER)
    empty = NOBODY.row
    side = Side(
        holders=sides[0], others=sides[1], metric=metrics[0], other_metric=metrics[1],
        kind=Kind.USER if users else Kind.DEVICE, row=empty, other=empty, holding=NOBODY,
    )  # fmt: skip
    words = Words(book, side, prices_of(book).supply, mix(used=(9, 9, 9, 9, used)))
    return words.sentence(replace(NONE_HELD, **facts))


@pytest.mark.parametrize(
    ("met", "whom"),
    [
        (Met(1, (0,)), "pc"),
        (Met(2, (0, 2)), "pc and tv"),
        (Met(3, (0, 2, 3)), "pc, tv and phone"),
        (Met(12, (1,)), "12 tablets"),
        (Met(1, (~1 - 1,)), "one of tablets"),
        (Met(1500, ()), "1,500 devices"),
        (Met(1, ()), "1 device"),
        (Met(0, ()), "any device"),
    ],
)
def test_few_devices_are_named_and_many_counted(book: Tables, met: Met, whom: str) -> None:
    assert said(book, bundle=(U,), met=met) == f'"U" at 1,050.00 serves {whom}'


def test_a_device_serves_people(book: Tables) -> None:
    assert said(book, users=False, bundle=(D,), met=Met(0, ())).endswith("serves unknown people")
    assert said(book, users=False, bundle=(D,), met=Met(7, ())).endswith("serves 7 people")
    assert said(book, users=False, bundle=(D,), met=Met(1, ())).endswith("serves 1 person")


@pytest.mark.parametrize(
    ("bundle", "seated", "used", "head"),
    [
        ((U,), (), 3, '"U" at 1,050.00 serves pc'),
        ((OWNED,), (), 3, '"Owned", owned already, serves pc'),
        ((OWNED,), (), 4, '"Owned" serves pc'),
        ((PACKED,), (), 3, '"Packed" serves pc'),
        ((U, OWNED), (), 3, '"U" and "Owned", in part owned already, serve pc'),
        ((U,), (U,), 3, '"U", here for good, serves pc'),
        ((U, SUITE), (), 3, '"U" and "Suite" at 2,250.00 serve pc'),
    ],
)
def test_what_it_costs_or_that_it_is_there_already(
    book: Tables, bundle: tuple[int, ...], seated: tuple[int, ...], used: int, head: str
) -> None:
    """The price of packs hangs on how many there are: none is named."""
    families = (0,) if seated else ()
    facts: dict[str, Any] = {"bundle": bundle, "seated": seated, "families": families}
    assert said(book, used=used, met=Met(1, (0,)), **facts) == head


def test_units_that_nobody_needs_there_sit_there(book: Tables) -> None:
    assert said(book, bundle=(U,), seated=(U,)) == '"U" sits here for good'
    assert said(book, bundle=(U, OWNED), seated=(U, OWNED)) == '"U" and "Owned" sit here for good'


def test_what_the_other_kind_would_cost(book: Tables) -> None:
    base: dict[str, Any] = {"bundle": (U,), "met": Met(1, (0,)), "families": (0,), "cost": 123456}
    assert said(book, **base).endswith(", where device licenses would cost 1,234.56")
    assert said(book, **base | {"less": True}).endswith("would cost at most 1,234.56")
    assert said(book, **base | {"families": ()}) == '"U" at 1,050.00 serves pc'
    assert said(book, **base | {"cost": None}) == '"U" at 1,050.00 serves pc'


def test_a_suite_is_compared_with_its_parts(book: Tables) -> None:
    """SQL Server alone is owned: without a price of its own there is nothing to compare with."""
    windows, sql = (book.families.index(name) for name in ("Windows Server", "SQL Server"))
    facts: dict[str, Any] = {"bundle": (SUITE,), "met": Met(1, (0,))}
    assert "its parts" not in said(book, **facts, families=(windows, sql))
    bought = replace(book, owned=())
    assert said(bought, **facts, families=(windows, sql)).endswith(
        "; its parts would cost 1,350.00"
    )
    assert "its parts" not in said(bought, **facts, families=(windows,))
    few = replace(bought, licenses=tuple(k for k in bought.licenses if k.name != "Owned"))
    assert "its parts" not in said(few, **facts, families=(windows, sql))  # no other covers SQL


@pytest.mark.parametrize(
    ("forced", "why"),
    [
        (OWN_POLICY, "License by asks for user licenses"),
        (OTHER_POLICY, "License by of some devices asks for user licenses"),
        (ONE_KIND, "only user licenses count on a server of One kind"),
        (NO_LICENSE, "no device license is to be had for some of it"),
        (
            OWN_POLICY | NO_LICENSE,
            "License by asks for user licenses; no device license is to be had for some of it",
        ),
    ],
)
def test_what_forces_it_stands_in_the_place_of_amounts(book: Tables, forced: int, why: str) -> None:
    facts: dict[str, Any] = {"met": Met(1, (0,)), "families": (0,), "cost": 100, "forced": forced}
    assert said(book, bundle=(U,), **facts) == f'"U" at 1,050.00 serves pc: {why}'


def test_a_device_is_forced_by_the_rules_of_its_users(book: Tables) -> None:
    text = said(book, users=False, bundle=(D,), forced=OTHER_POLICY)
    assert text.endswith(": License by of some users asks for device licenses")


def test_a_blank_other_side_is_any_device(book: Tables) -> None:
    facts: dict[str, Any] = {"bundle": (U,), "met": Met(1, (0,)), "forced": OTHER_BLANK}
    assert said(book, **facts) == '"U" at 1,050.00 serves any device'


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"needs": False}, "needs no license"),
        ({"needs": False, "exempt": True}, "its accesses are exempt"),
        ({}, "covered"),
        ({"picked": True}, "covered as one of two exempt administrators"),
        ({"covered_by": ("D",), "met": Met(1, (0,))}, 'covered by "D" of pc'),
        (
            {"covered_by": ("D; D",), "met": Met(1, (0,)), "picked": True},
            'covered by "D" of pc, or exempt as one of two administrators',
        ),
        (
            {"covered_by": ("Site",), "wide": True},
            'covered by "Site" of the server or the organization',
        ),
        (
            {"covered_by": ("D", "Site"), "wide": True, "met": Met(1, (0,))},
            'covered by "D" and "Site" of pc and of the server or the organization',
        ),
        (
            {"covered_by": ("D",), "met": Met(1, (0,)), "cost": 105000},
            'covered by "D" of pc; own user licenses would cost 1,050.00',
        ),
        (
            {"covered_by": ("D", "U"), "met": Met(1, (0,)), "more": True},
            'covered by "D" and others of pc',
        ),
    ],
)
def test_who_holds_nothing_is_told_what_covers_it(
    book: Tables, facts: dict[str, Any], text: str
) -> None:
    assert said(book, **facts) == text


def test_one_of_a_row_whose_members_hold_different_sets_may_hold_a_part_of_them(
    book: Tables,
) -> None:
    """One need is covered by either license, whichever that one holds; two needs by both."""
    one = Met(1, (~book.users.names.index("staff") - 1,))
    either = said(book, users=False, covered_by=("U; Suite",), met=one)
    assert either == 'covered by what one of staff holds of "U" and "Suite"'
    both = said(book, users=False, covered_by=("U", "Suite"), met=one)
    assert both == 'covered by "U" and "Suite" of one of staff'
