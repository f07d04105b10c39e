"""The hidden sheet Workings: what one pack pays for a price of 1."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from optimizer.domain.plan import Purchase, YearPayment
from optimizer.report.workings import days, of_all, of_one, rounded, write_workings
from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF
from tests.support.plans import plan, purchase

NOW, LATER = date(2026, 1, 1), date(2027, 1, 1)
TWO_YEARS = purchase(
    "U", 10, "3", packs=5, pack=2, factor_now=Decimal(1), cost=Decimal("29.30"),
    factors=((Decimal(1), Decimal(1)), (Decimal(1), Decimal("0.9523809523809523809523809524"))),
    invoices=((NOW, Decimal(1)), (LATER, Decimal(1))),
)  # fmt: skip
ONCE = purchase("D", 4, "39", factors=((Decimal(1), Decimal(1)),), invoices=((NOW, Decimal(1)),))


def test_half_a_cent_is_a_cent() -> None:
    assert rounded(Decimal("0.005"), 2) == Decimal("0.01")
    assert rounded(Decimal("1.4999"), 0) == 1


def test_every_day_of_payment_is_named_once() -> None:
    assert days(plan(TWO_YEARS, ONCE)) == [NOW, LATER]


def test_formulas_find_a_line_by_its_number() -> None:
    assert of_one("A5", "Now") == "SUMIF(tblWorkings[Line],A5,tblWorkings[Now])"
    assert of_all("Now") == "SUMIF(tblWorkings[Line],tblPurchases[Line],tblWorkings[Now])"


def written(folder: Path, *purchases: Purchase) -> dict[str, list[object]]:
    """The columns of the table; none: no sheet."""
    deck = WorkbookWriter(folder / "out.xlsx", "workings", AS_OF, "USD", 2)
    years = tuple(YearPayment(year, Decimal(0), Decimal(0)) for year in (1, 2))
    deck.page("First", "which stays visible")
    write_workings(deck, plan(*purchases, payments=years))
    deck.close()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    if "Workings" not in book.sheetnames:
        return {}
    assert book["Workings"].sheet_state == "hidden"
    rows = [[cell.value for cell in row] for row in book["Workings"]]
    head = next(i for i, row in enumerate(rows) if row[0] == "Line")
    return {str(name): list(values) for name, *values in zip(*rows[head:], strict=True)}


def test_a_line_says_what_one_pack_pays_for_a_price_of_1(tmp_path: Path) -> None:
    found = written(tmp_path, TWO_YEARS, TWO_YEARS)
    assert found["Line"] == [1, 2]
    assert found["Offer"] == ["U", "U"]
    assert (found["Pack"][0], found["Price as read"][0], found["Now"][0]) == (2, 3, 1)
    assert (found["Nominal"][0], found["Year 1"][0], found["Year 2"][0]) == (2, 1, 1)
    assert (found["Day 1"][0], found["Day 2"][0]) == (1, 1)


def test_the_factor_over_the_horizon_rounds_to_the_cost(tmp_path: Path) -> None:
    """3 a year twice, discounted, is 5.857, of which 5.86 a pack is the cost of five packs; where
    the cost is another, as where each year was rounded, the factor is that of the cost."""
    (factor,) = written(tmp_path, TWO_YEARS)["Over horizon"]
    assert abs(float(str(factor)) - 1.952380952) < 1e-8
    other = purchase("U", 5, "3", factors=TWO_YEARS.factors, cost=Decimal("29.25"))
    years = written(tmp_path, other)
    assert abs(float(str(years["Over horizon"][0])) - 1.95) < 1e-12


def test_without_a_purchase_or_a_negotiation_nothing_rests_on_it(tmp_path: Path) -> None:
    assert written(tmp_path) == {}
