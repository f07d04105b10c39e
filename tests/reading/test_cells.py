"""What a cell may hold, and what is refused with which words."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain import names as naming
from optimizer.domain import versions
from optimizer.reading import cells


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("38.50", "38.50"),
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u202f200,5", "1200.5"),
        ("38,50", "38.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1234,567", "1234.567"),
        ("0,123", "0.123"),
        ("0.125", "0.125"),
        (",5", "0.5"),
        ("1'200", "1200"),
        ("5 %", "0.05"),
        ("12,5%", "0.125"),
        ("  42 ", "42"),
        ("+7", "7"),
        (38.5, "38.5"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
    ],
)
def test_numbers_are_read_where_they_are_unambiguous(typed: object, meant: str) -> None:
    assert cells.number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12,345", "999.999"])
def test_numbers_that_could_mean_two_things_are_refused(typed: str) -> None:
    with pytest.raises(cells.Refused, match="could mean") as refused:
        cells.number(typed)
    assert refused.value.remedy == "Type it as a number, not as text."


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1 20",
        "1,23,4",
        "1.2.3",
        "--1",
        "1e5",
        "12 USD",
        "½",
        "٣",
        True,
        float("inf"),
        float("nan"),
    ],
)
def test_what_is_no_number_is_refused(typed: object) -> None:
    with pytest.raises(cells.Refused):
        cells.number(typed)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9))
def test_a_grouped_number_with_two_decimals_reads_back(value: Decimal) -> None:
    assert cells.number(f"{value:,.2f}") == value
    assert cells.number(f"{value:,.2f}".translate(str.maketrans(",.", ".,"))) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1001.0, "1001"),
        (1001, "1001"),
        ("007", "007"),
        (" \u00a0x\u200b ", "x"),
        (0.5, "0.5"),
        (datetime(2026, 1, 2), "2026-01-02"),
        (True, "TRUE"),
    ],
)
def test_identifiers_in_their_shortest_form(value: object, shown: str) -> None:
    assert cells.text(value) == shown


def test_identifiers_compare_after_nfkc_and_case_folding() -> None:
    assert naming.fold("ﬁle Straße") == naming.fold("FILE STRASSE")


def test_several_names_in_one_cell() -> None:
    assert cells.names(" a ;; b;") == ("a", "b")


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#DIV/0!", "#SPILL!", "#NV", "#VALEUR!", "#¡REF!", "#N/D", "Err:502"]
)
def test_an_error_value_is_never_text(error: str) -> None:
    with pytest.raises(cells.Refused, match="holds the error"):
        cells.text(error)


def test_a_formula_without_a_value_is_never_blank() -> None:
    with pytest.raises(cells.Refused, match="never computed") as refused:
        cells.text(cells.UNCOMPUTED)
    assert refused.value.remedy == "Open the workbook in Excel and save it once."


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Yes", True),
        ("no", False),
        ("TRUE", True),
        (1, True),
        (0, False),
        ("Oui", True),
        ("non", False),
        ("FAUX", False),
        (False, False),
    ],
)
def test_yes_and_no_in_the_words_people_type(value: object, meant: bool) -> None:
    assert cells.yes_no(value) is meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (datetime(2026, 3, 4, 12), date(2026, 3, 4)),
        (46085, date(2026, 3, 4)),
        ("2026-03-04", date(2026, 3, 4)),
        (date(2026, 3, 4), date(2026, 3, 4)),
    ],
)
def test_dates(value: object, meant: date) -> None:
    assert cells.day(value) == meant


@pytest.mark.parametrize("value", ["1.2.26", "04/03/2026", "soon", 0.5, True, -3])
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(cells.Refused, match="is not a date"):
        cells.day(value)


def test_versions_order_as_year_then_r2_and_current_is_above_all() -> None:
    order = ["2008", "2008 R2", "2012", "2012r2", "2025", "Current"]
    ranks = [cells.version(v) for v in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert cells.version("2008R2") == cells.version("2008 R2")
    assert cells.version("SE") == cells.version("current") == versions.CURRENT
    assert cells.version(2022) == cells.version("2022")


@pytest.mark.parametrize("value", ["22", "2022 SP1", "latest", "1899", "R2"])
def test_what_is_no_version_is_refused(value: str) -> None:
    with pytest.raises(cells.Refused, match="is not a version"):
        cells.version(value)


def test_versions_print_as_they_are_written() -> None:
    assert [versions.version_text(cells.version(v)) for v in ("2008 R2", "2012", "SE")] == [
        "2008 R2",
        "2012",
        "Current",
    ]
    assert versions.version_text(versions.ANY) == "any"


@pytest.mark.parametrize(
    ("convert", "value", "words"),
    [
        (cells.amount, -1, "is negative"),
        (cells.whole, 1.5, "is not a whole number"),
        (cells.whole, 10**13, "is too large"),
        (cells.price, 10**12, "is too large"),
        (cells.price_or_none, "1" * 40, "is too large"),
        (cells.amount, "50 %", "is a share"),
        (cells.whole, "300%", "is a share"),
        (cells.rate, 1, "100 % or more"),
        (cells.rate, "150 %", "100 % or more"),
        (cells.yes_no, "perhaps", "neither Yes nor No"),
    ],
)
def test_values_outside_their_range_are_refused(
    convert: Callable[[object], object], value: object, words: str
) -> None:
    with pytest.raises(cells.Refused, match=words):
        convert(value)


def test_a_keyword_is_spelled_as_the_format_does_and_a_near_miss_is_pointed_out() -> None:
    assert cells.keyword("  either".strip(), ("Either", "User")) == "Either"
    with pytest.raises(cells.Refused) as refused:
        cells.keyword("Usr", ("User", "Device"))
    assert refused.value.problem == '"Usr" is not known here.'
    assert refused.value.remedy == 'Did you mean "User"? Type User or Device.'


def test_a_refusal_is_told_when_it_is_asked_for() -> None:
    with pytest.raises(cells.Refused) as refusal:
        cells.number("twelve")
    assert str(refusal.value) == refusal.value.problem == '"twelve" is not a number.'
    assert refusal.value.remedy == "Type a number."


@pytest.mark.parametrize("text", ["1²", "²", "１２", "1\u202f000,5", "+5", "--5", "1e5", "", "٣"])
def test_numbers_in_signs_of_all_scripts(text: str) -> None:
    numbers = {"１２": Decimal(12), "1\u202f000,5": Decimal("1000.5"), "+5": Decimal(5)}
    if text in numbers:
        assert cells.number(text) == numbers[text]
    else:
        with pytest.raises(cells.Refused):
            cells.number(text)


def test_no_keyword_is_proposed_for_a_number_of_them() -> None:
    """`3 years` is no Year: a price paid once for three would be paid three times."""
    with pytest.raises(cells.Refused) as refused:
        cells.keyword("3 years", ("Once", "Year", "Month"))
    assert refused.value.remedy.strip() == "Type Once, Year or Month."
