"""How names compare, and which known one is nearest."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

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
    if not texts or whole.count("\0") >= len(texts) or _space_outside(f"\0{whole}\0"):
        return [fold(trim(text)) for text in texts]
    # A zero joins and reorders with nothing: the whole is folded as each of its texts is.
    return fold(whole).split("\0")


def trimmed(texts: Sequence[str]) -> Sequence[str]:
    """Each text trimmed; of many at one time."""
    whole = "\0".join(texts)
    if whole.count("\0") < len(texts) and not _space_outside(f"\0{whole}\0"):
        return texts
    return [trim(text) for text in texts]


def keys(texts: Sequence[str]) -> list[str]:
    """The key of each text; of many at one time."""
    whole = "\0".join(texts)
    if not texts or whole.count("\0") >= len(texts):
        return [key(text) for text in texts]
    low = whole.lower() if whole.isascii() else _without_accents(whole)
    return translated(low, _letter_or_digit).split("\0")


def _letter_or_digit(sign: str) -> str:
    return sign if sign.isalnum() or sign == "\0" else ""


FEW = 2_000
"""Signs of a text that are looked at one by one."""

PIECE = 1 << 20
"""Signs of a long text that are looked at together: their numbers take a few megabytes."""


def translated(text: str, each: Callable[[str], str]) -> str:
    """The text with what `each` makes of every sign, one or none; it is asked once about each sign
    that a long text holds."""
    if len(text) < FEW:
        return "".join(map(each, text))
    import numpy as np

    gone, not_asked = 0x110000, 0x110001
    table = np.full(gone, not_asked, np.uint32)
    pieces = []
    for start in range(0, len(text), PIECE):
        code = text[start : start + PIECE].encode("utf-32-le", "surrogatepass")
        signs = np.frombuffer(code, np.uint32)
        there = np.flatnonzero(np.bincount(signs))
        for sign in there[table[there] == not_asked].tolist():
            table[sign] = ord(made) if (made := each(chr(sign))) else gone
        found = table[signs]
        if np.any(table[there] == gone):
            found = found[found != gone]
        pieces.append(found.tobytes().decode("utf-32-le", "surrogatepass"))
    return "".join(pieces)


def holding(texts: Sequence[str], what: "re.Pattern[str]") -> list[int]:
    """The indices of the texts in which something is found, given as it is found among texts with
    zeros between them: it holds no zero, and may look at the one before."""
    indices: list[int] = held_first(texts, what)[0].tolist()
    return indices


def held_first(texts: Sequence[str], what: "re.Pattern[str]") -> "tuple[Ints, Ints, Ints]":
    """The indices of the texts in which something is found, given as for `holding`, and where the
    first of it begins and ends in each."""
    import numpy as np

    found = map(re.Match.span, what.finditer("\0" + "\0".join(texts)))
    spans = np.fromiter(chain.from_iterable(found), np.int64).reshape(-1, 2)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(sizes + 1)
    index, first = np.unique(np.searchsorted(ends, spans[:, 1] - 1), return_index=True)
    begins, stops = (spans[first] - (ends - sizes)[index, None]).T
    return index, np.maximum(begins, 0), stops


def _space_outside(whole: str) -> bool:
    """Whether white space begins or ends one of the texts, which stand between zeros."""
    if not whole.isascii():
        if len(whole) < FEW:
            return _OUTSIDE.search(whole) is not None
        return any(map(_OUTER.__contains__, _outer_signs(whole)))
    if whole.split(None, 1) == [whole]:
        return False  # there is none at all
    return any(f"\0{space}" in whole or f"{space}\0" in whole for space in _SPACES)


def _outer_signs(whole: str) -> set[str]:
    """The signs beside zeros."""
    import numpy as np

    found: set[int] = set()
    for start in range(0, len(whole), PIECE):
        code = whole[start : start + PIECE + 1].encode("utf-32-le", "surrogatepass")
        signs = np.frombuffer(code, np.uint32)
        ends = np.flatnonzero(signs == 0)
        beside = np.append(signs[ends[ends < len(signs) - 1] + 1], signs[ends[ends > 0] - 1])
        found.update(np.flatnonzero(np.bincount(beside)).tolist())
    return {*map(chr, found)}


_OUTSIDE = re.compile("\0[\\s\u200b\ufeff]|[\\s\u200b\ufeff]\0")
_OUTER = frozenset(
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
"""White space, also what has no width."""

_SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f"
"""White space of ASCII."""


_ONE_DIGIT = bytes.maketrans(b"123456789", b"000000000")

_OTHER_SCRIPTS = (
    (0x388, 0x3E1),
    (0x400, 0x481),
    (0x48A, 0x52F),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
)
"""Letters of Greek, Cyrillic, Chinese and Korean, by their numbers: no declared word holds one."""

ANY_OF_THEM = "\u044f"
"""The letter that stands for all of those."""


def shapes(texts: Sequence[str]) -> frozenset[str]:
    """The texts in lower case, with 0 for every digit of ASCII and one letter for every letter of
    other scripts than that of declared words: few where names are numbered or in another script, so
    that all are looked at by looking at these."""
    if not texts:
        return _NONE
    whole = "\0".join(texts).lower()
    if whole.isascii():
        return frozenset(whole.encode().translate(_ONE_DIGIT).decode().split("\0"))
    return frozenset(translated(whole, _shape).split("\0"))


def _shape(sign: str) -> str:
    if "1" <= sign <= "9":
        return "0"
    number = ord(sign)
    other = any(first <= number <= last for first, last in _OTHER_SCRIPTS)
    return ANY_OF_THEM if other else sign


_NONE: frozenset[str] = frozenset()


def key(text: str) -> str:
    """The form in which headers and titles compare: letters and digits alone, without case and
    accents."""
    if text.isascii():
        low = text.lower()
        return low if low.isalnum() else "".join(filter(str.isalnum, low))
    return "".join(filter(str.isalnum, _without_accents(text)))


def keys_of(listed: str) -> frozenset[str]:
    """The keys of words that stand in one text, commas between them."""
    return frozenset(key(word) for word in listed.split(","))


def _without_accents(text: str) -> str:
    """Without case; accents stand behind their letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKD", plain.casefold())


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
    host = _host(wanted)
    near = [key for key in names if key != wanted and (key == host or _host(key) == wanted)]
    near = near or get_close_matches(wanted, names, n=6, cutoff=0.7)
    return [names[name] for name in near if not _told_apart(name, wanted)][:2]


_HOST = re.compile(r"(?:https?://|\\\\)?([^\W_][\w-]*)(?=[./\\:])")


def _host(name: str) -> str:
    """The machine in a folded full name, an address or a share: `fs1` of `fs1.corp.example`; the
    name itself where there is none."""
    found = _HOST.match(name)
    return found[1] if found and not found[1].isdigit() else name


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
