"""Types of log-ons in every spelling, and which of them use a server."""

import pytest

from optimizer.importing.meaning.log_on_types import NUMBERS, USES_NONE, type_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", "3"),
        (" 3 ", "3"),
        ("03", "3"),
        ("3 - Network", "3"),
        ("Network", "3"),
        ("REMOTEINTERACTIVE", "10"),
        ("Remote Interactive (10)", "10"),
        ("0xA", "10"),
        ("Network Cleartext", "8"),
        ("", ""),
        ("whatever", "whatever"),
    ],
)
def test_the_number_of_a_type(text: str, number: str) -> None:
    assert type_of(text) == number


def test_services_tasks_and_the_system_use_no_server() -> None:
    assert {name for name, number in NUMBERS.items() if number in USES_NONE} == {
        "system", "batch", "service", "newcredentials",
    }  # fmt: skip
    assert type_of("whatever") not in USES_NONE
