"""The Summary sheet: what it costs, what to buy, what it is compared with, when it is paid, what to
know, and its proof; as values and as the formulas behind them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from optimizer.domain.plan import Budget, Plan, PlanStatus, YearPayment
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Message, Place, Problem
from optimizer.report.summary import Summary
from optimizer.writing.page import WorkbookWriter
from tests.report.conftest import WARD, planned
from tests.support.lines import written


def lines(found: Planned, folder: Path, *, formulas: bool = False) -> list[str]:
    return written(folder, "Summary", lambda deck: Summary(deck, found).write(), formulas=formulas)


def of(found: Planned, plan: Plan) -> Planned:
    return replace(found, plan=plan)


def test_the_whole_sheet(ward: Planned, tmp_path: Path) -> None:
    """Two clerks on any device need user licenses, one is there; a device license serves the nurses
    at their cart. With user licenses alone four would be bought."""
    assert lines(ward, tmp_path) == [
        "in: license plan 2026 to 2028",
        "in.xlsx; 1 January 2026 to 31 December 2028; amounts in USD.",
        "Cost over 3 years | Due now |  |  | Saved |  |  | Proven: nothing cheaper exists.",
        "89 | 89 |  |  | 0 |  |  | Audited: all 2 needs are covered, every amount added up again.",
        "2 lines to buy, below | on 1 January 2026 |  |  | as much as devices where possible |  |  | 1 note, none serious",
        "What to buy",
        "License | Quantity | Price | Paid | Due now | Over 3 years",
        "User CAL | 1 | 50 | once | 50 | 50 |  | Costs as much as devices where possible",
        "Device CAL | 1 | 39 | once | 39 | 39",
        "Total |  |  |  | 89 | 89 |  | 56 % goes into User CAL",
        "Compared with simple rules",
        "Rule |  |  | Saving, % | Saving | Over 3 years",
        "This plan |  |  |  |  | 89",
        "Devices where possible |  |  | 0 | 0 | 89",
        "Users where possible |  |  | 0.555 | 111 | 200",
        "One kind a department |  |  | 0 | 0 | 89",
        "One kind a person |  |  | 0 | 0 | 89",
        "Status | Accesses by basis |  |  | Workbook adds up | Lower bound",
        "optimal | 2 without a basis |  |  | OK | 89",
    ]


def test_every_figure_follows_the_other_sheets(ward: Planned, tmp_path: Path) -> None:
    found = [line.split(" | ") for line in lines(ward, tmp_path, formulas=True)]
    assert found[3][0] == "=SUM(tblPurchases[Over horizon])"
    assert found[3][1] == "=SUM(tblPurchases[Due now])"
    assert found[3][4] == "=$F$16-Plan_cost"
    assert found[4][4] == (
        '=IF($F$16=Plan_cost,"as much as devices where possible",'
        'IF(ABS(ROUND(100*($F$16-Plan_cost)/MAX($F$16,1),1))=0,"hardly ",'
        'ABS(ROUND(100*($F$16-Plan_cost)/MAX($F$16,1),1))&" % ")'
        '&IF($F$16>Plan_cost,"less","more")&" than devices where possible")'
    )
    assert found[2][7] == (
        "=IF(SUMPRODUCT(--(tblPurchases[Price]<>SUMIF(tblWorkings[Line],tblPurchases[Line],"
        'tblWorkings[Price as read])))=0,"Proven: nothing cheaper exists.",'
        '"Prices were changed: the mix may no longer be the cheapest.")'
    )
    assert found[8] == [
        "Device CAL",
        "=INDEX(tblPurchases[Quantity],2)",
        "=INDEX(tblPurchases[Price],2)",
        "once",
        "=INDEX(tblPurchases[Due now],2)",
        "=INDEX(tblPurchases[Over horizon],2)",
    ]
    assert found[9][4:6] == ["=SUM(E10:E11)", "=SUM(F10:F11)"]
    assert found[12][-1] == "=Plan_cost"
    assert found[14][3:] == ["=IF($F$17=0,0,($F$17-Plan_cost)/$F$17)", "=$F$17-Plan_cost", "200"]
    assert found[18][4] == '=IF(SUMPRODUCT(--(tblIntegrity[Result]<>"OK"))=0,"OK","see Integrity")'


def test_named_cells_are_where_the_figures_stand(ward: Planned, tmp_path: Path) -> None:
    lines(ward, tmp_path)
    names = openpyxl.load_workbook(tmp_path / "written.xlsx").defined_names
    places = {
        name: defined.attr_text.translate({36: None, 39: None}) for name, defined in names.items()
    }
    assert places["Plan_cost"] == "Summary!A5"
    assert places["Plan_due_now"] == "Summary!B5"
    assert places["Lower_bound"] == "Summary!F22"
    assert places["Payments_all_years"] == "Summary!A5"  # all is paid at once: it is the cost


def test_payments_by_year_where_there_are_several(years: Planned, tmp_path: Path) -> None:
    """Ten at 20, then fifteen. What rounding leaves goes to the first year, so that both columns
    add up."""
    found = lines(years, tmp_path)
    start = found.index("Payments by year")
    assert found[start + 1 : start + 5] == [
        "Year |  |  |  | As invoiced | Today's money",
        "2026 |  |  |  | 200 | 200",
        "2027 |  |  |  | 300 | 300",
        "Total |  |  |  | 500 | 500",
    ]
    made = lines(years, tmp_path, formulas=True)[start + 2 : start + 5]
    assert [line.split(" | ")[5] for line in made] == [
        "=Plan_cost-SUM(F21:F21)",
        "=ROUND(SUMPRODUCT(tblPurchases[Packs]*tblPurchases[Price]*SUMIF(tblWorkings[Line],tblPurchases[Line],tblWorkings[Year 2 discounted])),2)",
        "=SUM(F20:F21)",
    ]


def test_years_past_the_sixth_are_one(years: Planned, tmp_path: Path) -> None:
    paid = tuple(YearPayment(n, Decimal(10 * n), Decimal(9 * n)) for n in range(1, 9))
    plan = replace(years.plan, payments=paid, purchases=())
    found = lines(of(years, plan), tmp_path)
    start = found.index("Payments by year") + 2
    assert found[start : start + 7] == [
        "2026 |  |  |  | 10 | 9",
        "2027 |  |  |  | 20 | 18",
        "2028 |  |  |  | 30 | 27",
        "2029 |  |  |  | 40 | 36",
        "2030 |  |  |  | 50 | 45",
        "2031 on |  |  |  | 210 | 189",
        "Total |  |  |  | 360 | 500",
    ]


def test_dates_are_told_in_sentences(years: Planned, tmp_path: Path) -> None:
    found = lines(years, tmp_path)
    start = found.index("By date")
    assert found[start + 1 : start + 4] == [
        "Ordering when needed saves 100.00 USD against ordering everything now (600.00 USD).",
        "Buy now: 1 line; buy later: 1, on 2027-01-01.",
        "Committed after the horizon: 100.00 USD.",
    ]
    assert found[4].startswith("2 lines to buy, dates on Purchases | on 1 January 2026")


def test_a_budget_stands_beside_the_payments(ward: Planned, tmp_path: Path) -> None:
    short = Budget(budget=Decimal(80), payments=Decimal(89), missing=Decimal(9))
    found = lines(of(ward, replace(ward.plan, budget=short)), tmp_path)
    assert found[17:19] == [
        "Budget |  |  |  | Difference | Budget as invoiced",
        "Budget less all payments |  |  | missing | 9 | 80",
    ]
    enough = Budget(budget=Decimal(100), payments=Decimal(89), missing=Decimal(0))
    found = lines(of(ward, replace(ward.plan, budget=enough)), tmp_path)
    assert found[18] == "Budget less all payments |  |  | left over | 11 | 100"
    made = lines(of(ward, replace(ward.plan, budget=enough)), tmp_path, formulas=True)
    assert made[18].split(" | ")[3:5] == [
        '=IF(Payments_all_years<=$F$22,"left over","missing")',
        "=ABS($F$22-Payments_all_years)",
    ]


def note(code: str) -> Problem:
    return Problem(Place(7, "Owned", 3, 2), Message(code, f"it is {code}.", "Look."), ())


def test_serious_notes_stand_in_full_the_others_are_counted(ward: Planned, tmp_path: Path) -> None:
    """Three of them at most; whoever wants all finds them on Notes."""
    notes = (note("group-of-one"), *[note("stale")] * 4)
    found = lines(of(ward, replace(ward.plan, warnings=notes)), tmp_path)
    assert found[17:21] == ["5 notes, 4 serious", *["It is stale. Look."] * 3]
    assert found[4].endswith("| 5 notes, 4 serious, quoted below")


def test_an_unproven_plan_says_what_none_can_cost_less_than(ward: Planned, tmp_path: Path) -> None:
    plan = replace(ward.plan, status=PlanStatus.FEASIBLE, lower_bound=Decimal(80))
    found = lines(of(ward, plan), tmp_path)
    assert found[2].split(" | ")[7] == "Not proven: no plan costs less than 80 USD."
    assert found[-1].split(" | ")[0] == "feasible"
    assert found[-1].split(" | ")[-1] == "80"


def test_a_plan_that_buys_nothing_says_so(tmp_path: Path) -> None:
    owned = [["License", "Quantity"], ["User CAL", 5]]
    found = lines(planned(tmp_path, {**WARD, "Owned": owned}), tmp_path)
    assert found[3].startswith("0 | 0")
    assert found[4].startswith("nothing to buy | on 1 January 2026")


def test_every_other_sheet_is_linked_with_what_it_is_for(ward: Planned, tmp_path: Path) -> None:
    """A hidden one is not."""

    def write(deck: WorkbookWriter) -> None:
        summary = Summary(deck, ward)
        deck.page("Purchases", "To order.")
        deck.page("Workings", "Inside.").hidden = True
        summary.write()
        summary.finish({"Purchases": "what to order"})

    assert written(tmp_path, "Summary", write)[-2:] == [
        "Sheets of this workbook",
        "Purchases | what to order",
    ]


def test_the_organization_gives_the_title(ward: Planned, tmp_path: Path) -> None:
    settings = replace(ward.tables.settings, organization="Clinic", horizon=1)
    named = replace(ward, tables=replace(ward.tables, settings=settings))
    found = lines(named, tmp_path)
    assert found[0] == "Clinic: license plan 2026 to 2026"
    assert found[2].startswith("Cost over 1 year | Due now")
