"""The one set of cell styles of a workbook: Excel's own for input, calculation, output, good, bad
and neutral cells."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter

INK, PAPER = "#1F3864", "#DDEBF7"


INPUT = {"font_color": "#3F3F76", "bg_color": "#FFCC99", "border": 1, "border_color": "#7F7F7F"}


CALCULATION = {"font_color": "#B45F00", "bg_color": "#F2F2F2"}


OUTPUT = {
    "bold": True,
    "font_color": "#3F3F3F",
    "bg_color": "#F2F2F2",
    "border": 1,
    "border_color": "#3F3F3F",
}


GOOD = {"font_color": "#006100", "bg_color": "#C6EFCE"}


BAD = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}


NEUTRAL = {"font_color": "#9C6500", "bg_color": "#FFEB9C"}


DAY = "yyyy-mm-dd"


WHOLE = "#,##0"


def amount(currency: str, digits: int) -> str:
    """The number format of an amount: the currency's minor unit and its code."""
    decimals = "." + "0" * digits if digits else ""
    return f'#,##0{decimals} "{currency}"'


def price(currency: str, digits: int) -> str:
    """The number format of a price, which may be finer than the minor unit: per license of a pack,
    say."""
    decimals = "." + "0" * digits if digits else ""
    return f'#,##0{decimals or "."}{"#" * 4} "{currency}"' if digits else amount(currency, digits)


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook, made once."""

    title: Any
    note: Any
    heading: Any
    header: Any
    link: Any
    wrap: Any
    money: Any
    price: Any
    whole: Any
    number: Any
    day: Any
    money_calculated: Any
    whole_calculated: Any
    share_calculated: Any
    calculated: Any
    price_input: Any
    answer: Any
    good: Any
    bad: Any
    neutral: Any


def styles(book: xlsxwriter.Workbook, currency: str, digits: int) -> Styles:
    """The workbook's formats; amounts show the currency's code and its minor unit."""
    money = amount(currency, digits)

    def made(**properties: object) -> Any:
        return book.add_format({"valign": "top", **properties})

    return Styles(
        title=made(bold=True, font_size=16, font_color=INK),
        note=made(italic=True, font_color="#7F7F7F"),
        heading=made(bold=True, font_color=INK, bottom=1, bottom_color=INK),
        header=made(bold=True, bottom=1, bg_color=PAPER, text_wrap=True),
        link=made(font_color="#0563C1", underline=1),
        wrap=made(text_wrap=True),
        money=made(num_format=money),
        price=made(num_format=price(currency, digits)),
        whole=made(num_format=WHOLE),
        number=made(num_format="General"),
        day=made(num_format=DAY),
        money_calculated=made(num_format=money, **CALCULATION),
        whole_calculated=made(num_format=WHOLE, **CALCULATION),
        share_calculated=made(num_format="0.0%", **CALCULATION),
        calculated=made(**CALCULATION),
        price_input=made(num_format=price(currency, digits), **INPUT),
        answer=made(num_format=money, **OUTPUT),
        good=book.add_format(GOOD),
        bad=book.add_format(BAD),
        neutral=book.add_format(NEUTRAL),
    )
