"""Groups of tables in one file: as they were given, whatever fields they have."""

from pathlib import Path

from optimizer.importing.grouping.coded import of
from optimizer.importing.grouping.kept import Kept, read_kept, write_kept
from optimizer.importing.grouping.wanted import Groups, frame_of


def kept(
    rows: list[tuple[str, str]], records: tuple[int, int] | None = None, bad: tuple[int, ...] = ()
) -> Kept:
    users, days = zip(*rows, strict=True) if rows else ((), ())
    columns: dict[str, object] = {"user": of(users), "at": of(days), "n": range(len(rows))}
    frame = frame_of(("user", "at"), columns)
    return Kept(Groups.of(frame, read=9, other=2, records=records), bad)


def rows(found: Kept) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in found.groups.frame.itertuples(index=False)]


def test_tables_are_as_they_were_given(tmp_path: Path) -> None:
    only_user = Kept(
        Groups.of(frame_of(("user",), {"user": of(["\n,"]), "n": [7]}), read=1, other=0),
        footer=("(1 rows affected)",),
    )
    given = {
        "one": kept([("ann", "1"), ("bob", "2")], (3, 8), (4,)),
        "other": kept([("ann", "2"), ("\u00e9va", "1")]),
        "none": kept([]),
        "short": only_user,
    }
    write_kept(tmp_path / "a", given)
    found = read_kept(tmp_path / "a")
    assert {key: rows(table) for key, table in found.items()} == {
        "one": [("ann", "1", "0"), ("bob", "2", "1")],
        "other": [("ann", "2", "0"), ("\u00e9va", "1", "1")],
        "none": [],
        "short": [("\n,", "7")],
    }
    one = found["one"]
    assert (one.groups.read, one.groups.other, one.groups.records, one.bad) == (9, 2, (3, 8), (4,))
    assert found["other"].groups.records is None
    assert (one.footer, found["short"].footer) == ((), ("(1 rows affected)",))


def test_texts_stand_once_for_all_tables(tmp_path: Path) -> None:
    write_kept(tmp_path / "a", {str(n): kept([("somebody", str(n))]) for n in range(9)})
    assert (tmp_path / "a").read_bytes().count(b"somebody") == 1
    first, *rest = (
        table.groups.frame["user"].array for table in read_kept(tmp_path / "a").values()
    )
    assert all(column.categories is first.categories for column in rest)


def test_what_is_said_stands_once_for_all_tables(tmp_path: Path) -> None:
    """Over tables and days; what only a table of before said is kept no more."""
    write_kept(
        tmp_path / "a",
        {str(n): kept([("ann", str(n)), ("bob", str(n)), ("ann", "x")]) for n in range(9)},
    )
    found = read_kept(tmp_path / "a")
    said = {id(table.groups.said) for table in found.values()}
    assert len(said) == 1
    assert found["0"].groups.said["user"].tolist() == ["ann", "bob"]
    assert rows(found["8"]) == [("ann", "8", "0"), ("bob", "8", "1"), ("ann", "x", "2")]
    alone = {"eva": kept([("eva", "1")]), "0": found["0"]}
    write_kept(tmp_path / "b", {"1": found["1"], **alone})
    write_kept(tmp_path / "c", {key: read_kept(tmp_path / "b")[key] for key in alone})
    again = read_kept(tmp_path / "c")
    assert again["eva"].groups.said["user"].tolist() == ["ann", "bob", "eva"]
    assert {key: rows(table) for key, table in again.items()} == {
        "eva": [("eva", "1", "0")],
        "0": rows(found["0"]),
    }


def test_moments_alone_are_kept(tmp_path: Path) -> None:
    frame = frame_of(("at",), {"at": of(["1", "2"]), "n": [3, 4]})
    given = {name: Kept(Groups.of(frame, read=7, other=0)) for name in ("a", "b")}
    write_kept(tmp_path / "a", given)
    assert [rows(table) for table in read_kept(tmp_path / "a").values()] == [
        [("1", "3"), ("2", "4")]
    ] * 2


def test_a_file_that_is_not_whole_is_none(tmp_path: Path) -> None:
    assert read_kept(tmp_path / "a") == {}
    write_kept(tmp_path / "a", {"one": kept([("ann", "1")])})
    whole = (tmp_path / "a").read_bytes()
    for end in range(0, len(whole), 7):
        (tmp_path / "a").write_bytes(whole[:end])
        assert read_kept(tmp_path / "a") == {}
