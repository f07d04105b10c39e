"""Cells as the formulas of their own sheet name them; rows and columns count from 0."""

from optimizer.domain.problems import letters


def cell(column: int, row: int) -> str:
    """One cell, fixed: `$B$5`."""
    return f"${letters(column + 1)}${row + 1}"


def area(column: int, first: int, last: int) -> str:
    """Cells of a column: `B5:B9`."""
    return f"{letters(column + 1)}{first + 1}:{letters(column + 1)}{last + 1}"
