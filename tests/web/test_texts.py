"""Every text stands in one file, and every text of that file is used."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from optimizer.web.texts import texts

WEB = Path("optimizer/web")

BY_NAME = {"rules", "samples", "steps"}
"""Sections whose texts are asked for by the name of a rule, a sample or a step."""


def known() -> dict[str, dict[str, str]]:
    return tomllib.loads((WEB / "texts.toml").read_text(encoding="utf-8"))


def test_every_text_that_a_template_asks_for_is_there() -> None:
    asked = {
        (section, name)
        for path in WEB.rglob("*.html")
        for section, name in re.findall(r"\bt\.(\w+)\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= {(section, name) for section, found in known().items() for name in found}


def test_every_text_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.py", "*.html", "*.js")
        for path in WEB.rglob(kind)
    )
    words = set(re.findall(r"[.\"'](\w+)", code))
    unused = {
        f"{section}.{name}"
        for section, found in known().items()
        for name in found
        if section not in BY_NAME
        and name not in words
        and not name.startswith(("line_", "map_"))  # by the kind of a line, by a column's name
        and not (section == "download" and name.endswith("_off"))  # by the kind of a download
    }
    assert not unused


def test_no_sentence_stands_in_the_code() -> None:
    """A translation is another file of texts, so none is written elsewhere."""
    found = []
    for path in WEB.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{path}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documents
            and re.match(r"[A-Z][a-z]+( [a-zA-Z]+){2}", node.value)
        ]
    assert not found


def test_a_text_is_filled() -> None:
    assert texts()["answer"].cost(years="3 years") == "Cost over 3 years"
    with pytest.raises(AttributeError):
        _ = texts()["answer"].nothing_such
