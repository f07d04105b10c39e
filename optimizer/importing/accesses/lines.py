"""What rows tell of files and days: rows that say the same in all else are one, and the lines that
they are made of stand aside.

DEFINITIONS
line   a group of one table: the number of its row, its table, its day, the rows of the export that
       it stands for
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    Bools = np.ndarray[Any, np.dtype[np.bool_]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines as columns; each row has one at least."""

    row: "Ints"
    file: "Ints"
    day: "Ints"
    read: "Ints"

    def read_by_file(self, rows: "Ints") -> dict[int, int]:
        """What these rows stand for in each table; a row that is given twice counts twice."""
        if not len(rows):
            return {}
        times = np.bincount(rows, minlength=int(self.row.max()) + 1)
        read = np.bincount(self.file, weights=self.read * times[self.row]).astype("int64")
        return {file: count for file, count in enumerate(read.tolist()) if count}

    def of(self, rows: "Ints") -> tuple["Ints", "Ints"]:
        """The lines of some rows, each row given once: which of the rows, and which line."""
        place = np.full(int(self.row.max(initial=-1)) + 1, -1, "int64")
        place[rows] = np.arange(len(rows))
        places = place[self.row]
        found = np.flatnonzero(places >= 0)
        return places[found], found

    def days_of(self, rows: "Ints") -> pd.DataFrame:
        """Each day of each of these rows once: `row`, `day`."""
        _, found = self.of(np.unique(rows))
        days = pd.DataFrame({"row": self.row[found], "day": self.day[found]})
        return days.drop_duplicates()


def below(parts: "list[Lines]", rows: "list[int]") -> Lines:
    """Lines of several frames of rows, as many rows as told, once those stand below each other."""
    starts = np.cumsum([0, *rows])[: len(parts)].tolist()
    nothing = np.zeros(0, "int64")
    return Lines(
        row=np.concatenate(
            [nothing, *(p.row + start for p, start in zip(parts, starts, strict=True))]
        ),
        file=np.concatenate([nothing, *(part.file for part in parts)]),
        day=np.concatenate([nothing, *(part.day for part in parts)]),
        read=np.concatenate([nothing, *(part.read for part in parts)]),
    )
