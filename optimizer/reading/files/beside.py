"""The files that a workbook names: only those in its own folder or below.

A workbook comes from anybody. What it names is read, and quoted in messages and plans, so it may
name nothing that does not lie with it: no path from the root, no way up, no link that leads out, no
other machine, no device.
"""

import re
from pathlib import Path, PurePosixPath

from optimizer.domain.problems import Message
from optimizer.reading.cells import Refused

OUTSIDE = Message(
    "file-outside",
    '"{name}" does not lie in the workbook\'s folder or below.',
    "Copy the file beside the workbook, and name it by its name alone.",
)

_DEVICE = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE
)


def beside(folder: Path, name: str) -> Path:
    r"""The file of that name in the folder or below; `\\` separates folders like `/`.

    Raises Refused where the name leads elsewhere; that a file is there is not looked at.
    """
    refused = Refused(OUTSIDE, name=name)
    plain = name.replace("\\", "/")
    parts = PurePosixPath(plain).parts
    if not parts or plain.startswith("/") or ":" in plain or not plain.isprintable():
        raise refused
    for part in parts:
        if part in ("..", "~") or part != part.rstrip(". ") or _DEVICE.fullmatch(part):
            raise refused
    path = folder.joinpath(*parts)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links
        raise refused from None
    if not inside:
        raise refused
    return path
