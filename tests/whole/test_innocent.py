"""Inventories with columns that no plan needs are not refused, nor is a column of names taken that
the other sheet knows nothing of."""

import re
from pathlib import Path

import pytest

from optimizer import api
from tests.support.books import AS_OF, WINDOWS, write
from tests.support.written import sheets_of

TEXT = (Path(__file__).parents[1] / "golden/innocent.txt").read_text(encoding="utf-8")
BOOKS = dict(part.split("\n", 1) for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:])


def test_there_are_enough() -> None:
    assert len(BOOKS) >= 60


@pytest.mark.parametrize("title", BOOKS)
def test_nothing_is_asked(title: str, tmp_path: Path) -> None:
    path = write(tmp_path / "book.xlsx", {"Licenses": WINDOWS, **sheets_of(BOOKS[title])})
    assert [str(problem) for problem in api.check(path, as_of=AS_OF)] == []
