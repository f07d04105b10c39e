"""The variables of the program of a simpler plan, and what they mean (simplify.py)."""

from dataclasses import dataclass, field

import pulp

from optimizer.domain.tables import NONE, Kind
from optimizer.licensing.rules import admits
from optimizer.solving.bundles import Component
from optimizer.solving.program.builder import ProgramBuilder, Terms


@dataclass(frozen=True, kw_only=True)
class Block:
    """A class of one department: side, number, members, department and kind of license that rows of
    it may be licensed by."""

    users: bool
    c: int
    members: int
    department: int
    kind: int
    type: int
    row: int = NONE
    """The row whose members share units that sit there (NONE: none do)."""


Sets = list[tuple[frozenset[int], pulp.LpVariable]]
"""Sets of licenses, and how many members hold each."""


@dataclass(kw_only=True)
class Standards:
    """The variables of a simplified program and what they mean: (side, department) -> sets and
    which is chosen; (side, class) -> members who deviate, who hold each set, what the others
    hold."""

    chosen: dict[tuple[bool, int], list[tuple[frozenset[int], pulp.LpVariable]]] = field(
        default_factory=dict
    )
    deviating: dict[tuple[bool, int], pulp.LpVariable] = field(default_factory=dict)
    standard: dict[tuple[bool, int], list[tuple[frozenset[int], pulp.LpVariable]]] = field(
        default_factory=dict
    )
    counts: dict[tuple[bool, int], list[tuple[Component, object]]] = field(default_factory=dict)
    seated: dict[tuple[bool, int], tuple[Sets, Sets]] = field(default_factory=dict)
    """Of a class with units of its own: who holds the standard, and who deviates."""
    sit: dict[tuple[bool, int], set[int]] = field(default_factory=dict)
    """The licenses whose shared units may be with a row."""
    idle: dict[tuple[bool, int], dict[int, pulp.LpVariable]] = field(default_factory=dict)
    """Deviating members who hold a unit of their row that they do not need, by license."""

    def may_hold(self, statement: ProgramBuilder, block: Block, bundle: frozenset[int]) -> bool:
        """Whether License by and For let members of the class hold a set."""
        return all(_may_hold(statement, block, k) for k in bundle)

    def holders_of(self, block: Block, license: int) -> Terms:
        """The members of a class who hold a license, as terms."""
        key = block.users, block.c
        terms: Terms = [(held, 1) for b, held in self.standard.get(key, ()) if license in b]
        terms += self.deviating_with(key, license)
        return terms + [(v, 1) for k, v in self.idle.get(key, {}).items() if k == license]

    def deviating_with(self, key: tuple[bool, int], license: int) -> Terms:
        """Those of a class who deviate and are given a license that they need."""
        terms: Terms = []
        for _, held in self.counts.get(key, ()):
            if isinstance(held, dict):
                terms += [(v, 1) for k, v in held.items() if k == license]
            elif isinstance(held, list):
                terms += [(v, 1) for bundle, v in held if license in bundle]
        return terms


class TooManySetsError(Exception):
    """A class could hold too many sets of licenses to be listed."""


def _may_hold(statement: ProgramBuilder, block: Block, license: int) -> bool:
    """Whether License by and For let members of the class hold it."""
    barred = Kind.DEVICE if block.users else Kind.USER
    if block.kind == barred:
        return False
    return not block.users or admits(statement.tables.licenses[license], block.type)
