"""LDIF of a directory (ldifde) -> a table of its users and one of its computers."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row

USERS = [
    "DN",
    "sAMAccountName",
    "userPrincipalName",
    "objectSid",
    "displayName",
    "mail",
    "employeeID",
    "department",
    "physicalDeliveryOfficeName",
    "userAccountControl",
]

COMPUTERS = [
    "DN",
    "cn",
    "dNSHostName",
    "operatingSystem",
    "operatingSystemVersion",
    "userAccountControl",
    "location",
]

_SERVICES = frozenset(("msds-groupmanagedserviceaccount", "msds-managedserviceaccount"))
"""Classes of accounts of services, which derive from those of computers."""


def open_ldif(export: Export) -> list[Opened]:
    """Users and computers, as far as there are any."""
    import_module("ldif")
    tables = (("users", USERS, _is_user), ("computers", COMPUTERS, _is_computer))
    return [
        Opened(
            export=export,
            form="LDIF",
            part=part,
            candidates=(Candidate(header=tuple(names), rows=_rows(export, names, wanted)),),
        )
        for part, names, wanted in tables
        if any(wanted(entry) for _, entry in _entries(export))
    ]


def _rows(export: Export, names: list[str], wanted: Any) -> Any:
    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, entry in _entries(export):
            if wanted(entry):
                yield number, [entry.get(name.lower(), "") for name in names]

    return rows


def _entries(export: Export) -> Iterator[tuple[int, Mapping[str, str]]]:
    ldif: Any = import_module("ldif")
    with export.path.open("rb") as file:
        parser = ldif.LDIFParser(file, strict=False)
        before = 1
        try:
            for dn, entry in parser.parse():
                values = {name.lower(): _value(name, found) for name, found in entry.items()}
                yield before, {**values, "dn": str(dn)}
                before = parser.line_counter + 1
        except (ValueError, UnicodeDecodeError) as error:
            what = f"the entry that begins there cannot be read ({error})"
            raise Cut(before, what) from None


def _value(name: str, found: list[Any]) -> str:
    if name.lower() == "objectclass":
        return " ".join(str(each).lower() for each in found)
    value = found[0]
    if isinstance(value, bytes):
        return sid_of(value) if name.lower() == "objectsid" else value.decode("utf-8", "replace")
    return str(value)


def sid_of(raw: bytes) -> str:
    """A security identifier from its bytes."""
    if len(raw) < 8:
        return ""
    parts = [int.from_bytes(raw[at : at + 4], "little") for at in range(8, len(raw) - 3, 4)]
    return "-".join(map(str, ("S", raw[0], int.from_bytes(raw[2:8], "big"), *parts)))


def _is_user(entry: Mapping[str, str]) -> bool:
    """Classes come in any order; a contact is a person without an account."""
    classes = entry.get("objectclass", "").split()
    other = {"computer", "contact", *_SERVICES}.isdisjoint(classes)
    return other and not {"user", "person", "inetorgperson"}.isdisjoint(classes)


def _is_computer(entry: Mapping[str, str]) -> bool:
    classes = entry.get("objectclass", "").split()
    return "computer" in classes and _SERVICES.isdisjoint(classes)
