"""Exports -> recognised tables, every file that is none named with what to do."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from optimizer.domain.problems import Findings, Place
from optimizer.importing.opening.event_viewer import OtherLanguage
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.open_export import LacksLibrary, NotAnExport, open_export
from optimizer.importing.opening.table import Cut
from optimizer.importing.options import ImportOptions
from optimizer.importing.sources.declared import Source, sources
from optimizer.importing.sources.mapped import source_of_map
from optimizer.importing.sources.recognise import Recognised, Unknown, recognise

_WORDS = re.compile(
    r"(?i)^(get|ual|ualdailyaccess|ualaccess|useraccess|deviceaccess|dailyaccess|daily|access|dns|"
    r"clients?|clientsdetailed|detail|output|sumecmd|sum|security|log|logs|events?|evtx|iis|w3svc\d*|"
    r"u|ex\d*|export|exports|csv|rds|sessions?|print|4624|4768|4769|1149|\d+)$"
)
"""Words in a file's name that are no server's."""


def open_all(
    exports: Iterable[Export], options: ImportOptions, findings: Findings
) -> list[Recognised]:
    """The tables that are recognised."""
    known: Sequence[Source] = sources()
    by_hand = source_of_map(options.mapped) if options.mapped else None
    found = []
    for export in exports:
        options.progress(f"Opening {export.name}")
        place = Place(file=export.name)
        try:
            tables = list(open_export(export))
        except NotAnExport as error:
            remedy = "Leave it out, or give the export itself."
            findings.problem(place, f"is {error}, not an export that is read here.", remedy)
            continue
        except LacksLibrary:
            remedy = 'Install it: pip install "cal-optimizer[import]".'
            findings.problem(place, "needs the extra import.", remedy)
            continue
        except Cut as error:
            findings.problem(place, cut_sentence(error), cut_remedy(error))
            continue
        answers = [recognise(table, known) for table in tables]
        if by_hand is not None:
            answers = [
                recognise(table, [by_hand]) if isinstance(answer, Unknown) else answer
                for table, answer in zip(tables, answers, strict=True)
            ]
        recognised = [answer for answer in answers if isinstance(answer, Recognised)]
        if not recognised:
            _refuse(answers, findings)
        found.extend(recognised)
    return found


def cut_sentence(error: Cut) -> str:
    """Where and how a file goes wrong."""
    return f"line {error.line}: {error.what}."


def cut_remedy(error: Cut) -> str:
    """What to do of a file that goes wrong."""
    if isinstance(error, OtherLanguage):
        return "Save the log as .evtx, or export it with:  cal-optimizer import --sources"
    return "Export it again, or give --partial to do without it."


def _refuse(answers: Sequence[Recognised | Unknown], findings: Findings) -> None:
    """Of a file with several tables the one that comes nearest."""
    unknown = [answer for answer in answers if isinstance(answer, Unknown)]
    if not unknown:
        return
    best = max(unknown, key=lambda u: (bool(u.tie), -len(u.missing) if u.nearest else -99))
    place = Place(file=best.opened.name)
    if best.tie:
        titles = " and as ".join(f'"{title}"' for title in best.tie)
        findings.problem(
            place,
            f"could be read as {titles}.",
            "Leave out columns that only one of them has, or map it with --map.",
        )
    elif best.nearest:
        missing = ", ".join(f'"{name}"' for name in best.missing)
        findings.problem(
            place,
            f'is of no known kind. The nearest is "{best.nearest}", but there is no column '
            f"{missing}.",
            "Export it with the line of  cal-optimizer import --sources, or map it:  --map "
            "user=Column,device=Column,server=Column",
        )
    else:
        header = ", ".join(f'"{name}"' for name in best.header[:6])
        findings.problem(
            place,
            f"is of no known kind; its first row is {header}."
            if header
            else "is of no known kind.",
            "Leave it out, or map it:  --map user=Column,device=Column,server=Column",
        )


def server_of(recognised: Recognised, options: ImportOptions, known: Iterable[str]) -> str:
    """The server whose log a table is, where its rows do not say: by option, by the table itself,
    by a known server's name in the file's name, by the only word in it that can be one; else ""."""
    name = recognised.opened.export.name
    base = PurePosixPath(name)
    for file, server in options.servers.items():
        if file in (name, base.name, base.stem):
            return server
    if recognised.opened.server:
        return recognised.opened.server
    words = [w for w in re.split(r"[\s_.()\[\]]+|-(?![0-9]*$)", base.stem) if w]
    whole = {base.stem.lower(), *(w.lower() for w in words)}
    mine = sorted(k for k in known if k.lower() in whole or k.partition(".")[0].lower() in whole)
    if len(mine) == 1:
        return mine[0]
    rest = [w for w in words if not _WORDS.match(w)]
    return rest[0] if len(rest) == 1 and re.search(r"[A-Za-z]", rest[0]) else ""
