"""Small exports for tests, and the import of them."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from optimizer.domain.problems import WorkbookError
from optimizer.importing.import_exports import Outcome, import_exports
from optimizer.importing.options import ImportOptions

SID = "S-1-5-21-1-2-3"

UAL = (
    "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName,TenantIdentifier,PSComputerName"
)

WS2022 = "Windows Server 2022 Standard"


def write(path: Path, header: str, rows: Sequence[Any], delimiter: str = ",") -> Path:
    """A CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(header.split(","))
        out.writerows(rows)
    return path


def ual(
    path: Path, server: str, rows: Sequence[tuple[str, str, str, int]], role: str = "File Server"
) -> Path:
    """A server's daily User Access Logging: (user, address, day, count)."""
    return write(
        path,
        UAL,
        [
            (user, address, day, count, WS2022, role, "", server)
            for user, address, day, count in rows
        ],
    )


def ad_users(path: Path, names: Sequence[str], domain: str = "CORP", **facts: str) -> Path:
    """Active Directory users of corp.example."""
    header = "SamAccountName,UserPrincipalName,SID,DistinguishedName,Department,Enabled,NetBIOS"
    rows = [
        (name, f"{name}@corp.example", f"{SID}-{1000 + n}", f"CN={name},DC=corp,DC=example",
         facts.get("department", ""), facts.get("enabled", "True"), domain)
        for n, name in enumerate(names)
    ]  # fmt: skip
    return write(path, header, rows)


def ad_computers(path: Path, machines: dict[str, str]) -> Path:
    """Active Directory computers: name -> operating system."""
    header = "Name,DNSHostName,OperatingSystem,OperatingSystemVersion,Enabled"
    rows = [(n, f"{n}.corp.example", system, "", "True") for n, system in machines.items()]
    return write(path, header, rows)


SECURITY = (
    "TimeCreated,Id,RecordId,MachineName,TargetUserName,TargetDomainName,TargetUserSid,"
    "LogonType,WorkstationName,IpAddress,ServiceName,Status"
)


def logons(path: Path, rows: Sequence[dict[str, Any]], start: int = 1) -> Path:
    """A Security log as CSV; each row tells what differs from a plain network log-on."""
    plain: dict[str, Any] = {
        "TimeCreated": "2026-01-12T08:00:00",
        "Id": 4624,
        "MachineName": "FS1.corp.example",
        "TargetDomainName": "CORP",
        "LogonType": 3,
    }
    names = SECURITY.split(",")
    full = [{**plain, "RecordId": start + n, **row} for n, row in enumerate(rows)]
    return write(path, SECURITY, [[row.get(name, "") for name in names] for row in full])


def do(folder: Path, *files: Path, **options: Any) -> Outcome:
    """The import of files, nothing kept between runs."""
    options = {"cache": False, **options}
    return import_exports(files, folder / "out.xlsx", ImportOptions(dry_run=True, **options))


def edges(outcome: Outcome) -> list[tuple[str, ...]]:
    """(user, device, server, sessions, last seen, basis) of every access."""
    access = outcome.contents.imported.access
    columns = ["User", "Device", "Server", "Sessions", "Last seen", "Basis"]
    return [tuple(map(str, row)) for row in access[columns].itertuples(index=False)]


def triples(outcome: Outcome) -> list[tuple[str, str, str]]:
    """(user, device, server) of every access."""
    return [(u, d, s) for u, d, s, *_ in edges(outcome)]


def dropped(outcome: Outcome) -> dict[str, int]:
    """Rows left out by reason, over all files."""
    total: dict[str, int] = {}
    for said in outcome.contents.sources:
        for why, rows in said.dropped.items():
            total[why] = total.get(why, 0) + rows
    return total


def questions(outcome: Outcome) -> list[tuple[str, str, str, str]]:
    """(kind, name, column, proposal) of everything left to decide."""
    return [(q.kind, q.name, q.column, q.proposal) for q in outcome.contents.questions]


def refusals(folder: Path, *files: Path, **options: Any) -> list[str]:
    """What is said against the files; empty where they are imported."""
    try:
        do(folder, *files, **options)
    except WorkbookError as error:
        return [str(problem) for problem in error.problems]
    return []


def lines_of(records: Sequence[dict[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def kinds(outcome: Any) -> list[str]:
    """The source that each file was taken for."""
    return [said.kind for said in outcome.contents.sources]


def event(number: int, **data: object) -> dict[str, Any]:
    """An event as evtx_dump and the evtx library write it."""
    return {
        "Event": {
            "System": {
                "EventID": {"#attributes": {"Qualifiers": ""}, "#text": number}
                if number == 21
                else number,
                "TimeCreated": {"#attributes": {"SystemTime": data.pop("at")}},
                "EventRecordID": data.pop("record", 1),
                "Channel": data.pop("channel", "Security"),
                "Computer": data.pop("computer", "FS1.corp.example"),
            },
            data.pop("part", "EventData"): data,
        }
    }
