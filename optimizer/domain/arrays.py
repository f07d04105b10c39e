"""Rows of integer columns told apart: what numpy does by sorting rows, done by sorting one number a
row."""

import numpy as np
import pandas as pd

from optimizer.domain.tables import Ints


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


def distinct_rows(*columns: Ints) -> tuple[Ints, Ints]:
    """The distinct rows of the columns in lexicographic order, and for each row the number of its
    distinct one."""
    keys = keys_of(*columns)
    met, known = pd.factorize(keys)  # by hashing; only the distinct ones are then sorted
    order = np.argsort(known)
    rank = np.empty(len(known), np.int64)
    rank[order] = np.arange(len(known))
    code = rank[met]
    first = np.empty(len(known), np.int64)
    first[code[::-1]] = np.arange(len(keys))[::-1]
    return np.stack([column[first] for column in columns], 1).astype(np.int64), code
