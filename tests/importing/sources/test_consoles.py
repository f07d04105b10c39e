"""What consoles save of their lists; what each gives worked out by hand."""

from pathlib import Path

import pytest

from tests.importing.support import do, dropped, kinds, refusals, triples, ual, write

ENGLISH = (
    "Client IP Address|Name|Lease Expiration|Type|Unique ID|Description|Network Access Protection|"
    "Probation Expiration|Filter Profile|Policy"
)
GERMAN = "Client-IP-Adresse|Name|Leaseablaufdatum|Typ|Eindeutige ID|Beschreibung"
FRENCH = "Adresse IP du client|Nom|Expiration du bail|Type|ID unique|Description"


@pytest.mark.parametrize(
    ("header", "end", "reserved", "encoding", "delimiter"),
    [
        (ENGLISH, "1/15/2026 8:38:44 AM", "Reservation (active)", "utf-16", "\t"),
        (ENGLISH, "1/15/2026 8:38:44 AM", "Reservation (inactive)", "utf-8", ","),
        (GERMAN, "15.01.2026 08:38:44", "Reservierung (aktiv)", "cp1252", "\t"),
        (FRENCH, "15/01/2026 08:38:44", "Réservation (active)", "utf-8-sig", ";"),
    ],
)
def test_the_list_of_the_dhcp_console(
    tmp_path: Path, header: str, end: str, reserved: str, encoding: str, delimiter: str
) -> None:
    """A reservation has no end; an address that was in use already is nobody's; rows end in as many
    blanks as they like."""
    rows = [
        ("10.0.0.5", "PC1.corp.example", end, "DHCP", "00155d01", ""),
        ("10.0.0.6", "PRN.corp.example", reserved, "DHCP", "00155d02", "", "", "", "", "", ""),
        ("10.0.0.7", "BAD_ADDRESS", end, "DHCP", "07000a", ""),
        ("10.0.0.8", "", end, "DHCP", "00155d03", ""),
    ]
    lines = [header.replace("|", delimiter), *(delimiter.join(row) for row in rows)]
    (tmp_path / "leases.txt").write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [(name, f"10.0.0.{n}", "2026-01-12", 1) for n, name in enumerate(("ann", "bob", "cy"), 5)],
    )
    found = do(tmp_path, log, tmp_path / "leases.txt")
    assert kinds(found) == ["ual_daily_access", "dhcp_console"]
    assert triples(found) == [
        ("ann", "PC1", "FS1"),
        ("bob", "PRN", "FS1"),
        ("cy", "10.0.0.7", "FS1"),
    ]
    assert not [note for note in found.notes if "not read" in str(note)]


PACKS = (
    "KeyPackId,TypeAndModel,ProductVersion,TotalLicenses\n"
    "3,RDS Per User CAL,Windows Server 2019,20\n"
    "4,TS or RDS Per User CAL,Windows Server 7,5\n"
)


@pytest.mark.parametrize(
    "report",
    [
        "User,ProductVersion,CALType,ExpirationDate\n"
        "CORP\\ann,Windows Server 2019,RDS Per User CAL,20260301080000.000000+060\n"
        "CORP\\bob,Windows Server 7,RDS Per User CAL,20260301080000.000000+060\n"
        "CORP\\gone,Windows Server 2019,RDS Per User CAL,20260301080000.000000+060\n"
        "CORP\\ann,Windows Server 2022,RDS Per User CAL,20260301080000.000000+060\n",
        "RD Licensing report\r\nLicense server;TS1\r\n\r\n"
        "Issued To User;CAL Version;Expires On\r\n"
        "CORP\\ann;Windows Server 2019;13.03.2026 08:00\r\n"
        "CORP\\bob;Windows Server 2008 R2;13.03.2026 08:00\r\n"
        "CORP\\gone;Windows Server 2019;13.03.2026 08:00\r\n"
        "CORP\\ann;Windows Server 2022;13.03.2026 08:00\r\n",
    ],
)
def test_licenses_per_user_are_assigned(tmp_path: Path, report: str) -> None:
    """Windows Server 7 is 2008 R2; of 2022 no pack is owned, and nobody is called gone."""
    (tmp_path / "packs.csv").write_text(PACKS)
    (tmp_path / "users.csv").write_text(report)
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [(rf"CORP\{name}", "10.0.0.5", "2026-01-12", 1) for name in ("ann", "bob")],
    )
    found = do(tmp_path, log, tmp_path / "packs.csv", tmp_path / "users.csv")
    assert kinds(found) == ["ual_daily_access", "rds_license_packs", "rds_licenses_users"]
    licensed = found.contents.licensed
    assert [(o["License"], o["Quantity"]) for o in licensed.owned] == [
        ("Remote Desktop User CAL 2008 R2", 5),
        ("Remote Desktop User CAL 2019", 20),
    ]
    assert [(a["License"], a["User"], a["Quantity"]) for a in licensed.assigned] == [
        ("Remote Desktop User CAL 2008 R2", "bob", 1),
        ("Remote Desktop User CAL 2019", "ann", 1),
    ]
    assert dropped(found) == {
        "its holder uses no server": 1,
        "of a pack that no export tells": 1,
    }


STATEMENT = (
    "Product Pool,License Product Family,License Version,Effective License Quantity,"
    "Active SA Quantity,Country of Usage"
)


@pytest.mark.parametrize(
    "whole", ["All Countries", "Alle Länder", "TOUS LES PAYS", "Todos los países", "Tutti i paesi"]
)
def test_the_total_of_a_statement_in_another_language(tmp_path: Path, whole: str) -> None:
    """Countries are parts of the total; a license whose version is blank is said, not dropped
    among what opens nothing."""
    rows = [
        ("Servers", "Windows Server - User CAL", "2022", 100, 0, whole),
        ("Servers", "Windows Server - User CAL", "2022", 60, 0, "Germany"),
        ("Servers", "Windows Server - User CAL", "2022", 40, 0, "France"),
        ("Servers", "Windows Server - Device CAL", "", 1500, 0, whole),
        ("Servers", "Windows Server - Standard", "2022", 4, 0, whole),
    ]
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-12", 1)])
    found = do(tmp_path, log, write(tmp_path / "mls.csv", STATEMENT, rows))
    owned = found.contents.licensed.owned
    assert [(o["License"], o["Quantity"]) for o in owned] == [("Windows Server User CAL 2022", 100)]
    assert dropped(found) == {"part of a total": 2, "no version": 1, "no access license": 1}
    said = [str(note) for note in found.notes if "version" in str(note)]
    assert said == [
        'mls.csv: has 1,500 of "Windows Server - Device CAL", an access license whose version it '
        "does not tell; nothing is owned by it. Add the row on Owned, its license with the version "
        "that was bought."
    ]


def test_a_list_of_the_console_without_its_addresses_is_refused(tmp_path: Path) -> None:
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-12", 1)])
    (tmp_path / "l.txt").write_text("Name\tLease Expiration\tType\tUnique ID\nPC1\t\tDHCP\t00\n")
    (said,) = refusals(tmp_path, log, tmp_path / "l.txt")
    assert 'there is no column "Client IP Address"' in said
