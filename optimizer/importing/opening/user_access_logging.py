"""User Access Logging's databases -> a table of accesses by day and one of addresses' names."""

import ipaddress
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row

CLIENTS = (
    "RoleGuid",
    "TenantId",
    "AuthenticatedUserName",
    "Address",
    "Day",
    "Accesses",
    "UalServer",
    "RoleName",
    "ProductName",
    "ClientName",
    "Build",
)

DNS = ("HostName", "IPAddress", "LastSeen")

ROLES = {
    "10a9226f-50ee-49d8-a393-9a501d47ce04": "File Server",
    "7fb09bd3-7fe6-435e-8348-7d8aefb6cea3": "Print and Document Services",
    "ad495fc3-0eaa-413d-ba7d-8b13fa7ec598": "Active Directory Domain Services",
    "d6256cf7-98fb-4eb4-aa18-303f1da1f770": "Web Server",
    "48eed6b2-9cdc-4358-b5a5-8dea3b2f3f6a": "DHCP Server",
    "c50fcc83-bc8d-4df5-8a3d-89d7f80f074b": "Active Directory Certificate Services",
    "b4cdd739-089c-417e-878d-855f90081be7": "Active Directory Rights Management Service",
    "952285d9-edb7-4b6b-9d85-0c09e3da0bbd": "Remote Access",
}
"""Names of roles where SystemIdentity.mdb was not copied along."""

_ZONES = {"@", "gc", "domaindnszones", "forestdnszones", "_msdcs"}
"""Entries of a domain's own zones in the table of names."""

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def open_ual(export: Export) -> list[Opened]:
    """Accesses and names of all databases of a folder; what SystemIdentity.mdb says holds for all
    of them."""
    database: Any = import_module("dissect.esedb").EseDB
    server, build, roles = "", "", {k: (v, "") for k, v in ROLES.items()}
    for _, record in _records(export, database, "ROLE_IDS"):
        roles[record["RoleGuid"].lower()] = (record["RoleName"], _product(record["ProductName"]))
    newest = -1
    for _, record in _records(export, database, "SYSTEM_IDENTITY"):
        if int(record["CreationTime"] or 0) >= newest:
            newest = int(record["CreationTime"] or 0)
            domain = str(record["SystemDomainName"] or "")
            host = str(record["SystemDNSHostName"] or "")
            server = f"{host}.{domain}" if "." in domain and "." not in host else host
            build = str(record["OSBuildNumber"] or "")
    products = {product for _, product in roles.values() if product}
    product = min(products) if len(products) == 1 else ""

    def clients(_ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, record in _records(export, database, "CLIENTS"):
            guid = str(record["RoleGuid"]).lower()
            role, own = roles.get(guid, (guid, ""))
            address = _address(record["Address"])
            for day, count in _days(record):
                yield (
                    number,
                    [
                        guid,
                        str(record["TenantId"] or ""),
                        str(record["AuthenticatedUserName"] or ""),
                        address,
                        day.isoformat(),
                        str(count),
                        server,
                        role,
                        own or product,
                        str(record["ClientName"] or ""),
                        build,
                    ],
                )

    def names(_ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, record in _records(export, database, "DNS"):
            host = str(record["HostName"] or "")
            if host.lower() not in _ZONES:
                seen = _moment(record["LastSeen"]).date().isoformat()
                yield number, [host, str(record["Address"] or ""), seen]

    tables = (("clients", CLIENTS, clients), ("names", DNS, names))
    return [
        Opened(
            export=export,
            form="ESE",
            part=part,
            server=server,
            zone="UTC",
            candidates=(Candidate(header=header, rows=rows),),
        )
        for part, header, rows in tables
        if part == "clients" or any(True for _ in rows(False))
    ]


def _records(export: Export, database: Any, table: str) -> Iterator[tuple[int, Any]]:
    """Every record of a table in any of the files, as a mapping."""
    number = 0
    with ExitStack() as stack:
        for path in sorted(export.folder):
            file = stack.enter_context(path.open("rb"))
            try:
                found = {each.name: each for each in database(file).tables()}
                if table not in found:
                    continue
                names = [column.name for column in found[table].columns]
                for record in found[table].records():
                    number += 1
                    yield number, {name: record.get(name) for name in names}
            except Exception as error:  # noqa: BLE001 - the library raises of everything
                raise Cut(number + 1, _damaged(path, error)) from None


def _damaged(path: Path, error: Exception) -> str:
    return (
        f"{path.name} is damaged or was copied while in use ({type(error).__name__}); stop the "
        "service ualsvc, copy it, and start the service again"
    )


def _product(name: object) -> str:
    text = str(name or "")
    return "" if _GUID.fullmatch(text.lower()) else text


def _address(raw: object) -> str:
    """4 or 16 bytes as an address."""
    if not isinstance(raw, bytes):
        return str(raw or "")
    if len(raw) not in (4, 16):
        return ""
    return str(ipaddress.ip_address(raw))


def _moment(filetime: object) -> datetime:
    ticks = int(filetime) if isinstance(filetime, int) else 0
    return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)


def _days(record: Any) -> Iterator[tuple[date, int]]:
    """The days with accesses: Day1 is 1 January of the year in which the row was made; without any
    the total on the last day."""
    first = date(_moment(record["InsertDate"]).year, 1, 1)
    filled = False
    for number in range(1, 367):
        count = record.get(f"Day{number}")
        if count:
            filled = True
            yield first + timedelta(days=number - 1), int(count)
    if not filled and record["TotalAccesses"]:
        yield _moment(record["LastAccess"]).date(), int(record["TotalAccesses"])
