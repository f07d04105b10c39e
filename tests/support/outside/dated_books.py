"""Random workbooks whose people, servers, prices and licenses come and go, ordered every year or
quarter."""

from datetime import date, timedelta
from random import Random

from tests.support.outside.books import AS_OF, Book, Rows

ABOUT = (
    *("groups", "types", "narrowed", "one kind", "same holder", "versions", "suites", "wide"),
    *("cal mode", "owned", "packs", "limits", "tiers", "front end", "blank sides"),
    *("conversions", "at expiry", "assigned", "assurance", "requires", "processors"),
    *("external", "administration", "exempt", "own pairs", "window", "same as", "zero"),
)
"""What they may be about besides."""


class DatedBook(Book):
    """A workbook that is then given dates, terms, a Timeline and an order rhythm."""

    def __init__(self, r: Random, subjects: tuple[str, ...] = ABOUT) -> None:
        # Units that sit somewhere, or units that are converted.
        barred = {"conversions", "at expiry"} if r.random() < 0.5 else {"assigned"}
        super().__init__(r, tuple(subject for subject in subjects if subject not in barred))
        self.rhythm = r.choice(["Yearly", "Quarterly"])
        self.horizon = r.choice([1, 2, 3]) if self.rhythm == "Yearly" else 1
        for row in self.sheets["Settings"]:
            if row[0] == "Horizon":
                row[1] = self.horizon
        self.sheets["Settings"].append(["Orders", self.rhythm])
        self.step = 12 if self.rhythm == "Yearly" else 3
        for sheet, share in (("Users", 0.4), ("Devices", 0.3), ("Access", 0.3), ("Servers", 0.15)):
            self._give_dates(sheet, share)
        self._give_terms()
        self._timeline()

    def moment(self) -> date:
        """Some day of the horizon, often a first or last day of a period."""
        months = self.r.randrange(0, 12 * self.horizon + 1, self.step)
        day = date(AS_OF.year + months // 12, months % 12 + 1, 1)
        return day + timedelta(days=self.r.choice([0, 0, -1, 1, 40]))

    def _give_dates(self, sheet: str, share: float) -> None:
        rows = self.sheets[sheet]
        for column in ("From", "To"):
            if column not in rows[0]:
                rows[0].append(column)
                for row in rows[1:]:
                    row.append("")
        start, stop = rows[0].index("From"), rows[0].index("To")
        hosts = {"s0"} if sheet == "Servers" else set()
        for row in rows[1:]:
            alias = sheet in ("Users", "Devices") and row[6]
            if row[0] in hosts or alias or not self.some(share):
                continue
            first, last = sorted([self.moment(), self.moment()])
            kind = self.r.choice(["from", "to", "both"])
            row[start] = first if kind != "to" else ""
            row[stop] = last if kind != "from" else ""

    def _give_terms(self) -> None:
        for sheet in ("Licenses", "Offers"):
            rows = self.sheets.get(sheet, [[]])
            for row in rows[1:]:
                if self.some(0.4):
                    periods = self.r.choice([1, 1, 2, 3, 4])
                    row[rows[0].index("Term")] = periods * self.step
        rows = self.sheets.get("Owned", [[]])
        for row in rows[1:]:
            if self.some(0.5):
                row[2] = self.moment()
            if self.some(0.3, "conversions"):
                row[3] = self.moment()
        rows = self.sheets.get("Offers", [[]])
        if len(rows) > 1:
            rows[0] += ["Valid from", "Valid until"]
            valid: dict[object, tuple[object, object]] = {}
            for row in rows[1:]:
                if row[10]:
                    row[5] = ""
                first = self.moment() if self.some(0.3) else ""
                last = self.moment() if self.some(0.3) and not first else ""
                row += valid.setdefault(row[0], (first, last))
                term = next(r[5] for r in rows[1:] if r[0] == row[0])
                row[5] = term  # rows of one offer agree

    def _timeline(self) -> None:
        rows: Rows = [["From", "Change", "Target", "Value"]]
        licenses = [row for row in self.sheets["Licenses"][1:] if row[6] != ""]
        tiered = {row[0] for row in self.sheets.get("Offers", [])[1:] if row[7] != ""}
        offers = [row[0] for row in self.sheets.get("Offers", [])[1:]]
        for _ in range(self.r.randint(0, 4)):
            change = self.r.choice(["Price", "Price factor", "Count", "Product", "Without"])
            target: object = ""
            value: object = ""
            if change == "Price" and licenses:
                single = [row[0] for row in licenses if row[9] == ""]
                if not single:
                    continue
                target, value = self.r.choice(single), self.r.choice([5, 15, 40])
            elif change == "Price factor":
                target = self.r.choice(["*", *(row[0] for row in licenses), *offers])
                value = self.r.choice([0.5, 1.2, 2])
            elif change == "Count":
                side = self.r.choice(["Users", "Devices"])
                if any(row[6] for row in self.sheets["Access"][1:]):
                    continue
                target = self.r.choice([row[0] for row in self.sheets[side][1:] if not row[6]])
                value = self.r.randint(0, 4)
                if any(target in row for row in self.sheets.get("Assigned", [])):
                    continue
            elif change == "Product":
                target = self.r.choice(self.sheets["Servers"][1:])[0]
                value = self.r.choice(self.products)
            elif change == "Without" and (licenses or offers):
                offer = self.r.choice([*offers, *(row[0] for row in licenses)])
                change = "Without offer" if offer in offers else "Without license"
                target = offer
            if target != "" and not (change == "Price" and target in tiered):
                rows.append([self.moment(), change, target, value])
        if len(rows) > 1:
            self.sheets["Timeline"] = rows


def dated_book(seed: int) -> dict[str, Rows]:
    """The sheets of a seed's workbook over time."""
    return DatedBook(Random(seed)).sheets
