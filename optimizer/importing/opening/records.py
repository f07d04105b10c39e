"""Records of keys and values (events, JSON) as rows: nested keys by their last part and by their
path."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from optimizer.importing.opening.table import Row


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Every value as text, by its path with dots and, where it is the first of the name, by its
    last part."""
    short: dict[str, str] = {}
    full: dict[str, str] = {}
    for path, value in _leaves(record, ()):
        full.setdefault(".".join(path), value)
        short.setdefault(path[-1], value)
    return {**short, **full}


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        if "#text" in value:
            name = value.get("Name") or value.get("@Name")
            yield (*path[:-1], str(name)) if name else path, text_of(value["#text"])
            return
        plain = [(k, v) for k, v in value.items() if not isinstance(v, (Mapping, list))]
        nested = [(k, v) for k, v in value.items() if isinstance(v, (Mapping, list))]
        for key, inner in (*plain, *nested):
            yield from _leaves(inner, path if key == "#attributes" else (*path, str(key)))
    elif isinstance(value, list):
        if all(not isinstance(item, (Mapping, list)) for item in value):
            yield path, ";".join(map(text_of, value))
        for item in value:
            if isinstance(item, Mapping):
                yield from _leaves(item, path)
    elif path:
        yield path, text_of(value)


def text_of(value: object) -> str:
    """A plain value as text; blank for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    return str(value)


def as_rows(
    records: Iterable[tuple[int, Mapping[str, str]]], header: tuple[str, ...]
) -> Iterator[tuple[int, Row]]:
    """Records as rows of these columns."""
    for number, record in records:
        yield number, [record.get(name, "") for name in header]
