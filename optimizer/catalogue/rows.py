"""The catalogue's files as rows, and the sources that they name."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the catalogue: products, versions, names, families, licenses ..."""
    text = files("optimizer").joinpath(f"catalogue/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class Source:
    """Where a fact was read: its address, the text's own date ("" where it has none), and the day
    it was read."""

    address: str
    dated: str
    read: str


@cache
def sources() -> dict[str, Source]:
    """Tag -> source."""
    return {
        row["tag"]: Source(row["address"], row["dated"], row["read"]) for row in rows("sources")
    }
