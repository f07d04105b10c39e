"""Words that messages about many cells share."""

from collections.abc import Sequence

from optimizer.domain.problems import Cells

NAMED = 4
"""Cells that a sentence names."""


def first_of(cells: Cells) -> str:
    """The first cells of a list, for a sentence: `A3, A7, ...`."""
    shown = ", ".join(place.cell for place in cells[:NAMED])
    return shown + (", ..." if len(cells) > NAMED else "")


def counted(number: int, one: str = "cell") -> str:
    """`1 cell`, `2,000 cells`."""
    return f"{number:,} {one}{'s' * (number != 1)}"


def listed(titles: Sequence[str]) -> str:
    """Titles in quotes, the first eight of them: `"Team", "Badge" and 3 more`."""
    shown = ", ".join(f'"{title}"' for title in titles[:8])
    return shown + (f" and {len(titles) - 8:,} more" if len(titles) > 8 else "")
