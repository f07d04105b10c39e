"""What can be had of each license: its lines by the cost of a unit, what limits them, its stock."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from optimizer.licensing.purchase_lines import Line, LineIndex
from optimizer.licensing.stock import Lot, LotIndex
from optimizer.licensing.supply import Supply, supply_of
from tests.support.books import tables, write

LINE = Line(offer=0, tier=0, license=0, pack=1, cost=50, payments=())
LOT = Lot(license=1, rows=(0,), quantity=7, until=None, lasts=True, convertible=True, of=1)


def test_the_cheapest_unit_comes_first_and_of_equal_ones_the_first_in_the_workbook() -> None:
    """A pack of five at 200 is 40 a unit, as the third line is: the pack stands first."""
    lines = (LINE, replace(LINE, pack=5, cost=200), replace(LINE, cost=40))
    supply = Supply(lines, (), (0,))
    assert supply.lines_of == {0: [1, 2, 0]}
    assert supply.unit_cost(LineIndex(1)) == Decimal(40)


def test_packs_end_with_the_tier_the_maximum_and_the_units_to_convert() -> None:
    lines = (
        LINE,
        replace(LINE, pack=5, most=14),
        replace(LINE, pack=2, lots=(LotIndex(0),)),
        replace(LINE, pack=2, most=5, lots=(LotIndex(0),)),
    )
    supply = Supply(lines, (LOT,), (0, 7))
    assert [supply.most_packs(i) for i, _ in supply.numbered_lines()] == [None, 2, 3, 2]


def test_a_license_is_obtainable_that_is_owned_or_that_a_pack_of_can_be_bought() -> None:
    supply = Supply((LINE, replace(LINE, license=2, pack=5, most=4)), (LOT,), (0, 7, 0, 0))
    assert [supply.obtainable(k) for k in range(4)] == [True, True, False, False]


def test_a_price_alone_decides_only_what_is_bought_singly_without_limits_or_stock() -> None:
    assert Supply((LINE,), (), (0,)).plain(0) == 0
    assert Supply((LINE, replace(LINE, cost=40)), (), (0,)).plain(0) == 1
    assert Supply((LINE,), (), (1,)).plain(0) is None
    assert Supply((LINE,), (), (0,), repriced=frozenset({0})).plain(0) is None
    assert Supply((replace(LINE, pack=2),), (), (0,)).plain(0) is None
    assert Supply((), (), (0,)).plain(0) is None


def test_units_that_sit_for_good_are_no_one_else_s(tmp_path: Path) -> None:
    """Of five owned, two sit with ann for good and one, which may move, with bob."""
    sheets = {
        "Users": [["User", "Count"], ["ann", 2], ["bob", 1]],
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 9]],
        "Owned": [["License", "Quantity"], ["U", 5]],
        "Assigned": [
            ["License", "User", "Quantity", "Movable"],
            ["U", "ann", 2, "No"],
            ["U", "bob", 1, "Yes"],
        ],
    }
    found = tables(write(tmp_path / "book.xlsx", sheets))
    supply = supply_of(found, found.users.count > 0, found.devices.count > 0)
    assert supply.stock == (5,)
    assert [(lot.quantity, lot.fixed, lot.pool) for lot in supply.lots] == [(5, 2, 3)]
    assert {(seat.holder, seat.quantity, seat.movable) for seat in supply.seats} == {
        (0, 2, False),
        (1, 1, True),
    }
