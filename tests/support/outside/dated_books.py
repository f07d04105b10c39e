"""Random workbooks whose people, servers, prices and licenses come and go, ordered every year or
quarter."""

from calendar import monthrange
from collections.abc import Callable
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


STARTS = (
    *(AS_OF, AS_OF, date(2026, 2, 15), date(2026, 1, 31), date(2026, 11, 30), date(2027, 8, 30)),
    *(date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 31)),
)
"""Days that a plan begins on: months and years of every length come after them."""


def months_on(start: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that has no such day."""
    year, month = divmod(start.month - 1 + months, 12)
    last = monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


class DatedBook(Book):
    """A workbook that is then given dates, terms, a Timeline and an order rhythm."""

    def __init__(self, r: Random, subjects: tuple[str, ...] = ABOUT) -> None:
        # Units that sit somewhere, or units that are converted.
        barred = {"conversions", "at expiry"} if r.random() < 0.5 else {"assigned"}
        super().__init__(r, tuple(subject for subject in subjects if subject not in barred))
        self.rhythm = r.choice(["Yearly", "Quarterly"])
        self.horizon = r.choice([1, 2, 3]) if self.rhythm == "Yearly" else r.choice([1, 1, 1, 2])
        for row in self.sheets["Settings"]:
            if row[0] == "Horizon":
                row[1] = self.horizon
        self.sheets["Settings"].append(["Orders", self.rhythm])
        self.as_of = r.choice(STARTS)
        for rows in self.sheets.values():
            for row in rows[1:]:
                row[:] = [
                    cell + (self.as_of - AS_OF) if isinstance(cell, date) else cell for cell in row
                ]
        self.step = 12 if self.rhythm == "Yearly" else 3
        for sheet, share in (("Users", 0.4), ("Devices", 0.3), ("Access", 0.3), ("Servers", 0.15)):
            self._give_dates(sheet, share)
        self._give_terms()
        self._timeline()

    def moment(self) -> date:
        """Some day of the horizon, often a first or last day of a period."""
        months = self.r.randrange(0, 12 * self.horizon + 1, self.step)
        day = months_on(self.as_of, months)
        return day + timedelta(days=self.r.choice([0, 0, -1, 1, 40]))

    def _give_dates(self, sheet: str, share: float) -> None:
        rows = self.sheets[sheet]
        for column in ("From", "To"):
            if column not in rows[0]:
                rows[0].append(column)
                for row in rows[1:]:
                    row.append("")
        start, stop = rows[0].index("From"), rows[0].index("To")
        for row in rows[1:]:
            if not self.some(share):
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
            rows[0] += ["Valid from", "Valid until", "Channel"]
            channels = {row[0]: self.r.choice(["", "Shop", "Web"]) for row in rows[1:]}
            valid: dict[object, tuple[object, object]] = {}
            for row in rows[1:]:
                if row[10]:
                    row[5] = ""
                first = self.moment() if self.some(0.3) else ""
                last = self.moment() if self.some(0.3) and not first else ""
                row += valid.setdefault(row[0], (first, last))
                term = next(r[5] for r in rows[1:] if r[0] == row[0])
                row[5] = term  # rows of one offer agree
                row.append(channels[row[0]])

    def _timeline(self) -> None:
        rows: Rows = [["From", "Change", "Target", "Value"]]
        for _ in range(self.r.randint(0, 5)):
            change = self.r.choice([*CHANGES])
            found = CHANGES[change](self)
            if found is not None:
                rows.append(list(found))
        if len(rows) > 1:
            self.sheets["Timeline"] = rows

    def priced(self) -> Rows | None:
        """A price of what has one price: a license's own, or an offer's."""
        tiered = [row[0] for row in self.sheets.get("Offers", [])[1:] if row[7] not in ("", 1)]
        single = [row[0] for row in self.sheets["Licenses"][1:] if row[6] != "" and row[9] == ""]
        single += [row[0] for row in self.sheets.get("Offers", [])[1:] if row[0] not in tiered]
        if not single:
            return None
        return [self.moment(), "Price", self.r.choice(single), self.r.choice([0, 5, 15, 40])]

    def dearer(self) -> Rows | None:
        licenses = [row[0] for row in self.sheets["Licenses"][1:] if row[6] != ""]
        offers = [row[0] for row in self.sheets.get("Offers", [])[1:]]
        target = self.r.choice(["*", *licenses, *offers])
        return [self.moment(), "Price factor", target, self.r.choice([0.5, 1.2, 2])]

    def counted(self) -> Rows | None:
        """A Count, or a factor of one or of all, where no pairs ask for equal Counts."""
        if any(row[6] for row in self.sheets["Access"][1:]):
            return None
        side = self.r.choice(["Users", "Devices"])
        own = [row[0] for row in self.sheets[side][1:] if not row[6]]
        sits = any(target in row for target in own for row in self.sheets.get("Assigned", []))
        target = self.r.choice(own)
        if self.some(0.6):
            return [self.moment(), "Count", target, self.r.randint(1 if sits else 0, 4)]
        if self.some(0.3):
            target = side
        return [
            self.moment(),
            "Count factor",
            target,
            self.r.choice([1.5, 2, 0.5 if not sits else 1]),
        ]

    def upgraded(self) -> Rows | None:
        target = self.r.choice(self.sheets["Servers"][1:])[0]
        products = self.r.sample(self.products, self.r.randint(1, min(2, len(self.products))))
        return [self.moment(), "Product", target, "; ".join(products)]

    def withdrawn(self) -> Rows | None:
        offers = [row[0] for row in self.sheets.get("Offers", [])[1:]]
        channels = [row[-1] for row in self.sheets.get("Offers", [])[1:] if row[-1]]
        licenses = [row[0] for row in self.sheets["Licenses"][1:]]
        change = self.r.choice(
            [
                *(["Without offer"] if offers else []),
                *(["Without channel"] if channels else []),
                "Without license",
            ]
        )
        known = {"Without offer": offers, "Without channel": channels, "Without license": licenses}
        return [self.moment(), change, self.r.choice(known[change]), ""]

    def licensed(self) -> Rows | None:
        """License by, from the first day of a period on: no part of one asks for another kind."""
        side = self.r.choice(["Users", "Devices"])
        own = [row[0] for row in self.sheets[side][1:] if not row[6]]
        first = months_on(self.as_of, self.r.randrange(0, 12 * self.horizon, self.step))
        return [
            first,
            "License by",
            self.r.choice(own),
            self.r.choice(["Either", "User", "Device"]),
        ]

    def budgeted(self) -> Rows | None:
        return [self.moment(), "Budget", "", self.r.choice([0, 10, 1000])]


CHANGES: dict[str, Callable[[DatedBook], Rows | None]] = {
    "Price": DatedBook.priced,
    "Price factor": DatedBook.dearer,
    "Count": DatedBook.counted,
    "Product": DatedBook.upgraded,
    "Without": DatedBook.withdrawn,
    "License by": DatedBook.licensed,
    "Budget": DatedBook.budgeted,
}
"""What a row of the Timeline may be."""


def dated_book(seed: int) -> dict[str, Rows]:
    """The sheets of a seed's workbook over time."""
    return DatedBook(Random(seed)).sheets
