"""Changes from a day on, of sweeps and of Python: what they cost, and the days they cannot have."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import optimizer as cal
from optimizer.domain.problems import Findings, Place
from optimizer.domain.tables import Tables
from optimizer.whatif.sweep.days import read_day
from optimizer.whatif.sweep.points import points_of, read_changes
from tests.support.books import Sheets, tables, write

DAY = "2027-01-01"
RISE = ("Price", "User CAL", 15, DAY)

LICENSES = ["License", "Metric", "Covers", "Price", "Term"]
BOOK: Sheets = {
    "Settings": [
        *(["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Orders", "Yearly"]),
        ["Horizon", 2],
    ],
    "Users": [["User", "Count"], ["staff", 10]],
    "Access": [["User", "Server"], ["staff", "Windows Server 2022"]],
    "Licenses": [LICENSES, ["User CAL", "User", "Windows Server", 12, 12]],
    "Owned": [["License", "Quantity"], ["User CAL", 0]],
}
"""Ten people for two years with CALs that serve one: 10 x 12.00 in each, 240.00."""


def book(folder: Path, **more: Any) -> Tables:
    return tables(write(folder / "in.xlsx", {**BOOK, **more}))


def told(found: Tables, *changes: tuple[object, ...]) -> list[str]:
    with pytest.raises(cal.WorkbookError) as error:
        read_changes(found, changes)
    return [str(problem) for problem in error.value.problems]


def told_of_sweep(found: Tables, *texts: str) -> list[str]:
    with pytest.raises(cal.WorkbookError) as error:
        points_of(texts, 0, 1, found)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1), datetime(2027, 1, 1, 9, 30)])
def test_a_price_from_a_day_on_is_paid_by_the_orders_from_then_on(
    tmp_path: Path, day: object
) -> None:
    """Year one at 12.00, year two at 15.00: 120.00 and 150.00; throughout it would be 300.00."""
    found = book(tmp_path)
    assert cal.optimize(found).plan.cost == 240
    assert cal.optimize(cal.with_changes(found, [(*RISE[:3], day)])).plan.cost == 270
    assert cal.optimize(cal.with_changes(found, [(*RISE[:3], None)])).plan.cost == 300
    assert cal.optimize(cal.with_changes(found, [RISE[:3]])).plan.cost == 300


def test_it_is_what_the_same_row_of_the_timeline_is_and_a_scenario_from_that_day(
    tmp_path: Path,
) -> None:
    """Also after a row of the timeline's own of that day, which says 13.00: the later one holds."""
    row = [date(2027, 1, 1), "Price", "User CAL", 15]
    head = ["From", "Change", "Target", "Value"]
    changed = cal.with_changes(book(tmp_path), [RISE])
    on_sheet = book(tmp_path, Timeline=[head, row])
    assert [c.value for c in changed.timeline] == [c.value for c in on_sheet.timeline]
    assert cal.optimize(changed).plan.payments == cal.optimize(on_sheet).plan.payments

    own = [date(2027, 1, 1), "Price", "User CAL", 13]
    scenario = [[*head[1:], "From", "Scenario"], [*row[1:], row[0], "rise"]]
    both = book(tmp_path, Timeline=[head, own], Scenarios=scenario)
    planned = cal.optimize(both).plan
    (outcome,) = planned.futures
    assert planned.cost == 250
    assert outcome.plan is not None
    assert outcome.plan.cost == cal.optimize(cal.with_changes(both, [RISE])).plan.cost == 270


def test_a_sweep_varies_what_holds_from_a_day_on(tmp_path: Path) -> None:
    """Each value is the price of year two alone, and of both years where no day is given."""
    what = f"Price User CAL from {DAY}"
    swept = cal.sweep(book(tmp_path), {what: [12, 15, 20], "User CAL": [12, 10]})
    assert list(swept)[:2] == [what, "User CAL"]
    assert swept["Cost"].tolist() == [240, 240 - 20, 270, 250, 320, 300]
    counts = cal.sweep(book(tmp_path), {f"Count staff FROM {DAY}": [10, 11]})
    assert counts["Cost"].tolist() == [240, 252]


def test_a_day_by_as_of_counts_from_the_first_day(tmp_path: Path) -> None:
    changed = cal.with_changes(book(tmp_path), [(*RISE[:3], "2025-06-30")])
    assert cal.optimize(changed).plan.cost == 300


def test_a_name_that_reads_like_a_day_is_a_name(tmp_path: Path) -> None:
    """Of two licenses the dearer one is named with a day; its own day comes after the name."""
    name = f"User CAL from {DAY}"
    found = book(tmp_path, Licenses=[*BOOK["Licenses"], [name, "User", "Windows Server", 99, 12]])
    (varied, bare, own), points = points_of(
        [f"{name}=1", "User CAL from 2027-07-01=1", f"{name} from 2027-10-01=1"], 0, 1, found
    )
    assert (varied.target, varied.start) == (name, None)
    assert (bare.target, bare.start) == ("User CAL", date(2027, 7, 1))
    assert (own.target, own.start) == (name, date(2027, 10, 1))
    offers = [found.offers[change.targets[0][1]].name for change in points[0].changes]
    assert offers == [name, "User CAL", name]


@pytest.mark.parametrize("name", ["Budget", "Price factor *", "Count factor users"])
def test_what_has_no_single_target_has_a_day_too(tmp_path: Path, name: str) -> None:
    _, (point,) = points_of([f"{name} from {DAY}=2"], 0, 1, book(tmp_path))
    assert point.changes[0].start == date(2027, 1, 1)


def test_a_cal_mode_cost_is_paid_once_at_what_it_is_on_as_of(tmp_path: Path) -> None:
    """100.00 for the server's mode, whatever the prices become; throughout, it doubles too."""
    servers = [["Server", "Product", "CAL mode cost"], ["s", "Windows Server 2022", 100]]
    access = [["User", "Server"], ["staff", "s"]]
    double = ["Price factor", "*", 2]
    scenarios = [
        ["Scenario", "Change", "Target", "Value", "From"],
        ["later", *double, date(2027, 1, 1)],
        ["now", *double, None],
    ]
    found = book(tmp_path, Servers=servers, Access=access, Scenarios=scenarios)
    costs = [each.plan and each.plan.cost for each in cal.optimize(found).plan.futures]
    assert costs == [100 + 120 + 240, 200 + 240 + 240]
    changed = cal.with_changes(found, [("Price factor", "*", 2, DAY)])
    assert cal.optimize(changed).plan.cost == costs[0]


def test_without_orders_by_date_no_change_has_a_day(tmp_path: Path) -> None:
    found = book(tmp_path, Settings=[["Setting", "Value"], ["Horizon", 2]])
    said = (
        "Price from 2027-01-01 on asks for orders by date, but Orders is Once. Leave out the day, "
        "or set Orders to Yearly or Quarterly on Settings."
    )
    assert told(found, RISE) == [f'change "Price User CAL from {DAY}": {said}']
    assert told_of_sweep(found, f"User CAL from {DAY}=15") == [
        f'--vary "User CAL from {DAY}": {said}'
    ]


@pytest.mark.parametrize(
    ("what", "target", "value"),
    [
        ("Owned", "User CAL", 3),
        ("Minimum sessions", "", 3),
        ("Horizon", "", 3),
        ("Discount rate", "", 0.1),
    ],
)
def test_what_holds_throughout_has_no_day(
    tmp_path: Path, what: str, target: str, value: float
) -> None:
    said = f"{what} holds throughout, it cannot change on a day. Leave out the day."
    written = " ".join(filter(None, (what, target, "from", DAY)))
    found = book(tmp_path)
    assert told_of_sweep(found, f"{written}={value}") == [f'--vary "{written}": {said}']
    assert told(found, (what, target, value, DAY)) == [f'change "{written}": {said}']


def test_a_day_after_the_horizon_is_a_problem_unless_the_horizon_grows(tmp_path: Path) -> None:
    """It would change nothing, and there is no sheet to say so on."""
    found = book(tmp_path)
    late = ("Price", "User CAL", 15, "2028-01-01")
    said = (
        "Price from 2028-01-01 on changes nothing: the horizon ends on 2027-12-31. Give an earlier "
        "day, or a longer Horizon."
    )
    assert told(found, late) == [f'change "Price User CAL from 2028-01-01": {said}']
    assert told_of_sweep(found, "User CAL from 2028-01-01=15") == [
        f'--vary "User CAL from 2028-01-01": {said}'
    ]
    longer = cal.with_changes(found, [late, ("Horizon", "", 3)])
    assert cal.optimize(longer).plan.cost == 120 + 120 + 150
    swept = cal.sweep(found, {"User CAL from 2028-01-01": [15], "Horizon": [2, 3]})
    assert swept["Cost"].tolist() == [240, 390]


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = book(tmp_path)
    texts = [f"Usr CAL from {DAY}=1", "User CAL from 2027-13-01=1", f"from {DAY}=1"]
    assert told_of_sweep(found, *texts, f"Horizon from {DAY}=3") == [
        f'--vary "Horizon from {DAY}": Horizon holds throughout, it cannot change on a day. '
        "Leave out the day.",
        '--vary "User CAL from 2027-13-01": From "2027-13-01" is not a date. Type a date such as '
        "2026-01-31.",
        f'--vary "Usr CAL from {DAY}": Target "Usr CAL" is neither a license with a Price nor an '
        'offer. Did you mean "User CAL"? Correct it.',
        f'--vary "from {DAY}": Target is blank. Name the license or offer that Price changes.',
    ]
    changes = [(*RISE[:3], "soon"), ("Owned", "User CAL", 1, DAY), ("Price", "Usr CAL", 1, DAY)]
    assert [each.split('": ')[0] for each in told(found, *changes)] == [
        f'change "Owned User CAL from {DAY}',
        'change "Price User CAL from soon',
        f'change "Price Usr CAL from {DAY}',
    ]


def test_a_day_is_read_as_in_a_cell() -> None:
    findings, place = Findings(), Place(file="here")
    assert read_day(46388, place, findings) == date(2027, 1, 1)
    assert read_day("2027-W01", place, findings) is None
    assert [str(problem) for problem in findings.problems] == [
        'here: From "2027-W01" is not a date. Type a date such as 2026-01-31.'
    ]
