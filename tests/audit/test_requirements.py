"""What every access requires, worked out anew by the audit."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.requirements import State, accesses, asked
from optimizer.domain.tables import Tables
from tests.support.books import WINDOWS, tables, write

NEW, OLD = "Windows Server 2022", "Windows Server 2016"


def book(path: Path, *rows: list[Any], **sheets: Any) -> Tables:
    header = ["User", "Device", "Server", "Purpose"]
    return tables(
        write(path / "in.xlsx", {"Access": [header, *rows], "Licenses": WINDOWS, **sheets})
    )


def test_the_same_asked_for_twice_is_asked_for_once(tmp_path: Path) -> None:
    found = book(tmp_path, ["ann", "PC", NEW, ""], ["ann", "PC", NEW, ""], ["ann", "", NEW, ""])
    assert len(asked(found).frame) == 2


def test_an_earlier_version_falls_away_beside_a_later_one(tmp_path: Path) -> None:
    servers = [["Server", "Product"], ["web", f"{OLD}; {NEW}"]]
    found = book(tmp_path, ["ann", "", "web", ""], Servers=servers)
    (version,) = asked(found).frame["version"].tolist()
    assert version == 2022 * 2


def test_who_is_the_same_as_another_asks_as_that_one(tmp_path: Path) -> None:
    users = [["User", "Same as"], ["ann", ""], ["anna", "ann"]]
    found = book(tmp_path, ["ann", "", NEW, ""], ["anna", "", NEW, ""], Users=users)
    assert asked(found).frame["user"].tolist() == [0]


def test_an_exempt_access_asks_for_nothing(tmp_path: Path) -> None:
    found = book(tmp_path, ["ann", "", NEW, "Exempt"], ["bob", "", NEW, ""])
    assert len(asked(found).frame) == 1


@pytest.mark.parametrize(
    ("count", "state"), [(2, State.NOTHING), (3, State.PICK)], ids=["two", "three"]
)
def test_two_administrators_need_nothing_of_three_the_plan_picks(
    tmp_path: Path, count: int, state: State
) -> None:
    users = [["User", "Count"], ["admins", count]]
    found = asked(book(tmp_path, ["admins", "", NEW, "Administration"], Users=users))
    assert found.frame["state"].tolist() == [state]
    assert found.administrators == {0: {0}}


def test_who_also_uses_it_is_no_administrator_alone(tmp_path: Path) -> None:
    found = asked(book(tmp_path, ["ann", "", NEW, "Administration"], ["ann", "", NEW, ""]))
    assert found.frame["state"].tolist() == [State.USE]
    assert found.administrators == {}


def test_a_server_in_front_is_counted_for_those_behind_too(tmp_path: Path) -> None:
    servers = [["Server", "Product", "Front end of"], ["web", NEW, "db"], ["db", NEW, ""]]
    found = book(tmp_path, ["ann", "", "web", ""], Servers=servers)
    assert sorted(accesses(found)["server"].tolist()) == [0, 1]
    assert sorted(asked(found).frame["server"].tolist()) == [0, 1]
