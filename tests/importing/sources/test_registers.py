"""Each register on a small faithful sample; what it gives worked out by hand in the comment."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.importing.support import (
    SID,
    ad_users,
    do,
    dropped,
    edges,
    logons,
    refusals,
    triples,
    ual,
    write,
)


def kind_of(outcome: Any, file: str) -> str:
    return str(next(said.kind for said in outcome.contents.sources if said.file.startswith(file)))


def log_of(path: Path, *users: str, address: str = "10.0.0.5") -> Path:
    return ual(path, "FS1", [(user, address, "2026-01-12", 1) for user in users])


def users(outcome: Any) -> dict[str, dict[str, Any]]:
    return {str(row["User"]): row for row in outcome.contents.imported.users}


def test_a_dhcp_log_names_the_address_at_the_time(tmp_path: Path) -> None:
    lease = (
        "Microsoft DHCP Service Activity Log\n\nEvent ID  Meaning\n10\tA new address was leased.\n\n"
        "ID,Date,Time,Description,IP Address,Host Name,MAC Address\n"
        "24,01/12/26,00:00:10,Database Cleanup Begin,,,,,0,6,,,\n"
        "10,01/12/26,07:00:00,Assign,10.0.0.5,PC1.corp.example,00155D01,,1,0,,,\n"
        "12,01/12/26,12:00:00,Release,10.0.0.5,PC1.corp.example,00155D01,,1,0,,,\n"
        "10,01/12/26,13:00:00,Assign,10.0.0.5,PC2.corp.example,00155D02,,1,0,,,\n"
        "10,01/13/26,13:00:00,Assign,10.0.0.7,PC3.corp.example,00155D03,,1,0,,,\n"
    )
    (tmp_path / "DhcpSrvLog-Mon.log").write_text(lease)
    log = logons(
        tmp_path / "s.csv",
        [
            {
                "TargetUserName": "ann",
                "IpAddress": "10.0.0.5",
                "TimeCreated": "2026-01-12T08:00:00",
            },
            {
                "TargetUserName": "bob",
                "IpAddress": "10.0.0.5",
                "TimeCreated": "2026-01-12T14:00:00",
            },
            {
                "TargetUserName": "carl",
                "IpAddress": "10.0.0.7",
                "TimeCreated": "2026-01-14T14:00:00",
            },
        ],
    )
    found = do(tmp_path, log, tmp_path / "DhcpSrvLog-Mon.log")
    # The address was PC1's in the morning and PC2's in the afternoon of the same day.
    assert triples(found) == [("ann", "PC1", "FS1"), ("bob", "PC2", "FS1"), ("carl", "PC3", "FS1")]


@pytest.mark.parametrize("dates", ["", "DMY"])
def test_a_dhcp_log_writes_the_month_first_whatever_others_do(tmp_path: Path, dates: str) -> None:
    (tmp_path / "DhcpSrvLog-Mon.log").write_text(
        "ID,Date,Time,Description,IP Address,Host Name,MAC Address\n"
        "10,02/01/26,07:00:00,Assign,10.0.0.5,PC1.corp.example,00155D01,,1,0,,,\n"
    )
    log = ual(tmp_path / "a.csv", "FS1", [("ann", "10.0.0.5", "2026-02-01", 1)])
    found = do(tmp_path, log, tmp_path / "DhcpSrvLog-Mon.log", dates=dates)
    assert triples(found) == [("ann", "PC1", "FS1")]
    told = next(s for s in found.contents.sources if s.kind == "dhcp_log")
    assert (told.first, told.dates) == ("2026-02-01", "MDY, as its maker always writes it")


def test_leases_of_today(tmp_path: Path) -> None:
    header = "IPAddress,ScopeId,ClientId,HostName,AddressState,LeaseExpiryTime"
    rows = [
        ("10.0.0.5", "10.0.0.0", "00-15", "PC1.corp.example", "Active", "2026-01-15 08:00:00"),
        ("10.0.0.6", "10.0.0.0", "00-16", "PRN.corp.example", "ActiveReservation", ""),
    ]
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [("ann", "10.0.0.5", "2026-01-12", 1), ("bob", "10.0.0.6", "2026-01-12", 1)],
    )
    found = do(tmp_path, log, write(tmp_path / "l.csv", header, rows))
    assert triples(found) == [("ann", "PC1", "FS1"), ("bob", "PRN", "FS1")]


def test_directory_users(tmp_path: Path) -> None:
    people = ad_users(tmp_path / "u.csv", ["ann", "bob"], department="Sales", enabled="False")
    found = do(tmp_path, log_of(tmp_path / "a.csv", r"CORP\ann", "bob"), people)
    # Bob has no domain in the log: he is of the only one there is.
    assert users(found) == {
        name: {"User": name, "Department": "Sales", "Active": "No"} for name in ("ann", "bob")
    }


def test_a_directory_as_ldif(tmp_path: Path) -> None:
    text = (
        "dn: CN=Ann Weber,OU=Sales,DC=corp,DC=example\nobjectClass: top\nobjectClass: person\n"
        "objectClass: user\nsAMAccountName: ann\nuserPrincipalName: ann@corp.example\n"
        "objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA6AMAAA==\ndepartment: Sales\n"
        "userAccountControl: 514\n\n"
        "dn: CN=FS1,OU=Servers,DC=corp,DC=example\nobjectClass: top\nobjectClass: computer\n"
        "cn: FS1\ndNSHostName: fs1.corp.example\noperatingSystem: Windows Server 2019 Standard\n"
    )
    (tmp_path / "ad.ldif").write_text(text)
    log = logons(
        tmp_path / "s.csv",
        [{"TargetUserName": "ANN", "TargetUserSid": f"{SID}-1000", "IpAddress": "10.0.0.5"}],
    )
    found = do(tmp_path, log, tmp_path / "ad.ldif")
    # 514 has the bit of a disabled account; the SID makes CORP\ANN the directory's ann.
    assert users(found)["ANN"] == {"User": "ANN", "Department": "Sales", "Active": "No"}
    assert found.contents.imported.servers[0]["Product"] == "Windows Server 2019"


def test_group_members_are_authorised(tmp_path: Path) -> None:
    header = "name,SamAccountName,SID,objectClass,distinguishedName"
    rows = [
        ("Ann", "ann", f"{SID}-1000", "user", "CN=Ann,DC=corp,DC=example"),
        ("Bob", "bob", f"{SID}-1001", "user", "CN=Bob,DC=corp,DC=example"),
        ("PC1", "PC1$", f"{SID}-1002", "computer", "CN=PC1,DC=corp,DC=example"),
    ]
    group = write(tmp_path / "Sales.csv", header, rows)
    files = (log_of(tmp_path / "a.csv", r"CORP\ann"), group, ad_users(tmp_path / "u.csv", ["ann"]))
    (question,) = refusals(tmp_path, *files)
    assert question.startswith("Sales.csv: holds members of a group; which server")
    found = do(tmp_path, *files, authorised={"Sales.csv": ("FS1",)})
    # Ann is seen there anyway; Bob may use it, from any device.
    assert [(e[0], e[1], e[5]) for e in edges(found)] == [
        ("ann", "10.0.0.5", "Observed (address)"),
        ("bob", "", "Authorised"),
    ]


def test_cloud_users(tmp_path: Path) -> None:
    path = tmp_path / "entra.json"
    person = {
        "userPrincipalName": "ann.weber@corp.example", "displayName": "Ann Weber",
        "userType": "Guest", "accountEnabled": True, "department": "Sales",
        "onPremisesSamAccountName": "ann", "onPremisesDomainName": "corp.example",
        "onPremisesSecurityIdentifier": f"{SID}-1000",
    }  # fmt: skip
    path.write_text(json.dumps({"value": [person]}))
    log = logons(
        tmp_path / "s.csv",
        [{"TargetUserName": "ann", "TargetUserSid": f"{SID}-1000", "IpAddress": "10.0.0.5"}],
    )
    found = do(tmp_path, log, path)
    assert users(found)["ann"] == {
        "User": "ann", "Department": "Sales", "Type": "External", "Active": "Yes",
    }  # fmt: skip


def test_sign_ins_are_no_access_on_premises(tmp_path: Path) -> None:
    header = (
        "Date (UTC),Request ID,User,Username,Application,IP address,Sign-in error code,Device ID,"
        "Device name"
    )
    rows = [
        (
            "2026-01-12T08:00:00Z",
            "1",
            "Ann",
            "ann@corp.example",
            "Office",
            "1.2.3.4",
            "",
            "",
            "PC1",
        ),
        (
            "2026-01-12T08:00:00Z",
            "2",
            "Eve",
            "eve@corp.example",
            "Office",
            "1.2.3.4",
            50126,
            "",
            "",
        ),
    ]
    log = ual(tmp_path / "a.csv", "FS1", [(r"CORP\PC1$", "10.0.0.5", "2026-01-12", 1),
              (r"CORP\PC9$", "10.0.0.9", "2026-01-12", 1)])  # fmt: skip
    found = do(tmp_path, log, write(tmp_path / "signins.csv", header, rows))
    # That somebody signed in on PC1 makes it a device that people use; nobody uses PC9.
    assert triples(found) == [("", "PC9", "FS1")]


def test_sign_ins_name_their_device_by_an_id_that_intune_knows(tmp_path: Path) -> None:
    signins = write(
        tmp_path / "signins.csv",
        "Date (UTC),Username,Application,IP address,Sign-in error code,Device ID,Join Type",
        [("2026-01-12T08:00:00Z", "ann@corp.example", "Office", "1.2.3.4", 0, "DEV-1", "Hybrid")],
    )
    devices = write(
        tmp_path / "intune.csv",
        "Device ID,Device name,Azure AD Device ID,Serial number,Primary user UPN",
        [("x", "PC1", "dev-1", "S1", ""), ("y", "PC2", "dev-2", "S2", "")],
    )
    machines = [(rf"CORP\PC{n}$", f"10.0.0.{n}", "2026-01-12", 1) for n in (1, 2)]
    log = ual(tmp_path / "a.csv", "FS1", machines)
    assert triples(do(tmp_path, log, signins, devices)) == [("", "PC2", "FS1")]


def test_inventories_tell_devices_that_people_use(tmp_path: Path) -> None:
    files = {
        "intune.csv": (
            "Device ID,Device name,Primary user UPN,OS,Serial number,Ownership",
            ("1", "PC1", "ann@corp.example", "Windows", "S1", "Corporate"),
        ),
        "affinity.csv": (
            "ResourceName,UniqueUserName,IsActive,CreationTime",
            ("PC2", r"CORP\ann", "True", ""),
        ),
        "snipe.csv": (
            "ID,Asset Name,Asset Tag,Serial,Model,Status,Checked Out To,Username,Location,Department",
            ("1", "PC3", "T1", "S3", "M", "Deployed", "Ann", "ann", "Paris", "Sales"),
        ),
        "glpi.csv": (
            "Nom,Statut,Fabricant,Numéro de série,Type,Lieu,Utilisateur",
            ("PC4", "En service", "Dell", "S4", "PC", "Lyon", "ann"),
        ),
    }
    paths = [write(tmp_path / n, header, [row]) for n, (header, row) in files.items()]
    machines = [(rf"CORP\PC{n}$", f"10.0.0.{n}", "2026-01-12", 1) for n in range(1, 6)]
    log = ual(tmp_path / "a.csv", "FS1", [*machines, ("ann", "10.0.0.4", "2026-01-12", 1)])
    found = do(tmp_path, log, *paths)
    assert [kind_of(found, f) for f in files] == [
        "intune_devices", "configmgr_affinity", "snipe_it", "glpi",
    ]  # fmt: skip
    assert triples(found) == [("", "PC5", "FS1"), ("ann", "PC4", "FS1")]
    devices = {str(row["Device"]): row for row in found.contents.imported.devices}
    assert devices["PC4"]["Site"] == "Lyon"


def test_the_staff_list_joins_by_number(tmp_path: Path) -> None:
    header = "SamAccountName,UserPrincipalName,SID,EmployeeID,Enabled"
    people = write(
        tmp_path / "u.csv", header, [("ann", "ann@corp.example", f"{SID}-1000", "007", "True")]
    )
    staff = write(
        tmp_path / "hr.csv",
        "Employee ID,Name,Department,Status",
        [("007", "Ann Weber", "Sales", "Left")],
    )
    found = do(tmp_path, log_of(tmp_path / "a.csv", "ann"), people, staff)
    assert users(found)["ann"] == {"User": "ann", "Department": "Sales", "Active": "No"}


def test_a_roster_adds_what_the_workplace_uses(tmp_path: Path) -> None:
    roster = write(
        tmp_path / "r.csv", "Employee,Workplace", [("ann", "WARD1"), ("bob", "WARD1"), ("eve", "X")]
    )
    log = logons(
        tmp_path / "s.csv",
        [{"TargetUserName": "ann", "TargetDomainName": "", "WorkstationName": "WARD1"}],
    )
    found = do(tmp_path, log, roster)
    # Bob works where Ann was seen; nobody knows what the workplace X uses.
    assert [(e[0], e[1], e[2], e[5]) for e in edges(found)] == [
        ("ann", "WARD1", "FS1", "Observed"),
        ("bob", "WARD1", "FS1", "Rostered"),
    ]


def test_remote_desktop_license_server(tmp_path: Path) -> None:
    packs = write(
        tmp_path / "packs.csv",
        "KeyPackId,TypeAndModel,ProductVersion,TotalLicenses,IssuedLicenses,ExpirationDate",
        [
            ("3", "RDS Per User CAL", "Windows Server 2019", 20, 1, "2037-12-31"),
            ("2", "Built-in TS Per Device CAL", "Windows 2000 Server", 4294967295, 0, ""),
        ],
    )
    issued = write(
        tmp_path / "issued.csv",
        "KeyPackId,sIssuedToUser,sIssuedToComputer,LicenseStatus,IssueDate,ExpirationDate",
        [
            ("3", r"CORP\ann", "", 2, "2026-01-01", "2026-03-01"),
            ("3", r"CORP\ann", "", 4, "2025-01-01", "2025-03-01"),  # revoked
            ("3", r"CORP\gone", "", 2, "", ""),
        ],
    )
    found = do(tmp_path, log_of(tmp_path / "a.csv", r"CORP\ann"), packs, issued)
    name = "Remote Desktop User CAL 2019"
    licensed = found.contents.licensed
    assert licensed.owned == [{"License": name, "Quantity": 20, "Until": ""}]
    assert licensed.assigned == [{"License": name, "User": "ann", "Device": "", "Quantity": 1}]
    assert (licensed.licenses[0]["Metric"], licensed.licenses[0]["Version"]) == ("User", "2019")


def test_a_license_statement(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pivot Data"
    for _ in range(9):
        sheet.append(["Microsoft License Statement"])
    sheet.append(["Product Pool", "License Product Family", "License Version",
                  "Effective License Quantity", "Active SA Quantity", "Country of Usage"])  # fmt: skip
    sheet.append(["Servers", "Windows Server - User CAL", "2022", 100, 0, "All Countries"])
    sheet.append(["Servers", "Windows Server - User CAL", "2022", 60, 0, "Germany"])
    sheet.append(["Servers", "Windows Server - Standard", "2022", 4, 0, "All Countries"])
    sheet.append(["Servers", "Core CAL - Device", "2022", 30, 30, "All Countries"])
    book.save(tmp_path / "mls.xlsx")
    found = do(tmp_path, log_of(tmp_path / "a.csv", "ann"), tmp_path / "mls.xlsx")
    assert [(o["License"], o["Quantity"]) for o in found.contents.licensed.owned] == [
        ("Core CAL Suite Device", 30),
        ("Windows Server User CAL 2022", 100),
    ]
    # Countries are parts of the total; a server license opens nothing to people.
    assert dropped(found)["no access license"] == 1


def test_a_price_list(tmp_path: Path) -> None:
    header = (
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,TermDuration,BillingPlan,Currency,UnitPrice,"
        "Segment"
    )
    rows = [
        ("Windows Server CAL", "DG7", "0001", "Windows Server 2022 - 1 User CAL", "Microsoft", "",
         "OneTime", "EUR", "48.50", "Commercial"),
        ("Windows Server CAL", "DG7", "0002", "Windows Server 2022 - 1 Device CAL - 1 year",
         "Microsoft", "P1Y", "Annual", "EUR", "15.00", "Commercial"),
        ("Windows Server CAL", "DG7", "0001", "Windows Server 2022 - 1 User CAL", "Microsoft", "",
         "OneTime", "EUR", "12.00", "Education"),
        ("Azure", "DG8", "0003", "Something else", "Microsoft", "", "OneTime", "EUR", "1", "Commercial"),
    ]  # fmt: skip
    found = do(
        tmp_path, log_of(tmp_path / "a.csv", "ann"), write(tmp_path / "csp.csv", header, rows)
    )
    offers = found.contents.licensed.offers
    assert [(o["License"], o["Price"], o["Per"], o["Term"]) for o in offers] == [
        ("Windows Server Device CAL 2022", 15.0, "Year", 12),
        ("Windows Server User CAL 2022", 48.5, "Once", None),
    ]
    assert found.contents.licensed.currencies == ("EUR",)
