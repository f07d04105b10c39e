"""Wait or buy now: what it would cost to order an offer on As of or never."""

from datetime import date
from pathlib import Path

from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.report.negotiation_text import advice
from optimizer.whatif.negotiation.negotiate import negotiate
from tests.support.books import WINDOWS, Sheets, solve


def test_waiting_is_worth_a_discount(tmp_path: Path) -> None:
    # The second ten cost 50 in 2027, 40 after discount; on As of they cost 50 each.
    sheets: Sheets = {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", "Yearly"],
            ["Discount rate", 0.25],
        ],
        "Users": [["User", "Count", "From"], ["a", 10, None], ["b", 10, date(2027, 1, 1)]],
        "Access": [["User", "Server"], *([user, "Windows Server 2022"] for user in "ab")],
        "Licenses": WINDOWS,
    }
    sheets = {
        **sheets,
        "Access": [
            ["User", "Device", "Server"],
            ["a", None, "Windows Server 2022"],
            ["b", None, "Windows Server 2022"],
        ],
    }
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 500 + 400
    found = negotiate(Planned(tables, plan), Options())
    assert [(w.offer, w.cost, w.difference) for w in found.waiting] == [("User CAL", 1000, 100)]
    said = [each.why for each in advice(found, plan) if each.verb == "Keep"]
    assert "Ordered on As of or never, it makes the plan 100.00 USD dearer." in said
    worth = {w.offer: w.cost_without for w in found.worths}
    assert worth == {"User CAL": None, "Device CAL": 900}  # people without devices need user CALs
