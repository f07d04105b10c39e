"""The one look of every workbook that is written: a palette, the kinds of values, and the formats
made from them.

A kind says how values of a column are shown; a header is aligned as its column, a total keeps the
number format. Yellow with blue text is one thing only: a cell that the reader may change. No
meaning by colour alone.
"""

from typing import Any

import xlsxwriter

INK, MUTED, RULE, TINT = "#1F2933", "#5A6675", "#C9D1D9", "#F3F6F9"
"""Text; headers and captions; the hair below a row; totals."""

ACCENT, GREY, GOOD, WARN, YELLOW = "#1B4F8A", "#B4BEC9", "#2B7A4B", "#B4530A", "#FFF6D5"
"""The plan; what it is compared with; proof; what is serious; cells to change."""

FONT, SIZE = "Calibri", 10

INPUT = {"font_color": "#3F3F76", "bg_color": "#FFCC99", "border": 1, "border_color": "#7F7F7F"}
"""Cells to fill in of the template."""

DAY, WHOLE = "yyyy-mm-dd", "#,##0"


def amount(digits: int) -> str:
    """The number format of money: a real minus, and a dash for nothing. The currency stands in the
    sheet's sentence."""
    plain = WHOLE + ("." + "0" * digits if digits else "")
    return f'{plain};"\u2212"{plain};"\u2013"'


def price(digits: int) -> str:
    """The number format of a price, which may be finer than the minor unit: per license of a pack,
    say; a price of 0 is shown."""
    return WHOLE + ("." + "0" * digits + "#" * 4 if digits else "")


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, currency: str, digits: int) -> None:
        self.book, self.currency, self.digits = book, currency, digits
        self.made: dict[tuple[tuple[str, object], ...], Any] = {}
        money: dict[str, object] = {"num_format": amount(digits), "align": "right"}
        whole = f'{WHOLE};"\u2212"{WHOLE};"\u2013"'
        count: dict[str, object] = {"num_format": whole, "align": "right"}
        self.kinds: dict[str, dict[str, object]] = {
            "text": {"align": "left"},
            "strong": {"align": "left", "bold": True},
            "after": {"align": "left", "indent": 1},
            "link": {"align": "left", "font_color": ACCENT, "underline": 1},
            "day": {"align": "left", "num_format": DAY},
            "date": {"align": "right", "num_format": DAY},
            "count": count,
            "some": {"align": "right", "num_format": f"{WHOLE};{WHOLE};"},
            "number": {"align": "right", "num_format": "General"},
            "money": money,
            "sum": {**money, "bold": True},
            "price": {"align": "right", "num_format": price(digits)},
            "input": {
                "align": "right",
                "num_format": price(digits),
                "bg_color": YELLOW,
                "font_color": ACCENT,
            },
            "input_text": {
                "align": "left",
                "indent": 1,
                "bg_color": YELLOW,
                "font_color": ACCENT,
            },
            "input_rate": {
                "align": "right",
                "num_format": "0.0 %",
                "bg_color": YELLOW,
                "font_color": ACCENT,
            },
            "input_day": {
                "align": "left",
                "num_format": DAY,
                "bg_color": YELLOW,
                "font_color": ACCENT,
            },
            "rate": {"align": "right", "num_format": '0.0 %;"\u2212"0.0 %;"\u2013"'},
        }
        self.figure = f'{WHOLE} "{currency}";"\u2212"{WHOLE} "{currency}"'

    def of(self, **properties: object) -> Any:
        """A format; the font, its size and ink go without saying."""
        plain = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
        key = tuple(sorted((plain | properties).items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(key))
        return self.made[key]

    def look(self, kind: str, part: str = "cell", **more: object) -> Any:
        """The format of a kind's "cell", "head" or "total"."""
        properties = self.kinds[kind]
        if part == "cell":
            return self.of(bottom=1, bottom_color=RULE, **properties | more)
        kept = ("align", "indent") + (("num_format",) if part == "total" else ())
        kept_properties = {name: properties[name] for name in kept if name in properties}
        if part == "head":
            head = {"bold": True, "font_color": MUTED, "bottom": 1, "bottom_color": INK}
            return self.of(
                **head | {"valign": "bottom", "text_wrap": True} | kept_properties | more
            )
        return self.of(bold=True, top=1, top_color=INK, bg_color=TINT, **kept_properties)

    def says(self, verdict: str) -> Any:
        """How a verdict is shown: "good", "bad" or "neutral"; for conditional formats, which know
        no fonts."""
        color = {"good": GOOD, "bad": WARN, "neutral": MUTED}[verdict]
        key = (("verdict", verdict),)
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_color": color, "bold": True})
        return self.made[key]
