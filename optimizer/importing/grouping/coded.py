"""Columns of text as codes: each distinct text stands once in memory, and whatever is asked of a
column is asked of its distinct texts.

DEFINITIONS
column   a pandas Categorical without blanks of its own (no code is -1), whose categories are
         distinct and sorted: codes stand in the order of the texts
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    Bools = np.ndarray[Any, np.dtype[np.bool_]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]

Column = pd.Categorical


def coded(texts: Sequence[str], codes: "np.ndarray[Any, Any]") -> Column:
    """A column of `texts[code]`; texts may repeat and stand in any order. A code of -1 is blank."""
    distinct = sorted({*texts, ""})
    number = {text: n for n, text in enumerate(distinct)}
    new = np.fromiter((*(number[text] for text in texts), number[""]), np.int32, len(texts) + 1)
    return from_codes(new[codes], distinct)


def of(texts: Iterable[str]) -> Column:
    """A column of texts, one a row."""
    array = np.empty(len(listed := list(texts)), object)
    array[:] = listed
    codes, distinct = pd.factorize(array)
    return coded(distinct.tolist(), codes)


def one(text: str, rows: int) -> Column:
    """The same text in every row."""
    return from_codes(np.zeros(rows, np.int32), [text])


def from_codes(codes: "np.ndarray[Any, Any]", distinct: Any, *, sure: bool = True) -> Column:
    """The column of these codes; `distinct` is sorted. Unless it is `sure`, raises ValueError for a
    code of no text."""
    categories: Any = pd.Index(distinct, dtype="object")
    made: Any = Column.from_codes(codes, categories=categories, validate=not sure)
    return cast("Column", made)


def column_of(values: Any) -> Column:
    """The column of a series, or of an array of texts."""
    values = values.array if isinstance(values, pd.Series) else values
    return values if isinstance(values, Column) else of(np.asarray(values, object))


def distinct_of(column: Any) -> tuple["Ints", list[str]]:
    """A code a row, and the texts that some row has."""
    column = column_of(column)
    codes = np.asarray(column.codes)
    used = np.flatnonzero(np.bincount(codes, minlength=len(column.categories)))
    if len(used) == len(column.categories):
        return codes, column.categories.tolist()
    number = np.zeros(len(column.categories), np.int64)
    number[used] = np.arange(len(used))
    return number[codes], column.categories.to_numpy()[used].tolist()


def changed(column: Any, meaning: Callable[[str], str]) -> Column:
    """Every text by its meaning."""
    codes, texts = distinct_of(column)
    return coded([meaning(text) for text in texts], codes)


def flags(column: Any, test: Callable[[str], object]) -> "Bools":
    """Rows whose text passes a test."""
    column = column_of(column)
    codes, texts = np.asarray(column.codes), column.categories.tolist()
    if len(codes) < len(texts):
        codes, texts = distinct_of(column)
    passed = np.fromiter((bool(test(text)) for text in texts), bool, len(texts))
    found: Bools = passed[codes]
    return found


def is_text(column: Any, text: str) -> "Bools":
    """Rows with this text."""
    column = column_of(column)
    found = column.categories.get_indexer([text])[0]
    same: Bools = np.asarray(column.codes) == (found if found >= 0 else -2)
    return same


def stacked(columns: Sequence[Any]) -> Column:
    """Columns below each other."""
    parts = [column_of(column) for column in columns]
    every = {id(part.categories): part.categories for part in parts}
    first = parts[0].categories
    if all(categories.equals(first) for categories in every.values()):
        return from_codes(np.concatenate([part.codes for part in parts]), first)
    texts = np.concatenate([categories.to_numpy() for categories in every.values()])
    numbers, distinct = pd.factorize(texts)
    order = np.array(sorted(range(len(distinct)), key=distinct.tolist().__getitem__), np.int64)
    rank = np.empty(len(distinct), np.int32)
    rank[order] = np.arange(len(distinct), dtype=np.int32)
    ranked, start, ranks = rank[numbers], 0, {}
    for key, categories in every.items():
        ranks[key] = ranked[start : start + len(categories)]
        start += len(categories)
    codes = [ranks[id(part.categories)][part.codes] for part in parts]
    return from_codes(np.concatenate(codes), distinct[order])


def chosen(mask: "Bools", one_: Any, other: Any) -> Column:
    """The one column where the mask is set, else the other."""
    both = stacked([one_, other])
    codes, rows = np.asarray(both.codes), len(mask)
    taken = np.where(mask, codes[:rows], codes[rows:])
    return from_codes(taken, both.categories)


def alike(one_: Any, other: Any) -> "Bools":
    """Rows in which both columns have the same text."""
    codes = np.asarray(stacked([one_, other]).codes)
    half = len(codes) // 2
    same: Bools = codes[:half] == codes[half:]
    return same


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of the same columns below each other."""
    frames = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.DataFrame(
        {
            name: stacked([frame[name] for frame in frames])
            if any(isinstance(frame[name].array, Column) for frame in frames)
            else np.concatenate([frame[name].to_numpy() for frame in frames])
            for name in frames[0].columns
        },
        copy=False,
    )


def _dense(codes: "Ints", total: int) -> tuple["Ints", int]:
    """Codes below `total` -> as many as there are different ones, and how many those are."""
    if 0 < total <= 4 * len(codes):
        used = np.zeros(total, bool)
        used[codes] = True
        number = np.cumsum(used) - 1
        return number[codes], int(number[-1]) + 1
    found, distinct = pd.factorize(codes)
    return found.astype("int64"), max(len(distinct), 1)


def combined(frame: pd.DataFrame, names: Sequence[Any]) -> tuple["Ints", pd.DataFrame]:
    """A code a row for what it has in these columns, and the distinct combinations."""
    codes, total = np.zeros(len(frame), "int64"), 1
    for name in names:
        own = frame[name]
        if isinstance(own.array, Column):
            part, size = np.asarray(own.array.codes), len(own.array.categories)
        else:
            part, distinct = pd.factorize(own.to_numpy())
            size = len(distinct)
        if size > 1:
            codes, total = _dense(codes * size + part, total * size)
    first = np.zeros(int(codes.max()) + 1 if len(codes) else 0, "int64")
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, frame[list(names)].iloc[first]
