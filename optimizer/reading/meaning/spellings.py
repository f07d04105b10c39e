"""Names of users or devices that look alike but for their spelling: a domain before or an address
after, another order of words, a title, an accent, a sign that nobody sees, a footnote's mark. They
are noted, never joined."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message
from optimizer.reading.meaning.accounts import is_system, note_alike
from optimizer.reading.meaning.named import Named

SPELLINGS = Message(
    "account-spellings",
    "{count} {count:account is/accounts are} spelled in several ways ({names}); each spelling is "
    "counted as a person of its own.",
    "If they are one person, name the main one in Same as on Users in the rows of the others.",
)
DEVICE_SPELLINGS = Message(
    "device-spellings",
    "{count} {count:device is/devices are} spelled in several ways ({names}); each spelling is "
    "counted as a device of its own.",
    "If they are one device, write them alike, or name the main one in Same as on Devices in the "
    "rows of the others.",
)

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_MARKS_BEHIND = re.compile(r"[\s*†‡§#.,;:'\"’”¹²³⁴-⁹!?]+$")
_QUOTES_BEFORE = re.compile(r"^[\s*'\"‘“„]+")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_MAIL = re.compile(r".*<([^<>@\s]+)@[^<>\s]+>")
_HOST = re.compile(r"[A-Za-z0-9_-]*[A-Za-z0-9]")
_BETWEEN = re.compile(r"[\s,;._-]+")


_LOOK_LATIN = str.maketrans(
    "АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXo"
)
"""Letters of Cyrillic and Greek that look like Latin ones."""


def note_spellings(named: Named, aliases: Sequence[int], findings: Findings) -> None:
    """A note on names that look alike; `aliases` are the rows' Same as (-1: none)."""
    people = named.sheet == "Users"
    if _plainly_apart(named.shapes, people=people):
        return
    form = _of_person if people else _of_device
    names = named.names
    lettered = forms_of_letters(names)
    first: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if not name or aliases[index] >= 0:
            continue
        alike = name.lower() if name.isascii() and name.isalnum() else lettered.get(name, "")
        if not alike or alike in naming.TITLES:
            alike = form(name)
        met = first.setdefault(alike, index)
        if _NO_SPACE in name:  # it may part words, or stand within one
            met = min(met, first.setdefault(form(name.replace(_NO_SPACE, " ")), index))
        if met != index and alike:
            groups.setdefault(alike, [met]).append(index)
    several = list(groups.values())
    if people:
        kept = ([i for i in group if not is_system(names[i])] for group in several)
        several = [group for group in kept if len(group) > 1]
    if several:
        cells = [named.places[index] for group in several for index in group]
        listed = [[names[index] for index in group] for group in several]
        note_alike(SPELLINGS if people else DEVICE_SPELLINGS, listed, cells, findings)


_NO_SPACE = "\u200b"
"""A space that is not shown."""

_ACCOUNT = re.compile(r"[a-z0-9]+(@[a-z.-]+)?")
_DEVICE = re.compile(r"[a-z0-9-]*[a-z0-9](\.[a-z.-]+)?")


def _plainly_apart(shapes: frozenset[str], *, people: bool) -> bool:
    """Whether names of those shapes, all unlike, are accounts or hosts of one domain or of none: no
    two of them are alike but for what stands behind them."""
    ends = set()
    for shape in shapes:
        found = (_ACCOUNT if people else _DEVICE).fullmatch(shape)
        if found is None:
            return False
        ends.add(found[1])
        if len(ends) > 1:
            return False
    return True


class _Without(dict[int, int | None]):
    """A table for `str.translate` that drops some signs: `drops` is asked once about each sign that
    is met."""

    def __init__(self, drops: Callable[[str], bool]) -> None:
        super().__init__()
        self._drops = drops

    def __missing__(self, sign: int) -> int | None:
        return self.setdefault(sign, None if self._drops(chr(sign)) else sign)


_UNSEEN = _Without(lambda sign: unicodedata.category(sign) == "Cf")
_ACCENTS = _Without(lambda sign: unicodedata.combining(sign) > 0)


def plain_form(name: str) -> str:
    """Without signs that nobody sees, accents, quotes, and marks of footnotes; dashes as one."""
    text = _MARKS_BEHIND.sub("", _QUOTES_BEFORE.sub("", name))
    if not text.isascii():
        shown = text.translate(_LOOK_LATIN).translate(_UNSEEN)
        apart = unicodedata.normalize("NFKD", _DASHES.sub("-", shown).casefold())
        text = apart.translate(_ACCENTS)
    return " ".join(naming.fold(text).split())


def forms_of_letters(names: Sequence[str]) -> dict[str, str]:
    """The names that are letters alone, not all of them ASCII's -> their form by `plain_form`, made
    at one time."""
    found = [name for name in names if not name.isascii() and name.isalpha()]
    whole = "\0".join(found).translate(_LOOK_LATIN).casefold()
    apart = unicodedata.normalize("NFKD", whole).translate(_ACCENTS)
    return dict(zip(found, naming.fold(apart).split("\0"), strict=bool(found)))


def _of_person(name: str) -> str:
    """The account alone where there is a domain or an address, else the words in one order."""
    account = name.rpartition("\\")[2].partition("@")[0]
    if account.isascii() and account.isalnum():
        return account.lower()
    if found := _MAIL.fullmatch(name):
        account = found[1]
    plain = plain_form(account)
    words = [word for word in _BETWEEN.split(plain) if word and word not in naming.TITLES]
    return " ".join(sorted(words) if not any(map(str.isdecimal, words)) else words)


def _of_device(name: str) -> str:
    """The host alone, without its domain, the sign of a machine's account or slashes before it."""
    if _HOST.fullmatch(name):
        return name.lower()
    plain = plain_form(name.rpartition("\\")[2]).removesuffix("$")
    if _ADDRESS.fullmatch(plain):
        return plain
    host, _, domain = plain.partition(".")
    return host if domain and " " not in domain else plain
