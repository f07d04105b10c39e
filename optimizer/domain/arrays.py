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


BLOCK = 1 << 20
"""Rows taken at a time where what is made of them is larger than they are."""

NARROW = (np.int8, np.int16, np.int32, np.int64)


def narrow(values: Ints, least: int = 1) -> Ints:
    """The same whole numbers in as few bytes each as they fit into, at least so many: how a column
    as long as Access is kept. Whoever adds or multiplies such columns widens them first."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    kind = next(
        each
        for each in NARROW
        if np.dtype(each).itemsize >= least
        and np.iinfo(each).min <= low
        and high <= np.iinfo(each).max
    )
    if len(values) > 1 and values.strides == (0,):  # one number for all rows stays so
        return np.broadcast_to(values[:1].astype(kind).reshape(()), len(values))
    return values.astype(kind, copy=False)


def keys_of(*columns: Ints) -> Ints:
    """A number for each row of the columns, in the rows' lexicographic order and equal where rows
    are."""
    result: Ints = np.zeros(len(columns[0]), np.int64)
    span = 1
    for column in columns:
        least, width = _span(column)
        if span * width >= WIDEST:  # too wide for one number: ranks are not
            result = np.unique(result, return_inverse=True)[1].astype(np.int64)
            ranks = np.unique(column, return_inverse=True)[1]
            least, width = 0, len(column)
            span = width * width
            result *= width
            result += ranks
        else:
            span *= width
            result *= width
            result += column
        result -= least
    return result


WIDEST = 2**62
"""Numbers of rows stay below this."""


def _span(column: Ints) -> tuple[int, int]:
    """The least number of a column, not above 0, and how many numbers there are from it to the
    largest one, which is not below 0."""
    least = int(column.min(initial=0))
    return least, int(column.max(initial=0)) - least + 1


def told_apart(*columns: Ints) -> tuple[Ints, ...]:
    """The distinct rows of the columns in lexicographic order, a column each, as wide as it came:
    `distinct_rows` without the number of each row, in a third of its memory."""
    spans = [_span(column) for column in columns]
    span = 1
    for _, width in spans:
        span *= width
    if span >= WIDEST:
        rows = distinct_rows(*columns)[0].T
        return tuple(row.astype(column.dtype) for row, column in zip(rows, columns, strict=True))
    keys = keys_of(*columns)
    keys.sort()
    begins = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=begins[1:])
    found = tuple(np.empty(np.count_nonzero(begins), column.dtype) for column in columns)
    done = 0
    for at in range(0, len(keys), BLOCK):
        left = keys[at : at + BLOCK][begins[at : at + BLOCK]]
        into = slice(done, done + len(left))
        done += len(left)
        for column, (least, width) in zip(reversed(found), reversed(spans), strict=True):
            left, rank = np.divmod(left, width)
            column[into] = rank + least
    return found


def greatest(*columns: Ints) -> tuple[Ints, ...]:
    """The distinct rows of all columns but the last one, in lexicographic order, and for each the
    greatest number that the last column has in them."""
    *rows, most = told_apart(*columns)
    ends = np.zeros(len(most), bool)
    ends[-1:] = True
    for row in rows:
        ends[:-1] |= row[1:] != row[:-1]
    return (*(row[ends] for row in rows), most[ends])


def hashed(values: Ints, salt: int) -> Any:
    """A well-spread number of 64 bits (unsigned) for each value: splitmix64."""
    mixed = values.astype(np.uint64)
    mixed += np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def appearing(values: Any) -> tuple[Ints, Ints]:
    """A number for each value (int32), counted from 0 in order of first appearance, and where each
    distinct one first stands; `values` are whole numbers of any width."""
    met, first = _in_order(values)
    order = np.argsort(first)
    rank = np.empty(len(first), np.int32)
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
    """The distinct rows of the columns in lexicographic order (int64), and for each row the number
    of its distinct one (int32)."""
    code, first = _in_order(keys_of(*columns))
    return np.stack([column[first] for column in columns], 1).astype(np.int64), code


def _in_order(values: Any) -> tuple[Ints, Ints]:
    """For each value its rank among the distinct ones, and where each of those first stands."""
    if not len(values):
        return np.empty(0, np.int32), np.empty(0, np.int64)
    least, most = int(values.min()), int(values.max())
    code = np.empty(len(values), np.int32)
    if most - least <= SPARSE * len(values):  # a place for each number there may be
        first = np.full(most - least + 1, len(values), np.int64)
        blocks = [slice(at, at + BLOCK) for at in range(0, len(values), BLOCK)]
        for rows in reversed(blocks):
            place = _place(values[rows], least)
            first[place[::-1]] = np.arange(rows.start, rows.start + len(place))[::-1]
        there = first < len(values)
        rank = np.cumsum(there, dtype=np.int32) - np.int32(1)
        for rows in blocks:
            code[rows] = rank[_place(values[rows], least)]
        return code, first[there]
    order = np.argsort(values, kind="stable")
    begins = np.ones(len(values), bool)
    ordered = values[order]
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    del ordered
    code[order] = np.cumsum(begins, dtype=np.int32) - np.int32(1)
    return code, order[begins]


def _place(values: Any, least: int) -> Ints:
    """How far above the least of them values lie."""
    if values.dtype.itemsize < np.dtype(np.int64).itemsize:
        values = values.astype(np.int64)
    return np.asarray((values - values.dtype.type(least)).astype(np.int64, copy=False))
