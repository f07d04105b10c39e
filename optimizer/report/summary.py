"""The Summary sheet, one printed page that is read in ten seconds: three figures, what to buy, what
it is compared with, when it is paid, what to know, and its proof."""

from collections.abc import Mapping
from decimal import Decimal

from optimizer.domain.plan import PlanStatus
from optimizer.domain.planned import Planned
from optimizer.licensing.horizon import anniversary, end_of
from optimizer.report import purchases
from optimizer.report.addresses import area, cell
from optimizer.report.comparisons import Rule, beside, best_of, rules
from optimizer.report.notes import counted, serious
from optimizer.report.over_time import said as said_of_dates
from optimizer.report.summary_charts import Drawn, draw
from optimizer.report.what_to_buy import Listed, same_lines, write_what_to_buy
from optimizer.report.words import day_in_words, simpler_than_cheapest, span_in_words
from optimizer.writing.columns import Formula, height, lines
from optimizer.writing.page import HEADER, WorkbookWriter, checked
from optimizer.writing.styles import ACCENT, GOOD, MUTED, WARN

COLUMNS = (230, 60, 80, 72, 112, 130, 22, 430)
"""Pixels: label, quantity, price, paid, due now, over the horizon, a gutter, charts."""

LABEL, QUANTITY, PRICE, PAID, NOW, OVER, CHARTS = 0, 1, 2, 3, 4, 5, 7

ONE_PAGE = 868
"""Pixels of rows that one page holds where 10 points print at 8."""

MOST_YEARS = 6
"""Years that are listed one by one."""


class Summary:
    """The sheet being written; it is the first one and is filled last, since it draws on the
    others."""

    def __init__(self, deck: WorkbookWriter, planned: Planned) -> None:
        tables, plan, source = planned.tables, planned.plan, planned.source.name
        self.deck, self.tables, self.plan = deck, tables, plan
        settings = tables.settings
        stem = source.rpartition(".")[0] or source
        last = end_of(settings)
        sentence = f"{source}; {span_in_words(settings.as_of, last)}; amounts in {plan.currency}."
        years = f"{settings.as_of.year} to {last.year}"
        self.page = deck.page(
            "Summary", sentence, "answer", f"{settings.organization or stem}: license plan {years}"
        )
        self.over = f"Over {settings.horizon} year{'s' if settings.horizon > 1 else ''}"
        self.bought = bool(plan.purchases)
        self.rules: tuple[Rule, ...] = rules(plan)
        self.total = sum((year.nominal for year in plan.payments), Decimal(0))
        self.payments: tuple[int, int] | None = None
        self.listed = Listed()

    def write(self) -> None:
        """Every block, top to bottom."""
        page = self.page
        page.lay(*COLUMNS)
        page.sheet.fit_to_pages(1, 1)
        page.sheet.freeze_panes(HEADER, 0)
        page.row = HEADER + 4
        self._buy()
        self._compared()
        self._payments()
        self._budget()
        self._by_date()
        self._notes()
        self._proof()
        self._figures()
        page.squeeze(page.row - 1, ONE_PAGE)
        drawn = Drawn(
            page=page, book=self.deck.book, plan=self.plan, over=self.over, rules=self.rules,
            rows=self.rows, compared=self.compared, payments=self.payments, listed=self.listed,
            total=self.total,
        )  # fmt: skip
        last = draw(drawn)
        page.sheet.print_area(0, 0, last, len(COLUMNS) - 1)
        page.row = last + 2

    def finish(self, guide: Mapping[str, str]) -> None:
        """The links to every other sheet and what it is for, once all of them are there; below what
        is printed."""
        page, deck = self.page, self.deck
        page.section("Sheets of this workbook")
        for name, other in deck.pages.items():
            if name != "Summary" and not other.hidden:
                page.link(page.row, LABEL, name, name)
                page.put(page.row, QUANTITY, guide[name], page.styles.of(font_color=MUTED))
                page.row += 1

    def _figures(self) -> None:
        """Three figures, each under a bar, and the proof in words."""
        page, plan, row = self.page, self.plan, HEADER
        for offset, tall in enumerate((24, 40, 24, 8)):
            page.tall(row + offset, tall)
        bar = {"left": 5, "left_color": ACCENT, "indent": 1, "align": "left"}
        small = page.styles.of(font_color=MUTED, **bar)
        big = page.styles.of(
            font_size=24, bold=True, font_color=ACCENT, shrink=True,
            num_format=page.styles.figure, **bar,
        )  # fmt: skip
        discounted = self.tables.settings.discount_rate and plan.cost != self.total
        first = f"Cost {self.over.lower()}" + (", in today's money" if discounted else "")
        cost, now = self._sum("Over horizon"), self._sum("Due now")
        count = len(plan.purchases) + len(plan.server_costs)
        where = "below" if len(same_lines(plan)) == len(plan.purchases) else "dates on Purchases"
        below = (
            f"{count} line{'' if count == 1 else 's'} to buy, {where}"
            if count
            else "nothing to buy"
        )
        saved, against = self._saved()
        over_all = Formula(f"={cost}", plan.cost) if cost else plan.cost
        due_now = Formula(f"={now}", plan.due_now) if now else plan.due_now
        day = f"on {day_in_words(self.tables.settings.as_of)}"
        for left, right, label, figure, said in (
            (LABEL, LABEL, first, over_all, below),
            (QUANTITY, PAID, "Due now", due_now, day),
            (NOW, OVER, "Saved", saved, against),
        ):
            for offset, value, look in ((0, label, small), (1, figure, big), (2, said, small)):
                if right > left:
                    checked(
                        page.sheet.merge_range(row + offset, left, row + offset, right, None, look)
                    )
                page.put(row + offset, left, value, look)
        self.deck.name("Plan_cost", page, row + 1, LABEL)
        self.deck.name("Plan_due_now", page, row + 1, QUANTITY)
        self._trust(row, bar | {"left_color": GOOD})

    def _saved(self) -> tuple[object, object]:
        """What is saved against the best simple rule, and that rule."""
        best = best_of(self.rules)
        if best is None or best.cost is None:
            return "\u2013", "no simple rule is possible"
        where = cell(OVER, self.rows[best.name])
        saved = best.cost - self.plan.cost
        formula, text = beside(best, where, self.plan.cost)
        return Formula(f"={where}-Plan_cost", saved), Formula(f"={formula}", text)

    def _trust(self, row: int, bar: Mapping[str, object]) -> None:
        page, plan = self.page, self.plan
        optimal = plan.status is PlanStatus.OPTIMAL
        proven = (
            "Proven: nothing cheaper exists."
            if optimal
            else f"Not proven: no plan costs less than {plan.lower_bound:,} {plan.currency}."
        )
        if plan.simplified is not None:
            proven = simpler_than_cheapest(plan)
        said: object = proven
        if self.bought:
            edited = "Prices were changed: the mix may no longer be the cheapest."
            said = Formula(f'=IF({purchases.EDITED}=0,"{proven}","{edited}")', proven)
        color = GOOD if optimal else WARN
        page.put(row, CHARTS, said, page.styles.of(bold=True, font_color=color, **bar))
        needs = len(plan.coverage.user)
        audited = f"Audited: all {needs:,} needs are covered, every amount added up again."
        page.put(row + 1, CHARTS, audited, page.styles.of(**bar))
        grave = [w for w in plan.warnings if serious(w)]
        text = counted(plan.warnings) + (", quoted below" if grave else "")
        look = page.styles.of(bold=bool(grave), font_color=WARN if grave else MUTED, **bar)
        page.put(row + 2, CHARTS, text, look)

    def _sum(self, column: str) -> str:
        """What the purchases and the servers' own licenses come to."""
        parts = [f"SUM({purchases.TABLE}[{column}])"] * self.bought
        parts += [f"SUM({purchases.SERVERS}[Cost])"] * bool(self.plan.server_costs)
        return "+".join(parts)

    def _buy(self) -> None:
        """What to buy, the dearest first, and its sums."""
        self.listed = write_what_to_buy(self.page, self.plan, self.over)

    def _compared(self) -> None:
        """The plan beside simple rules."""
        page, plan = self.page, self.plan
        page.section("Compared with simple rules")
        columns = {
            LABEL: ("Rule", "text"), PAID: ("Saving, %", "rate"), NOW: ("Saving", "money"),
            OVER: (self.over, "money"),
        }  # fmt: skip
        first = page.row + 1
        rows: list[dict[int, object]] = [
            {LABEL: "This plan", OVER: Formula("=Plan_cost", plan.cost)}
        ]
        self.rows: dict[str, int] = {}
        for number, rule in enumerate(self.rules, first + 1):
            self.rows[rule.name] = number
            if rule.cost is None:
                rows.append({LABEL: rule.name, NOW: rule.why_not})
                continue
            own, saving = cell(OVER, number), rule.cost - plan.cost
            part = saving / rule.cost if rule.cost else Decimal(0)
            rows.append(
                {
                    LABEL: rule.name,
                    PAID: Formula(f"=IF({own}=0,0,({own}-Plan_cost)/{own})", part),
                    NOW: Formula(f"={own}-Plan_cost", saving),
                    OVER: rule.cost,
                }
            )
        page.block(columns, rows, span=(LABEL, OVER), first_is_total=True)
        followed = [r for r in self.rules if r.cost is not None and not r.simpler]
        self.compared = (first, first + len(followed))
        for rule in self.rules:
            if rule.cell and rule.cost is not None:
                self.deck.name(rule.cell, page, self.rows[rule.name], OVER)

    def _payments(self) -> None:
        """Payments by year, where there is more than one."""
        page, plan, digits = self.page, self.plan, self.plan.digits
        used = [year for year in plan.payments if year.nominal or year.discounted]
        if len(used) < 2 and plan.cost == self.total:
            self.deck.name("Payments_all_years", page, HEADER + 1, LABEL)
            return
        page.section("Payments by year")
        shown = (
            plan.payments if len(plan.payments) <= MOST_YEARS else plan.payments[: MOST_YEARS - 1]
        )
        rest = plan.payments[len(shown) :]
        first = page.row + 1
        last = first + len(shown) - 1 + bool(rest)
        as_of = self.tables.settings.as_of
        modes = f"+SUM({purchases.SERVERS}[Cost])" if plan.server_costs else ""
        rows: list[dict[int, object]] = []
        for year in (*shown, *rest[:1]):
            more = rest if year in rest else (year,)
            start = anniversary(as_of, year.year - 1)
            label = (
                str(start.year)
                if (start.month, start.day) == (1, 1)
                else f"from {day_in_words(start)}"
            )
            label = f"{label} on" if len(more) > 1 else label
            nominal: object = sum((y.nominal for y in more), Decimal(0))
            discounted: object = sum((y.discounted for y in more), Decimal(0))
            if self.bought and year.year == 1:
                # What rounding leaves goes to year 1, so that both columns add up.
                later = [f"-SUM({area(c, first + 1, last)})" * (last > first) for c in (NOW, OVER)]
                all_ = f"{purchases.invoiced(digits)}{modes}"
                nominal = Formula(f"={all_}{later[0]}", nominal)
                discounted = Formula(f"=Plan_cost{later[1]}", discounted)
            elif self.bought:
                each = [(f"Year {y.year}", f"Year {y.year} discounted") for y in more]
                made = [
                    "+".join(f"ROUND({purchases.paid(name)},{digits})" for name in names)
                    for names in zip(*each, strict=True)
                ]
                nominal, discounted = (
                    Formula(f"={made[0]}", nominal),
                    Formula(f"={made[1]}", discounted),
                )
            rows.append({LABEL: label, NOW: nominal, OVER: discounted})
        sums = [
            Formula(f"=SUM({area(c, first, last)})", value)
            for c, value in ((NOW, self.total), (OVER, plan.cost))
        ]
        columns = {
            LABEL: ("Year", "text"),
            NOW: ("As invoiced", "money"),
            OVER: ("Today's money", "money"),
        }
        page.block(columns, rows, {LABEL: "Total", NOW: sums[0], OVER: sums[1]})
        self.payments = (first, last)
        self.deck.name("Payments_all_years", page, page.row - 1, NOW)

    def _by_date(self) -> None:
        """What ordering by date comes to: what to buy now and later, and what it saves."""
        sentences = list(said_of_dates(self.plan))
        if sentences:
            self.page.section("By date")
        for sentence in sentences:
            self.page.say(sentence)

    def _budget(self) -> None:
        """The budget beside the payments."""
        page, budget = self.page, self.plan.budget
        if budget is None or self.plan.budgets:
            return
        page.tall(page.row, 8)
        page.row += 1
        columns = {
            LABEL: ("Budget", "text"), PAID: ("", "after"), NOW: ("Difference", "money"),
            OVER: ("Budget as invoiced", "money"),
        }  # fmt: skip
        row = page.row + 1
        own = cell(OVER, row)
        verdict = Formula(
            f'=IF(Payments_all_years<={own},"left over","missing")',
            "missing" if budget.missing else "left over",
        )
        rest = Formula(f"=ABS({own}-Payments_all_years)", abs(budget.budget - budget.payments))
        said = "Budget less all payments"
        page.block(columns, [{LABEL: said, PAID: verdict, NOW: rest, OVER: budget.budget}])
        self.deck.name("Budget", page, row, OVER)
        page.verdicts(row, PAID, good="left over")

    def _notes(self) -> None:
        """The serious notes in full; the others are counted only."""
        page, grave = self.page, [w for w in self.plan.warnings if serious(w)]
        if not grave:
            return
        page.section(counted(self.plan.warnings))
        bar = {"left": 5, "left_color": WARN, "indent": 1, "align": "left", "text_wrap": True}
        look = page.styles.of(**bar)
        for note in grave[:3]:
            text = f"{note.problem[0].upper()}{note.problem[1:]} {note.remedy}".rstrip()
            wide = sum(COLUMNS[: OVER + 1]) - 20
            checked(page.sheet.merge_range(page.row, LABEL, page.row, OVER, None, look))
            page.put(page.row, LABEL, text, look)
            page.tall(page.row, height(lines(text, wide)))
            page.row += 1

    def _proof(self) -> None:
        """Status, what the accesses rest on, the workbook's own checks, the lower bound."""
        page, plan = self.page, self.plan
        page.tall(page.row, 10)
        page.row += 1
        columns = {
            LABEL: ("Status", "text"), QUANTITY: ("Accesses by basis", "text"),
            NOW: ("Workbook adds up", "text"), OVER: ("Lower bound", "money"),
        }  # fmt: skip
        basis = "; ".join(f"{n:,} {name or 'without a basis'}" for name, n in plan.accesses.items())
        wrong = 'SUMPRODUCT(--(tblIntegrity[Result]<>"OK"))'
        row = page.block(
            columns,
            [
                {
                    LABEL: plan.status,
                    QUANTITY: basis,
                    NOW: Formula(f'=IF({wrong}=0,"OK","see Integrity")', "OK"),
                    OVER: plan.lower_bound,
                }
            ],
        )
        self.deck.name("Lower_bound", page, row, OVER)
        page.verdicts(row, NOW)
