"""A file of no known kind, mapped by hand: `user=Login,device=PC,server=Host` -> a source."""

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
    """The description to keep, as a source's TOML."""
    source = source_of_map(text)
    lines = ['title = "..."', 'gives = "access"', 'export = "..."']
    columns = ", ".join(f'"{spellings[0]}"' for spellings in source.fingerprint)
    lines += [f"fingerprint = [{columns}]", "", "[map]"]
    lines += [f'{name} = "{"|".join(parts[0])}"' for name, parts in source.fields.items()]
    return "\n".join(lines)
