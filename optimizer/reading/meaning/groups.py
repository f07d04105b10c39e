"""Names that look like several people or devices in one: `PC001 - PC030`, `5 temps`, `Team (12)`.
Each is one where it has no Count; that is noted, never changed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from optimizer.domain import names as naming
from optimizer.domain.group_words import GROUPS, SEVERAL
from optimizer.domain.names import key
from optimizer.domain.problems import Findings, Message
from optimizer.reading.meaning.named import LETTERS, Named

GROUPS_IN_NAMES = Message(
    "groups-in-names",
    "{count:,} {count:name/names} of {column} {count:is/are} said to be several ({names}); each "
    "counts as one.",
    "If they are groups, list them on {sheet} with their Count.",
)

NOT_LOOKED_AT = Message(
    "names-not-looked-at",
    "{count} {count:name/names} of {column} {count:was/were} not looked at for groups such as "
    "PC1-PC20: {looked} that may be some come before.",
    "If there are groups, list them on {sheet} with their Count.",
)

_SEVERAL = re.compile(
    r"(?P<prefix>\S*?[^\W\d_]\S*?)\d+\s*(?:-|–|—|\.{2,}|…|to|bis|à|a|al|tot|até|thru|through)\s*"
    r"(?P=prefix)\d+"
    r"|\S+\d\s*(?:\.{2,}|…|\s(?:to|bis|à|al|tot|até|thru|through)\s)\s*\S*\d"
    r"|.*\s\d+\s*(?:\.{2,}|…|\s(?:to|bis|à|a|al|tot|até|thru|through)\s)\s*\d+"
    r"|.*[\[{]\s*\d+\s*(?:[-–]|\.{2,})\s*\d+\s*[\]}].*"
    r"|(?:\d{1,3}\.){3}\d{1,3}\s*(?:[-–]\s*[\d.]+|/\d{1,2})"
    r"|[^*\n]*[\w\\.-]\*[^*\n]*"
    r"|.*\w[-_.]?\?+|.*\w[-_.]?#{2,}"
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

_PERHAPS_SOME = re.compile(_PERHAPS.pattern.replace(r"\A", r"(?<=\0)"), re.IGNORECASE)
"""The same for names with zeros between them."""

_QUICK = re.compile(r"[\s(\[{*×…–—?+:#/-]|\.\.")
"""What any of them holds, case or not: this look takes the least time."""

_STEM = re.compile(r"(.*[^\W\d_])(\d{1,5})\s*[-–—]\s*(\d{1,5})")
"""`PC1-20`: a range, or the place 20 of PC1; that is told by the other names."""

_DASHED = re.compile(r"0\s*[-–—]\s*0")
_MAY_BE_STEM = re.compile(r"[^\W\d_]0{1,5}\s*[-–—]\s*0{1,5}(?:\0|$)")

LONGEST = 60
"""Characters that a name has at most; looking takes time that grows with their square."""

LOOKED = 50_000
"""Names with numbers or signs of several that are looked at one by one, before the rest are not:
so many take seconds."""

PIECE = 1 << 14
"""Names that are searched in one go."""

SHOWN = 4


def _numbers_say_so(name: str) -> bool:
    """Whether a name is a range, has a wildcard or says how many."""
    if not _numbers_may_say_so(name):
        return False
    if _SEVERAL.fullmatch(name) is not None:
        return True
    found = _FROM_TO.fullmatch(name)
    return found is not None and int(found[1]) < int(found[2])


def _numbers_may_say_so(name: str) -> bool:
    return _QUICK.search(name) is not None and len(name) <= LONGEST and bool(_PERHAPS.search(name))


def _is_group(name: str) -> bool:
    """Whether a word of the name is a group's, or stands for several: `Sales team`, `Lab PCs`; but
    POOL-PC-07 is one PC, and so is Team."""
    bare = name.partition("@")[0]
    if len(name) > LONGEST or (bare[-1:].isdecimal() and " " not in bare):
        return False
    parts = {key(part) for part in LETTERS.findall(bare)}
    several = SEVERAL if bare.isalnum() else SEVERAL | GROUPS
    return not several.isdisjoint(parts)


def _ranges(names: Sequence[str]) -> frozenset[str]:
    """The names such as `PC1-20` that are ranges: of all that are written so the second number is
    the larger, and none goes on where another one is, as places of one room do."""
    found = [(name, each) for name in names if (each := _STEM.fullmatch(name))]
    by_stem: dict[str, list[tuple[int, int]]] = {}
    for _, each in found:
        by_stem.setdefault(naming.fold(each[1]), []).append((int(each[2]), int(each[3])))
    ranges = set()
    for stem, pairs in by_stem.items():
        pairs.sort()
        rising = all(first < last for first, last in pairs)
        if rising and all(last < first for (_, last), (first, _) in pairwise(pairs)):
            ranges.add(stem)
    return frozenset(name for name, each in found if naming.fold(each[1]) in ranges)


def _by_numbers(named: Named, findings: Findings) -> list[int]:
    """The indices of names that are a range, have a wildcard or say how many."""
    found: list[int] = []
    looked = 0
    for first in range(0, len(named.names), PIECE):
        piece = named.names[first : first + PIECE]
        perhaps = naming.holding(piece, _PERHAPS_SOME)
        found += [first + i for i in perhaps if _numbers_say_so(piece[i])]
        looked += len(perhaps)
        rest = len(named.names) - first - len(piece)
        if looked > LOOKED and rest:
            findings.warn(
                named.places[first + len(piece)],
                NOT_LOOKED_AT,
                count=rest,
                looked=f"{looked:,}",
                column=named.column,
                sheet=named.sheet,
            )
            break
    return found


def note_groups(
    named: Named, counts: Sequence[int], findings: Findings, *, by_words: bool = True
) -> None:
    """A note on names that say that they are several, where their Count is 1; words of groups say
    so too where `by_words`."""
    names = named.names
    several: set[int] = set()
    if any(sign in "*?#" or sign.isdecimal() for sign in named.signs):
        shaped = "\0" + "\0".join(named.shapes)
        if _PERHAPS_SOME.search(shaped):
            several.update(_by_numbers(named, findings))
        if _DASHED.search(shaped) and _MAY_BE_STEM.search(shaped):
            ranges = _ranges(names)
            several.update(index for index, name in enumerate(names) if name in ranges)
    if by_words:
        several.update(i for i in named.may_hold(GROUPS | SEVERAL) if _is_group(names[i]))
    found = [index for index in sorted(several) if counts[index] == 1]
    if found:
        findings.warn(
            named.places[found[0]],
            GROUPS_IN_NAMES,
            tuple(named.places[index] for index in found[1:1000]),
            count=len(found),
            column=named.column,
            sheet=named.sheet,
            names=", ".join(f'"{names[index]}"' for index in found[:SHOWN])
            + (", ..." if len(found) > SHOWN else ""),
        )
