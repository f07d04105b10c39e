"""What is said of units that move."""

from optimizer.domain import schema
from optimizer.domain.plan import Move
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.tables import Tables

MOVES_UNKNOWN = Message(
    "moves-unknown",
    "it was not worked out in the solver's work for it which movable units need move least; the "
    "moves listed, if any, may be more than needed.",
    "The plan's cost is proven without it.",
)

MOVES_OVER_TIME = Message(
    "moves-over-time",
    "{units} movable {units:unit does/units do} not stay with {units:its holder/their holders}: "
    "whoever needs {units:it/them} in a period may use {units:it/them}.",
    "Breakdown lists them; the others stay while their holders are present.",
)


def note_moves_unknown(findings: Findings) -> None:
    """The moves listed may be more than needed."""
    findings.warn(Place(schema.BY_NAME["Assigned"].order, "Assigned"), MOVES_UNKNOWN)


def note_moves_over_time(tables: Tables, moves: tuple[Move, ...], findings: Findings) -> None:
    """How many units leave their holders, where licenses are ordered by date."""
    if moves:
        units = sum(move.quantity for move in moves)
        findings.warn(tables.place("Assigned", "Movable", 0), MOVES_OVER_TIME, units=units)
