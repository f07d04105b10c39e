"""A kind of export that somebody describes in a file of their own, as the package's sources are
described: what --map prints, kept as TOML and given to --map again."""

import re
import tomllib
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from optimizer.importing.sources.declared import FIELDS, GIVES, Source, source_from
from optimizer.importing.sources.mapped import WrongMapError, maps_of, source_of_map, toml_of

_TEXTS = (
    "title",
    "gives",
    "export",
    "where",
    "reference",
    "proves",
    "not_proves",
    "personal",
    "zone",
    "dates",
)
_LISTS = ("fingerprint", "once", "unless", "never")
_TABLES = ("map", "extract", "fixed")
_KNOWN = {field.name for field in fields_of(Source)} - {"key", "columns", "fields"} | {"map"}


def described(text: str) -> tuple[Source, ...]:
    """The sources that the text of --map describes: maps and names of files, separated by `;`.
    Raises WrongMapError."""
    return tuple(
        source_in(Path(each)) if is_file(each) else source_of_map(each) for each in maps_of(text)
    )


def to_keep(text: str) -> list[str]:
    """The description of each map of the text of --map, as TOML; of those that are files already
    none."""
    return [toml_of(each) for each in maps_of(text) if not is_file(each)]


def is_file(text: str) -> bool:
    """Whether it names a file with a description."""
    return text.lower().endswith(".toml")


def source_in(path: Path) -> Source:
    """The source that a file describes. Raises WrongMapError with the file's name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _source(path.name, text)
    except OSError as error:
        raise WrongMapError(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise WrongMapError(f"{path} is not text as UTF-8.") from None
    except (tomllib.TOMLDecodeError, WrongMapError, ValueError) as error:
        raise WrongMapError(f"{path.name}: {str(error).rstrip('.')}.") from None


def _source(name: str, text: str) -> Source:
    raw = tomllib.loads(text)
    if unknown := sorted(set(raw) - _KNOWN):
        raise WrongMapError(f'"{unknown[0]}" is not known; {", ".join(sorted(_KNOWN))} are')
    raw = {"title": name, "gives": "access", "export": "", **raw}
    for key in (*_TEXTS, "beside"):
        _expect(isinstance(raw.get(key, ""), str), f"{key} is a text")
    for key in _LISTS:
        _expect(_all_texts(raw.get(key, [])), f"{key} is a list of texts")
    for key in _TABLES:
        _expect(isinstance(raw.get(key, {}), dict), f"{key} is a table of fields")
        _expect(_all_texts([*raw.get(key, {}).values()]), f"{key} gives a text a field")
    for key in ("ragged", "needs_server"):
        _expect(isinstance(raw.get(key, False), bool), f"{key} is true or false")
    _expect(bool(raw.get("map")), "map gives at least one field its column")
    _expect(bool(raw.get("fingerprint")), "fingerprint lists the columns that tell the file")
    _expect(raw.get("dates", "") in ("", "DMY", "MDY"), "dates is DMY or MDY")
    _expect(raw.get("zone", "") in ("", "UTC"), "zone is UTC or left out")
    _expect(raw["gives"] in GIVES, f"gives is one of {', '.join(GIVES)}")
    used = [*raw["map"], *raw.get("once", ()), *raw.get("extract", ()), *raw.get("fixed", ())]
    used += [*_of_events(raw.get("events", {})), *_of_only(raw.get("only", []))]
    for field in used:
        _expect(field in FIELDS, f'"{field}" is not a field; {", ".join(FIELDS)} are')
    for pattern in raw.get("extract", {}).values():
        try:
            re.compile(pattern)
        except re.error as error:
            raise WrongMapError(f'the pattern "{pattern}" is none ({error})') from None
    return source_from(f"mapped by {name}", raw)


def _of_events(events: object) -> list[str]:
    right = isinstance(events, dict) and all(
        isinstance(meant, dict) and _all_texts([*meant.values()]) for meant in events.values()
    )
    _expect(right, "events is a table an event")
    meanings = events.values() if isinstance(events, dict) else ()
    return [name for meant in meanings for pair in meant.items() for name in pair if name]


def _of_only(only: object) -> list[str]:
    right = isinstance(only, list) and all(
        isinstance(each, dict)
        and isinstance(each.get("field"), str)
        and isinstance(each.get("reason"), str)
        and _all_texts(each.get("words"))
        for each in only
    )
    _expect(right, "only lists a field, its words and a reason")
    return [each["field"] for each in only] if isinstance(only, list) else []


def _all_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _expect(right: bool, what: str) -> None:  # noqa: FBT001 - a condition and what it is
    if not right:
        raise WrongMapError(what)
