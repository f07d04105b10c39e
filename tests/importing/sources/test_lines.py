"""The lines to type: quotes and brackets that close, cmdlets with parameters that they have, and
columns by which the import knows the export again."""

import re
from pathlib import Path

import pytest

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened
from optimizer.importing.sources.declared import Source, sources
from optimizer.importing.sources.recognise import Recognised, recognise

CMDLETS = {
    "Connect-MgGraph": {"Scopes"},
    "Export-Csv": {"NoTypeInformation", "Encoding"},
    "ForEach-Object": set(),
    "Get-ADComputer": {"Filter", "Properties"},
    "Get-ADDomain": set(),
    "Get-ADGroupMember": {"Recursive"},
    "Get-ADUser": {"Filter", "Properties"},
    "Get-CMDevice": set(),
    "Get-CMUserDeviceAffinity": {"DeviceId"},
    "Get-CimInstance": set(),
    "Invoke-CimMethod": {"ClassName", "MethodName", "InputObject", "Arguments"},
    "Where-Object": {"eq"},
    "Get-DhcpServerv4Lease": set(),
    "Get-DhcpServerv4Scope": set(),
    "Get-MgAuditLogSignIn": {"All"},
    "Get-MgDeviceManagementManagedDevice": {"All"},
    "Get-MgUser": {"All", "Property"},
    "Get-UalDailyAccess": set(),
    "Get-UalDns": set(),
    "Get-UalUserAccess": set(),
    "Select-Object": set(),
    "Start-Service": set(),
    "Stop-Service": set(),
}
"""Cmdlets of the lines and those of their parameters that are used, as Microsoft's reference of
each has them."""

PROGRAMS = ("robocopy", "wevtutil", "EvtxECmd.exe", "SumECmd.exe", "cal-optimizer")

WHOLE = {
    "dhcp_leases": "IPAddress ScopeId ClientId HostName AddressState LeaseExpiryTime",
    "ual_dns": "HostName IPAddress LastSeen",
    "ual_access": "ActivityCount FirstSeen LastSeen ProductName RoleName RoleGuid UserName",
}
"""What a cmdlet gives where a line selects no columns, as its reference lists them."""

PAIRS = {")": "(", "]": "[", "}": "{"}


def parts_of(line: str) -> list[str]:
    """The commands of a line, quoted text out of them; fails where a quote or a bracket is open."""
    plain, quote, open_ = "", "", []
    for letter in line:
        if quote:
            quote = "" if letter == quote else quote
            continue
        if letter in "'\"":
            quote = letter
            plain += " Q "
            continue
        if letter in PAIRS.values():
            open_.append(letter)
        elif letter in PAIRS:
            assert open_[-1:] == [PAIRS[letter]], f"{letter} closes nothing in {line}"
            open_.pop()
        plain += letter
    assert not quote, f"{quote} is open in {line}"
    assert not open_, f"{open_} is open in {line}"
    return [part.strip() for part in re.split(r"[|;]", plain)]


def typed(source: Source) -> bool:
    """Whether the line is one to type, not the way through a program's menus."""
    first = source.export.split()[0]
    return first in PROGRAMS or first.startswith("$") or bool(re.match(r"[A-Z][a-z]+-\w", first))


LINES = [source for source in sources() if typed(source)]


@pytest.mark.parametrize("line", ["Get-X 'a", 'Get-X "a', "Get-X {a", "Get-X @{n='a'))", "a }"])
def test_what_does_not_close_is_found(line: str) -> None:
    with pytest.raises(AssertionError):
        parts_of(line)


def test_most_sources_have_a_line() -> None:
    assert len(LINES) > len(sources()) * 2 // 3


@pytest.mark.parametrize("source", LINES, ids=lambda source: source.key)
def test_a_line_is_of_cmdlets_with_their_parameters(source: Source) -> None:
    for part in parts_of(source.export.strip()):
        if part.split()[0] in PROGRAMS:
            continue
        named = re.findall(r"(?<![\w.-])([A-Z][a-z]+-\w+)", part)
        if not named:  # a variable, or what a script block makes of a row
            assert part.startswith(("$", "n=", "e=", "Count=")) or "Q" in part, part
        for name in named:
            assert name in CMDLETS, name
        allowed = set().union(*(CMDLETS[name] for name in named))
        assert {*re.findall(r"(?<=\s)-([A-Za-z]+)", part)} <= allowed, part


@pytest.mark.parametrize("source", LINES, ids=lambda source: source.key)
def test_what_a_line_exports_is_known_again(source: Source) -> None:
    line = source.export.strip()
    if "Export-Csv" not in line:
        assert not re.search(r"\.csv", line)  # it copies the log itself
        return
    selected = re.search(r"Select-Object (.+?) \| Export-Csv", line)
    listed = selected[1] if selected else ""
    if listed == "$p":
        listed = re.sub("'", "", re.findall(r"\$p = ([^;]+);", line)[0])
    header = re.findall(r"n='(\w+)'", listed)
    header += [name for name in re.sub(r"@\{[^}]*\}(?:\})?", "", listed).split(",") if name.strip()]
    if not selected:
        header = WHOLE[source.key].split()
    table = Opened(
        export=Export(name="export.csv", path=Path("export.csv"), sha256="", size=0),
        form="CSV",
        candidates=(Candidate(header=tuple(header), rows=lambda _ragged: iter(())),),
    )
    found = recognise(table, sources())
    assert isinstance(found, Recognised), header
    assert found.source.key == source.key
