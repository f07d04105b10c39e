"""Several names in one cell of Access: every one with every one."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Findings
from optimizer.reading.cells import ERRORS
from optimizer.reading.columns import Columns
from optimizer.reading.grid import Grid, Values
from optimizer.reading.meaning import lists
from optimizer.reading.meaning.lists import expanded
from tests.reading.support import grid, told

P = "Windows Server 2022"


def read(
    folder: Path, *rows: list[Any], users: list[str] | None = None
) -> tuple[list[tuple[str, str, int]], list[tuple[str, str]]]:
    """(user, device, row in Excel) of each row of Access as it is meant, and what is told; `users`
    are on a sheet of their own."""
    findings = Findings()
    access = grid(folder, "Access", ["User", "Device", "Server", "Pairing", "Sessions"], *rows)
    others = {}
    if users is not None:
        others["Users"] = grid(folder, "Users", ["User"], *([name] for name in users))
    found = expanded(access, others, findings)
    columns = Columns(found, findings)
    names = []
    for name in ("User", "Device"):
        codes, spelled = columns.names(name)
        names.append([spelled[code] if code >= 0 else "" for code in codes.tolist()])
    return list(zip(*names, found.rows.tolist(), strict=True)), told(findings)


def test_one_name_a_cell_is_as_it_is(tmp_path: Path) -> None:
    found, said = read(tmp_path, ["ann", "pc", P], ["", "tab", P])
    assert found == [("ann", "pc", 2), ("", "tab", 3)]
    assert not said


def test_every_one_of_a_list_goes_with_every_one_of_the_other(tmp_path: Path) -> None:
    found, said = read(tmp_path, ["ann; bob", "pc;tab", P], ["cy", "tv", P])
    assert sorted(found) == [
        *(("ann", "pc", 2), ("ann", "tab", 2), ("bob", "pc", 2), ("bob", "tab", 2)),
        ("cy", "tv", 3),
    ]
    assert not said


def test_each_name_of_a_list_counts_once_and_blank_parts_do_not(tmp_path: Path) -> None:
    assert read(tmp_path, ["ann; ; bob;ann;", "", P])[0] == [("ann", "", 2), ("bob", "", 2)]


def test_lines_and_bullets_are_lists_too(tmp_path: Path) -> None:
    found, _ = read(tmp_path, ["- ann\n- bob", "pc", P], ["1. cy\n2. dora", "tab", P])
    assert [user for user, *_ in found] == ["ann", "bob", "cy", "dora"]


def test_a_name_that_the_sheet_lists_whole_is_one(tmp_path: Path) -> None:
    found, _ = read(tmp_path, ["Night; Day", "pc", P], users=["night; day", "ann"])
    assert [user for user, *_ in found] == ["Night; Day"]


def test_a_list_where_pairs_are_meant_is_a_problem(tmp_path: Path) -> None:
    _, said = read(tmp_path, ["ann; bob", "pc", P, "own"], ["ann; bob", "pc", P, ""])
    assert said == [("Access!A2", "list-of-pairs")]


def test_lists_that_make_too_many_accesses_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as may be are made."""
    row = ["a; b; c", "d; e", P]
    monkeypatch.setattr(lists, "MOST_ROWS", 6)
    assert len(read(tmp_path, row)[0]) == 6
    monkeypatch.setattr(lists, "MOST_ROWS", 5)
    found, said = read(tmp_path, row)
    assert said[-1] == ("Access", "too-many-accesses")
    assert len(found) <= 3


@pytest.mark.parametrize(
    "name", ["ann, bob", "ann/bob", "ann & bob", "ann and bob", "ann und bob", "ann + bob"]
)
def test_what_looks_like_a_list_of_known_names_is_a_problem(tmp_path: Path, name: str) -> None:
    rows = [[name, "pc", P], ["ann", "pc", P], ["bob", "pc", P]]
    assert read(tmp_path, *rows)[1] == [("Access!A2", "several-names")]


@pytest.mark.parametrize("name", ["Miller, Ann", "R&D", "ann and others"])
def test_what_looks_like_a_list_of_others_is_one_name_and_noted(tmp_path: Path, name: str) -> None:
    found, said = read(tmp_path, [name, "pc", P], ["ann", "pc", P])
    assert said == [("Access!A2", "one-name")]
    assert found[0][0] == name


def test_names_of_a_sheet_are_checked_there(tmp_path: Path) -> None:
    rows = [["ann, bob", "pc", P], ["ann", "pc", P], ["bob", "pc", P]]
    assert not read(tmp_path, *rows, users=["ann", "bob"])[1]


def test_a_broken_line_that_may_be_one_name_is_noted(tmp_path: Path) -> None:
    found, said = read(tmp_path, ["Ann\nMiller", "pc", P], ["bob", "pc", P])
    assert [user for user, *_ in found] == ["Ann", "Miller", "bob"]
    assert said == [("Access!A2", "line-break-in-name")]
    assert not read(tmp_path, ["bob\ncy", "pc", P], ["bob", "pc", P], ["cy", "pc", P])[1]


def test_names_that_look_like_several_are_told_as_before_however_many(tmp_path: Path) -> None:
    """Three hundred of one kind hide neither the one whose parts are names nor an error, which is
    no name; those that begin or end with what may stand between names are one name."""
    rows = [[f"Ann{i} / Bob{i}", "pc", P] for i in range(300)]
    rows += [["cy", "pc", P], ["dora, etc.", "pc", P], ["/eve", "pc", P], ["#N/A", "pc", P]]
    found, said = read(tmp_path, *rows, ["cy / Dora, etc.", "pc", P], ["cy + frank", "pc", P])
    assert len(found) == 306
    assert ("Access!A2", "one-name") in said
    assert [place for place, code in said if code == "several-names"] == []
    _, said = read(tmp_path, *rows, ["dora", "pc", P], ["CY /Dora", "pc", P])
    assert ("Access!A307", "several-names") in said


def test_a_list_beside_names_that_look_like_several_is_none_of_them(tmp_path: Path) -> None:
    _, said = read(tmp_path, ["ann / bob", "pc", P], ["cy / dora; eve", "pc", P])
    assert said == [("Access!A2", "one-name")]


BETWEEN = re.compile(r"\s*(?:[,/+\t]|\s-\s|\sand\s|\setc\.?$)\s*", re.IGNORECASE)
SIGNS = [*"ab ,/-#+\t\u200b", " - ", " and ", " etc.", "#N/A", "a b", "1", "A"]


@given(st.lists(st.lists(st.sampled_from(SIGNS), max_size=6).map("".join), max_size=8, unique=True))
def test_whether_a_name_is_several_is_told_by_all_of_its_parts(texts: list[str]) -> None:
    """Looked at one by one, each part compared with every name."""
    known = {naming.fold(naming.trim(text)) for text in texts}
    several: list[int] = []
    one: list[int] = []
    for row, text in enumerate(map(naming.trim, texts), 2):
        parts = [part for part in BETWEEN.split(text) if part]
        if len(parts) > 1 and text not in ERRORS:
            each_known = all(naming.fold(part) in known for part in parts)
            (several if each_known else one).append(row)
    findings = Findings()
    numbers = np.arange(len(texts), dtype=np.int32)
    access = schema.BY_NAME["Access"]
    values = Values(access.columns[0], 0, numbers, tuple(texts))
    book = Grid(access, 1, numbers + 2, {"User": values})
    expanded(book, {}, findings)
    assert [each.place.row for each in findings.problems] == several
    assert [each.place.row for each in findings.warnings] == one[:1]
    assert [f"{len(one):,}" in each.problem for each in findings.warnings] == [True][: len(one)]
