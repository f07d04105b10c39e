"""The sources that are recognised, as their TOML files declare them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from optimizer.domain import names as naming

FIELDS = (
    "user",
    "domain",
    "sid",
    "upn",
    "mail",
    "employee",
    "name",
    "device",
    "fqdn",
    "address",
    "server",
    "service",
    "os",
    "build",
    "event",
    "type",
    "role",
    "product",
    "app",
    "status",
    "at",
    "until",
    "count",
    "first",
    "session",
    "record",
    "department",
    "site",
    "enabled",
    "kind",
    "license",
    "quantity",
    "metric",
    "version",
    "price",
    "currency",
    "per",
    "pack",
    "term",
    "part",
    "supplier",
    "key",
    "sa",
)
"""What a source's columns may mean, in the order of a group's columns."""

GIVES = (
    "access",
    "sessions",
    "leases",
    "addresses",
    "pairs",
    "people",
    "devices",
    "members",
    "roster",
    "owned",
    "issued",
    "offers",
)
"""What a source can give."""


_LIST = re.compile(r"\s*[;|,]\s*")


@dataclass(frozen=True, kw_only=True)
class Only:
    """Rows whose field holds none of the words are left out, for the reason."""

    field: str
    words: frozenset[str]
    reason: str

    def holds(self, text: str) -> bool:
        """Whether a text is one of the words; of a list, as tools write the classes of a directory
        (`top;person;organizationalPerson;user`), its last one, which says most."""
        said = naming.fold(text)
        return said in self.words or _LIST.split(said)[-1] in self.words


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of export.

    `fingerprint` are the columns that tell it, each with its spellings, `never` those that it never
    has, though sources alike have them; `beside` is a source whose rows may stand in the same file,
    told apart by `only`; `fields` maps what a column
    means to its spellings (several columns joined by blanks: date and time); `extract` are patterns
    whose first group is the value; `fixed` are values that every row has; `events` are the events
    that count, each with the fields that it means otherwise; `once` are the fields that make two
    rows the same fact.
    """

    key: str
    title: str
    gives: str
    export: str
    fingerprint: tuple[tuple[str, ...], ...]
    fields: Mapping[str, tuple[tuple[str, ...], ...]]
    columns: tuple[str, ...] = ()
    """The fingerprint as it is written, for people."""
    proves: str = ""
    not_proves: str = ""
    personal: str = ""
    where: str = ""
    reference: str = ""
    """The maker's page that lists the columns."""
    extract: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: tuple[Only, ...] = ()
    once: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    beside: str = ""
    unless: tuple[str, ...] = ()
    """Sources that tell the same of a server in more detail."""
    zone: str = ""
    dates: str = ""
    """DMY or MDY where the maker writes one order only, whatever the machine's culture."""
    ragged: bool = False
    needs_server: bool = False


def folded(header: str) -> str:
    """A header as it is compared: as the workbook's are, letters and digits alone."""
    return naming.key(header)


@cache
def sources() -> tuple[Source, ...]:
    """Every declared source, by key."""
    folder = files("optimizer").joinpath("importing/sources")
    found = [
        source_of(each.name.removesuffix(".toml"), each.read_text(encoding="utf-8"))
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda source: source.key))


def source_of(key: str, text: str) -> Source:
    """A source from its TOML text. Raises ValueError where a field or a kind is not known."""
    return source_from(key, tomllib.loads(text))


def source_from(key: str, raw: Mapping[str, Any]) -> Source:
    """The same from what the TOML holds."""
    unknown = set(raw.get("map", {})) - set(FIELDS)
    if unknown or raw["gives"] not in GIVES:
        raise ValueError(f"{key}: not known: {sorted(unknown) or raw['gives']}")
    return Source(
        key=key,
        title=raw["title"],
        gives=raw["gives"],
        export=raw["export"].strip(),
        fingerprint=tuple(_spellings(item) for item in raw["fingerprint"]),
        columns=tuple(raw["fingerprint"]),
        fields={
            name: tuple(_spellings(part) for part in text.split(" + "))
            for name, text in raw["map"].items()
        },
        proves=raw.get("proves", "").strip(),
        not_proves=raw.get("not_proves", "").strip(),
        personal=raw.get("personal", "").strip(),
        where=raw.get("where", "").strip(),
        reference=raw.get("reference", ""),
        extract={name: re.compile(p, re.DOTALL) for name, p in raw.get("extract", {}).items()},
        fixed=raw.get("fixed", {}),
        events=raw.get("events", {}),
        only=tuple(
            Only(
                field=o["field"], words=frozenset(map(naming.fold, o["words"])), reason=o["reason"]
            )
            for o in raw.get("only", ())
        ),
        once=tuple(raw.get("once", ())),
        never=tuple(folded(name) for name in raw.get("never", ())),
        beside=raw.get("beside", ""),
        unless=tuple(raw.get("unless", ())),
        zone=raw.get("zone", ""),
        dates=raw.get("dates", ""),
        ragged=raw.get("ragged", False),
        needs_server=raw.get("needs_server", False),
    )


def _spellings(item: str) -> tuple[str, ...]:
    return tuple(folded(spelling) for spelling in item.split("|"))
