"""Names of people in two columns are asked for in one: two people may share a half."""

from pathlib import Path

import pytest

from tests.support.books import WINDOWS, problems

S = "Windows Server 2022"


def said(path: Path, *rows: list[str], sheet: str = "Access") -> list[str]:
    sheets = {"Access": [["User", "Server"], ["ann", S]], "Licenses": WINDOWS, sheet: list(rows)}
    return problems(path, sheets)


@pytest.mark.parametrize(
    ("given", "family"),
    [("First name", "Last name"), ("Vorname", "Name"), ("Nombre", "Apellidos"), ("Prénom", "Nom")],
)
def test_two_halves_are_asked_for_in_one_column(tmp_path: Path, given: str, family: str) -> None:
    rows = [family, given, "Device", "Server"], ["Smith", "Ann", "pc", S], ["Smith", "Bob", "pc", S]
    (problem,) = said(tmp_path, *rows)
    assert problem == (
        f'Access!B1: there is no column User, while "{given}" and "{family}" are the halves of a '
        "name. Join them in one column User: two people may share a half."
    )


def test_on_users_the_header_asks_for_one_column(tmp_path: Path) -> None:
    rows = ["Vorname", "Nachname"], ["Hans", "Meier"]
    assert (
        'Join "Vorname" and "Nachname" in one column User.'
        in said(tmp_path, *rows, sheet="Users")[0]
    )


def test_one_half_under_user_is_asked_about(tmp_path: Path) -> None:
    rows = ["User", "First name", "Device", "Server"], ["Smith", "Ann", "pc", S]
    (problem,) = said(tmp_path, *rows)
    assert problem.startswith('Access!B1: "First name" is not read, and is half of a name')


@pytest.mark.parametrize("others", [["First name", "Last name"], ["Nombre", "#"], ["#", "Surname"]])
def test_a_whole_name_beside_its_halves_is_read(tmp_path: Path, others: list[str]) -> None:
    rows = ["User", *others, "Device", "Server"], ["asmith", "Ann", "Smith", "pc", S]
    assert said(tmp_path, *rows) == []
