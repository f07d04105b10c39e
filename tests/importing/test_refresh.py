"""Refreshing: a pure function of exports and decisions; new files only are read."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer import api
from optimizer.importing import read
from optimizer.importing.import_exports import Outcome, import_exports
from optimizer.importing.options import ImportOptions
from tests.importing.support import ad_users, do, edges, logons, questions, triples, ual

DAY = "2026-01-12"


def decide(workbook: Path, *rows: tuple[str, ...]) -> None:
    """Type rows into the planner's sheet Decisions."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Decisions"]
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    book.save(workbook)


def devices(outcome: Outcome) -> dict[str, dict[str, Any]]:
    return {str(row["Device"]): row for row in outcome.contents.imported.devices}


def users(outcome: Outcome) -> dict[str, dict[str, Any]]:
    return {str(row["User"]): row for row in outcome.contents.imported.users}


def test_decisions_are_read_and_a_refresh_keeps_them(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = ual(
        tmp_path / "1.csv",
        "FS1",
        [(r"CORP\ann", "10.0.0.5", DAY, 1), (r"PLANT\ann", "10.0.0.6", DAY, 1),
         (r"CORP\kiosk-1", "10.0.0.7", DAY, 1)],
    )  # fmt: skip
    first = import_exports([log], out)
    assert ("User", r"PLANT\ann", "Same as", r"CORP\ann") in questions(first)
    decide(
        out,
        ("User", r"PLANT\ann", "Same as", r"CORP\ann", "she told us"),
        ("User", "kiosk-1", "License by", "Device", ""),
        ("Address", "10.0.0.7", "Device", "KIOSK1", ""),
        ("User", "nobody", "Type", "External", ""),
    )
    again = import_exports([log], out)
    assert triples(again) == [
        ("ann", "10.0.0.5", "FS1"),
        ("ann", "10.0.0.6", "FS1"),
        ("kiosk-1", "KIOSK1", "FS1"),
    ]
    assert users(again)["kiosk-1"]["License by"] == "Device"
    assert not [q for q in questions(again) if q[0] == "User"]
    (note,) = [str(n) for n in again.notes if "concerns nothing" in str(n)]
    assert note.startswith('Decisions!A7: concerns nothing in these exports: User "nobody", Type.')


def test_a_domain_is_decided(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = logons(
        tmp_path / "s.csv",
        [
            {"TargetUserName": "ann", "IpAddress": "10.0.0.5"},
            {"TargetUserName": "ann", "TargetDomainName": "corp.example", "IpAddress": "10.0.0.5"},
        ],
    )
    first = import_exports([log], out, ImportOptions(cache=False))
    assert ("Domain", "corp", "Same as", "corp.example") in questions(first)
    assert any("several domains: corp (1), corp.example (1)" in str(n) for n in first.notes)
    decide(out, ("Domain", "corp", "Same as", "corp.example"))
    assert triples(import_exports([log], out)) == [("ann", "10.0.0.5", "FS1")]


def test_servers_are_decided_on_their_sheet_and_new_ones_are_told(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = logons(tmp_path / "s.csv", [{"TargetUserName": "ann", "IpAddress": "10.0.0.5"}])
    first = import_exports([log], out, ImportOptions(illustrative=True))
    assert ("Server", "FS1", "Product", "") in questions(first)
    assert [p.code for p in api.check(out)][:1]  # who solves is told at the cell
    book = openpyxl.load_workbook(out)
    book["Servers"]["B4"] = "Windows Server 2022"
    book.save(out)
    again = import_exports([log], out)
    assert not [q for q in questions(again) if q[0] == "Server"]
    assert api.solve(out).plan.cost == 39
    more = ual(tmp_path / "2.csv", "FS2", [(r"CORP\ann", "10.0.0.5", DAY, 1)])
    third = import_exports([log, more], out)
    assert ("Server", "FS2", "Product", "Windows Server 2022") in questions(third)
    assert any("FS2" in str(problem) for problem in api.check(out))


def test_a_service_with_an_account_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    ticket = {"Id": 4769, "MachineName": "DC1", "ServiceName": "svc_sql", "LogonType": ""}
    log = logons(tmp_path / "s.csv", [{"TargetUserName": "ann", "IpAddress": "10.0.0.5", **ticket}])
    first = import_exports([log], out)
    assert ("Service", "svc_sql", "Server", "") in questions(first)
    decide(out, ("Service", "svc_sql", "Server", "SQL1"))
    assert triples(import_exports([log], out)) == [("ann", "10.0.0.5", "SQL1")]


def test_only_new_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, grouped = tmp_path / "a.xlsx", []
    real = read.group

    def watched(*asked: Any) -> Any:
        grouped.append(asked[0].opened.name)
        return real(*asked)

    monkeypatch.setattr(read, "group", watched)
    files = [
        ual(tmp_path / f"FS{n}.csv", f"FS{n}", [(r"CORP\ann", "10.0.0.5", DAY, 1)])
        for n in range(3)
    ]
    import_exports(files, out)
    assert grouped == ["FS0.csv", "FS1.csv", "FS2.csv"]
    files.append(ual(tmp_path / "FS3.csv", "FS3", [("b\nx", "10.0.0.5", DAY, 1)]))
    fourth = import_exports(files, out)
    assert grouped[3:] == ["FS3.csv"]
    fresh = do(tmp_path, *files)
    assert edges(fourth) == edges(fresh)
    assert fourth.contents.sources == fresh.contents.sources


def test_pseudonyms_are_the_same_at_every_refresh(tmp_path: Path) -> None:
    out, key = tmp_path / "a.xlsx", tmp_path / "key"
    log = ual(tmp_path / "1.csv", "FS1", [(r"CORP\kiosk-1", "10.0.0.5", DAY, 1)])
    people = ad_users(tmp_path / "u.csv", ["kiosk-1"])
    first = import_exports([log, people], out, ImportOptions(keyfile=key))
    ((user, device, server),) = triples(first)
    assert (user[:5], device[:7], server) == ("user-", "device-", "FS1")
    again = import_exports([log, people], out, ImportOptions(keyfile=key))
    assert triples(again) == [(user, device, server)]
    written = b"".join(
        p.read_bytes() for p in sorted(tmp_path.glob("a-*.csv")) if "names" not in p.name
    )
    assert b"kiosk" not in written
    assert first.contents.names == []
    table = (tmp_path / "a-names.csv").read_text(encoding="utf-8-sig")
    assert f"user,kiosk-1,{user}" in table
    # The question speaks of the pseudonym, and knows the place in the name all the same.
    assert ("User", user, "License by", "Device") in questions(first)


def test_another_key_another_pseudonym(tmp_path: Path) -> None:
    log = ual(tmp_path / "1.csv", "FS1", [(r"CORP\ann", "10.0.0.5", DAY, 1)])
    names = set()
    for number in range(2):
        key = tmp_path / f"key{number}"
        key.write_text(str(number) * 20)
        names |= {triples(do(tmp_path, log, keyfile=key))[0][0]}
    assert len(names) == 2


def test_a_product_decided_is_asked_for_until_it_is_on_servers(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    log = logons(tmp_path / "s.csv", [{"TargetUserName": "ann", "WorkstationName": "PC1"}])
    import_exports([log], out)
    decide(out, ("Server", "FS1", "Product", "Windows Server 2022", ""))
    (asked,) = import_exports([log], out).contents.questions
    assert (asked.name, asked.column, asked.proposal) == ("FS1", "Product", "Windows Server 2022")
    assert asked.why == "its product is known now: type it on the sheet Servers"
    book = openpyxl.load_workbook(out)
    assert [cell.value for cell in book["Servers"][4][:2]] == ["FS1", None]
    book["Servers"]["B4"] = "Windows Server 2022"
    book.save(out)
    assert not import_exports([log], out).contents.questions


def test_a_new_server_is_asked_for_until_it_is_on_servers(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    one, two = (
        ual(tmp_path / f"{n}.csv", f"FS{n}", [(r"CORP\ann", "10.0.0.5", DAY, 1)]) for n in (1, 2)
    )
    import_exports([one], out)
    decide(
        out,
        ("Server", "FS2", "Product", "Windows Server 2019", ""),
        ("Address", "10.0.0.5", "Device", "PC1", ""),
    )
    (asked,) = import_exports([one, two], out).contents.questions
    assert (asked.name, asked.proposal) == ("FS2", "Windows Server 2019")
    assert asked.why == "it is new: add it to the sheet Servers"


def test_an_upgrade_after_the_first_import_is_told(tmp_path: Path) -> None:
    """The planner's sheet still has the old version, which opens nothing of today's."""
    out = tmp_path / "a.xlsx"
    header = "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName,PSComputerName\n"
    old, new = tmp_path / "1.csv", tmp_path / "2.csv"
    old.write_text(f"{header}ann,PC1,2025-12-13,1,Windows Server 2016 Standard,File Server,FS1\n")
    new.write_text(f"{header}ann,PC1,2026-01-13,1,Windows Server 2022 Standard,File Server,FS1\n")
    assert not import_exports([old], out).notes
    assert not import_exports([old], out).notes
    (note,) = [str(n) for n in import_exports([old, new], out).notes]
    assert 'Windows Server 2016 for "FS1", which exports call Windows Server 2022 by now' in note
