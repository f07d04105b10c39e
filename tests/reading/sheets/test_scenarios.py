"""The sheet Scenarios: each change with what it changes and its value, and what is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Kind, Scenario, Tables, Target, Thing
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.scenarios import Targets, read_scenarios
from tests.reading.support import grid, told
from tests.support.books import tables, write

HEAD = ["Scenario", "Change", "Target", "Value", "From"]


@pytest.fixture
def known(tmp_path: Path) -> Tables:
    """Two rows of users, one of devices that is named like a user, servers s (with a CAL mode cost)
    and t; the license U is sold by u and by the tiered many, D has a price of its own."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 7], ["desk", 2]],
        "Devices": [["Device", "Count"], ["desk", 3]],
        "Servers": [
            ["Server", "Product", "CAL mode cost"],
            *(["s", "SQL Server 2022", 900], ["t", "Windows Server 2022", ""]),
        ],
        "Access": [["User", "Device", "Server"], ["staff", "desk", "s"], ["staff", "desk", "t"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            *(["U", "User", "Windows Server", ""], ["D", "Device", "Windows Server", 39]),
            ["S", "User", "SQL Server", ""],
        ],
        "Offers": [
            ["Offer", "License", "Price", "Channel", "From quantity"],
            *(["u", "U", 50, "CSP", ""], ["many", "U", 45, "csp", 1], ["many", "U", 40, "csp", 9]),
        ],
    }
    return tables(write(tmp_path / "tables.xlsx", sheets))


def read(
    folder: Path, t: Tables, *rows: list[Any]
) -> tuple[tuple[Scenario, ...], list[tuple[str, str]]]:
    findings = Findings()
    names = Targets(t.users, t.devices, t.servers, t.licenses, t.offers)
    sheet = grid(folder, "Scenarios", HEAD, *rows)
    return read_scenarios(sheet, names, KnownNames(findings), findings), told(findings)


def test_without_the_sheet_there_are_none(known: Tables) -> None:
    names = Targets(known.users, known.devices, known.servers, known.licenses, known.offers)
    assert read_scenarios(None, names, KnownNames(Findings()), Findings()) == ()


def test_scenarios_are_in_the_order_in_which_they_are_first_named(
    tmp_path: Path, known: Tables
) -> None:
    day = date(2027, 1, 1)
    found, said = read(
        tmp_path,
        known,
        *(["B", "Count", "staff", 9], ["A", "Budget", "", 100], ["b", "Price", "u", 45, day]),
    )
    assert not said
    assert [scenario.name for scenario in found] == ["B", "A"]
    assert [(c.what, c.value, c.row, c.start) for c in found[0].changes] == [
        (ChangeName.COUNT, 9, 2, None),
        (ChangeName.PRICE, 45, 4, day),
    ]


def names_of(t: Tables, targets: tuple[Target, ...]) -> list[str]:
    rows = {
        Thing.USER: t.users.names,
        Thing.DEVICE: t.devices.names,
        Thing.SERVER: [s.name for s in t.servers],
        Thing.LICENSE: [k.name for k in t.licenses],
        Thing.OFFER: [o.name for o in t.offers],
    }
    return [f"{thing} {rows[thing][index]}" for thing, index in targets]


@pytest.mark.parametrize(
    ("change", "target", "value", "meant"),
    [
        ("Price", "d", 45, ["Offer D"]),
        ("Price factor", "MANY", 0.9, ["Offer many"]),
        ("Count", "staff", 9, ["User staff"]),
        ("Count", "desk", 9, ["User desk", "Device desk"]),
        ("Count factor", "*", 2, ["User staff", "User desk", "Device desk"]),
        ("Count factor", "users", 2, ["User staff", "User desk"]),
        ("Count factor", "Devices", 2, ["Device desk"]),
        ("Count factor", "alle", 2, ["User staff", "User desk", "Device desk"]),
        ("Owned", "U", 9, ["License U"]),
        ("Without license", "U", "", ["License U"]),
        ("Without offer", "u", "", ["Offer u"]),
        ("Without channel", "CSP", "", ["Offer u", "Offer many"]),
        ("License by", "staff", "Device", ["User staff"]),
        ("Horizon", "", 5, []),
        ("Horizon", "*", 5, []),
    ],
)
def test_a_target_is_whatever_its_change_is_about(
    tmp_path: Path, known: Tables, change: str, target: str, value: object, meant: list[str]
) -> None:
    found, said = read(tmp_path, known, ["A", change, target, value])
    assert not said
    ((made,),) = (scenario.changes for scenario in found)
    assert sorted(names_of(known, made.targets)) == sorted(meant)


def test_all_prices_are_those_of_offers_and_of_servers_that_cost_something(
    tmp_path: Path, known: Tables
) -> None:
    found, _ = read(tmp_path, known, ["A", "Price factor", "*", 0.9])
    assert sorted(names_of(known, found[0].changes[0].targets)) == [
        *("Offer D", "Offer many", "Offer u", "Server s"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["A", "Price", "many", 45], ("Scenarios!C2", "tiered-target")),
        (["A", "Price", "", 45], ("Scenarios!C2", "no-target")),
        (["A", "Price", "S", 45], ("Scenarios!C2", "no-own-price")),
        (["A", "Horizon", "staff", 5], ("Scenarios!C2", "no-target-wanted")),
        (["A", "Count", "stuff", 5], ("Scenarios!C2", "unknown-target")),
        (["A", "Count", "*", 5], ("Scenarios!C2", "unknown-target")),
        (["A", "Product", "u", "Windows Server 2025"], ("Scenarios!C2", "unknown-target")),
        (["A", "Without channel", "EA", ""], ("Scenarios!C2", "unknown-target")),
        (["A", "Count", "staff", ""], ("Scenarios!D2", "no-value")),
        (["A", "Price factor", "u", 15], ("Scenarios!D2", "odd-factor")),
        (["A", "Price", "u", "+5"], ("Scenarios!D2", "a-difference")),
        (["A", "Product", "t", "Frobnicator"], ("Scenarios!D2", "unknown-product")),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, known: Tables, row: list[Any], said: tuple[str, str]
) -> None:
    assert read(tmp_path, known, row)[1] == [said]


def test_a_wrong_change_leaves_the_others_of_its_scenario(tmp_path: Path, known: Tables) -> None:
    found, said = read(
        tmp_path,
        known,
        *(["A", "Count", "stuff", 9], ["A", "Count", "staff", 9], ["A", "Counting", "staff", 9]),
    )
    assert [place for place, _ in said] == ["Scenarios!B4", "Scenarios!C2"]
    assert [change.row for change in found[0].changes] == [3]


def texts(folder: Path, t: Tables, *rows: list[Any]) -> list[str]:
    findings = Findings()
    names = Targets(t.users, t.devices, t.servers, t.licenses, t.offers)
    read_scenarios(grid(folder, "Scenarios", HEAD, *rows), names, KnownNames(findings), findings)
    return [str(each) for each in (*findings.problems, *findings.warnings)]


def test_a_license_that_others_sell_is_told_with_their_offers(
    tmp_path: Path, known: Tables
) -> None:
    """The workbook of `known`, but that its offer u is called one: U is no offer's name then."""
    offers = tuple(replace(o, name="one") if o.name == "u" else o for o in known.offers)
    (text,) = texts(tmp_path, replace(known, offers=offers), ["A", "Price", "U", 45])
    assert text == (
        'Scenarios!C2: Target "U" is a license without a Price of its own. Name one of its offers: '
        "one, many."
    )
    (text,) = texts(tmp_path, known, ["A", "Price", "S", 45])
    assert text.endswith("Give it a Price on Licenses.")


def test_a_factor_that_may_be_a_rise_says_what_it_makes_of_100(
    tmp_path: Path, known: Tables
) -> None:
    (text,) = texts(tmp_path, known, ["A", "Price factor", "u", 15])
    assert text.startswith("Scenarios!D2: 15 multiplies: what is 100 becomes 1500.")


def test_a_row_without_a_scenario_is_told_and_part_of_none(tmp_path: Path, known: Tables) -> None:
    found, said = read(tmp_path, known, ["", "Count", "staff", 9], ["A", "Count", "staff", 8])
    assert [place for place, _ in said] == ["Scenarios!A2"]
    assert [scenario.name for scenario in found] == ["A"]


def test_a_user_who_is_called_users_is_that_one(tmp_path: Path, known: Tables) -> None:
    named = replace(known, users=replace(known.users, names=("users", "desk")))
    found, _ = read(tmp_path, named, ["A", "Count factor", "Users", 2])
    assert found[0].changes[0].targets == ((Thing.USER, 0),)


def test_values_are_typed(tmp_path: Path, known: Tables) -> None:
    found, said = read(
        tmp_path,
        known,
        ["A", "License by", "staff", "device"],
        ["A", "Product", "t", "Windows Server 2022; SQL Server 2022; Windows Server 2022"],
        ["A", "Discount rate", "", "5 %"],
    )
    assert not said
    by, product, rate = found[0].changes
    assert by.value == Kind.DEVICE
    assert len(product.value) == 2
    assert rate.value == Decimal("0.05")
