"""Who is nobody, by identifier and by name."""

import pytest

from optimizer.importing.meaning.never_people import MACHINE, reason

PERSON = "s-1-5-21-1-2-3-1000"


@pytest.mark.parametrize(
    ("domain", "name", "sid", "why"),
    [
        ("corp", "ann", PERSON, ""),
        ("corp", "ann", "", ""),
        ("nt-autorität", "système", "s-1-5-18", "system accounts"),
        ("", "", "s-1-0-0", "no user"),
        ("", "-", "s-1-0-0", "no user"),
        ("", "ann", "s-1-0-0", ""),
        ("", "", "s-1-5-7", "no user"),
        ("", "-", "", "no user"),
        ("", "", PERSON, "no user"),
        ("window manager", "dwm-1", "s-1-5-90-0-1", "system accounts"),
        ("font driver host", "umfd-0", "s-1-5-96-0-0", "system accounts"),
        ("nt service", "mssqlserver", "s-1-5-80-123", "system accounts"),
        ("corp", "fs1$", PERSON, MACHINE),
        ("corp", "fs1$", "", MACHINE),
        ("nt authority", "anyone", "", "system accounts"),
        ("corp", "anonymous logon", "", "system accounts"),
        ("corp", "krbtgt", PERSON, "system accounts"),
        ("corp", "healthmailbox83d6781", PERSON, "system accounts"),
        ("corp", "systemmailbox{1f05a927}", PERSON, "system accounts"),
        ("corp", "msol_1a2b3c", PERSON, "system accounts"),
    ],
)
def test_why_an_account_is_nobody(domain: str, name: str, sid: str, why: str) -> None:
    assert reason(domain, name, sid, frozenset()) == why


@pytest.mark.parametrize("name", ["system", "network service"])
def test_a_person_may_be_called_like_a_system_account(name: str) -> None:
    """An identifier of a domain's account says that it is one; without it the name decides."""
    assert reason("corp", name, PERSON, frozenset()) == ""
    assert reason("corp", name, "", frozenset()) == "system accounts"


@pytest.mark.parametrize("name", ["dwm", "dwm-1a", "msol", "my-umfd-1", "healthmailboxes"])
def test_names_that_are_only_like_those_of_a_system_are_peoples(name: str) -> None:
    assert reason("corp", name, PERSON, frozenset()) == ""


def test_the_name_of_a_computer_is_no_person() -> None:
    assert reason("corp", "pc1", PERSON, {"pc1"}) == MACHINE
    assert reason("corp", "pc2", PERSON, {"pc1"}) == ""
