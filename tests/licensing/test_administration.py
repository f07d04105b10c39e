"""Who needs nothing on a server: up to two who only administer it."""

from pathlib import Path

import pytest

from optimizer.licensing.administration import State
from optimizer.licensing.needs import needs_of
from tests.support.books import WINDOWS, tables, write

S = "Windows Server 2022"


def states(path: Path, rows: list[list[str]], counts: list[list[object]]) -> list[State]:
    sheets = {
        "Users": [["User", "Count"], *counts],
        "Access": [["User", "Device", "Server", "Purpose"], *rows],
        "Licenses": WINDOWS,
    }
    return [State(state) for state in needs_of(tables(write(path / "in.xlsx", sheets))).state]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, State.ADMINISTRATION), (2, State.ADMINISTRATION), (3, State.CANDIDATE)],
)
def test_two_are_exempt_one_and_all_of_three_the_plan_picks(
    tmp_path: Path, count: int, expected: State
) -> None:
    rows = [["admin", "", S, "Administration"]]
    assert states(tmp_path, rows, [["admin", count]]) == [expected]


def test_who_also_uses_the_server_is_not_exempt(tmp_path: Path) -> None:
    rows = [["admin", "", S, "Administration"], ["admin", "", S, ""]]
    assert {*states(tmp_path, rows, [["admin", 1]])} == {State.OPEN}


def test_exempt_rows_may_stand_beside(tmp_path: Path) -> None:
    rows = [["admin", "", S, "Administration"], ["admin", "", S, "Exempt"]]
    found = states(tmp_path, rows, [["admin", 1]])
    assert {*found} <= {State.ADMINISTRATION, State.EXEMPT}


def test_administration_of_another_server_is_counted_there(tmp_path: Path) -> None:
    """Three people administer two servers, two of them each: all are exempt."""
    other = "Windows Server 2019"
    rows = [["a", "", S, "Administration"], ["b", "", S, "Administration"]]
    rows += [["b", "", other, "Administration"], ["c", "", other, "Administration"]]
    found = states(tmp_path, rows, [["a", 1], ["b", 1], ["c", 1]])
    assert {*found} == {State.ADMINISTRATION}
