"""Names of users that are machines or the system's own, and ids that lost their zeros: noted, never
changed."""

import re
from collections.abc import Sequence
from typing import Any

from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.meaning import together
from optimizer.reading.meaning.named import Named

MACHINES = Message(
    "machine-accounts",
    "{count} {count:user looks like an account/users look like accounts} of machines or of the "
    "system ({names}); each is counted as a person.",
    "Delete {count:its rows if nobody stands behind it/their rows if nobody stands behind them}.",
)
COMMENTED = Message(
    "names-commented-out",
    "{count} {count:name/names} of {column} {count:begins/begin} with a sign of lines to be passed "
    "over ({names}); each is read as a name.",
    "Delete the rows if they are not to count.",
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


_BEGINS = (
    "anonymous", "system", "local", "network", "iusr", "krbtgt", "defaultaccount", "wdagutility",
    "dwm", "umfd", "healthmailbox", "federatedemail", "discoverysearchmailbox", "msol", "aad",
    "azureadssoacc",
)  # fmt: skip
"""Each of those accounts without a $ or a backslash begins with one of these."""


def is_system(name: str) -> bool:
    """Whether a name is an account of a machine or of the system."""
    return _SYSTEM.fullmatch(name) is not None


def note_machines(named: Named, findings: Findings) -> None:
    """A note on names of users that are none of people."""
    names = named.names
    perhaps = {*named.may_hold(_BEGINS)}
    if not named.signs.isdisjoint("$\\"):
        perhaps.update(together.holding_signs(names, "$\\".__contains__))
    machines = [i for i in sorted(perhaps) if is_system(names[i])]
    if machines:
        places = [named.places[i] for i in machines]
        note_alike(MACHINES, [[names[i]] for i in machines], places, findings)


def note_commented(named: Named, findings: Findings) -> None:
    """A note on names that begin as lines do which are to be passed over."""
    if named.signs.isdisjoint("#/-") or not any(
        map(_is_commented, {name[:2] for name in named.names})
    ):
        return
    found = [i for i, name in enumerate(named.names) if _is_commented(name)]
    listed, places = [[named.names[i]] for i in found], [named.places[i] for i in found]
    note_alike(COMMENTED, listed, places, findings, column=named.column)


def _is_commented(name: str) -> bool:
    return name.startswith(("//", "--", "# ")) or (name[:1] == "#" and name[1:2].isalpha())


def note_zeros(named: Named, findings: Findings) -> None:
    """A note where the same number is a name with and without zeros at its beginning."""
    if not any(map(str.isdecimal, named.signs)) or not any(map(str.isdecimal, named.shapes)):
        return
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(named.names):
        if name.isdecimal():
            groups.setdefault(name.lstrip("0"), []).append(index)
    several = [group for group in groups.values() if len(group) > 1]
    if several:
        cells = [named.places[index] for group in several for index in group]
        listed = [[named.names[i] for i in group] for group in several]
        note_alike(ZEROS, listed, cells, findings, column=named.column)


def note_alike(
    message: Message,
    groups: Sequence[Sequence[str]],
    cells: Sequence[Place],
    findings: Findings,
    **fields: Any,
) -> None:
    """One note of groups of names that belong together; `cells` are those of all."""
    shown = "; ".join(", ".join(f'"{name}"' for name in group[:4]) for group in groups[:5])
    findings.warn(
        cells[0],
        message,
        (*cells[1:1000],),
        count=len(groups),
        names=shown + ("; ..." if len(groups) > 5 else ""),
        **fields,
    )
