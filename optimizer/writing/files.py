"""Files that appear whole or not at all, and never over the input."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from optimizer.domain.problems import OutputError


def check_target(
    target: Path, source: Path | None = None, kinds: Sequence[str] = (".xlsx",)
) -> None:
    """Raise OutputError where a result could not be written to `target`, before any work is done
    for it."""
    if target.suffix.lower() not in kinds:
        what = "a workbook" if len(kinds) == 1 else "a table"
        raise OutputError(
            f"{target}: the result is {what}, so its name must end in {' or '.join(kinds)}."
        )
    if source is not None and _same(target, source):
        raise OutputError(
            f"{target}: this is the input, which is never written to. Choose another name with -o."
        )
    if target.is_dir():
        raise OutputError(f"{target}: this is a folder. Give a file name in it with -o.")
    if not target.parent.is_dir():
        raise OutputError(
            f"{target.parent}: there is no such folder. Create it, or choose another one with -o."
        )
    if not os.access(target.parent, os.W_OK):
        raise OutputError(
            f"{target.parent}: nothing may be written here. Choose another folder with -o."
        )


def _same(target: Path, source: Path) -> bool:
    with contextlib.suppress(OSError):
        return target.samefile(source)
    return target.absolute() == source.absolute()


@contextlib.contextmanager
def atomically(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Temporary paths beside the targets; on leaving without an error those that were written take
    the targets' places.

    Raises OutputError where that is refused, as it is for a workbook that is open in Excel.
    """
    with tempfile.TemporaryDirectory(prefix=".cal-optimizer-", dir=targets[0].parent) as folder:
        drafts = tuple(Path(folder) / target.name for target in targets)
        try:
            yield drafts
            for draft, target in reversed([*zip(drafts, targets, strict=True)]):
                if draft.exists():
                    os.replace(draft, target)
        except PermissionError:
            raise OutputError(
                f"{targets[0]}: it cannot be replaced; it may be open in Excel. Close it, or "
                "choose another name with -o."
            ) from None
        except OSError as error:
            raise OutputError(
                f"{targets[0]}: it cannot be written ({error.strerror or error})."
            ) from None
