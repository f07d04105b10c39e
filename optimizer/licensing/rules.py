"""What a license may be used for: whose accesses it covers, and which needs it opens.

The audit reads these rules anew, in its own words (optimizer/audit/rules.py).
"""

from optimizer.domain.tables import License


def admits(license: License, type_: int) -> bool:
    """Whether it may cover accesses of users of that type (NONE: unknown people)."""
    return license.types is None or type_ in license.types


def opens(license: License, family: int, version: int) -> bool:
    """Whether it meets a need of the family at the version (a rank)."""
    return family in license.covers and version <= license.version
