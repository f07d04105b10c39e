"""The rules on small worlds: what is an access, what is not, and what is asked."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.choices import Machines
from optimizer.importing.decisions import Decision, Decisions
from tests.importing.support import (
    ad_computers,
    do,
    dropped,
    edges,
    logons,
    questions,
    triples,
    ual,
    write,
)

DAY = "2026-01-12"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"TargetUserName": "SYSTEM", "TargetUserSid": "S-1-5-18"}, "system accounts"),
        ({"TargetUserName": "LOKALER DIENST", "TargetUserSid": "S-1-5-19"}, "system accounts"),
        ({"TargetUserName": "x", "TargetUserSid": "S-1-5-7"}, "system accounts"),
        ({"TargetUserName": "DWM-1", "TargetUserSid": "S-1-5-90-0-1"}, "system accounts"),
        ({"TargetUserName": "UMFD-0"}, "system accounts"),
        ({"TargetUserName": "HealthMailbox0123abc"}, "system accounts"),
        (
            {"TargetUserName": "ANONYMOUS LOGON", "TargetDomainName": "NT AUTHORITY"},
            "system accounts",
        ),
        ({"TargetUserName": "-"}, "no user"),
        ({"TargetUserName": ""}, "no user"),
        ({"TargetUserName": "ann", "LogonType": 5}, "log-ons of services, tasks and the system"),
        ({"TargetUserName": "ann", "LogonType": 4}, "log-ons of services, tasks and the system"),
        ({"TargetUserName": "ann", "IpAddress": "127.0.0.1"}, "the server itself"),
        ({"TargetUserName": "ann", "IpAddress": "::1"}, "the server itself"),
        ({"TargetUserName": "ann", "WorkstationName": "FS1"}, "the server itself"),
    ],
)
def test_never_people(tmp_path: Path, row: dict[str, Any], reason: str) -> None:
    log = logons(tmp_path / "s.csv", [{"IpAddress": "10.0.0.5", **row}, {"TargetUserName": "bob"}])
    found = do(tmp_path, log)
    assert triples(found) == [("bob", "", "FS1")]
    assert dropped(found) == {reason: 1}


def test_a_person_named_like_a_system_account_is_a_person(tmp_path: Path) -> None:
    row = {"TargetUserName": "System", "TargetUserSid": "S-1-5-21-1-2-3-1001"}
    assert triples(do(tmp_path, logons(tmp_path / "s.csv", [row]))) == [("System", "", "FS1")]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Machines.UNATTENDED, [("", "SCAN1", "FS1"), ("ann", "PC1", "FS1")]),
        (Machines.KEEP, [("", "PC1", "FS1"), ("", "SCAN1", "FS1"), ("ann", "PC1", "FS1")]),
        (Machines.DROP, [("ann", "PC1", "FS1")]),
    ],
)
def test_machines(tmp_path: Path, how: Machines, expected: list[tuple[str, str, str]]) -> None:
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [
            (r"CORP\ann", "10.0.0.5", DAY, 1),
            (r"CORP\PC1$", "10.0.0.5", DAY, 1),
            (r"CORP\SCAN1$", "10.0.0.9", DAY, 1),
            (r"CORP\FS1$", "10.0.0.1", DAY, 1),
        ],
    )
    assert triples(do(tmp_path, log, machines=how)) == expected


def sessions(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    header = "TimeCreated,Id,RecordId,MachineName,User,SessionID,Address"
    return write(
        path,
        header,
        [
            (f"{day}T08:00:00", 21, n, "TS1", user, n, address)
            for n, (user, address, day) in enumerate(rows)
        ],
    )


def test_from_a_session_host_it_is_the_client(tmp_path: Path) -> None:
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [
            (r"CORP\ann", "10.0.0.50", DAY, 1),
            (r"CORP\bob", "10.0.0.50", DAY, 1),
            (r"CORP\TS1$", "10.0.0.50", DAY, 1),
        ],
    )
    host = sessions(tmp_path / "ts.csv", [(r"CORP\ann", "10.0.0.5", DAY)])
    found = do(tmp_path, log, host)
    # Ann had a session from 10.0.0.5; of Bob's session nothing is known: any device.
    assert triples(found) == [
        ("ann", "10.0.0.5", "FS1"),
        ("ann", "10.0.0.5", "TS1"),
        ("bob", "", "FS1"),
    ]
    assert found.summary.through_sessions == 2


def test_many_sessions_ask_for_the_role(tmp_path: Path) -> None:
    people = [(rf"CORP\u{n}", f"10.0.0.{n}", DAY) for n in range(1, 4)]
    systems = {"TS1": "Windows Server 2019 Standard"}
    for count, product in ((2, "Windows Server 2019"), (3, "")):
        folder = tmp_path / str(count)
        found = do(
            tmp_path,
            sessions(folder / "ts.csv", people[:count]),
            ad_computers(folder / "c.csv", systems),
        )
        assert found.contents.imported.servers[0]["Product"] == product
        asked = [("Server", "TS1", "Product", "Remote Desktop Services 2019")]
        assert [q for q in questions(found) if q[0] == "Server"] == ([] if product else asked)


def test_shared_accounts_are_proposed(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"TargetUserName": "desk", "WorkstationName": f"PC{n}"} for n in range(11)
    ]
    rows += [{"TargetUserName": "kiosk-3", "WorkstationName": "PC1"}]
    rows += [{"TargetUserName": "edward", "WorkstationName": "PC1"}]
    asked = questions(do(tmp_path, logons(tmp_path / "s.csv", rows)))
    assert [q for q in asked if q[0] == "User"] == [
        ("User", "desk", "License by", "Device"),
        ("User", "kiosk-3", "License by", "Device"),
    ]


def test_addresses(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"TargetUserName": "ann", "IpAddress": "8.8.8.8"},
        {"TargetUserName": "bob", "IpAddress": "::ffff:10.0.3.9"},
        {"TargetUserName": "carl", "IpAddress": "fe80::1%12"},
        {"TargetUserName": "dora", "IpAddress": "10.0.3.10:50211"},
    ]
    found = do(tmp_path, logons(tmp_path / "s.csv", rows))
    assert [(e[0], e[1], e[5]) for e in edges(found)] == [
        ("ann", "", "Observed"),
        ("bob", "10.0.3.9", "Observed (address)"),
        ("carl", "fe80::1", "Observed (address)"),
        ("dora", "10.0.3.10", "Observed (address)"),
    ]
    assert (found.summary.by_address, found.summary.forced) == (3, 1)


def test_a_row_without_a_device_folds_but_not_from_the_internet(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"TargetUserName": "ann", "WorkstationName": "PC1"},
        {"TargetUserName": "ann", "WorkstationName": "PC1"},
        {"TargetUserName": "ann", "WorkstationName": "PC2"},
        {"TargetUserName": "ann"},
        {"TargetUserName": "bob", "WorkstationName": "PC3"},
        {"TargetUserName": "bob", "IpAddress": "8.8.8.8"},
        {"TargetUserName": "eve"},
    ]
    log = logons(tmp_path / "s.csv", rows)
    found = do(tmp_path, log)
    assert [e[:4] for e in edges(found)] == [
        ("ann", "PC1", "FS1", "3"),  # the row without a device joins the device used most
        ("ann", "PC2", "FS1", "1"),
        ("bob", "", "FS1", "1"),
        ("bob", "PC3", "FS1", "1"),
        ("eve", "", "FS1", "1"),
    ]
    assert found.summary.folded == 1
    assert ("User", "*", "Device", "known") in questions(found)
    unfolded = do(tmp_path, log, fold_unknown=False)
    assert ("ann", "", "FS1") in triples(unfolded)


def test_what_folds_into_an_address_is_one_access_with_it(tmp_path: Path) -> None:
    rows = [{"TargetUserName": "ann", "IpAddress": "10.0.0.5"}, {"TargetUserName": "ann"}]
    assert [e[:4] + e[5:] for e in edges(do(tmp_path, logons(tmp_path / "s.csv", rows)))] == [
        ("ann", "10.0.0.5", "FS1", "2", "Observed (address)")
    ]


def test_roles_narrow_a_row(tmp_path: Path) -> None:
    header = (
        "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName,TenantIdentifier,"
        "PSComputerName"
    )
    rows = [
        ("ann", "10.0.0.5", DAY, 1, "Windows Server 2022", "File Server", "", "S1"),
        ("bob", "10.0.0.6", DAY, 1, "Windows Server 2022", "Remote Desktop Services", "", "S1"),
        ("eve", "10.0.0.7", DAY, 1, "SQL Server 2019", "Database Engine", "", "S1"),
    ]
    found = do(tmp_path, write(tmp_path / "a.csv", header, rows))
    everything = "Remote Desktop Services 2022; SQL Server 2019; Windows Server 2022"
    assert found.contents.imported.servers[0]["Product"] == everything
    assert list(found.contents.imported.access["Product"]) == everything.replace(
        "Remote Desktop Services 2022; SQL Server 2019; Windows Server 2022",
        "Windows Server 2022;Remote Desktop Services 2022;SQL Server 2019",
    ).split(";")


def test_two_domains_of_one_name_are_two_people_and_a_question(tmp_path: Path) -> None:
    log = ual(
        tmp_path / "a.csv",
        "FS1",
        [(r"CORP\ann", "10.0.0.5", DAY, 1), (r"PLANT\ann", "10.0.0.6", DAY, 1)],
    )
    found = do(tmp_path, log)
    assert [u for u, *_ in triples(found)] == [r"CORP\ann", r"PLANT\ann"]
    assert ("User", r"PLANT\ann", "Same as", r"CORP\ann") in questions(found)


def test_decisions() -> None:
    """A decision answers its question whatever the case; one that concerns nothing is told."""
    row = Decision(kind="User", name="ANN", column="license BY", value="No")
    decisions = Decisions(rows=(row,))
    from optimizer.importing.decisions import Question

    asked = Question(
        kind="User", name="ann", column="License by", proposal="Device", rows=1, why=""
    )
    other = Question(
        kind="User", name="bob", column="License by", proposal="Device", rows=1, why=""
    )
    assert decisions.open([asked, other]) == [other]
    assert decisions.unmet() == [row]


def test_a_machine_at_its_own_address_is_the_server_itself(tmp_path: Path) -> None:
    log = ual(tmp_path / "a.csv", "WEB1", [(r"CORP\EX04$", "::1", DAY, 1)])
    found = do(tmp_path, log)
    assert edges(found) == []
    assert dropped(found) == {"the server itself": 1}
    assert "no row of the exports is an access" in str(found.notes[0])
