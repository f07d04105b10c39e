"""Random workbooks that reach the corners of the format: valid, small, and each about a few rules
that meet.

What a workbook is about is drawn first, so that rules meet in many pairs and no workbook has all.
"""

from random import Random

from tests.support.outside.drawing import AS_OF as AS_OF
from tests.support.outside.drawing import FAMILIES, SUBJECTS
from tests.support.outside.drawing import Rows as Rows
from tests.support.outside.drawn_supplies import Supplies


class Book(Supplies):
    """A workbook drawn whole."""

    def __init__(self, r: Random, subjects: tuple[str, ...] = SUBJECTS) -> None:
        super().__init__(r, subjects)
        self._settings()
        self._products()
        self._people()
        self._servers()
        self._access()
        self._licenses()
        self._owned()
        self._offers()
        self._assigned()
        self._apart()
        if "same holder" in self.about and len(self.families) > 1:
            base = self.families[0]
            rows: Rows = [["Family", "Base", "Same holder"], [self.families[1], base, "Yes"]]
            if len(self.families) > 2 and self.some(0.4):
                rows.append([self.families[2], self.families[1], "Yes"])
            self.sheets["Families"] = rows
        else:  # the catalogue's own bases are not this test's
            self.sheets["Families"] = [["Family", "Same holder"]]
            self.sheets["Families"] += [[family, "No"] for family in FAMILIES]
        if "no sheets" in self.about:
            self._drop_sheets()

    def _apart(self) -> None:
        """Pairs of alike people and devices who need one family alone, bought singly: a minimum cut
        decides on them, whatever decides on the others."""
        if "apart" not in self.about:
            return
        pairs = self.r.randint(2, 4)
        for side in ("User", "Device"):
            rows = self.sheets[f"{side}s"]
            rows += [[f"apart {side} {i}", *[""] * (len(rows[0]) - 1)] for i in range(pairs)]
        self.sheets["Products"].append(["Apart", "Apart", "", ""])
        blank: list[object] = [""] * (len(self.sheets["Servers"][0]) - 2)
        self.sheets["Servers"].append(["apart", "Apart", *blank])
        blank = [""] * (len(self.sheets["Access"][0]) - 3)
        for i in range(pairs):
            for j in {i, (i + 1) % pairs} if self.some(0.2) else {i}:
                row: list[object] = [f"apart User {i}", f"apart Device {j}", "apart", *blank]
                self.sheets["Access"].append(row)
        for metric, dollars in (("User", 12), ("Device", 10)):
            price = self.price(dollars)
            row = [f"Apart {metric}", metric, "Apart", "", "", "", price, *[""] * 5]
            self.sheets["Licenses"].append(row)


def book(seed: int, subjects: tuple[str, ...] = SUBJECTS) -> dict[str, Rows]:
    """The sheets of a seed's workbook."""
    return Book(Random(seed), subjects).sheets


PLAIN = (
    *("groups", "types", "license by", "active", "dates", "same as", "blank sides", "narrowed"),
    *("one kind", "same holder", "versions", "external", "front end", "owned", "money"),
)
"""Subjects under which so many times the people, devices and owned units cost so many times as
much: what is bought nests, singly, and nothing is bought for a server as a whole."""


def times(sheets: dict[str, Rows], factor: int) -> dict[str, Rows]:
    """The workbook with so many times the people, devices and owned units."""
    found = {sheet: [list(row) for row in rows] for sheet, rows in sheets.items()}
    for sheet, column in (("Users", "Count"), ("Devices", "Count"), ("Owned", "Quantity")):
        rows = found.get(sheet, [[]])
        for row in rows[1:]:
            place = rows[0].index(column)
            row[place] = factor * (1 if row[place] == "" else int(str(row[place])))
    return found
