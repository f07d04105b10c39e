"""Totals and remarks are no rows; the quick look at all names misses none."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.meaning.leftovers import TOTAL_STEMS, TOTAL_WORDS
from tests.support.books import WINDOWS, tables, write

P = "Windows Server 2022"


@pytest.mark.parametrize("word", sorted(TOTAL_WORDS))
def test_every_word_of_a_total_is_found_by_the_quick_look(word: str) -> None:
    assert any(stem in word for stem in TOTAL_STEMS)


@pytest.mark.parametrize(
    "word", ["Total", "T O T A L", "Sub - Total", "sales Total", "SOUS-TOTAL :"]
)
def test_a_total_is_left_out_and_told(word: str, tmp_path: Path) -> None:
    findings = Findings()
    sheets = {
        "Users": [["User", "Count"], ["sales", 4], [word, 4]],
        "Access": [["User", "Server"], ["sales", P]],
        "Licenses": WINDOWS,
    }
    assert tables(write(tmp_path / "book.xlsx", sheets), findings).users.names == ("sales",)
    assert [str(note.place) for note in findings.warnings if note.code == "total-rows"] == [
        "Users!A3"
    ]


def test_a_long_name_is_no_total(tmp_path: Path) -> None:
    """What stands behind a total's word is looked for in short names alone: it takes minutes."""
    name = "total " + "1 " * 5000 + "!"
    sheets = {"Access": [["User", "Server"], [name, P], ["ann", P]], "Licenses": WINDOWS}
    found = tables(write(tmp_path / "book.xlsx", sheets), Findings())
    assert len(found.users.names) == 2
