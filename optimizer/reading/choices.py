"""What the sheet Read as of a workbook says, or the planner beside it: which title and header is
read as what. Every row must be about something that is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import (
    EACH_ROW,
    FIRST_ROW,
    NOTHING,
    ORDERS,
    Choice,
    SheetChoices,
    header_key,
)
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.read_as import READ_AS
from optimizer.reading.files.raw_sheet import RawSheet, Row
from optimizer.reading.headers import HEADER_WITHIN, header_cells, is_filled

NO_CHOICES = Message(
    "choices-header",
    "the header lacks Sheet or Read as.",
    "Head its columns Sheet, Column and Read as, within the first 20 rows.",
)
ROW_BLANK = Message("choice-blank", "{column} is blank.", "Fill it in, or clear the row.")
NO_SUCH_SHEET = Message(
    "choice-sheet", 'there is no sheet "{name}".', "{hint} Correct it, or delete the row."
)
NO_SUCH_HEADER = Message(
    "choice-header",
    '{sheet} has no header "{name}".',
    "{hint} Correct it, or delete the row.",
)
NO_SUCH_CHOICE = Message(
    "choice-value",
    '"{name}" is nothing that {what} can be read as.',
    "{hint} Write {known}.",
)
CHOSEN_TWICE = Message(
    "choice-twice",
    "{what} is read as {one} and as {other}.",
    "Delete one of the two rows.",
)
ONE_COLUMN = Message(
    "choice-column",
    '"{one}" and "{other}" of {sheet} are both to be read as {column}.',
    f"Choose one of them, and {NOTHING} for the other.",
)
CHOSEN = Message("chosen", "{count} what is read as what: {listed}.")

SHOWN = 12
"""Choices that are named in the note."""


def is_choices(title: str) -> bool:
    """Whether a sheet is the one of the planner's choices."""
    return naming.fold(naming.trim(title)) == naming.fold(READ_AS.name)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """All choices with their cells, in the order in which they count."""

    rows: Mapping[tuple[str, str, str], tuple[Choice, Place]] = field(default_factory=dict)

    @property
    def of_sheets(self) -> Mapping[str, str]:
        """Folded title -> the sheet that it is read as; "" for none."""
        return {
            title: _known(choice.read_as, _SHEETS)
            for (title, header, _), (choice, _) in self.rows.items()
            if not header
        }

    def headers_by_sheet(self) -> Mapping[str, frozenset[str]]:
        """Folded sheet -> the headers that something is chosen for; "" is the sheet itself."""
        found: dict[str, set[str]] = {}
        for sheet, header, _ in self.rows:
            found.setdefault(sheet, set()).add(header)
        return {sheet: frozenset(headers) for sheet, headers in found.items()}

    def about(self, sheet: schema.Sheet, title: str) -> schema.Sheet:
        """The sheet with what is chosen for its headers, under its own name or its title."""
        titles: dict[str, str] = {}
        orders: dict[str, str] = {}
        filled: dict[str, bool] = {}
        called = {naming.fold(sheet.name), naming.fold(naming.trim(title))}
        columns = [column.name for column in sheet.columns]
        for (about, header, kind), (choice, _) in self.rows.items():
            if about in called and header:
                if kind == "dates":
                    orders[header] = _known(choice.read_as, ORDERS)
                elif kind == "merged":
                    filled[header] = naming.fold(choice.read_as) == naming.fold(EACH_ROW)
                elif naming.fold(choice.read_as) == naming.fold(NOTHING):
                    titles[header] = ""
                elif name := _known(choice.read_as, columns):
                    titles[header] = name
        if not (titles or orders or filled):
            return sheet
        return replace(sheet, choices=SheetChoices(titles=titles, orders=orders, filled=filled))


_SHEETS = tuple(sheet.name for sheet in schema.SHEETS)


def _known(value: str, names: Iterable[str]) -> str:
    """The name as it is declared; "" where it is none of them."""
    folded = naming.fold(naming.trim(value))
    return next((name for name in names if naming.fold(name) == folded), "")


def choices_of(sheet: RawSheet | None, said: Sequence[Choice], findings: Findings) -> Choices:
    """The choices of the sheet Read as, and before them those that are `said` beside the
    workbook."""
    rows: dict[tuple[str, str, str], tuple[Choice, Place]] = {}
    first = dict.fromkeys(choice.key for choice in said)
    for choice, place in _rows(sheet, findings) if sheet is not None else ():
        met = rows.get(choice.key)
        if choice.key in first:
            continue
        if met is None:
            rows[choice.key] = choice, place
        elif naming.fold(met[0].read_as) != naming.fold(choice.read_as):
            what = f'"{choice.column}"' if choice.column else f'the sheet "{choice.sheet}"'
            findings.problem(
                place,
                CHOSEN_TWICE,
                others=(met[1],),
                what=what,
                one=met[0].read_as,
                other=choice.read_as,
            )
    for choice in said:
        rows[choice.key] = choice, Place(READ_AS.order, READ_AS.name)
    return Choices(rows=rows)


def _rows(sheet: RawSheet, findings: Findings) -> Iterable[tuple[Choice, Place]]:
    head = sheet.head(HEADER_WITHIN)
    header, places = _header(head)
    if header is None:
        if any(is_filled(row) for row in head):
            findings.problem(Place(READ_AS.order, READ_AS.name, 1, 1), NO_CHOICES)
        return
    for number in range(header + 1, len(sheet)):
        line = sheet.row(number)
        texts = [_text(line[i]) if 0 <= i < len(line) else "" for i in places]
        if not any(texts):
            continue
        blank = next((i for i in (0, 2) if not texts[i]), None)
        column = places[2 if blank is None else blank] + 1
        place = Place(READ_AS.order, READ_AS.name, number + 1, column)
        if blank is not None:
            findings.problem(place, ROW_BLANK, column=READ_AS.columns[blank].name)
            continue
        yield Choice(sheet=texts[0], column=texts[1], read_as=texts[2]), place


def _header(head: Sequence[Row]) -> tuple[int | None, list[int]]:
    """The index of the header row, and where each column of Read as stands (-1: nowhere)."""
    for number, row in enumerate(head):
        found = {header_key(title): position for position, title in header_cells(row)}
        places = [found.get(naming.fold(column.name), -1) for column in READ_AS.columns]
        if places[0] >= 0 and places[2] >= 0:
            return number, places
    return None, []


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else naming.trim(str(value))


def refuse_what_is_not_there(
    choices: Choices,
    titles: Mapping[str, str],
    known: Sequence[str],
    headers: Mapping[str, Sequence[str]],
    findings: Findings,
) -> None:
    """A problem for each choice about a sheet or a header that is not there, or that says nothing
    one knows; one note of all that count. `titles` are the sheets read by name, `known` all titles,
    `headers` the texts of each sheet's header."""
    by_title = {naming.fold(naming.trim(title)): name for name, title in titles.items()}
    by_title |= {naming.fold(name): name for name in titles}
    there = by_title.keys() | {naming.fold(naming.trim(title)) for title in known}
    column_of: dict[tuple[str, str], tuple[Choice, Place]] = {}
    count = len(findings.problems)
    for (about, header, kind), (choice, place) in choices.rows.items():
        if not place.row and (
            about not in there or header not in _headers(about, by_title, headers)
        ):
            continue  # said of an earlier state of the workbook
        if about not in there:
            hint = naming.nearest(choice.sheet, [*titles, *known])
            findings.problem(place, NO_SUCH_SHEET, name=choice.sheet, hint=hint)
        elif not header:
            _refuse_value(choice, place, "a sheet", (*_SHEETS, NOTHING), findings)
        elif (name := by_title.get(about)) is not None and name in headers:
            if header not in map(header_key, headers[name]):
                hint = naming.nearest(choice.column, headers[name])
                findings.problem(
                    place, NO_SUCH_HEADER, sheet=choice.sheet, name=choice.column, hint=hint
                )
            elif kind == "title":
                columns = [column.name for column in schema.BY_NAME[name].columns]
                what = f"a column of {name}"
                known_ = (*columns, NOTHING, *ORDERS, EACH_ROW, FIRST_ROW)
                _refuse_value(choice, place, what, known_, findings)
                column = _known(choice.read_as, columns)
                met = column_of.setdefault((name, column), (choice, place))
                if column and column != "Active" and met[0] is not choice:
                    findings.problem(
                        place,
                        ONE_COLUMN,
                        others=(met[1],),
                        one=met[0].column,
                        other=choice.column,
                        sheet=name,
                        column=column,
                    )
    if choices.rows and len(findings.problems) == count:
        _note(choices, findings)


def _headers(
    about: str, by_title: Mapping[str, str], headers: Mapping[str, Sequence[str]]
) -> set[str]:
    """The headers that a choice may be about; "" is the sheet itself."""
    return {"", *map(header_key, headers.get(by_title.get(about, ""), ()))}


def _refuse_value(
    choice: Choice, place: Place, what: str, known: Sequence[str], findings: Findings
) -> None:
    if not _known(choice.read_as, known):
        listed = ", ".join(known[:-1]) + f" or {known[-1]}"
        hint = naming.nearest(choice.read_as, known)
        findings.problem(
            place, NO_SUCH_CHOICE, name=choice.read_as, what=what, hint=hint, known=listed
        )


def _note(choices: Choices, findings: Findings) -> None:
    rows = [choice for choice, _ in choices.rows.values()]
    more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
    findings.warn(
        Place(READ_AS.order, READ_AS.name),
        CHOSEN,
        count=f"{len(rows):,} choices decide" if len(rows) > 1 else "1 choice decides",
        listed="; ".join(map(str, rows[:SHOWN])) + more,
    )
