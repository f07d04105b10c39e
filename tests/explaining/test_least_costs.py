"""What licenses would cost instead: a suite once, not once a family; an upper bound where some are
owned or come in packs or tiers; nothing where they may not be held."""

from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.explaining.groups import groups_of
from tests.explaining.test_why import whys
from tests.support.books import Sheets, solve

SERVERS = [
    ["Server", "Product"],
    ["FILES", "Windows Server 2022"],
    ["MAIL", "Exchange Server 2019"],
]
HEAD = ["License", "Metric", "Covers", "For", "Price"]


def desk(*licenses: list[object], people: int = 3) -> Sheets:
    """People on one desk, who use files and mail; a device suite for 60 covers both."""
    return {
        "Servers": SERVERS,
        "Users": [["User", "Department"], *([f"u{i}", "Desk"] for i in range(people))],
        "Access": [
            ["User", "Device", "Server"],
            *([f"u{i}", "pc", server] for i in range(people) for server in ("FILES", "MAIL")),
        ],
        "Licenses": [
            HEAD,
            ["Device Suite", "Device", "Windows Server; Exchange Standard", "", 60],
            *licenses,
        ],
    }


def test_a_suite_counts_once_however_many_of_its_families_are_needed(tmp_path: Path) -> None:
    """A user suite for 50 opens files and mail: 50 a person, not 50 for each of the two."""
    suite: list[object] = ["User Suite", "User", "Windows Server; Exchange Standard", "", 50]
    found = whys(tmp_path, desk(suite))
    assert found["u0"] == ['covered by "Device Suite" of pc; own user licenses would cost 50.00']
    assert found["pc"] == [
        '"Device Suite" at 60.00 serves u0, u1 and u2, where user licenses would cost 150.00'
    ]
    tables, plan = solve(tmp_path, desk(suite))
    assert {group.why for group in groups_of(Planned(tables, plan))} == {
        "Covered by Device Suite of pc: 60.00; user licenses 150.00.",
        "Used by 3 people: device licenses 60.00; user licenses 150.00.",
    }


def test_the_cheapest_set_is_taken_of_single_licenses_and_suites(tmp_path: Path) -> None:
    """30 + 15 for single ones is less than the suite for 50, which is less than 30 + 25."""
    suite: list[object] = ["User Suite", "User", "Windows Server; Exchange Standard", "", 50]
    files: list[object] = ["Files User", "User", "Windows Server", "", 30]
    for mail, least in ((15, "45.00"), (25, "50.00")):
        found = whys(
            tmp_path, desk(suite, files, ["Mail User", "User", "Exchange Standard", "", mail])
        )
        assert found["u0"][0].endswith(f"own user licenses would cost {least}")


def test_what_is_not_for_somebody_is_no_comparison(tmp_path: Path) -> None:
    """The cheap user suite is for externals, whom nobody here is."""
    suite: list[object] = ["User Suite", "User", "Windows Server; Exchange Standard", "External", 5]
    assert whys(tmp_path, desk(suite, people=1))["u0"] == ['covered by "Device Suite" of pc']


def test_owned_ones_make_it_the_most_that_it_may_cost(tmp_path: Path) -> None:
    """One user suite is owned: for the three it may be less than three new ones at 70."""
    suite: list[object] = ["User Suite", "User", "Windows Server; Exchange Standard", "", 70]
    both: list[object] = ["Both", "User", "Windows Server; Exchange Standard", "", 80]
    sheets = desk(suite, both) | {"Owned": [["License", "Quantity"], ["User Suite", 1]]}
    found = whys(tmp_path, sheets)
    assert found["u0"] == [
        'covered by "Device Suite" of pc; own user licenses would cost at most 70.00'
    ]


def test_who_may_hold_none_is_not_told_what_one_would_cost(tmp_path: Path) -> None:
    suite: list[object] = ["User Suite", "User", "Windows Server; Exchange Standard", "", 50]
    sheets = desk(suite)
    sheets["Users"] = [["User", "License by"], *([f"u{i}", "Device"] for i in range(3))]
    assert whys(tmp_path, sheets)["u0"] == ['covered by "Device Suite" of pc']
