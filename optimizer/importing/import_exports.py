"""Exports in, an input workbook out: the whole road on one screen."""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from pathlib import Path

from optimizer.domain.problems import Findings, Message, OutputError, Place, Problem, fold
from optimizer.importing.accesses.accesses import accesses_of, idle_workplaces
from optimizer.importing.accesses.identities import Identities, identify
from optimizer.importing.accesses.imported import Imported, imported
from optimizer.importing.accesses.organizations import parts_of
from optimizer.importing.accesses.overlap import once
from optimizer.importing.accesses.registers import Registers, registers_of
from optimizer.importing.accesses.rows import Grouped, rows_of
from optimizer.importing.accesses.rules import Counted
from optimizer.importing.accesses.servers import Servers, servers_of
from optimizer.importing.decisions import Decisions
from optimizer.importing.grouping.cache import Cache
from optimizer.importing.grouping.coded import distinct_of, flags
from optimizer.importing.licenses import licensed
from optimizer.importing.meaning.accounts import Spelling, parse
from optimizer.importing.meaning.hosts import host_of
from optimizer.importing.opened import open_all
from optimizer.importing.opening.exports import find
from optimizer.importing.options import ImportOptions
from optimizer.importing.pseudonyms import Pseudonyms, as_it_is, key_in
from optimizer.importing.questions import names_of, questions_of
from optimizer.importing.read import Reading, zone_of
from optimizer.importing.read_decisions import read_decisions
from optimizer.importing.result.say import Summary, said_of
from optimizer.importing.result.write import (
    Contents,
    Targets,
    check_targets,
    targets_of,
    write,
)
from optimizer.writing.files import check_target
from optimizer.writing.leftovers import clear_leftovers, draft_folder

NO_ACCESS = Message(
    "no-access-export",
    "no export tells who uses which server.",
    "Add logs of servers: User Access Logging, Security logs, tickets of a domain controller.",
)
NOTHING_LEFT = Message(
    "import-nothing-left",
    "no row of the exports is an access; Sources says what was left out and why.",
    "Add exports of servers that people use.",
)
NONE_COUNTS = Message(
    "export-none-counts",
    "has {rows:,} {rows:row/rows}, and none of them is an access: {why}.",
    "See that it is the export that cal-optimizer import --sources shows.",
)
MOSTLY_OLD = Message(
    "import-mostly-old",
    "As of is {day}, the newest day of the exports, and {old:,} of {all:,} accesses were last seen "
    "more than {window:,} days before: a plan leaves them out.",
    "If a wrong clock wrote that day, give --as-of.",
)
IDLE_WORKPLACES = Message(
    "import-idle-workplaces",
    "{count:,} {count:workplace/workplaces} of the roster, {first} the first, {count:uses/use} no "
    "server that an export shows: nobody has an access by {count:it/them}.",
    "Add the logs of the servers, or a column Server to the roster.",
)
NEWER = Message(
    "import-newer-server",
    'Servers or Decisions has {decided} for "{server}", which exports call {system} by now.',
    "Change its Product there if it was upgraded.",
)
NO_MEMBERS = Message(
    "authorised-file",
    "--authorised names a file of group members that is not among the exports.",
    "Give the file too, as Get-ADGroupMember writes it.",
)
WHICH_GROUP = Message(
    "group-server",
    "holds members of a group; which server does the group open?",
    "Give --authorised {file}=SERVER.",
)
DECISION_UNMET = Message(
    "decision-unmet",
    'concerns nothing in these exports: {kind} "{name}", {column}.',
    "Delete it, or keep it for later.",
)
DOMAINS = Message(
    "import-domains",
    "people are of several domains: {domains}.",
    (
        "If these are two organizations, import each by itself; if two of them are one domain, "
        "decide "
        "so."
    ),
)
ORGANIZATIONS = Message(
    "import-organizations",
    "these may be exports of {count} organizations: people of {domains} share no server, no "
    "directory and no file.",
    "Import each by itself, or give --one-organization if they are one.",
)
UNKNOWN_STATE = Message(
    "import-state",
    'has the state "{word}", which is not known; nobody and nothing is left out for it.',
    "Where it means gone, type Active: No on Decisions.",
)
ILLUSTRATIVE = Message(
    "illustrative-prices",
    "The prices are illustrative, not yours.",
    "Replace them on Licenses with your quote before anybody decides by the plan.",
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an import came to: what is said of it, its files, notes, and what it holds."""

    summary: Summary
    contents: Contents
    files: tuple[Path, ...]
    notes: tuple[Problem, ...]
    refresh: bool = False


def import_exports(
    given: Sequence[Path], output: Path, options: ImportOptions | None = None
) -> Outcome:
    """Import files, folders and archives into the workbook `output`; when it is an import's
    already, only its tables are written anew.

    Raises WorkbookError with every question about a file (then nothing is written), and
    OutputError.
    """
    options = options or ImportOptions()
    check_target(output, overwrite=True)  # a name that others can be made of
    targets = targets_of(output)
    refresh = check_targets(targets, options)
    findings = Findings()
    zone = zone_of(options, findings)
    source = options.decisions or (targets.workbook if refresh else None)
    decisions = read_decisions(source, findings).with_first(options.decided)
    cached = targets.cache if options.cache and not options.dry_run else None
    cache = Cache(cached)
    aside = Path(tempfile.gettempdir())
    clear_leftovers(aside)  # what archives held of persons goes, however the run before ended
    with draft_folder(aside) as folder:
        tables = _tables(given, targets, options, folder, cache, findings=findings)
        findings.stop()
        outcome = _imported(tables, zone, decisions, options, findings)
    files: list[Path] = []
    if not options.dry_run:
        options.progress(f"Writing {output.name}")
        files = write(targets, outcome.contents, options, refresh=refresh)
        cache.settle()
    return replace(outcome, files=tuple(files), refresh=refresh, notes=fold(findings.warnings))


def _tables(
    given: Sequence[Path],
    targets: Targets,
    options: ImportOptions,
    scratch: Path,
    cache: Cache,
    *,
    findings: Findings,
) -> list[Grouped]:
    """Every table of every file with its groups, as fine as the joins by time ask for."""
    before = len(findings.problems)
    own = {*targets.own, *(targets.cache.absolute() / p.name for p in _inside(targets.cache))}
    exports = find(given, scratch, own, findings, cache.files)
    recognised = open_all(exports, options, findings)
    reading = Reading(options, scratch, cache, findings)
    tables = reading.servers(reading.tables(recognised))
    tables = reading.at_the_time(tables, registers_of(tables, zone_of(options, Findings())))
    tables = reading.without_overlaps(tables)
    if options.partial:
        # What is only unreadable becomes a note; a question about a file stays one.
        for problem in [*findings.problems[before:]]:
            if problem.code in (
                "export-cut",
                "export-not-opened",
                "export-empty",
                "export-language",
            ):
                findings.problems.remove(problem)
                findings.warnings.append(problem)
    accesses = [t for t in tables if t.recognised.source.gives in ("access", "sessions")]
    if not accesses and not findings.problems:
        findings.problem(Place(file=", ".join(p.name for p in given)), NO_ACCESS)
    return tables


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _imported(
    tables: Sequence[Grouped],
    zone: tzinfo | None,
    decisions: Decisions,
    options: ImportOptions,
    findings: Findings,
) -> Outcome:
    options.progress("Working out names")
    observed = [t for t in tables if t.recognised.source.gives in ("access", "sessions")]
    registers = registers_of(tables, zone)
    authorised = _authorised(registers, options, findings)
    findings.stop()
    rows, lines = rows_of(observed, zone)
    identities, rows = identify(rows, registers, decisions)
    counted = Counted(lines)
    rows = once(rows, observed, counted)
    options.progress("Working out accesses")
    found = accesses_of(
        rows,
        observed,
        identities,
        registers,
        decisions,
        lines=lines,
        authorised=authorised,
        machines_how=options.machines,
        fold_unknown=options.fold_unknown,
    )
    counted.dropped.update(found.dropped)
    used = distinct_of(found.accesses["server"])[1]
    if not options.one_organization:
        accounts = frozenset(distinct_of(found.accesses["account"])[1])
        rest = [table for table in tables if table.recognised.source.gives in ("people", "devices")]
        parts = parts_of(rows, accounts, observed, rest, identities, lines=lines, zone=zone)
        if len(parts) > 1:
            listed = " and of ".join(", ".join(part) for part in parts)
            place = Place(file=", ".join(t.recognised.opened.name for t in observed))
            findings.problem(place, ORGANIZATIONS, count=len(parts), domains=listed)
            findings.stop()
    servers = servers_of(
        rows, used, found.session_people, identities, registers, decisions=decisions
    )
    rename = as_it_is
    if options.keyfile is not None:
        rename = Pseudonyms(key_in(options.keyfile, keep=not options.dry_run))
    made = imported(found, servers, identities, registers, decisions, rename=rename)
    questions = questions_of(
        found, servers, identities, made, decisions, registered=registers.accounts()
    )
    domains = identities.accounts.domains_of(made.user_names)
    if len(domains) > 1:
        listed = ", ".join(f"{name} ({count:,})" for name, count in domains.items())
        findings.warn(Place(file="Users"), DOMAINS, domains=listed)
    own = licensed(
        registers,
        illustrative=options.illustrative,
        holder=_holder(identities, made),
        findings=findings,
    )
    findings.stop()
    for file, word in sorted(set(registers.unknown_words)):
        findings.warn(Place(file=file), UNKNOWN_STATE, word=word)
    _tell_outdated(made, servers, options, findings)
    if idle := idle_workplaces(found.accesses, registers, identities):
        findings.warn(Place(file="Access"), IDLE_WORKPLACES, count=len(idle), first=idle[0])
    if not len(made.access):
        findings.warn(Place(file="Access"), NOTHING_LEFT)
    if options.illustrative:
        findings.warn(Place(file="Licenses"), ILLUSTRATIVE)
    for decision in decisions.unmet():
        findings.warn(
            Place(98, "Decisions", decision.row, 1),
            DECISION_UNMET,
            kind=decision.kind,
            name=decision.name,
            column=decision.column,
        )
    left_out = registers.dropped + own.dropped
    said = [
        said_of(table, observed, counted.dropped, _of_file(left_out, str(number)))
        for number, table in enumerate(tables)
    ]
    for each, table in zip(said, tables, strict=True):
        if table in observed and each.read and not each.kept:
            why = "; ".join(f"{rows:,} {reason}" for reason, rows in each.dropped.items())
            findings.warn(Place(file=each.file), NONE_COUNTS, rows=each.read, why=why)
    contents = Contents(
        imported=made,
        licensed=own,
        sources=said,
        names=[] if options.keyfile else names_of(identities, made),
        questions=questions,
        decisions=decisions.rows,
        pseudonyms=rename.names if isinstance(rename, Pseudonyms) else {},
    )
    summary = Summary.of(contents, found, identities)
    return Outcome(summary=summary, contents=contents, files=(), notes=())


def _tell_outdated(
    made: Imported, servers: Servers, options: ImportOptions, findings: Findings
) -> None:
    """What the planner's workbook or the exports have of times before."""
    _tell_newer(servers, made, findings)
    _tell_old(made, options, findings)


def _tell_old(made: Imported, options: ImportOptions, findings: Findings) -> None:
    """Say so where most accesses are too old for the newest day that some row has."""
    if options.as_of is not None or made.as_of is None:
        return
    first = (made.as_of - timedelta(days=options.window)).isoformat()
    old = int(flags(made.access["Last seen"], lambda day: day and day < first).sum())
    if old * 2 > len(made.access):
        findings.warn(
            Place(file="Access"),
            MOSTLY_OLD,
            day=made.as_of,
            old=old,
            all=len(made.access),
            window=options.window,
        )


def _tell_newer(servers: Servers, made: Imported, findings: Findings) -> None:
    """Say so where the planner has a version that a server had before."""
    for host, (decided, system) in servers.newer.items():
        server = made.host_names.get(host, host)
        findings.warn(Place(file="Servers"), NEWER, decided=decided, server=server, system=system)


def _of_file(left_out: Counter[tuple[str, str]], file: str) -> dict[str, int]:
    """Rows of a register's file that were left out, by reason."""
    return {why: rows for (mine, why), rows in sorted(left_out.items()) if mine == file}


def _holder(identities: Identities, made: Imported) -> Callable[[str, str], tuple[str, str]]:
    """Names in the result of a license's holder as a license server writes it."""

    def holder(user: str, device: str) -> tuple[str, str]:
        account = identities.accounts.account(parse(user)) or ""
        account = account if account in made.user_names else identities.accounts.known(user)
        return (
            made.user_names.get(account, "") if user else "",
            made.host_names.get(identities.hosts.key(host_of(device)), "") if device else "",
        )

    return holder


def _authorised(
    registers: Registers, options: ImportOptions, findings: Findings
) -> list[tuple[str, Spelling]]:
    """(server, account) of group members, by --authorised; a group of no server is a question."""
    files = sorted({file for file, _ in registers.members})
    named = {Path(file).name: servers for file, servers in options.authorised.items()}
    for file in files:
        if Path(file).name not in named and Path(file).stem not in named:
            findings.problem(Place(file=file), WHICH_GROUP, file=Path(file).name)
    known = {Path(file).name for file in files} | {Path(file).stem for file in files}
    for file in named:
        if file not in known:
            findings.problem(Place(file=file), NO_MEMBERS)
    return [
        (server, spelling)
        for file, spelling in registers.members
        for server in named.get(Path(file).name, named.get(Path(file).stem, ()))
    ]


__all__ = ["Outcome", "OutputError", "import_exports"]
