"""Names that look alike but for their spelling are noted, never joined."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain.problems import Findings, Place
from optimizer.reading.meaning.named import Named
from optimizer.reading.meaning.spellings import forms, note_spellings, plain_forms
from tests.reading.meaning.test_accounts import notes


def test_spellings_of_one_account(tmp_path: Path) -> None:
    said = notes(tmp_path, "CORP\\ann", "ann@corp.example", "ann", "bob", "CORP\\cy")
    (note,) = [each for each in said if "spelled" in each]
    assert '1 account is spelled in several ways ("CORP\\ann", "ann@corp.example", "ann")' in note


def test_an_alias_is_no_second_spelling(tmp_path: Path) -> None:
    users = [["User", "Same as"], ["ann", ""], ["CORP\\ann", "ann"]]
    assert not any("spelled" in n for n in notes(tmp_path, "ann", sheets={"Users": users}))


def said(sheet: str, *names: str) -> list[str]:
    findings = Findings()
    places = [Place(1, sheet, row, 1) for row in range(2, len(names) + 2)]
    note_spellings(Named(sheet, names, places), [-1] * len(names), findings)
    return [str(note) for note in findings.warnings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "SMITH, Ann"),
        ("Dr. Ann Smith", "Ann Smith"),
        ("ann smith", "ann  smith"),
        ("ann.smith", "Ann Smith"),
        ("José", "Jose"),
        ("Sam O'Neil", "Sam O\u2019Neil"),
        ("ann", "ann*"),
        ("ann", "'ann"),
        ("annsmith", "ann\u00adsmith"),
        ("ann", "Ann Smith <ann@corp.example>"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    (note,) = said("Users", one, "zoe", other)
    assert note.startswith("Users!A2: 1 account is spelled in several ways")
    assert other in note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PC1", "pc1.corp.example"),
        ("PC1", "CORP\\PC1$"),
        ("PC1", "\\\\pc1"),
        ("PC-1", "PC\u20111"),
        ("PC1", "PC1†"),
    ],
)
def test_one_device(one: str, other: str) -> None:
    (note,) = said("Devices", one, "PC9", other)
    assert note.startswith("Devices!A2: 1 device is spelled in several ways")


def test_others_are_others() -> None:
    assert not said("Users", "u-1-11", "u-11-1", "ann1", "ann2", "1 2", "2 1")
    assert not said("Devices", "PC-1-11", "PC-11-1", "10.0.0.1", "10.0.0.2", "Ann B", "B Ann")


def test_a_long_run_of_marks_is_looked_at_once() -> None:
    """Looked at anew from each of its signs it would take minutes."""
    assert plain_forms(["ann" + "!" * 300_000 + "b", "ann..."])[1] == "ann"


def test_names_of_one_word_are_looked_at_together() -> None:
    """Where all differ, nothing is said; where two are one but for their address, they are."""
    assert said("Users", "ann", "bob@a.example", "u1", "") == []
    assert "spelled" in said("Users", "u1", "Bob@a.example", "bob@b.example")[0]
    assert said("Devices", "PC-1", "pc-2", "pc1") == []
    assert "spelled" in said("Devices", "PC-1", "pc-2", "pc-1.a.example")[0]
    assert said("Devices", "PC-1.a.example", "pc-2.a.example") == []
    assert "spelled" in said("Users", "Ann Lee", "Ann\u200bLee")[0]
    assert "spelled" in said("Users", "Ann Lee", "\u0410nn Lee")[0]  # the first letter Cyrillic
    assert "spelled" in said("Users", "Ann Lee", "Ann-Lee")[0]


@pytest.mark.parametrize("people", [True, False])
@given(st.lists(st.text(max_size=6), max_size=8))
def test_names_have_the_same_form_together_as_alone(people: bool, names: list[str]) -> None:
    alone = [form for name in names for form in forms([name], people=people)]
    assert forms(names, people=people) == alone
