"""What is known by name: products and what they require, families, currencies, illustrative licenses for the template.

Data gathered from public licensing texts, each row with its source and date. A workbook's own sheets override it, and the
customer's contract and the vendor's Product Terms govern.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from optimizer import cells


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the catalogue: products, families, licenses or currencies."""
    text = files("optimizer").joinpath(f"catalogue/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def products() -> dict[str, tuple[str, tuple[tuple[str, int], ...]]]:
    """Folded product name -> its name and the (family, version rank) pairs that using it requires."""
    found: dict[str, tuple[str, tuple[tuple[str, int], ...]]] = {}
    for row in rows("products"):
        name, needs = found.get(product_key(row["product"]), (row["product"], ()))
        if row["family"]:
            needs = (*needs, (row["family"], cells.version(row["version"])))
        found[product_key(row["product"])] = name, needs
    return found


@cache
def families() -> dict[str, tuple[str, str]]:
    """Folded family name -> its name and the base that the same holder must have, or ""."""
    return {
        cells.fold(row["family"]): (row["family"], row["base"] if row["same_holder"] == "Yes" else "") for row in rows("families")
    }


@cache
def currencies() -> dict[str, int]:
    """ISO 4217 code -> decimals of its minor unit."""
    return {row["currency"]: int(row["digits"]) for row in rows("currencies")}


def product_key(name: str) -> str:
    """The form in which product names compare: as identifiers do, with 2008R2 read as 2008 R2."""
    return re.sub(r"(\d{4})\s*r2\b", r"\1 r2", cells.fold(name))
