"""Wrong readings of the rules, one at a time: a module's functions with a single operator, constant
or branch changed.

A mutant swaps a function's code in place, so that whoever imported the function runs the wrong one.
"""

import ast
import importlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from types import CodeType, FrameType, FunctionType

MOST_CALLS = 100_000
"""A mutant of a module with loops that is called, or calls functions, more often than this is taken
to run for ever. What others call does not count: to solve a program takes more."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COMBINED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class EndlessError(Exception):
    """A mutant does not end."""


@dataclass(frozen=True)
class Mutant:
    """A function, named by module and qualified name, and the code that stands for it."""

    module: str
    function: str
    line: int
    change: str
    code: CodeType
    loops: bool = False

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.change}"


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that may stand for this one, and what the change is."""
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            changed = [*node.ops[:i], _COMPARED[type(op)](), *node.ops[i + 1 :]]
            yield ast.Compare(node.left, changed, node.comparators), "another comparison"
        for value in (True, False):
            yield ast.Constant(value), f"always {value}"
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, node.values), "and for or, or for and"
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            yield (ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]), f"without part {i + 1}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand, "not denied"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMBINED:
        other_op = _COMBINED[type(node.op)]()
        yield ast.BinOp(node.left, other_op, node.right), "another operator"
        yield node.left, "without the right side"
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1), "one more"
        yield ast.Constant(node.value - 1), "one less"
    elif isinstance(node, ast.IfExp):
        yield node.body, "always the first"
        yield node.orelse, "always the second"
    elif isinstance(node, ast.Call) and getattr(node.func, "id", None) in _CALLED:
        called = ast.Name(_CALLED[ast.unparse(node.func)], ast.Load())
        yield ast.Call(called, node.args, node.keywords), "the other of a pair of functions"


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def mutants_of(module: str, loops: bool = False) -> Iterator[Mutant]:
    """Every mutant of every function of a module, in the order of its lines."""
    found = importlib.import_module(module)
    tree = ast.parse(inspect.getsource(found))
    for name, function in _functions(tree):
        for parent in list(ast.walk(function)):
            for field, value in ast.iter_fields(parent):
                if parent is function and field != "body":
                    continue  # neither its defaults nor its annotations
                if field in ("annotation", "returns"):
                    continue  # never run
                for place, node in enumerate(value if isinstance(value, list) else [value]):
                    if not isinstance(node, ast.AST):
                        continue
                    for other, change in _changes(node):
                        _put(parent, field, place, other)
                        alone = ast.fix_missing_locations(ast.Module([function], []))
                        code = compile(alone, found.__file__ or module, "exec")
                        _put(parent, field, place, node)
                        inner = next(c for c in code.co_consts if isinstance(c, CodeType))
                        line = getattr(node, "lineno", 0)
                        told = f"{change}: {shown(node)} -> {shown(other)}"
                        yield Mutant(module, name, line, told, inner, loops)


def shown(node: ast.AST) -> str:
    """The code, cut short."""
    return shorten(ast.unparse(node), 60, placeholder=" ...")


def _put(parent: ast.AST, field: str, place: int, node: ast.AST) -> None:
    old = getattr(parent, field)
    if isinstance(old, list):
        old[place] = node
    else:
        setattr(parent, field, node)


def _live(mutant: Mutant) -> FunctionType:
    """The function that runs today, under whatever decorators stand around it."""
    found: object = importlib.import_module(mutant.module)
    for name in mutant.function.split("."):
        found = inspect.getattr_static(found, name)
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, cached_property):
        found = found.func
    found = inspect.unwrap(found) if callable(found) else found
    assert isinstance(found, FunctionType)
    return found


@contextmanager
def at_work(mutant: Mutant) -> Iterator[None]:
    """The mutant in the function's place; EndlessError where it does not end."""
    function = _live(mutant)
    right, calls = function.__code__, 0

    def count(frame: FrameType, *_: object) -> None:
        nonlocal calls
        caller = frame.f_back
        calls += frame.f_code is mutant.code or (
            caller is not None and caller.f_code is mutant.code
        )
        if calls > MOST_CALLS:
            raise EndlessError

    function.__code__ = mutant.code
    if mutant.loops:
        sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
        function.__code__ = right
