"""What was read as what: one value a sheet, for `check`, the JSON object and whoever asks."""

from dataclasses import dataclass

from optimizer.domain.choices import EACH_ROW, FIRST_ROW, NOTHING, ORDERS
from optimizer.domain.declarations import Column, Kind, Sheet


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """A sheet of format 1 as it was read: its rows, its columns with the header each has in the
    workbook, the headers that are not read, and whatever else is read otherwise than it is written:
    dates by their order, merged cells, blanks with a meaning.

    One that is not `read` is there for its titles alone: its header lacks something, or it is no
    sheet of format 1 by its title.
    """

    sheet: str
    rows: int
    columns: tuple[tuple[str, str], ...]
    not_read: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    title: str = ""
    """What the sheet is called in the workbook; empty for a file in its place."""
    read: bool = True
    dates: tuple[tuple[str, str], ...] = ()
    """Headers above numeric dates in text, each with its order; "" where nothing tells it."""
    merged: tuple[tuple[str, bool], ...] = ()
    """Headers above merged cells, and whether these hold for each of their rows."""
    passed: tuple[str, ...] = ()
    """Headers that the planner has chosen to pass over."""
    chosen: frozenset[str] = frozenset()
    """What the planner has chosen something for, by `header_key`; "" for the sheet itself."""

    def line(self) -> str:
        """The same in a line: `Users: 3 rows; User, Count from "Qty"; not read: Team.`."""
        rows = f"{self.rows:,} row{'s' * (self.rows != 1)}"
        return f"{self.sheet}: {'; '.join((rows, self.columns_read(), *self.otherwise()))}."

    def otherwise(self) -> tuple[str, ...]:
        """What is not read, and what is read otherwise than it is written."""
        left = (f"not read: {', '.join(self.not_read)}",) if self.not_read else ()
        return (*left, *self.also)

    def columns_read(self) -> str:
        """Its columns: `User, Count from "Qty"`."""
        return ", ".join(
            name if name.casefold() == title.casefold() else f'{name} from "{title}"'
            for name, title in self.columns
        )


READ_AS = Sheet(
    "Read as",
    "What is read as what, where a header, a title or a date says it otherwise. The page writes "
    "these rows into the marked copy. Without this sheet, nothing is chosen.",
    (
        Column("Sheet", Kind.NAME, "A sheet, by its title here or its name above", required=True),
        Column("Column", Kind.TEXT, "The text of a header on it; blank: the sheet itself"),
        Column(
            "Read as",
            Kind.TEXT,
            f"The column (or sheet) that it is; {NOTHING}: passed over; {' or '.join(ORDERS)}: "
            f"the order of its dates; {EACH_ROW} or {FIRST_ROW}: where its merged cells hold",
            required=True,
        ),
    ),
    order=98,
)
"""The sheet of the planner's choices: read like one of format 1, though it states no fact."""
