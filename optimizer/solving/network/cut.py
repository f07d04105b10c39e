"""A minimum cut as a result: what is bought, and its value."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field

from optimizer.domain.tables import Kind
from optimizer.solving.instance import Instance


@dataclass(frozen=True)
class Cut:
    """A cheapest plan of the part: the bundle that every member of each class holds, and the kind
    of each One kind.

    `flow` is its cost in minor units and its own lower bound; `possible` is False where no cut
    avoids uncuttable arcs. `mixed` are the bundles of classes (users?, class) whose members do not
    all hold the same one, with how many hold each.
    """

    users: tuple[frozenset[int], ...]
    devices: tuple[frozenset[int], ...]
    modes: dict[tuple[int, int], Kind]
    flow: int
    _: KW_ONLY
    possible: bool = True
    mixed: Mapping[tuple[bool, int], list[tuple[frozenset[int], int]]] = field(default_factory=dict)

    def joined(self, other: "Cut") -> "Cut":
        """Both cuts' plans; they are of different parts."""
        users = tuple(a or b for a, b in zip(self.users, other.users, strict=True))
        devices = tuple(a or b for a, b in zip(self.devices, other.devices, strict=True))
        return Cut(
            users,
            devices,
            self.modes | other.modes,
            self.flow + other.flow,
            possible=self.possible and other.possible,
            mixed={**self.mixed, **other.mixed},
        )


def no_cut(case: Instance) -> Cut:
    """The answer where the network is asked nothing."""
    return Cut(
        (frozenset(),) * len(case.classes.users.members),
        (frozenset(),) * len(case.classes.devices.members),
        {},
        0,
    )
