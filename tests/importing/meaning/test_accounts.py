"""Accounts: what makes two spellings one, what only proposes, what people are called."""

import pytest

from optimizer.importing.meaning.accounts import Accounts, Spelling, names_of, parse

SID = "S-1-5-21-1-2-3"


@pytest.mark.parametrize(
    ("cells", "spelling"),
    [
        ((r"CORP\ann",), Spelling("CORP", "ann")),
        (("CORP/ann",), Spelling("CORP", "ann")),
        (("ann@corp.example",), Spelling("corp.example", "ann")),
        (("ann", "CORP"), Spelling("CORP", "ann")),
        (("ann", "-"), Spelling("", "ann")),
        ((f"{SID}-7",), Spelling("", "", f"{SID}-7")),
        (("", "", "", "ann@corp.example"), Spelling("corp.example", "ann", upn=True)),
    ],
)
def test_spellings(cells: tuple[str, ...], spelling: Spelling) -> None:
    assert parse(*cells) == spelling


def settled(*spellings: Spelling, **facts: object) -> Accounts:
    found = Accounts(**facts)  # type: ignore[arg-type]
    for spelling in spellings:
        found.meet(spelling)
    found.settle()
    return found


def called(accounts: Accounts) -> list[str]:
    keys = {accounts.account(s) for s in accounts.counts}
    return sorted(names_of(accounts, keys).values())


def test_a_sid_joins_names_and_domains() -> None:
    one, other = (
        Spelling("CORP", "ann", f"{SID}-1000"),
        Spelling("corp.example", "ann", f"{SID}-1000"),
    )
    assert called(settled(one, other)) == ["ann"]
    # Bob's row says that the domains are one, so Ann's spellings are one without her SID.
    bob = [Spelling(d, "bob", f"{SID}-1001") for d in ("CORP", "corp.example")]
    plain = [Spelling("CORP", "ann"), Spelling("corp.example", "ann")]
    assert called(settled(*bob, *plain)) == ["ann", "bob"]
    assert called(settled(*plain)) == [r"CORP\ann", r"corp.example\ann"]


def test_an_account_that_was_renamed_is_one() -> None:
    found = settled(Spelling("CORP", "meyer", f"{SID}-1"), Spelling("CORP", "weber", f"{SID}-1"))
    assert called(found) == ["meyer"]  # as often as the other: the first by the alphabet


def test_a_name_without_a_domain() -> None:
    bare, one, two = Spelling("", "ann"), Spelling("CORP", "ann"), Spelling("PLANT", "bob")
    assert called(settled(bare, one)) == ["ann"]
    # Of two domains nobody knows whose it is.
    assert len(called(settled(bare, one, two))) == 3
    # A machine's own accounts are no second domain.
    local = Spelling("FS1", "admin")
    assert called(settled(bare, one, local, hosts={"fs1"})) == ["admin", "ann"]


def test_what_people_are_called() -> None:
    found = Accounts()
    found.meet(Spelling("CORP", "ANN"), 2)
    found.meet(Spelling("CORP", "ann"), 5)
    found.meet(Spelling("corp.example", "eve", upn=True))
    found.settle()
    assert called(found) == ["ann", "eve@corp.example"]


def test_likeness_only_proposes() -> None:
    found = settled(Spelling("CORP", "ann"), Spelling("PLANT", "ann"), Spelling("PLANT", "bob"))
    keys = {found.account(s) for s in found.counts}
    assert found.like(keys) == [("corp\\ann", "plant\\ann")]
    assert found.domains_of(keys) == {"corp": 1, "plant": 2}


def test_a_number_or_a_mail_joins() -> None:
    one, other = Spelling("CORP", "ann"), Spelling("PLANT", "a.weber")
    assert called(settled(one, other, numbers={"007": [one, other]})) == ["a.weber"]
    assert called(settled(one, other, mails={"a@x": [one, other]})) == ["a.weber"]
