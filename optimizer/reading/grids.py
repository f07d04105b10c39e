"""xlsx -> grids: the known columns of the known sheets, each value with its cell. Nothing is
interpreted here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import Choice
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading import cells
from optimizer.reading.agreeing import agreeing
from optimizer.reading.choices import (
    Choices,
    choices_of,
    is_choices,
    refuse_what_is_not_there,
)
from optimizer.reading.files.beside import beside
from optimizer.reading.files.check import no_workbook, refuse_what_is_no_workbook
from optimizer.reading.files.open_table import read_table
from optimizer.reading.files.table import sha256_of
from optimizer.reading.files.xlsx import SIZES, Marks, Sizes, open_rows
from optimizer.reading.grid import Grid as Grid
from optimizer.reading.headers import (
    header_cells,
    header_row,
)
from optimizer.reading.heads import Heads
from optimizer.reading.merged import filled_in
from optimizer.reading.named_files import (
    FILES,
    HowOnce,
    Named,
    columns_known,
    is_meant,
    named_files,
    sheets_elsewhere,
)
from optimizer.reading.no_header import report_header
from optimizer.reading.own_results import refuse_results
from optimizer.reading.sheet_grids import grid_of, grid_of_file
from optimizer.reading.struck import ask_of_struck
from optimizer.reading.titles import chosen, is_known, is_passed, looks_like

FILE_AND_SHEET = Message(
    "file-and-sheet",
    '{setting} is "{file}", but there is a sheet {sheet} too.',
    "Keep one of the two.",
)
SHEET_MISSING = Message("sheet-missing", "is missing.", "{hint} Add the sheet.")
SHEET_EMPTY = Message("sheet-empty", "has no rows.", "Fill it in.")
SHEET_WITHOUT_ROWS = Message(
    "sheet-without-rows", "has no rows and counts as absent.", "Fill it in, or delete the sheet."
)
SHEET_HIDDEN = Message("sheet-hidden", "is hidden; it is read like a visible sheet.")
ROWS_HIDDEN = Message(
    "rows-hidden",
    "has {rows} hidden "
    "{rows:row; it is read like a visible one/rows; they are read like visible ones}.",
)
COLUMNS_HIDDEN = Message("columns-hidden", "has hidden columns; they are read like visible ones.")
NO_MEMORY = Message(
    "no-memory", "does not fit into memory.", "Split it, or use a machine with more memory."
)


@dataclass(frozen=True)
class Book:
    """A workbook as read: file name, SHA-256 of its bytes, its grids by sheet name, its table files
    with their SHA-256, and the path of every file that was read. `titles` are the sheets' titles by
    name, `headers` the texts of each one's header, `ignored` the titles of sheets that are none."""

    name: str
    sha256: str
    grids: Mapping[str, Grid]
    _: KW_ONLY
    files: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)


def read(
    path: Path,
    findings: Findings,
    sizes: Sizes = SIZES,
    said: Sequence[Choice] = (),
    once: HowOnce | None = None,
) -> Book:
    """Read every sheet of format 1 in the workbook at `path`; `said` is what the planner has chosen
    beside its sheet Read as. Rows of long files that say the same are one as `once` says.

    Raises WorkbookError, naming the file, where it is not a readable .xlsx workbook. Problems of
    cells go to `findings`.
    """
    refuse_what_is_no_workbook(path)
    try:
        with open_rows(path, _is_looked_at, sizes) as rows:
            refuse_results(path, rows.titles)
            chosen_sheet = next(filter(is_choices, rows.titles), None)
            choices = choices_of(rows.of(chosen_sheet) if chosen_sheet else None, said, findings)
            headers: dict[str, tuple[str, ...]] = {}
            heads = Heads(rows, choices)
            grids, titles = _read_sheets(heads, headers, findings)
            before = len(findings.problems)
            about = Named(path.parent, tuple(named_files(grids.get("Settings"))), once)
            files = _read_files(about, grids, titles, choices, headers=headers, findings=findings)
            refuse_what_is_not_there(choices, titles, rows.titles, headers, findings)
            if len(findings.problems) == before:
                elsewhere = sheets_elsewhere(grids.get("Settings"))
                _require(grids, titles, rows.titles, elsewhere, findings=findings)
            taken = {*titles.values(), *filter(heads.of_result, rows.titles)}
        sha256s = {file.name: sha256_of(file) for file in files}
        ignored = tuple(title for title in rows.titles if not (title in taken or is_passed(title)))
        return Book(
            path.name,
            sha256_of(path),
            grids,
            files=sha256s,
            inputs=(path, *files),
            titles=titles,
            headers=headers,
            ignored=ignored,
            choices=choices,
        )
    except MemoryError:
        raise no_workbook(path, NO_MEMORY) from None


def _is_looked_at(title: str) -> bool:
    return is_known(title) or is_choices(title) or looks_like(title) is not None


def _read_sheets(
    heads: Heads, headers: dict[str, tuple[str, ...]], findings: Findings
) -> tuple[dict[str, Grid], dict[str, str]]:
    """The grids and, for each known sheet that is there, its title as written; the texts of its
    header go to `headers`."""
    rows, choices = heads.rows, heads.choices
    grids: dict[str, Grid] = {}
    known = [title for title in rows.titles if not is_choices(title)]
    titles = chosen(
        known,
        heads.has_header,
        findings,
        choices.of_sheets,
        familiar=heads.familiar,
        of_result=heads.of_result,
    )
    agreed = agreeing(heads, titles)
    for name, title in titles.items():
        raw = heads.of(title)
        sheet = replace(choices.about(schema.BY_NAME[name], title), agreed=agreed.get(name, {}))
        mark = rows.mark(title)
        _note_hidden(sheet, hidden=rows.hidden(title), mark=mark, findings=findings)
        grid = grid_of(raw, sheet, headers, mac=rows.mac, mark=mark, findings=findings)
        heads.read.pop(title)
        if grid is not None:
            ask_of_struck(grid, mark.struck, findings)
            grids[name] = filled_in(grid, mark.merged, findings)
        elif name in ("Users", "Devices", "Servers"):
            findings.warn(Place(sheet.order, name), SHEET_WITHOUT_ROWS)
    return grids, titles


def _read_files(
    named: Named,
    grids: dict[str, Grid],
    titles: dict[str, str],
    choices: Choices,
    *,
    headers: dict[str, tuple[str, ...]],
    findings: Findings,
) -> list[Path]:
    """Read the tables that Settings names files for; their cells are named by file and line."""
    found = []
    for place, name, file in named.files:
        sheet = choices.about(schema.BY_NAME[FILES[name]], file)
        if sheet.name in titles:
            findings.problem(
                place,
                FILE_AND_SHEET,
                setting=name,
                file=file,
                sheet=sheet.name,
            )
            continue
        titles[sheet.name] = file
        try:
            path = beside(named.folder, file)
            sheet = replace(sheet, file=path.name)
            once = named.once(sheet, grids.get("Settings")) if named.once else None
            meant, is_header = partial(is_meant, sheet), partial(columns_known, sheet)
            table = read_table(path, meant, is_header, once)
        except cells.Refused as refused:
            findings.problem(place, refused.message.about(name), **refused.fields)
            continue
        for note in table.notes:
            findings.warn(place, note, name=path.name)
        found.append(path)
        headers[sheet.name] = tuple(title for _, title in header_cells(table.header))
        if header_row([table.header], sheet) is None:
            before: list[tuple[str, ...]] = [()] * (table.line - 1)
            report_header([*before, table.header], sheet, findings)
            continue
        grid = grid_of_file(table, sheet, findings)
        if grid is not None:
            grids[sheet.name] = grid
    return found


def _require(
    grids: Mapping[str, Grid],
    titles: Mapping[str, str],
    known: Sequence[str],
    elsewhere: Collection[str],
    *,
    findings: Findings,
) -> None:
    """A required sheet that is missing or empty is a problem; one that is `elsewhere`, in a file
    whose name is not read, is told by that name."""
    for sheet in schema.SHEETS:
        place = Place(sheet.order, sheet.name)
        if not sheet.required or sheet.name in grids:
            continue
        if sheet.name not in titles:
            if sheet.name not in elsewhere:
                findings.problem(place, SHEET_MISSING, hint=naming.nearest(sheet.name, known))
        elif all(p.place.sheet != sheet.name for p in findings.problems):
            findings.problem(place, SHEET_EMPTY)


def _note_hidden(sheet: schema.Sheet, *, hidden: bool, mark: Marks, findings: Findings) -> None:
    place = Place(sheet.order, sheet.name)
    if hidden:
        findings.warn(place, SHEET_HIDDEN)
    if mark.hidden_rows:
        findings.warn(place, ROWS_HIDDEN, rows=mark.hidden_rows)
    if mark.hidden_columns:
        findings.warn(place, COLUMNS_HIDDEN)
