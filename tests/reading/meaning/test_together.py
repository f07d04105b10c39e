"""Many texts looked at together: what a slower look would find is always among what is found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Place
from optimizer.reading.meaning import groups, together
from optimizer.reading.meaning.gone_names import note_gone
from optimizer.reading.meaning.groups import note_groups
from optimizer.reading.meaning.named import LETTERS, Named
from optimizer.reading.meaning.spellings import note_spellings

WORDS = ("ex", "old", "réformé", "Straße", "zzz", "sub-total")


@pytest.fixture(autouse=True)
def _all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is too few, and pieces are small."""
    monkeypatch.setattr(together, "FEW", 0)
    monkeypatch.setattr(together, "PIECE", 3)


def test_words_stand_alone_in_whatever_case_and_accent() -> None:
    texts = ["Ann", "PC1 OLD", "folder", "ann (reforme)", "Older", "STRASSE 4", "an ex", "exit", ""]
    found = [texts[i] for i in together.may_hold(texts, WORDS)]
    assert found == ["PC1 OLD", "ann (reforme)", "Older", "STRASSE 4", "an ex"]  # three letters
    assert [texts[i] for i in together.may_hold(texts, (), ("fo",))] == ["folder"]
    looked = together.Words(texts)  # once for both
    assert [texts[i] for i in looked.may_hold(WORDS, ())] == found
    assert [texts[i] for i in looked.may_hold((), ("fo",))] == ["folder"]
    assert together.Words([]).may_hold(WORDS, ()) == []


def test_parts_are_told_by_what_stands_between_them() -> None:
    texts = ["dr.ann", "d'r ann", "andr", "ann dr", "x.dr"]
    assert together.may_have_part(texts, ["dr"]) == [0, 1, 3, 4]
    assert together.may_have_between_spaces(texts, ["dr"]) == [1, 3]


def test_a_whole_text_is_known_by_its_letters_and_digits() -> None:
    texts = ["n/a", "N. A.", "nab", "--", "ann", "na", ""]
    assert together.may_be(texts, ["na"]) == [0, 1, 3, 5, 6]


def test_signs() -> None:
    texts = ["a$", "b", "c\0$", "İ"]
    assert together.holding_signs(texts, "$".__contains__) == [0, 2]
    assert together.signs_of(texts[:2]) == {"a", "b", "$"}


def test_same_letters_in_any_order() -> None:
    texts = ["ab c", "x", "c, ba", "abc d", "x y"]
    assert together.sharing_letters(texts, lambda sign: sign) == [0, 2]


ALPHABET = "aedlosrtzxEÉßİıſ²Ⅸ½ ._-(é)\u0301\u200b4\0"
texts = st.lists(st.text(ALPHABET, max_size=8), max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=texts)
def test_none_is_missed(texts: list[str]) -> None:
    keys = {naming.key(word) for word in WORDS}
    words = [{naming.key(w) for w in LETTERS.findall(text.lower())} for text in texts]
    held = {i for i, each in enumerate(words) if each & keys}
    assert held <= set(together.may_hold(texts, WORDS))
    assert held <= set(together.Words(texts).may_hold(WORDS, ()))
    whole = {i for i, text in enumerate(texts) if naming.key(text) in {*keys, ""}}
    assert whole <= set(together.may_be(texts, WORDS))
    parts = {i for i, t in enumerate(texts) if {naming.key(w) for w in t.split(" ")} & keys}
    assert parts <= set(together.may_have_between_spaces(texts, WORDS))


def notes(names: list[str], sheet: str) -> list[str]:
    findings = Findings()
    named = Named(sheet, names, [Place(1, sheet, row, 1) for row in range(2, len(names) + 2)])
    note_groups(named, [1] * len(names), findings)
    note_gone(named, [True] * len(names), findings)
    note_spellings(named, [-1] * len(names), findings)
    return [str(note) for note in findings.warnings]


NAMES = ("Ann Lee", "LEE, Ann", "Dr. Ann Lee", "ann.lee@x.example", "X\\ann", "ann", "ann²", "a²b",
         "pc1.x.example", "PC1$", "PC1", "Анн", "Aнн", "Sales team", "5 temps", "Bob (left)",
         "old-PC7", "zzBob", "PC1-20", "svc-x", "ann\u200blee", "Müller", "Muller", "MULLER")  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    names=st.lists(st.sampled_from(NAMES), unique=True), sheet=st.sampled_from(["Users", "Devices"])
)
def test_notes_are_those_of_a_look_at_each(names: list[str], sheet: str) -> None:
    found = notes(names, sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "FEW", 10_000)
        assert found == notes(names, sheet)


def test_what_is_not_looked_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "LOOKED", 3)
    monkeypatch.setattr(groups, "PIECE", 4)
    names = [f"Team {letter} (12)" for letter in "abcdefghij"]
    skipped, found = notes(names, "Users")[:2]
    assert skipped.startswith(
        "Users!A6: 6 names of User were not looked at for groups such as PC1-PC20: 4 that may be"
    )
    assert found.startswith("Users!A2")
