"""A directory as ldifde writes it: its users and its computers apart."""

import base64
from pathlib import Path

import pytest

from optimizer.importing.opening.ldif import sid_of
from optimizer.importing.opening.open_export import open_export
from optimizer.importing.opening.table import Cut
from tests.importing.opening.support import export_of, records

SID = bytes([1, 2, 0, 0, 0, 0, 0, 5]) + (21).to_bytes(4, "little") + (1000).to_bytes(4, "little")

ENTRIES = f"""dn: CN=Ann,DC=corp,DC=example
changetype: add
objectClass: top
objectClass: person
objectClass: user
sAMAccountName: ann
objectSid:: {base64.b64encode(SID).decode()}
displayName:: {base64.b64encode("Ann Ülker".encode()).decode()}
userAccountControl: 512

dn: CN=PC1,DC=corp,DC=example
changetype: add
objectClass: top
objectClass: user
objectClass: computer
cn: PC1
operatingSystem: Windows 11
"""


def test_users_and_computers(tmp_path: Path) -> None:
    path = tmp_path / "a.ldif"
    path.write_text(ENTRIES)
    users, computers = open_export(export_of(path))
    (ann,) = records(users)
    assert (ann["sAMAccountName"], ann["displayName"]) == ("ann", "Ann Ülker")
    assert (ann["objectSid"], ann["DN"]) == ("S-1-5-21-1000", "CN=Ann,DC=corp,DC=example")
    (pc,) = records(computers)
    assert (pc["cn"], pc["operatingSystem"], pc["dNSHostName"]) == ("PC1", "Windows 11", "")


def test_a_directory_of_users_only_is_one_table(tmp_path: Path) -> None:
    path = tmp_path / "a.ldif"
    path.write_text(ENTRIES.partition("dn: CN=PC1")[0])
    assert [table.part for table in open_export(export_of(path))] == ["users"]


def test_damage_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.ldif"
    path.write_text(f"{ENTRIES}\nno colon here\n")
    users, _ = open_export(export_of(path))
    with pytest.raises(Cut) as raised:
        records(users)
    assert raised.value.line == len(ENTRIES.splitlines()) + 2  # after a blank line


def test_security_identifiers() -> None:
    assert sid_of(SID) == "S-1-5-21-1000"
    assert sid_of(b"short") == ""
