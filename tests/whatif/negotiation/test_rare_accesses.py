"""Which seldom used accesses each step of sessions blocks."""

from pathlib import Path

from tests.support.books import WINDOWS
from tests.whatif.negotiation.support import asked
from tests.whatif.test_changes import BASE

P = "Windows Server 2022"


def test_rare_accesses_name_what_each_step_blocks(tmp_path: Path) -> None:
    found, plan, deal = asked(tmp_path, BASE)
    # Sessions by user, device and server: 2 (guest), 7 (boss and chief), 40, 90, 100.
    assert [step.sessions for step in deal.rare] == [7, 40, 90, 100]
    assert deal.rare[0].blocked == ("guest on terminals to files",)
    assert deal.rare[1].blocked == ("boss on laptops to mail", "chief on laptops to mail")
    costs = [plan.cost, *(step.cost for step in deal.rare)]
    assert costs == sorted(costs, reverse=True)
    assert found.access.sessions.sum() == 239


def test_accesses_that_are_left_out_already_are_not_named(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Access window", 90]],
        "Access": [
            ["User", "Server", "Sessions", "Last seen"],
            ["gone", P, 1, "2025-01-01"],
            ["rare", P, 2, ""],
            ["often", P, 9, ""],
        ],
        "Licenses": WINDOWS,
    }
    _, _, deal = asked(tmp_path, sheets)
    assert [(step.sessions, step.blocked) for step in deal.rare] == [
        (9, ("rare on (any device) to Windows Server 2022",))
    ]


def test_sessions_that_were_never_filled_in_are_no_measurement(tmp_path: Path) -> None:
    """Ann's row says one session, Bob's two rows together cannot be told: only Ann's is rare."""
    sheets = {
        "Access": [
            ["User", "Server", "Sessions"],
            ["ann", P, 1],
            ["bob", P, ""],
            ["bob", P, 1],
            ["cy", P, 9],
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(step.sessions, step.blocked) for step in deal.rare] == [
        (9, (f"ann on (any device) to {P}",))
    ]
    del sheets["Access"][0][2]
    sheets["Access"] = [row[:2] for row in sheets["Access"]]
    assert asked(tmp_path, sheets)[2].rare == ()
