"""Long lists: a table on a page, or a file beside the workbook where they are too long for one."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
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
    ends = [*repeat(",", len(data) - 1), "\r\n"]
    texts = [
        None
        if column.texts is None
        else [f"{text}{end}" for text in (*map(csv_cell, column.texts), "")]
        for column, end in zip(data, ends, strict=True)
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(",".join(col.name for col in columns) + "\r\n")
        for start in range(0, count, CHUNK):
            cells: list[Iterable[str]] = []
            for column, text, end in zip(data, texts, ends, strict=True):
                codes = column.codes[start : start + CHUNK].tolist()
                cells += (
                    [map(str, codes), repeat(end)]
                    if text is None
                    else [map(text.__getitem__, codes)]
                )
            out.write("".join(chain.from_iterable(zip(*cells, strict=False))))
