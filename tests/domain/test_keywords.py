"""Keywords are what sheets say, each list once."""

import pytest

from optimizer.domain import keywords, schema
from optimizer.domain.keyword_words import KEYWORD_WORDS
from optimizer.domain.keywords import Kind, Metric, Orders, Purpose


def test_words_and_things_are_told_from_each_other() -> None:
    assert [kind.word for kind in Kind] == ["Either", "User", "Device"]
    assert all(Kind.of(kind.word) is kind for kind in Kind)
    assert all(Purpose.of(purpose.word) is purpose for purpose in Purpose)
    with pytest.raises(KeyError):
        Kind.of("Server")


def test_the_length_of_a_period() -> None:
    assert [orders.months for orders in Orders] == [0, 12, 3]


def test_sheets_take_every_keyword_and_no_other() -> None:
    licenses = schema.BY_NAME["Licenses"]
    assert licenses.column("Metric").keywords == (
        "User",
        "Device",
        "Server",
        "Core",
        "Organization",
    )
    assert Metric.UNREAD not in licenses.column("Metric").keywords
    assert schema.BY_NAME["Access"].column("Purpose").keywords == ("Administration", "Exempt")


def test_every_keyword_has_its_words() -> None:
    columns = [column for sheet in schema.SHEETS for column in sheet.columns]
    words = {word for column in columns for word in column.keywords if column.name != "Change"}
    words |= {*keywords.ORDERS, *keywords.DATE_ORDERS}
    assert words - set(KEYWORD_WORDS) == set()
