"""Facts -> the cheapest cost, with a variable for each person, device and unit.

    h[u,k]    member u holds a license k that covers    s  one of them is a unit that sits there
    w[k,p]    server-wide license k is taken at p       M  user licenses are the kind that counts
    e[u,s]    member u is exempt on server s            P  packs bought, in a tier, from a day on

Every access of every pair of members: h (user side) + h (device side) + w + e >= 1. What is used of
a license is at most what is kept, bought and converted into it. The cost is recomputed in whole
minor units, so a difference to another program's is never one of rounding.
"""

from decimal import Decimal

from tests.support.outside.facts import Ask, Facts, name, text
from tests.support.outside.market import Market, Member, Terms

ANY_VERSION = -1


class Members(Market):
    """The program of a workbook; `only`: the other side's licenses count for no need that this
    side's (User or Device) can cover."""

    def __init__(self, facts: Facts, only: str = "") -> None:
        super().__init__(facts)
        self.only = only
        self.mode: dict[tuple[str, str], int] = {}
        self.modes: dict[str, int] = {}
        self.fill()
        self.balance()

    def fill(self) -> None:
        """Every access is covered, and CAL mode is paid where it is due."""
        self.held: dict[tuple[Member, str, bool], int] = {}
        self.wide: dict[tuple[str, str, bool], int] = {}
        self.exempt: dict[tuple[Member, str], int] = {}
        self.covering: dict[tuple[Member, str, int], Terms] = {}
        self._administer()
        for ask in self.facts.asks:
            self._cover(ask)
        self._cal_mode()

    def _holds(self, member: Member, license: str, lapsed: bool) -> Terms:
        """Terms that are 1 or more where the member holds the license: a free unit, or one that
        sits with its row."""
        key = member, license, lapsed
        if key not in self.held:
            self.held[key] = self.program.new()
            self.used.setdefault((license, lapsed), []).append((self.held[key], 1))
        return [(self.held[key], 1), *self.sits.get(key, ())]

    def _covers(self, member: Member, family: str, version: int) -> Terms:
        """Terms that are 1 or more where the member's licenses cover a family, with what must be
        held besides."""
        key = member, family, version
        if key not in self.covering:
            self.covering[key] = self._covering(member, family, version)
        return self.covering[key]

    def _covering(self, member: Member, family: str, version: int) -> Terms:
        side, row, _ = member
        terms: Terms = []
        for license in self.facts.licenses:
            if self._may_hold(side, row, license):
                for lapsed in self._variants(license):
                    if self.facts.opens(license, family, version, lapsed):
                        terms += self._holds(member, license, lapsed)
        if family not in self.facts.base:
            return terms
        covered = self.program.new()
        self.program.row([*terms, (covered, -1)], least=0)
        below = self._covers(member, self.facts.base[family], ANY_VERSION)
        self.program.row([*below, (covered, -1)], least=0)
        return [(covered, 1)]

    def _administer(self) -> None:
        """Two people or devices a server, each there for administration only, are exempt."""
        for (side, row), server in sorted(self.facts.administers):
            for member in self.members(side, row):
                self.exempt[member, server] = self.program.new()
        for server in {server for _, server in self.exempt}:
            here = [(v, 1.0) for (_, s), v in self.exempt.items() if s == server]
            self.program.row(here, most=2)

    def _cover(self, ask: Ask) -> None:
        """Every pair of members that the access joins is covered from some side."""
        facts = self.facts
        users = self.members("User", ask.user) if ask.user else [None]
        devices = self.members("Device", ask.device) if ask.device else [None]
        pairs = (
            list(zip(users, devices, strict=True))
            if ask.own
            else [(u, d) for u in users for d in devices]
        )
        said = {facts.people["User"][ask.user].by} if ask.user else set()
        said |= {facts.people["Device"][ask.device].by} if ask.device else set()
        wide: Terms = []
        for license, r in facts.licenses.items():
            if name(r["Metric"]) in ("server", "core", "organization"):
                wide += self._widely(license, ask)
        one = {
            name(part.partition(":")[0]): name(part.partition(":")[2])
            for part in text(facts.servers.get(ask.server, {}).get("One kind")).split(";")
            if part.strip()
        }
        if self.only and self._able(self.only, ask, one.get(ask.family, "")):
            said = said | {self.only.lower()}
        for user, device in pairs:
            by_user = (
                self._covers(user, ask.family, ask.version)
                if user is not None and "device" not in said
                else []
            )
            by_device = (
                self._covers(device, ask.family, ask.version)
                if device is not None and "user" not in said
                else []
            )
            free = list(wide)
            if ask.admin:
                free += [
                    (self.exempt[who, ask.server], 1)
                    for who in (user, device)
                    if who is not None and (who, ask.server) in self.exempt
                ]
            if ask.family not in one:
                self.program.row([*by_user, *by_device, *free], least=1)
                continue
            mode = self._mode(ask.server, ask.family, one[ask.family])
            self.program.row([*by_user, *free, (mode, -1)], least=0)
            self.program.row([*by_device, *free, (mode, 1)], least=1)

    def _able(self, side: str, ask: Ask, fixed: str) -> bool:
        """Whether some license of a side may cover a need: one that can be had, with its base."""
        row = ask.user if side == "User" else ask.device
        other = "device" if side == "User" else "user"
        said = {fixed}
        said |= {self.facts.people["User"][ask.user].by} if ask.user else set()
        said |= {self.facts.people["Device"][ask.device].by} if ask.device else set()
        if not row or other in said:
            return False
        family, version = ask.family, ask.version
        while family:
            if not any(
                self._may_hold(side, row, license)
                and any(
                    self.facts.opens(license, family, version, lapsed) and self.had(license, lapsed)
                    for lapsed in self._variants(license)
                )
                for license in self.facts.licenses
            ):
                return False
            family, version = self.facts.base.get(family, ""), ANY_VERSION
        return True

    def _mode(self, server: str, family: str, kind: str) -> int:
        if (server, family) not in self.mode:
            variable = self.mode[server, family] = self.program.new()
            if kind:
                fixed = float(kind == "user")
                self.program.row([(variable, 1)], least=fixed, most=fixed)
        return self.mode[server, family]

    def _widely(self, license: str, ask: Ask) -> Terms:
        """Terms that are 1 where a server-wide license covers an access."""
        facts = self.facts
        if not facts.admits(license, facts.type_of(ask.user)):
            return []
        return [
            term
            for lapsed in self._variants(license)
            if facts.opens(license, ask.family, ask.version, lapsed)
            for term in self._taken(license, ask.server, lapsed)
        ]

    def _taken(self, license: str, server: str, lapsed: bool) -> Terms:
        """The license where it would be taken for a server; nothing covers for nothing."""
        found = self.facts.wide_quantity(license, server)
        if found is None:
            return []
        place, quantity = found
        key = license, place, lapsed
        if key not in self.wide:
            self.wide[key] = self.program.new()
            self.used.setdefault((license, lapsed), []).append((self.wide[key], quantity))
            if needed := name(self.facts.licenses[license].get("Requires")):
                below = [
                    t
                    for other in self._variants(needed)
                    for t in self._taken(needed, server, other)
                ]
                self.program.row([*below, (self.wide[key], -1)], least=0)
        return [(self.wide[key], 1)]

    def _cal_mode(self) -> None:
        """Paid for a server with an access that needs something, unless a Core license opens one of
        the needs that count for it."""
        facts = self.facts
        for server, r in facts.servers.items():
            price = text(r.get("CAL mode cost"))
            here = [ask for ask in facts.asks if ask.server == server]
            if not price or not here:
                continue
            cost = facts.pack_cost(Decimal(price) * facts.count_of(server), "", facts.as_of, 0)
            aside = ("windows server", "remote desktop")
            counting = [ask for ask in here if ask.family not in aside] or here
            lifting = {
                term
                for ask in counting
                for license, row in facts.licenses.items()
                if name(row["Metric"]) == "core"
                for term in self._widely(license, ask)
            }
            if server not in self.modes:
                self.modes[server] = self.program.new(cost)
            self.program.row([(self.modes[server], 1), *sorted(lifting)], least=1)

    # A plan that is given

    def hold(self, side: str, listed: dict[str, list[set[str]]]) -> None:
        """Each member of a side holds exactly the licenses listed."""
        for row, sets in listed.items():
            for member, licenses in zip(self.members(side, row), sets, strict=True):
                for license in self.facts.licenses:
                    if not self._may_hold(side, row, license):
                        continue  # what sits there although it is barred covers nothing
                    terms = [
                        term
                        for lapsed in self._variants(license)
                        for term in self._holds(member, license, lapsed)
                    ]
                    if license in licenses:
                        self.program.row(terms, least=1)
                    else:
                        self.program.row(terms, most=0)

    def take(self, listed: set[tuple[str, str]]) -> None:
        """The server-wide licenses listed are taken, and no others."""
        for license, place in {(license, place) for license, place, _ in self.wide}:
            terms = [(v, 1.0) for (k, p, _), v in self.wide.items() if (k, p) == (license, place)]
            taken = float((license, place) in listed)
            self.program.row(terms, least=taken, most=taken)

    def pay(self, listed: set[str]) -> None:
        """CAL mode is paid for the servers listed."""
        for server, paid in self.modes.items():
            here = float(server in listed)
            if self.program.cost[paid]:
                self.program.row([(paid, 1)], least=here, most=here)

    def buy(self, packs: dict[str, int]) -> None:
        """So many packs of each offer."""
        for offer, columns in self.packs.items():
            number = packs.get(offer, 0)
            self.program.row([(v, 1.0) for v in columns], least=number, most=number)
