"""Which rows come from a session host, by every name and address of it."""

from dataclasses import replace

import pytest

from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import Grouped, moments_in
from optimizer.importing.accesses.session_hosts import (
    addresses_of,
    clients_in,
    label_of,
    session_hosts,
)
from optimizer.importing.grouping.standard import group
from optimizer.importing.grouping.wanted import wanted
from tests.importing.grouping.support import table

HEADER = "User | Server | Address | Device | Date"


def grouped(*rows: str, gives: str = "access", header: str = HEADER, server: str = "") -> Grouped:
    found = table(header, *rows)
    found = replace(found, source=replace(found.source, gives=gives))
    groups = group(found.candidate, wanted(found), ragged=False)
    return Grouped(recognised=found, groups=groups, moments=moments_in(groups, ""), server=server)


@pytest.mark.parametrize("text", ["TS1", "ts1.corp.example", "TS1$", r"\\TS1"])
def test_a_computer_has_one_short_name(text: str) -> None:
    assert label_of(text) == "ts1"


def test_hosts_are_those_whose_logs_of_sessions_there_are() -> None:
    """Of rows that name no server the table's own counts; logs of other things name none."""
    sessions = grouped("ann | TS1.corp.example | | | 2026-01-12", gives="sessions")
    nameless = grouped("ann | | | | 2026-01-12", gives="sessions", server="TS2")
    plain = grouped("ann | FS1 | | | 2026-01-12")
    assert session_hosts([sessions, nameless, plain]) == {"ts1", "ts2"}
    assert session_hosts([plain]) == frozenset()


def test_a_host_is_known_by_every_address_that_something_names_it_at() -> None:
    """A register, a row of its own, its machine account; not a person's row."""
    tables = [
        grouped(
            "ann | FS1 | 10.0.0.5 | TS1 | 2026-01-12",
            "TS1$ | FS1 | 10.0.0.6 | - | 2026-01-12",
            "ts1 | FS1 | 10.0.0.7 | pc | 2026-01-12",
        )
    ]
    known = Registers(addresses=[("10.0.0.8", 1, "ts1.corp.example"), ("10.0.0.9", 1, "pc")])
    assert addresses_of({"ts1"}, tables, known) == {"10.0.0.5", "10.0.0.6", "10.0.0.8"}
    assert addresses_of(frozenset(), tables, known) == frozenset()


def test_rows_say_by_name_or_by_address_that_they_come_from_it() -> None:
    found = grouped(
        "ann | FS1 | 10.0.0.5 | - | 2026-01-12",
        "bob | FS1 | 10.0.0.1 | TS1 | 2026-01-12",
        "cy | FS1 | ts1.corp.example | pc | 2026-01-12",
        "di | FS1 | 10.0.0.2 | pc | 2026-01-12",
    )
    assert clients_in(found, {"ts1"}, {"10.0.0.5"}) == {"10.0.0.5", "TS1", "ts1.corp.example"}
    assert clients_in(found, {"ts9"}, frozenset[str]()) == frozenset()


def test_without_moments_there_is_nothing_to_match() -> None:
    found = grouped("ann | FS1 | 10.0.0.5 | TS1", header="User | Server | Address | Device")
    assert clients_in(found, {"ts1"}, {"10.0.0.5"}) == frozenset()
