"""What is known by name."""

from optimizer.catalogue.lookup import Known, Parts, families, family_words, find
from optimizer.domain.names import fold


def test_a_name_of_the_field_is_found_whatever_stands_around_it() -> None:
    plain = find("Windows Server 2022")
    assert isinstance(plain, Known)
    assert find("Microsoft Windows Server 2022 Standard") == plain
    assert find("windows  server 2022") == plain


def test_a_version_that_was_never_made_and_words_left_over_are_no_product() -> None:
    assert isinstance(find("Windows Server 2021"), Parts)
    assert isinstance(find("Windows Server 2022 of the canteen"), Parts)
    assert isinstance(find("Coffee machine"), Parts)


def test_another_version_is_another_product() -> None:
    old, new = find("Windows Server 2016"), find("Windows Server 2022")
    assert isinstance(old, Known)
    assert old != new


def test_families_have_their_base_where_the_same_holder_must_have_it() -> None:
    known = families()
    assert known[fold("Exchange Enterprise")] == ("Exchange Enterprise", "Exchange Standard")
    assert known[fold("Windows Server")] == ("Windows Server", "")


def test_words_of_price_lists_stand_for_families() -> None:
    assert family_words()[fold("RDS CAL")] == "Remote Desktop"
    assert set(family_words().values()) <= {name for name, _ in families().values()}
