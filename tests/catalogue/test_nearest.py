"""What is proposed for a name that is not known: within the product and version, or nothing."""

import pytest

from optimizer.catalogue.lookup import find
from optimizer.catalogue.nearest import family, proposal
from optimizer.catalogue.take_apart import Parts


def proposed(name: str, *own: str) -> str:
    parts = find(name)
    assert isinstance(parts, Parts)
    return proposal(name, parts, own)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Windows Sever 2022", "Windows Server 2022"),
        ("Windws Server 2012 R2", "Windows Server 2012 R2"),
        ("Exchnge Server 2019", "Exchange Server 2019"),
        ("SQL Servr 2019 Standrad", "SQL Server 2019"),
        ("2016 Remot Desktop Services", "Remote Desktop Services 2016"),
    ],
)
def test_a_slip_of_the_pen(written: str, meant: str) -> None:
    assert proposed(written) == f'Did you mean "{meant}"?'


@pytest.mark.parametrize(
    "written",
    [
        "SQL Server 2019 Expres",  # needs no license: never by letters
        "Windows Wb Server 2008",
        "Exchange Online",
        "Line of business app A",
        "Visio 2019",
        "Oracle Database 19c",
        "",
    ],
)
def test_nothing_is_proposed_by_likeness_alone(written: str) -> None:
    assert proposed(written) == ""


def test_a_word_too_many() -> None:
    assert proposed("Windows Server 2019 Banana") == (
        'Did you mean "Windows Server 2019"? "banana" is not known beside it.'
    )
    assert proposed("Windows Server 2019 + Banana") == ""


def test_never_another_version() -> None:
    years = "2003, 2003 R2, 2008, 2008 R2, 2012, 2012 R2, 2016, 2019, 2022, 2025"
    assert proposed("Windows Server 2052") == f"Windows Server is known as {years} only."
    assert proposed("Windows Server") == f"Which version? Windows Server is known as {years}."
    assert proposed("Exchange Server") == (
        "Which version? Exchange Server is known as 2007, 2010, 2013, 2016, 2019, SE."
    )


def test_an_edition_that_was_not_made_for_the_version() -> None:
    assert proposed("Windows Server 2019 Foundation") == (
        "Windows Server Foundation is known as 2008, 2008 R2, 2012, 2012 R2 only."
    )
    assert proposed("SQL Server 2022 Business Intelligence") == (
        "That edition was made as 2012, 2014 only."
    )


@pytest.mark.parametrize(
    "written",
    [
        "Exchange 2019, WS 2022",
        "Exchange 2019 + Windows Server 2022 Standard",
        "Exchange Server 2019 on Windows Server 2022",
        "Exchange 2019 / Windows 2022",
        "Exchange 2019 und Windows Server 2022",
    ],
)
def test_several_products_in_one_name(written: str) -> None:
    assert proposed(written) == (
        'Did you mean "Exchange Server 2019; Windows Server 2022"? ; separates several.'
    )


def test_the_workbook_s_own_products_come_first_within_their_year() -> None:
    assert proposed("Line of busines app A", "Line of business app A") == (
        'Did you mean "Line of business app A"?'
    )
    assert proposed("Our portal 2019", "Our portal 2022") == ""
    assert proposed("Our protal 2022", "Our portal 2022") == 'Did you mean "Our portal 2022"?'


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("RDS", ["Windows Server", "Remote Desktop"], "Remote Desktop"),
        ("Exchange", ["Exchange Standard", "Exchange Enterprise"], "Exchange Standard"),
        ("Lync", ["Skype Standard"], "Skype Standard"),
        ("Remote Desktp", ["Remote Desktop"], "Remote Desktop"),
        ("remote desktop", ["Remote Desktop"], "Remote Desktop"),
        ("RDS", ["Windows Server"], ""),
        ("Car park", ["Windows Server"], ""),
    ],
)
def test_a_family_by_its_other_names(word: str, known: list[str], meant: str) -> None:
    assert family(word, known) == meant
