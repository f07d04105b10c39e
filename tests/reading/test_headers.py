"""Headers by their own names and by what people and systems call them."""

from typing import Any

import pytest

from optimizer.domain import schema
from optimizer.domain.problems import Findings
from optimizer.reading.headers import (
    Content,
    Heading,
    header_row,
    heading_of,
    is_own,
    meanings,
)

USERS, ACCESS = schema.BY_NAME["Users"], schema.BY_NAME["Access"]


def heading(
    row: list[Any], sheet: schema.Sheet = USERS, holds: Content = Content.WORDS
) -> tuple[Heading, Findings]:
    findings = Findings()
    return heading_of(row, 1, sheet, lambda position: holds, findings), findings


@pytest.mark.parametrize(
    ("sheet", "title", "column"),
    [
        ("Users", "Quantity", "Count"),
        ("Users", "  HEAD COUNT ", "Count"),
        ("Users", "# of users", "Count"),
        ("Users", "# Seats", "Count"),
        ("Users", "No. of users", "Count"),
        ("Users", "Anzahl", "Count"),
        ("Users", "Effectif", "Count"),
        ("Users", "SamAccountName", "User"),
        ("Users", "sAMAccountName", "User"),
        ("Users", "User_Principal_Name", "User"),
        ("Users", "accountEnabled", "Active"),
        ("Access", "LastLogonDate", "Last seen"),
        ("Access", "Dernière connexion", "Last seen"),
        ("Access", "Gerät", "Device"),
        ("Access", "GERÄTENAME", "Device"),
        ("Access", "Ordinateur", "Device"),
        ("Access", "Hostname (FQDN)", "Device"),
        ("Licenses", "Price (EUR)", "Price"),
        ("Licenses", "Price [€]", "Price"),
        ("Licenses", "Preis in EUR", "Price"),
        ("Licenses", "Unit price USD", "Price"),
        ("Owned", "Expiry date", "Until"),
        ("Servers", "Betriebssystem", "Product"),
    ],
)
def test_synonyms(sheet: str, title: str, column: str) -> None:
    assert [name for _, name in meanings(" ".join(title.split()), sheet)] == [column]


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Licenses", "Price (per month)"),
        ("Licenses", "Price (old)"),
        ("Licenses", "Monthly price"),
        ("Users", "Employee number"),
        ("Users", "#Status"),
        ("Users", "(Team)"),
        ("Users", "Notes"),
        ("Access", "Badge"),
    ],
)
def test_what_is_no_synonym(sheet: str, title: str) -> None:
    assert meanings(title, sheet) == ()


def test_the_planners_own_columns_are_passed_over() -> None:
    assert is_own("#Team", "Users")
    assert is_own("[Team]", "Users")
    assert is_own("notes", "Users")
    assert is_own("Meaning", "Settings")
    assert is_own("source of the price", "Licenses")
    assert not is_own("Source of the price", "Users")
    assert not is_own("# of users", "Users")
    assert heading(["User", "#Team", "Badge"])[0].unread == ((2, "Badge"),)


def test_the_exact_name_wins() -> None:
    found, findings = heading(["Machine", "User", "Device", "Server"], ACCESS)
    assert (found.positions["Device"], found.unread) == (2, ((0, "Machine"),))
    assert findings.problems == []


def test_a_log_on_name_comes_before_a_display_name() -> None:
    found, findings = heading(["Display name", "Username", "Hostname", "Server"], ACCESS)
    assert (found.positions["User"], found.titles["User"]) == (1, "Username")
    assert (found.unread, findings.problems) == (((0, "Display name"),), [])


def test_two_columns_of_numbers_are_a_problem() -> None:
    _, findings = heading(["User", "Quantity", "Qty"])
    (problem,) = findings.problems
    assert str(problem) == (
        'Users!C1: "Qty" and "Quantity" (B1) could both be Count. Rename the one that is meant to '
        "Count, and put a # before the other."
    )
    assert [str(place) for place in problem.places] == ["Users!C1", "Users!B1"]


def test_a_column_twice_under_another_name() -> None:
    _, findings = heading(["User", "Computer", "Computer", "Server"], ACCESS)
    assert [p.code for p in findings.problems] == ["column-twice"]


def test_a_word_of_two_languages_is_told_by_the_cells_below() -> None:
    assert heading(["Nombre", "Tipo"])[0].positions == {"User": 0, "Type": 1}
    assert heading(["Utilisateur", "Nombre"], holds=Content.NUMBERS)[0].positions == {
        "User": 0,
        "Count": 1,
    }


def test_several_columns_may_say_who_is_active() -> None:
    found, findings = heading(["User", "Enabled", "Status"])
    assert (found.positions["Active"], found.also, findings.problems) == (1, {"Active": (2,)}, [])


def test_the_header_is_the_row_that_knows_most() -> None:
    rows: list[Any] = [["Users of the clinic"], ["User"], ["User", "Count", "Type"]]
    assert header_row(rows, USERS) == 2
    assert header_row([["User", "Count"], ["User", "Type"]], USERS) == 0
    assert header_row([["Count"]], USERS) is None


@pytest.mark.parametrize("title", ["Left", "Deleted", "Ausgeschieden", "Baja"])
def test_a_word_for_gone_is_yes_or_no_or_a_day_by_the_cells_below(title: str) -> None:
    assert heading(["User", title])[0].positions == {"User": 0, "Active": 1}
    assert heading(["User", title], holds=Content.DAYS)[0].positions == {"User": 0, "To": 1}


def test_how_many_is_read_where_numbers_stand_below() -> None:
    row: list[Any] = ["User", "Number of employees"]
    assert heading(row, holds=Content.NUMBERS)[0].positions == {"User": 0, "Count": 1}
    assert heading(row)[0].unread == ((1, "Number of employees"),)


@pytest.mark.parametrize(
    ("title", "sheet", "column"),
    [
        ("Employment %", "Users", ""),
        ("Active (%)", "Users", ""),
        ("% Users", "Users", ""),
        ("Increase (%)", "Offers", "Increase"),
        ("Annual increase %", "Offers", "Increase"),
    ],
)
def test_per_cent_heads_rates_alone(title: str, sheet: str, column: str) -> None:
    assert {name for _, name in meanings(title, sheet)} == ({column} if column else set())
