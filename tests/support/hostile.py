"""Files that nobody should give, made by script: bombs, lies, damage, and odd but legal books."""

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.packages import ACCESS, LICENSES, MAIN, package, sheet, text


def hostile(folder: Path, bent: int = 20) -> Iterator[Path]:
    """Each file once it is written; `bent` of them are samples with random bytes changed."""
    yield from _bombs(folder)
    yield from _odd(folder)
    yield from _bent(folder, bent)
    for name, content in {
        "empty.xlsx": b"",
        "text.xlsx": b"User,Device\na,b\n",
        "old.xlsx": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "head.xlsx": b"PK\x03\x04" + b"\0" * 100,
        "picture.xlsx": b"\x89PNG\0\0",
        "=cmd|'x'!A1.xlsx": b"x",
        "new\nline.xlsx": b"x",
    }.items():
        (folder / name).write_bytes(content)
        yield folder / name


def _bombs(folder: Path) -> Iterator[Path]:
    entity = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'">]>'
    rows = {
        "entity": entity + sheet(ACCESS.replace("anna", "&a;" * 1000)),
        "blanks": sheet(ACCESS) + b" " * (300 << 20),
        "row": sheet(ACCESS + '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
        "column": sheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'),
        "attribute": sheet(ACCESS.replace('r="2"', f'r="2" spans="{"1:9 " * 7_000_000}"')),
        "quotes": sheet("<row r='1'>" + "<c/>" * 16_000 + "</row>" + ACCESS),
        "deep": sheet(ACCESS + "<x>" * 50_000 + "</x>" * 50_000),
        "corners": sheet(ACCESS + f'<row r="1048576">{text("XFD1048576", "x")}</row>'),
        "empty-rows": sheet(
            ACCESS + "".join(f'<row r="{r}" s="1" ht="15"/>' for r in range(3, 1_048_577))
        ),
    }
    for name, xml in rows.items():
        yield package(folder / f"bomb-{name}.xlsx", xml)
    path = package(folder / "bomb-lie.xlsx", sheet(ACCESS + " " * 5_000_000))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little")))
    yield path
    texts = f'<sst xmlns="{MAIN}">'.encode() + b"<si/>" * 13_000_000
    more = {"xl/sharedStrings.xml": texts + b"</sst>"}
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + b"".join(
            b'<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/%s" Target="%s"/>' % each
            for each in (
                (1, b"worksheet", b"worksheets/sheet1.xml"),
                (2, b"worksheet", b"worksheets/sheet2.xml"),
                (3, b"sharedStrings", b"sharedStrings.xml"),
            )
        )
        + b"</Relationships>"
    )
    more["xl/_rels/workbook.xml.rels"] = relations
    yield package(folder / "bomb-texts.xlsx", sheet(ACCESS), more)


def _odd(folder: Path) -> Iterator[Path]:
    settings = '<row r="1">{}{}</row><row r="2">{}{}</row>'
    for number, name in enumerate(("/etc/passwd", "../x.csv", "\\\\host\\x.csv", "NUL", "|id")):
        cells = (
            text("A1", "Setting"),
            text("B1", "Value"),
            text("A2", "Access file"),
            text("B2", name),
        )
        more = {"xl/worksheets/sheet2.xml": LICENSES}
        path = package(folder / f"outside-{number}.xlsx", sheet(settings.format(*cells)), more)
        with zipfile.ZipFile(path) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"Access"', b'"Settings"')
        with zipfile.ZipFile(path, "w") as archive:
            for each, part in parts.items():
                archive.writestr(each, part)
        yield path
    formulas = ("=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "&#9;=1", "&#13;=1", "=1")
    rows = "".join(
        f'<row r="{r}">{text(f"A{r}", name)}{text(f"B{r}", name)}{text(f"C{r}", "Windows Server 2022")}</row>'
        for r, name in enumerate(formulas, 3)
    )
    yield package(folder / "formulas.xlsx", sheet(ACCESS + rows))
    commands = (
        text("A3", "a_x001B_[2Jb") + text("B3", "c&#10;d") + text("C3", "Windows Server 2022")
    )
    yield package(folder / "commands.xlsx", sheet(ACCESS + f'<row r="3">{commands}</row>'))
    for encoding in ("ISO-8859-1", "UTF-16"):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        xml = (head + sheet(ACCESS.replace("anna", "änna")).decode()).encode(encoding)
        yield package(folder / f"{encoding}.xlsx", xml)
    yield package(folder / "lzma.xlsx", sheet(ACCESS), method=zipfile.ZIP_LZMA)


def _bent(folder: Path, count: int) -> Iterator[Path]:
    rng = random.Random(7)
    samples = sorted(Path("samples").glob("*.xlsx"))
    for number in range(count):
        path = folder / f"bent-{number}.xlsx"
        content = rng.choice(samples).read_bytes()
        if number % 3 == 0:
            content = content[: rng.randrange(len(content))]
        elif number % 3 == 1:
            bytes_ = bytearray(content)
            for _ in range(rng.randrange(1, 30)):
                bytes_[rng.randrange(len(bytes_))] = rng.randrange(256)
            content = bytes(bytes_)
        path.write_bytes(content)
        if number % 3 == 2:
            _rewritten(path, rng)
        yield path


def _rewritten(path: Path, rng: random.Random) -> None:
    """Bend the XML within, the zip around it whole."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(rng.randrange(1, 20)):
        part = parts[rng.choice(sorted(parts))]
        where = rng.randrange(len(part))
        part[where : where + rng.randrange(3)] = bytes(
            rng.randrange(256) for _ in range(rng.randrange(3))
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
