"""Lines of rows: what they stand for in each table, and their days."""

import numpy as np

from optimizer.importing.accesses.lines import Lines, below


def lines(*each: tuple[int, int, int, int]) -> Lines:
    """Lines of (row, file, day, read)."""
    row, file, day, read = np.array(each, "int64").reshape(-1, 4).T
    return Lines(row=row, file=file, day=day, read=read)


TWO = lines((0, 0, 5, 10), (1, 0, 5, 1), (0, 2, 6, 7), (0, 2, 5, 3))


def test_what_rows_stand_for_in_each_table() -> None:
    """Row 0 has 10 in table 0 and 7 + 3 in table 2; given twice it counts twice."""
    assert TWO.read_by_file(np.array([0])) == {0: 10, 2: 10}
    assert TWO.read_by_file(np.array([1])) == {0: 1}
    assert TWO.read_by_file(np.array([0, 1, 0])) == {0: 21, 2: 20}
    assert TWO.read_by_file(np.array([], "int64")) == {}


def test_lines_of_rows_by_their_place() -> None:
    place, line = TWO.of(np.array([1, 0]))
    assert sorted(zip(place.tolist(), line.tolist(), strict=True)) == [
        (0, 1),
        (1, 0),
        (1, 2),
        (1, 3),
    ]
    assert [len(part) for part in TWO.of(np.array([], "int64"))] == [0, 0]


def test_each_day_of_a_row_once() -> None:
    days = TWO.days_of(np.array([0, 0]))
    assert sorted(map(tuple, days.to_numpy().tolist())) == [(0, 5), (0, 6)]


def test_lines_below_each_other_are_of_the_rows_below_each_other() -> None:
    """The second part's row 0 is row 2, since the first has two rows."""
    both = below([TWO, lines((0, 1, 9, 4))], [2, 1])
    assert both.row.tolist() == [0, 1, 0, 0, 2]
    assert both.read_by_file(np.array([2])) == {1: 4}
    nothing = below([], [])
    assert [len(nothing.row), len(nothing.of(np.array([], "int64"))[0])] == [0, 0]
