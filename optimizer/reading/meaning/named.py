"""The names of a sheet's users or devices, each with its cell, looked at together."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from optimizer.domain import names as naming
from optimizer.domain.problems import Place
from optimizer.reading.meaning import together

LETTERS = re.compile(r"[^\W\d_]+")
"""A word of a name."""


@dataclass(frozen=True)
class Named:
    """The names of `sheet`, Users or Devices, as spelled, and their cells; their shapes where they
    are known."""

    sheet: str
    names: Sequence[str]
    places: Sequence[Place]
    known_shapes: frozenset[str] | None = None

    @property
    def column(self) -> str:
        """What one of them is called: User or Device."""
        return self.sheet[:-1]

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The shapes of all names: a rule that no shape meets is met by no name."""
        if self.known_shapes is not None:
            return self.known_shapes
        return naming.shapes(self.names)

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every sign of the names, in lower case and with 0 for every digit of ASCII."""
        return together.signs_of(self.shapes)

    def may_hold(self, words: Collection[str], begins: Collection[str] = ()) -> list[int]:
        """The indices of names that may hold one of the words, in letters alone, or one that
        begins with one of `begins` (two letters each)."""
        few = len(self.shapes) * 4 < len(self.names)
        if few and not together.may_hold([*self.shapes], words, begins):
            return []
        if len(self.names) < together.FEW:
            return [*range(len(self.names))]
        return self._words.may_hold(words, begins)

    @cached_property
    def _words(self) -> together.Words:
        return together.Words(self.names)
