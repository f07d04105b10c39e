"""Causes that there is no plan, in words and at their cells."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import Orders
from optimizer.domain.problems import Problem
from optimizer.domain.tables import NONE, Tables
from optimizer.domain.versions import CURRENT
from optimizer.explaining.no_plan import REMEDY, reasons
from optimizer.solving.infeasibility import (
    Barred,
    Cause,
    Clash,
    NoReason,
    NoWay,
    PastLimit,
    Short,
    Why,
)
from tests.support.books import tables, write

P = "Windows Server 2022"
WHO = '"ann" on "pc" using "s"'


@pytest.fixture
def book(tmp_path: Path) -> Tables:
    sheets = {
        "Users": [["User", "Type", "License by"], ["ann", "External", "Device"]],
        "Devices": [["Device", "License by"], ["pc", "User"]],
        "Servers": [["Server", "Product", "One kind"], ["s", P, "Windows Server"]],
        "Access": [["User", "Device", "Server"], ["ann", "pc", "s"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["U", "User", "Windows Server", "2019", 5],
        ],
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


def told(book: Tables, cause: Cause) -> Problem:
    (found,) = reasons(book, [cause])
    return found


def no_way(book: Tables, *barred: Barred, rows: tuple[int, ...] = (2,), **more: Any) -> Problem:
    family = book.families.index("Windows Server")
    facts: dict[str, Any] = {"user": 0, "device": 0, "server": 0, "family": family}
    return told(book, NoWay(version=CURRENT, barred=barred, rows=rows, **facts | more))


@pytest.mark.parametrize(
    ("barred", "said"),
    [
        (Barred(side="User", why=Why.BLANK), "no user license, since User is blank"),
        (
            Barred(side="User", why=Why.USERS_RULE),
            "no user license, by License by in Users!C2",
        ),
        (
            Barred(side="Device", why=Why.DEVICES_RULE),
            "no device license, by License by in Devices!B2",
        ),
        (
            Barred(side="Device", why=Why.SERVERS_RULE),
            "no device license, by One kind in Servers!C2",
        ),
        (
            Barred(side="Device", why=Why.NO_LICENSE),
            'no Device license on Licenses covers "Windows Server"',
        ),
        (
            Barred(side="User", why=Why.EARLIER, license=0),
            '"U" in Licenses!D2 is for earlier versions',
        ),
        (
            Barred(side="User", why=Why.TYPE, license=0),
            '"U" is not for type "External"',
        ),
        (
            Barred(side="User", why=Why.NO_SUPPLY, license=0),
            '"U" has no Price in Licenses!E2, no offer and no owned unit that lasts',
        ),
        (
            Barred(side="", why=Why.WIDE, license=0),
            '"U" is not for this type of user, or cannot be had',
        ),
    ],
)
def test_each_side_says_what_bars_it(book: Tables, barred: Barred, said: str) -> None:
    """The offer that the license's own price is, is taken away where it could not be had."""
    bare = replace(book, offers=())
    found = no_way(bare, barred)
    assert str(found.place) == "Access!C2"
    assert found.problem.startswith(f'{WHO} needs "Windows Server" at ')
    assert found.problem.endswith(f", and no license can cover it: {said}.")
    assert found.remedy == REMEDY


def test_by_date_a_license_may_be_sold_on_no_day_that_serves(book: Tables) -> None:
    dated = replace(book, settings=replace(book.settings, orders=Orders.YEARLY))
    found = no_way(dated, Barred(side="User", why=Why.NO_SUPPLY, license=0))
    assert "is sold on no order date that serves then, and no owned unit lasts" in found.problem


def test_a_base_that_cannot_be_had_is_named(book: Tables) -> None:
    family = book.families.index("Windows Server")
    based = replace(book, same_holder={family: family})
    found = no_way(based, Barred(side="User", why=Why.BASE, license=0))
    assert (
        '"U" (Licenses!E2) or the "Windows Server" license under it cannot be had' in found.problem
    )


def test_both_sides_are_told(book: Tables) -> None:
    found = no_way(book, Barred(side="User", why=Why.BLANK), Barred(side="Device", why=Why.BLANK))
    assert "since User is blank; no device license, since Device is blank" in found.problem


def test_many_accesses_are_counted_and_four_cells_named(book: Tables) -> None:
    barred = Barred(side="User", why=Why.BLANK)
    few = no_way(book, barred, rows=(2, 3))
    assert few.problem.startswith('2 accesses (C2, C3) need "Windows Server"')
    many = no_way(book, barred, rows=tuple(range(2, 1236)))
    assert many.problem.startswith('1,234 accesses (C2, C3, C4, C5, ...) need "Windows Server"')
    assert len(many.others) == 1233
    assert f"{WHO}, for one: " in many.problem


def test_unknown_people_and_any_device_are_called_so(book: Tables) -> None:
    found = no_way(book, Barred(side="User", why=Why.BLANK), user=NONE, device=NONE)
    assert found.problem.startswith('whoever is there on any device using "s" needs')


def test_a_family_that_no_license_covers_may_stand_under_another_name(book: Tables) -> None:
    """A license for Windows Srver, which nothing requires, is likely meant."""
    nowhere = Barred(side="", why=Why.NO_LICENSE)
    plain = no_way(replace(book, licenses=()), nowhere)
    assert plain.problem.endswith("and no license covers that family.")
    assert plain.remedy == REMEDY
    odd = replace(
        book,
        families=(*book.families, "Windows Servers"),
        licenses=(replace(book.licenses[0], covers=(len(book.families),)),),
    )
    found = no_way(odd, nowhere)
    assert found.problem.endswith(', but "Windows Servers", which nothing requires.')
    assert found.remedy == 'Write "Windows Server" in Licenses!C2.'
    assert [str(other) for other in found.others] == ["Licenses!C2"]


def test_a_word_on_covers_that_is_no_family_is_named(book: Tables) -> None:
    """The suite may open Windows Server: its families are asked for, at its cell."""
    nowhere = Barred(side="", why=Why.NO_LICENSE)
    odd = replace(
        book,
        families=(*book.families, "CoreCAL", "Exchange Standard"),
        licenses=(
            replace(book.licenses[0], covers=(len(book.families),)),
            replace(book.licenses[0], covers=(len(book.families) + 1,)),
        ),
    )
    found = no_way(odd, nowhere)
    assert found.problem.endswith(', but "CoreCAL", which is no family that is known.')
    both = replace(odd, families=(*book.families, "CoreCAL", "77D-00110"))
    said = no_way(both, nowhere).problem
    assert said.endswith(', but "CoreCAL" and "77D-00110", which are no known families.')
    assert found.remedy.startswith("Write the families that it opens in Licenses!C2, ")
    assert [str(other) for other in found.others] == ["Licenses!C2"]


def test_a_year_behind_a_family_is_its_version(book: Tables) -> None:
    """Windows Server alone, without the version, would open later ones too."""
    odd = replace(
        book,
        families=(*book.families, "Windows Server 2019"),
        licenses=(replace(book.licenses[0], covers=(len(book.families),)),),
    )
    found = no_way(odd, Barred(side="", why=Why.NO_LICENSE))
    assert found.remedy == (
        'Write "Windows Server" in Licenses!C2, and the year that stands behind it as its Version.'
    )


def test_too_few_units_are_told_at_the_price(book: Tables) -> None:
    found = told(book, Short(license=0, units=1))
    assert str(found) == (
        'Licenses!E2: 1 more of "U" is needed than are owned or can be bought. Give it a Price, own '
        "more, or let other licenses cover some accesses."
    )
    assert "7 more of" in told(book, Short(license=0, units=7)).problem


def test_what_cannot_be_covered_with_the_others_names_the_rule(book: Tables) -> None:
    family = book.families.index("Windows Server")
    cause = Clash(user=0, device=0, server=0, family=family, row=2)
    found = told(book, cause)
    assert found.problem.endswith("together with the others, given One kind in Servers!C2.")
    assert [str(other) for other in found.others] == ["Servers!C2"]
    free = replace(book, servers=(replace(book.servers[0], one_kind={}),))
    assert told(free, cause).problem.endswith("together with the others.")


def test_a_product_past_its_limit_is_told_where_it_is_named(book: Tables) -> None:
    cause = PastLimit(server=0, product=0, users=True, used=26, most=25)
    found = told(book, cause)
    assert str(found.place) == "Servers!B2"
    assert found.problem == (
        f'"{P}" is used by 26 users, but may have at most 25; no license changes that.'
    )
    assert "51 devices" in told(book, replace(cause, users=False, used=51, most=50)).problem
    without = replace(book, servers=(replace(book.servers[0], row=0),))
    assert str(told(without, cause).place) == "Access!C2"


def test_without_a_single_cause_that_is_said(book: Tables) -> None:
    found = told(book, NoReason())
    assert str(found) == ("Licenses: no compliant plan exists. Add licenses, or relax the rules.")
