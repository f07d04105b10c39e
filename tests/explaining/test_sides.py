"""Holders seen from their side: what their names have in common, and how few or many are named."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from optimizer.domain.plan import Coverage, Texts
from optimizer.domain.planned import Planned
from optimizer.domain.tables import NONE
from optimizer.explaining import sides
from optimizer.explaining.sides import (
    Side,
    exempt_rows,
    kinds_of_names,
    others_in_words,
    sides_of,
    who_they_are,
)
from tests.support.books import WINDOWS, tables, write
from tests.support.plans import holding, mix, plan


def side_of(folder: Path, names: list[str], departments: list[str] | None = None) -> Side:
    """The side of users of these names, everyone with a run, who use two kinds of device."""
    sheets = {
        "Users": [
            ["User", "Department"],
            *zip(names, departments or [""] * len(names), strict=True),
        ],
        "Devices": [["Device", "Count"], ["pc", 1], ["tablets", 12], ["phone", 1]],
        "Access": [["User", "Server"], *([name, "Windows Server 2022"] for name in names)],
        "Licenses": WINDOWS,
    }
    found = tables(write(folder / "in.xlsx", sheets))
    users = holding(*((row, 1, ()) for row in range(len(names))))
    return sides_of(Planned(found, replace(plan(), mix=mix(users))))[0]


def test_a_common_beginning_of_three_names_is_a_kind(tmp_path: Path) -> None:
    names = ["Nurse 2", "Nurse 10", "Nurse 1", "ann", "Guard 7", "Guard 8"]
    assert kinds_of_names(side_of(tmp_path, names)) == ["Nurse #"] * 3 + [""] * 3


def test_a_separator_within_a_name_moves_no_other_name(tmp_path: Path) -> None:
    """All names are looked at as one text; one that holds its separator is looked at alone."""
    side = side_of(tmp_path, ["a", "PC 1", "PC 2", "PC 3"])
    odd = replace(side, holders=replace(side.holders, names=("a\0b", *side.holders.names[1:])))
    assert kinds_of_names(odd) == ["", *["PC #"] * 3]


def test_kinds_are_of_one_department(tmp_path: Path) -> None:
    """Three of one department have it in common, two of another do not."""
    names = [f"PC {i}" for i in range(5)]
    side = side_of(tmp_path, names, ["A", "A", "A", "B", "B"])
    assert kinds_of_names(side) == ["PC #"] * 3 + [""] * 2


@pytest.mark.parametrize(
    ("names", "kind", "text"),
    [
        (["Nurse 10", "Nurse 2"], "Nurse #", "Nurse 2, Nurse 10"),
        (["cy", "ann", "bob"], "", "ann, bob, cy"),
        (["dora", "cy", "ann", "bob"], "", "ann, bob and 2 more"),
        (["N 4", "N 1", "N 3", "N 2"], "N #", "N 1 to 4"),
        (["N 5", "N 1", "N 3", "N 2"], "N #", "N 1 to 5, not all"),
        (["N 08 b", "N 10 b", "N 11 b", "N 09 b"], "N # b", "N 08 to 11 b"),
        (["R1-1", "R1-2", "R1-3", "R1-4"], "R#-#", "R1-1 to R1-4"),
        (["R1-1", "R1-2", "R2-1", "R2-2"], "R#-#", "R1-1 to R2-2, not all"),
    ],
)
def test_few_are_named_and_many_by_their_first_and_last(
    tmp_path: Path, names: list[str], kind: str, text: str
) -> None:
    assert who_they_are(side_of(tmp_path, names), kind, range(len(names))) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([0], "pc"),
        ([0, 2], "pc and phone"),
        ([1], "12 tablets"),
        ([0, 1], "13 devices"),
        ([0, 1, 2], "14 devices"),
        ([0, NONE], "any device"),
    ],
)
def test_one_or_two_others_are_named_and_more_counted(
    tmp_path: Path, rows: list[int], text: str
) -> None:
    side = side_of(tmp_path, ["ann"])
    met = {r: 0 if r == NONE else int(side.others.count[r]) for r in rows}
    assert others_in_words(side, met) == text


def test_people_are_told_from_devices(tmp_path: Path) -> None:
    found = tables(
        write(
            tmp_path / "in.xlsx",
            {
                "Users": [["User", "Count"], ["staff", 2], ["boss", 1]],
                "Access": [
                    ["User", "Device", "Server"],
                    *([user, "pc", "Windows Server 2022"] for user in ("staff", "boss")),
                ],
                "Licenses": WINDOWS,
            },
        )
    )
    people, devices = sides_of(Planned(found, plan()))
    assert (people.users, people.holders.names, people.others.names) == (
        True, ("staff", "boss"), ("pc",),
    )  # fmt: skip
    assert (devices.users, devices.holders.names) == (False, ("pc",))
    assert others_in_words(devices, {0: 2, 1: 1}) == "3 people"
    assert others_in_words(devices, {0: 1}) == "1 staff"  # one of the two
    assert others_in_words(devices, {NONE: 0}) == "unknown people"


def test_a_row_is_exempt_where_each_of_its_accesses_is(tmp_path: Path) -> None:
    """Ann by a role, Bob on one of two servers only, Cy has no access that counts."""
    user = np.array([0, 0, 1, 1, NONE])
    lines = Coverage(
        user=user, device=user, server=user, family=user, version=user, access=user,
        side=Texts.of(["Exempt", "Administration", "Exempt", "User", "Exempt"]),
        license=Texts.of([""] * 5),
    )  # fmt: skip
    side = side_of(tmp_path, ["ann", "bob", "cy"])
    seen = replace(side, row=user, other=user)
    assert exempt_rows(replace(plan(), coverage=lines), seen).tolist() == [True, False, False]


@pytest.mark.parametrize(
    "names", [["a#1", "a#12", "b007", "c", "x1y22", "#", "9"], ["a\x011", "b22"], ["é1", "é٣", "c"]]
)
def test_a_number_is_one_sign_whatever_else_a_name_holds(names: list[str]) -> None:
    """Quickly where all names are of ASCII, and as a pattern finds them."""
    stems = [re.sub(r"\d+", "#", name) for name in names]
    assert sides._stems(names) == [stem if "#" in stem else "" for stem in stems]  # noqa: SLF001
