"""Units that lose Software Assurance within the horizon: who holds them is told, and every sentence
of the audit about them is met."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.audit.assurance import lapsed_units_cover_nothing_current as check
from optimizer.audit.dated_rules import SUBSCRIPTION
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan, ToldApart
from optimizer.domain.tables import NONE, Tables
from tests.audit.dated_shop import NOW, holding, line, mix, plan_of
from tests.support.books import tables, write

KEEPS, TWIN, OTHER, BOTH = (0,), (2,), (1,), (0, 2)
KIOSK = holding((0, 1, ()))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Three use what is always current, two what every version opens. Of five units of U two lose
    assurance within the horizon; V is another license of the same, always kept."""
    sheets = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2]],
        "Users": [["User", "Count"], ["new", 3], ["old", 2]],
        "Devices": [["Device"], ["kiosk"]],
        "Servers": [["Server", "Product"], ["online", "Cloud"], ["plain", "Own"]],
        "Access": [["User", "Device", "Server"], ["new", "", "online"], ["old", "", "plain"]],
        "Products": [["Product", "Family", "Version"], ["Cloud", "F", "Current"],
                     ["Own", "F", "2016"]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "F", 9],
                     ["V", "User", "F", 10]],
        "Owned": [["License", "Quantity", "SA until"], ["U", 3, ""], ["U", 2, "2026-12-31"],
                  ["V", 1, ""]],
    }  # fmt: skip
    return tables(write(Path(tmp_path_factory.mktemp("book")) / "book.xlsx", sheets))


RUNS = (0, 3, KEEPS), (1, 2, TWIN)
PLAIN = (0, 3, KEEPS), (1, 2, KEEPS)


def planned(
    *runs: tuple[int, int, tuple[int, ...]],
    shown: tuple[tuple[int, int, tuple[int, ...]], ...] = PLAIN,
    bought: int = 0,
    **other: Any,
) -> Plan:
    """A plan that shows these runs, and tells apart who holds lapsed units."""
    lines = (line("U", bought, NOW, "0", license="U"),) if bought else ()
    plan, _ = plan_of(lines, (), (mix(holding(*shown), KIOSK),), over_time=None)
    told = ToldApart(mix=mix(holding(*(runs or RUNS)), KIOSK, **other), twins=(0,))
    return replace(plan, told_apart=told)


def test_who_needs_every_version_holds_units_that_keep_it(shop: Tables) -> None:
    assert shop.licenses[0].version == SUBSCRIPTION
    assert check(shop, planned()) == []


def test_lapsed_units_do_not_cover_what_is_always_current(shop: Tables) -> None:
    turned = (0, 1, KEEPS), (0, 2, TWIN), (1, 2, KEEPS)
    shown = (0, 1, KEEPS), (0, 2, KEEPS), (1, 2, KEEPS)
    (said,) = check(shop, planned(*turned, shown=shown))
    assert said == 'Access of "new" on "any device" to "online": F is covered from no side.'


KEEP = 'Software Assurance: more of "U" keep it than there are.'
HELD = 'Software Assurance: more of "U" are held than there are.'


@pytest.mark.parametrize(
    ("runs", "bought", "said"),
    [
        (((0, 3, KEEPS), (1, 1, KEEPS), (1, 1, TWIN)), 0, [KEEP]),
        (((0, 3, KEEPS), (1, 1, KEEPS), (1, 1, TWIN)), 1, []),
        (((0, 3, BOTH), (1, 2, TWIN)), 0, [HELD]),
        (((0, 3, BOTH), (1, 2, TWIN)), 2, [HELD]),
        (((0, 3, BOTH), (1, 2, TWIN)), 3, []),
    ],
)
def test_no_more_are_held_than_there_are(
    shop: Tables, runs: tuple[Any, ...], bought: int, said: list[str]
) -> None:
    """Three keep assurance, two lose it, the others are bought."""
    shown = tuple((row, members, KEEPS) for row, members, _ in runs)
    assert check(shop, planned(*runs, shown=shown, bought=bought)) == said


def test_what_devices_and_the_organization_hold_counts_too(shop: Tables) -> None:
    """U is taken for the organization: three in full are there, two lapsed; four are too many, and
    so are three where somebody holds one besides."""
    wide = replace(shop.licenses[0], metric=Metric.ORGANIZATION)
    runs = ((0, 3, OTHER), (1, 2, OTHER))
    for size, kiosk, number, said in (
        (3, (), 0, []), (4, (), 0, [KEEP]), (3, KEEPS, 0, [KEEP, HELD][:1]), (5, (), 2, []),
        (6, (), 2, [HELD]), (5, TWIN, 2, [HELD]),
    ):  # fmt: skip
        settings = replace(shop.settings, organization_size=size)
        tables_ = replace(shop, licenses=(wide, shop.licenses[1]), settings=settings)
        told = planned(*runs, shown=runs, wide=((number, NONE),))
        assert told.told_apart is not None
        devices = holding((0, 1, kiosk))
        apart = replace(told.told_apart.mix, devices=devices)
        shown = holding((0, 1, KEEPS if kiosk else ()))
        plan = replace(
            told,
            mix=replace(told.mix, devices=shown),
            told_apart=replace(told.told_apart, mix=apart),
        )
        found = check(tables_, plan)
        assert [each for each in found if each.startswith("Software")] == said


def test_the_plan_says_who_holds_them(shop: Tables) -> None:
    said = ["Software Assurance: the plan does not say who holds units that lose it."]
    plan = planned()
    assert check(shop, replace(plan, told_apart=None)) == said
    assert plan.told_apart is not None
    assert check(shop, replace(plan, told_apart=replace(plan.told_apart, twins=()))) == said
    assert check(shop, replace(plan, told_apart=replace(plan.told_apart, twins=(1,)))) == said


NO_MATTER: dict[str, Callable[[Tables], Tables]] = {
    "nothing lapses": lambda t: replace(t, owned=(t.owned[0], t.owned[2])),
    "no units": lambda t: replace(t, owned=(replace(t.owned[1], quantity=0),)),
    "it lapses with the horizon": lambda t: replace(
        t, owned=(replace(t.owned[1], sa_until=date(2027, 12, 31)),)
    ),
    "the units end before": lambda t: replace(
        t, owned=(replace(t.owned[1], until=date(2027, 12, 30)),)
    ),
    "nobody uses what is always current": lambda t: replace(
        t, servers=(replace(t.servers[0], products=t.servers[1].products), t.servers[1])
    ),
    "who does is left out": lambda t: replace(t, users=replace(t.users, count=np.array([0, 2]))),
    "it opens something else": lambda t: replace(
        t, licenses=(replace(t.licenses[0], covers=(7,)), t.licenses[1])
    ),
}


@pytest.mark.parametrize("name", NO_MATTER)
def test_else_nothing_needs_to_be_told(shop: Tables, name: str) -> None:
    plan = replace(planned(), told_apart=None)
    assert check(NO_MATTER[name](shop), plan) == []


def test_units_that_last_to_the_last_day_and_lose_it_the_day_before_matter(shop: Tables) -> None:
    last = replace(shop.owned[1], until=date(2027, 12, 31), sa_until=date(2027, 12, 30))
    tables_ = replace(shop, owned=(shop.owned[0], last))
    assert check(tables_, planned()) == []
    assert len(check(tables_, replace(planned(), told_apart=None))) == 1


@pytest.mark.parametrize(
    "shown",
    [
        ((0, 3, KEEPS), (1, 2, OTHER)),
        ((0, 3, KEEPS), (1, 1, KEEPS)),
        ((0, 3, KEEPS), (0, 2, KEEPS)),
        ((0, 3, KEEPS), (1, 2, ())),
    ],
)
def test_the_plan_shows_the_same_without_the_twins(shop: Tables, shown: Any) -> None:
    said = "User licenses: who holds lapsed units holds something else there."
    assert check(shop, planned(shown=shown)) == [said]


def test_devices_are_shown_the_same_too(shop: Tables) -> None:
    plan = planned()
    other: Holding = holding((0, 1, OTHER))
    assert check(shop, replace(plan, mix=replace(plan.mix, devices=other))) == [
        "Device licenses: who holds lapsed units holds something else there."
    ]
