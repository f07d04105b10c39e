"""A table of raw text, by name; and one that goes wrong in the middle."""

from pathlib import Path

import pytest

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened

EXPORT = Export(name="day/log.csv", path=Path("log.csv"), sha256="", size=0)


@pytest.mark.parametrize(
    ("part", "name"), [("", "day/log.csv"), ("clients", "day/log.csv [clients]")]
)
def test_a_table_has_the_name_of_its_file_and_of_its_part(part: str, name: str) -> None:
    assert Opened(export=EXPORT, form="CSV", candidates=(), part=part).name == name


def test_what_is_counted_while_reading_is_each_tables_own() -> None:
    one, other = (Opened(export=EXPORT, form="CSV", candidates=()) for _ in range(2))
    one.bad.append(7)
    assert (one.bad, other.bad) == ([7], [])
    ways = [Candidate(header=("a",), rows=lambda _ragged: iter(())) for _ in range(2)]
    ways[0].passed.append(1)
    assert ways[1].passed == []


def test_a_cut_says_where_and_how() -> None:
    cut = Cut(12, "a row ends in the middle")
    assert (cut.line, cut.what, str(cut)) == (
        12,
        "a row ends in the middle",
        "a row ends in the middle",
    )
