"""Names of users or devices that look alike but for their spelling: a domain before or an address
after, another order of words, a title, an accent, a sign that nobody sees, a footnote's mark. They
are noted, never joined."""

import re
import unicodedata
from collections.abc import Sequence

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.meaning.accounts import is_system, note_alike

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
_BETWEEN = re.compile(r"[\s,;._]+")


def note_spellings(
    sheet: str,
    names: Sequence[str],
    aliases: Sequence[int],
    places: Sequence[Place],
    findings: Findings,
) -> None:
    """A note on names of Users or Devices (`sheet`) that look alike; `aliases` are the rows' Same
    as (-1: none), `places` their cells."""
    people = sheet == "Users"
    form = _of_person if people else _of_device
    first: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    if not all(name.isascii() and name.isalnum() for name in names):
        # Letters and digits alone are alike to no other.
        for index, name in enumerate(names):
            if not name or aliases[index] >= 0:
                continue
            alike = name.lower() if name.isascii() and name.isalnum() else form(name)
            met = first.setdefault(alike, index)
            if met != index and alike:
                groups.setdefault(alike, [met]).append(index)
    several = list(groups.values())
    if people:
        kept = ([i for i in group if not is_system(names[i])] for group in several)
        several = [group for group in kept if len(group) > 1]
    if several:
        cells = [places[index] for group in several for index in group]
        listed = [[names[index] for index in group] for group in several]
        note_alike(SPELLINGS if people else DEVICE_SPELLINGS, listed, cells, findings)


_ACCOUNTS = re.compile(r"(?:[A-Za-z0-9]++(?:@[A-Za-z0-9.-]*+)?\n)*+")
_HOSTS = re.compile(r"(?:[A-Za-z0-9-]++\n)*+")
"""Lines of accounts, with an address or without one, and of hosts, in which nothing may be written
otherwise but case, and what follows an @."""


def _plainly_apart(names: Sequence[str], *, people: bool) -> bool:
    """Whether all names, looked at together, are of one word each and all those differ."""
    lines = "".join(f"{name}\n" for name in names)
    if not (_ACCOUNTS if people else _HOSTS).fullmatch(lines):
        return False
    bare = re.sub(r"@[^\n]*+", "", lines).lower().split("\n")
    return len({*bare}) == len(names) + 1


def _plain(name: str) -> str:
    """Without signs that nobody sees, accents, quotes, and marks of footnotes; dashes as one."""
    text = _MARKS_BEHIND.sub("", _QUOTES_BEFORE.sub("", name))
    if not text.isascii():
        shown = "".join(each for each in text if unicodedata.category(each) != "Cf")
        apart = unicodedata.normalize("NFKD", _DASHES.sub("-", shown).casefold())
        text = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(naming.fold(text).split())


def _of_person(name: str) -> str:
    """The account alone where there is a domain or an address, else the words in one order."""
    account = name.rpartition("\\")[2].partition("@")[0]
    if account.isascii() and account.isalnum():
        return account.lower()
    if found := _MAIL.fullmatch(name):
        account = found[1]
    plain = _plain(account)
    words = [word for word in _BETWEEN.split(plain) if word and word not in naming.TITLES]
    return " ".join(sorted(words) if not any(map(str.isdecimal, words)) else words)


def _of_device(name: str) -> str:
    """The host alone, without its domain, the sign of a machine's account or slashes before it."""
    if _HOST.fullmatch(name):
        return name.lower()
    plain = _plain(name.rpartition("\\")[2]).removesuffix("$")
    if _ADDRESS.fullmatch(plain):
        return plain
    host, _, domain = plain.partition(".")
    return host if domain and " " not in domain else plain
