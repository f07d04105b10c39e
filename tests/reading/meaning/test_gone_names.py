"""Names that say that their holder is gone, and those that only look so."""

import pytest

from optimizer.domain.problems import Findings, Place
from optimizer.reading.meaning.gone_names import note_gone
from optimizer.reading.meaning.named import Named


def said(name: str, sheet: str = "Users", *, active: bool = True) -> list[str]:
    findings = Findings()
    note_gone(Named(sheet, [name, "ann"], [Place(1, sheet, 2, 1)] * 2), [active, True], findings)
    return [note.code for note in findings.warnings]


@pytest.mark.parametrize(
    "name",
    [
        "Bob (left)", "Bob (ausgeschieden)", "bob - gone", "BOB [inactive]", "bob (leaver 2024)",
        "DISABLED bob", "old_bob", "zz_bob", "ex-bob", "Bob †", "PC7 (retired)", "PC7 old",
        "PC7 - spare", "PC7: defekt", "PC7_alt", "PC7 (parti)", "Bob, retired",
    ],
)  # fmt: skip
def test_gone(name: str) -> None:
    assert said(name) == ["names-say-gone"]


@pytest.mark.parametrize(
    "name",
    [
        "Bob",
        "Oldham",
        "PC7",
        "Bob (Berlin)",
        "Alt",
        "Peter Alt",
        "Jan Oud",
        "EX-01",
        "Left Bank",
        "Ann-Marie",
        "zoe",
        "Field service",
        "Service desk",
    ],
)
def test_there(name: str) -> None:
    assert said(name) == []


@pytest.mark.parametrize(
    "name",
    [
        "svc_backup",
        "sql-service",
        "service.sql",
        "CORP\\svc-sql",
        "test",
        "Test User",
        "backup_svc",
    ],
)
def test_no_people(name: str) -> None:
    assert said(name) == ["names-of-no-people"]
    assert said(name, "Devices") == []


def test_rows_that_are_left_out_anyway_are_not_told() -> None:
    assert said("Bob (left)", active=False) == []
    assert said("svcman") == said("Testa") == []
