"""Things, not words: what has a name in the format or in the code is compared as that thing, and
records of many columns are made by name; tables and the plan of them travel as one."""

import ast
from pathlib import Path

import pytest

MODULES = sorted(Path("optimizer").rglob("*.py"))
THINGS = {"metric", "per", "what", "status", "orders", "purpose"}
"""Attributes whose values are things: Metric, Per, ChangeName, PlanStatus, ..."""

MOST_BY_PLACE = 5
"""Values that a record may be given by their place alone."""


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


def by_place(record: ast.ClassDef) -> int:
    """How many values the record takes by their place: its fields up to KW_ONLY."""
    made = " ".join(ast.unparse(each) for each in record.decorator_list)
    named = "dataclass" in made or "NamedTuple" in map(ast.unparse, record.bases)
    if not named or "kw_only=True" in made:
        return 0
    asked = [
        ast.unparse(each.annotation) for each in record.body if isinstance(each, ast.AnnAssign)
    ]
    return asked.index("KW_ONLY") if "KW_ONLY" in asked else len(asked)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("@dataclass(frozen=True)\nclass A:\n a: int\n b: int = 0", 2),
        ("@dataclass(frozen=True, kw_only=True)\nclass A:\n a: int\n b: int = 0", 0),
        ("@dataclass\nclass A:\n a: int\n _: KW_ONLY\n b: int = 0", 1),
        ("class A(NamedTuple):\n a: int\n b: int", 2),
        ("class A:\n a: int", 0),
    ],
)
def test_what_a_record_takes_by_place_is_counted(text: str, count: int) -> None:
    record = ast.parse(text).body[0]
    assert isinstance(record, ast.ClassDef)
    assert by_place(record) == count


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_records_of_many_fields_are_made_by_name(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert by_place(node) <= MOST_BY_PLACE, node.name


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
