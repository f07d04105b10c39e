"""Names of users that are machines or the system's own, several spellings of one account, and ids
that lost their zeros: noted, never changed."""

import re
from collections.abc import Sequence
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place

MACHINES = Message(
    "machine-accounts",
    "{count} {count:user looks like an account/users look like accounts} of machines or of the "
    "system ({names}); each is counted as a person.",
    "Delete {count:its rows if nobody stands behind it/their rows if nobody stands behind them}.",
)
SPELLINGS = Message(
    "account-spellings",
    "{count} {count:account is/accounts are} spelled in several ways ({names}); each spelling is "
    "counted as a person of its own.",
    "If they are one person, name the main one in Same as on Users in the rows of the others.",
)
ZEROS = Message(
    "zeros-lost",
    "{count} names of {column} differ only in zeros at their beginning ({names}); each is counted "
    "for itself.",
    "If they are one, write them alike, as text.",
)

_SYSTEM = re.compile(
    r"(?:(?:.*\\)?.+\$)|(?:(?:nt authority|nt-autorität|autorite nt|window manager|"
    r"font driver host|nt service|iis apppool)\\.*)|(?:(?:.*\\)?(?:anonymous "
    r"logon|anonymous|system|"
    r"local system|local service|network service|iusr|krbtgt|defaultaccount|wdagutilityaccount|"
    r"(?:dwm|umfd)-\d+|healthmailbox[0-9a-f-]*|systemmailbox.*|federatedemail.*|"
    r"discoverysearchmailbox.*|msol_[0-9a-f]+|aad_[0-9a-f]+|azureadssoacc))",
    re.IGNORECASE,
)


def note_accounts(
    names: Sequence[str], aliases: Sequence[int], places: Sequence[Place], findings: Findings
) -> None:
    """Notes on the names of users; `aliases` are the rows' Same as (-1: none), `places` their
    cells."""
    machines = [i for i, name in enumerate(names) if _SYSTEM.fullmatch(name)]
    if machines:
        _note(MACHINES, [[names[i]] for i in machines], [places[i] for i in machines], findings)
    whole = "\n".join(names)
    marked = "@" in whole or "\\" in whole
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(names if marked else ()):
        if name and aliases[index] < 0 and not _SYSTEM.fullmatch(name):
            groups.setdefault(_bare(name), []).append(index)
    several = [group for group in groups.values() if len(group) > 1]
    if several:
        cells = [places[index] for group in several for index in group]
        _note(SPELLINGS, [[names[i] for i in group] for group in several], cells, findings)


def note_zeros(
    column: str, names: Sequence[str], places: Sequence[Place], findings: Findings
) -> None:
    """A note where the same number is a name with and without zeros at its beginning."""
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if name.isdecimal():
            groups.setdefault(name.lstrip("0"), []).append(index)
    several = [group for group in groups.values() if len(group) > 1]
    if several:
        cells = [places[index] for group in several for index in group]
        listed = [[names[i] for i in group] for group in several]
        _note(ZEROS, listed, cells, findings, column=column)


def _bare(name: str) -> str:
    """The account alone: without a domain before it or an address after it."""
    return naming.fold(name.rpartition("\\")[2].partition("@")[0])


def _note(
    message: Message,
    groups: Sequence[Sequence[str]],
    cells: Sequence[Place],
    findings: Findings,
    **fields: Any,
) -> None:
    shown = "; ".join(", ".join(f'"{name}"' for name in group[:4]) for group in groups[:5])
    findings.warn(
        cells[0],
        message,
        (*cells[1:1000],),
        count=len(groups),
        names=shown + ("; ..." if len(groups) > 5 else ""),
        **fields,
    )
