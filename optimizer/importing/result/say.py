"""What is said of an import: per file what it was and what became of its rows, then people,
devices, servers, accesses, what is left to decide, and the next step."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from optimizer.domain.problems import filled
from optimizer.importing.accesses.accesses import Found
from optimizer.importing.accesses.basis import ADDRESS
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.rows import Grouped
from optimizer.importing.grouping.coded import distinct_of
from optimizer.importing.meaning.hosts import host_of
from optimizer.importing.options import Said
from optimizer.importing.result.write import Contents, questions_rows

FOUND = (
    "{people:,} {people:person/people} (from {spellings:,} {spellings:spelling/spellings}), "
    "{devices:,} {devices:device/devices} ({by_address:,} known by address only), "
    "{servers:,} {servers:server/servers}, {accesses:,} {accesses:access/accesses}."
)
MACHINES = "{machines:,} {machines:access is/accesses are} of machines that nobody logs on to."
FORCED = (
    "{forced:,} {forced:person has/people have} accesses without a known device: those force user "
    "licenses."
)
ROWS = "{read:,} {read:row/rows}, {kept:,} kept"
QUESTION = "({rows:,} {rows:row/rows})"
TO_DECIDE = "{to_decide:,} {to_decide:thing is/things are} left to decide:"


def said_of(
    table: Grouped,
    observed: Sequence[Grouped],
    dropped: Counter[tuple[int, str]],
    left_out: Mapping[str, int],
) -> Said:
    """What is said of one table; `left_out` are rows of a register by reason."""
    recognised, groups, moments = table.recognised, table.groups, table.moments
    opened = recognised.opened
    dialect = recognised.candidate.dialect
    form = opened.form
    if dialect is not None:
        names = {"\t": "tabs", ",": "commas", ";": "semicolons", " ": "blanks", "|": "bars"}
        mark = f"split at {names.get(dialect.delimiter, repr(dialect.delimiter))}"
        form = f"{form}, {dialect.encoding}, {mark}, header in line {dialect.skip}"
    reasons: dict[str, int] = {}
    if groups.other:
        reasons["of other events"] = groups.other
    if table.twice:
        reasons["in another file already"] = table.twice
    reasons |= left_out
    mine = next((i for i, other in enumerate(observed) if other is table), None)
    if mine is not None:
        reasons |= {why: rows for (file, why), rows in sorted(dropped.items()) if file == mine}
    days = sorted(m.when.date().isoformat() for m in moments.by_text.values())
    order = f"{moments.order}, by {moments.proof}" if moments.proof else moments.order
    if order and not moments.proof and recognised.source.dates:
        order = f"{order}, as its maker always writes it"
    return Said(
        file=opened.name,
        sha256=opened.export.sha256,
        kind=recognised.source.key,
        title=recognised.source.title,
        because=recognised.because,
        dialect=form,
        dates=order,
        server=_server_of(table),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        read=groups.read,
        kept=groups.read - sum(reasons.values()),
        dropped=reasons,
        bad=len(opened.bad),
    )


def _server_of(table: Grouped) -> str:
    """The server whose log it is: as its rows say, else as its file does."""
    groups = table.groups
    if table.recognised.source.gives not in ("access", "sessions") or "server" not in groups.fields:
        return table.server
    named = [host_of(text) for text in distinct_of(groups.column("server"))[1]]
    mine = sorted({host or table.server for host in named} - {""})
    more = f" and {len(mine) - 1} more" if len(mine) > 1 else ""
    return f"{mine[0]}{more}" if mine else table.server


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The numbers of an import."""

    people: int
    spellings: int
    devices: int
    by_address: int
    servers: int
    accesses: int
    forced: int
    """People who have a row without a device: a user license is forced."""
    machines: int
    to_decide: int
    folded: int
    through_sessions: int
    how: Mapping[str, int]

    @classmethod
    def of(cls, contents: Contents, found: Found, identities: Identities) -> "Summary":
        """The numbers of what was imported."""
        access = contents.imported.access
        blank = access.loc[((access["Device"] == "") & (access["User"] != "")).to_numpy(), "User"]
        address = access.loc[(access["Basis"] == ADDRESS).to_numpy(), "Device"]
        used = contents.imported.user_names
        spelled = sum(
            1 for s in identities.accounts.counts if identities.accounts.account(s) in used
        )
        return cls(
            people=len(contents.imported.users),
            spellings=spelled,
            devices=len(contents.imported.devices),
            by_address=address.nunique(),
            servers=len(contents.imported.servers),
            accesses=len(access),
            forced=blank.nunique(),
            machines=int((access["User"] == "").sum()),
            to_decide=len(contents.questions),
            folded=found.folded,
            through_sessions=found.through_sessions,
            how=found.how,
        )


def lines(summary: Summary, contents: Contents, output: str) -> Iterator[str]:
    """The import in a few lines a file, and the next step."""
    for said in contents.sources:
        because = ", ".join(said.because)
        yield f"{said.file}: {said.title}, because of {because}"
        facts = [said.dialect]
        if said.dates:
            facts.append(f"dates {said.dates}")
        if said.server:
            facts.append(f"of server {said.server}")
        if said.first:
            facts.append(f"{said.first} to {said.last}")
        yield f"  {'; '.join(facts)}"
        left = "; ".join(f"{rows:,} {why}" for why, rows in said.dropped.items())
        bad = f"; {said.bad:,} records could not be read" if said.bad else ""
        yield (
            f"  {filled(ROWS, {'read': said.read, 'kept': said.kept})}"
            + (f"; left out: {left}" if left else "")
            + bad
        )
    numbers = asdict(summary)
    yield filled(FOUND, numbers)
    if summary.machines:
        yield filled(MACHINES, numbers)
    if summary.forced:
        yield filled(FORCED, numbers)
    if summary.to_decide:
        yield filled(TO_DECIDE, numbers)
        for question in contents.questions[:20]:
            proposal = f" {question.proposal}?" if question.proposal else ""
            yield (
                f"  {question.kind} {question.name}, {question.column}:{proposal} {question.why} "
                + filled(QUESTION, {"rows": question.rows})
            )
        if summary.to_decide > 20:
            yield "  and more on the sheet To decide."
    if not contents.licensed.licenses:
        yield (
            "Next: fill in Licenses with your prices (or import with --prices illustrative to see "
            "a first plan), then:  cal-optimizer solve " + output
        )
    else:
        yield f"Next:  cal-optimizer solve {output}"


def as_object(summary: Summary, contents: Contents, files: Sequence[str]) -> dict[str, object]:
    """The same for --json."""
    return {
        "status": "imported",
        "sources": [asdict(said) for said in contents.sources],
        "summary": asdict(summary),
        "to_decide": [
            {key.lower().replace(" ", "_"): value for key, value in row.items()}
            for row in questions_rows(contents.questions)
        ],
        "files": list(files),
    }
