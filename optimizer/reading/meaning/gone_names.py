"""Names that say that whoever has them is gone: `Bob (left)`, `PC7 - retired`, `old-PC7`; and those
of users that are services or tests. They are noted, never left out."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from optimizer.domain.names import key
from optimizer.domain.problems import Findings, Message
from optimizer.domain.status_words import SAY_GONE
from optimizer.reading.meaning import together
from optimizer.reading.meaning.accounts import note_alike
from optimizer.reading.meaning.named import LETTERS, Named

GONE_NAMES = Message(
    "names-say-gone",
    "{count} {count:name/names} of {column} {count:says that it is/say that they are} gone "
    "({names}); each counts.",
    "Delete {count:its rows/their rows} if {count:it is/they are} not to count.",
)
NO_PEOPLE = Message(
    "names-of-no-people",
    "{count} {count:name/names} of User {count:looks/look} like accounts of services or tests "
    "({names}); each is counted as a person.",
    "Delete {count:its rows if nobody stands behind it/their rows if nobody stands behind them}.",
)

_BESIDE = re.compile(r"[(\[{]([^()\[\]{}]+)[)\]}]|\s[-–—]\s*(.+)$|[,;:]\s*(.+)$")
_BEFORE = re.compile(
    r"(?:old|former|formerly|disabled|deleted|inactive|retired|terminated|obsolete|spare|zz+|"
    r"ehem|ehemals|ehemalig\w*|alt|deaktiviert|ancien\w*|viej[oa]|vecchi[oa]|oude?)[\s_.-]+\w.*"
)
_BEHIND = re.compile(
    r".*\w[\s_.-]+(?:old|former|disabled|deleted|inactive|retired|terminated|obsolete|spare|"
    r"scrapped|decommissioned|decom|broken|defect|defekt|gone|alt|ausgemustert|verschrottet|"
    r"inaktiv|inactif|hs|réformé|baja|dismesso|oud|defect)"
)
_SURNAME = re.compile(r".*\w\s(?:alt|oud)")
"""`Peter Alt`: words for who is gone that people are called."""

_EX = re.compile(r"ex[\s_.-]+[^\W\d_]{2,}.*")
_NO_PEOPLE = re.compile(
    r"(?:.*\\)?(?:(?:svc|test|dummy|demo|robot|bot)(?:[\s_.\d-].*|user.*|account.*)?"
    r"|service(?:[_.\d-].*|\s?(?:user|account).*)?"
    r"|.*[\s_.-](?:svc|test|testuser|bot|robot)|.*[_.-]service)(?:@.*)?"
)
"""The word service beside a space says nothing: people are of a Field service or Service desk."""

_SERVICES = frozenset(
    "svc service test testuser dummy demo robot bot testaccount serviceaccount".split()  # noqa: SIM905
)
_WORDS = frozenset(
    """old former formerly disabled deleted inactive retired terminated obsolete spare ehem ehemals
    ehemalig ehemaliger ehemalige alt deaktiviert ancien ancienne viejo vieja vecchio vecchia oud
    oude scrapped decommissioned decom broken defect defekt gone ausgemustert verschrottet inaktiv
    inactif hs réformé baja dismesso ex † ✝""".split()  # noqa: SIM905
)
"""Words and signs of which such a name holds one, besides those of who is gone."""

_PARTS = re.compile(rf"{LETTERS.pattern}|[†✝]")
_CROSS = ("†", "✝")

LONGEST = 80
"""Characters of a longer name that is not looked at."""


def says_gone(name: str, *, person: bool) -> bool:
    """Whether a name, in lower case, says that its holder is gone."""
    if len(name) > LONGEST:
        return False
    if any(cross in name for cross in _CROSS):
        return True
    for found in _BESIDE.finditer(name):
        said = next(filter(None, found.groups()), "")
        if key(said) in SAY_GONE or any(key(w) in SAY_GONE for w in re.split(r"[\W_\d]+", said)):
            return True
    surname = person and _SURNAME.fullmatch(name) is not None
    if _BEFORE.fullmatch(name) or (_BEHIND.fullmatch(name) and not surname):
        return True
    return person and _EX.fullmatch(name) is not None


def note_gone(named: Named, counts: Sequence[bool], findings: Findings) -> None:
    """A note on such names of rows that count (`counts`), and one on users that are no people."""
    person = named.column == "User"
    perhaps = {*named.may_hold(_WORDS | SAY_GONE, ("zz",))}
    if not named.signs.isdisjoint(_CROSS):
        perhaps.update(together.holding_signs(named.names, _CROSS.__contains__))
    by_name = partial(says_gone, person=person)
    _note(
        named, counts, sorted(perhaps), _gone_word, by_name, message=GONE_NAMES, findings=findings
    )
    if person:
        looked, a_service = named.may_hold(_SERVICES), _SERVICES.__contains__
        _note(named, counts, looked, a_service, _is_no_person, message=NO_PEOPLE, findings=findings)


def _gone_word(word: str) -> bool:
    """Whether a word or sign of a name, in lower case, may say that its holder is gone."""
    if word in _WORDS or word[:2] == "zz":
        return True
    return word in SAY_GONE if word.isascii() else key(word) in SAY_GONE


def _is_no_person(name: str) -> bool:
    return _NO_PEOPLE.fullmatch(name) is not None


def _note(
    named: Named,
    counts: Sequence[bool],
    perhaps: Sequence[int],
    word: Callable[[str], bool],
    holds: Callable[[str], bool],
    *,
    message: Message,
    findings: Findings,
) -> None:
    """A note on those of the names `perhaps` (their indices) of which a word and the whole say
    so."""
    names = named.names
    found = [
        i
        for i in perhaps
        if counts[i] and any(map(word, _PARTS.findall(low := names[i].lower()))) and holds(low)
    ]
    if found:
        places = [named.places[i] for i in found]
        note_alike(message, [[names[i]] for i in found], places, findings, column=named.column)
