"""A table of raw text, whatever it was written in, and the headers that it may have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from optimizer.importing.opening.exports import Export

Row = Sequence[str]
Rows = Callable[[bool], Iterator[tuple[int, Row]]]
"""Line numbers from 1 and cells; called anew for each pass, with whether rows may be ragged."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a delimited text file is written; `skip` lines stand above its first row of values."""

    encoding: str
    delimiter: str
    skip: int


@dataclass(frozen=True, kw_only=True)
class Equal:
    """Rows that are equal in the columns asked for, once, and how many they are; in other columns
    they may lack what they say, and a moment may be its day.

    `read` are all of them; `records` have the least and the largest number of a record among them,
    or one that is no number.
    """

    rows: Sequence[tuple[Row, int]]
    read: int
    records: tuple[str, ...]


Counted = Callable[[Sequence[int], Callable[[int], None]], "Equal | None"]
"""Columns, and whom to tell how many rows were read -> the equal rows; None where only reading row
by row tells."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One way to take a table: a header, and the rows below it."""

    header: tuple[str, ...]
    rows: Rows
    dialect: Dialect | None = None
    equal: Counted | None = None
    """A quicker way to the same rows, for days."""
    footer: list[str] = field(default_factory=list)
    """Lines at the end that are no rows (`(2 rows affected)`), there once all has been read."""
    passed: list[int] = field(default_factory=list)
    """How many records the rows passed over, of events that no source reads: one number, there
    once the rows have been read to their end."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One table of an export: its form in a word, and the ways to take it, likeliest first.

    `server` is the server that the table itself names (a database, a log of one machine); `part`
    the sheet or table inside the file; `zone` is UTC where the format says that its times are.
    """

    export: Export
    form: str
    candidates: tuple[Candidate, ...]
    part: str = ""
    server: str = ""
    zone: str = ""
    no_text: tuple[str, ...] = ()
    """Columns of bytes that are no text: they are not read."""
    bad: list[int] = field(default_factory=list)
    """Records that could not be read, by number; filled while the rows are read."""

    @property
    def name(self) -> str:
        """The file's name, and the part's where there are several."""
        return f"{self.export.name} [{self.part}]" if self.part else self.export.name


class Cut(Exception):  # noqa: N818 - it is what happened to the file
    """The file ends, or goes wrong, in the middle: at which line, and how."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(what)
