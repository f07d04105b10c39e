"""Integrity: every sum of the workbook, made in two ways by its own formulas."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from optimizer.domain.plan import Plan, YearPayment
from optimizer.domain.planned import Planned
from optimizer.report.integrity import write_integrity
from optimizer.report.summary import Summary
from optimizer.writing.page import WorkbookWriter
from tests.support.lines import written


def lines(
    found: Planned, folder: Path, beside: tuple[str, ...] = (), *, formulas: bool = False
) -> list[str]:
    """The rows of the table: check, both ways, result."""

    def write(deck: WorkbookWriter) -> None:
        summary = Summary(deck, found)
        summary.write()
        write_integrity(deck, found.plan, summary, beside)

    return written(folder, "Integrity", write, formulas=formulas)[2:]


def of(found: Planned, plan: Plan) -> Planned:
    return replace(found, plan=plan)


def test_the_checks_of_a_plan_at_once(ward: Planned, tmp_path: Path) -> None:
    """Five people, two with a license; one cart; one license was owned, two are bought, three are
    held by somebody."""
    assert lines(ward, tmp_path) == [
        "Check | One way | Another way | Result",
        "People listed are all that count | 5 | 5 | OK",
        "People with a license and without add up | 2 | 2 | OK",
        "Devices listed are all that count | 1 | 1 | OK",
        "Devices with a license and without add up | 1 | 1 | OK",
        "Kept + Converted + Left over = Owned | 1 | 1 | OK",
        "Kept + Bought = Used + Surplus | 3 | 3 | OK",
        "Purchases are what Holdings call Bought | 2 | 2 | OK",
        "Who holds User CAL is what Holdings call Used | 2 | 2 | OK",
        "Who holds Device CAL is what Holdings call Used | 1 | 1 | OK",
        "Purchases due now are Summary's Due now | 89 | 89 | OK",
        "Purchases over the horizon are Summary's cost | 89 | 89 | OK",
        "Accesses covered | 2 | 2 | OK",
    ]


def test_both_ways_are_formulas_of_other_cells(ward: Planned, tmp_path: Path) -> None:
    found = dict(line.split(" | ", 1) for line in lines(ward, tmp_path, formulas=True))
    agree = '=IF(ROUND(tblIntegrity[[#This Row],[One way]]-tblIntegrity[[#This Row],[Another way]],2)=0,"OK","NOT OK")'
    held = "+".join(
        f'SUMPRODUCT(ISNUMBER(FIND("; "&INDEX(tblHoldings[License],2)&";","; "&{t}[Licenses]&";"))*{t}[Members])'
        for t in ("tblUsers", "tblDevices")
    )
    assert found["People listed are all that count"] == f"=SUM(tblUsers[Members]) | =5 | {agree}"
    assert found["Devices with a license and without add up"] == (
        '=SUMIFS(tblDevices[Members],tblDevices[Licenses],"?*") | '
        f'=SUM(tblDevices[Members])-SUMIFS(tblDevices[Members],tblDevices[Licenses],"") | {agree}'
    )
    assert found["Kept + Converted + Left over = Owned"] == (
        "=SUM(tblHoldings[Kept])+SUM(tblHoldings[Converted])+SUM(tblHoldings[Left over]) | "
        f"=SUM(tblHoldings[Owned]) | {agree}"
    )
    assert found["Kept + Bought = Used + Surplus"] == (
        "=SUM(tblHoldings[Kept])+SUM(tblHoldings[Bought]) | "
        f"=SUM(tblHoldings[Used])+SUM(tblHoldings[Surplus]) | {agree}"
    )
    assert found["Purchases are what Holdings call Bought"] == (
        f"=SUM(tblPurchases[Quantity]) | =SUM(tblHoldings[Bought]) | {agree}"
    )
    assert found["Who holds Device CAL is what Holdings call Used"] == (
        f"={held} | =INDEX(tblHoldings[Used],2) | {agree}"
    )
    assert found["Purchases due now are Summary's Due now"] == (
        f"=SUM(tblPurchases[Due now]) | =Plan_due_now | {agree}"
    )
    assert found["Accesses covered"] == (
        f'=COUNTIF(tblCoverage[Covered by],"?*") | =ROWS(tblCoverage[Covered by]) | {agree}'
    )


def test_over_time_a_row_counts_in_its_periods_only(years: Planned, tmp_path: Path) -> None:
    """Neither people nor purchases are then one number; the payments of the years are the cost."""
    assert lines(years, tmp_path)[1:] == [
        "Kept + Converted + Left over = Owned | 0 | 0 | OK",
        "Kept + Bought = Used + Surplus | 15 | 15 | OK",
        "Payments by year, discounted, are the cost | 500 | 500 | OK",
        "Purchases due now are Summary's Due now | 200 | 200 | OK",
        "Purchases over the horizon are Summary's cost | 500 | 500 | OK",
        "Accesses covered | 2 | 2 | OK",
    ]
    made = lines(years, tmp_path, formulas=True)[3]
    assert made.split(" | ")[1:3] == ["=SUM(Summary!F20:F21)", "=Plan_cost"]


def test_sheets_that_are_files_are_not_counted(ward: Planned, tmp_path: Path) -> None:
    found = lines(ward, tmp_path, ("User licenses", "Coverage"))
    assert [line.partition(" | ")[0] for line in found[1:]] == [
        "Devices listed are all that count",
        "Devices with a license and without add up",
        "Kept + Converted + Left over = Owned",
        "Kept + Bought = Used + Surplus",
        "Purchases are what Holdings call Bought",
        "Purchases due now are Summary's Due now",
        "Purchases over the horizon are Summary's cost",
    ]


def test_modes_of_servers_are_paid_beside_purchases(ward: Planned, tmp_path: Path) -> None:
    """A plan that buys nothing pays a server's mode alone."""
    cost = Decimal(12)
    moded = replace(
        ward.plan, purchases=(), balances=(), server_costs=(("s", cost),), due_now=cost, cost=cost,
        payments=(YearPayment(1, cost, cost),),
    )  # fmt: skip
    found = lines(of(ward, moded), tmp_path, formulas=True)
    assert [line.split(" | ")[:2] for line in found[5:7]] == [
        ["Purchases due now are Summary's Due now", "=0+SUM(tblServers[Cost])"],
        ["Purchases over the horizon are Summary's cost", "=0+SUM(tblServers[Cost])"],
    ]
