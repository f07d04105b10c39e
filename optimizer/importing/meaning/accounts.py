r"""Spellings -> accounts: `CORP\\ann`, `ann@corp.example`, a SID are one where a row holds two of
them, where their domain is one by its SIDs, or where it was decided; likeness only proposes.

DEFINITIONS
spelling   (domain, name, sid), folded; any part may be blank
account    a set of spellings that are one
domain     a set of domain names that are one: their accounts' SIDs begin alike
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import NamedTuple

from optimizer.domain import names as naming
from optimizer.importing.meaning.union import Union

Key = str
"""`domain\\name` or a SID, folded; "" is no account."""


class Spelling(NamedTuple):
    """An account as one row spells it, as written."""

    domain: str
    name: str
    sid: str = ""
    upn: bool = False

    @property
    def text(self) -> str:
        """As people write it."""
        if self.upn:
            return f"{self.name}@{self.domain}"
        return f"{self.domain}\\{self.name}" if self.domain else self.name or self.sid


def parse(user: str, domain: str = "", sid: str = "", upn: str = "") -> Spelling:
    r"""The spelling that a row's cells are: `DOMAIN\\name`, `name@domain`, a name, or a SID."""
    user, domain, sid, upn = (naming.trim(text) for text in (user, domain, sid, upn))
    if not user and upn:
        name, _, realm = upn.partition("@")
        return Spelling(realm, name, sid, bool(realm))
    if user.upper().startswith("S-1-"):
        return Spelling("", "", user)
    for mark in ("\\", "/"):
        if mark in user:
            left, _, right = user.partition(mark)
            if "@" not in right:
                return Spelling(left, right, sid)
            user = right  # a ticket's REALM\ann@REALM, a log-on's AzureAD\ann@corp.example
    if "@" in user:
        name, _, realm = user.rpartition("@")
        return Spelling(realm, name, sid)
    return Spelling("" if domain == "-" else domain, user, sid)


class Evidence(NamedTuple):
    """Two spellings that are one, and why."""

    one: str
    other: str
    why: str


@dataclass
class Accounts:
    """All spellings met, and what joins them. First everything is met, then `settle`, then
    asked."""

    _: KW_ONLY
    counts: Counter[Spelling] = field(default_factory=Counter)
    links: list[tuple[Spelling, Spelling, str]] = field(default_factory=list)
    numbers: dict[str, list[Spelling]] = field(default_factory=lambda: defaultdict(list))
    mails: dict[str, list[Spelling]] = field(default_factory=lambda: defaultdict(list))
    same_domains: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    """Folded short names of computers: a domain of that name is a machine's own accounts."""

    def meet(self, spelling: Spelling, count: int = 1) -> None:
        """A row, or so many, spells an account so."""
        self.counts[spelling] += count

    def link(self, one: Spelling, other: Spelling, why: str) -> None:
        """A row holds both."""
        self.links.append((one, other, why))
        self.counts[one] += 0
        self.counts[other] += 0

    def settle(self) -> None:
        """Work out which spellings are one account."""
        self._known_keys: dict[Spelling, list[Key]] = {}
        self._domain_of: dict[str, str] = {}
        self._domains = self._join_domains()
        self._union: Union[Key] = Union()
        for spelling in sorted(self.counts):
            keys = self._keys(spelling)
            for key in keys[1:]:
                self._union.join(keys[0], key)
                self._say(spelling.text, key, "the same security identifier")
        for one, other, why in self.links:
            a, b = self._keys(one), self._keys(other)
            if a and b:
                self._union.join(a[0], b[0])
                self._say(one.text, other.text, why)
        for why, groups in (("the same number", self.numbers), ("the same mail", self.mails)):
            for _, spellings in sorted(groups.items()):
                keys = [key for s in spellings for key in self._keys(s)[:1]]
                for key in keys[1:]:
                    if self._union.join(keys[0], key):
                        self._say(keys[0], key, why)
        self._only_domain()
        self._decided()
        self._settled: dict[Spelling, Key] = {}

    def _say(self, one: str, other: str, why: str) -> None:
        self.evidence.append(Evidence(one, other, why))

    def domain(self, text: str) -> str:
        """A domain's representative, folded."""
        found = self._domain_of.get(text)
        if found is None:
            found = self._domain_of[text] = self._domains.find(naming.fold(text))
        return found

    def _join_domains(self) -> Union[str]:
        """Domains whose accounts' SIDs begin alike are one."""
        union: Union[str] = Union()
        by_prefix: dict[str, set[str]] = defaultdict(set)
        for spelling in self.counts:
            sid = naming.fold(spelling.sid)
            if sid.startswith("s-1-5-21-") and spelling.domain and not spelling.upn:
                by_prefix[sid.rpartition("-")[0]].add(naming.fold(spelling.domain))
        for prefix, names in sorted(by_prefix.items()):
            first, *rest = sorted(names)
            for other in rest:
                if union.join(first, other):
                    self._say(first, other, f"domains of one SID, {prefix.upper()}")
        for one, other in self.same_domains:
            if union.join(naming.fold(one), naming.fold(other)):
                self._say(one, other, "decided: one domain")
        return union

    def _keys(self, spelling: Spelling) -> list[Key]:
        """The keys of a spelling, its name's first."""
        known = self._known_keys.get(spelling)
        if known is None:
            known = self._known_keys[spelling] = self._made_keys(spelling)
        return known

    def _made_keys(self, spelling: Spelling) -> list[Key]:
        keys: list[Key] = []
        if spelling.name:
            name = naming.fold(spelling.name)
            keys.append(f"{self.domain(spelling.domain)}\\{name}")
        if spelling.sid.upper().startswith("S-1-5-21-"):
            keys.append(naming.fold(spelling.sid))
        return keys

    def _only_domain(self) -> None:
        """Names without a domain are of the only domain there is, where there is only one."""
        named = {s.domain for s in self.counts if s.domain and not s.upn}
        domains = {self.domain(name) for name in named if naming.fold(name) not in self.hosts}
        if len(domains) != 1:
            return
        (only,) = domains
        bare = sorted(s for s in self.counts if s.name and not s.domain)
        if not bare:
            return
        known = {key for s in self.counts for key in self._keys(s)}
        for spelling in bare:
            full = f"{only}\\{naming.fold(spelling.name)}"
            if full in known and self._union.join(self._keys(spelling)[0], full):
                self._say(spelling.text, full, "the only domain in these exports")

    def _decided(self) -> None:
        for one, other in self.same:
            a, b = self._known(one), self._known(other)
            if a and b and self._union.join(a, b):
                self._say(one, other, "decided")

    def _known(self, text: str) -> Key:
        """The key of a spelling that people wrote; a bare name where only one account has it."""
        spelling = parse(text)
        keys = self._keys(spelling)
        known = {key for s in self.counts for key in self._keys(s)}
        if keys and keys[0] in known:
            return self._union.find(keys[0])
        name = naming.fold(spelling.name)
        found = {
            self._union.find(key)
            for key in known
            if "\\" in key and key.rpartition("\\")[2] == name
        }
        return found.pop() if len(found) == 1 and not spelling.domain else ""

    def account(self, spelling: Spelling) -> Key:
        """The account of a spelling; "" of one that says nothing."""
        found = self._settled.get(spelling)
        if found is None:
            keys = self._keys(spelling)
            found = self._settled[spelling] = self._union.find(keys[0]) if keys else ""
        return found

    def registered(self, spelling: Spelling, number: str, mail: str) -> Key:
        """The account of a register's row: by its spelling, else by its employee number or mail,
        where another row of that holds a spelling."""
        found = self.account(spelling)
        for groups, word in ((self.numbers, number), (self.mails, mail)):
            for other in groups.get(naming.fold(word), ()) if word and not found else ():
                found = found or self.account(other)
        return found

    def known(self, text: str) -> Key:
        """The account that people mean by a text, where it is plain."""
        return self._known(text)

    def domains_of(self, used: Iterable[Key]) -> dict[str, int]:
        """Domains of these accounts and how many each has, computers' own accounts aside; names of
        a domain that one account has are of one domain."""
        mine = {*used}
        named: dict[Key, set[str]] = defaultdict(set)
        for spelling in self.counts:
            account = self.account(spelling)
            if account in mine and spelling.domain and spelling.name:
                domain = self.domain(spelling.domain)
                if domain.partition(".")[0] not in self.hosts:
                    named[account].add(domain)
        union: Union[str] = Union()
        for domains in named.values():
            first, *rest = sorted(domains)
            for other in rest:
                union.join(first, other)
        return dict(sorted(Counter(union.find(min(names)) for names in named.values()).items()))

    def like(self, used: Iterable[Key]) -> list[tuple[Key, Key]]:
        """Accounts of one short name in several domains that nothing says are one or two."""
        short: Mapping[str, set[Key]] = defaultdict(set)
        wanted = set(used)
        for spelling in self.counts:
            account = self.account(spelling)
            local = naming.fold(spelling.domain) in self.hosts
            if account in wanted and spelling.name and not local:
                short[naming.fold(spelling.name)].add(account)
        pairs = []
        for _, accounts in sorted(short.items()):
            first, *rest = sorted(accounts)
            pairs += [(first, other) for other in rest]
        return pairs

    def strangers(
        self, used: Iterable[Key], registered: Iterable[Spelling]
    ) -> dict[tuple[str, str], set[Key]]:
        """Accounts that no register's row is of, though one has their short name in another domain:
        by the account's domain and that other one."""
        known: set[Key] = set()
        domains: dict[str, set[str]] = defaultdict(set)
        for spelling in registered:
            known.add(self.account(spelling))
            if spelling.name and spelling.domain:
                domains[naming.fold(spelling.name)].add(self.domain(spelling.domain))
        wanted = {*used} - known if domains else set()
        found: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for spelling in self.counts if wanted else ():
            account, domain = self.account(spelling), naming.fold(spelling.domain)
            if account in wanted and spelling.name and domain and domain not in self.hosts:
                for other in domains.get(naming.fold(spelling.name), ()):
                    found[self.domain(domain), other].add(account)
        return found


def names_of(accounts: Accounts, used: Iterable[Key]) -> dict[Key, str]:
    """What each account is called: its short name as most often spelled, with its domain where two
    accounts share it, a UPN where that is all there is."""
    wanted = set(used)
    spelled: dict[Key, list[Spelling]] = defaultdict(list)
    for spelling in accounts.counts:
        account = accounts.account(spelling)
        if account in wanted:
            spelled[account].append(spelling)
    short: dict[Key, str] = {}
    full: dict[Key, str] = {}
    for account, met in spelled.items():
        if len(met) == 1 and met[0].name and not met[0].upn:  # nearly all of them
            short[account], full[account] = met[0].name, met[0].text
            continue
        counter = Counter({s: max(accounts.counts[s], 0) for s in met})
        plain = [s for s in counter if s.name and not s.upn]
        best = _most(counter, plain or [s for s in counter if s.name] or list(counter))
        if not best.name:
            short[account] = full[account] = best.sid
        elif best.upn:
            short[account] = full[account] = best.text
        else:
            short[account] = best.name
            named = [s for s in plain if s.domain and naming.fold(s.name) == naming.fold(best.name)]
            full[account] = _most(counter, named).text if named else best.name
    shared = Counter(naming.fold(name) for name in short.values())
    return {
        account: full[account] if shared[naming.fold(name)] > 1 else name
        for account, name in short.items()
    }


def _most(counter: Counter[Spelling], choice: list[Spelling]) -> Spelling:
    """The spelling met most often; of equals the first by the alphabet."""
    if len(choice) == 1:
        return choice[0]
    by_name: Counter[str] = Counter()
    for spelling in choice:
        by_name[spelling.name or spelling.sid] += counter[spelling]
    name = min(by_name, key=lambda text: (-by_name[text], text))
    mine = [s for s in choice if (s.name or s.sid) == name]
    return min(mine, key=lambda s: (-counter[s], not s.domain, s.domain, s.sid))
