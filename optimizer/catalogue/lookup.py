"""What is known by name: products and what they require, families, illustrative
licenses for the template.

Data gathered from public licensing texts, each row with its source and date. A workbook's own
sheets override it, and the customer's contract and the vendor's Product Terms govern.
"""

from functools import cache

from optimizer.catalogue.products import Known as Known
from optimizer.catalogue.products import products as products
from optimizer.catalogue.products import words_of
from optimizer.catalogue.rows import rows as rows
from optimizer.catalogue.take_apart import Parts as Parts
from optimizer.catalogue.take_apart import essence as essence
from optimizer.catalogue.take_apart import take_apart
from optimizer.domain import names as naming
from optimizer.domain.versions import CURRENT


@cache
def find(name: str) -> Known | Parts:
    """The product that a name stands for, or, where there is none, what could be read of it."""
    parts = take_apart(name)
    made = not parts.versions or parts.version is None or parts.version in parts.versions
    if parts.rest or not made:
        return parts
    known = products().get((parts.product, parts.version))
    if known is None and parts.version is None:  # the newest of some has no other name
        known = products().get((parts.product, CURRENT))
        known = known if known is not None and not known.name.endswith(" SE") else None
    return known or parts


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
def family_words() -> dict[str, str]:
    """Folded word for a family as price lists write it -> the family that it stands for."""
    return {
        naming.fold(word): row["family"]
        for row in rows("families")
        for word in words_of(row["also"])
    }
