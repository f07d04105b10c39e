"""Rows of integer columns told apart: what numpy does by sorting rows, done by sorting one number a row."""

import numpy as np

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
    _, first, code = np.unique(keys_of(*columns), return_index=True, return_inverse=True)
    return np.stack([column[first] for column in columns], 1).astype(np.int64), code.reshape(-1).astype(np.int64)
