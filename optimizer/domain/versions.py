"""Versions as ranks: year, then R2; Current above all."""

import re

ANY, NEWEST = 0, 1 << 20
"""The version below every version, and the one above every dated one (a blank Version)."""

CURRENT = NEWEST + 1
"""A subscription edition's (`Current`, `SE`): it needs running Software Assurance besides."""


def rank_of(word: str) -> int | None:
    """The rank of a folded version, or None."""
    if word in ("current", "se"):
        return CURRENT
    found = re.fullmatch(r"((?:19|20)\d\d)\s*(r2)?", word)
    return int(found[1]) * 2 + (found[2] is not None) if found else None


def version_text(rank: int) -> str:
    """The rank as a planner writes it: 2008 R2, Current, or "any"."""
    if rank == ANY or rank >= NEWEST:
        return "any" if rank == ANY else "Current"
    return f"{rank // 2} R2" if rank % 2 else str(rank // 2)
