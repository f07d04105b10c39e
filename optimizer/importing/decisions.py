"""What people decided: rows of the sheet Decisions (Kind, Name, Column, Value, Reason), and the
questions that such rows answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from optimizer.domain import names as naming

KINDS: Mapping[str, tuple[str, ...]] = {
    "User": ("Same as", "License by", "Type", "Active", "Department", "Site"),
    "Device": ("Same as", "License by", "Active", "Department", "Site"),
    "Server": ("Product", "Front end of", "Same as", "Remote Desktop"),
    "Domain": ("Same as",),
    "Address": ("Device",),
    "Service": ("Server",),
}
"""What can be decided, and of what."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One row: of that thing this column has that value."""

    kind: str
    name: str
    column: str
    value: str
    reason: str = ""
    row: int = 0


@dataclass(frozen=True, kw_only=True, order=True)
class Question:
    """What is left to decide: of what, what is proposed, how many rows it touches, and why."""

    kind: str
    name: str
    column: str
    proposal: str
    rows: int
    why: str


@dataclass
class Decisions:
    """All decisions, and which of them met something."""

    rows: tuple[Decision, ...] = ()
    sheets: tuple[Decision, ...] = ()
    """What the planner's own sheets say, Servers for one: it decides like a row of Decisions."""
    met: set[Decision] = field(default_factory=set)

    def with_first(self, decided: Iterable[Decision]) -> "Decisions":
        """The same with decisions that count before rows on the same thing."""
        first = {_about(decision): decision for decision in decided}
        rest = tuple(row for row in self.rows if _about(row) not in first)
        return replace(self, rows=(*first.values(), *rest))

    def of(self, kind: str, column: str) -> list[Decision]:
        """The decisions on one column of one kind of thing."""
        return [
            d
            for d in (*self.sheets, *self.rows)
            if naming.fold(d.kind) == naming.fold(kind)
            and naming.fold(d.column) == naming.fold(column)
        ]

    def meet(self, decision: Decision) -> None:
        """It concerns something in these exports."""
        self.met.add(decision)

    def open(self, questions: Iterable[Question]) -> list[Question]:
        """The questions that no decision answers, in order."""
        answered = {_about(d) for d in (*self.sheets, *self.rows) if d.value}
        return sorted(q for q in set(questions) if _about(q) not in answered)

    def unmet(self) -> list[Decision]:
        """Decisions that concern nothing in these exports."""
        return [d for d in self.rows if d not in self.met]


def _about(decision: Decision | Question) -> tuple[str, str, str]:
    """What it is on, however it is spelled."""
    return (
        naming.fold(decision.kind),
        naming.fold(decision.name),
        naming.fold(decision.column),
    )
