"""What a sheet's header comes to, told: which columns were read under another name, which are not
read, and what the sheet does without."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import header_key
from optimizer.domain.counting_words import column_of_how_many
from optimizer.domain.measuring_words import may_be_how_many
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.status_words import NO, PLAIN
from optimizer.reading.asked import HELD, ask
from optimizer.reading.asked_of_rights import ask_of_rights
from optimizer.reading.grid import is_number
from optimizer.reading.half_names import refuse_half_names
from optimizer.reading.headers import Content, Heading, changed_hint, meanings
from optimizer.reading.meaning.active import says_gone, word_of
from optimizer.reading.meaning.dates import is_day
from optimizer.reading.overlooked import refuse_overlooked
from optimizer.reading.wording import listed

READ_AS = Message("read-as", "reads {pairs}.")
NOT_READ = Message("not-read", "not read: {titles}.{without}", "{hint}")
NO_COLUMN = Message(
    "no-column",
    "there is no column {column}, while {titles} {are} not read.",
    "{hint} Rename the one that is {column}, or add an empty column {column} to say that {what} "
    "are unknown.",
)
NO_PRICE = Message(
    "no-price",
    "there is no column Price, while {titles} {holds} amounts and {are} not read.",
    "Rename the one that is the Price, or put a # before its name.",
)
CHANGED_PRICE = Message(
    "changed-price",
    "there is no column Price, while {titles} {holds} amounts and {are} not read.",
    "{hint} Or put a # before its name.",
)
CARRIED_GONE = Message(
    "carried-gone",
    '"{title}" is carried along as {column}, and says "{word}".',
    "Write No into a column Active where such a row is to be left out.",
)
COUNT = 'If "{title}" is how many each row stands for, head it Count.'
GONE = '"{title}" says "{word}": head it Active if such rows are to be left out.'
GONE_ROWS = '"{title}" says "{word}": delete such rows if they count no more.'
ANSWERS = "{titles} say{s} Yes or No: if some rows are to be left out, say so in a column Active."
NEAR = 'Did you mean "{name}" by "{title}"?'


ANSWERS_ALONE = frozenset(word for word in PLAIN if len(word) > 1)
"""Yes and No in full: a letter may be a name."""

_NUMBER_TEXT = re.compile(r"[^\w\d]{0,3}\s*-?\d[\d\s.,'’]*\s*[^\w\d]{0,3}|\d[\d.,' ]*\s?[A-Z]{3}")


def is_number_text(value: object) -> bool:
    """Whether text is written like a number or an amount."""
    return isinstance(value, str) and _NUMBER_TEXT.fullmatch(naming.trim(value)) is not None


def content_of(values: Sequence[object]) -> Content:
    """What filled cells hold: all numbers, all days, or words."""
    if not values:
        return Content.WORDS
    if all(map(is_day, values)):  # before numbers: 31.12.2026 has the letters of one
        return Content.DAYS
    numbers = all(is_number(value) or is_number_text(value) for value in values)
    if numbers:
        return Content.NUMBERS
    answers = all(value in (True, False) or word_of(value) in ANSWERS_ALONE for value in values)
    return Content.ANSWERS if answers else Content.WORDS


def tell(
    heading: Heading,
    sheet: schema.Sheet,
    below: Callable[[int], Sequence[object]],
    findings: Findings,
) -> None:
    """One note of what is read under another name, one of what is not read; problems where a column
    that a plan hangs on is missing. `below` gives the first filled cells of a position."""
    renamed = {
        name: title
        for name, title in heading.titles.items()
        if naming.fold(title) != naming.fold(name) and header_key(title) not in sheet.choices.titles
    }
    if renamed:
        findings.warn(
            Place(sheet.order, sheet.name, file=sheet.file),
            READ_AS,
            others=tuple(
                heading.place(sheet, heading.positions[n])
                for n in renamed
                if n in heading.positions
            ),
            pairs=", ".join(
                f'"{title}" as {"Active" if name.startswith("Active ") else name}'
                for name, title in renamed.items()
            ),
        )
    _ask_of_carried(heading, sheet, below, findings)
    if not heading.unread:
        return
    lacking = [c for c in sheet.columns if c.name not in heading.positions]
    counted = ask(heading, sheet, below, findings)
    hint = " ".join(
        NEAR.format(name=name, title=title)
        for _, title in heading.unread[:50]
        if title not in counted and (name := _near(title, [column.name for column in lacking]))
    )
    ask_of_rights(heading, sheet, below, findings)
    asked = refuse_overlooked(heading, sheet, below, findings)
    if refuse_half_names(heading, sheet, findings):
        asked.add("User")
    for title in counted:  # one question about a column is enough
        asked |= {one for one in ("User", "Device") if column_of_how_many(title, f"{one}s")}
    missing = [c.name for c in lacking if c.name in ("User", "Device") and c.name not in asked]
    if sheet.name == "Access":
        for name in missing:
            _refuse(heading, sheet, NO_COLUMN, findings, column=name, what=f"{name.lower()}s")
    priced = _numeric(heading, below) if sheet.name == "Licenses" else []
    if priced and "Price" not in heading.positions:
        price_hint = changed_hint((title for _, title in priced), "Price", sheet.name)
        findings.problem(
            heading.place(sheet, priced[0][0]),
            CHANGED_PRICE if price_hint else NO_PRICE,
            others=tuple(heading.place(sheet, position) for position, _ in priced[1:]),
            titles=listed([title for _, title in priced]),
            hint=price_hint,
            holds="holds" if len(priced) == 1 else "hold",
            are="is" if len(priced) == 1 else "are",
        )
    hint = " ".join(filter(None, (hint, *_looks_like(heading, sheet, lacking, below))))
    without = [f" There is no {c.name}, so {c.without}." for c in lacking if c.without]
    findings.warn(
        Place(sheet.order, sheet.name, file=sheet.file),
        NOT_READ,
        others=tuple(heading.place(sheet, position) for position, _ in heading.unread[:1000]),
        titles=", ".join(title for _, title in heading.unread[:200])
        + (f" and {len(heading.unread) - 200:,} more" if len(heading.unread) > 200 else ""),
        without="".join(without),
        hint=hint,
    )


def _ask_of_carried(
    heading: Heading,
    sheet: schema.Sheet,
    below: Callable[[int], Sequence[object]],
    findings: Findings,
) -> None:
    """A note on a device's site that says of a row that it is gone; a department may be the
    Archive."""
    if sheet.name != "Devices" or "Site" not in heading.positions or "Active" in heading.positions:
        return
    position = heading.positions["Site"]
    gone = next((v for v in below(position) if says_gone(v)), None)
    if gone is not None:
        title = heading.titles.get("Site", "Site")
        place = heading.place(sheet, position)
        findings.warn(place, CARRIED_GONE, title=title, column="Site", word=gone)


def _numeric(heading: Heading, below: Callable[[int], Sequence[object]]) -> list[tuple[int, str]]:
    """Position and title of the unread columns that hold numbers."""
    return [each for each in heading.unread[:50] if content_of(below(each[0])) is Content.NUMBERS]


def _looks_like(
    heading: Heading,
    sheet: schema.Sheet,
    lacking: Sequence[schema.Column],
    below: Callable[[int], Sequence[object]],
) -> Iterator[str]:
    """What unread columns might be by what stands in them: how many, and who has left."""
    missing = {column.name for column in lacking}
    if sheet.name in ("Users", "Devices") and "Count" in missing:
        for position, title in _numeric(heading, below):
            if not may_be_how_many(title, below(position)):
                continue
            yield COUNT.format(title=title)
    remedy = GONE if "Active" in missing else GONE_ROWS
    yes_no: list[str] = []
    for position, title in heading.unread[:50]:
        says = any(name == "Active" for _, name in meanings(title, "Users"))
        found = dict.fromkeys(below(position))
        gone = next((v for v in found if says_gone(v, asked=says)), None)
        answers = set(map(word_of, found))
        if gone is None and "Active" in missing and answers <= PLAIN and answers & NO:
            yes_no.append(title)
        if gone is not None and ((sheet.name in HELD and not says) or "Active" in missing):
            yield remedy.format(title=title, word=gone)
    if yes_no:
        yield ANSWERS.format(titles=listed(yes_no), s="s" if len(yes_no) == 1 else "")


def _refuse(
    heading: Heading, sheet: schema.Sheet, message: Message, findings: Findings, **fields: Any
) -> None:
    unread = heading.unread
    near = [
        NEAR.format(name=fields["column"], title=t)
        for _, t in unread[:50]
        if _near(t, [fields["column"]])
    ]
    findings.problem(
        heading.place(sheet, unread[0][0]),
        message,
        others=tuple(heading.place(sheet, position) for position, _ in unread[1:100]),
        titles=listed([title for _, title in unread]),
        are="is" if len(unread) == 1 else "are",
        hint=" ".join(near[:1]),
        **fields,
    )


def _near(title: str, names: list[str]) -> str:
    """The known name that a title is nearest to, or ""."""
    found = naming.nearest_names(title, names)
    return found[0] if found else ""
