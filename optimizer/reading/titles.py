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

ALSO_LOOKS_LIKE = Message(
    "sheet-also-looks-like",
    'is not read, but has the columns of {sheet}, which is read from "{first}".',
    "Copy its rows there if they count, else put a # before its name.",
)

SHEET_PAST = Message(
    "sheet-past",
    "is ignored, since its name says that it counts no more.",
    "If its rows do count, {move} {sheet}.",
)

PAST = frozenset(
    map(
        naming.key,
        sheet_names.words(
            "old, backup, archive, archived, previous, former, draft, test, example, sample, "
            "history, deleted, left, template, alt, alte, Archiv, Sicherung, Entwurf, Beispiel, "
            "ancien, anciens, archives, sauvegarde, brouillon, exemple, viejo, anterior, "
            "borrador, ejemplo, archivo, vecchio, archivio, bozza, esempio, oud, oude, archief, "
            "voorbeeld"
        ),
    )
)
"""Words of a sheet's name that say that its rows count no more."""

BESIDE = frozenset(
    map(
        naming.key,
        sheet_names.words(
            "list, table, data, sheet, tab, export, extract, report, copy, new, final, current, "
            "existing, input, my, our, all, of, the, v, rev, Liste, Tabelle, Daten, Blatt, "
            "Kopie, neu, aktuell, von, der, liste, tableau, feuille, copie, nouveau, actuel, "
            "des, lista, tabla, hoja, copia, nuevo, actual, de, tabella, foglio, nuovo, attuale, "
            "lijst, tabel, blad, kopie, nieuw, huidig, planilha, tbl, listen, backup, draft"
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


def may_be_access(title: str) -> bool:
    """Whether a sheet may be Access, by whatever name."""
    sheet = _exact().get(naming.fold(naming.trim(title))) or _synonyms().get(naming.key(title))
    return sheet is not None and sheet.name == "Access"


@cache
def looks_like(title: str) -> schema.Sheet | None:
    """The sheet whose name a title holds beside a year, a bracket or a word that says no more."""
    name = "".join(word for word in _words(title) if word not in BESIDE)
    known = _synonyms().get(name) or _synonyms().get(f"{name}s")
    return None if is_known(title) or is_passed(title) or not name else known


def _words(title: str) -> list[str]:
    """The words of a title: `tblUsers 2026 (old)` has two, `Nutzerliste` too."""
    bare = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", " ", title)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)
    words = [naming.key(word) for word in re.split(r"[\W_\d]+", apart)]
    return [part for word in words if word for part in filter(None, _COMPOUND.split(word))]


_COMPOUND = re.compile(r"(?<=...)(listen?|lijst|tabelle|table|list)$|^(tbl)(?=...)")


def _is_past(title: str) -> bool:
    return not PAST.isdisjoint(map(naming.key, re.split(r"[\W_\d]+", title)))


def _may_be(title: str) -> list[schema.Sheet]:
    """The sheets that any word of a title names."""
    found = [_synonyms().get(word) or _synonyms().get(f"{word}s") for word in _words(title)]
    return [sheet for sheet in found if sheet is not None]


def is_passed(title: str) -> bool:
    """Whether a sheet is one that nobody asks for: the program's own, or the planner's notes."""
    return naming.key(title) in _own() or title.startswith("#")


def chosen(
    titles: Sequence[str],
    has_header: Callable[[str, schema.Sheet], bool],
    findings: Findings,
    said: Mapping[str, str] | None = None,
    *,
    familiar: Callable[..., int] = lambda title, sheet, *, named_so: 0,
    of_result: Callable[[str], bool] = lambda title: False,
) -> dict[str, str]:
    """Sheet -> its title in the workbook. A sheet found by another name counts only where it has
    the header (`has_header`) and none has the exact name; what is left over is noted, or refused
    where it has columns of a sheet (`familiar`: how many) and is none of an earlier result
    (`of_result`). `said` are the sheets that folded titles
    are to be read as, "" for none."""
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
    _tell_ignored([t for t in ignored if not of_result(t)], found, has_header, familiar, findings)
    return {title: found[title] for title in sorted(found, key=lambda n: schema.BY_NAME[n].order)}


def _tell_ignored(
    ignored: Sequence[str],
    found: Mapping[str, str],
    has_header: Callable[[str, schema.Sheet], bool],
    familiar: Callable[..., int],
    findings: Findings,
) -> None:
    """Notes on sheets that are not read, problems where they look like one that is."""
    for title in ignored:
        like = looks_like(title)
        if like is None or not has_header(title, like):
            like = None if is_passed(title) else _familiar(title, familiar)
        if like is None or (like.required and like.name not in found):
            _ignore(title, found, findings)
        elif _is_past(title):
            move = "copy them to" if like.name in found else "name it"
            findings.warn(Place(UNKNOWN, title), SHEET_PAST, sheet=like.name, move=move)
        elif like.name not in found:
            findings.problem(Place(UNKNOWN, title), LOOKS_LIKE, sheet=like.name)
        elif naming.key(title) in _synonyms():
            _ignore(title, found, findings)
        else:
            place = Place(UNKNOWN, title)
            findings.problem(place, ALSO_LOOKS_LIKE, sheet=like.name, first=found[like.name])


def _familiar(title: str, familiar: Callable[..., int]) -> schema.Sheet | None:
    """The sheet of format 1 of which a sheet of an unknown name has the most columns."""
    for sheet in _may_be(title):
        if familiar(title, sheet, named_so=True):
            return sheet
    met = {sheet.name: familiar(title, sheet, named_so=False) for sheet in schema.SHEETS}
    best = max(met, key=met.__getitem__)
    return schema.BY_NAME[best] if met[best] else None


def _ignore(title: str, found: Mapping[str, str], findings: Findings) -> None:
    if not is_passed(title):
        lacking = (s.name for s in schema.SHEETS if s.name not in found)
        near = "" if _is_past(title) else naming.nearest(title, lacking)
        findings.warn(Place(UNKNOWN, title), UNKNOWN_SHEET, hint=near)
