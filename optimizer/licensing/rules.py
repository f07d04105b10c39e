"""What a license may be used for: whose accesses it covers, and which needs it opens.

The audit reads these rules anew, in its own words (optimizer/audit/rules.py).
"""

from collections.abc import Iterable

from optimizer.domain.names import fold
from optimizer.domain.tables import License, Tables

BESIDE = ("windows server", "remote desktop")
"""Families of the system below: a Core license for them does not make another product's server a
licensed one."""


def admits(license: License, type_: int) -> bool:
    """Whether it may cover accesses of users of that type (NONE: unknown people)."""
    return license.types is None or type_ in license.types


def opens(license: License, family: int, version: int) -> bool:
    """Whether it meets a need of the family at the version (a rank)."""
    return family in license.covers and version <= license.version


def lifting(tables: Tables, families: Iterable[int]) -> frozenset[int]:
    """Of the families that a server's accesses need, those whose Core license lifts its CAL mode
    cost: all but the system's own, where there are others."""
    needed = frozenset(families)
    others = frozenset(f for f in needed if fold(tables.families[f]) not in BESIDE)
    return others or needed
