"""Sources as their TOML files declare them."""

from pathlib import Path

import pytest

from optimizer.importing.sources.declared import FIELDS, GIVES, Only, folded, source_of, sources

TOML = """
title = "A log"
gives = "access"
export = '''
Get-Log | Export-Csv
'''
fingerprint = ["User Name|Login", "Server"]
proves = " that it happened. "
once = ["user", "server"]
zone = "UTC"
ragged = true
needs_server = true

[map]
user = "User Name|Login"
at = "Date + Time|Clock"

[extract]
user = "^(.*)@"

[fixed]
product = "Windows Server 2022"

[events.4624]
[events.4769]
server = "service"

[[only]]
field = "status"
words = ["OK", "Success"]
reason = "failed"
"""


def test_a_source_is_what_its_file_says() -> None:
    found = source_of("log", TOML)
    assert (found.key, found.title, found.gives) == ("log", "A log", "access")
    assert found.export == "Get-Log | Export-Csv"
    assert found.fingerprint == (("username", "login"), ("server",))
    assert found.columns == ("User Name|Login", "Server")
    assert found.fields == {"user": (("username", "login"),), "at": (("date",), ("time", "clock"))}
    assert (found.proves, found.not_proves, found.personal, found.where) == (
        *("that it happened.", "", "", ""),
    )
    assert found.extract["user"].match("ann\n@x") is not None  # a text of several lines, too
    assert found.fixed == {"product": "Windows Server 2022"}
    assert found.events == {"4624": {}, "4769": {"server": "service"}}
    assert found.only == (
        Only(field="status", words=frozenset({"ok", "success"}), reason="failed"),
    )
    assert (found.once, found.unless, found.zone, found.dates) == (
        ("user", "server"),
        (),
        "UTC",
        "",
    )
    assert (found.ragged, found.needs_server) == (True, True)


def test_what_is_not_said_is_not() -> None:
    bare = source_of(
        "b", 'title = "B"\ngives = "people"\nexport = ""\nfingerprint = ["a"]\n[map]\nuser = "a"'
    )
    assert (bare.ragged, bare.needs_server, bare.only, bare.events, bare.fixed) == (
        False,
        False,
        (),
        {},
        {},
    )


@pytest.mark.parametrize(
    ("old", "new", "unknown"),
    [
        ('user = "User Name|Login"', 'usr = "User Name|Login"', r"\['usr'\]"),
        ('gives = "access"', 'gives = "wisdom"', "wisdom"),
    ],
)
def test_a_field_or_kind_that_is_not_known_is_refused(old: str, new: str, unknown: str) -> None:
    with pytest.raises(ValueError, match=f"log: not known: {unknown}"):
        source_of("log", TOML.replace(old, new, 1))


@pytest.mark.parametrize("header", ["User Name", "user_name", "USER-NAME", " User name "])
def test_headers_compare_by_their_letters(header: str) -> None:
    assert folded(header) == "username"


def test_every_file_is_a_source_by_its_name() -> None:
    found = sources()
    files = sorted(path.stem for path in Path("optimizer/importing/sources").glob("*.toml"))
    assert [source.key for source in found] == files
    assert sources() is found
    assert {source.gives for source in found} <= set(GIVES)
    for source in found:
        assert set(source.fields) <= set(FIELDS)
        assert source.title
        assert source.export


def test_fields_and_kinds_stand_once() -> None:
    assert len(set(FIELDS)) == len(FIELDS)
    assert len(set(GIVES)) == len(GIVES)


def test_a_source_that_yields_to_others_names_real_ones() -> None:
    keys = {source.key for source in sources()}
    assert {other for source in sources() for other in source.unless} <= keys
