"""What format 1 is declared with: sheets, columns, settings and kinds of change as records."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum

from optimizer.domain.choices import NONE_CHOSEN, SheetChoices


class Kind(Enum):
    """What a column's cells hold; the text is what a planner reads in the format's description."""

    NAME = "name"
    NAMES = "names separated by ;"
    TEXT = "text"
    KEYWORD = "keyword"
    YES_NO = "Yes or No"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "amount"
    RATE = "rate"
    DATE = "date"
    VERSION = "version"


@dataclass(frozen=True)
class Column:
    """One column: its header, what its cells hold, and a sentence for the planner."""

    name: str
    kind: Kind
    help: str
    _: KW_ONLY
    required: bool = False
    keywords: tuple[str, ...] = ()
    default: str = ""
    synonyms: tuple[str, ...] = ()
    """Other headers that are read as this one, by rank."""
    without: str = ""
    """What a sheet does that lacks the column, where that may surprise."""


@dataclass(frozen=True)
class Sheet:
    """One input sheet: its name, its columns in the template's order, and a sentence for the
    planner."""

    name: str
    help: str
    columns: tuple[Column, ...]
    _: KW_ONLY
    required: bool = False
    order: int = 0
    """The sheet's position in format 1, from 1."""
    synonyms: tuple[str, ...] = ()
    """Other titles that are read as this one."""
    choices: SheetChoices = field(default=NONE_CHOSEN, compare=False)
    """What a workbook's own sheet Read as says of its headers."""
    file: str = field(default="", compare=False)
    """The table file that stands for the sheet; "" where the workbook holds it."""

    agreed: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Column -> the position (from 0) of the one of several that another sheet agrees with."""

    def column(self, name: str) -> Column:
        """The column of that exact name; KeyError if the sheet has none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True)
class Setting:
    """One row of Settings: its name, what its value holds, the default as text ("" is none), a
    sentence."""

    name: str
    kind: Kind
    default: str
    help: str
    synonyms: tuple[str, ...] = ()
