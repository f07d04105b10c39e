"""The page of the model: its letters are the program's, and what the code cites is there."""

import re
from pathlib import Path

PAGE = Path("docs/model.md").read_text(encoding="utf-8")


def test_what_the_code_cites_is_on_the_page() -> None:
    sections = set(re.findall(r"\*\*(\d+\.\d+)", PAGE)) | set(
        re.findall(r"^## (\d+)\.", PAGE, re.MULTILINE)
    )
    cited = {
        (path, number)
        for path in Path("optimizer").rglob("*.py")
        for number in re.findall(r"\bmodel (\d+(?:\.\d+)?)", path.read_text(encoding="utf-8"))
    }
    assert cited
    for path, number in cited:
        assert number in sections, f"{path} cites model {number}"


def test_every_variable_of_the_program_is_a_symbol_of_the_page() -> None:
    table = PAGE.split("## 1. Symbols")[1].split("## 2.")[0]
    symbols = set(re.findall(r"\b([A-Z])\[", table))
    program = "".join(
        path.read_text(encoding="utf-8")
        for path in Path("optimizer/solving/program").glob("*.py")
        if path.stem in ("formulation", "buying", "wide", "alike_pieces")
    )
    letters = set(re.findall(r'variable\(\s*f?"([A-Z])_', program))
    assert {"T", "K", "V", "B", "W"} <= letters
    assert letters <= symbols | {"U", "H", "L"}, letters - symbols


def test_sections_are_numbered_in_order() -> None:
    found = [tuple(map(int, number.split("."))) for number in re.findall(r"\*\*(\d+\.\d+)", PAGE)]
    assert found == sorted(found)
    assert len(found) > 25
