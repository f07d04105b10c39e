"""The names of a sheet's users or devices, each with its cell, looked at together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from optimizer.domain import names as naming
from optimizer.domain.problems import Place

LETTERS = re.compile(r"[^\W\d_]+")
"""A word of a name."""


@dataclass(frozen=True)
class Named:
    """The names of `sheet`, Users or Devices, as spelled, and their cells."""

    sheet: str
    names: Sequence[str]
    places: Sequence[Place]

    @property
    def column(self) -> str:
        """What one of them is called: User or Device."""
        return self.sheet[:-1]

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The shapes of all names: a rule that no shape meets is met by no name."""
        return naming.shapes(self.names)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all names, in lower case."""
        return frozenset(LETTERS.findall("\0".join(self.shapes)))
