"""Long lists: a table on a page, or a file beside the workbook where they are too long for one."""

from collections.abc import Sequence
from pathlib import Path

from optimizer.writing.columns import Col
from optimizer.writing.csv import csv_cell
from optimizer.writing.long_sheet import CHUNK, LongColumn
from optimizer.writing.page import HEADER, Page


def write_long(
    page: Page, name: str, columns: Sequence[Col], data: Sequence[LongColumn], file: Path | None
) -> None:
    """A long table on its page; in `file`, Parquet or CSV as it ends, if it is given, and the page
    says so."""
    if file is None:
        page.long_table(name, columns, data)
        return
    count = len(data[0].codes)
    page.lay(900)
    page.sheet.freeze_panes(HEADER, 0)
    page.say(f"{count:,} lines are in {file.name}, beside this workbook.")
    if file.suffix == ".parquet":
        from optimizer.writing.parquet import write_parquet

        write_parquet(file, [col.name for col in columns], data)
        return
    texts = [
        None if column.texts is None else [*map(csv_cell, column.texts), ""] for column in data
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(",".join(col.name for col in columns) + "\r\n")
        for start in range(0, count, CHUNK):
            cells = [
                map(str, column.codes[start : start + CHUNK].tolist())
                if text is None
                else map(text.__getitem__, column.codes[start : start + CHUNK].tolist())
                for column, text in zip(data, texts, strict=True)
            ]
            lines = map(",".join, zip(*cells, strict=True))
            out.write("\r\n".join(lines) + "\r\n")
