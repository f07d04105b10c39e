"""What to do with files that were dropped together: read one workbook, compare two, take quotes, or
import exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.reading.files.check import WORKBOOKS
from optimizer.reading.kind_of_file import KindOfFile, is_of_an_import, kind_of_file, named_files

TABLES = (".csv", ".parquet")
"""What a workbook may name."""


class Way(StrEnum):
    """Where the files go."""

    READ = "read"
    COMPARE = "compare"
    QUOTES = "quotes"
    IMPORT = "import"


@dataclass(frozen=True, kw_only=True)
class Road:
    """A way and the files that go it: `files` are the workbook to read, old and new to compare, the
    quotes or the exports."""

    way: Way
    files: tuple[Path, ...]
    inputs: tuple[Path, ...] = ()
    """Of two results, the workbooks that they may come from."""
    quotes: tuple[Path, ...] = ()
    """Quotes that came with their workbook."""
    decisions: Path | None = None
    """The workbook of an earlier import, whose decisions count for these exports."""
    aside: tuple[str, ...] = ()
    """Tables that the workbook does not name, so that they are not read."""


class DropError(Exception):
    """Files of which nobody can say what to do with them; `code` names the sentence."""

    def __init__(self, code: str, **fields: str) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields


def road_of(files: Sequence[Path]) -> Road:
    """The way of files that were dropped together, the older ones first. Raises DropError."""
    kinds: dict[KindOfFile, list[Path]] = {kind: [] for kind in KindOfFile}
    for file in files:
        kinds[kind_of_file(file)].append(file)
    books, results = kinds[KindOfFile.WORKBOOK], kinds[KindOfFile.RESULT]
    quotes, others = kinds[KindOfFile.QUOTE], kinds[KindOfFile.OTHER]
    if not files:
        raise DropError("nothing")
    if len(files) == 1 and others and files[0].suffix.lower() in WORKBOOKS:
        books, others = others, []  # the reader says which sheets it misses
    if results:
        return _results(results, books, [*quotes, *others])
    if len(books) > 2:
        raise DropError("too_many", count=str(len(books)))
    if len(books) == 2:
        named = named_files(books[0]) | named_files(books[1])
        unnamed = [f.name for f in others if naming.fold(f.name) not in named]
        if unnamed or quotes:
            raise DropError("two_and_more", name=(unnamed or [q.name for q in quotes])[0])
        return Road(way=Way.COMPARE, files=tuple(books))
    if books:
        return _with_workbook(books[0], quotes, others)
    if quotes and others:
        raise DropError("quotes_and_more", name=others[0].name)
    if quotes:
        return Road(way=Way.QUOTES, files=tuple(quotes))
    return Road(way=Way.IMPORT, files=tuple(others))


def _results(results: list[Path], books: list[Path], others: list[Path]) -> Road:
    if len(results) == 2 and len(books) in (0, 2) and not others:
        return Road(way=Way.COMPARE, files=tuple(results), inputs=tuple(books))
    if len(results) == 1 and not books and not others:
        raise DropError("one_result", name=results[0].name)
    raise DropError("result_and_more", name=results[0].name)


def _with_workbook(book: Path, quotes: list[Path], others: list[Path]) -> Road:
    named = named_files(book)
    unnamed = [f for f in others if naming.fold(f.name) not in named]
    exports = [f for f in unnamed if f.suffix.lower() not in TABLES]
    if unnamed and is_of_an_import(book) and not quotes:
        return Road(way=Way.IMPORT, files=tuple(unnamed), decisions=book)
    if exports:
        raise DropError("exports_and_workbook", name=exports[0].name, book=book.name)
    return Road(
        way=Way.READ,
        files=(book,),
        quotes=tuple(quotes),
        aside=tuple(f.name for f in unnamed),
    )
