"""Addresses -> computers, by what other rows prove of the address on that day: leases, log-ons that
name both, the machine's own account, names of the DNS server.

DEFINITIONS
evidence   (address, day, host): on that day the address was that host's; day NONE: at all times
lease      (address, host, start, end): seconds since 1970
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

import numpy as np
import pandas as pd

from optimizer.importing.accesses.rows import NONE
from optimizer.importing.grouping.coded import (
    Column,
    coded,
    column_of,
    combined,
    flags,
    of,
    stacked,
)

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
    addresses, days, hosts = zip(*listed, strict=True) if (listed := list(rows)) else ((), (), ())
    frame = pd.DataFrame(
        {"address": of(addresses), "day": np.array(days, "int64"), "host": of(hosts)}
    )
    return frame.drop_duplicates()


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

    def knows(self, address: str) -> bool:
        """Whether there is a lease of that address."""
        return address in self._starts

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

    host: Column
    how: Column


SEVERAL = "several"


def resolve(
    rows: pd.DataFrame,
    evidence: pd.DataFrame,
    at_the_time: AtTheTime,
    *,
    decided: Mapping[str, str],
) -> Resolved:
    """The host of each row's address: as decided, by lease at the moment, by all evidence of that
    day if it agrees, else by all evidence of all days if it agrees.

    `rows` have `ip`, `day` and `when`.
    """
    both = stacked([rows["ip"], evidence["address"]])
    ip, known = np.asarray(both.codes[: len(rows)]), np.asarray(both.codes[len(rows) :])
    hosts = column_of(evidence["host"])
    distinct, codes = _pairs(ip, rows["day"].to_numpy())
    dated = _agreed([known, evidence["day"].to_numpy()], hosts)
    always = _agreed([known], hosts)
    always = always.rename(columns={"host": "ever"})
    found = distinct.join(dated, on=["0", "1"]).join(always, on=["0"])
    of_day, ever = found["host"].fillna(NOTHING), found["ever"].fillna(NOTHING)
    number = np.where(of_day >= 0, of_day, np.where(of_day == NOTHING, ever, CONTRADICTED))
    how = np.where(of_day >= 0, 1, np.where((of_day == NOTHING) & (ever >= 0), 2, 0))
    how[(how == 0) & (ever != NOTHING).to_numpy()] = 3
    texts = [*hosts.categories.tolist(), ""]
    host = np.where(number >= 0, number, len(texts) - 1).astype("int64")
    addresses = both.categories.tolist()
    for address, code in zip(addresses, range(len(addresses)), strict=True):
        if address and address in decided:
            mine = (distinct["0"] == code).to_numpy()
            host[mine], how[mine] = len(texts), 4
            texts.append(decided[address])
    hosts_, hows = host[codes], how[codes]
    timed = (rows["when"].to_numpy() != NONE) & (hows != 4)
    timed &= flags(rows["ip"], at_the_time.knows)
    if timed.any():
        moments, own = _pairs(ip[timed], rows["when"].to_numpy()[timed])
        leased = [at_the_time.host(addresses[a], w) for a, w in moments.itertuples(index=False)]
        by_lease = np.array([bool(name) for name in leased], bool)[own]
        places = np.flatnonzero(timed)[by_lease]
        hosts_[places] = len(texts) + own[by_lease]
        hows[places] = 5
        texts += leased
    words = ("", "that day", "always", SEVERAL, "decided", "lease at the time")
    return Resolved(host=coded(texts, hosts_), how=coded(words, hows))


NOTHING, CONTRADICTED = -2, -1
"""In place of a host's code: there is no evidence; it contradicts itself."""


def _pairs(*columns: "np.ndarray") -> tuple[pd.DataFrame, "np.ndarray"]:
    """Distinct rows of numbers, by position, and each row's place among them."""
    frame = pd.DataFrame({str(place): column for place, column in enumerate(columns)})
    codes, distinct = combined(frame, list(frame.columns))
    return distinct.reset_index(drop=True), codes


def _agreed(keys: Sequence["np.ndarray"], hosts: Column) -> pd.DataFrame:
    """The code of the only host of each key, CONTRADICTED where there are several."""
    names = [str(place) for place in range(len(keys))]
    frame = pd.DataFrame(dict(zip(names, keys, strict=True)))
    frame = frame.assign(host=np.asarray(hosts.codes, "int64")).drop_duplicates()
    grouped = frame.groupby(names)["host"].agg(["size", "first"])
    return pd.DataFrame({"host": grouped["first"].where(grouped["size"] == 1, CONTRADICTED)})
