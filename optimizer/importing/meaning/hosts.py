r"""Computers by their names and addresses: short names, full names, `\\\\PC1`, `PC1$`; addresses of
both kinds."""

import ipaddress
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from optimizer.domain import names as naming
from optimizer.importing.meaning.union import Union

KEPT = 1 << 18
"""Texts whose meaning is remembered: a log repeats its addresses."""


NO_HOSTS = frozenset(("localhost", "unknown", "n/a", "bad_address"))
"""Names of no computer; the last one is what a DHCP server calls an address that was in use."""


def host_of(text: str) -> str:
    """A computer's name without marks; "" for none."""
    bare = naming.trim(text).lstrip("\\").rstrip("$").rstrip(".")
    bare = bare.split("\\")[-1]
    return "" if bare in ("", "-") or naming.fold(bare) in NO_HOSTS else bare


_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PLAIN = re.compile(rf"(?!0\.0\.0\.0$){_BYTE}(?:\.{_BYTE}){{3}}")
"""An address as it is told already; most are."""


@lru_cache(KEPT)
def address_of(text: str) -> str:
    """An address in one spelling: without port, zone or brackets, IPv4 in IPv6 as IPv4; "" for what
    is none."""
    if not text or ("." not in text and ":" not in text):
        return ""
    if _PLAIN.fullmatch(text):
        return text
    bare = naming.trim(text).strip("[]")
    bare = bare.partition("%")[0]
    if re.fullmatch(r"\d+\.\d+\.\d+\.\d+:\d+", bare):
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return "" if found.is_unspecified else str(found)


@lru_cache(KEPT)
def is_loopback(address: str) -> bool:
    """Whether the address is the machine itself."""
    if address.startswith("10."):
        return False
    return bool(address) and ipaddress.ip_address(address).is_loopback


@lru_cache(KEPT)
def is_public(address: str) -> bool:
    """Whether the address is of the internet, so of many devices."""
    if address.startswith(("10.", "192.168.")):  # nearly all of a log, and the library is slow
        return False
    return bool(address) and ipaddress.ip_address(address).is_global


@dataclass
class Hosts:
    """Every name of a computer that was met. First all are met, then `settle`, then asked."""

    counts: Counter[str] = field(default_factory=Counter)
    same: list[tuple[str, str]] = field(default_factory=list)

    def meet(self, text: str, count: int = 1) -> None:
        """So many rows name a computer so."""
        if text:
            self.counts[text] += count

    def settle(self) -> None:
        """Short names are of the only full name that begins so; where two domains share one, they
        stay apart."""
        self._domains: dict[str, set[str]] = defaultdict(set)
        for text in self.counts:
            label, _, domain = naming.fold(text).partition(".")
            if domain:
                self._domains[label].add(domain)
        self._union: Union[str] = Union()
        for one, other in self.same:
            self._union.join(self._plain(one), self._plain(other))

    def _plain(self, text: str) -> str:
        folded = naming.fold(text)
        label = folded.partition(".")[0]
        return folded if len(self._domains.get(label, ())) > 1 else label

    def key(self, text: str) -> str:
        """The computer's key; "" for none."""
        return self._union.find(self._plain(text)) if text else ""

    def unclear(self, used: Iterable[str]) -> list[str]:
        """Short names that two domains share, among keys that are used."""
        return sorted(
            key for key in set(used) if "." not in key and len(self._domains.get(key, ())) > 1
        )

    def truncated(self, used: Iterable[str]) -> list[tuple[str, str]]:
        """Names cut to 15 characters, as NetBIOS does, with the only longer name that begins so."""
        keys = sorted(set(used))
        pairs = []
        for key in keys:
            if len(key) == 15 and "." not in key:
                longer = [k for k in keys if len(k.partition(".")[0]) > 15 and k.startswith(key)]
                if len(longer) == 1:
                    pairs.append((key, longer[0]))
        return pairs


def names_of(hosts: Hosts, used: Iterable[str]) -> dict[str, str]:
    """What each computer is called: its short name as most often spelled, in full where two domains
    share it; an address as it is."""
    wanted = set(used)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for text, count in hosts.counts.items():
        key = hosts.key(text)
        if key in wanted:
            full = "." in key
            spelled[key][text if full else text.partition(".")[0]] += count
    return {
        key: min(spelled[key], key=lambda text: (-spelled[key][text], text))
        if spelled.get(key)
        else key
        for key in wanted
    }
