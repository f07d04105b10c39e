"""What a workbook or a table that this program once wrote says of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree

from optimizer.domain.problems import WorkbookError
from optimizer.reading.files.check import refuse_what_is_no_workbook
from optimizer.reading.files.package import Package
from optimizer.reading.files.table import sha256_of
from optimizer.reading.files.workbook_xml import name_of
from optimizer.reading.files.xlsx import open_rows

PROGRAM, INPUT = "cal-optimizer", "Input"
"""Facts that every result tells: this program's version, and the name of the input."""

ABOUT = "About"
"""The sheet of the facts, or what its name begins with."""

NOTE = ".about.json"
"""What the name of a note of facts ends in; it lies beside a file that cannot hold them."""

MOST_NOTE = 1 << 20
"""Bytes that a note has at most."""


@dataclass(frozen=True)
class Earlier:
    """An earlier result: its facts, and whether nobody has saved it since it was written."""

    facts: Mapping[str, str]
    untouched: bool

    def is_of(self, source: Path) -> bool:
        """Whether it was made from the input of that name, whatever its content was then."""
        said = self.facts[INPUT]
        return Path(said).name == source.name or Path(said) == source


def earlier_result(path: Path) -> Earlier | None:
    """What an existing file says of itself; None where it is no result of this program, damaged,
    or not to be read."""
    try:
        if path.suffix.lower() == ".xlsx":
            return _workbook(path)
        facts = told_beside(path)
        if facts is None:
            return None
        return Earlier(facts, facts.get(f"SHA-256 of {path.name}") == sha256_of(path))
    except (WorkbookError, OSError, ValueError, RecursionError):
        return None


def told_beside(path: Path) -> Mapping[str, str] | None:
    """What the note beside a table or a memo says of it; None where there is no note of this
    program."""
    try:
        with path.with_name(path.name + NOTE).open("rb") as file:
            facts = json.loads(file.read(MOST_NOTE).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(facts, dict) or not {PROGRAM, INPUT} <= facts.keys():
        return None
    return {str(key): str(value) for key, value in facts.items()}


def _workbook(path: Path) -> Earlier | None:
    refuse_what_is_no_workbook(path)
    facts: dict[str, str] = {}
    with open_rows(path, lambda title: title.startswith(ABOUT)) as rows:
        for title in rows.titles:
            if title.startswith(ABOUT):
                pairs = [row for row in rows.rows(title) if len(row) > 1 and row[0]]
                found = {str(row[0]): str(row[1]) for row in pairs}
                facts = found if {PROGRAM, INPUT} <= found.keys() else facts
        return Earlier(facts, _untouched(rows.package)) if facts else None


def _untouched(package: Package) -> bool:
    """Whether the program itself saved it last: whoever else saves it says so and when."""
    part = "docProps/core.xml"
    if part not in package:
        return False
    try:
        root = ElementTree.fromstring(package.text(part, 1 << 20))
    except (ParseError, DefusedXmlException, ValueError):
        return False
    told = {name_of(item): item.text for item in root}
    return told.get("lastModifiedBy") == PROGRAM and told.get("created") == told.get("modified")
