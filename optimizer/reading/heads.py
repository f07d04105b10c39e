"""The first rows of a workbook's sheets: which has the header of which sheet of format 1."""

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import WorkbookError
from optimizer.domain.sheet_names import RESULT_SHEETS
from optimizer.reading.choices import Choices
from optimizer.reading.files.raw_sheet import RawSheet, Row
from optimizer.reading.files.xlsx import Rows
from optimizer.reading.headers import HEADER_WITHIN, header_cells, header_row, meanings_on

_RESULT_NAMES = {naming.key(name): name for name in RESULT_SHEETS}


def _result_name(title: str) -> str:
    return _RESULT_NAMES.get(naming.key(title), "")


FAMILIAR = 2
"""Columns, one alone may be anybody's, by which a sheet of any name is known."""

MOST_STRANGE = 4 << 20
"""Bytes of the XML of a sheet of an unknown name that is looked into."""


class Heads:
    """The sheets of an open workbook, each read once when it is first looked into."""

    def __init__(self, rows: Rows, choices: Choices) -> None:
        self.rows, self.choices = rows, choices
        self.read: dict[str, RawSheet] = {}

    def of(self, title: str) -> RawSheet:
        """The sheet's cells."""
        if title not in self.read:
            self.rows.look(title)
            self.read[title] = self.rows.of(title)
        return self.read[title]

    def has_header(self, title: str, sheet: schema.Sheet) -> bool:
        """Whether a row within the first ones holds every required column of that sheet."""
        about = self.choices.about(sheet, title)
        return header_row(self.of(title).head(HEADER_WITHIN), about) is not None

    def familiar(self, title: str, sheet: schema.Sheet, *, named_so: bool) -> int:
        """How many columns of `sheet` the header of a sheet of an unknown name has: by the columns'
        own names, or where its name says so (`named_so`) by what people call them. 0 where these
        are too few to know it by."""
        head = self._head(title)
        row = header_row(head, sheet)
        if row is None:
            return 0
        titles = [cell for _, cell in header_cells(head[row])]
        if named_so:
            met = {name for cell in titles for _, name in meanings_on(cell, sheet)}
            return len(met) if len(met) >= FAMILIAR else 0
        own = {naming.fold(column.name): column.required for column in sheet.columns}
        found = {naming.fold(cell) for cell in titles} & own.keys()
        enough = len(found) >= FAMILIAR and {name for name in own if own[name]} <= found
        return len(found) if enough else 0

    def of_result(self, title: str) -> bool:
        """Whether a sheet is one of an earlier result, by its name and a header of it."""
        header = RESULT_SHEETS.get(_result_name(title))
        if header is None:
            return False
        cells = (cell for row in self._head(title) for _, cell in header_cells(row))
        return any(naming.fold(cell) == naming.fold(header) for cell in cells)

    def _head(self, title: str) -> list[Row]:
        """The first rows of a sheet that nobody may mean to be read: none where it is long or
        cannot be read."""
        try:
            if self.rows.size(title) > MOST_STRANGE:
                return []
            return self.of(title).head(HEADER_WITHIN)
        except WorkbookError:
            return []
