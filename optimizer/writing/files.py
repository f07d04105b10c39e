"""Files that appear whole or not at all, over nothing that is a planner's.

Written over is only what is not there yet, or an earlier result of this program for the same input;
one that somebody has saved since is kept under another name. Everything that a run reads is its
input, which nothing is ever written over. A link as output is followed: what it leads to is
written.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from optimizer.domain.problems import Message, OutputError, Place, Problem
from optimizer.reading.earlier import NOTE, earlier_result, sha256
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
    exists is an earlier result. `overwrite` allows any file but an input.
    """
    sources = [inputs] if isinstance(inputs, Path) else [*(inputs or ())]
    if target.suffix.lower() not in kinds:
        what = "a workbook" if len(kinds) == 1 else "a table"
        raise _refused(target, WRONG_ENDING, what=what, kinds=" or ".join(kinds))
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
    if final.exists() and not overwrite:
        if not sources:
            raise _refused(target, EXISTS_ALREADY)
        earlier = earlier_result(final)
        if earlier is None or not earlier.is_of(sources[0]):
            raise _refused(target, EXISTS)
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


class Drafts(tuple[Path, ...]):
    """Paths to write to; once they have taken their places, `kept` names what an earlier result
    that somebody had saved is now called: (its name, where it is kept)."""

    kept: list[tuple[Path, Path]]

    def __init__(self, _: Iterable[Path]) -> None:
        self.kept = []


@contextlib.contextmanager
def atomically(*targets: Path, overwrite: bool = False) -> Iterator[Drafts]:
    """Temporary paths beside the targets; on leaving without an error those that were written take
    the targets' places.

    Raises OutputError where that is refused, as it is for a workbook that is open in Excel.
    """
    finals = [Path(os.path.realpath(target)) for target in targets]
    try:
        clear_leftovers(finals[0].parent)
        with draft_folder(finals[0].parent) as folder:
            drafts = Drafts(folder / final.name for final in finals)
            yield drafts
            written = [
                (draft, final)
                for draft, final in zip(drafts, finals, strict=True)
                if draft.exists()
            ]
            for draft, _ in written:
                _settle(draft)
            edited = [] if overwrite else _edited(finals)
            for draft, final in reversed(written):
                if final in edited:
                    drafts.kept.append((final, _kept(final)))
                os.replace(draft, final)
    except OSError as error:
        raise not_written(targets[0], error) from None


def _edited(finals: Sequence[Path]) -> list[Path]:
    """Those of an earlier result's files that somebody has saved since; the first file tells what
    the others were."""
    there = [final for final in finals if final.exists() and not final.name.endswith(NOTE)]
    earlier = earlier_result(finals[0]) if there else None
    facts = earlier.facts if earlier is not None else {}
    return [
        final
        for final in there
        if not (
            earlier is not None and earlier.untouched
            if final == finals[0]
            else facts.get(f"SHA-256 of {final.name}") == sha256(final)
        )
    ]


def _settle(draft: Path) -> None:
    """Wait until the file's bytes are on the disk: a power cut then finds the old file or the new
    one."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _kept(path: Path) -> Path:
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
    """The file beside a table that says what it is."""
    return table.with_name(table.name + NOTE)
