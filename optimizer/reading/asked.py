"""Columns that are not read although a plan may hang on them: how many a row stands for, and
whether it counts, under a heading too unsure to be read as Count or Active."""

from collections.abc import Callable, Sequence

from optimizer.domain import schema
from optimizer.domain.asking_words import REFUSED, asks_how_many, asks_whether
from optimizer.domain.names import fold, key
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.rights_words import NOT_HELD
from optimizer.domain.status_words import NO, YES
from optimizer.domain.versions import rank_of
from optimizer.reading.cells import Refused, number, text
from optimizer.reading.headers import Heading, meanings
from optimizer.reading.meaning.active import says_active, word_of

HOW_MANY = Message(
    "how-many",
    'the column "{title}" is not read, and holds numbers such as {value}: is that how many '
    "{things} each row stands for?",
    "Head it Count if it is; if not, put a # before its name.",
)
HOW_MANY_ACCESS = Message(
    "how-many-on-access",
    'the column "{title}" is not read, and holds numbers such as {value}: is that how many people '
    "or devices each row stands for?",
    "List them on Users or Devices with that Count. Head it Sessions if it is how often, User or "
    "Device if the numbers are names; else put a # before its name.",
)
WHETHER = Message(
    "whether-it-counts",
    'the column "{title}" is not read, and says "{word}": are such rows to be left out?',
    "{remedy} If not, put a # before its name.",
)
OWN_RIGHTS = Message(
    "rights-of-owned",
    'the column "{title}" is not read, and says "{word}": what is owned has the {column} of its '
    "license.",
    "{remedy} If both say the same, put a # before its name.",
)
RIGHTS = {
    "Version": "Give each version a row of its own on Licenses, and name it here.",
    "Pack": "Type the number of licenses, not of packs, into Quantity.",
}
"""Column of Licenses that an unread one of Owned or Assigned may speak of -> what to do."""

HEAD_ACTIVE = "Write Yes and No into a column Active, with No where the row is to be left out."
DELETE = "Delete those rows."

HELD = ("Access", "Servers", "Licenses", "Offers", "Owned", "Assigned")
"""Sheets without a column Active whose rows may be past."""

THINGS = {"Users": "people", "Devices": "devices", "Servers": "servers"}

ASKED = 100
"""Unread columns of a sheet that are looked at."""


def ask(
    heading: Heading,
    sheet: schema.Sheet,
    below: Callable[[int], Sequence[object]],
    findings: Findings,
) -> set[str]:
    """A problem at the heading of each such column, and the titles that are asked how many;
    `below` gives the first filled cells of a position."""
    asked = set()
    for position, title in heading.unread[:ASKED]:
        place = Place(sheet.order, sheet.name, heading.number, position + 1, sheet.file)
        message = _how_many(title, sheet.name, heading)
        if message is not None and (value := _above_one(title, below(position))) is not None:
            things = THINGS.get(sheet.name, "")
            findings.problem(place, message, title=title, value=value, things=things)
            asked.add(title)
        elif sheet.name in ("Owned", "Assigned") and (right := _right(title, below(position))):
            column, word = right
            findings.problem(
                place, OWN_RIGHTS, title=title, word=word, column=column, remedy=RIGHTS[column]
            )
        elif sheet.name != "Settings" and (word := _leaves_out(title, sheet.name, below, position)):
            remedy = HEAD_ACTIVE if sheet.name in ("Users", "Devices") else DELETE
            if "Active" not in heading.positions:
                findings.problem(place, WHETHER, title=title, word=word, remedy=remedy)
    return asked


def _how_many(title: str, sheet: str, heading: Heading) -> Message | None:
    if sheet == "Access":
        counted = any(
            name == "Count" for other in ("Users", "Devices") for _, name in meanings(title, other)
        )
        return HOW_MANY_ACCESS if counted or asks_how_many(title) else None
    asked = sheet in THINGS and "Count" not in heading.positions and asks_how_many(title)
    if "%" in title:
        return None
    return HOW_MANY if asked else None


def _above_one(title: str, values: Sequence[object]) -> str | None:
    """The first number above 1, where all values are numbers; None where there is none, or where
    they number the rows."""
    found = None
    if len(title) == 1 and len(values) > 1 and list(values) == [*range(1, len(values) + 1)]:
        return None
    for value in values:
        try:
            if number(value) > 1 and found is None:
                found = text(value)
        except Refused:
            return None
    return found


def _right(title: str, values: Sequence[object]) -> tuple[str, str] | None:
    """Which right of a license a heading speaks of, and the first value that says one."""
    column = next((name for _, name in meanings(title, "Licenses") if name in RIGHTS), "")
    if column == "Pack":
        found = next((v for v in values if text(v) not in ("", "1")), None)
    else:
        found = next((v for v in values if column and rank_of(fold(text(v))) is not None), None)
    return None if found is None else (column, text(found))


def _leaves_out(
    title: str, sheet: str, below: Callable[[int], Sequence[object]], position: int
) -> str:
    """The first word that may leave a row out; "" where none does."""
    if sheet in ("Owned", "Assigned"):
        held = (v for v in below(position) if isinstance(v, str) and key(v) in NOT_HELD)
        if word := next(held, ""):
            return word
    if sheet in HELD and any(name == "Active" for _, name in meanings(title, "Users")):
        gone = (v for v in below(position) if says_active(v, title) is False)
        return next(map(text, gone), "")
    answer = asks_whether(title)
    if answer is None:
        return ""
    words = YES if answer else {*NO, *REFUSED}
    return next((text(v) for v in below(position) if word_of(v) in words), "")
