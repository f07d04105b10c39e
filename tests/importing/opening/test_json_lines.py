"""JSON in its three forms, and what is none."""

from pathlib import Path

import pytest

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.json_lines import _values, open_json
from optimizer.importing.opening.table import Cut


def rows(folder: Path, text: str) -> list[tuple[int, list[str]]]:
    path = folder / "a.json"
    path.write_text(text, encoding="utf-8")
    export = Export(name=path.name, path=path, sha256="", size=path.stat().st_size)
    (candidate,) = open_json(export, "utf-8").candidates
    assert candidate.header == ("a", "b") or not text
    return [(number, list(cells)) for number, cells in candidate.rows(False)]


LINES = '{"a": 1, "b": "x"}\n\n{"a": true}\n'


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (LINES, [1, 3]),
        ('[{"a": 1, "b": "x"}, {"a": true}]', [1, 2]),
        ('{"@odata": 1, "value": [{"a": 1, "b": "x"}, {"a": true}], "few": []}', [1, 1]),
        (f"\ufeff{LINES}", [1, 3]),
        (f"  \n{LINES}", [2, 4]),
        ('{"value": [{"a": 1, "b": "x"}]}\n{"value": [{"a": true}]}\n', [1, 2]),  # pages
        ('{\n "value": [\n  {"a": 1, "b": "x"},\n  {"a": true}\n ]\n}\n', [1, 2]),
    ],
)
def test_every_form_gives_the_same_records(tmp_path: Path, text: str, numbers: list[int]) -> None:
    found = rows(tmp_path, text)
    assert [number for number, _ in found] == numbers
    assert [cells for _, cells in found] == [["1", "x"], ["True", ""]]


def test_a_record_with_lists_in_it_is_one_record(tmp_path: Path) -> None:
    record = '{"a": 1, "b": "x", "c": 1, "d": 2, "e": 3, "rules": [{"a": 7}, {"a": 8}]}'
    path = tmp_path / "a.json"
    for text in (record, f"{record}\n{record}"):
        path.write_text(text, encoding="utf-8")
        export = Export(name=path.name, path=path, sha256="", size=path.stat().st_size)
        (candidate,) = open_json(export, "utf-8").candidates
        found = [row[candidate.header.index("a")] for _, row in candidate.rows(False)]
        assert found == ["1"] * (text.count("\n") + 1)


@pytest.mark.parametrize("text", ['{"value": []}', "[]", '{"value": [], "count": 0}'])
def test_an_answer_without_a_record_has_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    export = Export(name=path.name, path=path, sha256="", size=path.stat().st_size)
    (candidate,) = open_json(export, "utf-8").candidates
    assert list(candidate.rows(False)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1, "b": 2}\n{"a": 1', 2),
        ('{"a": 1, "b": 2}\n{"a": }\n', 2),
        ('[{"a": 1},\n {"b": 2}', 2),
        ("[" * 99_999, 1),
        ('{"a": ' * 99_999, 1),
        ('{"a": 1, "b": 2}\n' + "[" * 99_999 + "\n", 2),
    ],
)
def test_where_it_is_no_json_is_told(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(Cut) as cut:
        rows(tmp_path, text)
    assert cut.value.line == line
    assert "not JSON there" in cut.value.what


class Whole(str):
    """A text of which no part is to be copied."""

    __slots__ = ()

    def __getitem__(self, key: object) -> str:
        raise AssertionError(key)


def test_a_long_file_of_values_is_not_copied_value_by_value() -> None:
    text = Whole('{\n "a": 1\n}\n' * 3)
    assert [*_values(text)] == [({"a": 1}, 1), ({"a": 1}, 4), ({"a": 1}, 7)]
