"""Types of log-ons by their numbers, in whatever words a log system writes them."""

import re

from optimizer.domain import names as naming

NUMBERS = {
    "system": "0",
    "interactive": "2",
    "network": "3",
    "batch": "4",
    "service": "5",
    "unlock": "7",
    "networkcleartext": "8",
    "newcredentials": "9",
    "remoteinteractive": "10",
    "cachedinteractive": "11",
    "cachedremoteinteractive": "12",
    "cachedunlock": "13",
}

USES_NONE = frozenset(("0", "4", "5", "9"))
"""The system, tasks, services and other credentials in a session that is there: they use no server.
Every other log-on does, one of a type that nobody knows too."""


def type_of(text: str) -> str:
    """The number of `3`, `3 - Network`, `Network`, `0xA` or `RemoteInteractive (10)`; another text
    as it is."""
    if found := re.fullmatch(r"\s*0x([0-9a-fA-F]+)\s*", text):
        return str(int(found[1], 16))
    if found := re.search(r"(?<!\d)(\d{1,2})(?!\d)", text):
        return str(int(found[1]))
    return NUMBERS.get(naming.key(text), text)
