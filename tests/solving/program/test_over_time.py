"""The stated program over time, as text, and laws that hold whatever the workbook."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from optimizer.domain.options import Options
from optimizer.planning import cheapest
from optimizer.solving.comparisons_over_time import least_over_time
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import timetable_of
from tests.support.books import Sheets, tables, write
from tests.support.outside.books import Rows
from tests.support.outside.dated_books import dated_book

GOLDEN = Path("tests/golden/lp/dates.lp")

DATED: Sheets = {
    "Settings": [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", 2],
        ["Orders", "Yearly"],
        ["Discount rate", 0.1],
    ],
    "Users": [
        ["User", "Count", "From", "To"],
        ["a", 3, None, None],
        ["b", 2, date(2027, 3, 1), None],
    ],
    "Servers": [["Server", "Product"], ["s", "Old"]],
    "Products": [["Product", "Family", "Version"], ["Old", "F", "2019"], ["New", "F", "Current"]],
    "Access": [["User", "Device", "Server"], ["a", "pc", "s"], ["b", "pc", "s"], ["b", None, "s"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Pack"],
        ["CAL", "User", "F", 50, None],
        ["DCAL", "Device", "F", 39, 2],
    ],
    "Owned": [
        ["License", "Quantity", "Until", "SA until"],
        ["CAL", 2, None, date(2026, 12, 31)],
        ["DCAL", 1, date(2026, 12, 31), None],
    ],
    "Assigned": [["License", "User", "Quantity"], ["CAL", "a", 1]],
    "Offers": [
        ["Offer", "License", "From license", "Price", "Per", "Term", "From quantity", "Starts"],
        ["a year", "CAL", None, 17, "Year", 12, None, None],
        ["renewal", "CAL", "CAL", 12, "Year", None, None, None],
        ["switch", "CAL", "DCAL", 9, None, None, None, "At expiry"],
        ["many", "CAL", None, 48, None, None, 1, None],
        ["many", "CAL", None, 45, None, None, 3, None],
    ],
    "Timeline": [
        ["From", "Change", "Target", "Value"],
        [date(2027, 1, 1), "Price factor", "*", 1.2],
        [date(2027, 6, 1), "Product", "s", "New"],
    ],
}


def test_the_program_over_time_is_the_golden_one(tmp_path: Path) -> None:
    found = timetable_of(tables(write(tmp_path / "book.xlsx", DATED)))
    program = state_over_time(found)
    text = tmp_path / "dates.lp"
    program.problem.writeLP(str(text))
    made = text.read_text()
    if not GOLDEN.exists():  # delete it to make it anew
        GOLDEN.write_text(made)
    assert made == GOLDEN.read_text()


def cost(folder: Path, sheets: Sheets) -> Decimal | None:
    return cheapest(tables(write(folder / "book.xlsx", sheets)), Options())


def with_setting(sheets: dict[str, Rows], name: str, value: object) -> dict[str, Rows]:
    settings = [[name, value] if row[0] == name else row for row in sheets["Settings"]]
    return {**sheets, "Settings": settings}


def column(rows: Rows, name: str) -> int:
    return [str(each) for each in rows[0]].index(name)


def in_two(sheets: dict[str, Rows], random: Random) -> dict[str, Rows]:
    """A group cut in two of equal dates."""
    rows = [list(row) for row in sheets["Users"]]
    accesses = [list(row) for row in sheets["Access"]]
    at, alias = column(rows, "Count"), column(rows, "Same as")
    sizes = [row for row in rows[1:] if row[at] not in ("", 0, 1) and not row[alias]]
    busy = {row[1] for row in sheets.get("Assigned", [])[1:]} | {
        row[2] for row in sheets.get("Timeline", [])[1:]
    }
    pairing = column(accesses, "Pairing")
    busy |= {row[0] for row in accesses[1:] if row[pairing]} | {row[alias] for row in rows[1:]}
    sizes = [row for row in sizes if row[0] not in busy]
    if not sizes:
        return sheets
    chosen = random.choice(sizes)
    twin = [f"{chosen[0]} too", 1, *chosen[2:]]
    chosen[at] = int(str(chosen[at])) - 1
    more = [[twin[0], *row[1:]] for row in accesses[1:] if row[0] == chosen[0]]
    return {**sheets, "Users": [*rows, twin], "Access": [*accesses, *more]}


def undated(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """Everybody and everything there throughout, no Timeline, no term, nothing that ends."""
    found = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    found.pop("Timeline", None)
    for name, columns in (
        ("Users", ("From", "To")),
        ("Devices", ("From", "To")),
        ("Servers", ("From", "To")),
        ("Access", ("From", "To")),
        ("Owned", ("Until", "SA until")),
        ("Offers", ("Term", "Valid from", "Valid until")),
        ("Licenses", ("Term",)),
    ):
        rows = found.get(name, [[]])
        for each in columns:
            if each in rows[0]:
                for row in rows[1:]:
                    row[column(rows, each)] = ""
    return found


SEEDS = range(500, 512)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_group_cut_in_two_costs_the_same(tmp_path: Path, seed: int) -> None:
    sheets = dated_book(seed)
    assert cost(tmp_path, in_two(sheets, Random(seed))) == cost(tmp_path, sheets)


def now_only(folder: Path, sheets: Sheets) -> Decimal | None:
    """The cost where orders are placed on As of alone."""
    found = timetable_of(tables(write(folder / "book.xlsx", sheets)))
    start = found.tables.settings.as_of
    later = frozenset(i for i, order in enumerate(found.supply.orders) if order.day > start)
    return least_over_time(found, Options(), Clock(), later)[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_now_costs_what_once_does_where_nothing_is_dated(
    tmp_path: Path, seed: int
) -> None:
    sheets = undated(dated_book(seed))
    now = now_only(tmp_path, sheets)
    once = with_setting(sheets, "Orders", "Once")
    assert cost(tmp_path, once) == now


@pytest.mark.parametrize("seed", SEEDS)
def test_a_finer_rhythm_costs_no_more(tmp_path: Path, seed: int) -> None:
    # A Timeline's counts and products, and who is there, are those of longer periods; terms are
    # whole years, so that they fit both grids.
    sheets = with_setting(dated_book(seed), "Orders", "Yearly")
    for name in ("Licenses", "Offers"):
        rows = sheets.get(name, [[]])
        for row in rows[1:]:
            if "Term" in rows[0] and row[column(rows, "Term")]:
                row[column(rows, "Term")] = 12
    yearly = cost(tmp_path, sheets)
    quarterly = cost(tmp_path, with_setting(sheets, "Orders", "Quarterly"))
    now = now_only(tmp_path, sheets)
    if yearly is not None and quarterly is not None:
        assert quarterly <= yearly
    if now is not None:
        assert yearly is not None
        assert yearly <= now


@pytest.mark.parametrize("seed", SEEDS)
def test_a_term_as_long_as_the_horizon_is_for_good(tmp_path: Path, seed: int) -> None:
    # Sold on As of only, such an offer costs what everything ordered now does.
    sheets = undated(dated_book(seed))
    settings = {row[0]: row[1] for row in sheets["Settings"]}
    months = 12 * int(str(settings["Horizon"]))
    termed = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for name in ("Licenses", "Offers"):
        rows = termed.get(name, [[]])
        for row in rows[1:]:
            row[column(rows, "Term")] = months
    assert now_only(tmp_path, termed) == now_only(tmp_path, sheets)
