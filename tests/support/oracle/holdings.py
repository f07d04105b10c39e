"""Who may hold what, member by member, and what is taken for servers: columns that use licenses."""

from tests.support.oracle.facts import WIDE, Facts, whole
from tests.support.oracle.program import Model, Terms

Member = tuple[str, str, int]
"""A side, a name of its sheet, and which of its members."""


class Holdings:
    """Columns of the program by who holds and what is taken, and where they draw on licenses."""

    def __init__(self, facts: Facts, model: Model) -> None:
        self.facts = facts
        self.model = model
        self.used: dict[str, Terms] = {k: [] for k in facts.licenses}
        self.supply: dict[str, Terms] = {k: [] for k in facts.licenses}
        self.held: dict[tuple[Member, str], int] = {}
        self.seats: dict[Member, list[tuple[int, str]]] = {}  # units that sit with a member
        self.wide: dict[tuple[str, str], int] = {}

    def holds(self, member: Member, license: str) -> int:
        """Whether a member holds a license of the common supply."""
        key = member, license
        if key not in self.held:
            self.held[key] = self.model.new()
            self.used[license].append((self.held[key], 1))
        return self.held[key]

    def personal(self, member: Member, family: str, version: int) -> Terms:
        """Terms that are 1 or more when the member covers the family, its base included."""
        facts, (side, name, _) = self.facts, member
        able = [
            k
            for k, row in facts.licenses.items()
            if row["Metric"] == side
            and facts.opens(k, family, version)
            and (side == "Device" or facts.admits(k, facts.type_of(name)))
        ]
        terms: Terms = [(self.holds(member, k), 1) for k in able]
        terms += [(place, 1) for place, k in self.seats.get(member, ()) if k in able]
        if family not in facts.base:
            return terms
        covered = self.model.new()
        on_top = (covered, -1)
        self.model.row([*terms, on_top], least=0)
        self.model.row([*self.personal(member, facts.base[family], -1), on_top], least=0)
        return [(covered, 1)]

    def covering(self, family: str, version: int, kind: str, server: str) -> Terms:
        """The wide licenses that cover everybody of a type on a server."""
        facts = self.facts
        taken = [
            self.taken(k, server)
            for k, row in facts.licenses.items()
            if row["Metric"] in WIDE and facts.opens(k, family, version) and facts.admits(k, kind)
        ]
        return [(column, 1) for column in taken if column is not None]

    def taken(self, license: str, server: str) -> int | None:
        """Whether a wide license is taken for a server; None where it cannot be."""
        where, units = self._units(license, server)
        if units in (None, "", 0):  # nothing covers for nothing
            return None
        if (license, where) not in self.wide:
            self.wide[license, where] = self.model.new()
            self.used[license].append((self.wide[license, where], float(str(units))))
        return self.wide[license, where]

    def _units(self, license: str, server: str) -> tuple[str, object]:
        """For what a wide license is taken, and how many units that asks for."""
        facts, row = self.facts, self.facts.licenses[license]
        if row["Metric"] == "Organization":
            return "", facts.size
        machine = facts.servers.get(server)
        if machine is None:
            return server, None
        if row["Metric"] == "Server":
            where = str(machine.get("Host") or server)
            return where, facts.machines(where)
        if machine.get("Cores") in (None, "", 0):
            return server, None
        cores = max(
            int(str(machine["Cores"])),
            whole(row.get("Minimum per server"), 0),
            whole(row.get("Minimum per processor"), 0) * whole(machine.get("Processors"), 1),
        )
        return server, cores * facts.machines(server)

    def require(self) -> None:
        """What a wide license requires is taken where it is, and may itself require another."""
        for license, where in list(self.wide):
            above = license, where
            while below := str(self.facts.licenses[above[0]].get("Requires") or ""):
                if (below, where) not in self.wide:
                    self.wide[below, where] = self.model.new()
                    units = float(self.facts.machines(where))
                    self.used[below].append((self.wide[below, where], units))
                self.model.row([(self.wide[above], 1), (self.wide[below, where], -1)], most=0)
                above = below, where
