"""Files with mathematics begin with their definitions: a line a symbol, with what it means."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOLVING = Path("optimizer/solving")
ROOMS = ("program", "network", "decomposition")
MODULES = sorted(path for room in ROOMS for path in (SOLVING / room).glob("*.py"))

ALSO = [SOLVING / f"{name}.py" for name in ("patterns", "bundles", "classes")] + [
    Path("optimizer/whatif/negotiation") / f"{name}.py" for name in ("price_curves", "fair_shares")
]
"""Files with mathematics that stand in other rooms."""

FEWEST, MOST = 3, 14
"""Lines of a block: fewer define nothing, more are a page's."""


def docstrings(tree: ast.Module) -> Iterator[str]:
    """The module's own docstring first, then those of its classes and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def cites_the_model(source: str) -> bool:
    """Whether a section of a page of the model is named."""
    return re.search(r"\b[Mm]odel \d|docs/model\b|docs/model-dates", source) is not None


def variables(tree: ast.Module) -> set[str]:
    """The letters of the program's variables: the capitals that names such as f"B_l{i}" begin
    with."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {
        found[1]
        for text in texts
        if isinstance(text, str) and (found := re.match(r"([A-Z])(_[a-z{]|_$)", text))
    }


def arrays(tree: ast.Module) -> set[str]:
    """Single capital letters that stand for arrays in docstrings, as in X[u,e]."""
    return set(re.findall(r"(?<!\w)([A-Z])\[", "\n".join(docstrings(tree))))


def block(tree: ast.Module) -> list[str]:
    """The lines of the module's definitions, up to the first empty one."""
    lines = (ast.get_docstring(tree) or "").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("DEFINITIONS")]
    if not starts:
        return []
    rest = lines[starts[0] + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def symbols(lines: list[str]) -> list[str]:
    """What stands before the meanings; lines further in go on with the meaning before."""
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return [re.split(r" {2,}", line[margin:])[0] for line in lines if line[margin] != " "]


def parsed(path: Path) -> tuple[str, ast.Module]:
    source = path.read_text(encoding="utf-8")
    return source, ast.parse(source)


def has_mathematics(path: Path) -> bool:
    source, tree = parsed(path)
    return cites_the_model(source) or bool(arrays(tree) | variables(tree))


DEFINING = [path for path in [*MODULES, *ALSO] if block(parsed(path)[1])]


def test_citations_letters_and_blocks_are_seen() -> None:
    source = (
        '"""A cut (model 6.1).\n\nDEFINITIONS\n    c, m    class,\n            members\n'
        '    X[u,e]  1: open\n\nX[u,e] <= Z[s] holds.\n"""\nmade = variable(f"B_l{i}")\n'
    )
    tree = ast.parse(source)
    assert cites_the_model(source)
    assert not cites_the_model("the model of a device")
    assert arrays(tree) == {"X", "Z"}
    assert variables(tree) == {"B"}
    assert symbols(block(tree)) == ["c, m", "X[u,e]"]
    assert block(ast.parse('"""No block."""')) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_that_carry_out_the_model_define_their_symbols(path: Path) -> None:
    if has_mathematics(path):
        assert block(parsed(path)[1]), f"{path} has no DEFINITIONS"


@pytest.mark.parametrize("path", ALSO, ids=str)
def test_mathematics_in_other_rooms_defines_its_symbols(path: Path) -> None:
    assert block(parsed(path)[1]), f"{path} has no DEFINITIONS"


@pytest.mark.parametrize("path", DEFINING, ids=str)
def test_a_block_is_short_and_a_line_a_symbol(path: Path) -> None:
    lines = block(parsed(path)[1])
    assert FEWEST <= len(lines) <= MOST
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    for line in lines:
        text = line[margin:]
        assert text.startswith(" ") or re.match(r"\S.*? {2,}\S", text), line
    assert len(set(symbols(lines))) == len(symbols(lines))


@pytest.mark.parametrize("path", DEFINING, ids=str)
def test_what_names_variables_and_arrays_is_defined_there(path: Path) -> None:
    _, tree = parsed(path)
    defined = "\n".join(block(tree))
    for letter in sorted(variables(tree) | arrays(tree)):
        assert re.search(rf"\b{letter}(?![a-z])", defined), f"{path} does not define {letter}"
