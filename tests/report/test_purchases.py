"""The Purchases sheet: each line to buy, what servers cost beside it, and what to order where."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer.domain.plan import Plan
from optimizer.report.purchases import columns_of, write_purchases
from tests.support.pages import below, sheet
from tests.support.plans import plan, purchase


def rows(folder: Path, found: Plan) -> list[list[Any]]:
    return sheet(folder, "Purchases", lambda deck: write_purchases(deck, found))


def test_a_plan_that_buys_nothing_has_no_sheet(tmp_path: Path) -> None:
    assert rows(tmp_path, plan()) == []


def test_columns_that_say_nothing_are_not_there() -> None:
    names = [column.name for column in columns_of(plan(purchase("U", 3)))]
    assert names == [
        *("Offer", "License", "Quantity", "Packs", "Price", "Per", "From date", "Due now"),
        *("Over horizon", "Line"),
    ]
    more = plan(purchase("x", 3, license="U", from_license="T", channel="CSP"))
    assert {"From license", "Channel"} <= {column.name for column in columns_of(more)}


def test_a_line_is_bought_by_formulas_of_its_price(tmp_path: Path) -> None:
    _, line, total = below(rows(tmp_path, plan(purchase("U", 6, packs=3, pack=2))), "Purchases")[
        -3:
    ]
    assert line[:2] == ["U", "U"]
    assert line[3:6] == [3, 50, "Once"]
    assert str(line[2]).endswith("tblWorkings[Pack])")
    assert str(line[7]).startswith("=ROUND(")
    assert total[0] == "Total"
    assert all(str(value).startswith("=SUBTOTAL(109,") for value in total[1:3])


def test_servers_own_licenses_stand_below_with_everything_together(tmp_path: Path) -> None:
    found = rows(tmp_path, plan(purchase("U", 3), server_costs=(("db", Decimal(900)),)))
    title = "Servers' own licenses, paid once since CALs cover their accesses"
    _, server, total = below(found, title)
    assert server == ["db", 900, 900]
    assert total[0] == "Total of all"
    assert all("+SUM(" in str(value) for value in total[1:])


def test_what_to_order_where_is_told_where_there_are_several_places(tmp_path: Path) -> None:
    one = plan(purchase("U", 3, channel="CSP"))
    assert "Orders to place" not in [row[0] for row in rows(tmp_path, one)]
    several = plan(
        purchase("U", 3, channel="CSP", supplier="Alpha"),
        purchase("V", 1, channel="CSP", supplier="Beta"),
        purchase("D", 2),
    )
    _, first, second, total = below(rows(tmp_path, several), "Orders to place")
    assert first[:2] == ["CSP", "2 lines, Alpha, Beta"]
    assert second[:2] == ["(no channel named)", "1 line"]
    assert total[0] == "Total"
