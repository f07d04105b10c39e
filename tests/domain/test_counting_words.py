"""Headings that ask how many, and those that only look like it."""

import pytest

from optimizer.domain.counting_words import column_of_how_many


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Users", "Number of employees"),
        ("Users", "No of people"),
        ("Users", "Nr. of employees"),
        ("Users", "# Users"),
        ("Users", "Employees"),
        ("Users", "Staff count"),
        ("Users", "Count of User"),
        ("Users", "Sum of users"),
        ("Users", "Number of people in group"),
        ("Users", "User count (2026)"),
        ("Users", "Anzahl Mitarbeiter"),
        ("Users", "Anzahl MA"),
        ("Users", "Zahl der Mitarbeiter"),
        ("Users", "Nbre d'utilisateurs"),
        ("Users", "Nombre de personnes"),
        ("Users", "Nº de usuarios"),
        ("Users", "Num. usuarios"),
        ("Users", "N° utenti"),
        ("Users", "Aantal medewerkers"),
        ("Devices", "Number of PCs"),
        ("Devices", "Anzahl Rechner"),
        ("Devices", "Nb de postes"),
        ("Servers", "Number of instances"),
    ],
)
def test_asks_how_many(sheet: str, title: str) -> None:
    assert column_of_how_many(title, sheet) == "Count"


def test_licenses_are_counted_in_quantity() -> None:
    assert column_of_how_many("Number of licenses", "Owned") == "Quantity"
    assert column_of_how_many("Anzahl Lizenzen", "Assigned") == "Quantity"


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Users", "Employee number"),  # which employee
        ("Users", "User number"),
        ("Users", "Nr. Benutzer"),  # one of them is called so too
        ("Users", "No user"),
        ("Users", "Nombre de usuario"),  # Spanish: the user's name
        ("Users", "Nome utente"),
        ("Users", "#Team"),
        ("Users", "#User"),
        ("Users", "Total cost"),
        ("Users", "Number of devices"),  # of each person
        ("Devices", "Number of users"),  # of each device
        ("Devices", "Anzahl Benutzer"),
        ("Access", "Number of users"),
        ("Users", "%"),
    ],
)
def test_asks_something_else(sheet: str, title: str) -> None:
    assert column_of_how_many(title, sheet) == ""
