"""The import's own files are known by its record; anything else of such a name is a planner's."""

import json
import os
from pathlib import Path

import pytest

from optimizer.domain.problems import OutputError
from optimizer.importing.import_exports import Outcome, import_exports
from optimizer.importing.options import ImportOptions
from tests.importing.support import ual

OWN = ("a-access.csv", "a-users.csv", "a-devices.csv", "a-import.xlsx", "a-import.json")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return ual(tmp_path / "in" / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)])


def run(log: Path, **options: object) -> Outcome:
    output = log.parent.parent / "a.xlsx"
    return import_exports([log], output, ImportOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.xlsx", *OWN, "a-names.csv"])
@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_no_file_of_somebody_else_is_written_over(
    tmp_path: Path, log: Path, name: str, link: object
) -> None:
    mine = tmp_path / ("mine" if link else name)
    mine.write_bytes(b"mine")
    if callable(link):
        link(mine, tmp_path / name)
    with pytest.raises(OutputError, match=name):
        run(log, keyfile=tmp_path / "key")
    assert (mine.read_bytes(), (tmp_path / name).read_bytes()) == (b"mine", b"mine")
    assert not (tmp_path / "a-import-cache").exists()


@pytest.mark.parametrize("name", ["a-access.csv", "a-users.csv", "a-import.xlsx", "a-names.csv"])
def test_one_that_was_changed_since_is_not_written_over(
    tmp_path: Path, log: Path, name: str
) -> None:
    key = tmp_path / "key"
    run(log, keyfile=key)
    run(log, keyfile=key)  # its own are
    (tmp_path / name).write_bytes(b"edited")
    with pytest.raises(OutputError, match="was changed since"):
        run(log, keyfile=key)
    assert (tmp_path / name).read_bytes() == b"edited"


@pytest.mark.parametrize("record", ["[]", "{", "[1]", '{"files": 3}', "null", "[" * 99_999])
def test_a_record_that_is_none_is_left_alone(tmp_path: Path, log: Path, record: str) -> None:
    (tmp_path / "a-import.json").write_text(record, encoding="utf-8")
    with pytest.raises(OutputError, match=r"a-import\.json"):
        run(log)
    assert (tmp_path / "a-import.json").read_text(encoding="utf-8") == record


@pytest.mark.parametrize("name", ["a.xlsx", *OWN, "a-names.csv"])
def test_the_key_is_never_one_of_the_files(tmp_path: Path, log: Path, name: str) -> None:
    key = tmp_path / name
    with pytest.raises(OutputError, match="never written to"):
        run(log, keyfile=key)
    assert not key.exists()


def test_a_dry_run_leaves_nothing_not_even_a_key(tmp_path: Path, log: Path) -> None:
    found = run(log, keyfile=tmp_path / "key", dry_run=True)
    assert found.contents.pseudonyms
    assert [each.name for each in tmp_path.iterdir()] == ["in"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_who_the_pseudonyms_stand_for_is_for_its_owner_alone(tmp_path: Path, log: Path) -> None:
    run(log, keyfile=tmp_path / "key")
    for name in ("key", "a-names.csv"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_one_file_writes_one_file(tmp_path: Path, log: Path) -> None:
    (tmp_path / "a-access.csv").write_bytes(b"mine")
    run(log, one_file=True, cache=False)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a-access.csv", "a.xlsx", "in"]


def test_the_record_names_every_file_beside_the_workbook(tmp_path: Path, log: Path) -> None:
    run(log, keyfile=tmp_path / "key")
    record = json.loads((tmp_path / "a-import.json").read_text(encoding="utf-8"))
    assert set(record["files"]) == {*OWN[:-1], "a-names.csv"}
