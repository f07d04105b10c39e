"""What was imported -> files: the planner's workbook once, the three tables and the import's own
workbook every time."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from optimizer.domain import schema
from optimizer.domain.declarations import Sheet
from optimizer.domain.problems import OutputError
from optimizer.importing.accesses.imported import Imported
from optimizer.importing.decisions import Decision, Question
from optimizer.importing.licenses import Licensed
from optimizer.importing.options import ImportOptions, Said
from optimizer.importing.result.sheets import DECISIONS, NAMES, SOURCES, TO_DECIDE
from optimizer.reading.files.table import sha256_of
from optimizer.writing.files import atomically, check_target
from optimizer.writing.input_workbook import Rows, write_input


@dataclass(frozen=True, kw_only=True)
class Targets:
    """The files of one import, by what they hold."""

    workbook: Path
    access: Path
    users: Path
    devices: Path
    report: Path
    record: Path
    """What was written, with its SHA-256: so that the import knows its own files again."""
    names: Path
    cache: Path

    @property
    def own(self) -> frozenset[Path]:
        """Files that are passed over where they lie among the exports."""
        files = (
            self.workbook, self.access, self.users, self.devices, self.report, self.record,
            self.names,
        )  # fmt: skip
        return frozenset(path.absolute() for path in files)

    def made(self, options: ImportOptions) -> list[Path]:
        """The files that are written at every import, beside the workbook, the record last."""
        files = [self.access, self.users, self.devices, self.report]
        names = [self.names] if options.keyfile is not None else []
        return names if options.one_file else [*files, *names, self.record]


def targets_of(output: Path) -> Targets:
    """The files beside the workbook."""
    stem = output.stem

    def beside(name: str) -> Path:
        return output.with_name(f"{stem}-{name}")

    return Targets(
        workbook=output,
        access=beside("access.csv"),
        users=beside("users.csv"),
        devices=beside("devices.csv"),
        report=beside("import.xlsx"),
        record=beside("import.json"),
        names=beside("names.csv"),
        cache=beside("import-cache"),
    )


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything that is written."""

    imported: Imported
    licensed: Licensed
    sources: Sequence[Said]
    names: Sequence[tuple[str, str, str, str]]
    questions: Sequence[Question]
    decisions: Sequence[Decision]
    pseudonyms: Mapping[tuple[str, str], str]


def check_targets(targets: Targets, options: ImportOptions) -> bool:
    """Whether this is a refresh: the workbook is there and the import's own.

    Raises OutputError where a file would be written over that the import did not write.
    """
    refresh = targets.workbook.exists()
    key = [options.keyfile] if options.keyfile is not None else []
    decided = [options.decisions] if options.decisions is not None else []
    # Whose files these are is recorded, so that each may be written over or is refused below.
    check_target(targets.workbook, key, overwrite=True)
    for path in targets.made(options):
        inputs = [targets.workbook, *key, *decided]
        check_target(path, inputs, (path.suffix,), overwrite=True)
    written = _recorded(targets.record)
    if refresh and (not written or options.one_file):
        raise OutputError(
            f"{targets.workbook}: there is such a file already, and it is not an import's to write "
            "again. Choose another name with -o."
        )
    for path in targets.made(options):
        known = written is not None if path == targets.record else _is(path, written or {})
        if path.exists() and not known and not options.dry_run:
            raise OutputError(
                f"{path}: it was not written by an import, or was changed since, and would be "
                "written over. Put what you changed on the sheet Decisions, and delete or rename "
                "it."
            )
    return refresh


def _is(path: Path, written: Mapping[str, str]) -> bool:
    return path.exists() and written.get(path.name) == sha256_of(path)


def _recorded(path: Path) -> dict[str, str] | None:
    """What an import recorded of its files; None where this is no such record."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {str(name): str(value) for name, value in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write(
    targets: Targets, contents: Contents, options: ImportOptions, *, refresh: bool
) -> list[Path]:
    """Write what an import gives, all or nothing; the files that were written."""
    own = [(SOURCES, sources_rows(contents.sources)), (NAMES, names_rows(contents.names))]
    own.append((TO_DECIDE, questions_rows(contents.questions)))
    files = [*([] if refresh else [targets.workbook]), *targets.made(options)]
    with atomically(*files, overwrite=True) as drafts:
        draft = dict(zip(files, drafts, strict=True))
        if targets.workbook in draft:
            sheets = planner_sheets(targets, contents, options)
            title = "Imported input for cal-optimizer"
            extra = own if options.one_file else []
            write_input(draft[targets.workbook], title, [*sheets, *extra])
        if targets.names in draft:
            _write_names(draft[targets.names], contents.pseudonyms)
        if not options.one_file:
            write_tables(
                draft[targets.access],
                draft[targets.users],
                draft[targets.devices],
                contents.imported,
            )
            write_input(draft[targets.report], "What was imported", own)
            record = {
                "files": {
                    path.name: sha256_of(draft[path])
                    for path in files
                    if path not in (targets.workbook, targets.record)
                }
            }
            draft[targets.record].write_text(json.dumps(record, indent=1), encoding="utf-8")
    return files


def write_tables(access: Path, users: Path, devices: Path, imported: Imported) -> None:
    """The three tables as CSV."""
    _csv(access, imported.access)
    for path, kind, rows in (
        (users, "Users", imported.users),
        (devices, "Devices", imported.devices),
    ):
        columns = [c.name for c in schema.BY_NAME[kind].columns if _filled(c.name, kind, rows)]
        _csv(path, pd.DataFrame(list(rows), columns=columns).fillna(""))


def _filled(name: str, kind: str, rows: Rows) -> bool:
    return name == kind[:-1] or any(row.get(name) not in (None, "") for row in rows)


def _csv(path: Path, frame: pd.DataFrame) -> None:
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def planner_sheets(
    targets: Targets, contents: Contents, options: ImportOptions
) -> list[tuple[Sheet, Rows]]:
    """Settings, Servers, licenses and Decisions; with --one-file also Users, Devices and Access."""
    imported, licensed = contents.imported, contents.licensed
    values: dict[str, object] = {s.name: _default(s.default) for s in schema.SETTINGS}
    values["As of"] = options.as_of or imported.as_of
    values["Access window"] = options.window
    if len(licensed.currencies) == 1:
        values["Currency"] = licensed.currencies[0]
    if not options.one_file:
        values["Access file"] = targets.access.name
        values["Users file"] = targets.users.name
        values["Devices file"] = targets.devices.name
    meanings = {s.name: s.help for s in schema.SETTINGS}
    settings: Rows = [
        {"Setting": name, "Value": value, "Meaning": meanings[name]}
        for name, value in values.items()
    ]
    rows: dict[str, Rows] = {
        "Settings": settings,
        "Servers": imported.servers,
        "Licenses": licensed.licenses,
        "Offers": licensed.offers,
        "Owned": licensed.owned,
        "Assigned": licensed.assigned,
    }
    if options.one_file:
        rows |= {"Users": imported.users, "Devices": imported.devices}
        rows["Access"] = [
            {str(k): v for k, v in row.items()} for row in imported.access.to_dict("records")
        ]
    sheets: list[tuple[Sheet, Rows]] = [
        (sheet, rows[sheet.name])
        for sheet in schema.SHEETS
        if rows.get(sheet.name) or sheet.name == "Licenses"
    ]
    decided: Rows = [
        {"Kind": d.kind, "Name": d.name, "Column": d.column, "Value": d.value, "Reason": d.reason}
        for d in contents.decisions
    ]
    return [*sheets, (DECISIONS, decided)]


def _default(text: str) -> object:
    return float(text) if text[:1].isdigit() else text


def sources_rows(sources: Sequence[Said]) -> Rows:
    """Rows of Sources."""
    return [
        {
            "File": said.file,
            "Kind": said.title,
            "Because of": ", ".join(said.because),
            "Written as": said.dialect,
            "Dates": said.dates,
            "Server": said.server,
            "First day": said.first,
            "Last day": said.last,
            "Rows read": said.read,
            "Kept": said.kept,
            "Left out": "; ".join(f"{rows:,} {why}" for why, rows in said.dropped.items()),
            "SHA-256": said.sha256,
        }
        for said in sources
    ]


def names_rows(names: Sequence[tuple[str, str, str, str]]) -> Rows:
    """Rows of Names."""
    return [
        {"Kind": kind, "Spelling": spelling, "Stands for": name, "Evidence": why}
        for kind, spelling, name, why in names
    ]


def questions_rows(questions: Sequence[Question]) -> Rows:
    """Rows of To decide."""
    return [
        {
            "Kind": q.kind,
            "Name": q.name,
            "Column": q.column,
            "Value": q.proposal,
            "Rows": q.rows,
            "Why": q.why,
        }
        for q in questions
    ]


def _write_names(path: Path, pseudonyms: Mapping[tuple[str, str], str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Kind", "Name", "Pseudonym"))
        writer.writerows((kind, name, made) for (kind, name), made in sorted(pseudonyms.items()))
    path.chmod(0o600)  # who reads it knows whom the pseudonyms stand for
