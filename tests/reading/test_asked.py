"""Columns that a plan may hang on are asked for, not passed over."""

from pathlib import Path
from typing import Any

from tests.support.books import WINDOWS, problems

P = "Windows Server 2022"
HEADER = ["User", "Device", "Server", "Permission"]


def said(path: Path, *users: list[Any]) -> list[str]:
    access = [["User", "Server"], ["sales", P]]
    return problems(path, {"Users": [*users], "Access": access, "Licenses": WINDOWS})


def test_a_number_of_full_time_posts_may_be_a_count(tmp_path: Path) -> None:
    assert said(tmp_path, ["User", "FTE"], ["sales", 42]) == [
        'Users!B1: the column "FTE" is not read, and holds numbers such as 42: is that how many '
        "people each row stands for? Head it Count if it is; if not, put a # before its name."
    ]


def test_where_there_is_a_count_nothing_is_asked(tmp_path: Path) -> None:
    assert said(tmp_path, ["User", "FTE", "Count"], ["sales", 42, 50]) == []


def test_shares_of_a_post_are_no_count(tmp_path: Path) -> None:
    assert said(tmp_path, ["User", "FTE"], ["sales", 0.5]) == []


def test_who_is_in_scope_is_asked(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, ["User", "In scope"], ["sales", "no"])
    assert problem.startswith('Users!B1: the column "In scope" is not read, and says "no"')


def test_where_active_says_so_scope_is_not_asked(tmp_path: Path) -> None:
    assert said(tmp_path, ["User", "In scope", "Active"], ["sales", "no", "yes"]) == []


def test_a_number_of_people_on_access_is_asked(tmp_path: Path) -> None:
    access = [["User", "Device", "Count", "Server"], ["sales", "", 42, P]]
    (problem,) = problems(tmp_path, {"Access": access, "Licenses": WINDOWS})
    assert "Access!C1" in problem
    assert "List them on Users or Devices with that Count. Head it Sessions" in problem


def test_a_right_that_says_none_may_leave_its_row_out(tmp_path: Path) -> None:
    for said_so in ("None", "Deny", "keine", "aucun"):
        access = [HEADER, ["sales", "", P, "Full"], ["it", "", P, said_so]]
        (problem,) = problems(tmp_path, {"Access": access, "Licenses": WINDOWS})
        assert problem == (
            f'Access!D1: the column "Permission" is not read, and says "{said_so}": are such rows '
            "to be left out? Delete those rows. If not, put a # before its name."
        )
    granted = [HEADER, ["sales", "", P, "Full"], ["it", "", P, "Read"]]
    assert problems(tmp_path, {"Access": granted, "Licenses": WINDOWS}) == []
