"""Names."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MANY = 5_000
"""Past so many names only those of about the same length and beginning are near."""


def trim(text: str) -> str:
    """Without leading and trailing white space, non-breaking and zero-width spaces included."""
    return text.strip().strip("\u200b\ufeff").strip()


def fold(text: str) -> str:
    """The form in which identifiers compare: NFKC and case folding."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def nearest(text: str, known: Iterable[str]) -> str:
    """`Did you mean "X"?` for the nearest known name, or ""."""
    wanted = fold(text)
    names = {fold(name): name for name in known}
    if len(names) > MANY:  # looking at all would take seconds
        names = {
            key: name
            for key, name in names.items()
            if abs(len(key) - len(wanted)) <= 2 and key[:2] == wanted[:2]
        }
    found = get_close_matches(wanted, names, n=2, cutoff=0.7)
    return (
        "Did you mean " + " or ".join(f'"{names[name]}"' for name in found) + "?" if found else ""
    )


def index_of(names: Sequence[str]) -> dict[str, int]:
    """Folded identifier -> position; of repeats the first counts, and blanks are not listed."""
    index: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            index.setdefault(fold(name), position)
    return index
