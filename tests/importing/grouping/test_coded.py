"""Columns of codes answer as the texts themselves would."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.importing.grouping import coded
from optimizer.importing.grouping.coded import Column

TEXTS = st.lists(st.sampled_from(["", "b", "a", "ann", "Ann", "é", "10.0.0.5"]), max_size=9)


def texts_of(column: Column) -> list[str]:
    return [str(text) for text in column]


def ordered(column: Column) -> bool:
    """Codes stand in the order of the texts, each of which is there once."""
    texts = column.categories.tolist()
    return texts == sorted(set(texts))


@settings(deadline=None)
@given(TEXTS)
def test_a_column_holds_its_texts(texts: list[str]) -> None:
    column = coded.of(texts)
    assert texts_of(column) == texts
    assert ordered(column)
    codes, distinct = coded.distinct_of(column)
    assert [distinct[code] for code in codes] == texts
    assert set(distinct) == set(texts)  # none that no row has


@settings(deadline=None)
@given(TEXTS)
def test_what_is_asked_is_asked_of_each_text(texts: list[str]) -> None:
    column = coded.of(texts)
    upper = coded.changed(column, str.upper)
    assert texts_of(upper) == [text.upper() for text in texts]
    assert ordered(upper)  # two texts that come to mean one are one
    assert coded.flags(column, str.isalpha).tolist() == [text.isalpha() for text in texts]
    for asked in ("", "a", "nobody"):
        assert coded.is_text(column, asked).tolist() == [text == asked for text in texts]


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abc"), st.sampled_from("bcd"))))
def test_two_columns(rows: list[tuple[bool, str, str]]) -> None:
    mask = np.array([row[0] for row in rows], bool)
    one, other = coded.of(row[1] for row in rows), coded.of(row[2] for row in rows)
    chosen = coded.chosen(mask, one, other)
    assert texts_of(chosen) == [a if first else b for first, a, b in rows]
    assert ordered(chosen)
    assert coded.alike(one, other).tolist() == [a == b for _, a, b in rows]


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_below_each_other(first: list[str], second: list[str], third: list[str]) -> None:
    frames = [
        pd.DataFrame({"text": coded.of(part), "n": np.arange(len(part))})
        for part in (first, second, third)
    ]
    made = coded.joined(frames)
    column = coded.column_of(made["text"])
    assert texts_of(column) == first + second + third
    assert ordered(column)
    assert made["n"].tolist() == [n for part in (first, second, third) for n in range(len(part))]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.sampled_from("xy"))))
def test_combinations(rows: list[tuple[str, int, str]]) -> None:
    frame = pd.DataFrame(
        {
            "a": coded.of(row[0] for row in rows),
            "n": np.array([row[1] for row in rows], "int64"),
            "x": coded.of(row[2] for row in rows),
        }
    )
    codes, distinct = coded.combined(frame, ("a", "n", "x"))
    found = list(distinct.itertuples(index=False, name=None))
    assert [found[code] for code in codes] == rows
    assert len(found) == len(set(rows))


def test_a_code_of_nothing_is_blank() -> None:
    assert texts_of(coded.coded(["b", "a"], np.array([0, -1, 1]))) == ["b", "", "a"]
    assert texts_of(coded.one("a", 2)) == ["a", "a"]


def test_a_code_of_no_text_is_refused_where_it_may_be() -> None:
    with pytest.raises(ValueError, match="codes"):
        coded.from_codes(np.array([0, 2]), ["a", "b"], sure=False)
