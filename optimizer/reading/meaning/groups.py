"""Names that look like several people or devices in one: `PC001 - PC030`, `5 temps`, `Team (12)`.
Each is one where it has no Count; that is noted, never changed."""

import re
from collections.abc import Sequence

from optimizer.domain.group_words import GROUPS, SEVERAL
from optimizer.domain.names import key
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.wording import counted

GROUPS_IN_NAMES = Message(
    "groups-in-names",
    "{count} of {column} said to be several ({names}); each counts as one.",
    "If they are groups, list them on {sheet} with their Count.",
)

_SEVERAL = re.compile(
    r"(?P<prefix>\S*?[^\W\d_]\S*?)\d+\s*(?:-|–|—|\.{2,}|…|to|bis|à|a|al|tot|até|thru|through)\s*"
    r"(?P=prefix)\d+"
    r"|\S+\d\s*(?:\.{2,}|…|\s(?:to|bis|à|al|tot|até|thru|through)\s)\s*\S*\d"
    r"|.*\s\d+\s*(?:\.{2,}|…|\s(?:to|bis|à|a|al|tot|até|thru|through)\s)\s*\d+"
    r"|.*[\[{]\s*\d+\s*(?:[-–]|\.{2,})\s*\d+\s*[\]}].*"
    r"|(?:\d{1,3}\.){3}\d{1,3}\s*(?:[-–]\s*[\d.]+|/\d{1,2})"
    r"|[^*\n]*\w\*"
    r"|.*\w[-_.]?\?{2,}|.*\w[-_.]?#{2,}"
    r"|\d{1,5}\s*[x×]\s+\S.*|.*\S\s+[x×]\s?\d{1,5}|.*\S\s*\(\s*[x×]?\s?\d{1,5}\s?[x×]?\s*\)"
    r"|.*\(\s*\d{1,5}\s+[^\W\d]+\.?\s*\)"
    r"|\d{1,3}\s+[^\W\d]+(?:s|en)"
    r"|\d{1,5}\s?\+"
    r"|[^\W\d].*\S\s*:\s*\d{1,4}",
    re.IGNORECASE,
)
"""Ranges, wildcards and numbers of something."""

_FROM_TO = re.compile(r".*\s(\d{1,4})\s*[-–—]\s*(\d{1,4})")
"""`Till 1-4`: several where the second number is the larger."""

_PERHAPS = re.compile(
    r"[(\[{*×…–—?+:]|##|\.\.|\d\s*-|\d/\d|\s(?:to|bis|à|a|al|tot|até|thru|through)\s|\A\d+\s*x?\s"
    r"|\sx\s?\d",
    re.IGNORECASE,
)
"""What any of them holds: most names need no slower look."""

_QUICK = re.compile(r"[\s(\[{*×…–—?+:#/-]|\.\.")
"""What any of them holds, case or not: this look takes the least time."""

_ONE_DIGIT = str.maketrans("123456789", "000000000")

_LETTERS = re.compile(r"[^\W\d_]+")

LONGEST = 60
"""Characters that a name has at most; looking takes time that grows with their square."""

SHOWN = 4


def says_several(name: str) -> bool:
    """Whether a name says that it is several."""
    return _numbers_say_so(name) or (bool(_words_of_groups([name])) and _is_group(name))


def _numbers_say_so(name: str) -> bool:
    """Whether a name is a range, has a wildcard or says how many."""
    if _QUICK.search(name) is None or len(name) > LONGEST or _PERHAPS.search(name) is None:
        return False
    if _SEVERAL.fullmatch(name) is not None:
        return True
    found = _FROM_TO.fullmatch(name)
    return found is not None and int(found[1]) < int(found[2])


def _words_of_groups(names: Sequence[str]) -> set[str]:
    """The words of groups that any of the names may hold."""
    distinct = set(
        "\0".join(names).translate(_ONE_DIGIT).lower().split("\0")
    )  # of PC-01, PC-02 one
    words = {word for name in distinct for word in _LETTERS.findall(name)}
    return {word for word in words if key(word) in GROUPS or key(word) in SEVERAL}


_SIGNS = ("(", "[", "{", "*", "?", "+", ":", "/", "##", "..")
"""What a name of one word in ASCII holds where _PERHAPS finds something, but for `7-`."""

_BETWEEN_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}


def _none_says_several(names: Sequence[str]) -> bool:
    """Whether all names, looked at together, are of one word each that says nothing of the kind."""
    whole = "\n".join(names)
    if not whole.isascii() or len(whole.split()) != len(names):
        return False
    if any(sign in whole for sign in _SIGNS) or _RANGE.search(whole):
        return False
    words = {*whole.lower().translate(_BETWEEN_WORDS).split()}
    return GROUPS.isdisjoint(words) and SEVERAL.isdisjoint(words)


_RANGE = re.compile(r"\d-")


def _is_group(name: str) -> bool:
    """Whether a word of the name is a group's, or stands for several: `Sales team`, `Lab PCs`; but
    POOL-PC-07 is one PC, and so is Team."""
    bare = name.partition("@")[0]
    if len(name) > LONGEST or (bare[-1:].isdecimal() and " " not in bare):
        return False
    parts = {key(part) for part in _LETTERS.findall(bare)}
    several = SEVERAL if bare.isalnum() else SEVERAL | GROUPS
    return not several.isdisjoint(parts)


def note_groups(
    sheet: str,
    names: Sequence[str],
    counts: Sequence[int],
    places: Sequence[Place],
    findings: Findings,
) -> None:
    """A note on names of Users or Devices (`sheet`) that say that they are several, where their
    Count is 1; `places` are their cells."""
    if _none_says_several(names):
        return
    words = _words_of_groups(names)
    found = [
        index
        for index, name in enumerate(names)
        if counts[index] == 1
        and (
            _numbers_say_so(name)
            or (words and not words.isdisjoint(_LETTERS.findall(name.lower())) and _is_group(name))
        )
    ]
    if found:
        findings.warn(
            places[found[0]],
            GROUPS_IN_NAMES,
            tuple(places[index] for index in found[1:1000]),
            count=counted(len(found), "name"),
            column=sheet[:-1],
            sheet=sheet,
            names=", ".join(f'"{names[index]}"' for index in found[:SHOWN])
            + (", ..." if len(found) > SHOWN else ""),
        )
