"""Which rows come from a session host: those whose moments are needed, to find the session that was
open then."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import Grouped
from optimizer.importing.grouping.coded import distinct_of
from optimizer.importing.meaning.hosts import address_of, host_of


def label_of(text: str) -> str:
    """A computer's short name, folded."""
    return naming.fold(host_of(text)).partition(".")[0]


def session_hosts(tables: Iterable[Grouped]) -> frozenset[str]:
    """Short names of the hosts whose logs of sessions there are."""
    found: set[str] = set()
    for table in tables:
        if table.recognised.source.gives == "sessions":
            frame = table.groups.frame
            servers = distinct_of(frame["server"])[1] if "server" in frame else []
            found |= {label_of(server or table.server) for server in [*servers, table.server]}
    return frozenset(found - {""})


def addresses_of(
    hosts: AbstractSet[str], tables: Sequence[Grouped], registers: Registers
) -> frozenset[str]:
    """Every address that something names one of these hosts at, at any time."""
    found = {lease.address for lease in registers.leases if label_of(lease.host) in hosts}
    found |= {address for address, _, host in registers.addresses if label_of(host) in hosts}
    for table in tables:
        for name in ("device", "user"):
            for address, text in _pairs(table.groups.frame, name):
                machine = name == "device" or text.strip().endswith("$")
                if machine and label_of(text) in hosts:
                    found.add(address_of(address.strip()))
    return frozenset(found - {""})


def _pairs(frame: pd.DataFrame, name: str) -> Iterable[tuple[str, str]]:
    if not {"address", name} <= set(frame):
        return ()
    return frame[["address", name]].drop_duplicates().itertuples(index=False, name=None)


def clients_in(
    table: Grouped, hosts: AbstractSet[str], addresses: AbstractSet[str]
) -> frozenset[str]:
    """The texts by which rows of a table say that they come from one of the hosts."""
    frame, found = table.groups.frame, set()
    if "at" not in frame:
        return frozenset()
    if "address" in frame:
        texts = distinct_of(frame["address"])[1]
        found |= {t.strip() for t in texts if address_of(t.strip()) in addresses}
        found |= {t.strip() for t in texts if label_of(t) in hosts}
    if "device" in frame:
        texts = distinct_of(frame["device"])[1]
        found |= {t.strip() for t in texts if label_of(t) in hosts}
        found |= {t.strip() for t in texts if address_of(t.strip()) in addresses}
    return frozenset(found)
