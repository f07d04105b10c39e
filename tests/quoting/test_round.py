"""A procurement round: requests without a figure of the plan, quotes read back, which to take."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.domain.options import Options
from optimizer.domain.problems import WorkbookError
from optimizer.quoting.round import take_quotes, write_requests
from samples.write_quotes import SUPPLIERS, write_quote
from tests.support.books import WINDOWS, write
from tests.support.recalculate import differences

CLINIC, QUOTES = Path("samples/clinic.xlsx"), Path("samples/quotes")
FILES = [QUOTES / f"{name.lower()}.xlsx" for name in SUPPLIERS]


@pytest.mark.parametrize("number", range(len(SUPPLIERS)))
def test_the_samples_are_what_the_script_writes(tmp_path: Path, number: int) -> None:
    write_quote(tmp_path / "quote.xlsx", number)
    assert (tmp_path / "quote.xlsx").read_bytes() == FILES[number].read_bytes()


def test_the_clinic_splits_its_order(tmp_path: Path) -> None:
    """Alpha's Windows and Remote Desktop licenses, Beta's Exchange and SQL Server ones: 28,452 and
    19,560."""
    found = take_quotes(api.solve(CLINIC), FILES, tmp_path, Options())
    compared = found.compared
    assert (compared.planned, compared.split) == (Decimal("52619.00"), Decimal("48012.00"))
    assert {name: cost for name, _, cost in compared.alone} == {
        "Alpha": Decimal("61572.00"),
        "Beta": Decimal("50219.50"),
    }
    spent = {name: Decimal(0) for name in SUPPLIERS}
    for each in compared.taken:
        spent[each.supplier] += each.cost
    assert spent == {"Alpha": Decimal("28452.00"), "Beta": Decimal("19560.00")}
    assert [note.code for note in found.notes] == ["quote-without-price"]  # Alpha's SQL Server
    assert not differences(found.files[0], tmp_path)[1]


def test_the_copy_costs_what_the_split_does(tmp_path: Path) -> None:
    """The quotes are its offers; the planning prices that they answer are gone."""
    found = take_quotes(api.solve(CLINIC), FILES, tmp_path, Options())
    assert api.solve(found.files[1]).plan.cost == found.compared.split


def asked(folder: Path) -> Path:
    sheets = {
        "Users": [["User", "Count"], ["staff", 7]],
        "Access": [["User", "Device", "Server"], ["staff", "", "Windows Server 2022"]],
        "Licenses": WINDOWS,
    }
    source = write(folder / "in.xlsx", sheets)
    (file,) = write_requests(api.solve(source), folder / "out")
    return file


def test_a_request_asks_without_a_figure_of_the_plan(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(asked(tmp_path))["Quote"]
    values = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    assert 7 in values
    assert "User CAL" in values
    assert not {50, 350} & {*values}  # neither the planning price nor what it comes to


def test_a_request_that_is_filled_in_is_read_back(tmp_path: Path) -> None:
    file = asked(tmp_path)
    book = openpyxl.load_workbook(file)
    page = book["Quote"]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value}
    page.cell(cells["Supplier"].row, 2).value = "Alpha"
    page.cell(cells["Price"].row + 1, cells["Price"].column).value = 44
    book.save(file)
    found = take_quotes(api.solve(tmp_path / "in.xlsx"), [file], tmp_path, Options())
    assert (found.compared.split, found.compared.taken[0].supplier) == (308, "Alpha")


def test_what_is_wrong_in_a_quote_is_told_with_its_cell(tmp_path: Path) -> None:
    rows = [["Supplier", "Alpha"], ["Currency", "USD"], ["Offer", "Price"], ["User CL", 3], ["User CAL", "cheap"]]  # fmt: skip
    quote = write(tmp_path / "q.xlsx", {"Quote": rows})
    asked(tmp_path)
    with pytest.raises(WorkbookError) as error:
        take_quotes(api.solve(tmp_path / "in.xlsx"), [quote], tmp_path, Options())
    assert [str(problem) for problem in error.value.problems] == [
        'Quote!B4: q.xlsx quotes "User CL", which the workbook does not offer. Did you mean "User '
        'CAL"? Use the request that was written for this workbook.',
        'Quote!B5: Price in q.xlsx "cheap" is not a number. Type a number.',
    ]
