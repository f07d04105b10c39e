"""What Software Assurance decides is said at its cell."""

from datetime import date
from pathlib import Path
from typing import Any

from optimizer.domain.problems import Findings
from optimizer.planning import optimize
from tests.support.books import Sheets, held, tables, write


def book(version: str, *owned: list[Any]) -> Sheets:
    return {
        "Users": [["User", "Count"], ["staff", 5]],
        "Products": [["Product", "Family", "Version"], ["Mail", "Mail", version]],
        "Access": [["User", "Server"], ["staff", "Mail"]],
        "Licenses": [["License", "Metric", "Covers", "Price", "Per"], ["CAL", "User", "Mail", 100, "Year"]],
        "Owned": [["License", "Quantity", "Until", "SA until"], *owned],
        "Settings": [["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Horizon", 1]],
    }  # fmt: skip


def cost(folder: Path, sheets: Sheets) -> tuple[str, list[str]]:
    findings = Findings()
    found = tables(write(folder / "book.xlsx", sheets), findings)
    plan = optimize(found, findings)
    return f"{plan.cost:.2f}", [str(w) for w in plan.warnings if str(w).startswith("Owned!D")]


def test_units_that_lose_assurance_cover_dated_versions_but_no_subscription_edition(
    tmp_path: Path,
) -> None:
    """Three of five keep it: the other two buy for Current, nobody for a dated or blank version."""
    owned = (["CAL", 2, "", date(2026, 3, 31)], ["CAL", 3, "", date(2027, 3, 31)])
    for version in ("2019", ""):
        assert cost(tmp_path, book(version, *owned)) == ("0.00", [])
    for version in ("Current", "SE"):
        paid, notes = cost(tmp_path, book(version, *owned))
        assert paid == "200.00"
        assert notes == [
            'Owned!D2: Software Assurance of 2 of "CAL" ends on 2026-03-31, before the horizon does: '
            'they do not cover 1 access that needs "Mail" in its current, subscription edition. '
            "Renew it by an offer and move SA until, or license these accesses otherwise."
        ]


def test_a_word_for_none_and_no_word(tmp_path: Path) -> None:
    """No: there is none, so all five buy; blank says nothing, covers, and is counted."""
    for word in ("No", "none", "N/A", "-", "Never"):
        assert cost(tmp_path, book("Current", ["CAL", 5, "", word]))[0] == "500.00"
    paid, notes = cost(tmp_path, book("Current", ["CAL", 5, "", ""]))
    assert paid == "0.00"
    assert len(notes) == 1
    assert notes[0].startswith('Owned!D2: SA until is blank for 5 of "CAL"')


def test_assurance_that_ended_asks_for_the_version(tmp_path: Path) -> None:
    paid, notes = cost(tmp_path, book("2019", ["CAL", 5, "", date(2021, 6, 30)]))
    assert paid == "0.00"
    assert [note[: note.index(":")] for note in notes] == ["Owned!D2"]
    assert "ended in 2021" in notes[0]


def test_who_holds_a_lapsed_unit_and_a_full_one_holds_the_license_once(tmp_path: Path) -> None:
    """Lapsed units sit with all five for good, who buy besides: the account lists those as left
    over."""
    sheets = {
        **book("Current", ["CAL", 5, "", date(2026, 3, 31)]),
        "Assigned": [["License", "User"], ["CAL", "staff"]],
    }
    findings = Findings()
    found = tables(write(tmp_path / "book.xlsx", sheets), findings)
    plan = optimize(found, findings)
    assert plan.cost == 500
    assert held(found, plan, "users") == {"staff": [(5, ("CAL",))]}
    (account,) = plan.balances
    assert (account.owned, account.kept, account.left_over) == (5, 0, 5)
    assert (account.bought, account.used, account.surplus) == (5, 5, 0)


def test_a_server_is_licensed_by_lapsed_units_and_full_ones_together(tmp_path: Path) -> None:
    """Eight cores, four lapsed units: four more complete the server for a dated version; Current
    takes eight."""
    for version, paid in (("2019", "40.00"), ("Current", "80.00")):
        sheets = {
            **book(version, ["Core", 4, "", date(2026, 3, 31)]),
            "Servers": [["Server", "Product", "Cores"], ["S", "Mail", 8]],
            "Access": [["User", "Server"], ["staff", "S"]],
            "Licenses": [["License", "Metric", "Covers", "Price"], ["Core", "Core", "Mail", 10]],
        }
        assert cost(tmp_path, sheets)[0] == paid
