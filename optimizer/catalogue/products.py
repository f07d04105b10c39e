"""products.csv and versions.csv -> every product at every version, and what using it requires.

A product's row says what its versions have in common, a version's row what is its own, so that a
new version is one row. `versions_of` names the product whose versions a set of features or an
edition shares.
"""

from dataclasses import dataclass
from functools import cache

from optimizer.catalogue.rows import rows
from optimizer.domain import names as naming
from optimizer.domain.versions import rank_of

WINDOWS_SERVER = "Windows Server"


@dataclass(frozen=True)
class Requirement:
    """A family that using a product requires, at a version (rank).

    `external` is False where users of Type External need nothing of it. `assumed` marks the system
    beneath an application, at the earliest version that it runs on.
    """

    family: str
    version: int
    external: bool = True
    assumed: bool = False


@dataclass(frozen=True, kw_only=True)
class Known:
    """A product at a version (a rank, None where it has none), as the catalogue spells it.

    `most_users` and `most_devices` may use it (None: no limit); `note` is what its reader should
    know; `sources` are tags of sources.csv, `confidence` is P (terms), V (vendor), R (reseller,
    forum) or M (memory).
    """

    name: str
    product: str
    version: int | None
    requires: tuple[Requirement, ...]
    most_users: int | None
    most_devices: int | None
    note: str
    sources: tuple[str, ...]
    confidence: str
    as_of: str


@cache
def products() -> dict[tuple[str, int | None], Known]:
    """(Product, version rank) -> what is known of it."""
    result: dict[tuple[str, int | None], Known] = {}
    versions = rows("versions")
    for row in rows("products"):
        product = plain(row["product"])
        of = (product, row["versions_of"])
        listed = words_of(row["versions"])
        for version in versions:
            inherited = version["product"] != product
            if version["product"] not in of or (
                inherited and listed and version["version"] not in listed
            ):
                continue
            known = _known(row, version)
            result[product, known.version] = known
    return result


def _known(row: dict[str, str], version: dict[str, str]) -> Known:
    rank = rank_of(naming.fold(version["version"]))
    external = (row["external"] or version["external"]) == "Yes"
    needs = rank_of(naming.fold(version["needs"])) or 0
    requires = [Requirement(family, needs, external) for family in words_of(row["families"])]
    if row["host"] == "Yes" and version["windows"]:
        earliest = rank_of(version["windows"]) or 0
        requires.append(Requirement(WINDOWS_SERVER, earliest, assumed=True))
    tags = dict.fromkeys([*row["sources"].split(), *version["sources"].split()])
    return Known(
        name=" ".join(row["product"].replace("{}", version["version"]).split()),
        product=plain(row["product"]),
        version=rank,
        requires=tuple(requires),
        most_users=_limit(version["most_users"]),
        most_devices=_limit(version["most_devices"]),
        note=row["note"],
        sources=tuple(tags),
        confidence=max(row["confidence"], version["confidence"], key="PVRM".index),
        as_of=version["as_of"],
    )


def plain(product: str) -> str:
    """A product's name without the place where its version stands."""
    return " ".join(product.replace("{}", "").split())


def words_of(cell: str) -> tuple[str, ...]:
    """The values of a cell, separated by `;`."""
    return tuple(value for value in map(str.strip, cell.split(";")) if value)


def _limit(text: str) -> int | None:
    return int(text) if text else None
