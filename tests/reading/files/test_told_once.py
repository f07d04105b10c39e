"""Repeats of a long file told once: which rows stay, what is added up, and what is not told so."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.reading.files import told_once as module
from optimizer.reading.files.told_once import Source, Told, Wish, installed, told_once

pytest.importorskip("duckdb")

PLAIN = Wish(sessions=None, last_seen=None, since=None, least=1)


def source(folder: Path, *lines: str, total: int | None = None) -> Source:
    """A file of text, a line a row; cells between commas."""
    path = folder / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    width = lines[0].count(",") + 1
    names = ", ".join(f"coalesce(column{i}, '') AS c{i}" for i in range(width))
    table = f"(SELECT {names}, row_number() OVER () - 1 AS r FROM read_csv(?, header=false, all_varchar=true))"
    every = tuple(range(width))
    return Source(table, (str(path),), every, frozenset(every), total or len(lines))


def rows(found: Told | None) -> list[tuple[object, ...]]:
    """Each row: the first that says so, how many do, and its values; None where blank."""
    assert found is not None
    columns = [
        [None if code < 0 else values[code] for code in codes.tolist()]
        for codes, values in (found.columns[i] for i in sorted(found.columns))
    ]
    return list(zip(found.rows.tolist(), found.times.tolist(), *columns, strict=True))


def test_rows_that_say_the_same_are_one_in_the_order_of_the_first(tmp_path: Path) -> None:
    found = told_once(source(tmp_path, "bob,s", "ann,s", "bob,s", "bob,t"), PLAIN)
    assert rows(found) == [(0, 2, "bob", "s"), (1, 1, "ann", "s"), (3, 1, "bob", "t")]
    assert found is not None
    assert found.columns[0][1] == ("bob", "ann")  # in order of their first appearance
    assert found.columns[0][0].dtype == found.rows.dtype == found.times.dtype == "int32"


def test_sessions_are_added_up(tmp_path: Path) -> None:
    """A row without a number is not one of none: it stands by itself."""
    wish = Wish(sessions=1, last_seen=None, since=None, least=1)
    found = told_once(source(tmp_path, "ann,3", "ann,4", "ann,", "bob,10"), wish)
    assert rows(found) == [(0, 2, "ann", "7"), (2, 1, "ann", None), (3, 1, "bob", "10")]


def test_of_last_seen_the_latest_day_is_kept(tmp_path: Path) -> None:
    """Rows without a day stand by themselves; a time of day is no other day."""
    wish = Wish(sessions=None, last_seen=1, since=None, least=1)
    lines = ("ann,2026-01-03", "ann,2026-01-09T08:00", "ann,", "ann,2026-01-05")
    assert rows(told_once(source(tmp_path, *lines), wish)) == [
        (0, 3, "ann", "2026-01-09"),
        (2, 1, "ann", None),
    ]


def test_a_row_before_the_window_is_not_told_with_a_later_one(tmp_path: Path) -> None:
    """It does not count, so it must not lend its row to one that does."""
    wish = Wish(sessions=None, last_seen=1, since=date(2026, 1, 4), least=1)
    lines = ("ann,2026-01-03", "ann,2026-01-04", "ann,2026-01-02", "ann,2026-01-05")
    assert rows(told_once(source(tmp_path, *lines), wish)) == [
        (0, 2, "ann", "2026-01-03"),
        (1, 2, "ann", "2026-01-05"),
    ]


@pytest.mark.parametrize("cell", ["3.5", "-1", "many", "1e3", "1234567890123456", " 3"])
def test_sessions_written_otherwise_are_not_told_so(tmp_path: Path, cell: str) -> None:
    """The usual reader knows every way of writing, and every message."""
    wish = Wish(sessions=1, last_seen=None, since=None, least=1)
    assert told_once(source(tmp_path, "ann,3", f"ann,{cell}"), wish) is None


@pytest.mark.parametrize(
    "cell",
    ["03/04/2026", "2026-1-3", "2026-02-30", "1989-12-31", "2100-01-02", "2026-01-03 25:00", "never"],
)  # fmt: skip
def test_days_written_otherwise_are_not_told_so(tmp_path: Path, cell: str) -> None:
    wish = Wish(sessions=None, last_seen=1, since=None, least=1)
    assert told_once(source(tmp_path, "ann,2026-01-03", f"ann,{cell}"), wish) is None


def test_rows_that_lack_a_name_are_told_one_by_one(tmp_path: Path) -> None:
    """Their cells are named, each of them; blanks alone are no name."""
    wish = Wish(sessions=None, last_seen=None, since=None, least=1, apart=(1,))
    lines = ("ann,", "ann,", "ann,pc", "ann,pc")
    assert [row[:2] for row in rows(told_once(source(tmp_path, *lines), wish))] == [
        (0, 1),
        (1, 1),
        (2, 2),
    ]


def test_unless_the_file_is_too_long_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish(sessions=None, last_seen=None, since=None, least=1, apart=(1,))
    monkeypatch.setattr(module, "MOST_DISTINCT", 3)
    assert [row[:2] for row in rows(told_once(source(tmp_path, *["ann,"] * 4), wish))] == [(0, 4)]


def test_too_many_distinct_rows_are_not_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_DISTINCT", 2)
    assert len(rows(told_once(source(tmp_path, "a", "b", "a"), PLAIN))) == 2
    assert told_once(source(tmp_path, "a", "b", "c"), PLAIN) is None


def test_a_file_of_another_number_of_rows_is_not_told_so(tmp_path: Path) -> None:
    """A row was lost or cut on the way: another reader is asked."""
    assert told_once(source(tmp_path, "a", "b", total=3), PLAIN) is None


def test_where_the_database_finds_fault_nothing_is_told(tmp_path: Path) -> None:
    broken = Source("no_such_table", (), (0,), frozenset({0}), 1)
    assert told_once(broken, PLAIN) is None


def test_numbers_and_days_of_a_typed_file(tmp_path: Path) -> None:
    """Columns that are no text: sums and days stay what they are."""
    table = (
        "(SELECT * FROM (VALUES ('ann', 3, DATE '2026-01-03', 0), ('ann', 4, DATE '2026-01-09', 1), "
        "('ann', NULL, DATE '2026-01-01', 2)) AS t(c0, c1, c2, r))"
    )
    wish = Wish(sessions=1, last_seen=2, since=None, least=1)
    found = told_once(Source(table, (), (0, 1, 2), frozenset({0}), 3), wish)
    assert rows(found) == [
        (0, 2, "ann", 7, date(2026, 1, 9)),
        (2, 1, "ann", None, date(2026, 1, 1)),
    ]
    below = table.replace("'ann', 3", "'ann', -3")
    assert told_once(Source(below, (), (0, 1, 2), frozenset({0}), 3), wish) is None


def test_the_database_is_there_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    assert not installed()
