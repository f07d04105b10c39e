"""A table file longer than memory, its repeats told once: DuckDB tells its distinct rows apart
before a column of it is made.

DEFINITIONS
    key      what a wanted column says in a row; but Sessions are added up, and of Last seen the
             latest day is kept
    row      number (from 0) of the first of the rows that say the same: they stand in its order
    times    how many rows say the same
    since    the first day of the Access window: a row last seen before it is not told with a later
             one, which alone counts; so is a row without a day

A log names one access thousands of times. What is told once reads as all its rows would: a value is
in order of its first appearance, and a name's first cell is the same. Where a cell of Sessions or
Last seen is written otherwise than as whole numbers and days in ISO order, or DuckDB finds fault
with the file, the file is read the usual way, which knows every way of writing and every message.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from optimizer.reading.files.table import Codes

MEMORY = "1500MB"
"""What DuckDB may keep in memory; the rest waits on disk."""

MOST_DISTINCT = 32_000_000
"""Distinct rows that are read into memory."""

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?)?"
"""A day in text that has one meaning."""

FIRST_DAY, LAST_DAY = "1990-01-01", "2100-01-01"
"""Days outside of which a date may stand for never."""


@dataclass(frozen=True)
class Wish:
    """How a file's rows may be told once: the positions of the columns that are added up and of
    which the latest day is kept (None: there is no such column), since when a row counts (None:
    always), and from how many rows on it is worth it."""

    sessions: int | None
    last_seen: int | None
    since: date | None
    least: int
    apart: tuple[int, ...] = ()
    """Columns whose blanks are counted, and their cells named: rows that lack one are told one by
    one, unless the file is too long for it."""


Once = Callable[[Sequence[str]], Wish | None]
"""Header -> how its rows may be told once; None: not at all."""


@dataclass(frozen=True)
class Told:
    """Distinct rows: for each wanted position codes (int32) and what they stand for, as a table
    file has them; `rows` and `times` (int32) as above."""

    columns: Mapping[int, tuple[Codes, tuple[object, ...]]]
    rows: Codes
    times: Codes


@dataclass(frozen=True)
class Source:
    """A file as DuckDB reads it: a table in SQL with columns c0, c1, ... of the wanted positions
    and r, the number of the row; which of them are text; how many rows it must have."""

    table: str
    parameters: tuple[object, ...]
    wanted: tuple[int, ...]
    text: frozenset[int]
    total: int


def installed() -> bool:
    """Whether there is a DuckDB to use."""
    return find_spec("duckdb") is not None


def told_once(source: Source, wish: Wish) -> Told | None:
    """The distinct rows; None where they cannot be told apart so, or are too many."""
    duckdb: Any = import_module("duckdb")
    with TemporaryDirectory(prefix="cal-optimizer-") as scratch:
        settings = {"memory_limit": MEMORY, "temp_directory": scratch}
        try:
            with duckdb.connect(str(Path(scratch) / "told.duckdb"), config=settings) as db:
                return _told(db, source, wish) if _tell(db, source, wish) else None
        except (duckdb.Error, UnicodeDecodeError):
            return None


def _tell(db: Any, source: Source, wish: Wish) -> bool:
    """Make the table of distinct rows; whether it says what the file does."""
    selected = [f"c{i} AS k{i}" for i in source.wanted if i not in (wish.sessions, wish.last_seen)]
    odd = ["false"]
    if wish.apart and source.total <= MOST_DISTINCT:
        blank = " OR ".join(f"coalesce(trim(c{i}), '') = ''" for i in wish.apart)
        selected.append(f"CASE WHEN {blank} THEN r END AS apart")
    if wish.sessions is not None:
        selected += _of_sessions(f"c{wish.sessions}", text=wish.sessions in source.text)
        odd.append("odd_number")
    if wish.last_seen is not None:
        text = wish.last_seen in source.text
        selected += _of_last_seen(f"c{wish.last_seen}", wish.since, text=text)
        odd.append("odd_day")
    db.execute(
        f"CREATE TABLE told AS SELECT {', '.join(selected)}, "  # noqa: S608 - of numbers alone
        f"min(r) AS r, count(*) AS n FROM {source.table} GROUP BY ALL",
        list(source.parameters),
    )
    rows, distinct, wrong = db.execute(
        "SELECT coalesce(sum(n), 0), count(*), "  # noqa: S608
        f"count(*) FILTER ({' OR '.join(odd)}) FROM told"
    ).fetchone()
    return int(rows) == source.total and distinct <= MOST_DISTINCT and not wrong


def _of_sessions(cell: str, *, text: bool) -> list[str]:
    """The sum, whether there is none, and whether it is written otherwise than as whole numbers."""
    if not text:
        return [
            f"{cell} IS NULL AS unsaid",
            f"coalesce({cell} < 0, false) AS odd_number",
            f"sum({cell})::BIGINT AS sessions",
        ]
    whole = f"regexp_full_match({cell}, '[0-9]{{1,15}}')"
    return [
        f"{cell} = '' AS unsaid",
        f"NOT ({whole} OR {cell} = '') AS odd_number",
        f"sum(CASE WHEN {whole} THEN {cell}::BIGINT END)::VARCHAR AS sessions",
    ]


def _of_last_seen(cell: str, since: date | None, *, text: bool) -> list[str]:
    """The latest day, whether there is none, whether it is before `since`, and whether it is
    written otherwise than as a day in ISO order."""
    day = f"try_cast(substr({cell}, 1, 10) AS DATE)" if text else f"{cell}::DATE"
    blank = f"{cell} = ''" if text else f"{cell} IS NULL"
    good = f"coalesce({day} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}', false)"
    if text:
        good += f" AND regexp_full_match({cell}, '{DAY}')"
    parts = [
        f"{blank} AS undated",
        f"NOT (({blank}) OR ({good})) AS odd_day",
        f"max(CASE WHEN {good} THEN {day} END){'::VARCHAR' if text else ''} AS day",
    ]
    return parts if since is None else [*parts, f"coalesce({day} < DATE '{since}', false) AS old"]


def _told(db: Any, source: Source, wish: Wish) -> Told:
    """What the table of distinct rows says, in numbers."""
    names = {wish.sessions: "sessions", wish.last_seen: "day"}
    columns = {i: names.get(i, f"k{i}") for i in source.wanted}
    values: dict[int, tuple[object, ...]] = {}
    for i, name in columns.items():
        db.execute(
            f"CREATE TABLE v{i} AS SELECT {name} AS v, "  # noqa: S608
            "(row_number() OVER (ORDER BY min(r)) - 1)::INTEGER AS code "
            f"FROM told WHERE {name} IS NOT NULL GROUP BY 1"
        )
        found = db.execute(f"SELECT v FROM v{i} ORDER BY code").fetchall()  # noqa: S608
        values[i] = tuple(value for (value,) in found)
    joins = " ".join(f"LEFT JOIN v{i} ON told.{name} = v{i}.v" for i, name in columns.items())
    codes = ", ".join(f"coalesce(v{i}.code, -1)::INTEGER AS c{i}" for i in columns)
    got = db.execute(
        f"SELECT {codes}, told.r::INTEGER AS r, told.n::INTEGER AS n "  # noqa: S608
        f"FROM told {joins} ORDER BY told.r"
    ).fetchnumpy()
    numbers = {name: np.ascontiguousarray(column, np.int32) for name, column in got.items()}
    return Told({i: (numbers[f"c{i}"], values[i]) for i in columns}, numbers["r"], numbers["n"])
