"""Names that look like several in one, and those that only look so."""

import pytest

from optimizer.domain.problems import Findings, Place
from optimizer.reading.meaning.groups import note_groups
from optimizer.reading.meaning.named import Named


def said_of(*names: str) -> list[str]:
    findings = Findings()
    places = [Place(1, "Users", row, 1) for row in range(2, len(names) + 2)]
    note_groups(Named("Users", names, places), [1] * len(names), findings)
    return [str(note) for note in findings.warnings]


@pytest.mark.parametrize(
    "name",
    [
        "PC001 - PC030",
        "PC001-PC030",
        "pc1 to pc5",
        "PC001 bis PC030",
        "pc1..pc5",
        "pc[1-5]",
        "pc*",
        "5 temps",
        "30 PCs",
        "temps x5",
        "12 x Notebook",
        "5x temps",
        "temps (5)",
        "sales (12 people)",
        "visitors",
        "Besucher",
    ],
)
def test_several(name: str) -> None:
    assert said_of(name)


@pytest.mark.parametrize(
    "name",
    [
        "PC-01-15",
        "room 5",
        "10.0.0.5",
        "WS-2019-12",
        "LAPTOP-1A2B3C",
        "PC1 (Anna)",
        "4711 Muller",
        "Ann-Marie",
        "",
        "-1" * 100_000,  # far too long for a name, and for comparing
    ],
)
def test_one(name: str) -> None:
    assert not said_of(name)


def test_a_number_after_another_is_a_place_where_names_beside_it_go_on_so() -> None:
    assert said_of("B12-34")
    assert not said_of("B12-34", "B12-35")


def test_a_group_with_its_count_is_none_of_them() -> None:
    findings = Findings()
    places = [Place(3, "Devices", row, 1) for row in (2, 3, 4)]
    names = ["PC001-PC030", "PC031-PC060", "pc"]
    note_groups(Named("Devices", names, places), [30, 1, 1], findings)
    (note,) = findings.warnings
    assert str(note.place) == "Devices!A3"
    assert '1 name of Device is said to be several ("PC031-PC060")' in note.problem


@pytest.mark.parametrize(
    "name",
    [
        "PC001-PC030", "pc1..pc5", "pc[1-5]", "pc*", "{1-3}pc", "pc??", "pc##", "5+", "Bay1:4",
        "10.0.0.1/24", "5 temps", "team", "pool-users", "5x temps", "équipe", "staff@a.example",
    ],
)  # fmt: skip
def test_a_group_among_names_of_one_word_is_seen(name: str) -> None:
    """All names are looked at together first; what each of them says is not lost by that."""
    said = said_of("ann", "bob@a.example", name, "PC-0000001", "u7")
    assert bool(said) is bool(said_of(name))
    assert all(f'"{name}"' in note for note in said)
