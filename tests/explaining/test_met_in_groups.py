"""Which lines of Coverage a group meets, where members of one row hold different things."""

from pathlib import Path

import numpy as np

from optimizer.domain.planned import Planned
from optimizer.explaining.met_in_groups import ACROSS, WIDELY, covered_by, met_in_groups
from optimizer.explaining.sides import sides_of
from tests.support.books import WINDOWS, solve

P = "Windows Server 2022"


def _planned(path: Path) -> Planned:
    """Ten with a PC of their own, of whom four hold what is owned; a customer on a server that has
    a license of its own."""
    sheets = {
        "Users": [["User", "Count", "Type"], ["staff", 10, ""], ["customers", 100, "External"]],
        "Devices": [["Device", "Count"], ["PCs", 10]],
        "Servers": [["Server", "Products"], ["WEB", P], ["FILES", P]],
        "Access": [
            ["User", "Device", "Server", "Pairing"],
            ["staff", "PCs", "FILES", "Own"],
            ["customers", "", "WEB", ""],
        ],
        "Licenses": [
            [*WINDOWS[0], "For"],
            *([*row, ""] for row in WINDOWS[1:]),
            ["Connector", "Server", "Windows Server", 900, "External"],
        ],
        "Owned": [["License", "Quantity"], ["User CAL", 4]],
    }
    return Planned(*solve(path, sheets))


def test_a_line_is_met_by_each_group_of_its_row(tmp_path: Path) -> None:
    planned = _planned(tmp_path)
    people, _ = sides_of(planned)
    grouped = np.arange(len(people.holding.row))  # each run a group: 4 and 6 staff, the customers
    met = met_in_groups(planned, people, grouped)
    held = {int(m): bool(b) for m, b in zip(people.holding.members, people.holding.bundle, strict=True)}  # fmt: skip
    assert sorted(held) == [4, 6, 100]
    assert held[4] != held[6]
    found = {
        (int(members), int(reached), bool(own), bool(across), bool(wide))
        for members, reached, own, across, wide in zip(
            met.members, met.reached, met.own, met.across, met.wide, strict=True
        )
    }
    # Four serve their own four PCs, six are served by theirs, the customers by the server.
    assert found == {
        (4, 4, True, False, False), (6, 6, False, True, False), (100, 0, False, False, True),
    }  # fmt: skip


def test_what_covers_a_row_is_told_apart(tmp_path: Path) -> None:
    planned = _planned(tmp_path)
    people, devices = sides_of(planned)
    staff, customers = (planned.tables.users.names.index(n) for n in ("staff", "customers"))
    found = covered_by(planned.plan, people)
    assert (int(found[staff]), int(found[customers])) == (ACROSS, WIDELY)
    assert covered_by(planned.plan, devices).tolist() == [ACROSS]


def test_a_group_that_holds_nothing_is_covered_by_those_who_hold_enough(tmp_path: Path) -> None:
    """Three of five hold what is owned for mail, so their notebooks need Windows alone; the other
    two hold nothing, so theirs are those with the suite."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 5]],
        "Devices": [["Device", "Count"], ["notebooks", 5]],
        "Servers": [["Server", "Products"], ["FILES", P], ["MAIL", "Exchange Server 2019"]],
        "Access": [
            ["User", "Device", "Server", "Pairing"],
            ["staff", "notebooks", "FILES", "Own"],
            ["staff", "notebooks", "MAIL", "Own"],
        ],
        "Licenses": [
            WINDOWS[0],
            ["Win Device", "Device", "Windows Server", 30],
            ["Suite Device", "Device", "Windows Server; Exchange Standard", 50],
            ["Mail User", "User", "Exchange Standard", None],
        ],
        "Owned": [["License", "Quantity"], ["Mail User", 3]],
    }
    planned = Planned(*solve(tmp_path, sheets))
    people, _ = sides_of(planned)
    met = met_in_groups(planned, people, np.asarray(people.holding.bundle))
    found = met.licenses_across(planned.tables)
    named = {planned.plan.users.bundles[b]: [*names] for b, names in found.items()}
    mail = [x.name for x in planned.tables.licenses].index("Mail User")
    assert named == {(mail,): ["Win Device", "Suite Device"], (): ["Suite Device"]}
