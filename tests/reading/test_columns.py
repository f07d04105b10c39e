"""Whole columns: each distinct value once, each refusal at its cell, names however spelled."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.domain.problems import FOLD_AFTER, Findings, Message
from optimizer.domain.tables import NONE
from optimizer.reading import cells, columns
from optimizer.reading.columns import Columns
from tests.reading.support import grid, told

P = "Windows Server 2022"
USERS: list[list[Any]] = [
    ["User", "Count", "Department"],
    ["ann", 1, "A"],
    ["bob", "many", ""],
    ["cy", "", "A"],
]


@pytest.fixture
def users(tmp_path: Path) -> Columns:
    return Columns(grid(tmp_path, "Users", *USERS), Findings())


def access(folder: Path, *rows: list[Any], head: tuple[str, ...] = ("User", "Server")) -> Columns:
    return Columns(grid(folder, "Access", [*head], *rows), Findings())


def test_a_refused_value_is_told_at_its_cell_and_its_row_has_the_default(users: Columns) -> None:
    assert users.each("Count", cells.whole, 7) == [1, 7, 7]
    assert [place for place, _ in told(users.findings)] == ["Users!B3"]


def test_each_distinct_value_is_converted_once(tmp_path: Path) -> None:
    met: list[object] = []
    found = access(tmp_path, *([name, P] for name in "abab"))

    def convert(value: object) -> str:
        met.append(value)
        return str(value).upper()

    assert found.each("User", convert, "") == ["A", "B", "A", "B"]
    assert met == ["a", "b"]
    assert found.distinct("User", convert, "-") == ["A", "B", "-"]  # the last one is of blanks


def test_one_refused_value_leaves_every_other_name_as_it_is(tmp_path: Path) -> None:
    found = access(tmp_path, ["ann", P], ["#N/A", P], [" bob", P], [7, P], ["cy", P], ["ann", P])
    codes, spelled = found.names("User")
    assert spelled == ["ann", "bob", "7", "cy"]
    assert codes.tolist() == [0, NONE, 1, 2, 3, 0]
    assert [place for place, _ in told(found.findings)] == ["Access!A3"]


def test_the_shapes_of_names_are_those_of_the_column_where_they_are_its_texts(
    tmp_path: Path,
) -> None:
    assert access(tmp_path, ["pc-1", P], ["pc-2", P]).shapes_of_names("User") == {"pc-0"}
    assert access(tmp_path, ["ann", P], ["ANN", P]).shapes_of_names("User") is None
    assert access(tmp_path, ["ann", P], ["//bob ", P]).shapes_of_names("User") is None
    assert access(tmp_path, ["ann", P]).shapes_of_names("Device") is None


def test_a_column_that_is_not_there_has_its_default_in_every_row(users: Columns) -> None:
    assert not users.has("Site")
    assert users.each("Site", cells.text, "x") == ["x"] * 3
    assert users.codes("Site").tolist() == [NONE] * 3
    assert users.array("Site", cells.whole, 5, np.int64).tolist() == [5] * 3
    assert users.names("Site")[1] == []


def test_an_array_has_a_converted_value_a_row(users: Columns) -> None:
    found = users.array("Count", cells.whole, 7, np.int64)
    assert found.dtype == np.int64
    assert found.tolist() == [1, 7, 7]


def test_names_are_one_however_they_are_spelled_and_keep_the_first_spelling(tmp_path: Path) -> None:
    found = access(tmp_path, ["Ann", P], ["bob", P], ["ANN ", P], ["", P])
    codes, spelled = found.names("User")
    assert codes.tolist() == [0, 1, 0, NONE]
    assert spelled == ["Ann", "bob"]
    assert [str(place) for place in found.first_cells("User")] == ["Access!A2", "Access!A3"]


def test_references_are_rows_of_the_other_sheet(tmp_path: Path) -> None:
    found = access(tmp_path, ["Bob", P], ["ann", P], ["", P])
    assert found.references("User", ("ann", "bob"), "Users").tolist() == [1, 0, NONE]
    assert not told(found.findings)


def test_an_unknown_name_is_told_once_with_its_rows_and_the_nearest(tmp_path: Path) -> None:
    found = access(tmp_path, ["an", P], ["anna", P], ["anna", P], ["anna", P])
    assert found.references("User", ("anna-lena", "ann"), "Users").tolist() == [NONE] * 4
    texts = [str(problem) for problem in found.findings.problems]
    assert texts[0].startswith('Access!A2: User "an" is not on Users. Did you mean "ann"?')
    assert texts[1].startswith('Access!A3: User "anna" is not on Users (nor in 2 more rows).')
    assert [str(other) for other in found.findings.problems[1].others] == ["Access!A4", "Access!A5"]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Miller, Ann", 'Did you mean "Ann Miller" (Users!A2)?'),
        ("CORP\\ann miller", 'Did you mean "Ann Miller" (Users!A2)?'),
        ("ann miller@corp.example", 'Did you mean "Ann Miller" (Users!A2)?'),
        ("7", 'Did it lose its zeros? There is "007" (Users!A3).'),
    ],
)
def test_a_name_that_is_the_same_in_other_words_is_named_with_its_cell(
    tmp_path: Path, said: str, hint: str
) -> None:
    names = ["Ann Miller", "007"]
    listed = grid(tmp_path, "Users", ["User"], *([name] for name in names))
    used = grid(tmp_path, "Access", ["User", "Server"], [said, P])
    found = Columns(used, Findings(), {"Users": listed})
    found.references("User", names, "Users")
    (problem,) = found.findings.problems
    assert problem.remedy.startswith(hint)


def test_past_thousands_of_unknown_names_one_stands_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "MOST_UNKNOWN", 2)
    found = access(tmp_path, *([f"x{i}", P] for i in range(5)))
    found.references("User", ("ann",), "Users")
    problems = found.findings.problems
    assert [(str(p.place), p.stands_for) for p in problems] == [
        *(("Access!A2", 1), ("Access!A3", 1), ("Access!A6", 3)),
    ]


def test_a_blank_that_is_required_and_a_name_that_stands_twice_are_told(tmp_path: Path) -> None:
    found = Columns(
        grid(tmp_path, "Users", ["User", "Count"], ["ann", 1], ["", 2], ["Ann", 3]), Findings()
    )
    assert found.unique("User") == ["ann", "", "ann"]
    assert told(found.findings) == [("Users!A3", "blank"), ("Users!A4", "named-twice")]
    assert [str(other) for other in found.findings.problems[1].others] == ["Users!A2"]


def test_refusals_past_a_folds_length_are_one(tmp_path: Path) -> None:
    found = access(tmp_path, *([f"u{i}", P] for i in range(FOLD_AFTER + 3)))
    found.refuse("User", np.ones(FOLD_AFTER + 3, bool), Message("odd", "is odd.", "Look."))
    problems = found.findings.problems
    assert len(problems) == FOLD_AFTER + 1
    assert (problems[-1].stands_for, len(problems[-1].others)) == (3, 2)
    assert str(problems[-1].place) == f"Access!A{FOLD_AFTER + 4}"


def test_a_keyword_is_one_of_the_formats(tmp_path: Path) -> None:
    found = Columns(
        grid(tmp_path, "Users", ["User", "License by"], ["a", "device"], ["b", "perhaps"]),
        Findings(),
    )
    assert found.each("License by", found.keyword("License by", str), "?") == ["Device", "?"]
    assert [place for place, _ in told(found.findings)] == ["Users!B3"]
