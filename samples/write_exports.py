"""Write the exports of a school into samples/exports: `python samples/write_exports.py`.

Two servers' User Access Logging, the tickets of the domain controller, Active Directory, DHCP: what
an administrator gets with the lines of `cal-optimizer import --sources`. Forty teachers have a
laptop each and use the PCs of twenty-five classrooms; two hundred pupils share thirty PCs of the
computer rooms; four secretaries have a PC; a printer scans to the file server on its own.

The answer, by hand: a user CAL for each teacher (40 x 50.00, less than their 65 devices at 39.00),
a device CAL for each room PC, secretary's PC and the printer (35 x 39.00): 3,365.00.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "exports"

FIRST = date(2026, 1, 12)
TEACHERS, CLASSROOMS, PUPILS, ROOM_PCS, SECRETARIES = 40, 25, 200, 30, 4
DOMAIN, REALM, SID = "SCHOOL", "school.example", "S-1-5-21-1004336348-1177238915-682003330"


def sid(number: int) -> str:
    """The security identifier of account `number`."""
    return f"{SID}-{1100 + number}"


def people() -> list[tuple[str, str, int]]:
    """(account, department, number)."""
    names = [f"teacher{n:02d}" for n in range(1, TEACHERS + 1)]
    names += [f"pupil{n:03d}" for n in range(1, PUPILS + 1)]
    names += [f"office{n}" for n in range(1, SECRETARIES + 1)]
    departments = ["Teachers"] * TEACHERS + ["Pupils"] * PUPILS + ["Office"] * SECRETARIES
    return [
        (name, department, number)
        for number, (name, department) in enumerate(zip(names, departments, strict=True))
    ]


def computers() -> list[tuple[str, str]]:
    """(name, operating system)."""
    found = [(f"NB-T{n:02d}", "Windows 11 Education") for n in range(1, TEACHERS + 1)]
    found += [(f"CLASS-{n:02d}", "Windows 11 Education") for n in range(1, CLASSROOMS + 1)]
    found += [(f"ROOM-{n:02d}", "Windows 11 Education") for n in range(1, ROOM_PCS + 1)]
    found += [(f"OFFICE-{n}", "Windows 11 Pro") for n in range(1, SECRETARIES + 1)]
    servers = [(name, "Windows Server 2022 Standard") for name in ("DC01", "FILES01")]
    return [*found, ("PRN-SCAN", ""), *servers]


def address(name: str) -> str:
    """The address that DHCP gives a computer."""
    number = [n for n, _ in computers()].index(name)
    return f"10.20.{number // 200}.{10 + number % 200}"


def uses() -> list[tuple[str, str]]:
    """(account, device): who works where."""
    found = [(f"teacher{n:02d}", f"NB-T{n:02d}") for n in range(1, TEACHERS + 1)]
    found += [
        (f"teacher{n:02d}", f"CLASS-{1 + (n + lesson * 9) % CLASSROOMS:02d}")
        for n in range(1, TEACHERS + 1)
        for lesson in range(2)
    ]
    found += [
        (f"pupil{n:03d}", f"ROOM-{1 + (n + lesson * 7) % ROOM_PCS:02d}")
        for n in range(1, PUPILS + 1)
        for lesson in range(3)
    ]
    return found + [(f"office{n}", f"OFFICE-{n}") for n in range(1, SECRETARIES + 1)]


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """One CSV as PowerShell writes it."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        out.writerow(header)
        out.writerows(rows)


def write_directory() -> None:
    """Users and computers."""
    write(
        "ad-users.csv",
        (
            "SamAccountName",
            "UserPrincipalName",
            "SID",
            "DistinguishedName",
            "DisplayName",
            "Department",
            "Enabled",
            "NetBIOS",
        ),
        (
            (
                name,
                f"{name}@{REALM}",
                sid(number),
                f"CN={name},OU={department},DC=school,DC=example",
                name.title(),
                department,
                "True",
                DOMAIN,
            )
            for name, department, number in people()
        ),
    )
    write(
        "ad-computers.csv",
        ("Name", "DNSHostName", "OperatingSystem", "OperatingSystemVersion", "Enabled"),
        (
            (name, f"{name}.{REALM}", system, "10.0 (20348)" if "Server" in system else "", "True")
            for name, system in computers()
            if system
        ),
    )


def write_leases() -> None:
    """A DHCP server's log of one day, with its explanations above the header."""
    lines = ["\t\tMicrosoft DHCP Service Activity Log", "", "", "Event ID  Meaning"]
    lines += [
        "10\tA new IP address was leased to a client.",
        "11\tA lease was renewed by a client.",
    ]
    lines += [
        "",
        "ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID",
    ]
    for number, (name, system) in enumerate(computers()):
        if "Server" not in system:
            full = f"{name}.{REALM}" if system else name
            lines.append(
                f"10,01/12/26,06:{number % 60:02d}:00,Assign,"
                f"{address(name)},{full},00155D{number:06X},,0"
            )
    for number, (name, system) in enumerate(computers()):
        if "Server" not in system:
            full = f"{name}.{REALM}" if system else name
            lines.append(
                f"11,01/15/26,06:{number % 60:02d}:00,Renew,"
                f"{address(name)},{full},00155D{number:06X},,0"
            )
    (FOLDER / "DhcpSrvLog-Mon.log").write_text(
        "\r\n".join(lines) + "\r\n", encoding="utf-8", newline=""
    )


def write_access_logging() -> None:
    """A week of both servers' User Access Logging: people by day, and the machines themselves."""
    header = (
        "PSComputerName",
        "UserName",
        "IPAddress",
        "AccessDate",
        "AccessCount",
        "ProductName",
        "RoleName",
        "TenantIdentifier",
    )
    product, tenant = "Windows Server 2022 Standard", "00000000-0000-0000-0000-000000000000"
    for server, role in (
        ("FILES01", "File Server"),
        ("DC01", "Active Directory Domain Services"),
    ):
        rows: list[Sequence[object]] = []
        for day in range(5):
            when = (FIRST + timedelta(days=day)).strftime("%m/%d/%Y 00:00:00")
            for number, (user, device) in enumerate(uses()):
                if (number + day) % 5 < 2:
                    rows.append(
                        (
                            "",
                            f"{DOMAIN}\\{user}",
                            address(device),
                            when,
                            3 + number % 4,
                            product,
                            role,
                            tenant,
                        )
                    )
            for name, system in computers():
                if system and "Server" not in system:
                    rows.append(
                        ("", f"{DOMAIN}\\{name}$", address(name), when, 8, product, role, tenant)
                    )
            if server == "FILES01":
                rows.append(
                    (
                        "",
                        f"{DOMAIN}\\PRN-SCAN$",
                        address("PRN-SCAN"),
                        when,
                        2,
                        product,
                        role,
                        tenant,
                    )
                )
            rows.append(("", f"{DOMAIN}\\{server}$", "::1", when, 40, product, role, tenant))
        write(f"{server}-ual.csv", header, rows)


def write_tickets() -> None:
    """A day of the domain controller's 4769: tickets for the servers, for PCs and for the
    domain."""
    header = (
        "TimeCreated",
        "Id",
        "RecordId",
        "MachineName",
        "TargetUserName",
        "TargetDomainName",
        "ServiceName",
        "IpAddress",
        "Status",
    )
    rows: list[Sequence[object]] = []
    for number, (user, device) in enumerate(uses()):
        at = f"2026-01-13T08:{number % 60:02d}:{number // 60:02d}"
        client = f"::ffff:{address(device)}"
        account, realm = f"{user}@{REALM.upper()}", REALM.upper()
        for service in ("FILES01$", f"{device}$", "krbtgt"):
            rows.append(
                (at, 4769, len(rows) + 1, f"DC01.{REALM}", account, realm, service, client, "0x0")
            )
    write("DC01-4769.csv", header, rows)


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    write_directory()
    write_leases()
    write_access_logging()
    write_tickets()


if __name__ == "__main__":
    main()
