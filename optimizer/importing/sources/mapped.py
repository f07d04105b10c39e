"""A file of no known kind, mapped by hand: `user=Login,device=PC,server=Host` -> a source."""

import json

from optimizer.importing.sources.declared import FIELDS, Source, folded


class WrongMapError(ValueError):
    """The text of --map is not one."""


def source_of_map(text: str) -> Source:
    """The source that `field=Column,...` describes: accesses. Raises WrongMapError."""
    fields = {}
    for part in text.split(","):
        name, mark, column = part.partition("=")
        if not mark or not column.strip():
            raise WrongMapError(f'"{part}" is not of the form field=Column.')
        if name.strip() not in FIELDS:
            raise WrongMapError(
                f'"{name.strip()}" is not a field. The fields: {", ".join(FIELDS)}.'
            )
        fields[name.strip()] = (tuple(folded(c) for c in column.split("|")),)
    return Source(
        key="mapped",
        title="A file mapped by --map",
        gives="access",
        export="",
        fingerprint=tuple(spellings for (spellings,) in fields.values()),
        columns=tuple(spellings[0] for (spellings,) in fields.values()),
        fields=fields,
        once=tuple(name for name in fields if name != "count"),
        needs_server="server" not in fields,
    )


def maps_of(text: str) -> tuple[str, ...]:
    """The maps in a text, one for each kind of file, separated by `;`."""
    return tuple(each.strip() for each in text.split(";") if each.strip())


def toml_of(text: str) -> str:
    """The description to keep, as a source's TOML; `described.source_in` reads the same source of
    it."""
    source = source_of_map(text)
    lines = [f"title = {_quoted(source.title)}", 'gives = "access"', 'export = ""']
    lines += [f"fingerprint = [{', '.join(_quoted('|'.join(s)) for s in source.fingerprint)}]"]
    lines += [f"once = [{', '.join(map(_quoted, source.once))}]"]
    lines += [f"needs_server = {str(source.needs_server).lower()}", "", "[map]"]
    lines += [f"{name} = {_quoted('|'.join(parts[0]))}" for name, parts in source.fields.items()]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """As a text of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
