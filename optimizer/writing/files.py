"""Files that appear whole or not at all, over nothing that is a planner's.

Written over is only what is not there yet, or an earlier result of this program for the same input;
one that somebody has saved since is kept under another name. Everything that a run reads is its
input, which nothing is ever written over. A link as output is followed: what it leads to is
written.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from optimizer.domain.problems import Message, OutputError, Place, Problem
from optimizer.reading.earlier import NOTE, earlier_result, told_beside
from optimizer.reading.files.table import sha256_of
from optimizer.writing.leftovers import clear_leftovers, draft_folder

WRONG_ENDING = Message(
    "output-ending", "the result is {what}, so its name must end in {kinds}.", ""
)
IS_INPUT = Message(
    "output-is-input",
    "this is {which}, which is never written to.",
    "Choose another name with -o.",
)
OUTPUT_FOLDER = Message("output-is-folder", "this is a folder.", "Give a file name in it with -o.")
OUTPUT_NO_FILE = Message(
    "output-no-file", "this is a device or a pipe, not a file.", "Choose another name with -o."
)
NO_FOLDER = Message(
    "output-no-folder",
    "there is no such folder.",
    "Create it, or choose another one with -o.",
)
READ_ONLY = Message(
    "output-read-only",
    "nothing may be written here.",
    "Choose another folder with -o.",
)
EXISTS = Message(
    "output-exists",
    "there is such a file already, and it is no earlier result for this input.",
    "Choose another name with -o, or say --overwrite.",
)
EXISTS_ALREADY = Message(
    "template-exists",
    "there is such a file already.",
    "Choose another name with -o, or say --overwrite.",
)
OPEN_ELSEWHERE = Message(
    "output-open",
    "it cannot be replaced; it may be open in Excel.",
    "Close it, or choose another name with -o.",
)
TWICE = Message(
    "output-twice",
    "two files of the result would be this one; one of them is a link to it.",
    "Take the link away, or choose another name with -o.",
)
NO_SPACE = Message("no-space", "it cannot be written: no space left.", "Make room, and run again.")
NOT_WRITTEN = Message(
    "not-written", "it cannot be written ({reason}).", "Choose another place with -o."
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_target(
    target: Path,
    inputs: Path | Iterable[Path] | None = None,
    kinds: Sequence[str] = (".xlsx",),
    *,
    overwrite: bool = False,
) -> Path:
    """Raise OutputError where a result may not or cannot be written to `target`, before any work is
    done for it; returns the file that will be written, which is another one where `target` is a
    link.

    `inputs` are the workbook and then every other file that is read; without any, no file that
    exists is an earlier result. `overwrite` allows any file but an input. A file that is no
    workbook has a note beside it, which is held to the same: one that is there has to be such a
    note.
    """
    sources = [inputs] if isinstance(inputs, Path) else [*(inputs or ())]
    if target.suffix.lower() not in kinds:
        what = {".xlsx": "a workbook", ".pdf": "a memo"}.get(" ".join(kinds), "a table")
        raise _refused(target, WRONG_ENDING, what=what, kinds=" or ".join(kinds))
    final = _place(target, sources)
    if final.exists() and not overwrite:
        if not sources:
            raise _refused(target, EXISTS_ALREADY)
        earlier = earlier_result(final)
        if earlier is None or not earlier.is_of(sources[0]):
            raise _refused(target, EXISTS)
    if final.suffix.lower() != ".xlsx" and sources:
        note = note_of(final)
        _place(note, sources)
        if note.exists() and not overwrite and told_beside(final) is None:
            raise _refused(note, EXISTS)
    return final


def _place(target: Path, sources: Sequence[Path]) -> Path:
    """The file that `target` leads to. Raises OutputError where none of this name may be written,
    whatever is there."""
    try:
        final = Path(os.path.realpath(target))
        for source in sources:
            if _same(final, source):
                which = "the input" if source == sources[0] else "a file that is read"
                raise _refused(target, IS_INPUT, which=which)
        if final.is_dir():
            raise _refused(target, OUTPUT_FOLDER)
        if not final.parent.is_dir():
            raise _refused(final.parent, NO_FOLDER)
        if not os.access(final.parent, os.W_OK):
            raise _refused(final.parent, READ_ONLY)
        if final.exists() and not final.is_file():
            raise _refused(target, OUTPUT_NO_FILE)
    except OSError as error:
        raise not_written(target, error) from None
    return final


def not_written(target: Path, error: OSError) -> OutputError:
    """What an error of the system on writing `target` means."""
    if error.errno in _FULL:
        return _refused(target, NO_SPACE)
    if isinstance(error, PermissionError):
        return _refused(target, OPEN_ELSEWHERE)
    return _refused(target, NOT_WRITTEN, reason=error.strerror or error)


def _refused(target: Path, message: Message, **fields: object) -> OutputError:
    return OutputError(Problem(Place(file=str(target)), message, tuple(fields.items())))


def _same(target: Path, source: Path) -> bool:
    with contextlib.suppress(OSError):
        return target.samefile(source)
    return os.path.realpath(target) == os.path.realpath(source)


class Drafts(tuple[Path, ...]):  # noqa: SLOT001 - a tuple with a list beside it
    """Paths to write to; once they have taken their places, `kept` names what an earlier result
    that somebody had saved is now called: (its name, where it is kept)."""

    kept: list[tuple[Path, Path]]

    def __init__(self, _: Iterable[Path]) -> None:
        self.kept = []


@contextlib.contextmanager
def atomically(*targets: Path, of: Path | None = None, overwrite: bool = False) -> Iterator[Drafts]:
    """Temporary paths beside the targets; on leaving without an error those that were written take
    the targets' places.

    What is there is kept under a number unless `overwrite`, or nobody has saved it since it was
    written (for the input `of`, where that is given), or it has the same bytes.

    Raises OutputError where that is refused, as it is for a workbook that is open in Excel.
    """
    finals = [Path(os.path.realpath(target)) for target in targets]
    for number, final in enumerate(finals):
        if final in finals[:number]:
            raise _refused(final, TWICE)
    try:
        with contextlib.ExitStack() as stack:
            folders: dict[Path, Path] = {}
            for parent in dict.fromkeys(final.parent for final in finals):
                clear_leftovers(parent)
                folders[parent] = stack.enter_context(draft_folder(parent))
            drafts = Drafts(folders[final.parent] / final.name for final in finals)
            yield drafts
            written = [
                (draft, final)
                for draft, final in zip(drafts, finals, strict=True)
                if draft.exists()
            ]
            for draft, _ in written:
                _settle(draft)
            edited = [] if overwrite else _edited(written, of)
            for draft, final in reversed(written):
                if final in edited:
                    drafts.kept.append((final, kept_aside(final)))
                draft.replace(final)
    except OSError as error:
        raise not_written(targets[0], error) from None


def _edited(written: Sequence[tuple[Path, Path]], of: Path | None) -> list[Path]:
    """Those of the (draft, file) whose file may be more than an earlier run of this program wrote
    there: one that says so of itself, or of which the first file or a note beside it does."""
    there = [(draft, final) for draft, final in written if final.exists()]
    found = []
    by_first = earlier_result(there[0][1]) if there and there[0] == written[0] else None
    facts = by_first.facts if by_first is not None else {}
    for draft, final in there:
        if final.name.endswith(NOTE):
            same = told_beside(final.with_name(final.name.removesuffix(NOTE))) is not None
        elif facts.get(f"SHA-256 of {final.name}") == sha256_of(final):
            same = True
        else:
            earlier = earlier_result(final)
            same = earlier is not None and earlier.untouched and (of is None or earlier.is_of(of))
        if not same and sha256_of(draft) != sha256_of(final):
            found.append(final)
    return found


def _settle(draft: Path) -> None:
    """Wait until the file's bytes are on the disk: a power cut then finds the old file or the new
    one."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def kept_aside(path: Path) -> Path:
    """Keep a file under the next free number beside its name."""
    for number in range(1, 10_000):
        copy = path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            os.link(path, copy)
        except FileExistsError:
            continue
        except OSError:  # a file system without such links
            if copy.exists():
                continue
            shutil.copy2(path, copy)
        return copy
    raise OSError(errno.EEXIST, "too many numbered copies")


def note_of(table: Path) -> Path:
    """The file beside a table or a memo that says what it is."""
    return table.with_name(table.name + NOTE)


def write_note(note: Path, file: Path, name: str, facts: Mapping[str, str]) -> None:
    """Write what is to be known of `file`, which will be called `name`; a plain write."""
    told = {**facts, f"SHA-256 of {name}": sha256_of(file)}
    note.write_text(json.dumps(told, indent=1), encoding="utf-8")
