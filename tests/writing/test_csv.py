"""CSV files that a spreadsheet opens without harm."""

import csv
import io

import pytest

from optimizer.writing.csv import csv_cell, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
)
def test_what_a_spreadsheet_takes_for_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ann", "a=b", "3-4", "'quoted", " =1"])
def test_other_text_is_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["ann", 'say "so"', "a, b", "two\nlines", "a\r\nb", '"', ""])
def test_a_cell_is_read_back_as_it_was(text: str) -> None:
    (row,) = csv.reader(io.StringIO(f"x,{csv_cell(text)},y\r\n", newline=""))
    assert row == ["x", text, "y"]


def test_only_what_needs_quotes_has_them() -> None:
    assert csv_cell("Ann Miller") == "Ann Miller"
    assert csv_cell("=A,B") == '"\'=A,B"'
