"""Decisions of a planner's workbook."""

from collections.abc import Iterable
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.decisions import KINDS, Decision, Decisions
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut
from optimizer.importing.opening.workbook import open_workbook
from optimizer.importing.sources.recognise import places_of

NO_DECISIONS = Message(
    "decisions-unread", "cannot be read for decisions ({why}).", "Give the planner's workbook."
)
WRONG_KIND = Message(
    "decision-kind",
    '"{name}" with the column "{column}" is nothing that can be decided.',
    "Kinds and columns: {known}.",
)

_SHEET = "decisions"


def read_decisions(path: Path | None, findings: Findings) -> Decisions:
    """The rows of the sheet Decisions; none where there is no workbook or no such sheet."""
    if path is None:
        return Decisions()
    try:
        tables = open_workbook(Export(name=path.name, path=path, sha256="", size=0))
    except (Cut, OSError) as error:
        findings.problem(Place(file=path.name), NO_DECISIONS, why=str(error))
        return Decisions()
    rows = []
    sheets: list[Decision] = []
    for table in tables:
        if naming.fold(table.part) == "servers":
            sheets = _servers(table.candidates)
        if naming.fold(table.part or _SHEET) != _SHEET:
            continue
        for candidate in table.candidates:
            at = places_of(candidate.header)
            if {"kind", "name", "column", "value"} <= set(at):
                for number, cells in candidate.rows(True):
                    texts = {
                        name: naming.trim(cells[position])
                        for name, position in at.items()
                        if position < len(cells)
                    }
                    if texts.get("kind"):
                        rows.append(_decision(texts, number, findings))
                break
    return Decisions(rows=tuple(row for row in rows if row is not None), sheets=tuple(sheets))


def _servers(candidates: Iterable[Candidate]) -> list[Decision]:
    """Products and front ends that the sheet Servers says; a server with a blank Product is there
    all the same."""
    for candidate in candidates:
        at = places_of(candidate.header)
        if {"server", "product"} <= set(at):
            found = []
            for number, cells in candidate.rows(True):
                for column in ("Product", "Front end of"):
                    position = at.get(naming.key(column), len(cells))
                    value = naming.trim(cells[position]) if position < len(cells) else ""
                    name = naming.trim(cells[at["server"]])
                    if name and (value or column == "Product"):
                        found.append(
                            Decision(
                                kind="Server", name=name, column=column, value=value, row=number
                            )
                        )
            return found
    return []


def _decision(texts: dict[str, str], number: int, findings: Findings) -> Decision | None:
    kinds = {naming.fold(kind): kind for kind in KINDS}
    kind = kinds.get(naming.fold(texts["kind"]), "")
    columns = {naming.fold(column): column for column in KINDS.get(kind, ())}
    column = columns.get(naming.fold(texts.get("column", "")), "")
    if not column:
        known = "; ".join(f"{k}: {', '.join(c)}" for k, c in KINDS.items())
        place = Place(98, "Decisions", number, 1)
        findings.problem(
            place, WRONG_KIND, name=texts["kind"], column=texts.get("column", ""), known=known
        )
        return None
    return Decision(
        kind=kind,
        name=texts.get("name", ""),
        column=column,
        value=texts.get("value", ""),
        reason=texts.get("reason", ""),
        row=number,
    )
