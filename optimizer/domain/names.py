"""How names compare, and which known one is nearest."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MANY = 5_000
"""Past so many names only those of about the same length and beginning are near."""


DIGIT = re.compile(r"\d")
"""A digit of any script."""


def trim(text: str) -> str:
    """Without leading and trailing white space, non-breaking and zero-width spaces included."""
    if text.isascii():
        return text.strip()
    return text.strip().strip("\u200b\ufeff").strip()


def fold(text: str) -> str:
    """The form in which identifiers compare: NFKC and case folding."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def folded(texts: Sequence[str]) -> list[str]:
    """Each text trimmed and folded; of many at one time."""
    whole = "\0".join(texts)
    if whole.count("\0") >= len(texts) or _space_outside(f"\0{whole}\0"):
        return [fold(trim(text)) for text in texts]
    lowered = whole.lower().split("\0") if texts else []
    if whole.isascii():
        return lowered
    pairs = zip(texts, lowered, strict=True)
    return [low if text.isascii() else fold(trim(text)) for text, low in pairs]


def trimmed(texts: Sequence[str]) -> Sequence[str]:
    """Each text trimmed; of many at one time."""
    whole = "\0".join(texts)
    if whole.isascii() and whole.count("\0") < len(texts) and not _space_outside(f"\0{whole}\0"):
        return texts
    return [trim(text) for text in texts]


def _space_outside(whole: str) -> bool:
    """Whether white space begins or ends one of the texts, which stand between zeros."""
    if whole.split(None, 1) == [whole]:
        return False  # there is none at all
    return any(f"\0{space}" in whole or f"{space}\0" in whole for space in _SPACES)


_SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f"
"""White space of ASCII."""


_ONE_DIGIT = str.maketrans("123456789", "000000000")


def shapes(texts: Sequence[str]) -> frozenset[str]:
    """The texts in lower case, with 0 for every digit of ASCII: few where names are numbered, so
    that all are looked at by looking at these."""
    return frozenset("\0".join(texts).lower().translate(_ONE_DIGIT).split("\0")) if texts else _NONE


_NONE: frozenset[str] = frozenset()


def key(text: str) -> str:
    """The form in which headers and titles compare: letters and digits alone, without case and
    accents."""
    if text.isascii():
        low = text.lower()
        return low if low.isalnum() else "".join(filter(str.isalnum, low))
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain.casefold())))


def nearest(text: str, known: Iterable[str]) -> str:
    """`Did you mean "X"?` for the nearest known name, or ""."""
    found = nearest_names(text, known)
    return "Did you mean " + " or ".join(f'"{name}"' for name in found) + "?" if found else ""


def nearest_names(text: str, known: Iterable[str]) -> list[str]:
    """The nearest known names, at most two; never one of another year or release, or of a device
    where a user is written."""
    wanted = fold(text)
    names = {fold(name): name for name in known}
    if len(names) > MANY:  # looking at all would take seconds
        names = {
            key: name
            for key, name in names.items()
            if abs(len(key) - len(wanted)) <= 2 and key[:2] == wanted[:2]
        }
    near = get_close_matches(wanted, names, n=6, cutoff=0.7)
    return [names[name] for name in near if not _told_apart(name, wanted)][:2]


class Hints:
    """`Did you mean "X"?` for some names of one long list: for MOST_HINTS of them, since each takes
    time that grows with the list, and whoever wrote so many names otherwise wrote another list."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known, self._left = known, MOST_HINTS
        self._begins: dict[str, list[tuple[int, str]]] | None = None

    def __call__(self, text: str) -> str:
        """The hint for a text; "" where nothing is near, or where it was asked too often."""
        if not self._left:
            return ""
        self._left -= 1
        if self._begins is None:
            self._begins = {}
            self._known = [name for name in self._known if name]
            if len(self._known) > MANY:
                for key, name in zip(folded(self._known), self._known, strict=True):
                    self._begins.setdefault(key[:2], []).append((len(key), name))
        if not self._begins:
            return nearest(text, self._known)
        wanted = fold(text)
        alike = self._begins.get(wanted[:2], ())
        return nearest(text, [name for size, name in alike if abs(size - len(wanted)) <= 2])


MOST_HINTS = 20
"""Names of one list for which the nearest is sought."""

_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?(r2\b)?")
_HOLDER = re.compile(r"\b(user|device)s?\b")


def _told_apart(one: str, other: str) -> bool:
    """Whether two folded names are of two things, however alike their letters are."""
    found = ((set(each.findall(one)), set(each.findall(other))) for each in (_YEAR, _HOLDER))
    return any(here and there and here != there for here, there in found)


TITLES = frozenset(
    [
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "herr",
        "frau",
        "fr",
        "hr",
        "mme",
        "mlle",
        "monsieur",
        "madame",
        "sr",
        "sra",
    ]
)


def loose(text: str) -> str:
    """The form in which a name is the same in another order of words, without titles, commas and
    accents, or zeros at its beginning."""
    if text.isascii() and text.isalnum():
        low = text.lower().lstrip("0") if text.isdecimal() else text.lower()
        return "" if low in TITLES else low
    words = (key(word) for word in re.split(r"[\s,;.]+", text))
    kept = sorted(word.lstrip("0") if word.isdecimal() else word for word in words if word)
    return " ".join(word for word in kept if word not in TITLES)


def index_of(names: Sequence[str]) -> dict[str, int]:
    """Folded identifier -> position; of repeats the first counts, and blanks are not listed."""
    index: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            index.setdefault(fold(name), position)
    return index


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key that orders names as people do: a number in it as a number, case apart."""
    parts = re.split(r"(\d+)", fold(text))
    return [(1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts if p]
