"""JSON lines, a JSON list, or an answer with a list in it -> a table."""

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, TextIO

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.records import as_rows, flat
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row
from optimizer.importing.opening.text import open_text

NEXT = ("@odata.nextLink", "nextLink")
"""Keys of an answer that goes on elsewhere."""

WORDS = 4
"""Values that an answer has beside its list."""

SEEN = 2000
"""Records whose keys make the header."""

_VALUE = re.compile("[^\ufeff\r\n\t ,]")
"""The first letter of a value: of none is what stands between the values of joined files."""


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
        if not _is_lines(file):
            file.seek(0)
            values = _values(file.read())
            listed = chain.from_iterable(_listed(whole, line) for whole, line in values)
            for number, record in enumerate(listed, 1):
                yield number, flat(record)
            return
        file.seek(0)
        for number, line in enumerate(file, 1):
            if line.strip():
                for record in _listed(_parsed(line, number), number):
                    yield number, flat(record)


def _is_lines(file: TextIO) -> bool:
    """Whether the first line is a record of its own."""
    first = ""
    while not first.strip():
        first = file.readline()
        if not first:
            return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _values(text: str) -> Iterator[tuple[Any, int]]:
    """The values that stand one after the other, as joined files have them, and their lines."""
    decoder, at, line = json.JSONDecoder(), 0, 1
    while found := _VALUE.search(text, at):
        start = found.start()
        line += text.count("\n", at, start)
        try:
            value, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            wrong = getattr(error, "lineno", line)
            raise Cut(wrong, "it is not JSON there; the file may be cut short") from None
        yield value, line
        line += text.count("\n", start, at)


def _parsed(text: str, number: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = number + getattr(error, "lineno", 1) - 1
        raise Cut(line, "it is not JSON there; the file may be cut short") from None


def _listed(whole: Any, line: int) -> list[dict[str, Any]]:
    """The records of a list, or of the answer of a web service: a list of records with a few words
    on it beside. Anything else is one record. Raises Cut of a page of a longer answer."""
    if isinstance(whole, dict):
        if any(whole.get(key) for key in NEXT):
            raise Cut(line, "it is the first page of an answer that goes on")
        lists = {
            key: value
            for key, value in whole.items()
            if isinstance(value, list) and all(isinstance(item, dict) for item in value)
        }
        few = len(whole) - len(lists) <= WORDS
        answer = max(lists.values(), key=len, default=[]) if few or "value" in lists else []
        whole = answer or ([] if lists and few else [whole])
    return [record for record in whole if isinstance(record, dict)]
