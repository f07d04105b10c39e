"""Packages in one direction, no circles in a package, every library at home, no file too long.

Everything is read from the code's own imports.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.whole.tested_through import TESTED_THROUGH

PACKAGE = Path("optimizer")
MODULES = {
    p.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): p
    for p in PACKAGE.rglob("*.py")
}

ROAD = (
    "domain",
    "catalogue",
    "reading",
    "licensing",
    "solving",
    "audit",
    "explaining",
    "writing",
    "report",
    "dated_planning",
    "simplified_planning",
    "planning",
    "whatif",
    "importing",
    "result",
    "quoting",
    "comparing",
    "api",
    "sweep_to_file",
    "failures",
    "web",
    "console",
    "saying",
    "solve_verb",
    "meant",
    "arguments",
    "import_verb",
    "page_verb",
    "procurement_verbs",
    "cli",
    "__main__",
)
"""From the ground up: a package, or a module of the first level, imports only what stands before
it."""

HOMES = {
    "openpyxl": {"writing.marked_copy", "writing.with_scenarios"},
    "python_calamine": {"reading.files.xlsx"},
    "xlsxwriter": {"writing"},
    "scipy": {
        "solving.network",
        "solving.decomposition.positive",
        "solving.decomposition.quadratic_bound",
    },
    "highspy": {"solving.solvers"},
    "pyscipopt": {"solving.solvers.scip"},
    "pulp": {
        "solving.program",
        "solving.solvers",
        "solving.decomposition",
        "whatif.negotiation.within_budget",
    },
    "typer": {"arguments", "cli", "procurement_verbs", "import_verb", "page_verb"},
    "rich": {"saying"},
    "defusedxml": {"reading.files", "reading.earlier", "importing.opening"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "jinja2": {"web"},
}
"""Where each library is used: a module, or a package with all that is in it."""


def imported(path: Path) -> set[str]:
    """Every module imported anywhere in the file, functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(path: Path) -> set[str]:
    """Modules of this package that the file imports; of a package's own `__init__` only if named
    itself."""
    names = {name.removeprefix("optimizer.") for name in imported(path)}
    return {name for name in names if name in MODULES}


def level(name: str) -> int:
    return ROAD.index(name.split(".", maxsplit=1)[0])


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_arrows_point_down(name: str) -> None:
    up = {other for other in own(MODULES[name]) if level(other) > level(name)}
    assert not up, f"{name} imports {up}"


def test_no_circles() -> None:
    graph = {
        name: {
            other for other in own(path) if other != name and MODULES[other].name != "__init__.py"
        }
        for name, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_in_their_homes(name: str) -> None:
    used = {module.split(".")[0] for module in imported(MODULES[name])}
    for library in used & set(HOMES):
        assert any(name == home or name.startswith(f"{home}.") for home in HOMES[library]), library


@pytest.mark.parametrize("name", [name for name in MODULES if name.split(".")[0] == "audit"])
def test_the_audit_shares_values_only(name: str) -> None:
    others = {other for other in own(MODULES[name]) if other.split(".")[0] != "audit"}
    assert {other.split(".")[0] for other in others} <= {"domain"}, f"{name} imports {others}"
    assert not others & {"domain.versions", "domain.access_rows", "domain.changed"}


@pytest.mark.parametrize("name", MODULES)
def test_one_idea_a_file(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 400


def test_every_module_has_its_tests_or_stands_with_those_that_go_through_it() -> None:
    listed = [name for names in TESTED_THROUGH.values() for name in names]
    own = {
        name
        for name, path in MODULES.items()
        if Path("tests", *path.parts[1:-1], f"test_{path.name}").exists()
        or path.name == "__init__.py"
    }
    without = set(MODULES) - own
    assert not without - set(listed), "write its test, or name in tested_through.py what tests it"
    assert not set(listed) - without, "it has a test of its own now"
    assert len(listed) == len(set(listed))
    assert all(Path(tests).exists() for tests, _ in TESTED_THROUGH)
