"""What is owned: units that sit with holders for good, movable ones, and what is kept."""

from tests.support.oracle.facts import AS_OF, WIDE, WITHOUT, Row, assured, day_of, whole
from tests.support.oracle.holdings import Holdings
from tests.support.oracle.program import Terms

Holder = tuple[str, str]


class Stock:
    """Owned rows by number: what is left of them once what sits with holders is dealt out."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings, self.facts, self.model = holdings, holdings.facts, holdings.model
        facts = self.facts
        ended = [(day_of(row.get("Until")) or facts.end) < AS_OF for row in facts.owned]
        there = [int(str(row["Quantity"])) for row in facts.owned]
        self.lasting = [(day_of(row.get("Until")) or facts.end) >= facts.end for row in facts.owned]
        self.pool = [0 if gone else n for n, gone in zip(there, ended, strict=True)]
        self.left = list(self.pool)  # not assigned to anybody yet
        self.converted: dict[tuple[int, str], list[int]] = {}  # fixed units of a row, by offer
        self.movable: list[tuple[Holder, int]] = []  # a unit each: who has it, of which row
        self.spent: list[Terms] = [[] for _ in facts.owned]
        self.keeps: dict[int, int] = {}
        self.turned: dict[tuple[int, str], Terms] = {}  # units of a row, by what they become
        for row in facts.assigned:
            self._assign(row)
        self._fill_up()
        self._keep()

    def _assign(self, row: Row) -> None:
        """Deal an Assigned row out over the owned rows of its license, in their order."""
        facts, license = self.facts, str(row["License"])
        side = "User" if row.get("User") else "Device"
        holder = side, str(row[side])
        wanted = whole(row.get("Quantity"), facts.members(*holder))
        for i, owned in enumerate(facts.owned):
            units = min(wanted, self.left[i]) if owned["License"] == license else 0
            wanted, self.left[i] = wanted - units, self.left[i] - units
            for _ in range(units if facts.present(*holder) else 0):
                if row.get("Movable") == "Yes":
                    self.movable.append((holder, i))
                else:
                    self.pool[i] -= 1
                    self._fixed(holder, i)

    def _fixed(self, holder: Holder, i: int) -> None:
        """A unit stays as it is, or as what it is converted into, with any one of the members."""
        facts, (side, name) = self.facts, holder
        license = str(facts.owned[i]["License"])
        barred = (side == "User" and not facts.admits(license, facts.type_of(name))) or facts.by(
            side, name
        ) not in ("Either", side)
        ways = [self._way(holder, facts.serves[i], {})] if self.lasting[i] else []
        for offer, tiers in facts.offers.items():
            result = str(tiers[0]["License"])
            if (
                tiers[0].get("From license") == license
                and facts.licenses[result]["Metric"] == side
                and assured(facts.owned[i])
                and not barred
            ):
                ways.append(self._way(holder, result, self.holdings.used))
                self.converted.setdefault((i, offer), []).append(ways[-1])
        self.model.row([(way, 1) for way in ways], least=float(self.lasting[i]), most=1)

    def _way(self, holder: Holder, license: str, counted: dict[str, Terms]) -> int:
        """Whether a unit goes this way; if so, one of the row's members may hold it."""
        way = self.model.new()
        places = [self.model.new() for _ in range(self.facts.members(*holder))]
        for member, place in enumerate(places):
            self.holdings.seats.setdefault((*holder, member), []).append((place, license))
        self.model.row([*((place, 1) for place in places), (way, -1)], most=0)
        if license in counted:
            counted[license].append((way, 1))
        return way

    def _fill_up(self) -> None:
        """Units in full may fill up what lapsed ones began to license."""
        for twin, row in self.facts.licenses.items():
            if twin.endswith(WITHOUT) and row["Metric"] in WIDE:
                filling = self.model.new(most=10**4)
                self.holdings.used[twin.removesuffix(WITHOUT)].append((filling, 1))
                self.holdings.supply[twin].append((filling, -1))

    def _keep(self) -> None:
        """What lasts may be kept, as what it serves as."""
        for i, spent in enumerate(self.spent):
            if self.lasting[i]:
                self.keeps[i] = self.model.new(most=self.pool[i])
                spent.append((self.keeps[i], 1))
                self.holdings.supply[self.facts.serves[i]].append((self.keeps[i], -1))

    def share(self, i: int, offer: str, tier: int) -> Terms:
        """The fixed units of a row that an offer converts, at one of its tiers."""
        ways, tiers = self.converted.get((i, offer), []), len(self.facts.offers[offer])
        if tiers == 1 or not ways:
            return [(way, 1) for way in ways]
        key = i, f"{offer} by tier"
        if key not in self.converted:
            parts = [self.model.new(most=len(ways)) for _ in range(tiers)]
            together: Terms = [*((part, 1) for part in parts), *((way, -1) for way in ways)]
            self.model.row(together, least=0, most=0)
            self.converted[key] = parts
        return [(self.converted[key][tier], 1)]

    def spend(self) -> None:
        """No more of a row is kept and converted than is there."""
        for spent, pool in zip(self.spent, self.pool, strict=True):
            self.model.row(spent, most=pool)
