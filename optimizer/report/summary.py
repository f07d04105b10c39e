"""The Summary sheet, one printed page: the answer first, what it is compared with, when it is paid,
and its proof."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from optimizer.domain.plan import Holder, Plan
from optimizer.domain.tables import Tables
from optimizer.explaining.cost_by_department import costs_by
from optimizer.report import purchases
from optimizer.report.as_text import no_comparison
from optimizer.writing.page import HEADER, Formula, WorkbookWriter

SHOWN = 12
"""Rows of a list that are open; more of them are grouped."""


GUIDE = {
    "Purchases": "what to buy, line by line",
    "User licenses": "who holds what, and why",
    "Device licenses": "which device holds what, and why",
    "Server licenses": "what is taken for a server, a host or everyone",
    "Holdings": "each license's account",
    "Coverage": "each access and what covers it",
    "Scenarios": "other futures beside the plan",
    "Scenario changes": "who would hold something else in them",
    "Negotiation": "what each price is worth",
    "Notes": "what you should know",
    "About": "how this was made",
    "Integrity": "the workbook added up again",
}


class Summary:
    """The sheet being written; it is the first one and is filled last, since it draws on the
    others."""

    def __init__(self, deck: WorkbookWriter, tables: Tables, plan: Plan) -> None:
        settings = tables.settings
        years = f"{settings.horizon} year{'s' if settings.horizon > 1 else ''}"
        self.deck, self.tables, self.plan = deck, tables, plan
        self.page = deck.page(
            "Summary",
            f"The cheapest compliant mix of licenses over {years} from "
            f"{settings.as_of.isoformat()}, in {plan.currency}: "
            "the answer, what it is compared with, when it is paid, and its proof.",
            "answer",
            "License plan",
        )
        self.bought = bool(plan.purchases)
        self.modes = bool(plan.server_costs)

    def write(self) -> None:
        """Every section, top to bottom."""
        page, plan = self.page, self.plan
        page.widths(50, 20, 20, 14, 3)
        page.sheet.fit_to_pages(1, 1)
        page.sheet.freeze_panes(HEADER, 0)
        page.row = HEADER
        self._answer()
        self._comparison()
        self._payments()
        self._budget()
        for what in ("department", "site"):
            self._costs(what, costs_by(self.tables, plan, what))
        self._families()
        self._moves()
        self._heading("Accesses by basis", "Rows")
        self._list([(basis or "(no basis given)", rows) for basis, rows in plan.accesses.items()])
        self._proof()

    def finish(self) -> None:
        """The links to every other sheet, once all of them are there."""
        page, deck = self.page, self.deck
        self._heading("Sheets of this workbook")
        for name in deck.pages:
            if name != "Summary":
                page.link(page.row, 0, name, name)
                page.cell(page.row, 1, GUIDE[name], page.styles.note)
                page.row += 1
        page.sheet.print_area(0, 0, max(page.row, 40), 14)

    def _heading(self, *texts: str) -> int:
        self.page.row += 1
        padded = (*texts, *("",) * (4 - len(texts)))
        return self.page.add(padded, self.page.styles.heading)

    def _row(self, label: object, *values: object, style: Any) -> int:
        """A label and its values, these in a style."""
        for column, value in enumerate(values, 1):
            self.page.cell(self.page.row, column, value, style)
        return self.page.add((label,))

    def _list(self, rows: Sequence[Sequence[object]]) -> None:
        """Rows of which those past the first few are grouped, and open with the + beside them."""
        for number, row in enumerate(rows):
            at = self.page.add(row)
            if number >= SHOWN:
                self.page.sheet.set_row(at, None, None, {"level": 1, "hidden": True})
        if len(rows) > SHOWN:
            at = self.page.add(
                (f"... and {len(rows) - SHOWN} more: open the group at the left.",),
                self.page.styles.note,
            )
            self.page.sheet.set_row(at, None, None, {"collapsed": True})

    def _sum(self, column: str) -> str:
        """What the purchases and the servers' own licenses come to."""
        parts = [f"SUM({purchases.TABLE}[{column}])"] * self.bought + [
            "SUM(tblServers[Cost])"
        ] * self.modes
        return "+".join(parts)

    def _answer(self) -> None:
        page, plan, style = self.page, self.plan, self.page.styles
        horizon = self.tables.settings.horizon
        label = f"Cost over the horizon ({horizon} year{'s' if horizon > 1 else ''} from {self.tables.settings.as_of.isoformat()})"
        cost, now = self._sum("Over horizon"), self._sum("Due now")
        self.cost = page.row
        page.add((label, Formula(f"={cost}", plan.cost) if cost else plan.cost), style.answer)
        self.now = page.add(
            ("Due now", Formula(f"={now}", plan.due_now) if now else plan.due_now), style.answer
        )
        self.deck.name("Plan_cost", page, self.cost, 1)
        self.deck.name("Plan_due_now", page, self.now, 1)
        if self.bought:
            warning = f'=IF({purchases.EDITED}=0,"","Prices were changed on Purchases: sums follow, the mix is not re-optimized.")'
            page.cell(self.cost, 2, Formula(warning, ""))
            page.warning(self.cost, 2)
        bought = [b for b in plan.balances if b.bought]
        for balance in bought:
            row = page.row + 1
            found = f"=SUMPRODUCT((tblHoldings[License]=MID($A{row},5,LEN($A{row})))*tblHoldings[Bought])"
            page.cell(page.row, 1, Formula(found, balance.bought), style.whole_calculated)
            page.add((f"Buy {balance.license}",))
        if not bought:
            page.add(("Buy", "nothing"))

    def _comparison(self) -> None:
        page, plan, style = self.page, self.plan, self.page.styles
        self._heading("Compared with", "Cost", "Saving", "Saving in %")
        cost = f"$B${self.cost + 1}"
        self.compared = self._row(
            "This plan", Formula(f"={cost}", plan.cost), style=style.money_calculated
        )
        for kind, baseline, name in (
            ("user", plan.all_users, "All_user_licenses"),
            ("device", plan.all_devices, "All_device_licenses"),
        ):
            label = f"All {kind} licenses"
            if baseline is None:
                page.add((label, no_comparison(kind, plan)))
                continue
            row = page.row + 1
            share = (baseline - plan.cost) / baseline if baseline else Decimal(0)
            page.cell(
                page.row,
                2,
                Formula(f"=B{row}-{cost}", baseline - plan.cost),
                style.money_calculated,
            )
            page.cell(
                page.row,
                3,
                Formula(f"=IF(B{row}=0,0,C{row}/B{row})", share),
                style.share_calculated,
            )
            self.deck.name(name, page, page.row, 1)
            page.add((label, baseline))
        self._chart("Strategies compared", self.compared, page.row - 1, 0, [("Cost", 1)])

    def _chart(
        self, title: str, first: int, last: int, place: int, series: Sequence[tuple[str, int]]
    ) -> None:
        chart = self.deck.book.add_chart({"type": "column"})
        colors = ("#1F3864", "#9DC3E6")
        for (name, column), color in zip(series, colors, strict=False):
            chart.add_series(
                {
                    "name": name,
                    "categories": ["Summary", first, 0, last, 0],
                    "values": ["Summary", first, column, last, column],
                    "fill": {"color": color},
                    "gap": 80,
                    "data_labels": {"value": len(series) == 1, "num_format": "#,##0"},
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
        chart.set_y_axis(
            {
                "num_format": "#,##0",
                "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            }
        )
        chart.set_size({"width": 560, "height": 300})
        described = "; ".join(f"{name} by {title.lower()}" for name, _ in series)
        self.page.sheet.insert_chart(
            HEADER + place,
            5,
            chart,
            {"description": f"Column chart: {described}.", "object_position": 3},
        )

    def _payments(self) -> None:
        page, plan, style = self.page, self.plan, self.page.styles
        digits = plan.digits
        self._heading("Payments by year", "Nominal", "Discounted")
        first, last = page.row + 1, page.row + len(plan.payments)
        modes = "+SUM(tblServers[Cost])" if self.modes else ""
        for year in plan.payments:
            nominal: object = year.nominal
            discounted: object = year.discounted
            if self.bought and year.year == 1:
                # What rounding leaves goes to year 1, so that both columns add up.
                all_, later = f"ROUND({purchases.paid('Nominal')}{modes},{digits})", last > first
                rest = [f"-SUM({c}{first + 1}:{c}{last})" if later else "" for c in "BC"]
                nominal = Formula(f"={all_}{rest[0]}", year.nominal)
                discounted = Formula(f"=$B${self.cost + 1}{rest[1]}", year.discounted)
            elif self.bought:
                name = f"Year {year.year}"
                nominal = Formula(f"=ROUND({purchases.paid(name)},{digits})", year.nominal)
                discounted = Formula(
                    f"=ROUND({purchases.paid(f'{name} discounted')},{digits})", year.discounted
                )
            self._row(f"Year {year.year}", nominal, discounted, style=style.money_calculated)
        self._chart(
            "Payments by year", first - 1, last - 1, 16, [("Nominal", 1), ("Discounted", 2)]
        )
        total = sum((y.nominal for y in plan.payments), Decimal(0))
        sums = [
            Formula(f"=SUM({c}{first}:{c}{last})", v) for c, v in (("B", total), ("C", plan.cost))
        ]
        self.paid = self._row("All years", *sums, style=style.money_calculated)
        self.deck.name("Payments_all_years", page, self.paid, 1)

    def _budget(self) -> None:
        page, budget = self.page, self.plan.budget
        if budget is None:
            return
        self._heading("Budget", "Amount")
        row = page.add(("Budget", budget.budget)) + 1
        self.deck.name("Budget", page, row - 1, 1)
        paid = Formula(f"=B{self.paid + 1}", budget.payments)
        self._row("Payments over the horizon", paid, style=page.styles.money_calculated)
        missing = Formula(f"=MAX(0,B{row + 1}-B{row})", budget.missing)
        verdict = "OK" if not budget.missing else "over budget"
        page.cell(page.row, 2, Formula(f'=IF(B{row + 2}=0,"OK","over budget")', verdict))
        page.verdicts(page.row, 2)
        self._row("Missing", missing, style=page.styles.money_calculated)

    def _costs(self, what: str, costs: Mapping[str, Decimal]) -> None:
        if costs:
            self._heading(f"Cost by {what}", "At the prices as read")
            self._list(list(costs.items()))

    def _families(self) -> None:
        """Units in use that open each family, a suite's under each of its families."""
        balances = self.plan.balances
        names = sorted({family for b in balances if b.used for family in b.covers})
        if not names:
            return
        self._heading("Licenses in use by family", "User", "Device", "Server, core, all")
        rows: list[tuple[object, ...]] = []
        for name in names:
            row = self.page.row + len(rows) + 1
            found = (
                f'ISNUMBER(FIND("; "&$A{row}&";","; "&tblHoldings[Covers]&";"))*tblHoldings[Used])'
            )
            metrics = [
                ('(tblHoldings[Metric]="User")*', ("User",)),
                ('(tblHoldings[Metric]="Device")*', ("Device",)),
                (
                    '(tblHoldings[Metric]<>"User")*(tblHoldings[Metric]<>"Device")*',
                    ("Server", "Core", "Organization"),
                ),
            ]
            counts = [
                Formula(
                    f"=SUMPRODUCT({condition}{found}",
                    sum(b.used for b in balances if name in b.covers and b.metric in kinds),
                )
                for condition, kinds in metrics
            ]
            rows.append((name, *counts))
        for values in rows:
            self._row(*values, style=self.page.styles.whole_calculated)

    def _moves(self) -> None:
        if self.plan.mix.moves:
            self._heading("Units to move", "Quantity", "From", "To")
            names = self.tables.licenses
            self._list(
                [
                    (
                        names[m.license].name,
                        m.quantity,
                        _name(self.tables, m.origin),
                        _name(self.tables, m.target),
                    )
                    for m in self.plan.mix.moves
                ]
            )

    def _proof(self) -> None:
        page, plan = self.page, self.plan
        self._heading("Proof", "Value")
        page.add(("Status", plan.status))
        row = page.add(("Lower bound", plan.lower_bound)) + 1
        self.deck.name("Lower_bound", page, row - 1, 1)
        same = f'IF(ROUND(B{self.cost + 1}-B{row},{plan.digits})=0,"OK","not proven")'
        proof = (
            f'=IF({purchases.EDITED}>0,"prices were changed",{same})' if self.bought else f"={same}"
        )
        verdict = "OK" if plan.cost == plan.lower_bound else "not proven"
        first = page.add(("Cost is the lower bound", Formula(proof, verdict)))
        page.add(("Audit", "OK"))
        covered = f"{len(plan.coverage.user):,} of {len(plan.coverage.user):,}"
        page.add(("Needs covered", covered))
        wrong = 'SUMPRODUCT(--(tblIntegrity[Result]<>"OK"))'
        last = page.add(
            ("Integrity of this workbook", Formula(f'=IF({wrong}=0,"OK","see Integrity")', "OK"))
        )
        page.verdicts(first, 1, first + 1)
        page.verdicts(last, 1)


def _name(tables: Tables, holder: Holder) -> str:
    users, row = holder
    return (tables.users if users else tables.devices).names[row]
