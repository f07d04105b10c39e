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
    r"w3svc\d*|u|ex\d*|export|exports|csv|rds|sessions?|print|4624|4768|4769|1149|\d+)$"
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


def server_of(recognised: Recognised, options: ImportOptions, known: Iterable[str]) -> str:
    """The server whose log a table is, where its rows do not say: by option, by the table itself,
    by the name of the file or of a folder that it is in, as the lines to type make them, by a known
    server's name in the file's name, by the only word in it that can be one; else ""."""
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
    words = [w for w in re.split(r"[\s_.()\[\]]+|-(?![0-9]*$)", base.stem) if w]
    whole = {base.stem.lower(), *(w.lower() for w in words)}
    mine = sorted(k for k in known if k.lower() in whole or k.partition(".")[0].lower() in whole)
    if len(mine) == 1:
        return mine[0]
    rest = [w for w in words if not _WORDS.match(w)]
    return rest[0] if len(rest) == 1 and re.search(r"[A-Za-z]", rest[0]) else ""
