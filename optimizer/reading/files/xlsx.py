"""The rows of a workbook's sheets, raw: by openpyxl, or by python-calamine where a sheet is long
and nothing is lost by it.

calamine reads ten times as fast, but turns an error value into a blank, and no reader but openpyxl
tells a formula that was never computed from a blank. So a long sheet is looked through first: with
neither in it, both readers give the same rows.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from defusedxml import ElementTree
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from optimizer.reading import cells

LONG = 1 << 20
"""Bytes of XML from which on a sheet is long."""


Row = Sequence[object]


@dataclass(frozen=True)
class Marks:
    """What a sheet's XML says that a streaming reader does not: hidden rows and columns, formulas,
    error values."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    formulas: bool = False
    errors: bool = False


def _parts_of_sheets(path: Path) -> dict[str, zipfile.ZipInfo]:
    """Each sheet's title and the part of the file that holds it."""
    with zipfile.ZipFile(path) as archive:
        targets = {
            item.get("Id"): str(item.get("Target"))
            for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        parts = {}
        for item in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            relation = next(
                (value for name, value in item.attrib.items() if name.endswith("}id")), None
            )
            if item.tag.rpartition("}")[2] == "sheet" and relation in targets:
                target = targets[relation]
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if part in archive.namelist():
                    parts[item.attrib["name"]] = archive.getinfo(part)
    return parts


def _marks_of_sheets(path: Path, parts: Mapping[str, zipfile.ZipInfo]) -> dict[str, Marks]:
    with zipfile.ZipFile(path) as archive:
        return {title: _marks(archive.read(part)) for title, part in parts.items()}


def _parsed(path: Path, title: str) -> Any:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(title)


_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def _formulas(xml: bytes) -> bool:
    """Whether a formula's element is there; with the usual namespace, one quick look tells most
    sheets without."""
    plain = b"<worksheet" in xml[:1000]
    return not (plain and b"<f" not in xml) and _FORMULA.search(xml) is not None


def _marks(xml: bytes) -> Marks:
    hidden = rb'<(?:\w+:)?%s\b[^>]*\shidden="(?:1|true)"'
    has_hidden = b' hidden="' in xml
    return Marks(
        len(re.findall(hidden % b"row", xml)) if has_hidden else 0,
        len(re.findall(hidden % b"col", xml)) if has_hidden else 0,
        _formulas(xml),
        b't="e"' in xml,
    )


class Rows:
    """An open workbook: its sheets' titles and, for each, its rows from the first one on.

    Long sheets that are `wanted` are parsed in the background, by a library that leaves Python free
    for other work, while they are looked through.
    """

    def __init__(
        self, path: Path, file: BinaryIO, pool: Executor, long: int, wanted: Callable[[str], bool]
    ) -> None:
        self.path, self.file = path, file
        parts = _parts_of_sheets(path)
        bulk = [title for title, part in parts.items() if part.file_size >= long and wanted(title)]
        self.parsed = {title: pool.submit(_parsed, path, title) for title in bulk}
        self.marks = _marks_of_sheets(path, parts)
        self.values = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        self.formulas: Any = None
        self.mac = self.values.epoch == CALENDAR_MAC_1904
        self.titles = [ws.title for ws in self.values.worksheets]

    def hidden(self, title: str) -> bool:
        """Whether the sheet is hidden."""
        return bool(self.values[title].sheet_state != "visible")

    def mark(self, title: str) -> Marks:
        """What the sheet's XML says."""
        return self.marks.get(title, Marks())

    def of(self, title: str) -> list[Row]:
        """The sheet's rows; blank cells are None or empty text, error values their text, formulas
        without a value UNCOMPUTED."""
        mark = self.mark(title)
        if title in self.parsed and not mark.errors and not mark.formulas:
            return list(self.parsed.pop(title).result().to_python(skip_empty_area=False))
        rows_ = _streamed(self.values[title], values_only=True)
        return self._with_uncomputed(title, rows_) if mark.formulas else rows_

    def _with_uncomputed(self, title: str, rows: list[Row]) -> list[Row]:
        """Mark where the workbook as written has a formula and the one as stored has no value."""
        self.formulas = self.formulas or openpyxl.load_workbook(
            self.file, read_only=True, keep_links=False
        )
        result: list[Row] = []
        for row, written in zip(
            rows, _streamed(self.formulas[title], values_only=False), strict=True
        ):
            lost = [i for i, cell in enumerate(written) if cell.data_type == "f" and row[i] is None]
            result.append(
                [cells.UNCOMPUTED if i in lost else value for i, value in enumerate(row)]
                if lost
                else row
            )
        return result

    def close(self) -> None:
        """Close what was opened."""
        self.values.close()
        if self.formulas is not None:
            self.formulas.close()


def _streamed(ws: Any, values_only: bool) -> list[Any]:
    # A sheet's own word on its dimensions is wrong at times, and then rows are lost or made up.
    ws.reset_dimensions()
    return list(ws.iter_rows(values_only=values_only))


@contextmanager
def open_rows(path: Path, wanted: Callable[[str], bool], long: int = LONG) -> Iterator[Rows]:
    """The workbook's rows; `long` is the length in bytes of XML from which on calamine may read a
    `wanted` sheet."""
    with path.open("rb") as file, ThreadPoolExecutor(1) as pool:
        rows = Rows(path, file, pool, long, wanted)
        try:
            yield rows
        finally:
            rows.close()
