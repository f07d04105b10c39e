"""CSV files as programs write them: any usual separator and encoding, a line that says the
separator, PowerShell's type line, titles above the header."""

import csv
import io
from array import array
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from optimizer.domain.arrays import appearing
from optimizer.domain.problems import Message
from optimizer.reading.cells import Refused
from optimizer.reading.files.sheet_xml import LAST_COLUMN
from optimizer.reading.files.table import (
    MANY,
    SEVERAL,
    Codes,
    TableFile,
    heading,
    nothing,
)
from optimizer.reading.files.told_once import Once, Source, Told, installed, told_once

if TYPE_CHECKING:
    import pandas as pd

WRONG_FIELDS = Message(
    "wrong-fields",
    '"{name}" has {fields} fields in line {line}, but its header has {columns}.',
    "Delete the line if it is a remark; else put names that hold the separator in quotes, and "
    "export the file again.",
)
NOT_TEXT = Message("not-text", '"{name}" is no text file.', "Export the table as CSV UTF-8.")
ENCODING = Message(
    "read-as-cp1252",
    '"{name}" is not in UTF-8; it is read as Windows text (cp1252).',
    "Check names with accents, or save it as CSV UTF-8.",
)

HEAD = 20
"""Lines within which a header stands."""

PIECE = 16 << 20


@dataclass(frozen=True)
class Dialect:
    """How a file is written: its encoding, its separator, the index of the header's line and its
    titles."""

    encoding: str
    separator: str
    header: int
    titles: tuple[str, ...]


def read_csv(
    path: Path,
    wanted: Callable[[str], bool],
    is_header: Callable[[Sequence[str]], int],
    once: Once | None = None,
) -> TableFile:
    """The file's wanted columns; every value is text. `is_header` tells how many columns that are
    known a row heads, 0 where it is no header.

    Raises Refused for a line with too many or too few fields, or what is no text.
    """
    dialect = _dialect(path, is_header)
    kept = [i for i, name in enumerate(dialect.titles) if wanted(name)]
    told = _told(path, dialect, kept, once) if once is not None else None
    starts = array("q")
    if told is None:
        _check_fields(path, dialect, starts)
    others = [i for i, name in enumerate(dialect.titles) if name and i not in set(kept)][:SEVERAL]
    head = _frame(path, dialect, others, object, MANY) if others else None
    samples = {i: tuple(filter(None, head[i].tolist())) for i in others} if head is not None else {}
    notes = (ENCODING,) if dialect.encoding == "cp1252" else ()
    if told is not None:
        blank = nothing(len(told.rows))
        held = tuple(told.columns.get(i, blank) for i in range(len(dialect.titles)))
        line = dialect.header + 1
        return TableFile(
            dialect.titles,
            held,
            line=line,
            notes=notes,
            samples=samples,
            rows=told.rows,
            times=told.times,
        )
    count, coded = _coded(path, dialect, kept)
    blank = nothing(count)
    columns = [coded.get(i, blank) for i in range(len(dialect.titles))]
    line = dialect.header + 1
    rows = _rows(starts, line, count)
    return TableFile(
        dialect.titles, tuple(columns), line=line, notes=notes, samples=samples, rows=rows
    )


def _rows(starts: "array[int]", header: int, count: int) -> Codes | None:
    """How many lines below the header's each record begins, from 0, where some take several lines;
    `starts` are the lines on which all records begin, none where each takes one."""
    lines = np.array(starts[bisect(starts, header) :], np.int64) - header - 1
    several = 0 < count <= len(lines) and lines[count - 1] != count - 1
    return lines[:count] if several else None


def _told(path: Path, dialect: Dialect, kept: list[int], once: Once) -> Told | None:
    """The rows of a long file, those that say the same told once; None where it is read the usual
    way."""
    wish = once(dialect.titles)
    if wish is None or not kept or dialect.encoding != "utf-8-sig" or not installed():
        return None
    records = _records(path) - dialect.header - 1
    if records < wish.least:
        return None
    names = {f"f{i}": "VARCHAR" for i in range(len(dialect.titles))}
    cells = ", ".join(f"coalesce(f{i}, '') AS c{i}" for i in kept)
    table = (
        f"(SELECT {cells}, row_number() OVER () - 1 AS r FROM read_csv(?, header=false, "  # noqa: S608
        "skip=?, delim=?, quote='\"', escape='\"', auto_detect=false, columns=?, "
        "strict_mode=true, null_padding=false))"
    )
    parameters = (str(path), dialect.header + 1, dialect.separator, names)
    return told_once(Source(table, parameters, tuple(kept), frozenset(kept), records), wish)


def _records(path: Path) -> int:
    """The lines of a file; 0 where some end in another way than others do, or a byte is no text."""
    lines = returns = pairs = 0
    last = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if b"\0" in piece:
                return 0
            lines += piece.count(b"\n")
            returns += piece.count(b"\r")
            pairs += piece.count(b"\r\n") + (last == b"\r" and piece[:1] == b"\n")
            last = piece[-1:]
    if returns not in (0, lines) or returns != pairs:
        return 0
    return lines + (last not in (b"\n", b""))


def _coded(
    path: Path, dialect: Dialect, kept: list[int]
) -> tuple[int, dict[int, tuple[Codes, tuple[object, ...]]]]:
    """How many rows there are, and the columns at those positions as codes of their values, which
    stand in order of appearance, as a sheet's cells are."""
    import pandas as pd

    head = _frame(path, dialect, kept, object, FIRST)
    columns: dict[int, tuple[Codes, tuple[object, ...]]] = {}
    if any(head[i].nunique() > len(head) / 2 for i in kept):  # categories would take many times
        frame = _frame(path, dialect, kept, object)
        for position in kept:
            numbers, values = pd.factorize(frame[position].to_numpy())
            columns[position] = numbers.astype(np.int32), tuple(values)
        return len(frame), columns
    frame = _frame(path, dialect, kept, "category")
    for position in kept:
        column = frame[position]
        given = column.cat.codes.to_numpy(np.int32)
        codes, first = appearing(given)
        columns[position] = codes.astype(np.int32), tuple(column.cat.categories[given[first]])
    return len(frame), columns


FIRST = 20_000
"""Rows by which it is told whether most cells of a column are alike."""


def _frame(
    path: Path, dialect: Dialect, kept: list[int], dtype: Any, rows: int | None = None
) -> "pd.DataFrame":
    """The columns at those positions as text, of the first `rows` rows or of all."""
    import pandas as pd

    with path.open(encoding=dialect.encoding, newline="") as file:
        for _ in range(dialect.header + 1):
            file.readline()
        return pd.read_csv(
            file,
            sep=dialect.separator,
            header=None,
            names=list(range(len(dialect.titles))),
            usecols=kept,
            nrows=rows,
            dtype=dtype,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
        )


def _dialect(path: Path, is_header: Callable[[Sequence[str]], int]) -> Dialect:
    with path.open("rb") as file:
        start = file.read(1 << 20)
    encoding = _encoding(path, start)
    lines = start.decode(encoding, "ignore").splitlines()[: HEAD + 2]
    said = lines[0].strip().lower() if lines else ""
    separators = said[4:5] if said.startswith("sep=") and len(said) == 5 else ",;\t|"
    best: tuple[int, int, str, tuple[str, ...]] = (0, 0, "", ())
    for index, line in enumerate(lines[:HEAD]):
        for separator in separators:
            titles = _titles(line, separator)
            known = is_header(titles)
            if known > best[0]:
                best = (known, index, separator, titles)
    if best[0]:
        return Dialect(encoding, best[2], best[1], best[3])
    first = next((i for i, line in enumerate(lines) if not line.startswith(("#", "sep="))), 0)
    line = lines[first] if lines else ""
    separator = max(separators, key=line.count)
    titles = _titles(line, separator)
    return Dialect(encoding, separator, first, titles)


def _titles(line: str, separator: str) -> tuple[str, ...]:
    """A line as a header; one with a field as long as a book is none, nor is one with more columns
    than a sheet can have."""
    if line.count(separator) >= LAST_COLUMN:
        return ()
    try:
        return tuple(map(heading, next(csv.reader([line], delimiter=separator), [])))
    except csv.Error:
        return ()


def _encoding(path: Path, start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in start:
        raise Refused(NOT_TEXT, name=path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while file.read(PIECE):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _check_fields(path: Path, dialect: Dialect, starts: "array[int]") -> None:
    """Every line has as many fields as the header; a line may be blank. The lines on which records
    begin go to `starts`, where the file has quotes. Raises Refused."""
    columns, number = len(dialect.titles), 0
    for line, fields in _fields(path, dialect, starts):
        number = line
        if fields != columns and number > dialect.header + 1:
            raise Refused(WRONG_FIELDS, name=path.name, fields=fields, line=number, columns=columns)


def _fields(path: Path, dialect: Dialect, starts: "array[int]") -> Iterator[tuple[int, int]]:
    """Line and number of fields of the records whose number of fields differs from the header's."""
    columns = len(dialect.titles)
    if dialect.encoding == "utf-16":
        with path.open(encoding="utf-16", newline="") as file:
            yield from _slowly(file, dialect, columns, starts)
        return
    with path.open("rb") as file:
        number, quoted = 0, False
        held = b""
        while piece := file.read(PIECE):
            piece = held + piece
            if b'"' in piece:
                quoted = True
                break
            cut = piece.rfind(b"\n") + 1
            held = piece[cut:]
            yield from _odd(piece[:cut], dialect, columns, number)
            number += piece.count(b"\n", 0, cut)
        if not quoted:
            yield from _odd(held, dialect, columns, number)
            return
    with path.open(encoding=dialect.encoding, newline="") as file:
        yield from _slowly(file, dialect, columns, starts)


def _odd(piece: bytes, dialect: Dialect, columns: int, number: int) -> Iterator[tuple[int, int]]:
    """The same of whole lines without quotes, `number` lines into the file."""
    if not piece:
        return
    data = np.frombuffer(piece, np.uint8)
    ends = np.flatnonzero(data == 10)
    if piece[-1:] != b"\n":
        ends = np.append(ends, len(data))
    starts = np.append(0, ends[:-1] + 1)
    seps = np.flatnonzero(data == ord(dialect.separator))
    fields = np.searchsorted(seps, ends) - np.searchsorted(seps, starts) + 1
    length = ends - starts
    bare = (length == 0) | ((length == 1) & (data[np.minimum(starts, len(data) - 1)] == 13))
    for index in np.flatnonzero((fields != columns) & ~bare).tolist():
        yield number + index + 1, int(fields[index])


def _slowly(
    file: io.TextIOBase, dialect: Dialect, columns: int, starts: "array[int]"
) -> Iterator[tuple[int, int]]:
    """The same of a file with quotes, record by record; `starts` takes the line of each."""
    reader = csv.reader(file, delimiter=dialect.separator)
    line = 1
    try:
        for record in reader:
            starts.append(line)
            if len(record) != columns and record:
                yield line, len(record)
            line = reader.line_num + 1
    except csv.Error:
        yield reader.line_num, 0
