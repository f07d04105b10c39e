"""Are the exports of one organization? People of two who share nothing are not imported as one.

DEFINITIONS
part       domains, servers and files that hang together: a file with both, a server used from both
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import tzinfo

import pandas as pd

from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.lines import Lines
from optimizer.importing.accesses.registers import registers_of
from optimizer.importing.accesses.rows import Grouped
from optimizer.importing.grouping.coded import changed, combined, is_text
from optimizer.importing.meaning.union import Union

Thing = tuple[str, str]
"""A domain, a server or a file: its kind and its name."""


def parts_of(
    rows: pd.DataFrame,
    used: AbstractSet[str],
    observed: Sequence[Grouped],
    registers: Iterable[Grouped],
    identities: Identities,
    *,
    lines: Lines,
    zone: tzinfo | None,
) -> list[list[str]]:
    """The domains of the accounts `used`, those together that hang together.

    `rows` are of the tables `observed`, with their `account` and `target`, `lines` with their
    file; accounts without a domain tell nothing, nor does one that is a computer's own.
    """
    union: Union[Thing] = Union()
    domains: set[str] = set()
    accounts = identities.accounts
    named = changed(rows["account"], lambda text: _domain(text, identities) if text in used else "")
    tells = ~is_text(named, "")
    mine = rows.loc[tells, ["target", "row"]].assign(domain=named[tells])
    codes, pairs = combined(mine, ["target", "domain"])
    place, line = lines.of(mine["row"].to_numpy())
    seen = pd.DataFrame({"pair": codes[place], "file": lines.file[line]})
    seen = combined(seen, ["pair", "file"])[1]
    told = pairs.iloc[seen["pair"].to_numpy()].assign(file=seen["file"].to_numpy())
    for target, domain, file in told.itertuples(index=False):
        domains.add(domain)
        union.join(("domain", domain), ("server", target))
        union.join(("domain", domain), ("file", observed[file].recognised.opened.name))
    for table in registers:
        register = registers_of([table], zone)
        name = ("file", table.recognised.opened.name)
        for person in register.people:
            domain = _domain(accounts.account(person.spelling), identities)
            if domain in domains:
                union.join(("domain", domain), name)
        for computer in register.computers:
            union.join(("server", identities.hosts.key(computer.host)), name)
    found: dict[Thing, list[str]] = {}
    for domain in sorted(domains):
        found.setdefault(union.find(("domain", domain)), []).append(domain)
    return list(found.values())


def _domain(account: str, identities: Identities) -> str:
    domain = account.rpartition("\\")[0]
    return "" if domain.partition(".")[0] in identities.accounts.hosts else domain
