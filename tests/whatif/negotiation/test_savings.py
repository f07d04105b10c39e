"""What an offer is worth, and what a row more or less would save, each solved without it."""

from dataclasses import replace
from pathlib import Path

from optimizer.domain.answers import REMOVED
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings
from optimizer.planning import cheapest, optimize
from optimizer.report.negotiation_text import advice
from tests.support.books import tables, write
from tests.whatif.negotiation.support import asked
from tests.whatif.test_changes import BASE


def test_offers_are_worth_what_they_save(tmp_path: Path) -> None:
    found, plan, deal = asked(tmp_path, BASE)
    assert [w.offer for w in deal.worths] == [o.name for o in found.offers]
    for i, worth in enumerate(deal.worths):
        without = cheapest(
            replace(found, offers=(*found.offers[:i], *found.offers[i + 1 :])), Options()
        )
        assert (worth.cost_without, worth.worth) == (
            without,
            None if without is None else without - plan.cost,
        )


def test_levers_save_what_a_workbook_without_them_saves(tmp_path: Path) -> None:
    _, plan, deal = asked(tmp_path, BASE)
    assert {lever.kind for lever in deal.levers} == {"Device", "Server"}
    same = {"boss": ("boss", "chief")}
    columns = {"User": 0, "Device": 1, "Server": 2}
    for lever in deal.levers:
        if lever.change == "without its accesses":
            names = same.get(lever.name, (lever.name,))
            rows = [row for row in BASE["Access"] if row[columns[lever.kind]] not in names]
            rest = optimize(
                tables(write(tmp_path / "rest.xlsx", {**BASE, "Access": rows})), Findings()
            )
            assert lever.saving == plan.cost - rest.cost
            assert lever.rows == len(BASE["Access"]) - len(rows)


def test_a_server_is_re_based_to_the_version_owned(tmp_path: Path) -> None:
    sheets = {
        "Servers": [["Server", "Product"], ["new", "Windows Server 2025"]],
        "Access": [["User", "Server"], ["a", "new"], ["b", "new"]],
        "Licenses": [["License", "Metric", "Covers", "Version", "Price"], ["old", "User", "Windows Server", 2019, ""], ["U", "User", "Windows Server", 2025, 60]],
        "Owned": [["License", "Quantity"], ["old", 5]],
    }  # fmt: skip
    _, _, deal = asked(tmp_path, sheets)
    (lever,) = [lever for lever in deal.levers if lever.change.startswith("re-based")]
    assert (lever.name, lever.saving) == ("new", 120)


def test_that_nobody_pays_for_what_is_closed_is_no_advice(tmp_path: Path) -> None:
    """Taking a department away saves the most; it stands in the list of what costs most, not among
    the ten."""
    _, plan, deal = asked(tmp_path, BASE)
    gone = {lever.name for lever in deal.levers if lever.change == REMOVED}
    assert gone
    assert not gone & {each.what for each in advice(deal, plan)}
