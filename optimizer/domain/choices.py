"""What a planner has chosen for titles and headers to be read as: the rows of the sheet Read as."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.domain import names as naming

NOTHING = "Nothing"
"""What a sheet or a column is read as that is passed over."""

ORDERS = ("DMY", "MDY")
"""What a column of numeric dates may be read as."""

EACH_ROW, FIRST_ROW = "Each row", "First row"
"""What a column of merged cells may be read as: their value in each of their rows, or in the first
alone."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One row of the sheet Read as: what the sheet of that title or, with `column`, the header of
    that text on it is read as."""

    sheet: str
    column: str
    read_as: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What two choices may not both be about: sheet, header, and the kind of the choice."""
        folded = naming.fold(naming.trim(self.read_as))
        kind = "title"
        if folded in map(naming.fold, ORDERS):
            kind = "dates"
        elif folded in map(naming.fold, (EACH_ROW, FIRST_ROW)):
            kind = "merged"
        return naming.fold(naming.trim(self.sheet)), header_key(self.column), kind

    def __str__(self) -> str:
        about = f'"{self.column}" of {self.sheet}' if self.column else f'the sheet "{self.sheet}"'
        return f"{about} as {self.read_as}"


@dataclass(frozen=True, kw_only=True)
class SheetChoices:
    """What has been chosen for the headers of one sheet, each by its `header_key`: the column that
    it heads ("" for none), the order of its dates, whether merged cells hold for each row."""

    titles: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    filled: Mapping[str, bool] = field(default_factory=dict)


NONE_CHOSEN = SheetChoices()


def header_key(title: str) -> str:
    """The form in which headers of Read as compare with those of their sheet."""
    return naming.fold(" ".join(title.split()))
