"""A procurement round: requests without a figure of the plan, quotes read back, which to take."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import openpyxl.chart
import pytest

from optimizer import api
from optimizer.domain.options import Options
from optimizer.domain.problems import OutputError, WorkbookError
from optimizer.quoting.round import lines, take_quotes, write_requests
from samples.write_quotes import SUPPLIERS, write_quote
from tests.support.books import WINDOWS, write
from tests.support.recalculate import differences
from tests.test_cli import call

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
    assert "  Take 110 \u00d7 Windows Server User CAL of Alpha at 47.50" in lines(compared, "USD")
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


def fill(request: Path, filled: Path) -> Path:
    """The request as Alpha sends it back, at 44."""
    book = openpyxl.load_workbook(request)
    page = book["Quote"]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value}
    page.cell(cells["Supplier"].row, 2).value = "Alpha"
    page.cell(cells["Price"].row + 1, cells["Price"].column).value = 44
    book.save(filled)
    return filled


def test_a_request_asks_without_a_figure_of_the_plan(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(asked(tmp_path))["Quote"]
    values = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    assert 7 in values
    assert "User CAL" in values
    assert not {50, 350} & {*values}  # neither the planning price nor what it comes to


def test_a_request_that_is_filled_in_is_read_back(tmp_path: Path) -> None:
    file = fill(asked(tmp_path), tmp_path / "filled.xlsx")
    found = take_quotes(api.solve(tmp_path / "in.xlsx"), [file], tmp_path, Options())
    assert (found.compared.split, found.compared.taken[0].supplier) == (308, "Alpha")


def tiered(
    folder: Path, prices: tuple[float | None, float | None], rise: float | None = None
) -> tuple[Path, Path]:
    """Twelve licenses offered at 49 a year, from ten on at 44; what a supplier answers to both
    rows."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 12]],
        "Access": [["User", "Device", "Server"], ["staff", "", "Windows Server 2022"]],
        "Licenses": [["License", "Metric", "Covers"], ["User CAL", "User", "Windows Server"]],
        "Offers": [
            ["Offer", "License", "From quantity", "Price", "Per", "Increase"],
            ["MPSA", "User CAL", 1, 49, "Year", 0.1],
            ["MPSA", "User CAL", 10, 44, "Year", 0.1],
        ],
    }
    source = write(folder / "in.xlsx", sheets)
    (file,) = write_requests(api.solve(source), folder / "out")
    book = openpyxl.load_workbook(file)
    page = book["Quote"]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value}
    page.cell(cells["Supplier"].row, 2).value = "Alpha"
    start, price = cells["From quantity"], cells["Price"]
    assert [page.cell(start.row + i, start.column).value for i in (1, 2)] == [1, 10]
    for i, value in enumerate(prices, 1):
        page.cell(price.row + i, price.column).value = value
    page.cell(price.row + 1, cells["Increase a year"].column).value = rise
    book.save(folder / "filled.xlsx")
    return source, folder / "filled.xlsx"


def test_a_price_for_each_quantity_is_asked_for_and_read_back(tmp_path: Path) -> None:
    """12 x 40 a year, and 10 % more each year as the workbook expects: 480 x 3.31. The copy says the
    same, and holds none of the planning tiers."""
    source, filled = tiered(tmp_path, (48, 40))
    found = take_quotes(api.solve(source), [filled], tmp_path, Options())
    assert found.compared.split == Decimal("1588.80")
    assert api.solve(found.files[1]).plan.cost == Decimal("1588.80")
    offers = [row[:4] for row in openpyxl.load_workbook(found.files[1])["Offers"].values]
    assert [row for row in offers if row[0]][1:] == [
        ("MPSA, Alpha", "User CAL", 1, 48),
        ("MPSA, Alpha", "User CAL", 10, 40),
    ]


def test_what_is_quoted_from_a_quantity_on_is_sold_from_there_on(tmp_path: Path) -> None:
    """The first row stays blank: at least ten. The price holds for all years: 480 x 3."""
    source, filled = tiered(tmp_path, (None, 40), rise=0)
    found = take_quotes(api.solve(source), [filled], tmp_path, Options())
    assert found.compared.split == 1440
    (offer,) = [o for o in api.solve(found.files[1]).tables.offers if o.name == "MPSA, Alpha"]
    assert (offer.minimum, offer.tiers, offer.increase) == (10, ((1, Decimal(40)),), 0)


def test_what_is_wrong_in_a_quote_is_told_with_its_cell(tmp_path: Path) -> None:
    rows = [["Supplier", "Alpha"], ["Currency", "USD"], ["Offer", "Price"], ["User CL", 3], ["User CAL", "cheap"]]  # fmt: skip
    quote = write(tmp_path / "q.xlsx", {"Quote": rows})
    asked(tmp_path)
    with pytest.raises(WorkbookError) as error:
        take_quotes(api.solve(tmp_path / "in.xlsx"), [quote], tmp_path, Options())
    assert [str(problem) for problem in error.value.problems] == [
        'Quote!B4: q.xlsx quotes "User CL", which the workbook does not offer. Did you mean "User '
        "CAL\"? Write into License which of the workbook's licenses it is, or clear the row's price.",
        'Quote!B5: Price in q.xlsx "cheap" is not a number. Type a number.',
    ]


def test_requests_filled_in_are_kept_and_empty_ones_written_anew(tmp_path: Path) -> None:
    file = asked(tmp_path)
    result = api.solve(tmp_path / "in.xlsx")
    write_requests(result, file.parent)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    filled = fill(file, tmp_path / "filled.xlsx")
    filled.replace(file)
    before = file.read_bytes()
    status, _, err = call("quote", tmp_path / "in.xlsx", "-o", file.parent)
    assert (status, f"it is kept as {file.stem}-1.xlsx" in err) == (0, True)
    assert file.with_name(f"{file.stem}-1.xlsx").read_bytes() == before
    file.write_bytes(b"mine")
    assert call("quote", tmp_path / "in.xlsx", "-o", file.parent)[0] == 2
    assert file.read_bytes() == b"mine"


def test_what_came_of_quotes_is_written_anew_unless_somebody_saved_it(tmp_path: Path) -> None:
    filled = fill(asked(tmp_path), tmp_path / "filled.xlsx")
    out = tmp_path / "out"
    again = ("quote", tmp_path / "in.xlsx", "--received", filled, "-o", out)
    for _ in range(2):
        status, _, err = call(*again)
        assert (status, "kept" in err) == (0, False)
    copy = out / "in-quoted.xlsx"
    bytes_ = copy.read_bytes()
    book = openpyxl.load_workbook(copy)
    book.save(copy)
    assert "it is kept as in-quoted-1.xlsx" in call(*again)[2]
    assert copy.read_bytes() == bytes_
    assert api.check(copy) == ()
    # A request given back that lies where a result goes is an input.
    filled.replace(out / "in-quotes.xlsx")
    status, _, err = call(*again[:3], out / "in-quotes.xlsx", *again[4:])
    assert (status, "never written to" in err) == (2, True)


def test_every_file_of_the_workbook_is_an_input_of_the_round(tmp_path: Path) -> None:
    request = asked(tmp_path)
    result = api.solve(tmp_path / "in.xlsx")
    reads_it = replace(result, inputs=(*result.inputs, request))
    with pytest.raises(OutputError, match="never written to"):
        write_requests(reads_it, request.parent, overwrite=True)


def test_the_copy_says_what_it_leaves_out(tmp_path: Path) -> None:
    filled = fill(asked(tmp_path), tmp_path / "filled.xlsx")
    result = api.solve(tmp_path / "in.xlsx")
    book = openpyxl.load_workbook(tmp_path / "in.xlsx")
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book["Users"], min_col=2, min_row=1, max_row=2))
    book.worksheets[book.sheetnames.index("Users")].add_chart(chart, "F1")
    book.save(tmp_path / "in.xlsx")
    found = take_quotes(result, [filled], tmp_path, Options())
    (note,) = (note for note in found.notes if note.code == "quoted-copy-leaves-out")
    assert str(note).startswith("in-quoted.xlsx: the copy leaves out")


def changed(folder: Path, **said: str | float) -> Path:
    """The request as Alpha sends it back at 44, with other values in some columns."""
    filled = fill(asked(folder), folder / "filled.xlsx")
    book = openpyxl.load_workbook(filled)
    page = book["Quote"]
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value}
    for column, value in said.items():
        head = cells.get(column.replace("_", " "))
        at = page.max_column + 1 if head is None else head.column
        page.cell(cells["Price"].row, at).value = column.replace("_", " ")
        page.cell(cells["Price"].row + 1, at).value = value
    book.save(filled)
    return filled


def test_a_supplier_may_quote_another_pack(tmp_path: Path) -> None:
    """Seven people need two packs of five at 44, not seven at 44; so does the copy."""
    filled = changed(tmp_path, Pack=5, Part_number="X-5")
    found = take_quotes(api.solve(tmp_path / "in.xlsx"), [filled], tmp_path, Options())
    assert found.compared.split == 88
    assert api.solve(found.files[1]).plan.cost == 88
    (note,) = found.notes
    assert str(note) == (
        'Quote!I10: filled.xlsx quotes "User CAL" in packs of 5, asked for in packs of 1; its '
        "price is taken for such a pack. Ask the supplier where that is not meant."
    )


def test_remarks_and_columns_of_a_supplier_are_told(tmp_path: Path) -> None:
    filled = changed(tmp_path, Remarks="only with 50 or more", Rebate=0.1)
    found = take_quotes(api.solve(tmp_path / "in.xlsx"), [filled], tmp_path, Options())
    assert [note.problem for note in found.notes] == [
        "filled.xlsx has columns that are not read: Rebate.",
        'filled.xlsx remarks on "User CAL": "only with 50 or more".',
    ]


@pytest.mark.parametrize(
    ("column", "said", "meant"),
    [("Paid", "per user", "once"), ("License", "Device KAL", "User CAL"), ("Months", "many", "")],
)
def test_terms_that_nobody_can_read_are_not_taken_for_those_asked(
    tmp_path: Path, column: str, said: str, meant: str
) -> None:
    filled = changed(tmp_path, **{column: said})
    with pytest.raises(WorkbookError) as error:
        take_quotes(api.solve(tmp_path / "in.xlsx"), [filled], tmp_path, Options())
    (problem,) = error.value.problems
    assert problem.problem == (
        f'filled.xlsx says {column} "{said}" for "User CAL", asked for was "{meant}".'
    )


def test_one_offer_asked_for_on_several_days_may_have_one_price(tmp_path: Path) -> None:
    """Two rows of one offer at 44, as a plan over time asks; with another price in one it is a
    problem."""
    filled = fill(asked(tmp_path), tmp_path / "filled.xlsx")
    book = openpyxl.load_workbook(filled)
    page = book["Quote"]
    last = page.max_row
    for cell in page[last]:
        page.cell(last + 1, cell.column or 1).value = cell.value
    book.save(filled)
    result = api.solve(tmp_path / "in.xlsx")
    assert take_quotes(result, [filled], tmp_path, Options()).compared.split == 308
    price = next(cell.column or 1 for cell in page[last] if cell.value == 44)
    page.cell(last + 1, price).value = 45
    book.save(filled)
    with pytest.raises(WorkbookError) as error:
        take_quotes(result, [filled], tmp_path, Options(), overwrite=True)
    assert [problem.code for problem in error.value.problems] == ["quoted-twice"]
