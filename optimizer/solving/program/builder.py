"""The program being stated: its problem, what its variables mean, and what the blocks of
constraints share.

DEFINITIONS (the letters are those of formulation.py; as terms: variable, weight)
    X[u,e], Y[d,e]  `covers`, by users?, class and element
    Q[k]            units of license k in use, count: `used`, by license
    N               what classes draw on units that their row shares: `drawn` (sharing.py)
    S               what is missing of a need or a license: `slack`, count
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field

import pulp

from optimizer.domain.tables import NONE
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.alike import AlikePieces
from optimizer.solving.bundles import Bundle, Component, Opened
from optimizer.solving.instance import Instance
from optimizer.solving.patterns import Pattern

Terms = list[tuple[pulp.LpVariable, float]]


def add_row(
    problem: pulp.LpProblem,
    name: str,
    terms: Iterable[tuple[pulp.LpVariable, float]],
    sense: int,
    rhs: float,
) -> None:
    """A new constraint; no variable may stand in it twice."""
    problem.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression(list(terms)), sense, name, rhs))


@dataclass(frozen=True)
class Held:
    """How one class holds one component's licenses. Exactly one of the three is filled in.

    `counts`: license -> (variable, licenses a unit of it); `bundles`: (licenses, members who hold
    just them); `each`: a member each, license -> 0/1 variables (of a license bought, kept, or
    obtained in several ways).
    """

    component: Component
    counts: Mapping[int, tuple[pulp.LpVariable, int]] = field(default_factory=dict)
    bundles: tuple[tuple[frozenset[int], pulp.LpVariable], ...] = ()
    each: tuple[Mapping[int, list[pulp.LpVariable]], ...] = ()


Asked = tuple[bool, int, int, Opened]
"""What some members must have open: users?, a class that stands for theirs, its form's component,
and the elements."""


@dataclass(frozen=True)
class Followed:
    """Alike pieces, how many of them follow each pattern, and for each column of their classes what
    each pattern asks of its members."""

    pieces: AlikePieces
    patterns: tuple[tuple[Pattern, pulp.LpVariable], ...]
    asked: tuple[tuple[tuple[Asked, ...], ...], ...]


@dataclass
class Program:
    """The stated problem and what its variables mean. The objective is in `unit` minor units,
    `cost` in minor units; `fixed` is paid in any case."""

    problem: pulp.LpProblem
    _: KW_ONLY
    unit: int = 1
    fixed: int = 0
    cost: dict[pulp.LpVariable, int] = field(default_factory=dict)
    users: list[list[Held]] = field(default_factory=list)
    devices: list[list[Held]] = field(default_factory=list)
    wide: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    administrators: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    exempt_devices: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    modes: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    kept: dict[LotIndex, pulp.LpVariable] = field(default_factory=dict)
    packs: dict[LineIndex, pulp.LpVariable] = field(default_factory=dict)
    converted: dict[tuple[LineIndex, LotIndex], pulp.LpVariable] = field(default_factory=dict)
    taken: dict[tuple[bool, int, int], Terms] = field(default_factory=dict)
    balances: dict[int, Terms] = field(default_factory=dict)
    fixed_ways: dict[tuple[LineIndex, LotIndex], list[pulp.LpVariable]] = field(
        default_factory=dict
    )
    shared: dict[tuple[bool, int, LotIndex, LineIndex], pulp.LpVariable] = field(
        default_factory=dict
    )
    cal_mode: dict[int, pulp.LpVariable | None] = field(default_factory=dict)
    as_lapsed: dict[int, list[pulp.LpVariable]] = field(default_factory=dict)
    slacks: dict[tuple[str, int], pulp.LpVariable] = field(default_factory=dict)
    followed: list[Followed] = field(default_factory=list)
    asked: dict[Asked, tuple[tuple[Bundle, pulp.LpVariable], ...]] = field(default_factory=dict)


class ProgramBuilder:
    """A case's program while it is stated: `covers` are X and Y as terms, `used` what is taken of
    each license, `cost` money. `classes` are the needs that are left to state, `grouped` the
    classes (users?, class) that are stated as numbers of pieces."""

    def __init__(self, case: Instance, *, elastic: bool) -> None:
        self.case, self.elastic = case, elastic
        self.tables, self.ways, self.classes, self.supply = (
            case.tables,
            case.ways,
            case.classes,
            case.supply,
        )
        self.problem = pulp.LpProblem("cal", pulp.LpMinimize)
        self.program = Program(self.problem)
        self.cost: list[tuple[pulp.LpVariable, int]] = []
        self.used: dict[int, Terms] = {}
        self.covers: dict[tuple[bool, int, int], Terms] = {}
        self.drawn: dict[tuple[bool, int], dict[int, Terms]] = {}
        self.grouped: set[tuple[bool, int]] = set()

    def variable(self, name: str, most: float | None = 1) -> pulp.LpVariable:
        """A new whole number from 0 to `most`."""
        return self.problem.add_variable(name, 0, most, pulp.LpInteger)

    def row(
        self, name: str, terms: Iterable[tuple[pulp.LpVariable, float]], sense: int, rhs: float
    ) -> None:
        """A new constraint; no variable may stand in it twice."""
        add_row(self.problem, name, terms, sense, rhs)

    def use(
        self,
        license: int,
        made: pulp.LpVariable,
        units: int,
        holder: tuple[bool, int] | None = None,
    ) -> None:
        """A unit of the variable takes so many licenses: Q[k]; `holder` (users?, class) takes them
        from what goes to anyone, and first from what its row shares."""
        if holder is not None and self._shares(users=holder[0], c=holder[1]):
            self.drawn.setdefault(holder, {}).setdefault(license, []).append((made, units))
            return
        self.used.setdefault(license, []).append((made, units))
        if holder is not None:
            self.program.taken.setdefault((*holder, license), []).append((made, units))

    def _shares(self, *, users: bool, c: int) -> bool:
        side = self.classes.users if users else self.classes.devices
        return int(side.pool[c]) != NONE

    def slack(self, kind: str, index: int, most: float | None = 1) -> pulp.LpVariable:
        """What is missing of a need or a license, where the least that is missing is asked for."""
        self.program.slacks[kind, index] = self.variable(f"S_{kind}_{index}", most)
        return self.program.slacks[kind, index]


Beside = Callable[[ProgramBuilder], None]
"""States what else draws on the supply."""


def merged(terms: Terms) -> Terms:
    """Equal variables added up: PuLP would keep the last one only."""
    total: dict[pulp.LpVariable, float] = {}
    for made, weight in terms:
        total[made] = total.get(made, 0) + weight
    return list(total.items())


def number(variable: pulp.LpVariable) -> int:
    """A solved variable's value, rounded; the audit checks what comes of it. One in no row and
    without a cost has no value: PuLP leaves it out, and it is at its lower bound."""
    return round((variable.lowBound if variable.varValue is None else variable.varValue) or 0)
