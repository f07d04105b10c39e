"""The stated program, as text: a change of the formulation shows here first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pulp
import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.program.formulation import state
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Outcome, Status
from optimizer.solving.solvers.table import SOLVERS
from tests.support.books import WINDOWS, Sheets, tables, write

GOLDEN = Path("tests/golden/lp")

PLAIN: Sheets = {
    "Users": [["User", "Count"], ["nurses", 3], ["doctor", 1]],
    "Access": [
        ["User", "Device", "Server"],
        ["nurses", "ward PC", "Windows Server 2022"],
        ["doctor", "ward PC", "Windows Server 2022"],
        ["doctor", "laptop", "Windows Server 2022"],
    ],
    "Licenses": WINDOWS,
}

RICH: Sheets = {
    "Settings": [["Setting", "Value"], ["Organization size", 20]],
    "Users": [
        ["User", "Count", "Type"],
        ["team", 2, ""],
        ["guests", 5, "External"],
        ["admins", 3, ""],
    ],
    "Devices": [["Device", "Count"], ["PC", 1], ["terminal", 2]],
    "Servers": [
        ["Server", "Product", "Cores", "One kind", "CAL mode cost"],
        ["FILE", "P", 4, "", 30],
        ["RDS", "Q", "", "B", ""],
    ],
    "Access": [
        ["User", "Device", "Server", "Purpose"],
        ["team", "PC", "FILE", ""],
        ["team", "terminal", "RDS", ""],
        ["guests", "PC", "FILE", ""],
        ["admins", "terminal", "RDS", "Administration"],
    ],
    "Products": [
        ["Product", "Family", "Version"],
        ["P", "A", "2022"],
        ["P", "C", ""],
        ["Q", "A", "2019"],
        ["Q", "B", "2022"],
    ],
    "Families": [["Family", "Base", "Same holder"], ["B", "A", "Yes"]],
    "Licenses": [
        [
            "License",
            "Metric",
            "Covers",
            "Version",
            "For",
            "Price",
            "Per",
            "Pack",
            "Minimum per server",
        ],
        ["A User", "User", "A", "", "", 20, "", "", ""],
        ["A old User", "User", "A", "2019", "", 11, "", "", ""],
        ["A Device", "Device", "A", "", "", 17, "Year", 5, ""],
        ["B User", "User", "B", "", "", 9, "", "", ""],
        ["B Device", "Device", "B", "", "", 8, "", "", ""],
        ["AC User", "User", "A; C", "", "", 31, "", "", ""],
        ["BC User", "User", "B; C", "", "", 25, "", "", ""],
        ["C core", "Core", "C", "", "", 3, "", 2, 6],
        ["A guests", "Server", "A", "", "External", 40, "", "", ""],
        ["C site", "Organization", "C", "", "", 2, "", "", ""],
    ],
    "Owned": [["License", "Quantity"], ["A User", 1], ["AC User", 1]],
}


MARKET: Sheets = {
    "Users": [["User", "Count"], ["team", 9]],
    "Access": [["User", "Server"], ["team", "Windows Server 2022"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Price"],
        ["CAL", "User", "Windows Server", ""],
        ["Other", "User", "X", ""],
    ],
    "Offers": [
        [
            "Offer",
            "License",
            "From license",
            "Price",
            "Pack",
            "From quantity",
            "Minimum",
            "Maximum",
            "Starts",
        ],
        ["new", "CAL", "", 10, "", "", 3, "", ""],
        ["new", "CAL", "", 8, "", 10, 3, "", ""],
        ["renew", "CAL", "CAL", 4, 2, "", "", 6, "At expiry"],
        ["switch", "CAL", "Other", 5, "", "", "", "", ""],
    ],
    "Owned": [
        ["License", "Quantity", "Until"],
        ["CAL", 4, date(2026, 6, 30)],
        ["CAL", 4, date(2027, 6, 30)],
        ["CAL", 1, ""],
        ["Other", 2, ""],
    ],
}


@pytest.mark.parametrize(("name", "sheets"), [("plain", PLAIN), ("rich", RICH), ("market", MARKET)])
def test_the_program_is_the_golden_one(tmp_path: Path, name: str, sheets: Sheets) -> None:
    prepared = prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings())
    program = state(instance_of(prepared))
    program.problem.writeLP(str(tmp_path / "found.lp"))
    found = (tmp_path / "found.lp").read_text()
    golden = GOLDEN / f"{name}.lp"
    if not golden.exists():  # delete it to make it anew
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found)
    assert found == golden.read_text()
    assert solve(program.problem, "highs", Clock()).status is Status.OPTIMAL


def test_a_linear_answer_that_is_whole_needs_no_integer_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unit prices, no stock, nothing server-wide, laminar: the relaxation is whole, so the integer
    road is never taken."""
    from optimizer.planning import optimize
    from optimizer.solving.solvers import highs as highs_

    roads = []
    original = highs_.run_highs

    def watched(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
        roads.append(integer)
        return original(problem, integer, clock)

    monkeypatch.setitem(SOLVERS, "highs", replace(SOLVERS["highs"], run=watched))
    found = tables(write(tmp_path / "book.xlsx", PLAIN))
    assert optimize(found, Findings(), Options(method=Method.PROGRAM)).status == "optimal"
    assert roads
    assert not any(roads)
