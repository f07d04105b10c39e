"""Files that are known from the import before: believed only while nothing tells of a change."""

import os
from pathlib import Path

import pytest

from optimizer.importing.opening.known_files import Facts, KnownFiles, now

FACTS = Facts(sha256="a" * 64, utf8=True, even=False, ended=True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_bytes(b"a,b\n")
    return path


def keep(folder: Path, log: Path, later: int = 10**10) -> None:
    """As if it had been read that many nanoseconds from now."""
    known = KnownFiles(folder)
    known.put(log, log.stat(), FACTS, now() + later)
    known.save()


def test_a_file_that_has_not_changed_is_known(tmp_path: Path, log: Path) -> None:
    keep(tmp_path, log)
    assert KnownFiles(tmp_path).get(log, log.stat()) == FACTS


def test_one_that_has_is_not(tmp_path: Path, log: Path) -> None:
    keep(tmp_path, log)
    moments = log.stat().st_atime_ns, log.stat().st_mtime_ns
    log.write_bytes(b"a,c\n")  # of the same size
    assert KnownFiles(tmp_path).get(log, log.stat()) is None
    os.utime(log, ns=moments)  # a copy keeps the moment of writing, but it is another file
    other = log.with_name("other.csv")
    other.write_bytes(b"a,d\n")
    os.utime(other, ns=moments)
    other.replace(log)
    assert KnownFiles(tmp_path).get(log, log.stat()) is None


def test_one_that_had_just_been_written_is_not_believed(tmp_path: Path, log: Path) -> None:
    keep(tmp_path, log, later=0)
    assert KnownFiles(tmp_path).get(log, log.stat()) is None


def test_files_of_no_use_are_forgotten(tmp_path: Path, log: Path) -> None:
    keep(tmp_path, log)
    KnownFiles(tmp_path).save()
    assert KnownFiles(tmp_path).get(log, log.stat()) is None


@pytest.mark.parametrize("text", ["", "[]", "[" * 99_999, '{"x": 1}', None])
def test_a_damaged_list_knows_nothing(tmp_path: Path, log: Path, text: str | None) -> None:
    keep(tmp_path, log)
    kept = tmp_path / "files.json"
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(whole.replace("true", '"true"') if text is None else text, encoding="utf-8")
    assert KnownFiles(tmp_path).get(log, log.stat()) is None


def test_without_a_folder_nothing_is_kept(log: Path) -> None:
    known = KnownFiles(None)
    known.put(log, log.stat(), FACTS, now() + 10**10)
    known.save()
    assert KnownFiles(None).get(log, log.stat()) is None
