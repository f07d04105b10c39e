"""A solve that ends soon after Ctrl-C, whatever the solver is at.

A solver looks up at certain points of its search only, and may be minutes from the next one: inside
a program that it has made of its own, it asks nobody. So it runs in a thread; where it does not
come to an end of its own, it is left behind with its own copy of the program, and the best answer
that it has told counts.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.solving.solvers.status import INTERRUPTION

if TYPE_CHECKING:
    from optimizer.domain.tables import Floats

GRACE = 2.0
"""Seconds that a solver has to come to an end of its own."""

GLANCE = 0.05
"""Seconds between two looks at whether to end."""

LEFT_BEHIND: list[threading.Thread] = []
"""The threads of solves that did not end."""


class LeftBehindError(Exception):
    """The solve goes on in its thread; nobody waits for it any more."""


@dataclass
class Told:
    """What a search has told of itself: its best answer's values (None: none), and the bound."""

    values: "Floats | None" = None
    bound: float = field(default=float("-inf"))


def run_until_asked(run: Callable[[], object]) -> None:
    """Do it, and wait for it; where Ctrl-C is taken for the end of a proof, no longer than GRACE
    after it. Raises LeftBehindError then, and whatever `run` raises."""
    if not INTERRUPTION.awaited:
        run()
        return
    raised: list[BaseException] = []

    def work() -> None:
        try:
            run()
        except BaseException as error:  # noqa: BLE001 - raised below, where somebody waits
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while not INTERRUPTION.asked and thread.is_alive():
        thread.join(GLANCE)
    thread.join(GRACE)
    if thread.is_alive():
        LEFT_BEHIND.append(thread)
        raise LeftBehindError
    if raised:
        raise raised[0]


def left_running() -> bool:
    """Whether some solve still goes on: a process that ends must not wait for it."""
    return any(thread.is_alive() for thread in LEFT_BEHIND)
