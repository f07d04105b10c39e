"""The workbooks of a procurement round: what a supplier is asked, and what came back compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from optimizer.domain.planned import Planned
from optimizer.domain.quotes import Asked, QuoteRequest, QuotesCompared, Taken
from optimizer.report.quote_workbooks import write_comparison, write_request
from tests.support.lines import charts_of, lines_of

ASKED = Asked(
    line=1, offer="2y", license="User CAL", from_license="", part_number="P-1", quantity=15, pack=1,
    per="Year", term=24, starts=date(2026, 1, 1), tiers=(1, 10),
)  # fmt: skip


def asked(folder: Path, found: Planned, *lines: Asked) -> Path:
    write_request(folder / "ask.xlsx", QuoteRequest("Acme", "CSP", lines), found)
    return folder / "ask.xlsx"


def test_a_request_asks_for_prices_and_tells_none(years: Planned, tmp_path: Path) -> None:
    """A price for one and a price from ten on: two rows of one line."""
    assert lines_of(asked(tmp_path, years, ASKED), "Quote") == [
        "Quote request for Acme, CSP",
        "Please fill in the yellow cells: the price of one pack, in USD without taxes, and until when it holds; a row left blank is not offered.",
        "Supplier | Acme",
        "Valid until",
        "Currency | USD",
        "Asked on | 2026-01-01",
        "Line | License | Offer | Quantity | From quantity | Pack | Paid | Months | From | Part number | Price | Increase a year | Remarks",
        "1 | User CAL | 2y | 15 | 1 | 1 | a year | 24 | 2026-01-01 | P-1",
        "1 | User CAL | 2y | 15 | 10 | 1 | a year | 24 | 2026-01-01 | P-1",
    ]


def test_columns_that_say_nothing_are_left_out(years: Planned, tmp_path: Path) -> None:
    """Bought once, at one price: no months, no tiers, no increase. A conversion says what it uses
    up."""
    once = replace(ASKED, per="Once", term=None, tiers=(1,), from_license="Old CAL")
    assert lines_of(asked(tmp_path, years, once), "Quote")[6:] == [
        "Line | License | Offer | Uses up | Quantity | Pack | Paid | From | Part number | Price | Remarks",
        "1 | User CAL | 2y | Old CAL | 15 | 1 | once | 2026-01-01 | P-1",
    ]


def test_the_cells_to_fill_in_are_yellow_and_take_no_price_below_nothing(
    years: Planned, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(asked(tmp_path, years, ASKED))["Quote"]
    yellow = [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.fill.fgColor.rgb).endswith("FFF6D5")
    ]
    assert yellow == ["B4", "B5", "J10", "K10", "L10", "M10", "J11", "K11", "L11", "M11"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.operator, rule.formula1) == (
        *("K10:K11", "decimal", "greaterThanOrEqual", "0"),
    )


def test_who_asks_is_named_and_about_is_hidden(years: Planned, tmp_path: Path) -> None:
    settings = replace(years.tables.settings, organization="Clinic")
    named = replace(years, tables=replace(years.tables, settings=settings))
    path = asked(tmp_path, named, ASKED)
    assert lines_of(path, "Quote")[5:7] == ["Asked on | 2026-01-01", "Asked by | Clinic"]
    assert openpyxl.load_workbook(path)["About"].sheet_state == "hidden"
    assert lines_of(path, "About")[-1] == "Input | in.xlsx"


FOUND = QuotesCompared(
    Decimal(500),
    (("Acme", 1, Decimal(480)), ("Bolt", 1, None)),
    Decimal(470),
    (
        Taken(supplier="", offer="spare", license="Other", quantity=1, price=Decimal(5), per="Once", cost=Decimal(5)),
        Taken(supplier="Bolt", offer="x, Bolt", license="Other", quantity=2, price=Decimal("32.5"), per="Once", cost=Decimal(65)),
        Taken(supplier="Acme", offer="2y, Acme", license="User CAL", quantity=15, price=Decimal(19), per="Year", cost=Decimal(400)),
    ),
    ("spare",),
)  # fmt: skip


def compared(folder: Path, found: QuotesCompared, years: Planned) -> Path:
    target = folder / "quotes.xlsx"
    write_comparison(target, found, years.tables, Path("in.xlsx"), {"Input": "in.xlsx"})
    return target


def test_each_supplier_alone_stands_beside_the_split(years: Planned, tmp_path: Path) -> None:
    """What to take is sorted by supplier; what nobody quotes stands last."""
    assert lines_of(compared(tmp_path, FOUND, years), "Quotes") == [
        "Which quotes to take",
        "What the plan of in.xlsx costs with what each supplier quotes; amounts in USD over the horizon.",
        "→ About",
        "Compared",
        "Whose quotes |  | Lines |  |  | Over split | Cost",
        "Split as is cheapest |  |  |  |  | 0 | 470",
        "Acme |  | 1 |  |  | 10 | 480",
        "Bolt |  | 1 |  |  |  | not all is quoted",
        "At the workbook's own prices |  |  |  |  | 30 | 500",
        "What to take",
        "By supplier; a line without a supplier is at the workbook's price.",
        "License | Offer | Quantity | Price | Paid | Supplier | Cost",
        "User CAL | 2y, Acme | 15 | 19 | a year | Acme | 400",
        "Other | x, Bolt | 2 | 32.5 | once | Bolt | 65",
        "Other | spare | 1 | 5 | once |  | 5",
        "Total |  |  |  |  |  | 470",
        "Nobody quotes spare; it is compared at the workbook's price.",
    ]


def test_what_is_compared_are_formulas(years: Planned, tmp_path: Path) -> None:
    found = lines_of(compared(tmp_path, FOUND, years), "Quotes", formulas=True)
    assert [line.rpartition(" |  |  | ")[2] for line in (found[5], found[6], found[8])] == [
        *("=G6-$G$6 | 470", "=G7-$G$6 | 480", "=G9-$G$6 | 500"),
    ]
    assert found[15].endswith("=SUM(G14:G16)")


def test_the_chart_says_what_to_do(years: Planned, tmp_path: Path) -> None:
    drawn = "; USD over the horizon; Quotes!A6:A9 -> Quotes!G6:G9"
    told = {
        "Splitting saves 10 USD against the best supplier alone": FOUND,
        "Take Acme": replace(FOUND, taken=FOUND.taken[2:]),
        "No quote is worth taking": replace(FOUND, taken=FOUND.taken[:1]),
    }
    for title, found in told.items():
        assert charts_of(compared(tmp_path, found, years), "Quotes") == [
            f"barChart: {title}{drawn}"
        ]
