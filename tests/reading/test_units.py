"""Columns headed with thousands, periods or packs are never read as plain amounts."""

from pathlib import Path

import pytest

from optimizer.reading.units import hint_of
from tests.support.books import problems

S = "Windows Server 2022"


@pytest.mark.parametrize(
    ("title", "remedy"),
    [
        ("Price (k€)", 'Type whole numbers below "Price (k€)", and head it Price.'),
        ("Price (EUR/month)", "say Year or Month in a column Per."),
        ("Price per 3 years", "say how many months it pays for in a column Term."),
        ("3-year price", "say how many months it pays for in a column Term."),
        ("Price (5-pack)", "say how many it buys in a column Pack."),
    ],
)
def test_the_remedy_is_no_renaming_alone(tmp_path: Path, title: str, remedy: str) -> None:
    licenses = [["License", "Metric", "Covers", title], ["CAL", "User", "Windows Server", 50]]
    access = [["User", "Server"], ["ann", S]]
    (problem,) = problems(tmp_path, {"Access": access, "Licenses": licenses})
    assert problem.startswith("Licenses!D1: there is no column Price")
    assert remedy in problem
    assert "Rename" not in problem


def test_a_heading_of_something_else_is_not_advised_to_be_the_column(tmp_path: Path) -> None:
    owned = [["License", "Purchase year", "Seats in use"], ["CAL", 2019, 3]]
    licenses = [["License", "Metric", "Covers", "Price"], ["CAL", "User", "Windows Server", 50]]
    access = [["User", "Server"], ["ann", S]]
    said = problems(tmp_path, {"Access": access, "Licenses": licenses, "Owned": owned})
    assert not any("Purchase year" in problem and "column Per" in problem for problem in said)


def test_packs_that_are_owned_are_to_be_counted_out() -> None:
    assert hint_of("Quantity (5-packs)", "Quantity") == (
        'Type single licenses, not packs, below "Quantity (5-packs)", and head it Quantity.'
    )
    assert hint_of("Quantity", "Quantity") == ""
