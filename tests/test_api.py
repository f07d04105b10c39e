"""The package as a notebook uses it: values in, values out, no file that was not asked for."""

import doctest
import re
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import optimizer as cal
from tests.support.books import WINDOWS, write

PAGE = Path("docs/python.md")
DAY = "2027-01-01"


def test_the_page_s_session_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    shutil.copytree("samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    blocks = "".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    session = doctest.DocTestParser().get_doctest(blocks, {}, PAGE.name, None, 0)
    assert len(session.examples) > 10
    failures: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=failures.append)
    assert not failures, "".join(failures)


def test_what_is_exported_is_what_the_page_lists() -> None:
    table = PAGE.read_text(encoding="utf-8").split("## Names")[1]
    listed = {
        name
        for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)", cell)
    }
    assert listed == set(cal.__all__)
    for name in cal.__all__:
        assert getattr(cal, name).__doc__


def test_importing_loads_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'pulp', 'scipy', 'highspy', 'openpyxl', 'xlsxwriter'}"
    code = f"import sys, optimizer\nassert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = cal.nothing_such


def test_solving_writes_no_file(tmp_path: Path) -> None:
    access = [["User", "Server"], ["ann", "Windows Server 2022"]]
    path = write(tmp_path / "in.xlsx", {"Access": access, "Licenses": WINDOWS})
    result = cal.solve(str(path))
    assert result.plan.cost == Decimal(50)
    assert [file.name for file in tmp_path.iterdir()] == ["in.xlsx"]
    assert result.to_dict()["cost"] == 50


def test_each_frame_has_the_sheet_s_columns() -> None:
    result = cal.solve("samples/small.xlsx")
    assert [*result.frame("User licenses")] == ["User", "Members", "Licenses", "Why"]
    assert result.frame("user licenses")["Members"].sum() == 4
    assert result.frame("Coverage")["Covered by"].tolist().count("Device") == 3
    assert result.frame("payments")["Nominal"].sum() == result.plan.payments[0].nominal
    with pytest.raises(KeyError, match="Purchases, User licenses"):
        result.frame("Purchase orders")


def test_changes_that_cannot_be_made_are_all_named() -> None:
    tables = cal.read("samples/small.xlsx")
    with pytest.raises(cal.WorkbookError) as error:
        cal.with_changes(tables, [("Prize", "x", 1), ("Price", "Windows Server Usr CAL", 1)])
    first, second = map(str, error.value.problems)
    assert 'change "Price": Target "Windows Server Usr CAL"' in first
    assert 'change "Prize": is not a change of Scenarios. Did you mean "Price"?' in second


def test_changes_that_cannot_stand_together_are_told(tmp_path: Path) -> None:
    """Four people have a laptop each: six have not, throughout or from a day on."""
    sheets = {
        "Settings": [["Setting", "Value"], ["As of", date(2026, 1, 1)], ["Orders", "Yearly"]],
        "Users": [["User", "Count"], ["sales", 4]],
        "Devices": [["Device", "Count"], ["laptops", 4]],
        "Access": [
            ["User", "Device", "Server", "Pairing"],
            ["sales", "laptops", "Windows Server 2022", "Own"],
        ],
        "Licenses": WINDOWS,
    }
    tables = cal.read(write(tmp_path / "in.xlsx", sheets))
    for day in ((), (DAY,)):
        with pytest.raises(cal.WorkbookError, match=r'"sales".* 6 .*"laptops".* 4.* one to one'):
            cal.with_changes(tables, [("Count", "sales", 6, *day)])
        grown = [("Count", "sales", 6, *day), ("Count", "laptops", 6, *day)]
        assert cal.optimize(cal.with_changes(tables, grown)).plan.cost == 6 * 39
    halves = [("License by", "sales", k, d) for k, d in (("User", DAY), ("Device", "2027-07-01"))]
    with pytest.raises(cal.WorkbookError, match="by user for a part of the period from 2027-01-01"):
        cal.with_changes(tables, halves)


def test_a_run_tells_its_steps() -> None:
    told: list[str] = []

    class Listening(cal.Progress):
        def reading(self, file: str) -> None:
            told.append(file)

        def solving(self, kinds: int) -> None:
            told.append(str(kinds))

        def auditing(self) -> None:
            told.append("audit")

    cal.solve("samples/small.xlsx", progress=Listening())
    assert told == ["small.xlsx", "3", "audit"]


def test_negotiating_adds_the_answers() -> None:
    result = cal.negotiate(cal.solve("samples/small.xlsx"))
    assert result.plan.deal is not None
    assert [curve.price for curve in result.plan.deal.curves] == [50, 39]


def test_what_is_wrong_is_returned_not_raised(tmp_path: Path) -> None:
    found_ = cal.check("samples/broken.xlsx")
    assert "no-currency" in {problem.code for problem in found_}
    assert list(found_) == sorted(found_, key=lambda problem: problem.place)
    assert cal.check(tmp_path / "none.xlsx")
    found = cal.examine("samples/small.xlsx")
    assert (found.problems, found.infeasible) == ((), False)
    assert found.tables is not None


def test_a_workbook_is_read_once_and_what_is_found_is_told_before_it_is_solved() -> None:
    from optimizer.api import Checkup, examine_and_solve
    from optimizer.result import Result

    told: list[Checkup] = []
    found = examine_and_solve("samples/small.xlsx", told.append)
    assert isinstance(found, Result)
    assert found.plan.cost == 89
    (checkup,) = told
    assert checkup.tables is found.tables
    assert not checkup.problems


def test_what_stands_against_a_plan_comes_back_instead_of_one(tmp_path: Path) -> None:
    from optimizer.api import Checkup, examine_and_solve

    told: list[Checkup] = []
    found = examine_and_solve("samples/broken.xlsx", told.append)
    assert isinstance(found, Checkup)
    assert found.problems == cal.check("samples/broken.xlsx")
    assert not told

    path = write(
        tmp_path / "in.xlsx",
        {
            "Access": [["User", "Device", "Server"], ["Ann", "PC", "Exchange Server 2019"]],
            "Licenses": WINDOWS,
        },
    )
    lost = examine_and_solve(path, told.append)
    assert isinstance(lost, Checkup)
    assert lost.infeasible
    assert lost.problems == cal.check(path)
