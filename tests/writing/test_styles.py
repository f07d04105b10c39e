"""The one look of every workbook: number formats, kinds of cells, their heads and totals."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from optimizer.writing.book import closed, opened
from optimizer.writing.styles import (
    ACCENT,
    GOOD,
    INK,
    MUTED,
    RULE,
    TINT,
    WARN,
    YELLOW,
    Styles,
    amount,
    price,
)


@pytest.fixture
def styles(tmp_path: Path) -> Any:
    book = opened(tmp_path / "out.xlsx")
    book.add_worksheet("x")
    yield Styles(book, "USD", 2)
    closed(book)


def color(of: Any) -> str:
    """#RRGGBB of a colour, as it spells itself."""
    return "#" + repr(of).partition("0x")[2][:6]


@pytest.mark.parametrize(
    ("digits", "money", "per_license"),
    [
        (2, '#,##0.00;"−"#,##0.00;"–"', "#,##0.00####"),
        (0, '#,##0;"−"#,##0;"–"', "#,##0"),
        (3, '#,##0.000;"−"#,##0.000;"–"', "#,##0.000####"),
    ],
)
def test_money_has_the_currencys_decimals_and_a_price_may_have_more(
    digits: int, money: str, per_license: str
) -> None:
    assert amount(digits) == money
    assert price(digits) == per_license


def test_figures_name_the_currency(styles: Styles) -> None:
    assert styles.figure == '#,##0 "USD";"−"#,##0 "USD"'


def test_a_format_is_made_once(styles: Styles) -> None:
    assert styles.look("money") is styles.look("money")
    assert styles.of(bold=True) is styles.of(bold=True)
    assert styles.of(bold=True) is not styles.of(italic=True)
    assert styles.says("good") is styles.says("good")


@pytest.mark.parametrize("kind", ["text", "count", "money", "price", "day", "link", "input_rate"])
def test_every_format_has_the_font_of_the_workbook(styles: Styles, kind: str) -> None:
    for part in ("cell", "head", "total"):
        made = styles.look(kind, part)
        assert (made.font_name, made.font_size) == ("Calibri", 10)


@pytest.mark.parametrize(
    ("kind", "number", "aligned"),
    [
        ("text", "General", "left"),
        ("day", "yyyy-mm-dd", "left"),
        ("date", "yyyy-mm-dd", "right"),
        ("count", '#,##0;"−"#,##0;"–"', "right"),
        ("some", "#,##0;#,##0;", "right"),
        ("number", "General", "right"),
        ("money", '#,##0.00;"−"#,##0.00;"–"', "right"),
        ("sum", '#,##0.00;"−"#,##0.00;"–"', "right"),
        ("price", "#,##0.00####", "right"),
        ("rate", '0.0 %;"−"0.0 %;"–"', "right"),
        ("input_rate", "0.0 %", "right"),
        ("input_day", "yyyy-mm-dd", "left"),
    ],
)
def test_a_header_is_aligned_as_its_column_and_a_total_shows_its_numbers(
    styles: Styles, kind: str, number: str, aligned: str
) -> None:
    side = {"left": 1, "right": 3}[aligned]
    cell, head, total = (styles.look(kind, part) for part in ("cell", "head", "total"))
    assert (cell.num_format, head.num_format, total.num_format) == (number, "General", number)
    assert [made.text_h_align for made in (cell, head, total)] == [side] * 3


def test_cells_heads_and_totals_are_told_apart(styles: Styles) -> None:
    cell, head, total = (styles.look("money", part) for part in ("cell", "head", "total"))
    assert (cell.bottom, color(cell.bottom_color), cell.bold) == (1, RULE, 0)
    assert (head.bottom, color(head.bottom_color), head.bold) == (1, INK, 1)
    assert (color(head.font_color), head.text_wrap) == (MUTED, 1)
    assert (total.top, color(total.top_color), total.bold) == (1, INK, 1)
    assert color(total.bg_color) == TINT


@pytest.mark.parametrize("kind", ["input", "input_text", "input_rate", "input_day"])
def test_yellow_with_blue_is_a_cell_to_change_and_nothing_else(styles: Styles, kind: str) -> None:
    made = styles.look(kind)
    assert (color(made.bg_color), color(made.font_color)) == (YELLOW, ACCENT)
    others = [name for name in styles.kinds if not name.startswith("input")]
    assert not [n for n in others if color(styles.look(n).bg_color) == YELLOW]


def test_what_stands_beside_numbers_is_moved_away_from_them(styles: Styles) -> None:
    assert (styles.look("after").indent, styles.look("after", "head").indent) == (1, 1)
    assert styles.look("text").indent == 0


def test_more_is_added_to_a_look(styles: Styles) -> None:
    made = styles.look("strong", "cell", font_color="#A3AEBA")
    assert (made.bold, color(made.font_color)) == (1, "#A3AEBA")
    assert styles.look("text", "head", text_wrap=False).text_wrap == 0


@pytest.mark.parametrize(("verdict", "shown"), [("good", GOOD), ("bad", WARN), ("neutral", MUTED)])
def test_a_verdict_has_its_colour_and_no_font(styles: Styles, verdict: str, shown: str) -> None:
    """A conditional format may not change the font."""
    made = styles.says(verdict)
    assert (color(made.font_color), made.bold) == (shown, 1)
    assert made.font_size == xlsxwriter.format.Format().font_size
