"""Choices of what is read as what: which two are about the same thing."""

import pytest

from optimizer.domain.choices import Choice, header_key


@pytest.mark.parametrize(
    ("value", "kind"),
    [("Count", "title"), ("nothing", "title"), ("dmy", "dates"), ("Each Row", "merged")],
)
def test_a_choice_is_about_a_title_its_dates_or_its_merged_cells(value: str, kind: str) -> None:
    choice = Choice(sheet=" USERS ", column="Start \n date", read_as=value)
    assert choice.key == ("users", "start date", kind)


def test_a_header_compares_without_case_and_line_breaks() -> None:
    assert header_key("Last\nSEEN ") == header_key(" last seen")


def test_a_choice_speaks_of_a_header_or_of_a_sheet() -> None:
    assert str(Choice(sheet="Users", column="Qty", read_as="Count")) == '"Qty" of Users as Count'
    assert str(Choice(sheet="X", column="", read_as="Users")) == 'the sheet "X" as Users'
