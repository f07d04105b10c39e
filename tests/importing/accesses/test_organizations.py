"""Exports of two organizations in one folder are refused; one with several domains is not."""

from pathlib import Path

import pytest

from optimizer.importing.import_exports import Outcome
from tests.importing.support import ad_computers, ad_users, do, logons, refusals, triples, ual

DAY = "2026-01-12"


def log(path: Path, server: str, *accounts: str) -> Path:
    return ual(path, server, [(account, "10.0.0.5", DAY, 1) for account in accounts])


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """A school and a clinic, with nothing in common but an address of a private network."""
    return [
        log(tmp_path / "1.csv", "FS1", r"SCHOOL\ann", r"SCHOOL\bob"),
        log(tmp_path / "2.csv", "SRV", r"CLINIC\cy"),
    ]


def test_two_that_share_nothing_are_refused(tmp_path: Path, two: list[Path]) -> None:
    (said,) = refusals(tmp_path, *two)
    assert said == (
        "1.csv, 2.csv: these may be exports of 2 organizations: people of clinic and of school share "
        "no server, no directory and no file. Import each by itself, or give --one-organization if "
        "they are one."
    )
    found = do(tmp_path, *two, one_organization=True)
    assert len(triples(found)) == 3
    assert domains(found) == ["clinic (1), school (2)"]


def domains(found: Outcome) -> list[str]:
    notes = [str(note) for note in found.notes if note.code == "import-domains"]
    return [note.partition("several domains: ")[2].partition(". If")[0] for note in notes]


def test_a_server_that_both_use_makes_them_one(tmp_path: Path, two: list[Path]) -> None:
    shared = log(tmp_path / "3.csv", "MAIL", r"SCHOOL\ann", r"CLINIC\cy")
    assert domains(do(tmp_path, *two, shared)) == ["clinic (1), school (2)"]


def test_a_log_of_both_makes_them_one(tmp_path: Path) -> None:
    """One domain controller issues tickets to people of two domains that trust each other."""
    tickets = [
        {"Id": 4769, "MachineName": "DC1", "ServiceName": f"{server}$", "TargetUserName": name,
         "TargetDomainName": domain, "IpAddress": "10.0.0.5", "LogonType": ""}
        for server, name, domain in (("FS1", "ann", "SCHOOL"), ("SRV", "cy", "CLINIC"))
    ]  # fmt: skip
    assert len(triples(do(tmp_path, logons(tmp_path / "s.csv", tickets)))) == 2


def test_a_directory_of_both_makes_them_one(tmp_path: Path, two: list[Path]) -> None:
    people = ad_users(tmp_path / "u.csv", ["ann"], "SCHOOL")
    other = ad_users(tmp_path / "v.csv", ["cy"], "CLINIC")
    text = other.read_text(encoding="utf-8").partition("\n")[2].replace("corp.example", "c.example")
    text = text.replace("DC=corp", "DC=c").replace("S-1-5-21-1-2-3", "S-1-5-21-7-8-9")
    people.write_text(people.read_text(encoding="utf-8") + text, encoding="utf-8")
    other.unlink()
    assert len(triples(do(tmp_path, *two, people))) == 3


def test_an_inventory_of_both_servers_makes_them_one(tmp_path: Path, two: list[Path]) -> None:
    system = "Windows Server 2022 Standard"
    machines = ad_computers(tmp_path / "c.csv", {"FS1": system, "SRV": system})
    assert len(triples(do(tmp_path, *two, machines))) == 3


def test_accounts_without_a_domain_tell_nothing(tmp_path: Path, two: list[Path]) -> None:
    plain = log(tmp_path / "3.csv", "OLD", "dan")
    assert len(triples(do(tmp_path, two[0], plain))) == 3
