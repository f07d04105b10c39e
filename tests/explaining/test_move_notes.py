"""What is said of units that move."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.domain.plan import Move
from optimizer.domain.problems import Findings
from optimizer.explaining.move_notes import note_moves_over_time, note_moves_unknown
from tests.support.books import WINDOWS, tables, write


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (0, []),
        (1, ["1 movable unit does not stay with its holder: whoever needs it in a period may use it."]),
        (
            3,
            [
                "3 movable units do not stay with their holders: whoever needs them in a period may "
                "use them."
            ],
        ),
    ],
)  # fmt: skip
def test_units_that_leave_their_holders_are_told(
    tmp_path: Path, units: int, said: list[str]
) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Orders", "Yearly"]],
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", 3]],
        "Assigned": [["License", "User", "Quantity", "Movable"], ["User CAL", "ann", 3, "Yes"]],
    }
    found, findings = tables(write(tmp_path / "book.xlsx", sheets)), Findings()
    moves = tuple(Move(0, (True, 0), None, 1) for _ in range(units))
    note_moves_over_time(found, moves, findings)
    assert [w.problem for w in findings.warnings] == said
    assert {w.place.sheet for w in findings.warnings} <= {"Assigned"}


def test_moves_that_are_not_proven_fewest_are_told_so() -> None:
    findings = Findings()
    note_moves_unknown(findings)
    assert "may be more than needed" in findings.warnings[0].problem
