"""Two workbooks -> what came, what went and what differs, by name, with the values before and
after."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from optimizer.domain.comparison import Changed
from optimizer.domain.names import fold, trim
from optimizer.reading.grid import Grid

SHOWN = 6
"""Names that a kind of change gives as examples."""

KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Settings": ("settings", ("Setting",)),
    "Users": ("people", ("User",)),
    "Devices": ("devices", ("Device",)),
    "Servers": ("servers", ("Server",)),
    "Products": ("products", ("Product",)),
    "Access": ("accesses", ("User", "Device", "Server", "Product")),
    "Owned": ("owned licenses", ("License",)),
    "Assigned": ("assigned licenses", ("License", "User", "Device")),
    "Licenses": ("licenses", ("License",)),
    "Offers": ("offers", ("Offer",)),
    "Timeline": ("changes by date", ("From", "Change", "Target")),
    "Families": ("families", ("Family",)),
}
"""Sheets whose changes are listed, what their rows are, and the columns that name them."""

Row = dict[str, str]
"""Column -> value, as typed."""


def changes(old: Mapping[str, Grid], new: Mapping[str, Grid]) -> list[Changed]:
    """What differs, sheet by sheet; a name that several rows have counts once."""
    found = []
    for sheet, (what, keys) in KEYS.items():
        before, after = _rows(old.get(sheet), keys), _rows(new.get(sheet), keys)
        found.append(_changed(what, before, after))
    return [each for each in found if each.added or each.removed or each.altered]


def _rows(grid: Grid | None, keys: tuple[str, ...]) -> dict[str, tuple[str, list[Row]]]:
    """Folded name -> the name as typed, and the other values of its rows."""
    found: dict[str, tuple[str, list[Row]]] = {}
    for row in () if grid is None else _told(grid):
        parts = [row.pop(key, "") for key in keys]
        name = ", ".join(part for part in parts if part)
        found.setdefault(fold("\0".join(parts)), (name, []))[1].append(row)
    return found


def _told(grid: Grid) -> Iterator[Row]:
    words = {
        name: [_text(value) for value in values.distinct] for name, values in grid.columns.items()
    }
    codes = {name: values.codes.tolist() for name, values in grid.columns.items()}
    for i in range(len(grid.rows)):
        yield {name: words[name][each[i]] for name, each in codes.items() if each[i] >= 0}


def _text(value: object) -> str:
    """A value as it was typed, a day without its hour."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return trim(str(value))


def _changed(
    what: str,
    before: Mapping[str, tuple[str, list[Row]]],
    after: Mapping[str, tuple[str, list[Row]]],
) -> Changed:
    added = [after[key][0] for key in after if key not in before]
    removed = [before[key][0] for key in before if key not in after]
    altered = [
        f"{after[key][0]}{_how(before[key][1], after[key][1])}"
        for key in after
        if key in before and _folded(after[key][1]) != _folded(before[key][1])
    ]
    shown = [*altered, *(f"+ {name}" for name in added), *(f"\u2212 {name}" for name in removed)]
    text = "; ".join(shown[:SHOWN])
    if len(shown) > SHOWN:
        text += f"; and {len(shown) - SHOWN:,} more"
    return Changed(what, len(added), len(removed), len(altered), text)


def _folded(rows: list[Row]) -> list[dict[str, str]]:
    """Rows compared as they are read: without regard to case, in any order."""
    folded = [{name: fold(value) for name, value in row.items() if value} for row in rows]
    return sorted(folded, key=lambda row: sorted(row.items()))


def _how(before: list[Row], after: list[Row]) -> str:
    """What a single row's values were and are; the number of rows where there are more."""
    if len(before) != len(after):
        return f" ({len(before):,} rows, now {len(after):,})"
    if len(before) > 1:
        return ""
    old, new = before[0], after[0]
    differ = [
        f"{name} {old.get(name) or 'blank'} \u2192 {new.get(name) or 'blank'}"
        for name in dict.fromkeys((*new, *old))
        if fold(old.get(name, "")) != fold(new.get(name, ""))
    ]
    return f" ({', '.join(differ)})" if differ else ""
