"""The sheet Settings: each setting typed, at its default where it is blank, and what is wrong."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import DateOrder
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Orders, Settings
from optimizer.reading.sheets.settings import Dialect, read_settings
from tests.reading.support import grid, told

DAY = date(2026, 1, 1)


def read(folder: Path, *rows: list[Any]) -> tuple[Settings, Dialect, list[tuple[str, str]]]:
    """Settings with these rows, and what is told of them; As of is given."""
    findings = Findings()
    found = read_settings(grid(folder, "Settings", ["Setting", "Value"], *rows), findings, DAY)
    return *found, told(findings)


def test_without_the_sheet_each_setting_has_its_default() -> None:
    findings = Findings()
    settings, dialect = read_settings(None, findings, None)
    assert (settings.currency, settings.digits, settings.horizon) == ("USD", 2, 3)
    assert (settings.discount_rate, settings.orders, settings.organization) == (0, Orders.ONCE, "")
    assert (settings.budget, settings.access_window, settings.organization_size) == (None,) * 3
    assert settings.simplify_within is None
    assert settings.as_of == date.today()
    assert [str(note) for note in findings.warnings] == [
        f"Settings: As of is not set; the plan starts today, {date.today().isoformat()}. Set it, "
        "so that the plan can be repeated."
    ]
    assert (dialect.order, dialect.currency_said) == (None, False)


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings, dialect, said = read(
        tmp_path,
        *(["Budget", 1200.5], ["As of", date(2027, 7, 1)], ["Horizon", 5], ["Currency", "EUR"]),
        *(["Discount rate", 0.05], ["Access window", 90], ["Organization size", 400]),
        *(["Orders", "Yearly"], ["Organization", "Clinic"], ["Date order", "DMY"]),
    )
    assert (settings.currency, settings.budget) == ("EUR", Decimal("1200.5"))
    assert settings.as_of == DAY  # what a run is given comes before the sheet
    assert (settings.horizon, settings.discount_rate) == (5, Decimal("0.05"))
    assert (settings.access_window, settings.organization_size) == (90, 400)
    assert (settings.orders, settings.organization) == (Orders.YEARLY, "Clinic")
    assert (dialect.order, dialect.currency_said) == (DateOrder.DMY, True)
    assert not said


def test_as_of_of_the_sheet_is_taken_where_none_is_given(tmp_path: Path) -> None:
    sheet = grid(tmp_path, "Settings", ["Setting", "Value"], ["As of", date(2027, 7, 1)])
    findings = Findings()
    assert read_settings(sheet, findings, None)[0].as_of == date(2027, 7, 1)
    assert not told(findings)


def test_amounts_and_days_are_read_by_what_stands_below_them(tmp_path: Path) -> None:
    """Currency and Date order come first, wherever they stand: 1.200 yen are 1,200, and 1.2 is 1
    February where the day is first."""
    found = read(tmp_path, ["Budget", "1,200"], ["Currency", "JPY"])[0]
    assert (found.budget, found.digits) == (1200, 0)
    sheet = grid(
        tmp_path,
        "Settings",
        *(["Setting", "Value"], ["As of", "01/02/2027"], ["Date order", "dmy"]),
    )
    assert read_settings(sheet, Findings(), None)[0].as_of == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("row", "years"),
    [
        (["Horizon", "3 years"], 3),
        (["Horizon", "36 months"], 3),
        (["Horizon (years)", 4], 4),
        (["Horizon (months)", 24], 2),
        (["Horizon in months", 24], 2),
    ],
)
def test_a_unit_is_taken_beside_the_number_or_the_name(
    tmp_path: Path, row: list[Any], years: int
) -> None:
    assert read(tmp_path, row)[0].horizon == years


@pytest.mark.parametrize(
    "row", [["Horizon", "30 months"], ["Horizon", "a while"], ["Access window", "36 months"]]
)
def test_months_are_years_of_a_horizon_alone_and_whole_ones(tmp_path: Path, row: list[Any]) -> None:
    assert [place for place, _ in read(tmp_path, row)[2]] == ["Settings!B2"]


def test_other_units_and_brackets_change_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, ["Access window", "90 days"], ["Organization (legal name)", "Clinic"])[0]
    assert (found.access_window, found.organization) == (90, "Clinic")


@pytest.mark.parametrize(
    ("row", "share"),
    [
        (["Discount rate", "5 %"], "0.05"),
        (["Discount rate (%)", 5], "0.05"),
        (["Discount rate, %", 7.5], "0.075"),
        (["Discount rate in percent", 5], "0.05"),
        (["Diskontsatz (in Prozent)", 5], "0.05"),
        (["Discount rate (%)", 0.05], "0.05"),
        (["Discount rate in %", 5], "0.05"),
    ],
)
def test_a_rate_is_a_share_however_it_is_written(
    tmp_path: Path, row: list[Any], share: str
) -> None:
    assert read(tmp_path, row)[0].discount_rate == Decimal(share)


@pytest.mark.parametrize(
    "name", ["Simplify within %", "Simplify within (%)", "Simplify within in %"]
)
def test_simplify_within_is_a_share_where_its_name_says_so(tmp_path: Path, name: str) -> None:
    """2 alone is an amount."""
    assert read(tmp_path, [name, 2])[0].simplify_within == Decimal("0.02")
    assert read(tmp_path, ["Simplify within", 2])[0].simplify_within == 2


def test_a_budget_is_no_share(tmp_path: Path) -> None:
    assert read(tmp_path, ["Budget %", 5])[2] == [
        ("Settings!B2", "a-share"),
        ("Settings!A2", "setting-read-as"),
    ]


@pytest.mark.parametrize("value", ["EUR", "eur", "EUR (€)", "(EUR)"])
def test_a_currency_is_known_with_its_sign_beside_it(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, ["Currency", value])[0].currency == "EUR"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Horizn", 3]], [("Settings!A2", "unknown-setting")]),
        ([["Horizon", 3], ["HORIZON", 4]], [("Settings!A3", "setting-twice")]),
        ([["Currency", "EURR"]], [("Settings!B2", "no-currency")]),
        ([["Horizon", 12]], [("Settings!B2", "long-horizon")]),
        ([["Horizon", 10]], []),
        ([["Organization size", 0]], [("Settings!B2", "no-organization")]),
        (
            [["Simplify within", 0.02], ["Orders", "Yearly"]],
            [("Settings!B2", "simplify-with-orders")],
        ),
        ([["Simplify within", 0.02], ["Orders", "Once"]], []),
        ([["#Horizon", "as agreed"], ["# note", "x"]], []),
        ([["Planning horizon", ""]], [("Settings!A2", "setting-read-as")]),
    ],
)
def test_what_is_told_of_a_row(
    tmp_path: Path, rows: list[list[Any]], said: list[tuple[str, str]]
) -> None:
    assert read(tmp_path, *rows)[2] == said


def test_a_wrong_value_is_told_at_its_cell_and_no_other_is_put_in_its_place(tmp_path: Path) -> None:
    """As of is not said to be today where it is wrong, nor the currency to be left out."""
    sheet = grid(tmp_path, "Settings", ["Setting", "Value"], ["As of", "soon"], ["Currency", "E"])
    findings = Findings()
    _, dialect = read_settings(sheet, findings, None)
    assert [str(each.place) for each in findings.problems] == ["Settings!B3", "Settings!B2"]
    assert not findings.warnings
    assert dialect.currency_said


def test_an_organization_of_0_is_blank(tmp_path: Path) -> None:
    assert read(tmp_path, ["Organization size", 0])[0].organization_size is None


def test_a_unit_is_looked_for_behind_short_names_alone(tmp_path: Path) -> None:
    """In a long one that would take minutes."""
    (said,) = read(tmp_path, ["a" + ", " * 15_000 + "b", 1])[2]
    assert said == ("Settings!A2", "unknown-setting")


@pytest.mark.parametrize("code", ["kEUR", "TEUR", "EUR '000", "EUR (thousands)", "k€", "Mio. EUR"])
def test_amounts_in_thousands_are_told_apart_from_a_misspelled_currency(
    tmp_path: Path, code: str
) -> None:
    """EUR alone, which is nearest, would make every amount a thousandth."""
    assert read(tmp_path, ["Currency", code])[2] == [("Settings!B2", "in-thousands")]


@pytest.mark.parametrize("code", ["EURR", "EUR/USD", "Taler"])
def test_what_names_no_currency_is_none(tmp_path: Path, code: str) -> None:
    assert read(tmp_path, ["Currency", code])[2] == [("Settings!B2", "no-currency")]
