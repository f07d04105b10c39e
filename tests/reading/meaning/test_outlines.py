"""Names that stand once and are meant for the rows below."""

import contextlib
from pathlib import Path

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import Tables
from tests.support.books import WINDOWS, tables, write

ACCESS = [["User", "Server"], ["ann", "s1"]]
WINDOWS_2022, EXCHANGE = "Windows Server 2022", "Exchange Server 2019"


def read(folder: Path, **sheets: object) -> tuple[list[str], Tables]:
    findings = Findings()
    path = write(folder / "book.xlsx", {"Access": ACCESS, "Licenses": WINDOWS, **sheets})
    found = tables(path, findings)
    return [note.code for note in findings.warnings], found


@pytest.mark.parametrize("second", ["", "s1", "S1 "])
def test_a_server_may_have_a_row_for_each_product(second: str, tmp_path: Path) -> None:
    rows = [["Server", "Product"], ["s1", WINDOWS_2022], [second, EXCHANGE]]
    notes, found = read(tmp_path, Servers=rows)
    assert "products-below" in notes
    (server,) = found.servers
    assert [found.products[p].name for p in server.products] == [WINDOWS_2022, EXCHANGE]


@pytest.mark.parametrize(
    "rows",
    [
        [["s1", WINDOWS_2022, 8], ["s1", EXCHANGE, 16]],  # two sizes: two servers, or a mistake
        [["s1", WINDOWS_2022, 8], ["s1", WINDOWS_2022, 8]],  # said twice alike
    ],
)
def test_rows_that_differ_otherwise_stay_two(rows: list[list[object]], tmp_path: Path) -> None:
    with pytest.raises(WorkbookError) as error:
        read(tmp_path, Servers=[["Server", "Product", "Cores"], *rows])
    assert "named-twice" in {problem.code for problem in error.value.problems}


def test_a_gap_ends_what_is_meant_below(tmp_path: Path) -> None:
    rows = [
        ["Scenario", "Change", "Target", "Value"],
        ["Cheaper", "Price", "User CAL", 40],
        ["", "", "", ""],
        ["", "Price", "Device CAL", 30],
    ]
    with pytest.raises(WorkbookError) as error:
        read(tmp_path, Access=[["User", "Server"], ["ann", WINDOWS_2022]], Scenarios=rows)
    assert [problem.code for problem in error.value.problems] == ["blank"]


def test_a_scenario_goes_on_below(tmp_path: Path) -> None:
    rows = [
        ["Scenario", "Change", "Target", "Value"],
        ["Cheaper", "Price", "User CAL", 40],
        ["", "Price", "Device CAL", 30],
    ]
    notes, found = read(
        tmp_path, Access=[["User", "Server"], ["ann", WINDOWS_2022]], Scenarios=rows
    )
    assert "outline" in notes
    (scenario,) = found.scenarios
    assert len(scenario.changes) == 2


@pytest.mark.parametrize(
    ("license", "codes"), [("", set()), ("User CAL", set()), ("Device CAL", {"blank"})]
)
def test_tiers_are_of_one_license(license: str, codes: set[str], tmp_path: Path) -> None:
    """A row of another license is an offer whose name is lacking."""
    rows = [
        ["Offer", "License", "From quantity", "Price"],
        ["Bulk", "User CAL", 1, 30],
        ["", license, 10, 20],
    ]
    findings = Findings()
    sheets = {"Access": [["User", "Server"], ["ann", WINDOWS_2022]], "Licenses": WINDOWS}
    path = write(tmp_path / "book.xlsx", {**sheets, "Offers": rows})
    with contextlib.suppress(WorkbookError):
        tables(path, findings)
    assert {problem.code for problem in findings.problems} == codes
