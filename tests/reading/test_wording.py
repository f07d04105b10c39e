"""Words that messages about many cells share."""

from optimizer.domain.problems import Cells, Place
from optimizer.reading.wording import counted, first_of

A2 = Place(1, "Access", 2, 1)


def test_first_of() -> None:
    assert first_of(Cells(A2, (2, 3))) == "A2, A3"
    assert first_of(Cells(A2, (2, 3, 4, 5, 6))) == "A2, A3, A4, A5, ..."


def test_counted() -> None:
    assert counted(1) == "1 cell"
    assert counted(2000, "row") == "2,000 rows"
