"""CSV and Parquet files -> columns as codes and distinct values: tables too long for a sheet, read
without a value a cell."""

from collections.abc import Callable, Sequence
from pathlib import Path

from optimizer.domain.problems import Message
from optimizer.reading.cells import Refused
from optimizer.reading.files.table import TableFile
from optimizer.reading.files.told_once import Once

FILE_NOT_THERE = Message(
    "file-not-there",
    '"{name}" is not there.',
    "Put a file of that name beside the workbook, in its folder or below (on the page: drop the "
    "two together), or correct the name.",
)
NOT_UTF8 = Message("not-utf-8", '"{name}" is not in UTF-8.', "Save it as CSV UTF-8.")
NEEDS_EXTRA = Message(
    "needs-extra", '"{name}" needs an extra.', 'Install it: pip install "cal-optimizer[parquet]".'
)
FILE_UNREADABLE = Message(
    "file-unreadable", '"{name}" cannot be read ({sentence}).', "Export it again."
)
TABLE_EMPTY = Message("table-empty", '"{name}" is empty.', "Export it again.")
NO_TABLE = Message(
    "no-table", '"{name}" is neither .csv nor .parquet.', "Export the table as one of these."
)


def read_table(
    path: Path,
    wanted: Callable[[str], bool],
    is_header: Callable[[Sequence[str]], int],
    once: Once | None = None,
) -> TableFile:
    """The columns whose title is `wanted`, of a .csv (or .txt, .tsv) or .parquet file;
    others are empty. Where `once` says how, rows of a long file that say the same are one.

    Raises Refused where the file is not there, not one of these, or not readable.
    """
    if not _is_there(path):
        raise Refused(FILE_NOT_THERE, name=path.name)
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            from optimizer.reading.files.parquet import read_parquet

            return read_parquet(path, wanted, once)
        if kind in (".csv", ".txt", ".tsv"):
            from optimizer.reading.files.csv import read_csv

            return read_csv(path, wanted, is_header, once)
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8, name=path.name) from None
    except ImportError:
        raise Refused(NEEDS_EXTRA, name=path.name) from None
    except (ValueError, OSError) as error:
        if type(error).__name__ == "EmptyDataError":  # pandas is not loaded for its name alone
            raise Refused(TABLE_EMPTY, name=path.name) from None
        sentence = str(error).splitlines()[0]
        raise Refused(FILE_UNREADABLE, name=path.name, sentence=sentence) from None
    raise Refused(NO_TABLE, name=path.name)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is longer than any file's
        return False
