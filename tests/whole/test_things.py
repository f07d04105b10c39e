"""Things, not words: what has a name in the format or in the code is compared as that thing, and
records of many columns are made by name; tables and the plan of them travel as one."""

import ast
from pathlib import Path

import pytest

MODULES = sorted(Path("optimizer").rglob("*.py"))
THINGS = {"metric", "per", "what", "status", "orders", "purpose"}
"""Attributes whose values are things: Metric, Per, ChangeName, PlanStatus, ..."""

MOST_BY_PLACE = 8
"""Fields that a record may ask for by their place alone."""


def words_compared(tree: ast.AST) -> list[str]:
    """Comparisons of such an attribute with a text."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Attribute)
        and node.left.attr in THINGS
        and any(isinstance(c, ast.Constant) and isinstance(c.value, str) for c in node.comparators)
    ]


def test_a_comparison_with_a_word_is_seen() -> None:
    assert words_compared(ast.parse("license.metric == 'User'")) == ["license.metric == 'User'"]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_things_are_compared_as_things(path: Path) -> None:
    if "importing" not in path.parts:  # what exports say stays words until it is read as a sheet
        assert words_compared(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_records_of_many_fields_are_made_by_name(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ClassDef):
            continue
        made = " ".join(ast.unparse(each) for each in node.decorator_list)
        if "dataclass" in made and "kw_only" not in made:
            asked = [b for b in node.body if isinstance(b, ast.AnnAssign) and b.value is None]
            assert len(asked) <= MOST_BY_PLACE, node.name


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_tables_and_their_plan_travel_as_one(path: Path) -> None:
    if "audit" in path.parts:  # it is given the two sides of a comparison
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            asked = {
                ast.unparse(each.annotation)
                for each in (*node.args.args, *node.args.kwonlyargs)
                if each.annotation is not None
            }
            assert not {"Tables", "Plan"} <= asked, f"{node.name}: ask for Planned"
