"""What departments cost where one license serves one after the other."""

from datetime import date
from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.explaining.cost_by_department import costs_by, unit_costs
from tests.support.books import WINDOWS, Sheets, solve

W = "Windows Server 2022"


def test_a_license_handed_on_is_shared_by_the_time_it_is_held(tmp_path: Path) -> None:
    # One user CAL of 50: a year with Ward, then three years with Office.
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 4],
            ["Orders", "Yearly"],
        ],
        "Users": [
            ["User", "Department", "From", "To"],
            ["ann", "Ward", None, date(2026, 12, 31)],
            ["bob", "Office", date(2027, 1, 1), None],
        ],
        "Access": [["User", "Device", "Server"], ["ann", None, W], ["bob", None, W]],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 50
    assert unit_costs(plan) == {"User CAL": 12.5}
    assert costs_by(Planned(tables, plan), "department") == {"Office": 37.5, "Ward": 12.5}
