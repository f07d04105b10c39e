"""Check: the cells that a problem is about, as many as are read with profit."""

import pytest

from optimizer.domain.problems import Message, Place, Problem
from optimizer.web.views.check import MOST_CELLS, others_of


def problem(others: int) -> Problem:
    places = tuple(Place(1, "Access", row, 2) for row in range(3, 3 + others))
    return Problem(
        Place(1, "Access", 2, 2), Message("blank", "is blank.", "Fill it in."), (), places
    )


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (0, ""),
        (2, "Access!B3, Access!B4"),
        (MOST_CELLS, ", ".join(f"Access!B{row}" for row in range(3, 11))),
        (MOST_CELLS + 1200, ", ".join(f"Access!B{row}" for row in range(3, 11)) + " +1,200"),
    ],
)
def test_other_cells_are_named_up_to_so_many(others: int, text: str) -> None:
    assert others_of(problem(others)) == text
