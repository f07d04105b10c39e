"""What was given, as files: folders, archives, databases of several files; how each is written."""

import gzip
import zipfile
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.importing.opening import exports
from optimizer.importing.opening.exports import Export, find


def found(folder: Path, *given: Path, own: frozenset[Path] = frozenset()) -> list[Export]:
    (folder / "scratch").mkdir()
    findings = Findings()
    files = find(given, folder / "scratch", own, findings)
    assert findings.problems == []
    return files


def said(folder: Path, *given: Path) -> list[str]:
    (folder / "scratch").mkdir()
    findings = Findings()
    assert find(given, folder / "scratch", frozenset(), findings) == []
    return [str(problem) for problem in findings.problems]


def file(path: Path, content: bytes = b"a,b\n1,2\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_is_its_files_by_name_without_hidden_ones_and_the_imports_own(
    tmp_path: Path,
) -> None:
    given = tmp_path / "in"
    own = file(given / "a-access.csv", b"own")
    for number, name in enumerate(("b/2.csv", "1.csv", ".hidden", ".git/x", "~$open.xlsx")):
        file(given / name, b"%d" % number)
    names = [export.name for export in found(tmp_path, given, own=frozenset({own.absolute()}))]
    assert names == ["1.csv", "b/2.csv"]


def zipped(path: Path, **members: bytes) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path.read_bytes()


def test_archives_in_archives_are_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner", b_csv=b"b", c_csv_gz=gzip.compress(b"c"))
    outer = tmp_path / "outer.zip"
    zipped(outer, a_csv=b"a", x_zip=inner)
    files = found(tmp_path, outer)
    assert [(e.name, e.path.read_bytes()) for e in files] == [
        ("outer.zip/a.csv", b"a"),
        ("outer.zip/x.zip/b.csv", b"b"),
        ("outer.zip/x.zip/c.csv", b"c"),
    ]


def test_archives_are_not_opened_for_ever(tmp_path: Path) -> None:
    content = b"a"
    for number in range(9):
        content = zipped(tmp_path / f"{number}", x_zip=content)
    deepest = tmp_path / "outer.zip"
    deepest.write_bytes(content)
    (only,) = found(tmp_path, deepest)
    assert only.name == "outer.zip" + "/x.zip" * 4


def test_files_of_the_desktop_are_no_exports(tmp_path: Path) -> None:
    for name in ("desktop.ini", "Thumbs.db", "a.csv"):
        file(tmp_path / "in" / name, name.encode())
    assert [export.name for export in found(tmp_path, tmp_path / "in")] == ["a.csv"]


def test_the_files_of_a_database_are_one_export_a_folder(tmp_path: Path) -> None:
    for number, name in enumerate(("x/Current.mdb", "x/SystemIdentity.mdb", "y/Current.mdb")):
        file(tmp_path / "in" / name, b"%d" % number)
    exports_ = found(tmp_path, tmp_path / "in")
    assert [(e.name, [p.name for p in e.folder]) for e in exports_] == [
        ("x/*.mdb", ["Current.mdb", "SystemIdentity.mdb"]),
        ("y/Current.mdb", ["Current.mdb"]),
    ]


@pytest.mark.parametrize(
    ("content", "utf8", "even", "ended"),
    [
        (b"a\nb\n", True, True, True),
        (b"a\r\nb\r\n", True, True, True),
        (b"a\r\nb\n", True, False, True),
        (b"a\nb", True, True, False),
        (b"a\r", True, True, True),
        ("ä\n".encode(), True, True, True),
        (b"\xe4\n", False, True, True),
        ("a\n".encode("utf-16"), False, True, True),
        ("a\nb".encode("utf-16"), False, True, False),
        ("a\n".encode("utf-16-be"), True, True, True),
    ],
)
@pytest.mark.parametrize("chunk", [1, 2, 3, 1 << 20])
def test_how_it_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    utf8: bool,
    even: bool,
    ended: bool,
    chunk: int,
) -> None:
    """By whatever pieces it is read."""
    monkeypatch.setattr(exports, "CHUNK", chunk)
    (one,) = found(tmp_path, file(tmp_path / "a.csv", content))
    assert (one.utf8, one.even, one.ended, one.size) == (utf8, even, ended, len(content))


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("../out.csv", "/abs.csv", "x/__MACOSX/y", "x/.hidden"):
            archive.writestr(name, f"a,{name}\n")
    names = [export.name for export in found(tmp_path, tmp_path / "a.zip")]
    assert names == ["a.zip//abs.csv"]
    outside = {each.name for each in tmp_path.iterdir()}
    assert outside == {"a.zip", "scratch"}


def test_an_archive_that_unpacks_to_far_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the archive says of its size, and before the disk is full."""
    monkeypatch.setattr(exports, "SUSPECT_SIZE", 1 << 20)
    content = b"a,b\n" * (1 << 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", content)
    file(tmp_path / "b.csv.gz", gzip.compress(content))
    told = said(tmp_path, tmp_path / "a.zip", tmp_path / "b.csv.gz")
    assert [line.partition(" (")[0] for line in told] == [
        "a.zip: cannot be opened", "b.csv.gz: cannot be opened",
    ]  # fmt: skip
    assert all("looks like an attack" in line for line in told)
    left = sum(each.stat().st_size for each in (tmp_path / "scratch").rglob("*") if each.is_file())
    assert left <= 2 << 20


def test_damaged_archives_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"a,b\n" * 9999)
    whole = (tmp_path / "a.zip").read_bytes()
    bent = bytearray(whole)
    bent[40:60] = bytes(20)
    cut = gzip.compress(b"a,b\n" * 9999)[:-20]
    given = [
        file(tmp_path / "cut.zip", whole[:-30]),
        file(tmp_path / "bent.zip", bytes(bent)),
        file(tmp_path / "c.gz", cut),
    ]
    assert [line.partition(" (")[0] for line in said(tmp_path, *given)] == [
        "cut.zip: cannot be opened", "bent.zip: cannot be opened", "c.gz: cannot be opened",
    ]  # fmt: skip


def test_an_open_document_is_one_file_to_save_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "log.ods"
    zipped(path, mimetype=b"x", content_xml=b"<a/>")
    assert said(tmp_path, path) == [
        "log.ods: is an OpenDocument file, not an export that is read here. "
        "Save it as .xlsx or as CSV."
    ]


def test_a_workbook_without_its_list_of_types_is_not_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    zipped(path, **{"xl/workbook.xml": b"<a/>", "b.csv": b"a,b"})
    assert [export.name for export in found(tmp_path, path)] == ["log.xlsx"]
