"""Columns of codes and distinct values, each value with its cell."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.domain import schema
from optimizer.reading.grid import Grid, Values, is_number, values_of
from tests.reading.support import grid

USER = schema.BY_NAME["Access"].columns[0]
DAY = next(c for c in schema.BY_NAME["Access"].columns if c.kind is schema.Kind.DATE)


def ints(*values: int) -> Any:
    return np.array(values, np.int32)


def column(codes: tuple[int, ...], *distinct: object) -> Values:
    return Values(USER, 0, ints(*codes), distinct)


def shown(values: Values) -> list[object]:
    """Each row's value; None where it is blank."""
    return [None if code < 0 else values.distinct[code] for code in values.codes.tolist()]


@pytest.fixture
def access(tmp_path: Path) -> Grid:
    p = "Windows Server 2022"
    rows = [["ann", "pc", p], ["bob", "", p], ["ann", "tab", p]]
    return grid(tmp_path, "Access", ["User", "Device", "Server"], *rows)


def test_a_column_says_whether_all_of_it_is_text() -> None:
    assert column((0, 1), "a", "b").is_text
    assert not column((0, 1), "a", 1).is_text
    assert column((-1,)).is_text


def test_the_shapes_of_its_texts() -> None:
    """Digits are alike, numbers have no shape."""
    assert column((0, 1, 2), "pc-17", "pc-42", 5).shapes == column((0,), "pc-99").shapes
    assert column((0,), 5).shapes == frozenset()
    assert "\0" in column((0, 1), "a", "1.2").shaped


def test_values_that_are_marked_leave_the_shapes_of_the_others() -> None:
    values = column((0, 1, 1), "pc-17", "ann")
    assert values.shapes == {"pc-00", "ann"}
    marked = values.marked({0: 5})
    assert shown(marked) == [5, "ann", "ann"]
    assert "ann" in marked.shapes
    assert not marked.is_text


def test_other_values_in_the_place_of_its_own() -> None:
    """None is blank; codes close the gap."""
    found = column((0, 1, 2, -1, 1), "a", "b", "c").recoded(["A", None, "C"])
    assert shown(found) == ["A", None, "C", None, None]
    assert found.distinct == ("A", "C")
    assert found.codes.dtype == np.int32


def test_values_that_no_row_holds_go() -> None:
    found = column((2, -1, 2), "a", "b", "c").used()
    assert (shown(found), found.distinct) == (["c", None, "c"], ("c",))
    whole = column((0, 1), "a", "b")
    assert whole.used() is whole


@pytest.mark.parametrize(
    ("value", "number"),
    [(1, True), (1.5, True), (0, True), (True, False), ("1", False), (None, False)],
)
def test_what_is_a_number_of_its_own(value: object, number: bool) -> None:
    assert is_number(value) is number


def test_text_of_white_space_alone_is_blank() -> None:
    found = values_of(USER, 3, ints(0, 1, 2, 3, -1), ["a", "", " \u00a0\t", 0], mac=False)
    assert shown(found) == ["a", None, None, 0, None]
    assert (found.position, found.column, found.codes.dtype) == (3, USER, np.int32)
    plain = values_of(USER, 0, ints(1, 0), ["a", "b"], mac=False)
    assert shown(plain) == ["b", "a"]


def test_serial_numbers_of_a_calendar_from_1904_are_moved() -> None:
    """By four years and a day, in columns of dates alone; text stays, and so does Yes."""
    found = values_of(DAY, 0, ints(0, 1, 2), [1000, "2026-01-01", True], mac=True)
    assert shown(found) == [2462, "2026-01-01", True]
    assert shown(values_of(USER, 0, ints(0), [1000], mac=True)) == [1000]
    assert shown(values_of(DAY, 0, ints(0), [1000], mac=False)) == [1000]


def test_a_cell_is_told_by_its_column_and_its_row_in_the_sheet(access: Grid) -> None:
    assert str(access.place("Device", 3)) == "Access!B3"
    assert str(access.place("Sessions", 3)) == "Access!A3"  # a column that it lacks
    assert str(access.whole) == "Access"


def test_cells_of_rows_by_yes_and_no_or_by_number(access: Grid) -> None:
    by_mask = access.cells("User", np.array([True, False, True]))
    by_index = access.cells("User", np.array([0, 2]))
    assert [str(place) for place in by_mask] == [str(place) for place in by_index]
    assert [str(place) for place in by_mask] == ["Access!A2", "Access!A4"]
    assert len(access.cells("User", np.array([], np.int64))) == 0


def test_some_rows_keep_their_numbers_and_their_values(access: Grid) -> None:
    found = access.take(np.array([False, True, True]))
    assert found.rows.tolist() == [3, 4]
    assert shown(found.columns["User"]) == ["bob", "ann"]
    assert shown(found.columns["Device"]) == [None, "tab"]
    assert found.columns["Device"].distinct == ("tab",)  # "pc" stood in the row that is gone
    assert found.size == 2


def test_rows_that_stand_for_several_are_counted_so(access: Grid) -> None:
    assert (access.size, access.counted(np.array([0, 1]))) == (3, 2)
    assert access.counted(np.array([True, False, True])) == 2
    told = replace(access, times=ints(5, 1, 2))
    assert told.size == 8
    assert told.counted(np.array([True, False, True])) == 7
    assert told.counted(np.array([1, 2])) == 3
    assert told.take(np.array([0])).size == 5


def test_a_column_is_put_in_the_place_of_another_or_added(access: Grid) -> None:
    new = column((0, 0, 0), "x")
    assert shown(access.put("User", new).columns["User"]) == ["x", "x", "x"]
    assert set(access.put("Reason", new).columns) == {"User", "Device", "Server", "Reason"}
    assert shown(access.columns["User"]) == ["ann", "bob", "ann"]  # the grid itself stays
