"""Exports -> an input workbook, as the page asks for it and shows it: a worker's task."""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.web.texts import texts

if TYPE_CHECKING:
    from optimizer.domain.problems import Problem
    from optimizer.importing.decisions import Question
    from optimizer.importing.options import Said
    from optimizer.importing.result.say import Summary

STEM = "imported.xlsx"
"""The workbook that exports become."""

Decided = tuple[str, str, str, str]
"""Kind, name, column and value of a decision."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person has answered about the exports so far."""

    dates: str = ""
    time_zone: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)
    """File of no known kind -> which column holds what, `user=Login,device=PC`."""
    left_out: frozenset[str] = frozenset()
    decided: tuple[Decided, ...] = ()
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import came to: each file, the numbers, what is left to decide, whether there are
    prices, and the files written, the workbook first."""

    sources: tuple["Said", ...]
    summary: "Summary"
    questions: tuple["Question", ...]
    notes: tuple["Problem", ...]
    priced: bool
    files: tuple[Path, ...]


def import_task(
    teller: Any, folder: Path, exports: tuple[Path, ...], decisions: Path | None, target: Path,
    *, asked: Asked,
) -> Imported:  # fmt: skip
    """Import the exports (below `folder`) into the workbook `target`, anew.

    Raises WorkbookError with every question about a file.
    """
    from optimizer.importing.decisions import Decision
    from optimizer.importing.import_exports import import_exports
    from optimizer.importing.options import ImportOptions
    from optimizer.importing.result.write import targets_of

    for own in targets_of(target).own:
        own.unlink(missing_ok=True)
    names = {path: path.relative_to(folder).as_posix() for path in exports}
    taken = [path for path in exports if names[path] not in asked.left_out]
    staged = _staged(target.parent / "exports", {names[path]: path for path in taken})
    options = ImportOptions(
        dates=asked.dates,
        time_zone=asked.time_zone,
        servers=asked.servers,
        authorised={
            file: tuple(name.strip() for name in text.split(",") if name.strip())
            for file, text in asked.groups.items()
        },
        mapped=";".join(asked.mapped.values()),
        decisions=decisions,
        decided=tuple(
            Decision(
                kind=kind,
                name=name,
                column=column,
                value=value,
                reason=texts()["imported"].decided_here,
            )
            for kind, name, column, value in asked.decided
        ),
        illustrative=asked.illustrative,
        progress=teller.tell,
    )
    outcome = import_exports([staged], target, options)
    return Imported(
        sources=tuple(outcome.contents.sources),
        summary=outcome.summary,
        questions=tuple(outcome.contents.questions),
        notes=outcome.notes,
        priced=bool(outcome.contents.licensed.licenses),
        files=outcome.files,
    )


def _staged(folder: Path, files: Mapping[str, Path]) -> Path:
    """A folder with just these files, each linked where the file system knows links."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, path in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)
    return folder


def merged(before: Iterable[Decided], fresh: Iterable[Decided]) -> tuple[Decided, ...]:
    """Decisions with newer ones in their places; a blank value takes one back."""
    found = {(kind, name, column): value for kind, name, column, value in before}
    found |= {(kind, name, column): value for kind, name, column, value in fresh}
    return tuple((*about, value) for about, value in found.items() if value)
