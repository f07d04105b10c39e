"""Which struck cells make a row that is asked for."""

from dataclasses import replace

import numpy as np

from optimizer.domain import schema
from optimizer.domain.problems import Findings
from optimizer.reading.grid import Grid, Values
from optimizer.reading.struck import ask_of_struck

OWNED = schema.BY_NAME["Owned"]


def grid() -> Grid:
    columns = {
        name: Values(OWNED.column(name), at, np.array([0, 1, -1], np.int32), ("a", "b"))
        for at, name in enumerate(("License", "Quantity"))
    }
    return Grid(OWNED, 1, np.array([2, 3, 4], np.int32), columns)


def said(*cells: tuple[int, int]) -> list[tuple[str, str]]:
    findings = Findings()
    ask_of_struck(grid(), cells, findings)
    return [(each.code, str(each.place)) for each in (*findings.problems, *findings.warnings)]


def test_the_name_or_the_whole_row() -> None:
    assert said((2, 1)) == [("struck-rows", "Owned!A2")]
    assert said((2, 1), (2, 2), (3, 2)) == [
        ("struck-rows", "Owned!A2"),
        ("struck-cells", "Owned!B3"),
    ]


def test_neither_the_header_nor_columns_that_are_not_read() -> None:
    assert said((1, 1), (2, 5), (4, 1), (9, 1)) == []


def test_a_remark_counts_for_nothing_anyway() -> None:
    findings = Findings()
    ask_of_struck(replace(grid(), alone=frozenset((2,))), [(2, 1)], findings)
    assert not findings.problems
