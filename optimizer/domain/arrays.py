"""Rows of integer columns told apart: what numpy does by sorting rows, done by sorting one number a
row."""

from typing import Any

import numpy as np

from optimizer.domain.tables import Ints

SPARSE = 4
"""Numbers that lie no further apart than so many times their count are told apart by a table of all
between them, others by sorting."""


def distinct(values: Ints) -> Ints:
    """The distinct values, sorted: numpy's own way hashes, which takes many times as long as its
    sort."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def keys_of(*columns: Ints) -> Ints:
    """A number for each row of the columns, in the rows' lexicographic order and equal where rows
    are."""
    result = np.zeros(len(columns[0]), np.int64)
    span = 1
    for column in columns:
        least = int(column.min(initial=0))
        width = int(column.max(initial=0)) - least + 1
        if span * width >= 2**62:  # too wide for one number: ranks are not
            result, ranks = (
                np.unique(each, return_inverse=True)[1].astype(np.int64)
                for each in (result, column)
            )
            width = span = len(column)
        else:
            ranks = column - least
        span *= width
        result = result * width + ranks
    return result


def hashed(values: Ints, salt: int) -> Any:
    """A well-spread number of 64 bits (unsigned) for each value: splitmix64."""
    mixed = values.astype(np.uint64) + np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def appearing(values: Any) -> tuple[Ints, Ints]:
    """A number for each value, counted from 0 in order of first appearance, and where each distinct
    one first stands; `values` are whole numbers of any width."""
    met, first = _in_order(values)
    order = np.argsort(first)
    rank = np.empty(len(first), np.int64)
    rank[order] = np.arange(len(first))
    return rank[met], first[order]


def first_of_alike(*columns: Ints) -> Ints:
    """The first row of each that are equal in all columns, rising."""
    keys = keys_of(*columns)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.ones(len(keys), bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return np.sort(order[begins])


def distinct_rows(*columns: Ints) -> tuple[Ints, Ints]:
    """The distinct rows of the columns in lexicographic order, and for each row the number of its
    distinct one."""
    code, first = _in_order(keys_of(*columns))
    return np.stack([column[first] for column in columns], 1).astype(np.int64), code


def _in_order(values: Any) -> tuple[Ints, Ints]:
    """For each value its rank among the distinct ones, and where each of those first stands."""
    if not len(values):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    least, most = int(values.min()), int(values.max())
    if most - least <= SPARSE * len(values):  # a place for each number there may be
        place = values - values.dtype.type(least)
        first = np.full(most - least + 1, len(values), np.int64)
        first[place[::-1]] = np.arange(len(values))[::-1]
        there = first < len(values)
        return (np.cumsum(there) - 1)[place], first[there]
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    begins = np.ones(len(ordered), bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    code = np.empty(len(values), np.int64)
    code[order] = np.cumsum(begins) - 1
    return code, order[begins]
