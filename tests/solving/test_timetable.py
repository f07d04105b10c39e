"""Tables over time as an instance a period."""

import numpy as np

from optimizer.solving.timetable import with_some_needs
from tests.solving.program.test_supply_over_time import DATED
from tests.support.stated import timetable


def test_each_period_asks_for_who_is_there() -> None:
    """Bob is there in the first year; owned units sit with him and with ann."""
    found = timetable(DATED)
    assert [period.first.year for period in found.periods] == [2026, 2027]
    assert [case.tables.users.count.tolist() for case in found.instances] == [[2, 3], [2, 0]]
    assert [case.supply.stock for case in found.instances] == [(1, 1), (1, 1)]
    assert [rows.tolist() for rows in found.rows] == [[0, 1], [0, 1]]
    assert [case.classes.users.class_of.tolist() for case in found.instances] == [[0, 1], [0]]


def test_the_classes_of_rows_with_which_units_sit() -> None:
    found = timetable(DATED)
    told = [{key: own.tolist() for key, own in each.items()} for each in found.rows_apart]
    assert told == [{(True, 0): [0], (True, 1): [1]}, {(True, 0): [0], (True, 1): []}]
    moving = timetable(DATED.replace("| bob  | 2        | No", "| bob  | 2        | Yes"))
    assert moving.supply.moving
    assert [{key: own.tolist() for key, own in each.items()} for each in moving.rows_apart] == told


def test_some_needs_alone_are_merged_anew() -> None:
    found = timetable(DATED)
    case = found.instances[0]
    some = with_some_needs(case, np.array([True, False]), found.supply)
    assert some.classes.users.class_of.tolist() == [0, 1]
    assert some.needs.state.tolist() == [0, 3]
    assert case.needs.state.tolist() == [0, 0]
