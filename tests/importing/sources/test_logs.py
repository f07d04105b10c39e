"""Each log on a small faithful sample; its accesses worked out by hand in the comment."""

import struct
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.opening import user_access_logging
from tests.importing.support import (
    ad_users,
    do,
    dropped,
    edges,
    event,
    kinds,
    lines_of,
    refusals,
    triples,
    write,
)


def test_remote_desktop_sessions(tmp_path: Path) -> None:
    session = {"part": "UserData", "channel": "LocalSessionManager", "computer": "TS1.corp.example"}
    path = tmp_path / "ts.jsonl"
    path.write_text(
        lines_of(
            [
                event(
                    21,
                    at="2026-01-12T08:00:00Z",
                    record=1,
                    **session,
                    EventXML={"User": r"CORP\ann", "SessionID": 2, "Address": "10.0.0.5"},
                ),
                event(
                    24,
                    at="2026-01-12T12:00:00Z",
                    record=2,
                    **session,
                    EventXML={"User": r"CORP\ann", "SessionID": 2, "Address": "10.0.0.5"},
                ),
                event(
                    21,
                    at="2026-01-12T13:00:00Z",
                    record=3,
                    **session,
                    EventXML={"User": r"CORP\bob", "SessionID": 3, "Address": "LOCAL"},
                ),
            ]
        )
    )
    found = do(tmp_path, path)
    # Bob sat at the host itself: no device is told.
    assert triples(found) == [("ann", "10.0.0.5", "TS1"), ("bob", "", "TS1")]


def test_remote_desktop_connections(tmp_path: Path) -> None:
    path = tmp_path / "1149.jsonl"
    data = {"part": "UserData", "channel": "RemoteConnectionManager", "computer": "TS1"}
    xml = {"Param1": "ann", "Param2": "CORP", "Param3": "10.0.0.5"}
    path.write_text(lines_of([event(1149, at="2026-01-12T08:00:00Z", EventXML=xml, **data)]))
    found = do(tmp_path, path)
    assert kinds(found) == ["rds_connections"]
    assert triples(found) == [("ann", "10.0.0.5", "TS1")]


def test_print_jobs(tmp_path: Path) -> None:
    path = tmp_path / "307.jsonl"
    data = {"part": "UserData", "channel": "PrintService", "computer": "PRN1"}
    xml = {f"Param{n}": "" for n in range(1, 9)} | {"Param3": "ann", "Param4": r"\\PC1"}
    path.write_text(lines_of([event(307, at="2026-01-12T08:00:00Z", DocumentPrinted=xml, **data)]))
    found = do(tmp_path, path)
    assert kinds(found) == ["print_jobs"]
    assert triples(found) == [("ann", "PC1", "PRN1")]


def test_print_jobs_told_in_messages(tmp_path: Path) -> None:
    # As Get-WinEvent | Export-Csv gives them where nothing is selected.
    path = tmp_path / "print.csv"
    job = (
        "Document 7, Print Document owned by {} on \\\\{} was printed on P1 through port IP_1.  "
        "Size in bytes: 9. Pages printed: 1. No user action is required."
    )
    rows = [("ann", "PC1"), ("bob", "PC2"), ("ann", "PC1")]
    lines = [
        f'"{job.format(user, pc)}","307","{n}","PRN1.corp.x","2026-01-12T08:00:00Z"'
        for n, (user, pc) in enumerate(rows)
    ]
    path.write_text("\n".join(["Message,Id,RecordId,MachineName,TimeCreated", *lines, ""]))
    found = do(tmp_path, path)
    assert kinds(found) == ["print_jobs"]
    assert triples(found) == [("ann", "PC1", "PRN1"), ("bob", "PC2", "PRN1")]


IIS = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-01-12 00:00:21
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip sc-status
2026-01-12 08:00:00 10.0.0.1 GET /owa/ - 443 CORP\\ann 10.0.0.5 200
2026-01-12 08:00:01 10.0.0.1 GET /owa/ - 443  CORP\\ann 10.0.0.5 401
2026-01-12 08:00:02 10.0.0.1 GET /owa/ - 443 - 10.0.0.6 200
2026-01-12 08:00:03 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=bob&DeviceId=APPL1&Cmd=Ping 443 CORP\\bob 8.8.8.8 200
2026-01-12 08:00:04 10.0.0.1 GET /owa/ - 443 CORP\\carl 8.8.4.4 200
"""


def test_web_server_logs(tmp_path: Path) -> None:
    path = tmp_path / "WEB1-u_ex260112.log"
    path.write_text(IIS)
    found = do(tmp_path, path)
    # The phone is known by its DeviceId; Carl came from the internet: any device.
    assert triples(found) == [
        ("ann", "10.0.0.5", "WEB1"),
        ("bob", "APPL1", "WEB1"),
        ("carl", "", "WEB1"),
    ]
    assert dropped(found) == {"failed": 1, "no user": 1}


def test_web_server_logs_without_a_date_column(tmp_path: Path) -> None:
    path = tmp_path / "WEB1.log"
    path.write_text(
        "#Software: Microsoft Internet Information Services 6.0\n#Date: 2026-01-12 00:00:00\n"
        "#Fields: time c-ip cs-username sc-status\n08:00:00 10.0.0.5 ann 200\n"
    )
    assert edges(do(tmp_path, path))[0][4] == "2026-01-12"


class FakeTable:
    """A table of the library's database."""

    def __init__(self, name: str, records: list[dict[str, Any]]) -> None:
        self.name, self._records = name, records
        names = dict.fromkeys(key for record in records for key in record)
        self.columns = [type("Column", (), {"name": n})() for n in names]

    def records(self) -> list[dict[str, Any]]:
        return self._records


def test_access_logging_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    role, day = "10a9226f-50ee-49d8-a393-9a501d47ce04", 133024563725700000
    client = {
        "RoleGuid": role, "TenantId": "", "TotalAccesses": 5, "InsertDate": day, "LastAccess": day,
        "AuthenticatedUserName": r"corp\ann", "ClientName": None, "Address": b"\x0a\x00\x00\x05",
        "Day32": 2, "Day197": 3,
    }  # fmt: skip
    tables = [
        FakeTable("SYSTEM_IDENTITY", [{"CreationTime": day, "SystemDNSHostName": "FS1",
                  "SystemDomainName": "corp.example", "OSBuildNumber": 17763}]),
        FakeTable("ROLE_IDS", [{"RoleGuid": role, "ProductName": role, "RoleName": "File Server"}]),
        FakeTable("CLIENTS", [client]),
        FakeTable("DNS", [{"LastSeen": day, "Address": "10.0.0.5", "HostName": "PC1"}]),
    ]  # fmt: skip
    library = type(
        "Library", (), {"EseDB": lambda file: type("D", (), {"tables": lambda s: tables})()}
    )
    monkeypatch.setattr(user_access_logging, "import_module", lambda name: library)
    (tmp_path / "sum").mkdir()
    (tmp_path / "sum" / "Current.mdb").write_bytes(b"\xef\xcd\xab\x89" * 9)
    found = do(tmp_path, tmp_path / "sum")
    # Day 32 is 1 February, day 197 16 July 2022; build 17763 is Windows Server 2019.
    assert edges(found) == [("ann", "PC1", "FS1", "5", "2022-07-16", "Observed")]
    assert found.contents.imported.servers[0]["Product"] == "Windows Server 2019"


SUMECMD = (
    "RoleGuid,RoleDescription,AuthenticatedUserName,TotalAccesses,InsertDate,LastAccess,IpAddress,"
    "ClientName,TenantId,SourceFile"
)
"""Columns of a client; its days have all of them too."""


def test_totals_beside_their_days_count_once(tmp_path: Path) -> None:
    client = ("x", "File Server", r"CORP\ann", 6, "2026-01-02 08:00:00", "2026-01-12 09:00:00",
              "10.0.0.5", "", "", "Current.mdb")  # fmt: skip
    days = [("2026-01-02 00:00:00", 2, 2, *client), ("2026-01-12 00:00:00", 4, 12, *client)]
    detailed = write(tmp_path / "FS1-detailed.csv", f"Date,Count,DayNumber,{SUMECMD}", days)
    clients = write(tmp_path / "FS1-clients.csv", SUMECMD, [client])
    other = write(tmp_path / "FS2-clients.csv", SUMECMD, [(*client[:-1], "2025.mdb")])
    servers = {file.name: file.name[:3] for file in (detailed, clients, other)}
    found = do(tmp_path, detailed, clients, other, servers=servers)
    assert [edge[2:4] for edge in edges(found)] == [("FS1", "6"), ("FS2", "6")]
    assert dropped(found) == {"told day by day by another file": 1}


@pytest.mark.parametrize(
    ("header", "row", "kind", "expected"),
    [
        ("UserName,ActivityCount,FirstSeen,LastSeen,ProductName,RoleGuid,RoleName,PSComputerName",
         (r"CORP\ann", 7, "2026-01-01", "2026-01-12", "Windows Server 2022", "x", "File Server", ""),
         "ual_access", ("ann", "", "FS1", "7", "2026-01-12", "Observed")),
        (f"Date,Count,DayNumber,{SUMECMD}",
         ("2026-01-12 00:00:00", 4, 12, "x", "File Server", r"CORP\ann", 6, "2026-01-02 08:00:00",
          "2026-01-12 09:00:00", "10.0.0.5", "", "", "Current.mdb"),
         "ual_sumecmd", ("ann", "10.0.0.5", "FS1", "4", "2026-01-12", "Observed (address)")),
        ("RoleGuid,RoleDescription,AuthenticatedUserName,TotalAccesses,InsertDate,LastAccess,"
         "IpAddress,ClientName,TenantId",
         ("x", "File Server", r"CORP\ann", 6, "2026-01-02", "2026-01-12", "10.0.0.5", "PC1", ""),
         "ual_sumecmd_clients", ("ann", "PC1", "FS1", "6", "2026-01-12", "Observed")),
    ],
)  # fmt: skip
def test_access_logging_in_other_forms(
    tmp_path: Path, header: str, row: tuple[object, ...], kind: str, expected: tuple[str, ...]
) -> None:
    found = do(tmp_path, write(tmp_path / "FS1-ual.csv", header, [row]))
    assert kinds(found) == [kind]
    assert edges(found) == [expected]


def test_the_canonical_aggregate(tmp_path: Path) -> None:
    header = "user,domain,sid,device,address,server,event,type,first,last,count"
    row = ("ann", "CORP", "", "PC1", "10.0.0.5", "FS1", 4624, 3, "2026-01-01", "2026-01-12", 250)
    found = do(
        tmp_path, write(tmp_path / "q.csv", header, [row]), ad_users(tmp_path / "u.csv", ["ann"])
    )
    assert edges(found) == [("ann", "PC1", "FS1", "250", "2026-01-12", "Observed")]


def test_a_damaged_database_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: object) -> object:
        raise struct.error("unpack requires a buffer of 4 bytes")

    library = type("Library", (), {"EseDB": staticmethod(broken)})
    monkeypatch.setattr(user_access_logging, "import_module", lambda name: library)
    (tmp_path / "Current.mdb").write_bytes(b"\xef\xcd\xab\x89" * 9)
    (said,) = refusals(tmp_path, tmp_path / "Current.mdb")
    assert "Current.mdb is damaged or was copied while in use" in said
    assert "stop the service ualsvc" in said
