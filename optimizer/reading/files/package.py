"""An .xlsx file as the parts of its zip: each one inflated here and counted byte by byte, whatever
the zip's directory says of it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from optimizer.domain.problems import Message
from optimizer.reading.files.check import BINARY, CUT_SHORT, NO_WORKBOOK, no_workbook

DAMAGED = Message("damaged", "is damaged.", "Open it in Excel, let Excel repair it, and save it.")
BOMB = Message(
    "unpacks-too-large",
    "would unpack to {megabytes:,} MB or more, which looks like an attack.",
    "Check where it comes from; if it is yours, copy its sheets into a new workbook.",
)
TOO_MANY_PARTS = Message(
    "too-many-parts",
    "has {parts:,} parts, as no workbook has; at most {most:,} are read.",
    "Copy the sheets that are meant into a new workbook.",
)
ENTITIES = Message(
    "xml-entities",
    "holds XML entities, which no workbook needs and an attack does.",
    "Do not open it.",
)
PASSWORD = Message(
    "password", "has a password.", "Open it, remove the password, and save it as .xlsx."
)

PIECE = 4 << 20
"""Bytes inflated at one time."""

MOST_ENTRIES = 10_000

SUSPECT_SIZE, SUSPECT_RATIO = 256 << 20, 200
"""A part as long as this that is packed so tightly is no workbook's."""

_ENCODINGS = re.compile(
    r"(utf-?8|us-ascii|ascii|utf-?16|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|"
    r"shift_jis|euc-(jp|kr)|gb2312|gbk|gb18030|big5|macintosh)",
    re.IGNORECASE,
)


class Package:
    """An open .xlsx file. Part names are compared as the format says, without regard to case.

    Every method raises WorkbookError, naming the file, where the file is not what it should be.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path, self.file = path, file
        try:
            self.archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
            raise no_workbook(path, CUT_SHORT) from None
        entries = self.archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise no_workbook(path, TOO_MANY_PARTS, parts=len(entries), most=MOST_ENTRIES)
        self.parts = {entry.filename.casefold(): entry for entry in entries}
        if "xl/workbook.bin" in self.parts:
            raise no_workbook(path, BINARY)
        if "[content_types].xml" not in self.parts or not any(
            name.startswith("xl/") for name in self.parts
        ):
            raise no_workbook(path, NO_WORKBOOK)
        if len(self.parts) != len(entries):  # two parts of one name: which one is meant?
            raise no_workbook(path, DAMAGED)

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self.parts

    def size(self, part: str) -> int:
        """The part's length in bytes as the directory tells it; 0 where there is no such part."""
        entry = self.parts.get(part.casefold())
        return entry.file_size if entry is not None else 0

    def common(self, part: str) -> bool:
        """Whether the part is packed in a way that every reader knows."""
        entry = self.parts.get(part.casefold())
        common = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        return entry is not None and entry.compress_type in common

    def read(self, part: str, most: int) -> bytes:
        """A part's bytes, at most so many."""
        return b"".join(self.pieces(part, most))

    def text(self, part: str, most: int) -> bytes:
        """A part's XML in UTF-8, whichever encoding it is written in."""
        xml = self.read(part, most)
        try:
            return as_utf8(xml)
        except (UnicodeError, LookupError):
            raise no_workbook(self.path, DAMAGED) from None

    def pieces(self, part: str, most: int) -> Iterator[bytes]:
        """A part's bytes, piece by piece."""
        entry = self.parts.get(part.casefold())
        if entry is None:
            raise no_workbook(self.path, DAMAGED)
        if entry.flag_bits & 1:
            raise no_workbook(self.path, PASSWORD)
        tight = entry.file_size > SUSPECT_SIZE and (
            entry.file_size > SUSPECT_RATIO * entry.compress_size
        )
        if entry.file_size > most or tight:
            raise no_workbook(self.path, BOMB, megabytes=entry.file_size >> 20)
        met, crc = 0, 0
        try:
            for piece in self._inflated(entry):
                met, crc = met + len(piece), zlib.crc32(piece, crc)
                if met > entry.file_size:
                    break  # the directory lies
                yield piece
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
            RuntimeError, struct.error,
        ):  # fmt: skip
            raise no_workbook(self.path, DAMAGED) from None
        if met != entry.file_size or crc != entry.CRC:
            raise no_workbook(self.path, DAMAGED)

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            with self.archive.open(entry) as opened:
                while piece := opened.read(PIECE):
                    yield piece
            return
        self.file.seek(entry.header_offset + 26)
        name, extra = struct.unpack("<HH", self.file.read(4))
        start, left = entry.header_offset + 30 + name + extra, entry.compress_size
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0 and not inflater.eof:
            self.file.seek(start)  # whoever takes the pieces may have moved it
            packed = self.file.read(min(left, PIECE // 8))
            if not packed:
                break
            start, left = start + len(packed), left - len(packed)
            while packed and not inflater.eof:
                yield inflater.decompress(packed, PIECE)
                packed = inflater.unconsumed_tail
        yield inflater.flush()


def encoding_of(start: bytes) -> str:
    """The encoding of XML, by its first bytes or its own word. Raises LookupError where it is none
    that XML is written in."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start[:4] in (b"<\0?\0", b"<\0w\0"):
        return "utf-16-le"
    if start[:4] in (b"\0<\0?", b"\0<\0w"):
        return "utf-16-be"
    said = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})", start[:400])
    name = said[1].decode().lower() if said else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii", "ascii") or start.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    if not _ENCODINGS.fullmatch(name):
        raise LookupError(name)
    return name


def as_utf8(xml: bytes) -> bytes:
    """XML in UTF-8, as it is where it already was. Raises UnicodeError or LookupError."""
    encoding = encoding_of(xml)
    if encoding == "utf-8":
        return xml
    text = xml.decode(encoding)
    return re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
