"""The files that were given: folders and archives opened, equal ones met once, each with its
SHA-256."""

import codecs
import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.opening.known_files import Facts, KnownFiles, now

EMPTY_FOLDER = Message("empty-folder", "holds no files.", "Give the folder with the exports.")
NOT_THERE = Message("export-not-there", "is not there.", "Check the name and the folder.")
NOT_OPENED = Message(
    "export-not-opened",
    "cannot be opened ({why}).",
    "Copy it again, close it in other programs, or leave it out.",
)
OPEN_DOCUMENT = Message(
    "export-open-document",
    "is an OpenDocument file, not an export that is read here.",
    "Save it as .xlsx or as CSV.",
)
EMPTY_FILE = Message("export-empty", "is empty.", "Export it again, or leave it out.")
MET_ALREADY = Message("export-met", 'is the same file as "{first}"; it is read once.')

CHUNK = 1 << 20
"""Bytes that are read at a time."""

LARGEST = 200 << 30
"""Bytes that an archive may unpack to."""

SUSPECT_SIZE, SUSPECT_RATIO = 256 << 20, 200
"""A file as long as this that is packed so tightly is no log."""

DEEPEST = 3
"""Archives in archives that are opened."""

BOMB = "it unpacks to more than 200 times its size, which looks like an attack"


@dataclass(frozen=True, kw_only=True)
class Export:
    """One file to import: its name as people know it, where its bytes are, their SHA-256.

    `folder` holds the other files of a database of several files (User Access Logging).
    """

    name: str
    path: Path
    sha256: str
    size: int
    utf8: bool = True
    even: bool = True
    """Whether all its lines end alike."""
    ended: bool = True
    """Whether its last line has an end."""
    folder: tuple[Path, ...] = field(default=())


def find(
    given: Iterable[Path],
    scratch: Path,
    own: AbstractSet[Path],
    findings: Findings,
    known: KnownFiles | None = None,
) -> list[Export]:
    """Every file in what was given, by name; archives are unpacked into `scratch`.

    `known` are files that need not be read again; `own` are files that an import writes itself: in
    a folder they are passed over. A file that is not there or cannot be read is a problem; one that
    was met already under another name, a note.
    """
    known = known or KnownFiles(None)
    found: list[Export] = []
    databases: dict[tuple[str, Path], list[tuple[str, Path]]] = {}
    for name, path in _files(given, scratch, own, findings):
        if path.suffix.lower() == ".mdb":
            databases.setdefault((str(PurePosixPath(name).parent), path.parent), []).append(
                (name, path)
            )
            continue
        export = _export(name, path, findings, known)
        if export is not None:
            found.append(export)
    for (folder, _), members in databases.items():
        exports = [e for n, p in sorted(members) if (e := _export(n, p, findings, known))]
        if exports:
            found.append(_together(folder, exports))
    return _once(sorted(found, key=lambda export: export.name), findings)


def _files(
    given: Iterable[Path], scratch: Path, own: AbstractSet[Path], findings: Findings
) -> Iterator[tuple[str, Path]]:
    for path in given:
        if path.is_dir():
            inner = sorted(p for p in path.rglob("*") if p.is_file() and p.absolute() not in own)
            if not inner:
                findings.problem(Place(file=str(path)), EMPTY_FOLDER)
            for file in inner:
                relative = file.relative_to(path)
                hidden = any(part.startswith((".", "~$")) for part in relative.parts)
                if not hidden and file.name.lower() not in ("desktop.ini", "thumbs.db"):
                    yield from _unpacked(relative.as_posix(), file, scratch, findings)
        elif path.is_file():
            yield from _unpacked(path.name, path, scratch, findings)
        else:
            findings.problem(Place(file=str(path)), NOT_THERE)


def _unpacked(
    name: str, path: Path, scratch: Path, findings: Findings, depth: int = 0
) -> Iterator[tuple[str, Path]]:
    """The file itself or, of an archive, the files in it, and in archives in it."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start[:2] == b"\x1f\x8b":
            yield name.removesuffix(".gz"), _gunzipped(path, scratch)
        elif start == b"PK\x03\x04" and _holds(path, "mimetype", "content.xml"):
            findings.problem(Place(file=name), OPEN_DOCUMENT)
        elif start == b"PK\x03\x04" and not _is_workbook(path):
            yield from _unzipped(name, path, scratch, findings, depth)
        else:
            yield name, path
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        why = str(error).splitlines()[0] if str(error) else "it is cut short"
        findings.problem(Place(file=name), NOT_OPENED, why=why)


def _is_workbook(path: Path) -> bool:
    return _holds(path, "[Content_Types].xml") or _holds(path, "xl/workbook.xml")


def _holds(path: Path, *names: str) -> bool:
    """Whether an archive has files of all these names."""
    with zipfile.ZipFile(path) as archive:
        return {*names} <= {*archive.namelist()}


def _gunzipped(path: Path, scratch: Path) -> Path:
    target = _place(scratch, path.name.removesuffix(".gz"))
    size, most = 0, max(SUSPECT_SIZE, SUSPECT_RATIO * path.stat().st_size)
    with gzip.open(path) as packed, target.open("wb") as plain:
        while piece := packed.read(CHUNK):
            size += len(piece)
            if size > most:  # its own word on its size is not trusted
                raise ValueError(BOMB)
            plain.write(piece)
    return target


def _unzipped(
    name: str, path: Path, scratch: Path, findings: Findings, depth: int
) -> Iterator[tuple[str, Path]]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if sum(m.file_size for m in members) > LARGEST:
            raise ValueError(f"it would unpack to more than {LARGEST >> 30} GB")
        if any(m.file_size > max(SUSPECT_SIZE, SUSPECT_RATIO * m.compress_size) for m in members):
            raise ValueError(BOMB)
        folder = _place(scratch, path.stem)
        folder.mkdir()
        for number, member in enumerate(sorted(members, key=lambda m: m.filename)):
            inner = PurePosixPath(member.filename)
            if any(part.startswith((".", "~$", "__MACOSX")) for part in inner.parts):
                continue
            # Names inside an archive are not trusted as paths: the folder keeps databases together.
            parent = folder / hashlib.sha256(str(inner.parent).encode()).hexdigest()[:12]
            parent.mkdir(exist_ok=True)
            target = parent / f"{number}{inner.suffix}"
            with archive.open(member) as packed, target.open("wb") as plain:
                shutil.copyfileobj(packed, plain, CHUNK)
            full = f"{name}/{member.filename}"
            if depth < DEEPEST:
                yield from _unpacked(full, target, scratch, findings, depth + 1)
            else:
                yield full, target


def _place(scratch: Path, name: str) -> Path:
    return scratch / f"{len(list(scratch.iterdir()))}-{name}"


def _export(name: str, path: Path, findings: Findings, known: KnownFiles) -> Export | None:
    """The file with what one reading of it tells."""
    try:
        found = path.stat()
        facts = known.get(path, found)
        if facts is None:
            began = now()
            facts = _facts(path)
            known.put(path, found, facts, began)
    except OSError as error:
        findings.problem(Place(file=name), NOT_OPENED, why=str(error.strerror or error))
        return None
    if found.st_size == 0:
        findings.problem(Place(file=name), EMPTY_FILE)
        return None
    return Export(name=name, path=path, size=found.st_size, **vars(facts))


def _facts(path: Path) -> Facts:
    """The file's SHA-256, whether its bytes are UTF-8 from end to end, and how its lines end.
    Raises OSError."""
    digest, decoder, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    ends = both = 0
    mixed = False
    before = last = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            if not mixed:
                here = chunk.count(b"\n")
                # Most files have none of the one kind, which a search tells at once.
                two = chunk.count(b"\r\n") if b"\r" in chunk else 0
                two += before == b"\r" and chunk.startswith(b"\n")
                mixed = 0 < two < here or (ends > 0 and (two > 0) != (both > 0) and here > 0)
                ends, both = ends + here, both + two
            before, last = chunk[-1:], (last + chunk[-2:])[-2:]
            if utf8 and not (chunk.isascii() and not decoder.getstate()[0]):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    utf8 = False
    return Facts(
        sha256=digest.hexdigest(),
        utf8=utf8,
        even=not mixed,
        ended=last.strip(b"\0")[-1:] in (b"\r", b"\n"),
    )


def _together(folder: str, exports: list[Export]) -> Export:
    """The files of one database as one export."""
    joined = hashlib.sha256("".join(sorted(e.sha256 for e in exports)).encode()).hexdigest()
    return Export(
        name=exports[0].name if len(exports) == 1 else str(PurePosixPath(folder) / "*.mdb"),
        path=exports[0].path,
        sha256=joined,
        size=sum(e.size for e in exports),
        folder=tuple(e.path for e in exports),
    )


def _once(exports: list[Export], findings: Findings) -> list[Export]:
    met: dict[str, Export] = {}
    for export in exports:
        first = met.setdefault(export.sha256, export)
        if first is not export:
            findings.warn(Place(file=export.name), MET_ALREADY, first=first.name)
    return list(met.values())
