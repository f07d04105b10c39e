"""Columns in Portuguese, Polish, Swedish, Danish and Norwegian."""

import pytest

from optimizer.domain import schema
from optimizer.domain.counting_words import column_of_how_many
from optimizer.domain.more_languages import MORE_COLUMNS
from optimizer.domain.names import key
from optimizer.domain.sheet_names import words
from optimizer.domain.status_words import NO, YES
from optimizer.reading.headers import COUNTED, meanings


def test_each_name_heads_its_column_and_no_other() -> None:
    for sheet, columns in MORE_COLUMNS.items():
        for column, listed in columns.items():
            for name in words(listed):
                found = [each for rank, each in meanings(name, sheet) if rank < COUNTED]
                assert found == [column], (sheet, name)


def test_each_name_stands_once() -> None:
    for sheet, columns in MORE_COLUMNS.items():
        for column, listed in columns.items():
            declared = schema.BY_NAME[sheet].column(column)
            met = [*map(key, (column, *declared.synonyms))]
            twice = {name for name in words(listed) if met.count(key(name)) > 1}
            assert not twice, (sheet, column)


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Users", "Antal brugere"),
        ("Users", "Antal användare"),
        ("Users", "Liczba użytkowników"),
        ("Users", "Número de pessoas"),
        ("Devices", "Antal enheter"),
        ("Devices", "Liczba komputerów"),
    ],
)
def test_number_of_something(sheet: str, title: str) -> None:
    assert column_of_how_many(title, sheet) == "Count"


def test_yes_and_no_are_known() -> None:
    assert {key("tak"), key("sim")} <= YES
    assert {key("nie"), key("nej"), key("nei")} <= NO


@pytest.mark.parametrize("title", ["Enhet", "Enhed", "Stanowisko"])
def test_a_department_or_a_job_is_no_device(title: str) -> None:
    """On Access it would be one device that all its people use."""
    for sheet in ("Access", "Assigned"):
        assert meanings(title, sheet) == ()
    ((perhaps, column),) = meanings(title, "Devices")
    ((named, _),) = meanings("Nazwa", "Devices")
    assert (column, perhaps > named) == ("Device", True)
