"""Names of users or devices that look alike but for their spelling: a domain before or an address
after, another order of words, a title, an accent, a sign that nobody sees, a footnote's mark. They
are noted, never joined."""

import re
import unicodedata
from collections.abc import Sequence

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message
from optimizer.reading.meaning import together
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
_APOSTROPHES = re.compile(r"[\u2018\u2019\u02bc\u00b4`]")
_MARK = r"[\s*†‡§#.,;:'\"’”¹²³⁴-⁹!?]"
_MARKS_BEHIND = re.compile(rf"(?<!{_MARK}){_MARK}++(?=\0)")
_QUOTES_BEFORE = re.compile(r"(?<=\0)[\s*'\"‘“„]+")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_MAIL = re.compile(r".*<([^<>@\s]+)@[^<>\s]+>")
_BETWEEN = re.compile(r"[\s,;._-]+")


_LOOK_LATIN = dict(
    zip(
        "АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Letters of Cyrillic and Greek that look like Latin ones."""


def note_spellings(named: Named, aliases: Sequence[int], findings: Findings) -> None:
    """A note on names that look alike; `aliases` are the rows' Same as (-1: none)."""
    people = named.sheet == "Users"
    if _plainly_apart(named.shapes, people=people):
        return
    names = named.names
    perhaps = _perhaps_alike(names, people=people)
    first: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    alikes = forms([names[index] for index in perhaps], people=people)
    for index, alike in zip(perhaps, alikes, strict=True):
        name = names[index]
        if not name or aliases[index] >= 0:
            continue
        met = first.setdefault(alike, index)
        if _NO_SPACE in name:  # it may part words, or stand within one
            (parted,) = forms([name.replace(_NO_SPACE, " ")], people=people)
            met = min(met, first.setdefault(parted, index))
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


def _perhaps_alike(names: Sequence[str], *, people: bool) -> list[int]:
    """The indices of names that may be spelled as another one: what is left of their form has the
    same letters. Most names are their form, but for the order of words and signs."""
    cut = set(together.holding_signs(names, _CUTS[people].__contains__))
    if people:
        cut.update(together.may_have_part(names, naming.TITLES))
    texts = [*names]
    some = sorted(cut)
    for index, form in zip(some, forms([names[i] for i in some], people=people), strict=True):
        texts[index] = form
    return together.sharing_letters(texts, _letters)


_CUTS = {True: frozenset("\\@<¹²³⁴⁵⁶⁷⁸⁹"), False: frozenset("\\.¹²³⁴⁵⁶⁷⁸⁹")}
"""Signs of names of people (True) and of devices with letters or digits that their form lacks."""


def _letters(sign: str) -> str:
    """The letters and digits of a sign in a plain form."""
    apart = unicodedata.normalize("NFKD", _shown(sign).casefold())
    folded = naming.fold("".join(map(_no_accent, apart)))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", folded)))


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


def _shown(sign: str) -> str:
    """A sign as it looks: a Latin letter where it looks like one, "" where nobody sees it."""
    return _LOOK_LATIN.get(sign, "" if unicodedata.category(sign) == "Cf" else sign)


def _no_accent(sign: str) -> str:
    return "" if unicodedata.combining(sign) else sign


def plain_forms(names: Sequence[str]) -> list[str]:
    """Each name without signs that nobody sees, accents, quotes, and marks of footnotes; dashes and
    apostrophes as one. All are looked at in one text, with zeros between them."""
    if not names:
        return []
    whole = "\0".join(name.replace("\0", " ") for name in names)
    whole = _APOSTROPHES.sub("'", whole)
    whole = _MARKS_BEHIND.sub("", _QUOTES_BEFORE.sub("", f"\0{whole}\0"))
    if not whole.isascii():
        shown = naming.translated(whole, _shown)
        apart = unicodedata.normalize("NFKD", _DASHES.sub("-", shown).casefold())
        whole = naming.translated(apart, _no_accent)
    return [" ".join(form.split()) for form in naming.fold(whole).split("\0")[1:-1]]


def forms(names: Sequence[str], *, people: bool) -> list[str]:
    """The form in which each name of people or devices is the same however it is spelled."""
    if people:
        plain = plain_forms([*map(_account, names)])
        return [*map(_words_in_order, plain)]
    plain = plain_forms([name.rpartition("\\")[2] for name in names])
    return [*map(_host, plain)]


def _account(name: str) -> str:
    """The account alone where there is a domain or an address."""
    account = name.rpartition("\\")[2].partition("@")[0]
    if "<" in name and (found := _MAIL.fullmatch(name)):
        return found[1]
    return account


def _words_in_order(plain: str) -> str:
    """The words of a plain form in one order, without titles."""
    if plain.isalnum():
        return plain
    words = [word for word in _BETWEEN.split(plain) if word and word not in naming.TITLES]
    return " ".join(sorted(words) if not any(map(str.isdecimal, words)) else words)


def _host(plain: str) -> str:
    """A host's plain form without its domain, or the sign of a machine's account."""
    plain = plain.removesuffix("$")
    if _ADDRESS.fullmatch(plain):
        return plain
    host, _, domain = plain.partition(".")
    return host if domain and " " not in domain else plain
