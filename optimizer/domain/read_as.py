"""What was read as what: one value a sheet, for `check`, the JSON object and whoever asks."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """A sheet of format 1 as it was read: its rows, its columns with the header each has in the
    workbook, and the headers that are not read."""

    sheet: str
    rows: int
    columns: tuple[tuple[str, str], ...]
    not_read: tuple[str, ...] = ()

    def line(self) -> str:
        """The same in a line: `Users: 3 rows; User, Count from "Qty"; not read: Team.`."""
        columns = ", ".join(
            name if name.casefold() == title.casefold() else f'{name} from "{title}"'
            for name, title in self.columns
        )
        rest = f"; not read: {', '.join(self.not_read)}" if self.not_read else ""
        return f"{self.sheet}: {self.rows:,} row{'s' * (self.rows != 1)}; {columns}{rest}."
