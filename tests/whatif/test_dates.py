"""Dates on every sheet: what is read, what clashes, and what Orders Once says of it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from optimizer import planning
from optimizer.api import examine
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Orders
from optimizer.licensing.horizon import months_after
from optimizer.licensing.periods import History
from optimizer.whatif.changes import applied
from tests.support.books import WINDOWS, Sheets, problems, solve, tables, write

BASE: Sheets = {
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}
DATED: Sheets = {
    **BASE,
    "Settings": [["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Orders", "Quarterly"]],
}


def timeline(*rows: list[Any]) -> Sheets:
    return {"Timeline": [["From", "Change", "Target", "Value"], *rows]}


def test_the_timeline_is_in_the_order_of_days_and_then_of_rows(tmp_path: Path) -> None:
    sheets = {
        **DATED,
        **timeline(
            [date(2027, 1, 1), "Price", "User CAL", 70],
            [date(2026, 7, 1), "Price", "User CAL", 60],
            [date(2027, 1, 1), "Price factor", "*", 2],
        ),
    }
    found = tables(write(tmp_path / "book.xlsx", sheets))
    assert found.settings.orders is Orders.QUARTERLY
    assert [(c.start, c.what, c.row) for c in found.timeline] == [
        (date(2026, 7, 1), "Price", 3),
        (date(2027, 1, 1), "Price", 2),
        (date(2027, 1, 1), "Price factor", 4),
    ]


@pytest.mark.parametrize("what", ["Owned", "Minimum sessions", "Horizon", "Discount rate"])
def test_what_holds_throughout_has_no_day(tmp_path: Path, what: str) -> None:
    target = "User CAL" if what == "Owned" else None
    value = 0.1 if what == "Discount rate" else 3
    scenario = [["Scenario", "Change", "Target", "Value", "From"]]
    scenario.append(["s", what, target, value, date(2027, 1, 1)])  # type: ignore[list-item]
    assert problems(tmp_path, {**DATED, "Scenarios": scenario}) == [
        f"Scenarios!E2: {what} holds throughout, it cannot change on a day. Clear From."
    ]
    row = [date(2027, 1, 1), what, target, value]
    assert any("Timeline!B2" in p for p in problems(tmp_path, {**DATED, **timeline(row)}))


def test_of_rows_of_one_day_that_set_the_same_the_last_holds_and_the_other_is_noted(
    tmp_path: Path,
) -> None:
    """The server never is the version that the first row asks for: 2022 licenses do to the end."""
    product = "Windows Server 2025"
    rows = timeline(
        [date(2026, 5, 5), "Product", "s", product],
        [date(2026, 5, 5), "Product", "s", "Windows Server 2022"],
        [date(2026, 6, 6), "Price factor", "*", 2],
        [date(2026, 6, 6), "Price factor", "*", 0.5],
        [date(2026, 6, 6), "Count", "ann", 1],
        [date(2026, 7, 7), "Count", "ann", 1],
    )
    book = {
        **DATED,
        **rows,
        "Access": [["User", "Device", "Server"], ["ann", "pc", "s"]],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2022"]],
        "Owned": [["License", "Quantity"], ["User CAL", 1]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["User CAL", "User", "Windows Server", "2022", 50],
        ],
    }
    assert solve(tmp_path, book)[1].cost == 0
    notes = map(str, examine(tmp_path / "book.xlsx").notes)
    assert [note for note in notes if "sets" in note] == [
        'Timeline!A2: A3 sets Product of "s" again on 2026-05-05; of rows of one day the '
        "last holds, so this one never does. Remove one of the two, or correct its day."
    ]


def test_a_timeline_needs_orders(tmp_path: Path) -> None:
    row = [date(2027, 1, 1), "Price", "User CAL", 70]
    assert problems(tmp_path, {**BASE, **timeline(row)}) == [
        "Timeline!A2: Price from 2027-01-01 on asks for orders by date, but Orders is Once. "
        "Clear the row, or set Orders to Yearly or Quarterly on Settings."
    ]


def test_a_dated_scenario_needs_orders(tmp_path: Path) -> None:
    scenario = [
        ["Scenario", "Change", "Target", "Value", "From"],
        ["rise", "Price", "User CAL", 70, date(2027, 1, 1)],
    ]
    assert problems(tmp_path, {**BASE, "Scenarios": scenario}) == [
        'Scenarios!E2: scenario "rise" changes Price from 2027-01-01 on, but Orders is Once. '
        "Clear From, or set Orders to Yearly or Quarterly on Settings."
    ]


def test_a_dated_scenario_after_its_horizon_is_left_out_with_a_note(tmp_path: Path) -> None:
    """Three years end on 2028-12-31; the second scenario has one more."""
    rise = ["Price", "User CAL", 70, date(2029, 1, 1)]
    scenario = [
        ["Scenario", "Change", "Target", "Value", "From"],
        ["short", *rise],
        ["long", *rise],
        ["long", "Horizon", None, 4, None],
    ]
    findings = Findings()
    tables(write(tmp_path / "book.xlsx", {**DATED, "Scenarios": scenario}), findings)
    assert [str(note) for note in findings.warnings if note.place.sheet == "Scenarios"] == [
        "Scenarios!E2: Price holds from 2029-01-01 on, after the horizon's end on 2028-12-31; it "
        "is left out."
    ]


def test_a_term_is_whole_periods(tmp_path: Path) -> None:
    licenses = [["License", "Metric", "Covers", "Price", "Term"]]
    licenses.append(["User CAL", "User", "Windows Server", 50, 4])  # type: ignore[list-item]
    assert problems(tmp_path, {**DATED, "Licenses": licenses}) == [
        'Licenses!E2: Term "4" of "User CAL" is no whole number of periods of 3 months. '
        "Type a multiple of 3, or change Orders on Settings."
    ]
    assert problems(tmp_path, {**BASE, "Licenses": licenses}) == []  # at once, nothing must fit


def test_valid_days_are_in_order(tmp_path: Path) -> None:
    offers = [
        ["Offer", "License", "Price", "Valid from", "Valid until"],
        ["early", "User CAL", 40, date(2026, 6, 1), date(2026, 5, 1)],
    ]
    assert problems(tmp_path, {**DATED, "Offers": offers}) == [
        'Offers!D2: Valid from "2026-06-01" of "early" is after its Valid until "2026-05-01" in '
        "E2. Correct one of the two."
    ]


def test_orders_is_one_of_three_words(tmp_path: Path) -> None:
    sheets = {**BASE, "Settings": [["Setting", "Value"], ["Orders", "Weekly"]]}
    assert len(problems(tmp_path, sheets)) == 1


def noted(tmp_path: Path, sheets: Sheets) -> list[str]:
    findings = Findings()
    found = tables(write(tmp_path / "book.xlsx", sheets), findings)
    planning.prepare(found, findings)
    return [str(each) for each in findings.warnings]


def test_a_term_where_everything_is_ordered_at_once(tmp_path: Path) -> None:
    # Once for 24 of 36 months cannot cover; by the year it is renewed.
    offers = [
        ["Offer", "License", "Price", "Per", "Term"],
        ["two years", "User CAL", 1, "Once", 24],
        ["a year", "Device CAL", 10, "Year", 12],
    ]
    said = noted(tmp_path, {**BASE, "Offers": offers})
    assert any("Offers!E2" in s and "24 months" in s and "cannot be bought" in s for s in said)
    assert any("Offers!E3" in s and "renewed to the horizon's end" in s for s in said)
    _, plan = solve(tmp_path, {**BASE, "Offers": offers})
    assert plan.cost == 30


def test_a_quote_of_later(tmp_path: Path) -> None:
    offers = [["Offer", "License", "Price", "Valid from"], ["q", "User CAL", 60, date(2026, 2, 1)]]
    assert any(
        "Offers!D2" in s and "after As of" in s for s in noted(tmp_path, {**BASE, "Offers": offers})
    )


def test_accesses_and_servers_of_another_time_are_left_out(tmp_path: Path) -> None:
    sheets = {
        "Servers": [
            ["Server", "Product", "From", "To"],
            ["old", "Windows Server 2022", None, date(2025, 12, 31)],
            ["new", "Windows Server 2022", date(2029, 1, 1), None],
            ["now", "Windows Server 2022", date(2028, 12, 31), None],
        ],
        "Access": [
            ["User", "Device", "Server", "From", "To"],
            ["ann", "pc1", "old", None, None],
            ["bob", "pc2", "new", None, None],
            ["cleo", "pc3", "now", None, None],
            ["dan", "pc4", "now", date(2029, 1, 1), None],
            ["eve", "pc5", "now", None, date(2025, 12, 31)],
        ],
        "Licenses": WINDOWS,
    }
    said = noted(tmp_path, sheets)
    assert any('Servers!D2: server "old" ended before As of' in s for s in said)
    assert any('Servers!C3: server "new" starts after the horizon' in s for s in said)
    assert any("Access!E5: 2 access rows" in s for s in said)
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == 39  # cleo alone, on the horizon's last day


def test_months_end_like_anniversaries() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 31), 3) == date(2026, 4, 30)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 10, 31), 3) == date(2027, 1, 31)
    assert months_after(date(2026, 11, 30), 1) - timedelta(days=30) == date(2026, 11, 30)


def test_license_by_is_one_kind_in_a_period(tmp_path: Path) -> None:
    sheets = {
        **DATED,
        "Users": [["User", "License by"], ["ann", "User"]],
        **timeline([date(2026, 2, 1), "License by", "ann", "Device"]),
    }
    assert problems(tmp_path, sheets) == [
        'Timeline!D2: "ann" is to be licensed by user for a part of the period from 2026-01-01 to '
        "2026-03-31, and by device for the rest of it. Let License by change on 2026-01-01, or on "
        "the day after 2026-03-31."
    ]
    later = timeline([date(2026, 4, 1), "License by", "ann", "Device"])
    assert problems(tmp_path, {**sheets, **later}) == []


def test_pairs_stay_equal_in_every_period(tmp_path: Path) -> None:
    sheets = {
        **DATED,
        "Users": [["User", "Count"], ["staff", 3]],
        "Devices": [["Device", "Count"], ["PCs", 3]],
        "Access": [
            ["User", "Device", "Server", "Pairing"],
            ["staff", "PCs", "Windows Server 2022", "Own"],
        ],
        **timeline([date(2026, 7, 1), "Count", "staff", 5]),
    }
    found = problems(tmp_path, sheets)
    assert 'Count 5 and device "PCs" has Count 3 in the period from 2026-07-01' in found[0]
    both = timeline([date(2026, 7, 1), "Count", "staff", 5], [date(2026, 7, 1), "Count", "PCs", 5])
    assert problems(tmp_path, {**sheets, **both}) == []


def test_a_dated_scenario_is_one_more_row_of_the_timeline(tmp_path: Path) -> None:
    scenario = [
        ["Scenario", "Change", "Target", "Value", "From"],
        ["dearer", "Price", "User CAL", 40, None],
        ["dearer", "Price factor", "*", 2, date(2027, 1, 1)],
        ["dearer", "Without offer", "gone", None, None],
    ]
    sheets = {
        **DATED,
        "Offers": [["Offer", "License", "Price"], ["gone", "User CAL", 90], ["q", "User CAL", 80]],
        "Scenarios": scenario,
        **timeline([date(2027, 1, 1), "Price", "q", 60]),
    }
    found = tables(write(tmp_path / "book.xlsx", sheets))
    future = applied(found, found.scenarios[0])
    assert [offer.name for offer in future.offers] == ["User CAL", "Device CAL", "q"]
    assert [(c.what, c.targets) for c in future.timeline] == [
        ("Price", (("Offer", 2),)),
        ("Price factor", (("Offer", 0), ("Offer", 1), ("Offer", 2))),
    ]
    on = History.of(future).on(date(2027, 1, 1)).tables.offers
    assert [offer.tiers[0][1] for offer in on] == [80, 78, 120]


def test_a_host_that_is_not_there_is_told(tmp_path: Path) -> None:
    sheets = {
        **DATED,
        "Servers": [
            ["Server", "Product", "Host", "From"],
            ["rack", "Windows Server 2022", None, date(2026, 7, 1)],
            ["guest", "Windows Server 2022", "rack", None],
        ],
        "Access": [["User", "Device", "Server"], ["ann", "pc", "guest"]],
        "Licenses": [*WINDOWS, ["Connector", "Server", "Windows Server", 900]],
    }
    findings = Findings()
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    told = [str(each) for each in findings.warnings if "runs on" in str(each)]
    assert told == [
        'Servers!C3: "guest" runs on "rack", which is not there in 2 periods, from 2026-01-01 on; no '
        "Server license can be taken for it then. See whether From and To of A2 are those of the "
        "machine."
    ]
    # Without a license for machines nothing hangs on them.
    findings = Findings()
    tables(write(tmp_path / "book.xlsx", {**sheets, "Licenses": WINDOWS}), findings)
    assert not [each for each in findings.warnings if "runs on" in str(each)]
