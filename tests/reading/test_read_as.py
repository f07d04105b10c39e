"""What each sheet was read as, in a few words: each phrase is that of a note that there is."""

import string

import numpy as np

from optimizer.domain import schema
from optimizer.domain.problems import Message, Place, Problem
from optimizer.reading import merged
from optimizer.reading.grids import Book, Grid
from optimizer.reading.meaning import (
    active,
    amounts,
    blanks,
    dates,
    leftovers,
    outlines,
    placeholders,
    prices,
    row_numbers,
)
from optimizer.reading.read_as import MOST, PHRASES, readings
from optimizer.reading.sheets import product_notes, settings

MODULES = (
    *(active, amounts, blanks, dates, leftovers, merged, outlines, placeholders, prices),
    *(product_notes, row_numbers, settings),
)
MESSAGES = {
    message.code: message
    for module in MODULES
    for message in vars(module).values()
    if isinstance(message, Message)
}
ACCESS = Grid(schema.BY_NAME["Access"], 1, np.array([2, 3], np.int32), {})


def blanks_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_phrase_has_its_note_and_its_words() -> None:
    for code, phrase in PHRASES.items():
        assert blanks_of(phrase) <= blanks_of(MESSAGES[code].problem), code


def test_many_phrases_of_a_sheet_are_few() -> None:
    notes = [
        Problem(Place(1, "Access", row, 1), MESSAGES["taken-for"], fields)
        for row in range(2, 14)
        for fields in [(("listed", f'"p{row}"'), ("verb", "is"), ("name", "P"))]
    ]
    (found,) = readings(Book("in.xlsx", "", {"Access": ACCESS}), {"Access": ACCESS}, notes)
    assert found.also[0] == '"p2" as "P"'
    assert found.also[MOST:] == (f"and {12 - MOST} more",)
