"""The command as people and programs call it."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from optimizer import cli
from optimizer.domain.problems import PlanError, SolverError
from optimizer.solving.solvers.table import SOLVERS
from tests.support.books import write

P = "Windows Server 2022"
SAMPLES = Path("samples")
runner = CliRunner()


def call(*arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = runner.invoke(cli.app, list(map(str, arguments)))
    return result.exit_code, result.stdout, result.stderr


def test_solve_tells_the_answer_in_a_few_lines(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    assert call("solve", SAMPLES / "small.xlsx", "-o", target, "-q") == (
        0,
        "Cheapest compliant plan: 89.00 USD over 3 years from 2026-01-01, of which 89.00 USD now.\n"
        "  Buy 1 × Windows Server User CAL at 50.00 USD once: 50.00 USD\n"
        "  Buy 1 × Windows Server Device CAL at 39.00 USD once: 39.00 USD\n"
        "Users where possible: 200.00 USD; the plan saves 111.00 USD (55.5%).\n"
        "Devices where possible: 117.00 USD; the plan saves 28.00 USD (23.9%).\n"
        "Easier to follow: one kind for everybody, 117.00 USD; one kind a person, 89.00 USD.\n"
        "Proven: nothing cheaper exists; audited.\n"
        f"Written to {target}\n",
        "",
    )
    assert target.exists()
    told = call("solve", SAMPLES / "small.xlsx", "-o", target)[2]
    assert re.fullmatch(r"Done in \d+\.\d s\.\n", told)


def test_without_a_name_the_result_stands_beside_the_input(tmp_path: Path) -> None:
    source = tmp_path / "small.xlsx"
    source.write_bytes((SAMPLES / "small.xlsx").read_bytes())
    assert call("solve", source)[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {"small.xlsx", "small-plan.xlsx"}


KEYS = {
    "status", "currency", "cost", "due_now", "lower_bound", "payments", "purchases", "server_costs", "moves", "moves_proven", "users",
    "devices", "servers", "holdings", "baselines", "simple_rules", "budget", "licensed", "scenarios", "problems", "warnings", "reading", "seconds",
    "as_of", "years", "departments", "facts",
}  # fmt: skip


def test_json_is_one_object_and_nothing_else(tmp_path: Path) -> None:
    status, out, _ = call("solve", SAMPLES / "small.xlsx", "-o", tmp_path / "plan.xlsx", "--json")
    plan = json.loads(out)
    assert (status, set(plan)) == (0, KEYS)
    assert (plan["status"], plan["cost"], plan["due_now"], plan["lower_bound"]) == (
        "optimal",
        89,
        89,
        89,
    )
    assert plan["payments"] == [
        {"year": 1, "nominal": 89, "discounted": 89},
        {"year": 2, "nominal": 0, "discounted": 0},
        {"year": 3, "nominal": 0, "discounted": 0},
    ]
    assert plan["purchases"][0] == {
        "offer": "Windows Server User CAL", "license": "Windows Server User CAL", "from_license": None, "quantity": 1, "packs": 1,
        "price": 50, "per": "Once", "from_date": "2026-01-01", "due_now": 50, "cost": 50,
    }  # fmt: skip
    assert plan["users"][-1] == {
        "user": "Dr. Dora",
        "members": 1,
        "licenses": ["Windows Server User CAL"],
        "department": "",
        "why": plan["users"][-1]["why"],
    }
    assert plan["devices"][0] == {
        "device": "Ward PC",
        "members": 1,
        "licenses": ["Windows Server Device CAL"],
        "department": "",
        "why": plan["devices"][0]["why"],
    }
    assert plan["holdings"][0] == {
        "license": "Windows Server User CAL", "owned": 0, "kept": 0, "converted": 0, "left_over": 0, "bought": 1, "used": 1, "surplus": 0,
    }  # fmt: skip
    assert plan["baselines"] == {"all_users": 200, "all_devices": 117}
    assert plan["budget"] is None
    assert plan["licensed"] == {"people": 1, "devices": 1}


def test_problems_go_to_standard_error_with_status_1(tmp_path: Path) -> None:
    status, out, err = call("solve", SAMPLES / "broken.xlsx", "-o", tmp_path / "plan.xlsx")
    assert (status, out) == (1, "")
    assert err.startswith("broken.xlsx: 19 problems\n  Settings!B2: ")
    assert 'Access!B1: there is no column Device, while "Devcie" is not read. Did you mean' in err
    assert list(tmp_path.iterdir()) == []


def test_problems_as_json(tmp_path: Path) -> None:
    status, out, err = call("solve", SAMPLES / "broken.xlsx", "--json")
    found = json.loads(out)
    assert (status, err, set(found)) == (1, "", KEYS)
    assert (found["status"], found["cost"]) == ("invalid", None)
    assert found["problems"][0] == {
        "code": "no-currency",
        "place": "Settings!B2",
        "places": ["Settings!B2"],
        "problem": 'Currency "Dollars" is not a currency.',
        "remedy": "Type a code of ISO 4217 such as EUR.",
    }
    assert len(found["problems"]) == 19
    assert found["reading"][1]["columns"]["Active"] == "Status"


def test_no_compliant_plan_is_status_3(tmp_path: Path) -> None:
    licenses = [["License", "Metric", "Covers", "Price"], ["C", "User", "Exchange Standard", 5]]
    path = write(
        tmp_path / "in.xlsx", {"Access": [["User", "Server"], ["u", P]], "Licenses": licenses}
    )
    read = "Access: 1 row; User, Server.\nLicenses: 1 row; License, Metric, Covers, Price.\n"
    for arguments, said in ((("solve", path), ""), (("check", path), read)):
        status, out, err = call(*arguments, "--as-of", "2026-01-01")
        assert (status, out) == (3, said)
        assert err.startswith("in.xlsx: no compliant plan exists\n  Access!B2: ")
    status, out, _ = call("solve", path, "--json")
    assert (status, json.loads(out)["status"], json.loads(out)["cost"]) == (3, "infeasible", None)
    assert [p.name for p in tmp_path.iterdir()] == ["in.xlsx"]


@pytest.mark.parametrize(
    "error",
    [SolverError("No plan was found in the time given."), PlanError("The plan failed its audit.")],
)
def test_no_plan_from_the_solver_is_status_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("optimizer.planning.optimize", fail)
    assert call("solve", SAMPLES / "small.xlsx", "-o", tmp_path / "x.xlsx") == (4, "", f"{error}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("solve",),
        ("solve", "samples/small.xlsx", "--solver", "gurobi"),
        ("solve", "samples/small.xlsx", "--time-limit", "0"),
        ("solve", "samples/small.xlsx", "--as-of", "1/2/2026"),
        ("solve", "samples/small.xlsx", "-o", "nowhere/plan.xlsx"),
        ("solve", "samples/small.xlsx", "-o", "samples/small.xlsx"),
        ("frobnicate",),
        ("check",),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["missing.xlsx", "~$small.xlsx", "."])
def test_what_is_no_workbook_is_one_sentence(name: str) -> None:
    status, out, err = call("solve", SAMPLES / name)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 2


def test_check_says_that_all_is_well_or_what_is_not(tmp_path: Path) -> None:
    assert call("check", SAMPLES / "small.xlsx") == (
        0,
        "Settings: 3 rows; Setting, Value.\n"
        "Access: 6 rows; User, Device, Server.\n"
        "Licenses: 2 rows; License, Metric, Covers, Price.\n"
        "small.xlsx has no problems.\n",
        "",
    )
    status, out, err = call("check", SAMPLES / "broken.xlsx")
    assert (status, out.splitlines()[1]) == (
        1,
        'Users: 5 rows; User, Count, Active from "Status", License by, Same as; '
        '1 row is left out by "Status".',
    )
    assert "Access!A4: both User and Device are blank." in err
    status, out, err = call("check", SAMPLES / "office.xlsx")
    assert (status, out.splitlines()[-1]) == (0, "office.xlsx has no problems.")
    assert err.startswith("3 notes:\n")
    assert call("check", SAMPLES / "office.xlsx", "--quiet")[2] == ""


def test_as_of_overrides_the_workbook(tmp_path: Path) -> None:
    out = call("solve", SAMPLES / "small.xlsx", "-o", tmp_path / "x.xlsx", "--as-of", "2027-05-01")[
        1
    ]
    assert "over 3 years from 2027-05-01" in out


def test_the_fallback_solver_gives_the_same_cost(tmp_path: Path) -> None:
    out = call("solve", SAMPLES / "office.xlsx", "-o", tmp_path / "x.xlsx", "--solver", "cbc")[1]
    assert out.startswith("Cheapest compliant plan: 6,821.12 USD")


def test_every_solver_is_on_offer() -> None:
    assert tuple(cli.Solver) == tuple(SOLVERS)


def test_version() -> None:
    assert call("--version")[1].startswith("cal-optimizer 0.")


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, optimizer.cli\n"
        "sys.argv = ['cal-optimizer', 'solve', '--help']\n"
        "try: optimizer.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'pulp', 'scipy', 'highspy', 'openpyxl', 'xlsxwriter'} & "
        "set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = run("-c", code)
    assert done.returncode == 0, done.stderr
    assert "--time-limit" in done.stdout


def test_the_module_is_the_command_and_json_stays_clean_of_what_solvers_print(
    tmp_path: Path,
) -> None:
    done = run(
        "-m", "optimizer", "solve", "samples/office.xlsx", "-o", str(tmp_path / "x.xlsx"), "--json"
    )
    assert json.loads(done.stdout)["status"] == "optimal"
    assert done.returncode == 0


class Terminal(io.StringIO):
    """Standard error with someone watching."""

    def isatty(self) -> bool:
        return True


def test_long_steps_are_told_on_standard_error_where_someone_watches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with cli.telling(quiet=False) as tell:
        tell.solving(5_033)
    assert "Solving for 5,033 kinds of access ..." in sys.stderr.getvalue()
    monkeypatch.setattr(sys, "stderr", Terminal())
    with cli.telling(quiet=True) as tell:
        tell.solving(1)
    assert sys.stderr.getvalue() == ""


@pytest.mark.parametrize("day", ["2027-05-31", "31/05/2027", "31.5.2027", "31 May 2027"])
def test_a_day_may_be_typed_as_in_a_cell(tmp_path: Path, day: str) -> None:
    status, out, _ = call(
        "solve", SAMPLES / "small.xlsx", "-o", tmp_path / "x.xlsx", "--as-of", day
    )
    assert status == 0
    assert "from 2027-05-31" in out


def test_a_day_that_could_be_two_is_asked_for() -> None:
    status, _, err = call("solve", SAMPLES / "small.xlsx", "--as-of", "1/2/2026")
    assert status == 2
    assert "could be 1 February 2026 or 2 January 2026. Type it as 2026-01-31." in " ".join(
        err.replace("│", " ").split()
    )
