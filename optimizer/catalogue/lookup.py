"""What is known by name: products and what they require, families, currencies, illustrative
licenses for the template.

Data gathered from public licensing texts, each row with its source and date. A workbook's own
sheets override it, and the customer's contract and the vendor's Product Terms govern.
"""

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from optimizer.domain import names as naming
from optimizer.domain import versions as ranks


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the catalogue: products, families, licenses or currencies."""
    text = files("optimizer").joinpath(f"catalogue/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class Known:
    """A product known by name: the (family, version rank) pairs that using it requires, and how
    many may use it, if limited."""

    name: str
    requires: tuple[tuple[str, int], ...]
    most_users: int | None
    most_devices: int | None


@cache
def products() -> dict[str, Known]:
    """Folded product name -> what is known of it."""
    found: dict[str, Known] = {}
    for row in rows("products"):
        key = product_key(row["product"])
        known = found.get(
            key, Known(row["product"], (), _limit(row["most_users"]), _limit(row["most_devices"]))
        )
        if row["family"]:
            known = replace(
                known,
                requires=(
                    *known.requires,
                    (row["family"], (ranks.rank_of(naming.fold(row["version"])) or 0)),
                ),
            )
        found[key] = known
    return found


def _limit(text: str) -> int | None:
    return int(text) if text else None


@cache
def families() -> dict[str, tuple[str, str]]:
    """Folded family name -> its name and the base that the same holder must have, or ""."""
    return {
        naming.fold(row["family"]): (
            row["family"],
            row["base"] if row["same_holder"] == "Yes" else "",
        )
        for row in rows("families")
    }


@cache
def currencies() -> dict[str, int]:
    """ISO 4217 code -> decimals of its minor unit."""
    return {row["currency"]: int(row["digits"]) for row in rows("currencies")}


def product_key(name: str) -> str:
    """The form in which product names compare: as identifiers do, with 2008R2 read as 2008 R2."""
    return re.sub(r"(\d{4})\s*r2\b", r"\1 r2", naming.fold(name))
