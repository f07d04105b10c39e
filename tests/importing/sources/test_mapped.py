"""A file that is mapped by hand."""

import tomllib

import pytest

from optimizer.importing.sources.mapped import WrongMapError, maps_of, source_of_map, toml_of


def test_a_map_names_the_column_of_each_field() -> None:
    source = source_of_map("user=Login, device = PC|Computer,server=Host")
    assert source.gives == "access"
    assert source.fields == {
        "user": (("login",),),
        "device": (("pc", "computer"),),
        "server": (("host",),),
    }
    assert source.fingerprint == (("login",), ("pc", "computer"), ("host",))
    assert source.columns == ("login", "pc", "host")
    assert not source.needs_server


def test_a_file_without_a_server_is_asked_for_it() -> None:
    assert source_of_map("user=Login").needs_server


def test_the_same_row_counts_once_whatever_its_count_says() -> None:
    """What is added up is no part of what tells rows apart."""
    assert source_of_map("user=Login,server=Host,count=Times").once == ("user", "server")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("user", '"user" is not of the form field=Column.'),
        ("user=", '"user=" is not of the form field=Column.'),
        ("user=Login,", '"" is not of the form field=Column.'),
        ("person=Login", '"person" is not a field. The fields: '),
    ],
)
def test_what_is_no_map_says_so(text: str, said: str) -> None:
    with pytest.raises(WrongMapError) as error:
        source_of_map(text)
    assert str(error.value).startswith(said)


def test_maps_of_several_kinds_of_file_stand_behind_each_other() -> None:
    assert maps_of("user=a,server=b; user=c,server=d;") == ("user=a,server=b", "user=c,server=d")
    assert maps_of(" ; ") == ()


def test_the_description_to_keep_is_the_same_map() -> None:
    kept = tomllib.loads(toml_of("user=Login,device=PC|Computer,server=Host"))
    assert kept["fingerprint"] == ["login", "pc|computer", "host"]
    assert kept["map"] == {"user": "login", "device": "pc|computer", "server": "host"}
    assert kept["gives"] == "access"
    assert kept["once"] == ["user", "device", "server"]
