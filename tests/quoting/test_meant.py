"""What a supplier offers that was not asked for is one more offer, with a note; never dropped."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.domain.options import Options
from optimizer.domain.problems import WorkbookError
from optimizer.quoting.round import Round, take_quotes
from tests.quoting.test_round import asked, changed, fill


def with_row(folder: Path, **said: object) -> Path:
    """The request that Alpha sends back at 44, and a row of its own below."""
    filled = fill(asked(folder), folder / "filled.xlsx")
    book = openpyxl.load_workbook(filled)
    page = book["Quote"]
    heads = {str(c.value): c for row in page.iter_rows() for c in row if c.value}
    below = page.max_row + 1
    for column, value in said.items():
        head = heads.get(column.replace("_", " "))
        at = page.max_column + 1 if head is None else head.column or 1
        page.cell(heads["Price"].row or 1, at).value = column.replace("_", " ")
        page.cell(below, at).value = value  # type: ignore[assignment]
    book.save(filled)
    return filled


def taken(folder: Path, filled: Path) -> Round:
    return take_quotes(api.solve(folder / "in.xlsx"), [filled], folder, Options())


def codes(found: Round) -> list[str]:
    return [note.code for note in found.notes]


def test_another_pack_of_the_license_is_one_more_offer(tmp_path: Path) -> None:
    """Seven people: ten at 200.00 are cheaper than 7 x 44.00 = 308.00. The copy holds the offer, and
    costs the same."""
    filled = with_row(tmp_path, Offer="Ten-pack", License="User CAL", Pack=10, Price=200)
    found = taken(tmp_path, filled)
    assert found.compared.split == 200
    assert codes(found) == ["quoted-one-more-offer"]
    assert found.notes[0].problem == (
        'filled.xlsx offers "Ten-pack", which was not asked for; it is compared as one more offer '
        'of "User CAL", paid once.'
    )
    assert api.solve(found.files[1]).plan.cost == 200
    assert [t.offer for t in found.compared.taken] == ["Ten-pack"]


def test_a_row_with_a_license_alone_needs_no_name(tmp_path: Path) -> None:
    """Its part number tells it apart: one pack of eight at 100.00."""
    filled = with_row(tmp_path, License="user cal", Part_number="X8", Pack=8, Price=100)
    found = taken(tmp_path, filled)
    assert found.compared.split == 100
    assert [t.offer for t in found.compared.taken] == ["User CAL, X8, pack of 8"]


def test_another_product_is_an_offer_of_its_license(tmp_path: Path) -> None:
    """Device licenses serve nobody here: told, compared, and not taken."""
    filled = with_row(tmp_path, Offer="Device CAL 2025", License="Device CAL", Price=1)
    found = taken(tmp_path, filled)
    assert found.compared.split == 308
    assert codes(found) == ["quoted-one-more-offer"]


def test_another_license_in_the_row_that_was_asked_for(tmp_path: Path) -> None:
    """The offer asked for is then not answered: it keeps its planning price."""
    found = taken(tmp_path, changed(tmp_path, License="Device CAL"))
    assert codes(found) == ["quoted-another-license"]
    assert found.compared.unquoted == ("User CAL",)
    assert found.compared.split == Decimal("350.00")


def test_another_way_to_pay_is_taken_and_told(tmp_path: Path) -> None:
    """44.00 a year for three years and seven people."""
    found = taken(tmp_path, changed(tmp_path, Paid="a year"))
    assert codes(found) == ["quoted-terms-taken"]
    assert found.compared.split == 3 * 7 * 44
    assert api.solve(found.files[1]).plan.cost == 3 * 7 * 44


def test_another_quantity_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, changed(tmp_path, Quantity=1000))
    assert [note.problem for note in found.notes] == [
        'filled.xlsx quotes 1,000 of "User CAL", asked for were 7; its price is taken for any '
        "quantity."
    ]
    assert codes(taken(tmp_path, changed(tmp_path, Quantity=7))) == []


def test_a_price_of_nothing_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError) as error:
        taken(tmp_path, with_row(tmp_path, Price=10))
    (problem,) = error.value.problems
    assert problem.problem == "filled.xlsx has a price without Offer and License."
    with pytest.raises(WorkbookError) as error:
        taken(tmp_path, with_row(tmp_path, Offer="Toaster", Price=10))
    (problem,) = error.value.problems
    assert problem.problem == 'filled.xlsx quotes "Toaster", which the workbook does not offer.'
    assert "License" in problem.remedy
    # The way out works: the license that it is.
    assert codes(taken(tmp_path, with_row(tmp_path, Offer="Toaster", License="User CAL", Price=10)))


def test_one_more_offer_is_on_the_terms_of_its_row(tmp_path: Path) -> None:
    """Units that serve twelve of 36 months are not bought where orders are placed once; and nobody
    has what a step-up uses up."""
    filled = with_row(tmp_path, Offer="Short", License="User CAL", Months=12, Price=1)
    found = taken(tmp_path, filled)
    assert found.compared.split == 308
    assert found.notes[0].problem.endswith("paid once, for 12 months.")
    filled = with_row(tmp_path, Offer="Step-up", License="User CAL", Uses_up="Device CAL", Price=1)
    found = taken(tmp_path, filled)
    assert found.compared.split == 308
    assert found.notes[0].problem.endswith("paid once, using up Device CAL.")


@pytest.mark.parametrize(
    ("column", "said"),
    [("Paid", "per quarter"), ("Months", "two"), ("Months", "²"), ("Uses_up", "Toaster CAL")],
)
def test_terms_that_are_not_known_are_a_problem(column: str, said: str, tmp_path: Path) -> None:
    filled = with_row(tmp_path, Offer="Odd", License="User CAL", Price=1, **{column: said})
    with pytest.raises(WorkbookError) as error:
        taken(tmp_path, filled)
    (problem,) = error.value.problems
    assert problem.problem == (
        f'filled.xlsx says {column.replace("_", " ")} "{said}" for "Odd", which is not known here.'
    )
