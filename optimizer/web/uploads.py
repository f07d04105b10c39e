"""Files as they come in: counted while they stream, named harmlessly, kept in the window's
folder."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from starlette.requests import Request

MOST_BYTES = 2 << 30
"""Bytes of one file."""

RESERVED = {"con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10))}


class UploadError(Exception):
    """A file that is not taken; its words are a sentence for the page."""


def plain_name(name: str) -> str:
    """The name of a file without any folder, as it may stand in every file system.

    Raises UploadError where nothing of a name is left.
    """
    last = PurePosixPath(PureWindowsPath(name).name).name
    last = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "", last).strip(" .")
    if not last or last.split(".")[0].casefold() in RESERVED:
        raise UploadError("The file has no name that can be used. Rename it and drop it again.")
    return last[:120] if len(last) <= 120 else last[:100] + Path(last).suffix[:20]


async def receive(request: Request, folder: Path, name: str) -> Path:
    """Store the request's body as `name` in the folder; returns the path.

    Raises UploadError where it is too large, empty or cut short.
    """
    target = folder / plain_name(name)
    draft = folder / f".{target.name}.part"
    size = 0
    try:
        with draft.open("wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > MOST_BYTES:
                    raise UploadError(f"{target.name} is larger than {MOST_BYTES >> 30} GB.")
                file.write(chunk)
        said = request.headers.get("content-length")
        if said is not None and said.isdigit() and int(said) != size:
            raise UploadError(f"{target.name} arrived in part. Drop it again.")
        if not size:
            raise UploadError(f"{target.name} is empty. Save it and drop it again.")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target
