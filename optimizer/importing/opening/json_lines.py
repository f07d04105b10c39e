"""JSON lines, a JSON list, or an answer with a list in it -> a table."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.records import as_rows, flat
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row
from optimizer.importing.opening.text import open_text

SEEN = 2000
"""Records whose keys make the header."""


def open_json(export: Export, encoding: str) -> Opened:
    """Every record's keys as columns; keys that come up after the first records are those of known
    sources or nobody's."""
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    names: dict[str, None] = {}
    for _, record in islice(_records(export, encoding), SEEN):
        names |= dict.fromkeys(record)
    header = tuple(names)

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        return as_rows(_records(export, encoding), header)

    return Opened(export=export, form="JSON", candidates=(Candidate(header=header, rows=rows),))


def _records(export: Export, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    with open_text(export, encoding) as file:
        start = file.read(1)
        while start.isspace():
            start = file.read(1)
        file.seek(0)
        if start == "{" and _is_lines(file):
            file.seek(0)
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, flat(_parsed(line, number))
            return
        file.seek(0)
        whole = _parsed(file.read(), 1)
    for number, record in enumerate(_listed(whole), 1):
        yield number, flat(record)


def _is_lines(file: Any) -> bool:
    try:
        return isinstance(json.loads(file.readline()), dict)
    except ValueError:
        return False


def _parsed(text: str, number: int) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        line = number + getattr(error, "lineno", 1) - 1
        raise Cut(line, "it is not JSON there; the file may be cut short") from None


def _listed(whole: Any) -> list[dict[str, Any]]:
    """The list itself, or the longest list of records in an answer."""
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = max(lists, key=len) if lists else [whole]
    return [record for record in whole if isinstance(record, dict)]
