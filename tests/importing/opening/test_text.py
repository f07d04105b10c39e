"""Delimited text of any dialect, as its bytes and its first lines tell."""

from pathlib import Path

import pytest

from optimizer.importing.choices import Engine
from optimizer.importing.opening.table import Cut
from optimizer.importing.opening.text import encoding_of, split
from tests.importing.opening.support import export_of, opened, records
from tests.importing.support import refusals, ual


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_bytes_tell_the_encoding(tmp_path: Path, encoding: str, expected: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,city\nÜlker,Zürich\n".encode(encoding))
    assert encoding_of(export_of(path)) == expected
    assert records(opened(path))[-1] == {"name": "Ülker", "city": "Zürich"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "||"])
def test_every_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"a{delimiter}b\n1{delimiter}2\n")
    assert {"a": "1", "b": "2"} in records(opened(path))


def test_a_delimiter_that_the_file_names_is_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na;b,c\n1;2\n")
    assert {c.dialect.delimiter for c in opened(path).candidates if c.dialect} == {";"}
    assert records(opened(path), 1) == [{"a": "1", "b,c": "2"}]


def test_lines_above_the_header_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Exported, by me\n\na,b\n1,2\n")
    taken = [c for c in opened(path).candidates if c.header == ("a", "b")]
    assert [cells for _, cells in taken[0].rows(False)] == [["1", "2"]]
    assert [number for number, _ in taken[0].rows(False)] == [4]


@pytest.mark.parametrize("above", ["", "Exported, by me\n\n"])
def test_a_header_may_hold_the_end_of_a_line(tmp_path: Path, above: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'{above}a,"the\nnote",b\n1,"x\ny",2\n')
    taken = [c for c in opened(path).candidates if c.header == ("a", "the note", "b")]
    assert [[*cells] for _, cells in taken[0].rows(False)] == [["1", "x\ny", "2"]]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1", "the row has 1 fields and the header 2"),
        ("1,2,3", "the row has 3 fields and the header 2"),
    ],
)
def test_a_row_gone_wrong_is_named_by_its_line(tmp_path: Path, row: str, what: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"a,b\n1,2\n{row}\n")
    with pytest.raises(Cut) as raised:
        records(opened(path))
    assert (raised.value.line, raised.value.what) == (3, what)
    # Where such rows are the source's habit, what is missing is blank.
    assert len(records(opened(path), ragged=True)) == 2


def test_blank_cells_past_the_header_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2,,\n\n3,4\n")
    assert [r["a"] for r in records(opened(path))] == ["1", "3"]


@pytest.mark.parametrize("end", ['"2', '"2\n', '"2\n3,4\n'])
def test_a_quote_that_never_ends_is_named(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"a,b\n1,2\n1,{end}")
    with pytest.raises(Cut, match="a quote that begins there never ends") as raised:
        records(opened(path))
    assert raised.value.line == 3


@pytest.mark.parametrize("engine", [Engine.STANDARD, Engine.DUCKDB])
def test_rows_behind_such_a_quote_are_not_lost_in_silence(tmp_path: Path, engine: Engine) -> None:
    path = ual(tmp_path / "a.csv", "FS1", [(r"CORP\ann", "10.0.0.5", "2026-01-12", 1)])
    path.write_text(path.read_text().replace("File Server", '"File Server'))
    (said,) = refusals(tmp_path, path, engine=engine)
    assert said.startswith("a.csv: line 2: a quote that begins there never ends.")


def test_a_cell_of_several_lines_and_no_line_end_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"2\n3"\n4,"5"')
    assert records(opened(path)) == [{"a": "1", "b": "2\n3"}, {"a": "4", "b": "5"}]


def test_cells_of_one_line() -> None:
    assert split('a,"b,c"', ",") == ["a", "b,c"]
    assert split('"a"||b', "||") == ["a", "b"]
