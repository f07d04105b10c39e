"""What the decomposition came to."""

from dataclasses import KW_ONLY, dataclass

from optimizer.solving.network.cut import Cut
from optimizer.solving.program.builder import Program
from optimizer.solving.solvers.status import Status


@dataclass(frozen=True)
class Decided:
    """What came of it: the cut, the program with the supply's answer in its variables, and a lower
    bound of both in minor units.

    `quotes` and `groups` tell how many cuts it took and how many decisions they left open. There is
    no cut where the status says that there is no plan, or none in time.
    """

    status: Status
    _: KW_ONLY
    cut: Cut | None = None
    program: Program | None = None
    bound: int = 0
    cost: int = 0
    quotes: int = 0
    groups: int = 0
