"""Exports -> recognised tables, every file that is none named with what to do."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.opening.event_viewer import OtherLanguage
from optimizer.importing.opening.exports import EMPTY_FILE, Export
from optimizer.importing.opening.open_export import LacksLibrary, NotAnExport, open_export
from optimizer.importing.opening.table import Cut
from optimizer.importing.options import ImportOptions
from optimizer.importing.sources.declared import Source, sources
from optimizer.importing.sources.described import described
from optimizer.importing.sources.recognise import Recognised, Unknown, beside, recognise

NO_EXPORT = Message(
    "no-export",
    "is {what}, not an export that is read here.",
    "Leave it out, or give the export itself.",
)
NEEDS_EXTRA = Message(
    "import-extra", "needs the extra import.", 'Install it: pip install "cal-optimizer[import]".'
)
CUT = Message(
    "export-cut",
    "line {line}: {what}.",
    "Export it again, or give --partial to do without it.",
)
LANGUAGE = Message(
    "export-language",
    "line {line}: {what}.",
    "Save the log as .evtx, or export it with the line that cal-optimizer import --sources shows.",
)
NO_TEXT = Message(
    "export-no-text",
    "{columns} {count:holds/hold} bytes that are no text; {count:it is/they are} not read.",
    "If it says who, from where or when, export it as text in UTF-8.",
)
TIE = Message(
    "export-tie",
    "could be read as {titles}.",
    "Leave out columns that only one of them has, or map it with --map.",
)
NEAREST = Message(
    "export-nearest",
    'is of no known kind. The nearest is "{title}", but there is no column {missing}.',
    "Export it with the line that cal-optimizer import --sources shows, or map it, "
    "--map user=Column,device=Column,server=Column say.",
)
UNKNOWN = Message(
    "export-unknown",
    "is of no known kind; its first row is {header}.",
    "Leave it out, or map it, --map user=Column,device=Column,server=Column say.",
)

_WORDS = re.compile(
    r"(?i)^(get|ual|ualdailyaccess|ualaccess|useraccess|deviceaccess|dailyaccess|daily|access|dns|"
    r"clients?|clientsdetailed|detail|output|sumecmd|sum|security|log|logs|events?|evtx|iis|"
    r"w3svc\d*|u|ex\d*|export|exports|csv|rds|sessions?|print|4624|4768|4769|1149|\d+|"
    r"data|daten|donn[eé]es|datos|dati|book\d*|sheet\d*|mappe\d*|tabelle\d*|classeur\d*|"
    r"feuil\d*|query_data|report|bericht|rapport|result|results|ergebnis|copy|kopie|copie|neu|new|"
    r"old|alt|final|all|alle|tous|total|gesamt|server|serveur|users?|devices?|test|temp|tmp|"
    r"download|unnamed|untitled|"
    r"jan(uary|uar|vier)?|feb(ruary|ruar)?|f[eé]v(rier)?|mar(ch|s)?|m[aä]rz|apr(il)?|avr(il)?|may|"
    r"mai|jun[ei]?|juin|jul[yi]?|juil(let)?|aug(ust)?|ao[uû]t|sep(t|tember|tembre)?|o[ck]t(ober)?|"
    r"octobre|nov(ember|embre)?|de[cz](ember)?|d[eé]c(embre)?|q[1-4]|h[12]|kw\d*|week\d*)$"
)
"""Words in a file's name that are no server's."""

_NAMED = re.compile(
    r"(?i)^([\w-]*[A-Za-z][\w-]*?)[-_ ](ual|iis|security|print|sessions|1149|sum|dns|leases)$"
)
"""Names of files and folders as the lines to type make them: the server's name, what it is."""


def open_all(
    exports: Iterable[Export], options: ImportOptions, findings: Findings
) -> list[Recognised]:
    """The tables that are recognised."""
    known: Sequence[Source] = sources()
    by_hand = described(options.mapped)
    found = []
    for export in exports:
        options.progress(f"Opening {export.name}")
        place = Place(file=export.name)
        try:
            tables = list(open_export(export))
        except NotAnExport as error:
            findings.problem(place, NO_EXPORT, what=str(error))
            continue
        except LacksLibrary:
            findings.problem(place, NEEDS_EXTRA)
            continue
        except Cut as error:
            tell_cut(place, error, findings)
            continue
        answers = [each for table in tables for each in beside(recognise(table, known))]
        if by_hand:
            answers = [
                recognise(answer.opened, by_hand) if isinstance(answer, Unknown) else answer
                for answer in answers
            ]
        for table in tables:
            if table.no_text:
                columns = ", ".join(f'"{name}"' for name in table.no_text)
                findings.warn(place, NO_TEXT, columns=columns, count=len(table.no_text))
        recognised = [answer for answer in answers if isinstance(answer, Recognised)]
        if not recognised:
            _refuse(answers, findings)
        found.extend(recognised)
    return found


def tell_cut(place: Place, error: Cut, findings: Findings) -> None:
    """Say where and how a file goes wrong."""
    message = LANGUAGE if isinstance(error, OtherLanguage) else CUT
    findings.problem(place, message, line=error.line, what=error.what)


def _refuse(answers: Sequence[Recognised | Unknown], findings: Findings) -> None:
    """Of a file with several tables the one that comes nearest."""
    unknown = [answer for answer in answers if isinstance(answer, Unknown)]
    if not unknown:
        return
    best = max(unknown, key=lambda u: (bool(u.tie), -len(u.missing) if u.nearest else -99))
    place = Place(file=best.opened.name)
    if best.tie:
        titles = " and as ".join(f'"{title}"' for title in best.tie)
        findings.problem(place, TIE, titles=titles)
    elif best.nearest:
        missing = ", ".join(f'"{name}"' for name in best.missing)
        findings.problem(place, NEAREST, title=best.nearest, missing=missing)
    else:
        header = ", ".join(f'"{name}"' for name in best.header[:6] if name)
        if header:
            findings.problem(place, UNKNOWN, header=header)
        else:
            findings.problem(place, EMPTY_FILE)


def told_server(recognised: Recognised, options: ImportOptions, known: Iterable[str]) -> str:
    """The server whose log a table is: by option, by the table itself, by the name of the file or
    of a folder that it is in, as the lines to type make them, by a known server's name in the
    file's name; else ""."""
    name = recognised.opened.export.name
    base = PurePosixPath(name)
    for file, server in options.servers.items():
        if file in (name, base.name, base.stem):
            return server
    if recognised.opened.server:
        return recognised.opened.server
    around = recognised.opened.export.path.parents[:3]
    folders = [*reversed(base.parent.parts), *(folder.name for folder in around)]
    for text in (base.stem, *folders):
        if found := _NAMED.match(text):
            return found[1]
    whole = {base.stem.lower(), *(word.lower() for word in _words(name))}
    mine = sorted(k for k in known if k.lower() in whole or k.partition(".")[0].lower() in whole)
    return mine[0] if len(mine) == 1 else ""


def only_word(name: str) -> str:
    """The only word of a file's name that can be a server's; "" where there is none, or several."""
    rest = [word for word in _words(name) if not _WORDS.match(word)]
    return rest[0] if len(rest) == 1 and re.search(r"[A-Za-z]", rest[0]) else ""


def _words(name: str) -> list[str]:
    stem = PurePosixPath(name).stem
    return [word for word in re.split(r"[\s_.()\[\]]+|-(?![0-9]*$)", stem) if word]
