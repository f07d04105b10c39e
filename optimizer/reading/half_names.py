"""Names of people in two columns: either half alone would make one of two people."""

from optimizer.domain import schema
from optimizer.domain.asking_words import halves, may_be_whole
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.headers import Heading

NAME_IN_TWO = Message(
    "name-in-two",
    'there is no column {column}, while "{given}" and "{family}" are the halves of a name.',
    "Join them in one column {column}: two people may share a half.",
)
HALF_A_NAME = Message(
    "half-a-name",
    '"{given}" is not read, and is half of a name: people of one "{title}" count as one.',
    'Join the two in one column {column}; put a # before "{given}" if "{title}" is the whole name.',
)
SHEETS = ("Users", "Access")
"""Sheets with a column of people."""


def refuse_half_names(heading: Heading, sheet: schema.Sheet, findings: Findings) -> bool:
    """A problem where the header has a name in two halves, or one half under User and the other
    unread; says whether User is asked for so. A log-on name beside both halves is a whole name."""
    if sheet.name not in SHEETS:
        return False
    given, family = halves(title for _, title in heading.unread)
    if not given:
        return False
    position = next(at for at, title in heading.unread if title == given)
    place = Place(sheet.order, sheet.name, heading.number, position + 1, sheet.file)
    if "User" not in heading.positions:
        if family:
            findings.problem(place, NAME_IN_TWO, column="User", given=given, family=family)
        return bool(family)
    # A name stands on Users once, so that a half that two people share is a problem there anyway.
    if not family and sheet.name == "Access" and not may_be_whole(given):
        title = heading.titles.get("User", "User")
        findings.problem(place, HALF_A_NAME, column="User", given=given, title=title)
    return False
