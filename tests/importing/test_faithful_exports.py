"""Exports as programs and people give them: cultures, orders of columns, encodings, columns that
nobody needs; each answer worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.importing.choices import Engine
from tests.importing.support import do, dropped, edges, kinds, questions, refusals, triples, ual

SERVER = "Windows Server 2022 Standard"

GERMAN = (
    "#TYPE Microsoft.Management.Infrastructure.CimInstance\r\n"
    '"AccessDate";"AccessCount";"IPAddress";"UserName";"RoleName";"ProductName";"PSComputerName"\r\n'
    f'"13.01.2026 00:00:00";"3";"10.0.0.5";"CORP\\ann";"File Server";"{SERVER}";\r\n'
    f'"02.01.2026 00:00:00";"1.024";"10.0.0.6";"CORP\\bob";"File Server";"{SERVER}";\r\n'
)
FRENCH = (
    "USERNAME;IPADDRESS;ACCESSDATE;ACCESSCOUNT;PRODUCTNAME;ROLENAME;Vérifié\r\n"
    f"CORP\\ann;10.0.0.5;13/01/2026 00:00;3;{SERVER};Serveur de fichiers;oui\r\n"
    f"CORP\\bob;10.0.0.6;02/01/2026 00:00;1 024;{SERVER};Serveur de fichiers;\r\n"
)
AMERICAN = (
    "UserName,AccessCount,AccessDate,IPAddress,RoleName,ProductName\n"
    f'CORP\\ann,3,"1/13/2026 12:00:00\u202fAM",10.0.0.5,File Server,{SERVER}\n'
    f'CORP\\bob,"1,024","1/2/2026 12:00:00\u202fAM",10.0.0.6,File Server,{SERVER}\n'
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "utf-16"), (FRENCH, "cp1252"), (AMERICAN, "utf-8"), (AMERICAN, "utf-8-sig")],
)
def test_a_log_of_any_culture_is_the_same_log(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "FS1-ual.csv").write_bytes(text.encode(encoding))
    assert edges(do(tmp_path, tmp_path / "FS1-ual.csv")) == [
        ("ann", "10.0.0.5", "FS1", "3", "2026-01-13", "Observed (address)"),
        ("bob", "10.0.0.6", "FS1", "1024", "2026-01-02", "Observed (address)"),
    ]


def test_computers_as_their_cmdlet_gives_them_are_no_group(tmp_path: Path) -> None:
    """They have every column of a group's members."""
    path = tmp_path / "all.csv"
    path.write_text(
        "DistinguishedName,DNSHostName,Enabled,Name,ObjectClass,ObjectGUID,SamAccountName,SID,"
        "UserPrincipalName,OperatingSystem,OperatingSystemVersion,IPv4Address\n"
        '"CN=PC1,DC=corp,DC=example",PC1.corp.example,True,PC1,computer,g,PC1$,S-1-5-21-1-2-3-9,,'
        "Windows 11 Enterprise,10.0 (22631),10.0.0.5\n"
    )
    found = do(
        tmp_path, ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-13", 1)]), path
    )
    assert triples(found) == [("ann", "PC1", "FS1")]
    assert kinds(found) == ["ual_daily_access", "ad_computers", "ad_users"]
    assert dropped(found) == {"no person": 1}


def test_users_as_their_cmdlet_gives_them_are_no_group(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(
        "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,"
        'UserPrincipalName\n"CN=Ann,DC=corp,DC=example",False,Ann,Ann Lee,user,g,ann,'
        "S-1-5-21-1-2-3-9,Lee,ann@corp.example\n"
    )
    found = do(
        tmp_path, ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-13", 1)]), path
    )
    assert kinds(found) == ["ual_daily_access", "ad_users"]
    assert found.contents.imported.users == [{"User": "ann", "Active": "No"}]


@pytest.mark.parametrize("classes", ["", "top;person;organizationalPerson;user;"])
def test_a_dump_of_a_whole_directory_is_its_users_and_its_computers(
    tmp_path: Path, classes: str
) -> None:
    """Some tools list all classes: the last one tells."""
    path, of_user = tmp_path / "dump.csv", classes.removesuffix("user;")
    path.write_text(
        "DN,objectClass,cn,sAMAccountName,department,userAccountControl,operatingSystem,dNSHostName\n"
        f'"CN=Ann,DC=corp,DC=example",{of_user}user,Ann,ann,Sales,512,,\n'
        f'"CN=FS1,DC=corp,DC=example",{classes}computer,FS1,FS1$,,4096,Windows Server 2019 Standard,'
        "fs1.corp.example\n"
    )
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-13", 1)])
    found = do(tmp_path, log, path)
    assert found.contents.imported.users == [
        {"User": "ann", "Department": "Sales", "Active": "Yes"}
    ]
    assert dropped(found) == {"no person": 1, "no computer": 1}
    # Without the column that tells them apart it is a question.
    path.write_text(path.read_text().replace("objectClass", "class"))
    (refused,) = refusals(tmp_path, log, path)
    assert "could be read as" in refused


def test_a_domain_that_a_directory_knows_by_another_name_is_a_question(tmp_path: Path) -> None:
    """A directory's own export names the domain as DNS does, logs as Windows does."""
    path = tmp_path / "users.csv"
    path.write_text(
        "samaccountname;userprincipalname;enabled;department;distinguishedname\r\n"
        "ann;ann@corp.example;WAHR;Büro;CN=Ann,DC=corp,DC=example\r\n"
        "bob;bob@corp.example;FALSCH;Lager;CN=Bob,DC=corp,DC=example\r\n",
        encoding="cp1252",
    )
    names = [(rf"CORP\{name}", "10.0.0.5", "2026-01-13", 1) for name in ("ann", "bob")]
    found = do(tmp_path, ual(tmp_path / "a.csv", "FS1", names), path)
    asked = [question for question in questions(found) if question[0] == "Domain"]
    assert asked == [("Domain", "corp", "Same as", "corp.example")]
    assert found.contents.imported.users == [{"User": "ann"}, {"User": "bob"}]


def test_states_of_an_inventory_with_their_kind_behind(tmp_path: Path) -> None:
    path = tmp_path / "assets.csv"
    path.write_text(
        "Asset Name,Asset Tag,Serial,Status,Checked Out,Type,Username\n"
        "PC1,A1,S1,Lent out (deployed),Ann,user,ann\nPC2,A2,S2,Cellar (archived),,,\n"
    )
    rows = [(name, f"PC{n}", "2026-01-13", 1) for n, name in enumerate(("ann", "bob"), 1)]
    found = do(tmp_path, ual(tmp_path / "a.csv", "FS1", rows), path)
    assert found.contents.imported.devices == [{"Device": "PC1"}, {"Device": "PC2", "Active": "No"}]
    assert not found.notes


def test_devices_as_the_list_of_the_portal_has_them(tmp_path: Path) -> None:
    path = tmp_path / "Devices.csv"
    path.write_text(
        "Device ID,Device name,Managed by,Ownership,Compliance,OS,OS version,Last check-in,"
        "Primary user UPN\n1,PC1,Intune,Company,Compliant,Windows,10.0,2026-01-13 08:00:00.00,"
        "ann@corp.example\n"
    )
    log = ual(tmp_path / "a.csv", "FS1", [("ann@corp.example", "PC1", "2026-01-13", 1)])
    assert kinds(do(tmp_path, log, path)) == ["intune_devices", "ual_daily_access"]


def test_headings_without_rows_are_told(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text("SamAccountName,UserPrincipalName,Enabled,Department\n")
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-13", 1)])
    found = do(tmp_path, log, tmp_path / "users.csv")
    assert any("has headings and no rows" in str(note) for note in found.notes)


def test_a_log_of_which_nothing_counts_is_told(tmp_path: Path) -> None:
    header = "TimeCreated,Id,MachineName,TargetUserName,TargetDomainName,LogonType,IpAddress"
    (tmp_path / "s.csv").write_text(f"{header}\n2026-01-13,4634,FS2,ann,CORP,3,10.0.0.5\n")
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-01-13", 1)])
    notes = [str(note) for note in do(tmp_path, log, tmp_path / "s.csv").notes]
    assert any("s.csv: has 1 row, and none of them is an access: 1 of other" in n for n in notes)


def test_a_list_pasted_from_a_screen_is_told_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("\n\nUserName : ann\nAccessCount : 3\n")
    (refused,) = refusals(tmp_path, tmp_path / "x.txt")
    assert 'is of no known kind; its first row is "UserName : ann"' in refused


def test_who_uses_a_device_no_longer_and_who_holds_a_license_no_longer(tmp_path: Path) -> None:
    """Registers keep what was: relations that are inactive, licenses that were revoked."""
    affinity = tmp_path / "affinity.csv"
    affinity.write_text(
        "ResourceName,UniqueUserName,IsActive\nPC1,CORP\\ann,True\nPC2,CORP\\ann,False\n"
    )
    issued = tmp_path / "issued.csv"
    issued.write_text(
        "KeyPackId,sIssuedToUser,sIssuedToComputer,LicenseStatus\n3,,PC1,2\n3,,PC1,4\n3,,PC1,1\n"
    )
    packs = tmp_path / "packs.csv"
    packs.write_text(
        "KeyPackId,TypeAndModel,ProductVersion,TotalLicenses\n"
        "3,RDS Per Device CAL,Windows Server 2022,10\n"
    )
    log = ual(tmp_path / "a.csv", "FS1", [(r"CORP\ann", "PC1", "2026-01-13", 1)])
    found = do(tmp_path, log, affinity, issued, packs)
    assert [row["Quantity"] for row in found.contents.licensed.assigned] == [1]
    assert dropped(found) == {"no longer so": 1, "temporary, revoked or pending": 2}


def test_a_day_of_a_wrong_clock_that_makes_all_else_old_is_told(tmp_path: Path) -> None:
    rows = [(f"u{n}", "10.0.0.5", "2026-01-13", 1) for n in range(3)]
    log = ual(tmp_path / "a.csv", "FS1", [*rows, ("ann", "10.0.0.5", "2062-01-13", 1)])
    (note,) = [str(n) for n in do(tmp_path, log).notes]
    assert "As of is 2062-01-13" in note
    assert "3 of 4 accesses were last seen more than 90 days before" in note
    assert not do(tmp_path, log, as_of=date(2026, 1, 13)).notes
    assert not do(tmp_path, ual(tmp_path / "b.csv", "FS1", rows)).notes


def test_a_log_system_writes_numbers_and_words_in_its_own_way(tmp_path: Path) -> None:
    """Event numbers with thousands marked or as fractions, types of log-ons and results as words:
    each row is one access, the task's and the refused ticket none."""
    header = "TimeCreated,EventID,Computer,TargetUserName,IpAddress,LogonType,ServiceName,Status"
    rows = [
        '2026-01-13T08:00:00Z,"4,624",FS1,ann,10.0.0.5,3 - Network,,',
        "2026-01-13T08:00:00Z,4624.0,FS1,bob,10.0.0.6,RemoteInteractive,,",
        "2026-01-13T08:00:00Z,4624,FS1,task,10.0.0.6,Batch,,",
        '2026-01-13T08:00:00Z,"4,769",DC1,cid@CORP,10.0.0.7,,FS1$,KDC_ERR_NONE',
        "2026-01-13T08:00:00Z,4769,DC1,dan@CORP,10.0.0.8,,FS1$,0x00000000",
        "2026-01-13T08:00:00Z,4769,DC1,eva@CORP,10.0.0.9,,FS1$,0x20",
    ]
    (tmp_path / "log.csv").write_text("\n".join([header, *rows, ""]))
    for engine in Engine.STANDARD, Engine.DUCKDB:
        found = do(tmp_path, tmp_path / "log.csv", engine=engine)
        assert [(user, server) for user, _, server in triples(found)] == [
            ("ann", "FS1"), ("bob", "FS1"), ("cid", "FS1"), ("dan", "FS1"),
        ]  # fmt: skip
        assert dropped(found) == {"failed": 1, "log-ons of services, tasks and the system": 1}


def test_a_dot_is_the_server_itself_as_domain(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "TimeCreated,Id,RecordId,MachineName,Param1,Param2,Param3\n"
        "2026-01-13T08:00:00,1149,1,RDS1,ann,CORP,10.0.0.5\n"
        "2026-01-13T08:00:00,1149,2,RDS1,ann,.,10.0.0.5\n"
        "2026-01-13T08:00:00,1149,3,RDS1,.\\bob,,10.0.0.5\n"
    )
    found = do(tmp_path, tmp_path / "r.csv")
    assert [user for user, _, _ in triples(found)] == ["CORP\\ann", "RDS1\\ann", "bob"]
    assert not [question for question in questions(found) if question[0] == "User"]


def test_a_roster_of_a_workplace_that_uses_no_server_is_told(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("Person,Workstation\nzoe,PC1\nzoe,PC9\n")
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "PC1", "2026-01-13", 1)])
    found = do(tmp_path, log, tmp_path / "roster.csv")
    assert triples(found) == [("ann", "PC1", "FS1"), ("zoe", "PC1", "FS1")]
    (note,) = [str(n) for n in found.notes]
    assert "1 workplace of the roster, PC9 the first, uses no server" in note


def test_names_of_a_domain_that_one_person_has_are_one_domain(tmp_path: Path) -> None:
    """A row of the cloud's directory holds both names: nobody is asked whether they are two."""
    (tmp_path / "u.csv").write_text(
        "UserPrincipalName,DisplayName,UserType,AccountEnabled,OnPremisesSamAccountName,"
        "OnPremisesDomainName\nann@corp.example,Ann,Member,True,ann,CORP\n"
    )
    rows = [(rf"CORP\{name}", "10.0.0.5", "2026-01-13", 1) for name in ("ann", "bob")]
    assert not do(tmp_path, ual(tmp_path / "a.csv", "FS1", rows), tmp_path / "u.csv").notes


@pytest.mark.parametrize("name", ["Januar", "daten", "Book1", "Export (2)", "server-2026-01"])
def test_a_months_name_or_a_programs_is_no_server(tmp_path: Path, name: str) -> None:
    log = ual(tmp_path / f"{name}.csv", "", [("ann", "PC1", "2026-01-13", 1)])
    (refused,) = refusals(tmp_path, log)
    assert "does not say which server's log it is" in refused


def test_a_server_by_the_name_of_a_file_alone_is_told(tmp_path: Path) -> None:
    log = ual(tmp_path / "FS7.csv", "", [("ann", "PC1", "2026-01-13", 1)])
    found = do(tmp_path, log)
    assert triples(found) == [("ann", "PC1", "FS7")]
    (note,) = [str(n) for n in found.notes]
    assert 'is taken for the log of the server "FS7", by the name of the file alone' in note
    assert not do(tmp_path, log, servers={"FS7.csv": "FS8"}).notes


def test_a_server_that_was_upgraded_is_what_it_is_now(tmp_path: Path) -> None:
    """Logs keep two years: who used it before needs the version of today to use it again."""
    (tmp_path / "FS1-ual.csv").write_text(
        "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName\n"
        "CORP\\ann,PC1,2025-12-13,1,Windows Server 2016 Standard,File Server\n"
        "CORP\\bob,PC2,2026-01-13,1,Windows Server 2022 Standard,File Server\n"
    )
    found = do(tmp_path, tmp_path / "FS1-ual.csv")
    (server,) = found.contents.imported.servers
    assert server["Product"] == "Windows Server 2022"
    assert questions(found) == [("Server", "FS1", "Product", "Windows Server 2022")]
