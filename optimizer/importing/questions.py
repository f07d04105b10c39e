"""What is left to decide, and the evidence of names: rows of To decide and of Names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from optimizer.domain import names as naming
from optimizer.domain.problems import filled
from optimizer.importing.accesses.accesses import Found
from optimizer.importing.accesses.basis import ADDRESS
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.imported import Imported
from optimizer.importing.accesses.servers import Servers
from optimizer.importing.accesses.shared import shared
from optimizer.importing.decisions import Decisions, Question
from optimizer.importing.meaning.accounts import Spelling
from optimizer.importing.meaning.hosts import host_of

STRANGERS = (
    "a directory or an inventory has {count:,} {count:account/accounts} of the same short "
    "{count:name/names} in that domain, and none in this one: one domain?"
)

LISTED = 100
"""Addresses that are listed one by one; the others are one row."""


def questions_of(
    found: Found,
    servers: Servers,
    identities: Identities,
    made: Imported,
    decisions: Decisions,
    *,
    registered: Iterable[Spelling] = (),
) -> list[Question]:
    """Every doubt, with a proposal and the rows that it touches; `registered` are the accounts that
    directories and inventories hold."""
    read = found.accesses.groupby("account", observed=True)["read"].sum()
    rows: Mapping[str, int] = dict(zip(map(str, read.index), map(int, read), strict=True))
    questions = [
        Question(**{**vars(q), "name": made.host_names.get(q.name, q.name)})
        for q in servers.questions
    ]
    domains = _domains(identities, made, rows)
    asked = {(q.kind, q.name, q.proposal) for q in domains}
    strangers = _strangers(identities, registered, made, rows)
    questions += [*domains, *(q for q in strangers if (q.kind, q.name, q.proposal) not in asked)]
    questions += [
        Question(
            kind="User",
            name=made.user_names[account],
            column="License by",
            proposal="Device",
            rows=count,
            why=f"many people may share it: {why}",
        )
        for account, count, why in shared(found.accesses, found.lines, made.plain_names)
        if account in made.user_names
    ]
    for front, target, people, count in found.fronts:
        why = (
            f"accounts came to {made.host_names.get(target, target)} from it ({people} of them): "
            "do its users use that server through it?"
        )
        questions.append(
            Question(
                kind="Server",
                name=made.host_names.get(front, front),
                column="Front end of",
                proposal=made.host_names.get(target, target),
                rows=count,
                why=why,
            )
        )
    questions += _devices(found, identities, made)
    _meet(decisions, identities, made, servers)
    typed = _to_type(found, made, decisions)
    mine = {(q.kind, q.name, q.column) for q in typed}
    rest = [q for q in decisions.open(questions) if (q.kind, q.name, q.column) not in mine]
    return sorted([*rest, *typed])


def _domains(identities: Identities, made: Imported, rows: Mapping[str, int]) -> list[Question]:
    """Accounts of one short name: of domains that look like one domain, one question a pair of
    domains; of others, one a pair of accounts."""
    found: dict[tuple[str, str], int] = {}
    single: list[Question] = []
    for one, other in identities.accounts.like(made.user_names):
        first, second = one.rpartition("\\")[0], other.rpartition("\\")[0]
        touched = rows.get(one, 0) + rows.get(other, 0)
        if first and second and first.partition(".")[0] == second.partition(".")[0]:
            key = (min(first, second, key=len), max(first, second, key=len))
            found[key] = found.get(key, 0) + touched
        else:
            single.append(
                Question(
                    kind="User",
                    name=made.user_names[other],
                    column="Same as",
                    proposal=made.user_names[one],
                    rows=touched,
                    why="two accounts of one short name: one person or two?",
                )
            )
    pairs = [
        Question(
            kind="Domain",
            name=short,
            column="Same as",
            proposal=full,
            rows=touched,
            why="the one is how the other begins: one domain, so one person an account?",
        )
        for (short, full), touched in found.items()
    ]
    return [*pairs, *single]


def _strangers(
    identities: Identities,
    registered: Iterable[Spelling],
    made: Imported,
    rows: Mapping[str, int],
) -> list[Question]:
    """Domains whose accounts a register may know under another name of the domain."""
    listed = identities.accounts.strangers(made.user_names, registered)
    return [
        Question(
            kind="Domain",
            name=mine,
            column="Same as",
            proposal=other,
            rows=sum(rows.get(account, 0) for account in accounts),
            why=filled(STRANGERS, {"count": len(accounts)}),
        )
        for (mine, other), accounts in listed.items()
    ]


def _to_type(found: Found, made: Imported, decisions: Decisions) -> list[Question]:
    """Servers that the planner's sheet does not have yet, or not the product of, whatever Decisions
    says: the import leaves that sheet alone, and a plan needs it there."""
    known = {naming.fold(d.name) for d in decisions.sheets}
    blank = {naming.fold(d.name) for d in decisions.sheets if d.column == "Product" and not d.value}
    counts = found.accesses.groupby("server", observed=True)["read"].sum()
    rows = {made.host_names[str(k)]: int(n) for k, n in zip(counts.index, counts, strict=True)}
    questions = []
    for server in made.servers if known else ():
        name, product = str(server["Server"]), str(server["Product"])
        if naming.fold(name) not in known:
            why = "it is new: add it to the sheet Servers"
        elif naming.fold(name) in blank and product:
            why = "its product is known now: type it on the sheet Servers"
        else:
            continue
        questions.append(
            Question(
                kind="Server",
                name=name,
                column="Product",
                proposal=product,
                rows=rows.get(name, 0),
                why=why,
            )
        )
    return questions


def _devices(found: Found, identities: Identities, made: Imported) -> list[Question]:
    questions = [
        Question(
            kind="Device",
            name=made.host_names[short],
            column="Same as",
            proposal="",
            rows=0,
            why="two domains have a computer of that short name: which is it?",
        )
        for short in identities.hosts.unclear(made.host_names)
    ]
    for short, full in identities.hosts.truncated(made.host_names):
        questions.append(
            Question(
                kind="Device",
                name=made.host_names[short],
                column="Same as",
                proposal=made.host_names[full],
                rows=0,
                why="a name of 15 letters is often the beginning of a longer one",
            )
        )
    bare = found.accesses.loc[(found.accesses["basis"] == ADDRESS).to_numpy()]
    counts = bare.groupby("device", observed=True)["read"].sum()
    doubts = dict(found.several)
    listed = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    for address, read in listed[:LISTED]:
        why = (
            "the exports name several devices at that address"
            if str(address) in doubts
            else "no export names the device at that address"
        )
        questions.append(
            Question(
                kind="Address",
                name=made.host_names.get(str(address), str(address)),
                column="Device",
                proposal="",
                rows=int(read),
                why=f"{why}; it stays a device of its own",
            )
        )
    if len(listed) > LISTED:
        rest = listed[LISTED:]
        questions.append(
            Question(
                kind="Address",
                name=f"{len(rest):,} more addresses",
                column="Device",
                proposal="",
                rows=int(sum(read for _, read in rest)),
                why="no export names the devices at these addresses; each stays one of its own",
            )
        )
    if found.folded:
        questions.append(
            Question(
                kind="User",
                name="*",
                column="Device",
                proposal="known",
                rows=found.folded,
                why="rows that lack the device were taken for the person's known devices on that "
                "server; --unknown-device any takes them for any device, which forces user "
                "licenses",
            )
        )
    return questions


def _meet(decisions: Decisions, identities: Identities, made: Imported, servers: Servers) -> None:
    """Mark the decisions that concern something here."""
    hosts = {naming.fold(name) for name in made.host_names.values()}
    users = {naming.fold(name) for name in made.user_names.values()}
    for d in decisions.rows:
        name = naming.fold(d.name)
        if d.kind == "User":
            known = name in users or bool(identities.accounts.known(d.name))
        elif d.kind in ("Device", "Server"):
            key = identities.hosts.key(host_of(d.name))
            known = name in hosts or key in made.host_names or key in servers.products
        elif d.kind == "Domain":
            known = any(naming.fold(s.domain) == name for s in identities.accounts.counts)
        elif d.kind == "Address":
            known = True
        else:
            known = any(naming.fold(text) == name for text in identities.hosts.counts)
        if known:
            decisions.meet(d)


def names_of(identities: Identities, made: Imported) -> list[tuple[str, str, str, str]]:
    """(kind, spelling, name or other spelling, evidence): the names that are in the result, and
    what joined them."""
    rows = set()
    whys: dict[str, set[str]] = defaultdict(set)
    for evidence in identities.accounts.evidence:
        whys[evidence.one].add(evidence.why)
        whys[evidence.other].add(evidence.why)
    for spelling in identities.accounts.counts:
        key = identities.accounts.account(spelling)
        name = made.user_names.get(key, "")
        if name and spelling.text != name:
            why = "; ".join(sorted(whys.get(spelling.text, ())))
            rows.add(("User", spelling.text, name, why or "the same account name"))
    for text in identities.hosts.counts:
        name = made.host_names.get(identities.hosts.key(text), "")
        if name and text != name:
            rows.add(("Device", text, name, "the same host name"))
    for evidence in identities.accounts.evidence:
        if evidence.why.startswith(("domains of one SID", "decided: one domain")):
            rows.add(("Domain", evidence.one, evidence.other, evidence.why))
    return sorted(rows)
