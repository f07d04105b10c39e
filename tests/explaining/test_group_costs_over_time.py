"""What groups over time are compared by: amounts worked out by hand, and words for each case."""

from decimal import Decimal
from pathlib import Path

import numpy as np

from optimizer.domain.planned import Planned
from optimizer.explaining.group_costs_over_time import GroupCosts
from optimizer.explaining.groups import groups_of
from optimizer.explaining.sides import sides_of
from tests.explaining.test_groups_over_time import two_years
from tests.support.books import Sheets, solve


def planned(tmp_path: Path, sheets: Sheets) -> Planned:
    return Planned(*solve(tmp_path, sheets))


def test_amounts_of_a_side(tmp_path: Path) -> None:
    """All lines of the second year: two PCs, a new one, a laptop and a phone at 39.00."""
    found = planned(tmp_path, two_years())
    costs, (people, _) = GroupCosts(found), sides_of(found)
    met = np.arange(len(people.row))
    every = dict.fromkeys(range(4), 1)
    assert costs.least(people, met, every, (1, 1), other=True) == (Decimal("156.00"), False)
    assert costs.least(people, met, {0: 10, 2: 1}, (1, 1), other=False) == (
        Decimal("550.00"),
        False,
    )
    assert costs.held([0, 1], 3, (0, 1)) == Decimal("267.00")


def test_who_may_hold_none_of_the_other_kind_is_told_so(tmp_path: Path) -> None:
    """The laptop is to be licensed by user."""
    sheets = two_years()
    head, *rows = sheets["Devices"]
    sheets["Devices"] = [
        [*head, "License by"],
        *([*row, "User" if row[0] == "laptop" else None] for row in rows),
    ]
    texts = [g.why for g in groups_of(planned(tmp_path, sheets)) if g.who == "boss"]
    assert texts == ["On laptop and phone: no device license can cover all of it."]


def test_owned_units_have_no_price_and_make_it_the_most(tmp_path: Path) -> None:
    """The boss's is owned; a device CAL, of which one is owned too, costs 39.00 at most."""
    sheets = two_years()
    sheets["Owned"] = [["License", "Quantity"], ["User CAL", 1], ["Device CAL", 1]]
    texts = {g.who: g.why for g in groups_of(planned(tmp_path, sheets))}
    assert texts["boss"] == (
        "On laptop and phone; device licenses for this time alone would cost at most 78.00."
    )


def test_who_is_not_there_throughout_makes_it_the_most(tmp_path: Path) -> None:
    """In 2026 ann is on both PCs, in 2027 three others: three user CALs would do, not four."""
    sheets = two_years()
    sheets["Users"] = [
        ["User", "Count", "From", "To"],
        ["ann", 1, None, "2026-12-31"],
        ["others", 3, "2027-01-01", None],
    ]
    sheets["Devices"] = [["Device"], ["pc1"], ["pc2"]]
    server = sheets["Access"][1][2]
    sheets["Access"] = [
        ["User", "Device", "Server"],
        *([user, pc, server] for user in ("ann", "others") for pc in ("pc1", "pc2")),
    ]
    texts = [g.why for g in groups_of(planned(tmp_path, sheets)) if not g.users]
    assert texts == [
        "Used by 4 people: device licenses for this time alone 78.00; user licenses at most 200.00."
    ]


def test_what_is_dearer_alone_is_cheapest_with_the_rest(tmp_path: Path) -> None:
    """The boss has a laptop, from 2027 on a phone too, when a chief with two devices comes."""
    sheets = two_years()
    server = sheets["Access"][1][2]
    sheets["Users"] = [
        ["User", "From", "Department"],
        ["boss", None, "Office"],
        ["chief", "2027-01-01", "Office"],
    ]
    sheets["Devices"] = [["Device"], ["laptop"], ["phone"], ["pad"], ["tablet"]]
    sheets["Access"] = [
        ["User", "Device", "Server", "From"],
        ["boss", "laptop", server, None],
        ["boss", "phone", server, "2027-01-01"],
        ["chief", "pad", server, None],
        ["chief", "tablet", server, None],
    ]
    texts = [g.why for g in groups_of(planned(tmp_path, sheets)) if g.users]
    assert texts == [
        "On laptop: user licenses for this time alone 50.00, cheapest together with the rest.",
        "On 4 devices: user licenses for this time alone 100.00; device licenses 156.00.",
    ]
