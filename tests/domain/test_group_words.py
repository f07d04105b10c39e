"""Words of names that stand for several."""

from optimizer.domain.group_words import BUT, EVERY, GROUPS, REST, SEVERAL
from optimizer.domain.names import key


def test_words_compare_as_headings_do() -> None:
    assert {key("Außer"), key("excepté")} <= BUT
    assert {key("sämtliche"), key("Iedereen")} <= EVERY
    assert {key("die Übrigen"), key("etc."), key("u.s.w.")} <= REST


def test_a_team_is_a_group_and_people_are_several() -> None:
    assert key("Équipe") in GROUPS
    assert {key("PCs"), key("Personen"), key("Azubis")} <= SEVERAL
    assert not {"pc", "ann", "kiosk", "desk"} & (SEVERAL | GROUPS | REST)


def test_no_word_holds_a_letter_of_another_script() -> None:
    """Where names are looked at by their shapes, such letters are one (domain/names.py)."""
    for word in EVERY | BUT | REST | GROUPS | SEVERAL:
        assert word.isascii(), word
