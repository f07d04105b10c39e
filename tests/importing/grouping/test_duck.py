"""Groups by DuckDB: what it takes, and that it says None where it finds fault."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.importing.grouping import duck
from optimizer.importing.grouping.wanted import Grain, wanted
from optimizer.importing.opening.exports import find
from optimizer.importing.opening.open_export import open_export
from optimizer.importing.sources.declared import source_of
from optimizer.importing.sources.recognise import Recognised, recognise
from tests.importing.grouping.support import EVENTS, LOG, lines

pytest.importorskip("duckdb")

TEXT = """User,Server,Address,Date,Time,Id,Record
ann,FS1,10.0.0.5,2026-01-12,08:00:01,4624,7
ann,FS1,10.0.0.5,2026-01-12,09:30:02, 4624 ,9
"o'neil, bob",FS1,10.0.0.6,2026-01-12,09:30:59,4769,8
bob,FS1,10.0.0.5,2026-01-13,10:00:00,4672,1
"""


def opened(
    folder: Path, text: str = TEXT, encoding: str = "utf-8", more: str = EVENTS
) -> Recognised:
    path = folder / "log.csv"
    path.write_bytes(text.encode(encoding))
    (export,) = find([path], folder, frozenset(), Findings())
    (found,) = open_export(export)
    made = recognise(found, [source_of("log", LOG + more)])
    assert isinstance(made, Recognised)
    return made


def test_equal_rows_of_a_day_are_one_group(tmp_path: Path) -> None:
    """Blanks around an event do not hide it."""
    read = opened(tmp_path)
    found = duck.group(read.candidate, wanted(read), tmp_path / "log.csv", tmp_path)
    assert found is not None
    assert [[*line[:3], *line[4:]] for line in lines(found)] == [
        ["ann", "10.0.0.5", "FS1", "2026-01-12", 1],
        ["ann", "10.0.0.5", "FS1", "2026-01-12", 1],
        ["o'neil, bob", "10.0.0.6", "FS1", "2026-01-12", 1],
    ]
    assert (found.read, found.other, found.records) == (4, 1, (7, 9))


@pytest.mark.parametrize(
    ("grain", "moment"),
    [
        (Grain.DAY, "2026-01-12"),
        (Grain.MINUTE, "2026-01-12 08:00"),
        (Grain.FULL, "2026-01-12 08:00:01"),
    ],
)
def test_moments_are_cut(tmp_path: Path, grain: Grain, moment: str) -> None:
    read = opened(tmp_path)
    found = duck.group(read.candidate, wanted(read, grain), tmp_path / "log.csv", tmp_path)
    assert found is not None
    assert min(line[-2] for line in lines(found)) == moment


def test_rows_of_an_exact_address_keep_their_moment(tmp_path: Path) -> None:
    read = opened(tmp_path)
    asked = wanted(read, Grain.DAY, frozenset({"10.0.0.6"}))
    found = duck.group(read.candidate, asked, tmp_path / "log.csv", tmp_path)
    assert found is not None
    assert {(line[1], line[-2]) for line in lines(found)} == {
        ("10.0.0.5", "2026-01-12"),
        ("10.0.0.6", "2026-01-12 09:30:59"),
    }


def test_a_record_without_a_number_leaves_no_span(tmp_path: Path) -> None:
    read = opened(tmp_path, TEXT.replace(",9\n", ",x\n"))
    found = duck.group(read.candidate, wanted(read), tmp_path / "log.csv", tmp_path)
    assert found is not None
    assert found.records is None


def test_another_encoding_is_written_anew(tmp_path: Path) -> None:
    read = opened(tmp_path, TEXT.replace("ann", "Ülker"), "cp1252")
    found = duck.group(read.candidate, wanted(read), tmp_path / "log.csv", tmp_path)
    assert found is not None
    assert "Ülker" in {line[0] for line in lines(found)}


def test_where_it_finds_fault_it_says_nothing(tmp_path: Path) -> None:
    """A row of too few cells: another reader says so in its own words."""
    read = opened(tmp_path)
    broken = tmp_path / "broken.csv"
    broken.write_text(TEXT + "ann,FS1\n", encoding="utf-8")
    assert duck.group(read.candidate, wanted(read), broken, tmp_path) is None


def test_what_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ragged rows and lines that end now so, now so, it would pass over in silence."""
    read = opened(tmp_path)
    assert duck.takes(read)
    undelimited = replace(read.candidate, dialect=None)
    assert not duck.takes(replace(read, candidate=undelimited))
    assert not duck.takes(replace(read, source=replace(read.source, ragged=True)))
    uneven = replace(read.opened, export=replace(read.opened.export, even=False))
    assert not duck.takes(replace(read, opened=uneven))
    dialect = read.candidate.dialect
    assert dialect is not None
    wide = replace(read.candidate, dialect=replace(dialect, encoding="utf-16"))
    assert not duck.takes(replace(read, candidate=wide))
    assert duck.installed()
    monkeypatch.setattr(duck, "find_spec", lambda _name: None)
    assert not duck.installed()
