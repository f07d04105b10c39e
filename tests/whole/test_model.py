"""The pages of the model: their letters are defined and are the program's, and what is cited is
there."""

import re
from pathlib import Path

PAGE = Path("docs/model.md").read_text(encoding="utf-8")
DATES = Path("docs/model-dates.md").read_text(encoding="utf-8")

SECTIONS = set(re.findall(r"\*\*(\d+\.\d+)", PAGE)) | set(
    re.findall(r"^## (\d+)\.", PAGE, re.MULTILINE)
)
LEMMAS = set(re.findall(r"\*\*(?:Lemma|Theorem) (T\d+)", DATES))

JOINED = r"(?:\s*(?:,|and|to|,\s*and)\s+)"
"""What stands between the numbers of one citation, on one line or two."""

SOURCES = [path for root in ("optimizer", "tools") for path in sorted(Path(root).rglob("*.py"))]


def cited(text: str) -> tuple[set[str], set[str], int]:
    """The sections of the model that a text cites, the lemmas of the model over time, and how
    often it names a page and nothing on it."""
    one, two = r"\d+(?:\.\d+)?", r"[A-Z]\d+"
    model = rf"\b[Mm]odel\s+({one}(?:{JOINED}{one})*)"
    dates = rf"\bmodel-dates\.md,\s+({two}(?:{JOINED}{two})*)"
    sections = {n for found in re.findall(model, text) for n in re.findall(one, found)}
    found = re.findall(dates, text)
    lemmas = {n for each in found for n in re.findall(two, each)}
    named = len(re.findall(r"\bmodel(?:-dates)?\.md", text))
    return sections, lemmas, named - len(found)


def test_what_the_code_cites_is_on_the_page() -> None:
    wrong = []
    for path in SOURCES:
        sections, lemmas, bare = cited(path.read_text(encoding="utf-8"))
        wrong += [(str(path), n) for n in (*(sections - SECTIONS), *(lemmas - LEMMAS))]
        if bare:  # it is cited by its section: model 3.1, or docs/model-dates.md, T5
            wrong.append((str(path), "a page without a section"))
    assert not wrong


def test_citations_are_found_however_they_are_written() -> None:
    sections, lemmas, bare = cited(
        "Model 5.2 and 5.3; (model 7.1,\n7.2), model 8.1 to\n8.4, model 3"
    )
    assert sections == {"5.2", "5.3", "7.1", "7.2", "8.1", "8.4", "3"}
    assert (lemmas, bare) == (set(), 0)
    assert cited("(docs/model-dates.md, T2, T4 and\nT5)") == (set(), {"T2", "T4", "T5"}, 0)
    assert cited("(docs/model.md,\nD4), (model.md), docs/model-dates.md")[2] == 3
    assert len({n for path in SOURCES for n in cited(path.read_text("utf-8"))[0]}) > 10
    assert len({n for path in SOURCES for n in cited(path.read_text("utf-8"))[1]}) > 3


def test_what_the_pages_cite_is_on_them() -> None:
    body = re.sub(r"`[^`]*`|\d+\.\d{2,}", "", PAGE)
    assert set(re.findall(r"(?<![\d.])\d{1,2}\.\d(?!\d)", body)) <= SECTIONS
    assert cited(DATES)[0]
    assert cited(DATES)[0] <= SECTIONS
    assert set(re.findall(r"\bT\d+\b", PAGE + DATES)) == LEMMAS


def letters(text: str) -> set[str]:
    """The letters that stand alone in a text, or before an index or an argument; the article "a",
    paths and words in quotes aside."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", " ", text)
    return set(re.findall(r"(?<![\w'’/.-])([A-Za-z])(?![A-Za-z’0-9-])", text)) - {"a", "A"} | set(
        re.findall(r"\b(A)\[", text)
    )


def test_every_letter_of_a_page_is_in_its_table() -> None:
    table, rest = PAGE.split("## 1. Symbols")[1].split("## 2.")
    symbols = letters(column(table))
    used = letters("## 2." + rest.split("## 12.")[0])
    assert {"X", "T", "q", "n", "z", "G", "S", "p"} <= used
    assert used <= symbols, used - symbols
    first = DATES.split("## All or none")[0]
    assert letters(DATES) <= symbols | letters(column(first)), letters(DATES) - symbols


def test_a_letter_of_one_page_means_the_same_on_the_other() -> None:
    """What both tables list is the same thing, in a period: units used and orders for lines."""
    table = PAGE.split("## 1. Symbols")[1].split("## 2.")[0]
    first = DATES.split("## All or none")[0]
    both = letters(column(table)) & letters(column(first))
    assert both == {"B", "Q", "i", "j", "k", "l", "t"}
    assert "S" not in letters(DATES)  # sets of elements are asked for on the other page alone


def column(table: str) -> str:
    """What stands in the first column of a table's rows."""
    return " ".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))


def test_a_letter_has_one_row_of_the_table() -> None:
    """A row may name a letter again as an index; on its own it stands in one."""
    rows = [line.split("|")[1] for line in PAGE.split("## 2.")[0].splitlines() if "|" in line]
    alone = [
        letter
        for row in rows
        for letter in re.findall(
            r"(?<![\w\[,(])([A-Za-z])(?=[\[, ])", re.sub(r"\[[^\]]*\]", "", row)
        )
    ]
    several = {letter for letter in alone if alone.count(letter) > 1}
    assert several == {"N"}, several  # one row, three kinds of index


def test_every_variable_of_the_program_is_a_symbol_of_the_page() -> None:
    table = PAGE.split("## 1. Symbols")[1].split("## 2.")[0]
    symbols = set(re.findall(r"\b([A-Z])\[", table))
    program = "".join(
        path.read_text(encoding="utf-8")
        for path in Path("optimizer/solving/program").glob("*.py")
        if path.stem in ("formulation", "buying", "wide", "alike_pieces", "sharing")
    )
    found = set(re.findall(r'variable\(\s*f?"([A-Z])_', program))
    assert {"T", "K", "V", "B", "W", "H", "U", "L"} <= found
    assert found <= symbols, found - symbols


def test_sections_are_numbered_in_order() -> None:
    found = [tuple(map(int, number.split("."))) for number in re.findall(r"\*\*(\d+\.\d+)", PAGE)]
    assert found == sorted(found)
    assert len(found) > 25
