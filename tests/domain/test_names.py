"""How names compare and in which order people expect them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain import names
from optimizer.domain.names import (
    Hints,
    fold,
    folded,
    held_first,
    holding,
    key,
    keys,
    loose,
    natural,
    nearest,
    shapes,
    trim,
    trimmed,
)


def test_a_name_is_the_same_in_any_case_and_width() -> None:
    assert fold("STRASSE") == fold("straße") == fold("Ｓtrasse")
    assert trim("\u200b anna\u00a0") == "anna"
    assert key("E-Mail  Adresse") == key("e.mail adressé") == "emailadresse"


def test_the_nearest_name_is_asked_for() -> None:
    assert nearest("Windos Server", ["Windows Server", "Exchange"]) == (
        'Did you mean "Windows Server"?'
    )
    assert nearest("zzz", ["Windows Server"]) == ""


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Windows Server 2019 User CAL", "Windows Server 2022 User CAL"),
        ("Windows Server 2022 Device CAL", "Windows Server 2022 User CAL"),
        ("SQL Server User CAL", "SQL Server Device CAL"),
        ("Windows Server 2022 R2 User CAL", "Windows Server 2022 User CAL"),
    ],
)
def test_another_version_or_kind_is_never_the_nearest(written: str, known: str) -> None:
    assert nearest(written, [known]) == ""
    assert known in nearest(known.replace("Server", "Srever"), [known])


def test_words_in_another_order_titles_and_lost_zeros_are_the_same() -> None:
    assert loose("Dr. Müller, Anna") == loose("anna muller")
    assert loose("007") == loose("7")
    assert (loose("Mr"), loose("mr anna"), loose("ANNA"), loose("000")) == ("", "anna", "anna", "")


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["PC 10", "pc 9", "PC 1b", "PC"]
    assert sorted(names, key=natural) == ["PC", "PC 1b", "pc 9", "PC 10"]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", "A b", "x"],
        ["A", "É", "Straße", "ﬁ", "İ"],
        [" a", "b\t", "\u00a0c", "d\ufeff", "\u200be"],
        ["a\0B", " C"],
        ["\x1ca", "b"],
    ],
)
def test_many_names_fold_as_each_of_them(texts: list[str]) -> None:
    assert folded(texts) == [fold(trim(text)) for text in texts]
    assert list(trimmed(texts)) == [trim(text) for text in texts]


@given(st.lists(st.text(max_size=6), max_size=8))
def test_many_names_have_the_keys_of_each_of_them(texts: list[str]) -> None:
    assert keys(texts) == [key(text) for text in texts]
    assert folded(texts) == [fold(trim(text)) for text in texts]


@given(st.text())
def test_long_texts_are_translated_as_short_ones(text: str) -> None:
    def swapped(sign: str) -> str:
        return "" if sign.isdigit() else sign.swapcase()[:1]

    short = names.translated(text, swapped)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(names, "FEW", 1)
        patched.setattr(names, "PIECE", 3)
        assert names.translated(text, swapped) == short


def test_what_some_names_hold_is_found_in_all_of_them() -> None:
    """A zero stands before each of them, and nothing is found across two."""
    assert holding(["ab", "", "b", "ba", "aab"], re.compile("ab")) == [0, 4]
    assert holding(["ab", "b", "ba", "bb"], re.compile(r"(?<=\0)b")) == [1, 2, 3]
    assert holding([], re.compile("a")) == []


def test_where_the_first_of_it_begins_and_ends_in_each_name() -> None:
    found = held_first(["a, b, c", "x", "", ",y"], re.compile(r",\s*"))
    assert [each.tolist() for each in found] == [[0, 3], [1, 0], [3, 1]]
    assert [each.tolist() for each in held_first(["x"], re.compile(","))] == [[], [], []]


def test_names_of_a_script_without_declared_words_have_few_shapes() -> None:
    assert len(shapes(["Анна", "Олег", "ИВАН"])) == 1
    assert shapes(["Ωmega 1", "한국"]) == {"яmega 0", "яя"}
    assert shapes(["é\u0301", "\u0483"]) == {"é\u0301", "\u0483"}  # accents are no letters


def test_names_that_are_numbered_have_one_shape() -> None:
    assert shapes(["PC-01", "pc-27", "PC-1", "Zoë 9"]) == {"pc-00", "pc-0", "zoë 0"}
    assert shapes(["m²"]) == {"m²"}  # no digit of a number
    assert not shapes([])


def test_hints_are_given_for_some_names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes time that grows with the list, so that all of them would take its square."""
    hints = Hints(["anna", "", "bert"])
    assert [hints("ana"), hints("zoe"), hints("Bertt")] == [
        'Did you mean "anna"?',
        "",
        'Did you mean "bert"?',
    ]
    monkeypatch.setattr(names, "MOST_HINTS", 1)
    once = Hints(["anna"])
    assert [once("ana"), once("ana")] == ['Did you mean "anna"?', ""]


def test_hints_of_a_long_list_begin_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MANY", 2)
    hints = Hints(iter(["anna", "annabella", "Zanna", "bert"]))
    assert [hints("Anma"), hints("xanna"), hints("")] == ['Did you mean "anna"?', "", ""]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("FS1", "FS1.corp.example"),
        ("fs1.corp.example", "FS1"),
        (r"\\FS1\share", "FS1"),
        ("https://fs1/app", "FS1"),
    ],
)
def test_a_machine_is_proposed_by_its_host_name(text: str, known: str) -> None:
    assert nearest(text, ["MX2", known]) == f'Did you mean "{known}"?'


def test_addresses_and_halves_of_names_are_no_machines() -> None:
    assert nearest("10.0.0.1", ["10", "MX2"]) == ""
    assert nearest("a.smith", ["a.jones", "MX2"]) == ""
