"""Which source a table is of, by its header."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from optimizer.importing.opening.table import Opened
from optimizer.importing.sources.declared import Source
from optimizer.importing.sources.mapped import source_of_map
from optimizer.importing.sources.recognise import (
    Recognised,
    Unknown,
    places_of,
    positions_of,
    recognise,
)


def source(key: str, text: str) -> Source:
    return replace(source_of_map(text), key=key, title=key.upper())


def opened(*headers: tuple[str, ...]) -> Opened:
    """A file that may be read as a table with each of these headers."""
    tables = tuple(SimpleNamespace(header=header) for header in headers)
    return cast("Opened", SimpleNamespace(candidates=tables))


LOG = source("log", "user=User|Account,server=Host")
LONG = source("long", "user=User,server=Host,device=PC")


def known(found: Recognised | Unknown) -> Recognised:
    assert isinstance(found, Recognised)
    return found


def unknown(found: Recognised | Unknown) -> Unknown:
    assert isinstance(found, Unknown)
    return found


def test_the_source_whose_columns_are_all_there_is_meant() -> None:
    found = known(recognise(opened(("Host", "Time", "ACCOUNT")), [LOG, LONG]))
    assert found.source is LOG
    assert found.because == ("ACCOUNT", "Host")
    assert found.positions == {"user": (2,), "server": (0,)}


def test_of_several_that_fit_the_largest_is_meant() -> None:
    assert known(recognise(opened(("User", "Host", "PC")), [LOG, LONG])).source is LONG


def test_two_that_fit_alike_are_both_named() -> None:
    other = source("other", "user=User,device=PC")
    found = unknown(recognise(opened(("User", "Host", "PC")), [LOG, other]))
    assert found.tie == ("LOG", "OTHER")


def test_of_the_ways_to_read_a_file_the_one_that_fits_is_taken() -> None:
    file = opened(("User;Host",), ("User", "Host"))
    assert known(recognise(file, [LOG])).candidate is file.candidates[1]


def test_what_fits_none_is_told_with_the_nearest_and_what_it_lacks() -> None:
    """Two thirds of LONG are nearer than a half of LOG."""
    found = unknown(recognise(opened(("PC", "User", "Time")), [LOG, LONG]))
    assert (found.nearest, found.missing) == ("LONG", ("host",))
    assert found.header == ("PC", "User", "Time")
    strange = unknown(recognise(opened(("a", "b")), [LOG, LONG]))
    assert (strange.nearest, strange.missing, strange.header) == ("", (), ("a", "b"))
    assert unknown(recognise(opened(), [LOG])).header == ()


def test_of_doubled_headers_the_first_is_read_and_blank_ones_are_none() -> None:
    places: dict[str, Any] = places_of(["User", "", "user", "Host"])
    assert places == {"user": 0, "host": 3}
    assert positions_of(["User", "user"], LOG) == {"user": (0,)}
