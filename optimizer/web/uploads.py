"""Files as they come in: counted while they stream, named harmlessly, kept in the window's
folder."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from starlette.requests import Request

from optimizer.web.texts import texts

MOST_BYTES = 2 << 30
"""Bytes of one file."""

DEEPEST = 12
"""Folders that a dropped folder may be deep."""

RESERVED = {"con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10))}


class UploadError(Exception):
    """A file that is not taken; its words are a sentence for the page."""


def plain_name(name: str) -> str:
    """The name of a file without any folder, as it may stand in every file system.

    Raises UploadError where nothing of a name is left.
    """
    last = PurePosixPath(PureWindowsPath(name).name).name
    last = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', "", last)
    last = last.strip(" .")
    if not last or last.split(".")[0].casefold() in RESERVED:
        raise UploadError(texts()["refused"].no_name)
    return last[:120] if len(last) <= 120 else last[:100] + Path(last).suffix[:20]


def place_in(folder: Path, path: str) -> Path:
    """Where a dropped file goes: its own folders are kept below `folder`, each by a harmless name,
    and a second file of one name gets a folder of its own.

    Raises UploadError where nothing of a name is left, or folders are nested too deep.
    """
    parts = [part for part in re.split(r"[/\\]", path) if part.strip(" .")]
    if not parts or len(parts) > DEEPEST:
        raise UploadError(texts()["refused"].no_name)
    inner = Path(*map(plain_name, parts))
    target, number = folder / inner, 2
    while target.exists() or any(parent.is_file() for parent in target.parents):
        target, number = folder / str(number) / inner, number + 1
    return target


async def receive(request: Request, folder: Path, path: str) -> Path:
    """Store the request's body in the folder; returns where it is.

    Raises UploadError where it is too large, empty or cut short.
    """
    target = place_in(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    size = 0
    try:
        with draft.open("wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > MOST_BYTES:
                    raise UploadError(
                        texts()["refused"].too_large(name=target.name, most=MOST_BYTES >> 30)
                    )
                file.write(chunk)
        said = request.headers.get("content-length")
        if said is not None and said.isdigit() and int(said) != size:
            raise UploadError(texts()["refused"].in_part(name=target.name))
        if not size:
            raise UploadError(texts()["refused"].empty(name=target.name))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target
