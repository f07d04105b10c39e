"""Widths and lines of texts."""

import pytest

from optimizer.writing.columns import PAD, Col, lines, pixels, shapes, widths


@pytest.mark.parametrize("text", ["User 004711", "PC-1 of hall 29\nsecond 8", "12,345.67", "name"])
@pytest.mark.parametrize("width", [30, 60, 90])
def test_numbers_of_as_many_digits_are_as_wide(text: str, width: int) -> None:
    assert pixels(*shapes([text])) == pixels(text)
    assert lines(*shapes([text]), width) == lines(text, width)


def test_a_shape_keeps_everything_but_its_digits() -> None:
    assert shapes(["Nurse 12 of 3", "", "A 9"]) == ["Nurse 00 of 0", "", "A 0"]


def test_names_that_differ_in_their_numbers_alone_are_measured_once() -> None:
    """A column of a hundred thousand of them is as wide as the longest."""
    pixels.cache_clear()
    names = [f"PC {number}" for number in range(100_000)]
    assert widths([Col("PC")], [names]) == [pixels("PC 99999") + PAD]
    assert pixels.cache_info().misses < 20
