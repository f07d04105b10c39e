"""Rows of integer columns told apart: what numpy does by sorting rows, done by sorting one number a row."""

import numpy as np
import pandas as pd

from optimizer.tables import Ints


def keys_of(*columns: Ints) -> Ints:
    """A number for each row of the columns, in the rows' lexicographic order and equal where rows are."""
    result = np.zeros(len(columns[0]), np.int64)
    span = 1
    for column in columns:
        least = int(column.min(initial=0))
        width = int(column.max(initial=0)) - least + 1
        span *= width
        if span >= 2**62:  # too wide for one number
            _, result = np.unique(np.stack(columns, 1), axis=0, return_inverse=True)
            return result.reshape(-1).astype(np.int64)
        result = result * width + (column - least)
    return result


def distinct_rows(*columns: Ints) -> tuple[Ints, Ints]:
    """The distinct rows of the columns in lexicographic order, and for each row the number of its distinct one."""
    keys = keys_of(*columns)
    met, known = pd.factorize(keys)  # by hashing; only the distinct ones are then sorted
    order = np.argsort(known)
    rank = np.empty(len(known), np.int64)
    rank[order] = np.arange(len(known))
    code = rank[met]
    first = np.empty(len(known), np.int64)
    first[code[::-1]] = np.arange(len(keys))[::-1]
    return np.stack([column[first] for column in columns], 1).astype(np.int64), code
