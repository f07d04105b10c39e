"""Every other kind of workbook that is written for somebody, of the samples: negotiations, sweeps,
comparisons, quote requests and what came of quotes, marked copies, imports and the template look as
they should, and negotiations recalculate."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.comparing.workbooks import compare_files
from optimizer.domain.options import Options
from optimizer.quoting.round import take_quotes, write_requests
from tests.support.books import WINDOWS, Sheets, solve_to, write
from tests.support.printed import A4, LETTER, pages
from tests.support.recalculate import differences
from tests.support.sheets import faults, faults_of_inputs
from tests.test_cli import call

SAMPLES = {path.stem: path for path in Path("samples").glob("*.xlsx") if path.stem != "broken"}

MARKET: Sheets = {
    "Settings": [["Setting", "Value"], ["Currency", "JPY"], ["Horizon", 3]],
    "Users": [["User", "Count", "Department"], ["nurses", 1200, "Ward"], ["doctors", 80, "Ward"]],
    "Devices": [["Device", "Count"], ["ward PCs", 340], ["laptops", 80], ["phones", 80]],
    "Access": [
        ["User", "Device", "Server"],
        ["nurses", "ward PCs", "Windows Server 2022"],
        ["doctors", "ward PCs", "Windows Server 2022"],
        ["doctors", "laptops", "Windows Server 2022"],
        ["doctors", "phones", "Windows Server 2022"],
    ],
    "Licenses": [WINDOWS[0], ["User CAL", "User", "Windows Server", 9800], ["Device CAL", "Device", "Windows Server", 7600]],
    "Offers": [
        ["Offer", "License", "From quantity", "Price", "Channel", "Supplier"],
        ["Volume device", "Device CAL", 1, 7400, "MPSA", "Contoso"],
        ["Volume device", "Device CAL", 250, 6900, "MPSA", "Contoso"],
        ["Volume user", "User CAL", 1, 9500, "MPSA", "Contoso"],
    ],
}  # fmt: skip
"""Amounts of nine digits without decimals, groups, tiers: 1,280 people."""


@pytest.fixture(scope="module")
def negotiated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("negotiated")
    sources = {"small": SAMPLES["small"], "market": write(folder / "market.xlsx", MARKET)}
    for name, source in sources.items():
        solve_to(source, folder / f"{name}-plan.xlsx", negotiating=True)
    return {name: folder / f"{name}-plan.xlsx" for name in sources}


@pytest.mark.parametrize("name", ["small", "market"])
def test_a_negotiation_looks_as_it_should(
    negotiated: dict[str, Path], tmp_path: Path, name: str
) -> None:
    assert faults(negotiated[name]) == []
    if name == "market":
        assert not differences(negotiated[name], tmp_path)[1]
    assert pages(negotiated[name], tmp_path, paper=A4) == pages(
        negotiated[name], tmp_path, paper=LETTER
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_requests_of_each_sample_look_as_they_should(tmp_path: Path, name: str) -> None:
    for file in write_requests(api.solve(SAMPLES[name]), tmp_path):
        assert faults(file) == []


def test_what_came_of_quotes_looks_as_it_should(tmp_path: Path) -> None:
    quotes = [Path("samples/quotes/alpha.xlsx"), Path("samples/quotes/beta.xlsx")]
    found = take_quotes(api.solve(SAMPLES["clinic"]), quotes, tmp_path, Options())
    assert faults(found.files[0]) == []
    assert pages(found.files[0], tmp_path / "printed") == 2


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [("clinic", "budget", 2), ("office", "renewal", 3), ("small", "hosting", 3)],
)
def test_a_comparison_looks_as_it_should(tmp_path: Path, old: str, new: str, count: int) -> None:
    target = tmp_path / "compared.xlsx"
    compare_files(SAMPLES[old], SAMPLES[new], target, Options())
    assert faults(target) == []
    assert pages(target, tmp_path / "printed") == count


@pytest.mark.parametrize(("currency", "price"), [("EUR", 39.5), ("JPY", 7600), ("KWD", 12.125)])
def test_a_plan_in_any_currency_looks_as_it_should(
    tmp_path: Path, currency: str, price: float
) -> None:
    """Amounts have the currency's own decimals, and room for them."""
    licenses = [WINDOWS[0], ["Device CAL", "Device", "Windows Server", price]]
    settings = [["Setting", "Value"], ["Currency", currency], ["Discount rate", 0.05]]
    sheets = MARKET | {"Settings": settings, "Licenses": licenses}
    del sheets["Offers"]
    source = write(tmp_path / "in.xlsx", sheets)
    plan = solve_to(source, tmp_path / "out.xlsx").plan
    assert plan.cost == Decimal(str(price)) * 500
    assert faults(tmp_path / "out.xlsx") == []
    said = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]["A2"].value
    assert str(said).endswith(f"amounts in {currency}.")


def test_a_sweep_looks_as_it_should(tmp_path: Path) -> None:
    """Of two things varied, one of them with draws, in a currency without decimals."""
    source, target = write(tmp_path / "market.xlsx", MARKET), tmp_path / "sweep.xlsx"
    vary = ("--vary", "User CAL=9000:9900:100", "--vary", "Count nurses=1000,1400")
    code, _, err = call("sweep", source, *vary, "-o", target)
    assert (code, "Traceback" in err) == (0, False)
    assert faults(target) == []
    facts = {row[0]: row[1] for row in openpyxl.load_workbook(target)["About"].values}
    assert facts["Varied"] == "User CAL=9000:9900:100; Count nurses=1000,1400"


def test_the_list_of_a_marked_copy_looks_as_it_should(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    assert call("check", "samples/broken.xlsx", "--mark", target)[0] == 1
    assert faults_of_inputs(target, {"Problems", "About"}) == []
    tall = [d.height for d in openpyxl.load_workbook(target)["Problems"].row_dimensions.values()]
    assert max(tall) > min(tall)  # some of its texts break


def test_an_import_looks_as_it_should(tmp_path: Path) -> None:
    exports = sorted(Path("samples/exports").iterdir())
    target = tmp_path / "imported.xlsx"
    assert call("import", *exports, "-o", target, "--one-file", "--no-cache")[0] == 0
    assert faults_of_inputs(target) == []


def test_the_template_looks_as_it_should() -> None:
    assert faults_of_inputs(Path("templates/cal-optimizer.xlsx")) == []


LONG = "A license whose name was once typed into a list by a purchasing department, edition "
HOSPITAL = "Foundation of the Hospitals and Nursing Homes of the Northern District, Public Benefit Company and Partners"  # fmt: skip


def test_long_names_are_cut_nowhere(tmp_path: Path) -> None:
    names = {"User CAL": f"{LONG}user", "Device CAL": f"{LONG}device", "Ward": f"{HOSPITAL} {LONG}"}
    sheets = {
        sheet: [[names.get(str(value), value) for value in row] for row in rows]
        for sheet, rows in MARKET.items()
    }
    sheets["Settings"] = [*MARKET["Settings"], ["Organization", HOSPITAL]]
    sheets["Devices"] = [["Device", "Count", "Department"], *([*row, names["Ward"]] for row in MARKET["Devices"][1:])]  # fmt: skip
    solve_to(write(tmp_path / "in.xlsx", sheets), tmp_path / "out.xlsx")
    assert faults(tmp_path / "out.xlsx") == []
    head = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]["A1"]
    assert (head.value.startswith(HOSPITAL), head.font.sz < 18) == (True, True)


def test_of_many_lines_the_dearest_are_drawn_and_named(tmp_path: Path) -> None:
    """Twelve applications, each with one person on a device: the dearest nine of twelve lines cost
    12 + 11 + ... + 4 = 72 of 78."""
    names = [f"App {letter}" for letter in "ABCDEFGHIJKL"]
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["Currency", "EUR"]],
        "Products": [["Product", "Family"], *([name, name] for name in names)],
        "Access": [["User", "Device", "Server"], *([f"user {n}", f"pc {n}", n] for n in names)],
        "Licenses": [WINDOWS[0], *([f"{n} CAL", "User", n, i] for i, n in enumerate(names, 1))],
    }
    solve_to(write(tmp_path / "in.xlsx", sheets), tmp_path / "out.xlsx")
    assert faults(tmp_path / "out.xlsx") == []
    page = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["Summary"]
    said = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert "3 more lines, on Purchases" in said
    assert "92 % goes into these 9 of 12 lines" in said


def test_a_plan_that_costs_nothing_draws_no_bars(tmp_path: Path) -> None:
    sheets = MARKET | {"Owned": [["License", "Quantity"], ["Device CAL", 500]]}
    assert solve_to(write(tmp_path / "in.xlsx", sheets), tmp_path / "out.xlsx").plan.cost == 0
    assert faults(tmp_path / "out.xlsx") == []
    free = {sheet: rows for sheet, rows in MARKET.items() if sheet != "Offers"} | {
        "Licenses": [WINDOWS[0], ["Device CAL", "Device", "Windows Server", 0]]
    }
    assert solve_to(write(tmp_path / "free.xlsx", free), tmp_path / "none.xlsx").plan.cost == 0
    assert faults(tmp_path / "none.xlsx") == []
    assert not openpyxl.load_workbook(tmp_path / "none.xlsx")["Summary"]._charts  # noqa: SLF001
