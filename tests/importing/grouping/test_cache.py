"""What is kept of exports between imports: whole, believed only when whole, and no longer than
they are given."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.importing import read
from optimizer.importing.grouping import cache
from optimizer.importing.import_exports import Outcome, import_exports
from tests.importing.support import edges, ual

DAY = "2026-01-12"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [
        ual(tmp_path / f"FS{n}.csv", f"FS{n}", [(rf"CORP\u{n}", "10.0.0.5", DAY, n + 1)])
        for n in range(3)
    ]


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    real = read.group

    def watched(*asked: Any) -> Any:
        names.append(asked[0].opened.name)
        return real(*asked)

    monkeypatch.setattr(read, "group", watched)
    return names


def run(files: list[Path]) -> tuple[Outcome, list[Path]]:
    output = files[0].with_name("a.xlsx")
    found = import_exports(files, output)
    return found, sorted(output.with_name("a-import-cache").iterdir())


def test_exports_given_no_more_are_forgotten(files: list[Path]) -> None:
    folder = run(files)[1][0].parent
    mine = folder / "mine.csv"
    mine.touch()
    (folder / f"{'a' * 40}.groups").touch()  # of an import that was stopped
    kept = run(files[:1])[1]
    assert {path.name for path in kept} == {"together.groups", "mine.csv"}
    whole = b"".join(path.read_bytes() for path in kept)
    assert b"u0" in whole
    assert b"u1" not in whole


def test_a_few_new_files_stay_beside_the_others_until_there_are_many(
    tmp_path: Path, files: list[Path], grouped: list[str]
) -> None:
    def names(kept: list[Path]) -> list[str]:
        apart = [path for path in kept if path.suffix == ".groups"]
        return [path.suffix for path in apart if path.name != "together.groups"]

    assert names(run(files)[1]) == []
    more = [*files]
    for number in range(3, 3 + cache.APART):
        people = [(rf"CORP\u{number}", "10.0.0.5", DAY, 1)]
        more.append(ual(tmp_path / f"FS{number}.csv", f"FS{number}", people))
        found, kept = run(more)
        assert len(edges(found)) == len(more)
        assert names(kept) == [".groups"] * (len(more) - 3)
    more.append(ual(tmp_path / "FS99.csv", "FS99", [(r"CORP\u9", "10.0.0.5", DAY, 1)]))
    found, kept = run(more)
    assert names(kept) == []
    assert edges(run(more)[0]) == edges(found)
    assert len(grouped) == len(more)  # each was read once
    # One that is given no more takes the others' file with it.
    left = [path for path in run(more[1:])[1] if path.suffix == ".groups"]
    assert b"u0" not in b"".join(path.read_bytes() for path in left)


def test_an_import_that_was_stopped_keeps_what_it_read(
    files: list[Path], grouped: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read.group

    def stopped(*asked: Any) -> Any:
        if asked[0].opened.name == "FS2.csv":
            raise KeyboardInterrupt
        return real(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(read, "group", stopped)
        with pytest.raises(KeyboardInterrupt):
            run(files)
    assert grouped == ["FS0.csv", "FS1.csv"]
    found, _ = run(files)
    assert grouped[2:] == ["FS2.csv"]
    assert len(edges(found)) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-5],
        lambda whole: b"",
        lambda whole: b"\xff\xfe" + whole,
        lambda whole: b"3\n" + whole.partition(b"\n")[2],
        lambda whole: b"{}\n" + whole.partition(b"\n")[2],
        lambda whole: whole.replace(b",", b";"),
        lambda whole: whole[:40] + b"\x00" * (len(whole) - 40),
        lambda whole: b"[" * 99_999 + b"\n",
    ],
)
def test_what_is_damaged_is_read_again(
    files: list[Path], grouped: list[str], damage: object
) -> None:
    first, kept = run(files)
    assert callable(damage)
    assert [path.name for path in kept] == ["together.groups"]
    for path in kept:
        path.write_bytes(damage(path.read_bytes()))
    again, _ = run(files)
    assert edges(again) == edges(first)
    assert len(grouped) == 6


def test_a_place_where_nothing_can_be_kept_is_no_error(files: list[Path]) -> None:
    files[0].with_name("a-import-cache").write_bytes(b"mine")
    found = import_exports(files, files[0].with_name("a.xlsx"))
    assert len(edges(found)) == 3
    assert files[0].with_name("a-import-cache").read_bytes() == b"mine"
