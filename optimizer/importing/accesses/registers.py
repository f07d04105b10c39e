"""Registers: what directories, inventories, license servers and rosters say of people, computers
and licenses, each fact as a record."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import tzinfo

from optimizer.domain import names as naming
from optimizer.domain.status_words import NO, YES
from optimizer.importing.accesses.addresses import Lease, leases_of, seconds
from optimizer.importing.accesses.rows import NONE, Grouped, records_of
from optimizer.importing.meaning.accounts import Spelling, parse
from optimizer.importing.meaning.hosts import address_of, host_of

Record = Mapping[str, str]

INACTIVE = {*NO, *map(naming.key, ("en stock", "in stock", "undeployable", "out for repair"))}
ACTIVE = {*YES, *map(naming.key, ("deployable", "ready to deploy", "en service"))}
"""States of the workbook's own column Active, and those of inventories beside."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """What a directory says of an account."""

    spelling: Spelling
    upn: str = ""
    mail: str = ""
    employee: str = ""
    name: str = ""
    department: str = ""
    site: str = ""
    active: bool | None = None
    guest: bool = False


@dataclass(frozen=True, kw_only=True)
class Computer:
    """What a directory or an inventory says of a computer."""

    host: str
    os: str = ""
    build: str = ""
    department: str = ""
    site: str = ""
    active: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A device that a person uses or has."""

    host: str
    spelling: Spelling | None


@dataclass
class Registers:
    """Everything that is not an access."""

    _: KW_ONLY
    people: list[Person] = field(default_factory=list)
    computers: list[Computer] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    leases: list[Lease] = field(default_factory=list)
    addresses: list[tuple[str, int, str]] = field(default_factory=list)
    members: list[tuple[str, Spelling]] = field(default_factory=list)
    rosters: list[tuple[Spelling, str, str]] = field(default_factory=list)
    owned: list[Record] = field(default_factory=list)
    issued: list[Record] = field(default_factory=list)
    offers: list[Record] = field(default_factory=list)
    hosts_by_id: dict[str, str] = field(default_factory=dict)
    """Computers by the id that a directory in the cloud gives them."""
    by_id: list[tuple[str, Spelling]] = field(default_factory=list)
    """Who uses the device of an id, where the export has no name of it."""
    unknown_words: list[tuple[str, str]] = field(default_factory=list)
    """(file, word) of states that are neither active nor not."""
    files: dict[str, str] = field(default_factory=dict)
    """Names of files by what records call them."""
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows that say nothing here, by file as records call it and reason."""

    def accounts(self) -> Iterator[Spelling]:
        """The accounts that directories and inventories hold."""
        yield from (person.spelling for person in self.people)
        yield from (pair.spelling for pair in self.pairs if pair.spelling is not None)


def registers_of(tables: Sequence[Grouped], zone: tzinfo | None) -> Registers:
    """The registers among the tables."""
    found = Registers()
    readers = {
        "people": _people,
        "devices": _computers,
        "pairs": _pairs,
        "leases": _leases,
        "addresses": _addresses,
        "members": _members,
        "roster": _roster,
    }
    for number, table in enumerate(tables):
        gives = table.recognised.source.gives
        if gives in readers:
            readers[gives](table, _kept(str(number), table, zone, found), found)
        elif gives in ("owned", "issued", "offers"):
            found.files[str(number)] = table.recognised.opened.name
            records = _kept(str(number), table, zone, found)
            getattr(found, gives).extend({**record, "file": str(number)} for record in records)
    found.pairs += [
        Pair(host=found.hosts_by_id[known], spelling=spelling)
        for known, spelling in dict.fromkeys(found.by_id)
        if known in found.hosts_by_id
    ]
    return found


def _kept(file: str, table: Grouped, zone: tzinfo | None, found: Registers) -> Iterator[Record]:
    """The records that none of the source's conditions leaves out; those that go are counted."""
    only = table.recognised.source.only
    for record in records_of(table, zone):
        gone = next((o for o in only if not o.holds(record.get(o.field, ""))), None)
        if gone is None:
            yield record
        else:
            found.dropped[file, gone.reason] += int(record["rows"])


def active(word: str) -> bool | None:
    """Whether a state means in use; None of an unknown or blank one. A number is a directory's
    userAccountControl, whose second bit disables; `Lent out (deployed)` is an inventory's own state
    with its kind behind."""
    if re.fullmatch(r"\d{3,}", word.strip()):
        return not int(word) & 2
    kind = re.fullmatch(r".+\((\w+)\)\s*", word)
    for said in (naming.key(word), naming.key(kind[1]) if kind else ""):
        if said in INACTIVE:
            return False
        if said in ACTIVE:
            return True
    return None


def domain_of(dn: str) -> str:
    """The domain of a distinguished name: its DC parts."""
    return ".".join(re.findall(r"(?i)(?:^|,)\s*DC=([^,]+)", dn))


def _state(table: Grouped, record: Record, found: Registers) -> bool | None:
    word = record.get("enabled", "")
    state = active(word)
    if word and state is None:
        found.unknown_words.append((table.recognised.opened.name, word))
    return state


def _people(table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        domain = r.get("domain", "")
        domain = domain.split("\\")[0] if "\\" in domain else domain
        full = domain_of(r.get("fqdn", ""))
        spelling = parse(r.get("user", ""), full or domain, r.get("sid", ""), r.get("upn", ""))
        person = Person(
            spelling=spelling,
            upn=r.get("upn", ""),
            mail=r.get("mail", ""),
            employee=r.get("employee", ""),
            name=r.get("name", ""),
            department=r.get("department", ""),
            site=r.get("site", ""),
            active=_state(table, r, found),
            guest=naming.fold(r.get("kind", "")) == "guest",
        )
        found.people.append(person)
        if full and domain and r.get("user"):
            other = parse(r["user"], domain, r.get("sid", ""))
            found.people.append(Person(spelling=other, upn=r.get("upn", "")))


def _computers(table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        host = host_of(r.get("fqdn", "")) or host_of(r.get("device", ""))
        if not host:
            continue
        computer = Computer(
            host=host,
            os=r.get("os", ""),
            build=r.get("build", ""),
            department=r.get("department", ""),
            site=r.get("site", ""),
            active=_state(table, r, found),
        )
        found.computers.append(computer)
        address = address_of(r.get("address", ""))
        if address:
            found.addresses.append((address, NONE, host))


def _pairs(table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        host = host_of(r.get("device", ""))
        user, upn = r.get("user", ""), r.get("upn", "")
        spelling = parse(user, "", "", upn) if user or upn else None
        known = naming.fold(r.get("session", ""))
        if host and known:
            found.hosts_by_id.setdefault(known, host)
        elif known and spelling is not None:
            found.by_id.append((known, spelling))
        if host:
            found.pairs.append(Pair(host=host, spelling=spelling))
            state = _state(table, r, found)
            found.computers.append(
                Computer(
                    host=host,
                    os=r.get("os", ""),
                    department=r.get("department", ""),
                    site=r.get("site", ""),
                    active=state,
                )
            )


def _leases(_table: Grouped, records: Iterable[Record], found: Registers) -> None:
    events = []
    for r in records:
        address, host = address_of(r.get("address", "")), host_of(r.get("device", ""))
        if r.get("event"):
            events.append((address, r.get("at", ""), r["event"], host))
        elif address and host and r.get("until"):
            end = seconds(r["until"])
            lease = Lease(address=address, start=end - 8 * 86_400, end=end, host=host)
            found.leases.append(lease)
        elif address and host:
            found.addresses.append((address, NONE, host))
    found.leases.extend(leases_of(events))


def _addresses(_table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        address, host = address_of(r.get("address", "")), host_of(r.get("device", ""))
        if address and host:
            day = (seconds(r["at"]) // 86_400) if r.get("at") else NONE
            found.addresses.append((address, day, host))


def _members(table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        spelling = parse(r.get("user", ""), domain_of(r.get("fqdn", "")), r.get("sid", ""))
        found.members.append((table.recognised.opened.name, spelling))


def _roster(_table: Grouped, records: Iterable[Record], found: Registers) -> None:
    for r in records:
        host = host_of(r.get("device", ""))
        if host and r.get("user"):
            found.rosters.append((parse(r["user"]), host, host_of(r.get("server", ""))))
