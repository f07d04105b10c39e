"""What was read as what: one value a sheet, for `check`, the JSON object and whoever asks."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """A sheet of format 1 as it was read: its rows, its columns with the header each has in the
    workbook, the headers that are not read, and whatever else is read otherwise than it is written:
    dates by their order, merged cells, blanks with a meaning."""

    sheet: str
    rows: int
    columns: tuple[tuple[str, str], ...]
    not_read: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

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
