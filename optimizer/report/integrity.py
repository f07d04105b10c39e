"""The Integrity sheet: the workbook added up again by its own formulas."""

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from optimizer.domain.plan import Plan
from optimizer.report.addresses import area
from optimizer.report.purchases import TABLE
from optimizer.report.summary import OVER, Summary
from optimizer.writing.page import Col, Formula, WorkbookWriter

_OK = "OK"


@dataclass(frozen=True)
class Check:
    """Two numbers that must agree: what they are, a formula for each, and their value."""

    name: str
    left: str
    right: str
    value: object


def write_integrity(
    deck: WorkbookWriter, plan: Plan, summary: Summary, beside: Container[str]
) -> None:
    """A row for each check; `beside`: sheets that are files, which formulas cannot count."""
    page = deck.page(
        "Integrity",
        "Every row adds the workbook up in two ways; Result says OK where they agree.",
        "proof",
    )
    checks = [*_members(plan, beside), *_holdings(plan, beside), *_money(plan, summary)]
    if len(plan.coverage.user) and "Coverage" not in beside:
        checks.append(
            Check(
                "Accesses covered",
                '=COUNTIF(tblCoverage[Covered by],"?*")',
                "=ROWS(tblCoverage[Covered by])",
                len(plan.coverage.user),
            )
        )
    rows = []
    for check in checks:
        left, right = (
            "tblIntegrity[[#This Row],[One way]]",
            "tblIntegrity[[#This Row],[Another way]]",
        )
        result = Formula(f'=IF(ROUND({left}-{right},{plan.digits})=0,"OK","NOT OK")', _OK)
        rows.append(
            (
                check.name,
                Formula(check.left, check.value),
                Formula(check.right, check.value),
                result,
            )
        )
    columns = [
        Col("Check", "text", 520),
        Col("One way", "price"),
        Col("Another way", "price"),
        Col("Result", "after", 100),
    ]
    head = page.table("tblIntegrity", columns, rows)
    for number, check in enumerate(checks, head + 1):
        if not isinstance(check.value, Decimal):
            for column in (1, 2):
                page.put(number, column, rows[number - head - 1][column], deck.styles.look("count"))
    page.verdicts(head + 1, 3, head + len(rows))


def _members(plan: Plan, beside: Container[str]) -> list[Check]:
    checks = []
    for table, what, holding in (
        ("tblUsers", "People", plan.users),
        ("tblDevices", "Devices", plan.devices),
    ):
        if len(holding.row) and f"{table[3:-1]} licenses" not in beside:
            total = int(holding.members.sum())
            if plan.over_time is not None:
                continue  # a row counts in its own periods only
            checks += [
                Check(
                    f"{what} listed are all that count",
                    f"=SUM({table}[Members])",
                    f"={total}",
                    total,
                ),
                Check(
                    f"{what} with a license and without add up",
                    f'=SUMIFS({table}[Members],{table}[Licenses],"?*")',
                    f'=SUM({table}[Members])-SUMIFS({table}[Members],{table}[Licenses],"")',
                    holding.licensed,
                ),
            ]
    return checks


def _holdings(plan: Plan, beside: Container[str]) -> list[Check]:
    if not plan.balances:
        return []
    kept = sum(b.kept for b in plan.balances)
    checks = [
        Check(
            "Kept + Converted + Left over = Owned",
            "=SUM(tblHoldings[Kept])+SUM(tblHoldings[Converted])+SUM(tblHoldings[Left over])",
            "=SUM(tblHoldings[Owned])",
            sum(b.owned for b in plan.balances),
        ),
        Check(
            "Kept + Bought = Used + Surplus",
            "=SUM(tblHoldings[Kept])+SUM(tblHoldings[Bought])",
            "=SUM(tblHoldings[Used])+SUM(tblHoldings[Surplus])",
            kept + sum(b.bought for b in plan.balances),
        ),
    ]
    if plan.over_time is not None:
        return checks  # what has ended by then is bought and not in Holdings
    if plan.purchases:
        bought = sum(p.quantity for p in plan.purchases)
        checks.append(
            Check(
                "Purchases are what Holdings call Bought",
                f"=SUM({TABLE}[Quantity])",
                "=SUM(tblHoldings[Bought])",
                bought,
            )
        )
    if "User licenses" in beside or "Device licenses" in beside:
        return checks
    for number, b in enumerate(plan.balances, 1):
        name = f"INDEX(tblHoldings[License],{number})"
        held = [
            f'SUMPRODUCT(ISNUMBER(FIND("; "&{name}&";","; '
            f'"&{table}[Licenses]&";"))*{table}[Members])'
            for table, holding in (("tblUsers", plan.users), ("tblDevices", plan.devices))
            if len(holding.row)
        ]
        if plan.servers:
            held.append(f"SUMPRODUCT((tblServers[License]={name})*tblServers[Quantity])")
        checks.append(
            Check(
                f"Who holds {b.license} is what Holdings call Used",
                f"={'+'.join(held)}",
                f"=INDEX(tblHoldings[Used],{number})",
                b.used,
            )
        )
    return checks


def _money(plan: Plan, summary: Summary) -> list[Check]:
    checks = []
    if summary.payments is not None:
        years = f"=SUM(Summary!{area(OVER, *summary.payments)})"
        checks.append(
            Check("Payments by year, discounted, are the cost", years, "=Plan_cost", plan.cost)
        )
    now = f"=SUM({TABLE}[Due now])" if plan.purchases else "=0"
    modes = "+SUM(tblServers[Cost])" if plan.server_costs else ""
    checks.append(
        Check("Purchases due now are Summary's Due now", now + modes, "=Plan_due_now", plan.due_now)
    )
    whole = f"=SUM({TABLE}[Over horizon])" if plan.purchases else "=0"
    checks.append(
        Check(
            "Purchases over the horizon are Summary's cost", whole + modes, "=Plan_cost", plan.cost
        )
    )
    return checks
