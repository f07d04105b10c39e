"""Addresses -> computers, by what other rows prove of the address on that day: leases, log-ons that
name both, the machine's own account, names of the DNS server.

DEFINITIONS
evidence   (address, day, host): on that day the address was that host's; day NONE: at all times
lease      (address, host, start, end): seconds since 1970
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

import numpy as np
import pandas as pd

from optimizer.importing.accesses.rows import NONE

DAY = 86_400

LASTS = 8 * DAY
"""How long a lease lasts where nothing ends it: a DHCP server's default."""

STARTS, ENDS = frozenset(("10", "11", "20", "21")), frozenset(("12", "16", "17", "18"))
"""Events of a DHCP log that give an address to a device, and that take it back."""


@dataclass(frozen=True, kw_only=True, order=True)
class Lease:
    """An address was a host's from `start` on until before `end`."""

    address: str
    start: int
    end: int
    host: str


def leases_of(events: Iterable[tuple[str, str, str, str]]) -> list[Lease]:
    """Leases from a log's events (address, moment as ISO, event, host): each lasts until the next
    event of its address, its end, or as long as a lease does."""
    by_address: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for address, at, event, host in events:
        if address and at:
            by_address[address].append((seconds(at), event, host))
    found = []
    for address, events_ in sorted(by_address.items()):
        ordered = sorted(set(events_))
        for (start, event, host), following in zip_longest(ordered, ordered[1:]):
            if event in STARTS and host:
                end = min(start + LASTS, following[0] if following else start + LASTS)
                found.append(
                    Lease(address=address, start=start, end=max(end, start + 1), host=host)
                )
    return found


def seconds(iso: str) -> int:
    """A moment as seconds since 1970."""
    return int((datetime.fromisoformat(iso) - datetime(1970, 1, 1)).total_seconds())


def evidence_of(leases: Iterable[Lease]) -> pd.DataFrame:
    """Leases as evidence, a row a day."""
    rows = [
        (lease.address, day, lease.host)
        for lease in leases
        for day in range(lease.start // DAY, (lease.end - 1) // DAY + 1)
    ]
    return frame_of(rows)


def frame_of(rows: Iterable[tuple[str, int, str]]) -> pd.DataFrame:
    """Evidence as a frame, each fact once."""
    frame = pd.DataFrame(list(rows), columns=["address", "day", "host"])
    return frame.astype({"address": object, "day": "int64", "host": object}).drop_duplicates()


def contested(leases: Iterable[Lease]) -> frozenset[tuple[str, int]]:
    """Addresses and days on which the address was more than one host's."""
    holders: dict[tuple[str, int], set[str]] = defaultdict(set)
    for lease in leases:
        for day in range(lease.start // DAY, (lease.end - 1) // DAY + 1):
            holders[lease.address, day].add(lease.host)
    return frozenset(key for key, hosts in holders.items() if len(hosts) > 1)


class AtTheTime:
    """Who had an address at a moment, by leases."""

    def __init__(self, leases: Iterable[Lease]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._leases: Mapping[str, list[Lease]] = defaultdict(list)
        for lease in sorted(leases):
            self._starts[lease.address].append(lease.start)
            self._leases[lease.address].append(lease)

    def host(self, address: str, when: int) -> str:
        """The host, or ""."""
        number = bisect_right(self._starts.get(address, []), when)
        for lease in reversed(self._leases.get(address, [])[:number]):
            if lease.end > when:
                return lease.host
        return ""


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """What addresses of rows turned out to be: `host` a row ("" where unknown), and how: `how` is
    "", "lease at the time", "that day", "always", or "several" where evidence contradicts
    itself."""

    host: "np.ndarray[tuple[int], np.dtype[np.object_]]"
    how: "np.ndarray[tuple[int], np.dtype[np.object_]]"


def resolve(
    address: "pd.Series[str]",
    day: "pd.Series[int]",
    when: "pd.Series[int]",
    evidence: pd.DataFrame,
    at_the_time: AtTheTime,
    *,
    decided: Mapping[str, str],
) -> Resolved:
    """The host of each row's address: as decided, by lease at the moment, by all evidence of that
    day if it agrees, else by all evidence of all days if it agrees."""
    query = pd.DataFrame({"address": address.to_numpy(), "day": day.to_numpy()})
    distinct = query.drop_duplicates()
    dated = evidence.groupby(["address", "day"])["host"].agg(["nunique", "first"])
    always = evidence.groupby("address")["host"].agg(["nunique", "first"])
    always.columns = pd.Index(["nunique_always", "first_always"])
    by_day = distinct.join(dated, on=["address", "day"]).join(always, on="address")
    host = np.full(len(by_day), "", object)
    how = np.full(len(by_day), "", object)
    one = (by_day["nunique"] == 1).to_numpy()
    host[one], how[one] = by_day["first"].to_numpy()[one], "that day"
    none = by_day["nunique"].isna().to_numpy()
    ever = none & (by_day["nunique_always"] == 1).to_numpy()
    host[ever], how[ever] = by_day["first_always"].to_numpy()[ever], "always"
    how[~one & ~ever & by_day["nunique_always"].notna().to_numpy()] = "several"
    fixed = by_day["address"].map(decided).to_numpy(object)
    known = np.array([isinstance(value, str) for value in fixed], bool)
    host[known], how[known] = fixed[known], "decided"
    made = by_day[["address", "day"]].assign(host=host, how=how)
    answer = query.merge(made, on=["address", "day"], how="left", sort=False)
    hosts, hows = answer["host"].to_numpy(object), answer["how"].to_numpy(object)
    for row in np.flatnonzero((when.to_numpy() != NONE) & (hows != "decided")).tolist():
        found = at_the_time.host(address.iloc[row], int(when.iloc[row]))
        if found:
            hosts[row], hows[row] = found, "lease at the time"
    return Resolved(host=hosts, how=hows)
