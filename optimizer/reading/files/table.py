"""A table file as it is read: its header, and a column of codes for each header that is wanted."""

import hashlib
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.problems import Message

Codes = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class TableFile:
    """A file's header and, for each column, codes (int32, a row each; -1 is blank) and what they
    stand for."""

    header: tuple[str, ...]
    columns: tuple[tuple[Codes, tuple[object, ...]], ...]
    _: KW_ONLY
    line: int = 1
    """The header's line in the file, from 1."""
    notes: tuple[Message, ...] = ()
    """What a reader should know of how the file was read; a message's field is its `name`."""
    samples: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    """Position -> the first filled cells of a column that is not wanted."""
    rows: Codes | None = None
    """How many lines below the header's, from 0, each row stands: the first of those that say the
    same, or where rows take several lines; None: one after the other."""
    times: Codes | None = None
    """How many rows of the file each stands for; None: one."""


MANY, SEVERAL = 1000, 100
"""Rows and columns of samples."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def heading(name: object) -> str:
    """A column's title."""
    return " ".join(naming.trim(str(name)).split())


def nothing(rows: int) -> tuple[Codes, tuple[object, ...]]:
    """A column of blanks."""
    return np.full(rows, -1, np.int32), ()
