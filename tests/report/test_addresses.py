"""Cells as formulas of their sheet name them, counted from 0."""

import pytest

from optimizer.report.addresses import area, cell


@pytest.mark.parametrize(
    ("column", "row", "text"), [(0, 0, "$A$1"), (1, 4, "$B$5"), (25, 0, "$Z$1"), (26, 9, "$AA$10")]
)
def test_a_cell_is_fixed_in_both_directions(column: int, row: int, text: str) -> None:
    assert cell(column, row) == text


def test_an_area_is_of_one_column_and_takes_its_last_row_in() -> None:
    assert area(1, 4, 8) == "B5:B9"
    assert area(27, 0, 0) == "AB1:AB1"
