"""Which sheet of a workbook is which sheet of format 1: by its own name, else by what people call
it; what this program writes itself is passed over."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from optimizer.domain import names as naming
from optimizer.domain import schema, sheet_names
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.read_as import READ_AS

UNKNOWN_SHEET = Message("unknown-sheet", "is not a sheet of this format and is ignored.", "{hint}")
SHEET_TWICE = Message(
    "sheet-twice",
    'stands twice, as "{first}" and as "{second}".',
    "Keep one of the two sheets.",
)
TWO_SHEETS = Message(
    "two-sheets",
    'could be "{first}" or "{second}".',
    "Name the sheet that is meant {sheet}, and put a # before the other's name.",
)
SHEET_READ_AS = Message("sheet-read-as", 'the sheet "{title}" is read as {sheet}.')

LOOKS_LIKE = Message(
    "sheet-looks-like",
    "is not read, but looks like {sheet}, which the workbook lacks.",
    "Name it {sheet} if it is to be read, else put a # before its name.",
)

BESIDE = frozenset(
    map(
        naming.key,
        sheet_names.words(
            "list, table, data, sheet, tab, export, extract, report, copy, new, final, current, "
            "existing, input, my, our, all, of, the, v, rev, Liste, Tabelle, Daten, Blatt, "
            "Kopie, neu, aktuell, von, der, liste, tableau, feuille, copie, nouveau, actuel, "
            "des, lista, tabla, hoja, copia, nuevo, actual, de, tabella, foglio, nuovo, attuale, "
            "lijst, tabel, blad, kopie, nieuw, huidig, planilha"
        ),
    )
)
"""Words beside a sheet's name that say no more."""

UNKNOWN = 99
"""The order of sheets that are none of format 1: after all others."""


@cache
def _exact() -> dict[str, schema.Sheet]:
    return {naming.fold(sheet.name): sheet for sheet in schema.SHEETS}


@cache
def _synonyms() -> dict[str, schema.Sheet]:
    return {
        naming.key(word): sheet for sheet in schema.SHEETS for word in (sheet.name, *sheet.synonyms)
    }


@cache
def _own() -> frozenset[str]:
    listed = (*sheet_names.words(sheet_names.OWN_SHEETS), *schema.IMPORTED, READ_AS.name)
    return frozenset(map(naming.key, listed))


def is_known(title: str) -> bool:
    """Whether a sheet may be one of format 1, by whatever name."""
    return naming.fold(naming.trim(title)) in _exact() or naming.key(title) in _synonyms()


@cache
def looks_like(title: str) -> schema.Sheet | None:
    """The sheet whose name a title holds beside a year, a bracket or a word that says no more."""
    bare = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", " ", title)
    words = [word for word in re.split(r"[\W_\d]+", bare) if naming.key(word) not in BESIDE]
    name = "".join(map(naming.key, words))
    return None if is_known(title) or is_passed(title) else _synonyms().get(name)


def is_passed(title: str) -> bool:
    """Whether a sheet is one that nobody asks for: the program's own, or the planner's notes."""
    return naming.key(title) in _own() or title.startswith("#")


def chosen(
    titles: Sequence[str],
    has_header: Callable[[str, schema.Sheet], bool],
    findings: Findings,
    said: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Sheet -> its title in the workbook. A sheet found by another name counts only where it has
    the header (`has_header`) and none has the exact name; what is left over is noted. `said` are
    the sheets that folded titles are to be read as, "" for none."""
    found: dict[str, str] = {}
    others: list[str] = []
    said = said or {}
    for title in titles:
        about = naming.fold(naming.trim(title))
        if said.get(about) and said[about] not in found:
            found[said[about]] = title
    taken = {*found.values(), *(t for t in titles if said.get(naming.fold(naming.trim(t))) == "")}
    for title in (title for title in titles if title not in taken):
        sheet = _exact().get(naming.fold(naming.trim(title)))
        if sheet is None:
            others.append(title)
        elif sheet.name in found:
            findings.problem(
                Place(sheet.order, sheet.name), SHEET_TWICE, first=found[sheet.name], second=title
            )
        else:
            found[sheet.name] = title
    exact = set(found)
    ignored = []
    for title in others:
        sheet = _synonyms().get(naming.key(title))
        if sheet is None or sheet.name in exact or not has_header(title, sheet):
            ignored.append(title)
        elif sheet.name in found:
            findings.problem(
                Place(sheet.order, sheet.name),
                TWO_SHEETS,
                first=found[sheet.name],
                second=title,
                sheet=sheet.name,
            )
        else:
            found[sheet.name] = title
            place = Place(sheet.order, sheet.name)
            findings.warn(place, SHEET_READ_AS, title=title, sheet=sheet.name)
    for title in ignored:
        like = looks_like(title)
        if like and like.name not in found and not like.required and has_header(title, like):
            findings.problem(Place(UNKNOWN, title), LOOKS_LIKE, sheet=like.name)
        else:
            _ignore(title, findings)
    return {title: found[title] for title in sorted(found, key=lambda n: schema.BY_NAME[n].order)}


def _ignore(title: str, findings: Findings) -> None:
    if not is_passed(title):
        near = naming.nearest(title, (s.name for s in schema.SHEETS))
        findings.warn(Place(UNKNOWN, title), UNKNOWN_SHEET, hint=near)
