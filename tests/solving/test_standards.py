"""How many deviate from what most of their department hold."""

from pathlib import Path

from optimizer.solving.standards import departments, deviating
from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def ward() -> Sheets:
    """Four nurses on one PC, one of whom has two devices of her own: she holds a user license, the
    PC a device license."""
    return {
        "Users": [["User", "Department"], *([u, "Ward"] for u in "abc"), ["dora", ""]],
        "Access": [
            ["User", "Device", "Server"],
            *([u, "pc", P] for u in (*"abc", "dora")),
            *(["dora", d, P] for d in ("laptop", "phone")),
        ],
        "Licenses": WINDOWS,
    }


def test_who_deviates(tmp_path: Path) -> None:
    """Dora is alone in her department, so she is its standard; of three devices one differs."""
    tables, plan = solve(tmp_path, ward())
    assert deviating(tables, plan.mix) == 1


def test_a_blank_department_is_one_too(tmp_path: Path) -> None:
    tables, _ = solve(tmp_path, ward())
    of = departments(tables.users).tolist()
    assert of[0] == of[1] == of[2] != of[3]
