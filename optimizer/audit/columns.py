"""Columns of whole numbers side by side: what the audit's accesses and requirements are kept in."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from optimizer.domain.tables import Bools, Ints


@dataclass(frozen=True)
class Columns:
    """Columns of one length by their names; `at["user"]` is an array with an entry a row."""

    at: dict[str, Ints]

    def __len__(self) -> int:
        return len(next(iter(self.at.values())))

    def __getitem__(self, name: str) -> Ints:
        return self.at[name]

    def rows(self, which: Ints | Bools) -> "Columns":
        """Some of the rows: those marked, or those at these places."""
        return Columns({name: column[which] for name, column in self.at.items()})

    def where(self, **values: Ints | int) -> "Columns":
        """The same rows, but for the columns that are given anew: an array, or one value for all
        rows."""
        anew = {
            name: np.broadcast_to(np.asarray(value, np.int64), len(self))
            for name, value in values.items()
        }
        return Columns({**self.at, **anew})

    def keys(self, *names: str) -> Ints:
        """A number a row, equal where the rows are equal in these columns, and in their order."""
        key, span = np.zeros(len(self), np.int64), 1
        for name in names:
            column = self.at[name]
            low, high = int(column.min(initial=0)), int(column.max(initial=0))
            if span * (high - low + 1) >= 1 << 62:  # as ranks they are fewer
                key = np.unique(key, return_inverse=True)[1].astype(np.int64).reshape(-1)
                column = np.unique(column, return_inverse=True)[1].astype(np.int64).reshape(-1)
                low, high, span = 0, len(column), len(column) + 1
            key, span = key * (high - low + 1) + (column - low), span * (high - low + 1)
        return key

    def numbered(self, *names: str) -> tuple[Ints, "Columns"]:
        """For each row the number of its kind in these columns, and the first row of each kind."""
        key = self.keys(*names)
        order = np.argsort(key, kind="stable")
        begins = begin_anew(key[order])
        number = np.empty(len(key), np.int64)
        number[order] = np.cumsum(begins) - 1
        return number, self.rows(order[begins])

    def without_repeats(self) -> "Columns":
        """The rows that are equal in all columns once each."""
        key = self.keys(*self.at)
        order = np.argsort(key)
        return self.rows(order[begin_anew(key[order])])

    def kinds(self, *names: str) -> Iterable[tuple[int, ...]]:
        """The distinct rows in these columns."""
        first = self.numbered(*names)[1]
        return zip(*(first[name].tolist() for name in names), strict=True)


def begin_anew(ordered: Ints) -> Bools:
    """Which entries of a sorted array differ from the one before."""
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return first


def joined(parts: list[Columns]) -> Columns:
    """Rows of several below each other; all have the same columns."""
    if len(parts) == 1:
        return parts[0]
    return Columns({name: np.concatenate([part[name] for part in parts]) for name in parts[0].at})
