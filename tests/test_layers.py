"""Arrows in one direction, every library in its home, no file too long: read from the code's own imports."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path("optimizer")
MODULES = {p.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): p for p in PACKAGE.rglob("*.py")}

LAYERS = (
    ("__init__",),
    ("problems", "schema"),
    ("cells",),
    ("catalogue", "table_file", "workbook_file", "workbook_rows"),
    ("workbook", "tables"),
    ("arrays", "columns"),
    ("registry", "scenario"),
    ("market", "offers", "servers"),
    ("assignments", "changes", "people"),
    ("intake",),
    ("deal", "options", "parallel"),
    ("plan",),
    ("audit_cover", "shares"),
    ("audit_money",),
    ("audit",),
    ("needs", "supply", "bundles", "solver"),
    ("ways",),
    ("classes", "coverage"),
    ("case", "why"),
    ("forest", "statement"),
    ("network", "members", "buying"),
    ("alike", "program", "mix"),
    ("choices", "advice", "money", "moves"),
    ("infeasible", "shadow"),
    ("optimize",),
    ("blocking", "fair", "futures", "levers", "prices"),
    ("negotiation", "sweep"),
    ("vary",),
    ("output", "mark"),
    ("report.__init__", "report.styles", "report.long_sheet"),
    ("report.page",),
    ("report.as_json", "report.as_text", "report.purchases", "report.scenarios", "template"),
    ("report.sentences", "report.sheets", "report.summary"),
    ("report.integrity", "report.negotiation", "report.sweeps"),
    ("report.result",),
    ("run",),
    ("cli",),
    ("__main__",),
)
"""From the ground up: a module may import from lower layers only."""

HOMES = {
    "openpyxl": {"workbook_rows", "mark"},
    "python_calamine": {"workbook_rows"},
    "xlsxwriter": {"report.styles", "report.long_sheet", "report.page", "template"},
    "scipy": {"network"},
    "highspy": {"solver"},
    "pulp": {"statement", "members", "buying", "program", "moves", "solver", "blocking", "choices", "shadow"},
    "typer": {"cli"},
    "rich": {"cli"},
    "defusedxml": {"workbook", "workbook_rows"},
}

SOLVING = {
    "needs", "supply", "ways", "classes", "bundles", "case", "forest", "alike", "network", "statement", "members", "buying", "program", "solver", "mix",
    "moves", "money", "choices", "shadow", "optimize",
}  # fmt: skip


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
    names = {name.removeprefix("optimizer.") for name in imported(path) if name.startswith("optimizer.")}
    return {name for name in names if name in MODULES}


def test_every_module_has_a_layer() -> None:
    assert {name for layer in LAYERS for name in layer} == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_down(name: str) -> None:
    level = {module: i for i, layer in enumerate(LAYERS) for module in layer}
    up = {other for other in own(MODULES[name]) if level[other] >= level[name] and other != name}
    assert not up, f"{name} imports {up}"


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_in_their_homes(name: str) -> None:
    used = {module.split(".")[0] for module in imported(MODULES[name])}
    assert not {library for library in used & set(HOMES) if name not in HOMES[library]}


def test_the_audit_knows_nothing_of_the_solving_side() -> None:
    reached, queue = set(), ["audit"]
    while queue:
        name = queue.pop()
        if name not in reached:
            reached.add(name)
            queue += own(MODULES[name])
    assert not reached & SOLVING


@pytest.mark.parametrize("name", MODULES)
def test_one_idea_a_file(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 400
