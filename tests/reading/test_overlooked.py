"""Columns that say what others of their sheet do are never passed over."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.reading.overlooked import numbered
from tests.support.books import WINDOWS, problems

S = "Windows Server 2022"
ACCESS = [["User", "Server"], ["ann", "FS1"]]


def said(path: Path, **sheets: Any) -> list[str]:
    return problems(path, {"Access": ACCESS, "Licenses": WINDOWS, **sheets})


def test_a_second_product_is_asked_into_the_one_column(tmp_path: Path) -> None:
    servers = [["Server", "Product", "Product 2"], ["FS1", S, "SQL Server 2022"]]
    (problem,) = said(tmp_path, Servers=servers)
    assert problem == (
        'Servers!C1: "Product 2" is not read, since there is one column Product. Write all of a '
        "row into Product, with ; between; or put a # before the names."
    )


def test_an_empty_one_is_passed_over(tmp_path: Path) -> None:
    assert said(tmp_path, Servers=[["Server", "Product", "Product 2"], ["FS1", S, ""]]) == []


def test_two_columns_of_a_required_one_are_to_be_joined_not_renamed(tmp_path: Path) -> None:
    servers = [["Server", "Product 1", "Product 2"], ["FS1", S, "SQL Server 2022"]]
    hint = 'Write what stands under "Product 1", "Product 2" into one column Product.'
    assert hint in said(tmp_path, Servers=servers)[0]


def test_devices_side_by_side_are_asked_for_below_each_other(tmp_path: Path) -> None:
    rows = [["User", "Device 1", "Device 2", "Server"], ["ann", "pc", "tablet", S]]
    (problem,) = said(tmp_path, Access=rows)
    assert problem.startswith('Access!B1: "Device 1", "Device 2" are not read')
    assert "Write a row for each into Device" in problem


@pytest.mark.parametrize(
    ("value", "asked"), [("Remote Desktop Session Host", True), ("File server", False)]
)
def test_products_under_another_heading_are_asked_for(
    tmp_path: Path, value: str, asked: bool
) -> None:
    found = said(tmp_path, Servers=[["Server", "Product", "Role"], ["FS1", S, value]])
    assert bool(found) is asked
    assert all(problem.startswith('Servers!C1: the column "Role" is not read') for problem in found)


@pytest.mark.parametrize(
    ("product", "system", "asked"),
    [
        (S, "Windows Server 2022 Standard", False),  # the same in other words
        (S, "Windows Server 2019 Datacenter", False),  # a license of 2022 opens it too
        ("Windows Server 2019", S, True),  # a later one is needed
        ("SQL Server 2022", S, True),  # one more is
        (f"SQL Server 2022; {S}", S, False),
        (S, "Windows 11", False),  # asks for nothing
    ],
)
def test_a_system_that_product_names_too_is_not_asked_for(
    tmp_path: Path, product: str, system: str, asked: bool
) -> None:
    servers = [["Server", "Product", "OS"], ["FS1", product, system]]
    licenses = [*WINDOWS, ["SQL", "User", "SQL Server", 200]]
    assert bool(said(tmp_path, Servers=servers, Licenses=licenses)) is asked


def test_columns_that_change_no_plan_are_left_alone(tmp_path: Path) -> None:
    users = [["User", "Department 1", "Department 2"], ["ann", "Sales", "Bern"]]
    access = [["User", "Server"], ["ann", S]]
    assert said(tmp_path, Access=access, Users=users) == []


def test_years_are_no_numbers_of_columns() -> None:
    assert numbered(["Price 2026", "Team 1", "Team_2", "7"]) == {"Team": ["Team 1", "Team_2"]}
